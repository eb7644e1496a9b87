"""Words of a search that say how a measure or document stands: expired, in force, ending 2026."""

import re
from collections.abc import Collection, Sequence

from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter, stands, times_by_status
from nqpf_cli.model import dates
from nqpf_cli.model.names import fold, has_han, keys
from nqpf_cli.model.values import Values
from nqpf_cli.wording.status import GONE, IN_FORCE, soon_days

STANDING = "standing"
"""The closed list of such words, each with the codes of `status` that it means."""

TIMES = {**dict.fromkeys(IN_FORCE, 1.25), **dict.fromkeys(GONE, 0.5)}
"""Status -> what the score of a record in a search is multiplied with."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


class Dated(Values):
    """A time that a search names: its first and last day, the other words, and whether it is counted from today."""

    span: tuple[str, str]
    rest: str
    counted: bool


def read_date(store: Store, text: str, on: str) -> Dated | None:
    """Return the time that a search names, a month or a longer one, or one counted from the ISO day `on`; else None.

    Where nothing else was typed beside a counted one, the rest asks for all events.
    """
    plain = lexicon.plain(store, text)
    if not dates.may_name_time(plain):
        return None
    from nqpf_cli.model.dates_in_text import counted_in, spans_in

    counted = counted_in(plain, on)
    found = counted or spans_in(plain)
    if not found:
        return None
    written, *span = found
    rest = plain.replace(written, " ", 1)
    if counted and _says_nothing(rest, store.meta("dataset")["constants"]["passed_over"]):
        rest = store.meta("vocabularies")["kind"]["event"]["plural"]
    return Dated((span[0], span[1]), rest, bool(counted))


class Standing(Values):
    """What a search says of how records stand: the codes meant, the first and the last day between which they end where
    it names a time, in words how they stand, and the other words of the search."""

    codes: Sequence[str]
    span: Sequence[str]
    says: str
    rest: str


def read_standing(store: Store, text: str, dated: Dated | None = None) -> Standing | None:
    """Return what a search says of how records stand; None where it says nothing. `dated` is the date in its words.

    Where nothing else was typed, the rest asks for all measures.
    """
    known, empty = store.meta("vocabularies"), store.meta("dataset")["constants"]["passed_over"]
    plain = _without(dated.rest if dated else lexicon.plain(store, text), empty)
    timed = bool(dated or _YEAR.search(plain))
    aside = {
        word
        for each in known[STANDING].values()
        if not (timed and "in_year" in each)
        for word in each.get("not_in_search", ())
    }
    called = {name for each in known[STANDING].values() for name in each["also"]} - aside
    pieces = [
        piece
        if fold(piece.text) in called or aside.isdisjoint(keys(piece.text))
        else lexicon.Piece(piece.text, ())
        for piece in lexicon.cut(store, (STANDING,), plain)
    ]
    meant = [known[STANDING][one] for piece in pieces for one in piece.bearers]
    if not meant or any(_bound(plain, piece.text) for piece in pieces if piece.bearers):
        return None
    rest = " ".join(piece.text for piece in pieces if not piece.bearers)
    span, codes = (dated.span if dated else ()), [code for one in meant for code in one["status"]]
    if "in_year" in meant[0] and not dated and (found := _YEAR.search(rest)):
        span = (f"{found[1]}-01-01", f"{found[1]}-12-31")
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if span and "in_year" in meant[0]:
        codes, says = meant[0]["in_year"], f"{meant[0]['says_in_year']} {dates.between_words(*span)}"
    elif span:
        return None
    else:
        says = meant[0]["says"]
    alone = _says_nothing(rest, empty)
    return Standing(codes, span, says, known["kind"]["incentive"]["plural"] if alone else rest)


def _says_nothing(text: str, empty: Sequence[str]) -> bool:
    """Whether a text is made of words that carry nothing."""
    return set(fold(_without(text, empty)).split()) <= set(empty)


def _without(text: str, empty: Sequence[str]) -> str:
    """Return a text with a space in the place of each Chinese word that carries nothing."""
    for word in sorted((one for one in empty if len(one) > 1 and has_han(one)), key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _bound(text: str, part: str) -> bool:
    """Whether a hyphen binds a part of a text to more than itself: well-ended is another word."""
    start = text.index(part)
    return "-" in text[max(start - 1, 0) : start] + text[start + len(part) :][:1]


def standing(store: Store, codes: Collection[str], on: str, span: Sequence[str] = ()) -> SqlFilter:
    """Keep the documents and measures that have one of these statuses on an ISO day; of those whose end lies
    between two others, where these are given."""
    return stands(codes, on, dates.add_days(on, soon_days(store.meta("dataset"))), span)


def first_in_force(store: Store, on: str) -> SqlFilter:
    """Return what a score is multiplied with, so that of what matches alike that comes first which is in force on an
    ISO day, and last what is gone."""
    return times_by_status(TIMES, on, dates.add_days(on, soon_days(store.meta("dataset"))))
