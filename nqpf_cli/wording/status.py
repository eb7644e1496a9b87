"""What a measure or a document is worth on a given day, worded so that nobody takes silence for validity.

The rules and their order are those of docs/guide.md, "Status": an absent end means that none was found, never that
there is none, and only `ends-soon`, `in-force` and `standing` count as in force.
"""

from collections.abc import Iterable, Mapping

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import few
from nqpf_cli.model.values import Values

MEANINGS = {
    "ends-soon": "in force, and its end is near",
    "in-force": "its end is known and lies ahead",
    "standing": "its text leaves its end open; in force",
    "end-not-read": "no page names its end; never counted as in force",
    "presume-lapsed": "no page names its end, and it is years old",
    "not-yet": "starts later",
    "draft": "not adopted",
    "replaced": "another document took its place",
    "ended": "its end is past",
}
"""Every status, the best founded first."""

ORDER = tuple(MEANINGS)
IN_FORCE = ("ends-soon", "in-force", "standing")
GONE = ("presume-lapsed", "replaced", "ended")
SHOWN = (*IN_FORCE, "end-not-read", "presume-lapsed")
"""What a listing shows unless all are asked for; the rest is counted."""
BEGINNINGS = {
    "ends ": "ends-soon",
    "no end set": "standing",
    "no end date found": "end-not-read",
    "no end found": "end-not-read",
    "over ": "presume-lapsed",
    "starts ": "not-yet",
    "ended ": "ended",
    "replaced ": "replaced",
    "in force ": "in-force",
}
"""How the words of a status begin -> its code; words that are the code itself stand for themselves."""

PRINTED = {
    "standing": "no-end-set",
    "end-not-read": "no-end-date-found",
    "presume-lapsed": "over-{age}-years-old",
    "not-yet": "starts",
}
"""What is printed for a code that it does not resemble, as one word to type."""

COUNTED = {"end-not-read": "with no end date found", "not-yet": "not yet in force"}
"""What is said of several that are not known to be in force, where that is more than the code."""


def worded(called: str) -> str:
    """ "in force", "with no end date found": a status that was asked for, in words."""
    words = {**PRINTED, **COUNTED, "presume-lapsed": "presumed lapsed"}
    return words.get(called, called).replace("-", " ")


class Status(Values):
    """One of ORDER, the words a person reads, the inclusive last ISO day or None, the successor's id or None."""

    code: str
    words: str
    until: str | None
    replaced_by: str | None

    def ends_between(self, first: str, last: str) -> bool:
        """Is the end known, and one of these ISO days or between them?"""
        return self.until is not None and first <= self.until <= last


def soon_days(dataset: Record) -> int:
    """Return how many days before its end a measure ends soon, as the dataset states it."""
    return int(dataset["constants"]["ends_soon_days"])


def status(first: str | None, last: str | None, derived: Record, on: str, soon: int) -> Status:
    """Return the status on the ISO day `on` of a record with this span and these derived facts (`index.derive.derive`).

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
            return f"ends {dates.long_words(until)}" if until else "ends soon"
        case "standing":
            return "no end set"
        case "ended":
            return f"ended {dates.long_words(until)}" if until else "ended"
        case "replaced":
            return f"replaced {dates.long_words(until)}" if until else "replaced, date not stated"
        case "not-yet":
            return f"starts {dates.long_words(derived['from'])}"
        case "draft":
            return "draft"
        case "presume-lapsed":
            return f"over {few(derived['lapses'])} years old, no end found: ask"
        case _:
            return f"no end date found{_known(derived)}"


def _known(derived: Record) -> str:
    """Return what is known of a record without an end: a day of use, else the year of its text or newest page."""
    if seen := derived.get("seen"):
        return f", in use {dates.long_words(seen)}"
    year = derived.get("year")
    return f" ({'page' if derived.get('paged') else 'text'} of {year})" if year else " (year not stated)"


def short_words(status: Record) -> str:
    """Return the words for a column that says until when: "no end found, 2025", "over five years old", "replaced"."""
    words = str(status["words"])
    if status["code"] != "end-not-read":
        return words.partition(",")[0]
    year = words.rstrip(")")[-4:]
    return f"no end found, {year}" if year.isdecimal() else "no end found"


def code_of(text: str) -> str:
    """Return the code that a person means by a code or by printed words, with hyphens or spaces; '' for none."""
    typed = " ".join(text.casefold().replace("-", " ").replace(",", " ").split())
    for code in ORDER:
        if typed == code.replace("-", " "):
            return code
    return next((code for words, code in BEGINNINGS.items() if f"{typed} ".startswith(words)), "")


def counted(counts: Mapping[str, int], old: str = "") -> list[str]:
    """ "7 with no end date found", "1 ended": how many are not known to be in force, in the order of statuses.

    `old` is what is said of those presumed lapsed, as from `age_words`.
    """
    words = {**COUNTED, "presume-lapsed": old}
    others = [code for code in ORDER if code not in IN_FORCE and counts.get(code)]
    return [f"{counts[code]} {words.get(code, code)}" for code in others]


def age_words(records: Iterable[Record]) -> str:
    """ "over five years old" of the records presumed lapsed; less exact where the age differs from place to place."""
    statuses = [record["status"] for record in records]
    ages = {short_words(status) for status in statuses if status["code"] == "presume-lapsed"}
    return ages.pop() if len(ages) == 1 else "older than documents of their place usually last"
