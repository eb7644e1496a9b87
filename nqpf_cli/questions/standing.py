"""Words of a search that say how a measure or document stands: expired, in force, ending 2026."""

import re
from collections.abc import Collection, Sequence

from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter, stands
from nqpf_cli.model import dates
from nqpf_cli.model.names import fold, has_han
from nqpf_cli.model.values import Values
from nqpf_cli.wording.status import soon_days

STANDING = "standing"
"""The closed list of such words, each with the codes of `status` that it means."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


class Standing(Values):
    """What a search says of how records stand: the codes meant, the year of their end where it names one, in words how
    they stand, and the other words of the search."""

    codes: Sequence[str]
    year: str
    says: str
    rest: str


def read_standing(store: Store, text: str) -> Standing | None:
    """Return what a search says of how records stand; None where it says nothing.

    Where nothing else was typed, the rest asks for all measures.
    """
    known, empty = store.meta("vocabularies"), store.meta("dataset")["constants"]["passed_over"]
    plain = _without(lexicon.plain(store, text), empty)
    pieces = lexicon.cut(store, (STANDING,), plain)
    meant = [known[STANDING][one] for piece in pieces for one in piece.bearers]
    if not meant or any(_bound(plain, piece.text) for piece in pieces if piece.bearers):
        return None
    rest = " ".join(piece.text for piece in pieces if not piece.bearers)
    year, codes = "", [code for one in meant for code in one["status"]]
    if "in_year" in meant[0] and (found := _YEAR.search(rest)):
        year, codes = found[1], meant[0]["in_year"]
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    says = f"{meant[0]['says_in_year']} {year}" if year else meant[0]["says"]
    alone = set(fold(rest).split()) <= set(empty)
    return Standing(codes, year, says, known["kind"]["incentive"]["plural"] if alone else rest)


def _without(text: str, empty: Sequence[str]) -> str:
    """Return a text with a space in the place of each Chinese word that carries nothing."""
    for word in sorted((one for one in empty if len(one) > 1 and has_han(one)), key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _bound(text: str, part: str) -> bool:
    """Whether a hyphen binds a part of a text to more than itself: well-ended is another word."""
    start = text.index(part)
    return "-" in text[max(start - 1, 0) : start] + text[start + len(part) :][:1]


def standing(store: Store, codes: Collection[str], on: str, year: str = "") -> SqlFilter:
    """Keep the documents and measures that have one of these statuses on an ISO day; of those whose end lies in a year,
    where one is given."""
    return stands(codes, on, dates.add_days(on, soon_days(store.meta("dataset"))), year)
