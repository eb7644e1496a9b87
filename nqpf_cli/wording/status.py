"""What a measure or a document is worth on a given day, worded so that nobody takes silence for validity.

The rules and their order are those of docs/guide.md, "Status": an absent end means "not read", never
"open-ended", and only `ends-soon`, `in-force` and `standing` count as in force.
"""

from typing import NamedTuple

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import few

MEANINGS = {
    "ends-soon": "in force, and its end is near",
    "in-force": "its end was read and lies ahead",
    "standing": "by its own text without end",
    "end-not-read": "no end was read; never counted as in force",
    "presume-lapsed": "no end was read, and it is years old",
    "not-yet": "begins later",
    "draft": "not adopted",
    "replaced": "another document took its place",
    "ended": "its end is past",
}
"""Every status, the best founded first."""

ORDER = tuple(MEANINGS)
IN_FORCE = ("ends-soon", "in-force", "standing")
SHOWN = (*IN_FORCE, "end-not-read", "presume-lapsed")
"""What a listing shows unless all are asked for; the rest is counted."""
LAPSED = "presumed lapsed with age"
"""What is said of several measures that are presumed lapsed: their ages may differ from place to place."""


class Status(NamedTuple):
    """One of ORDER, the words a person reads, the inclusive last ISO day or None, the successor's id or None."""

    code: str
    words: str
    until: str | None
    replaced_by: str | None


def soon_days(dataset: Record) -> int:
    """How many days before its end a measure ends soon, as the dataset states it."""
    return int(dataset["constants"]["ends_soon_days"])


def status(first: str | None, last: str | None, derived: Record, on: str, soon: int) -> Status:
    """The status on the ISO day `on` of a record with this span and these derived facts (`index.derive.derive`).

    An end at most `soon` days away is near.
    """
    replaced = derived.get("replaced")
    successor = replaced if isinstance(replaced, str) else None
    code = _code(first, last, derived, on, soon)
    return Status(code, _words(code, derived), last, successor)


def _code(first: str | None, last: str | None, derived: Record, on: str, soon: int) -> str:
    if derived.get("draft"):
        return "draft"
    if first and first > on:
        return "not-yet"
    if last and last < on:
        return "replaced" if derived.get("replaced") else "ended"
    if derived.get("replaced") and not last:
        return "replaced"
    if last:
        return "ends-soon" if last <= dates.add_days(on, soon) else "in-force"
    if derived.get("standing"):
        return "standing"
    year, lapses = derived.get("year"), derived.get("lapses")
    if year and lapses and int(on[:4]) - year > lapses:
        return "presume-lapsed"
    return "end-not-read"


def _words(code: str, derived: Record) -> str:
    until = derived.get("until")
    to = f" to {dates.long_words(until)}" if until else ""
    match code:
        case "in-force":
            return f"in force{to}"
        case "ends-soon":
            return f"ends soon, {dates.long_words(until)}" if until else "ends soon"
        case "standing":
            return "standing, by its own text"
        case "ended":
            return f"ended {dates.long_words(until)}" if until else "ended"
        case "replaced":
            return f"replaced {dates.long_words(until)}" if until else "replaced, date not stated"
        case "not-yet":
            return f"not yet, from {dates.long_words(derived['from'])}"
        case "draft":
            return "draft"
        case "presume-lapsed":
            return f"over {few(derived['lapses'])} years old, presume lapsed"
        case _:
            return f"end not read, {_known(derived)}"


def _known(derived: Record) -> str:
    """The year that stands for a record without an end."""
    if seen := derived.get("seen"):
        return f"in use {dates.words(seen)}"
    year = derived.get("year")
    return str(year) if year else "year not stated"
