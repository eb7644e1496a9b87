"""The line of context beneath a hit, and the marks of what matches in a text."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from nqpf_cli.model.text import width
from nqpf_cli.pages.blocks import Span, Text
from nqpf_cli.questions.hits import Piece, said

Ranges: TypeAlias = Sequence[tuple[int, int]]

CONTEXT = 74
"""Columns of context: a line of a terminal of 80, indented."""
LEAD = 26
"""Columns of these before the first match."""
WINDOWS = 8
"""So many matches of a text are tried as where its line of context begins."""
NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d[\d,.]*(?:%| \w)")
"""A number that is no year, with what it counts."""


def context(title: str, prose: Sequence[Piece], names: Sequence[Piece]) -> Text:
    """The line beneath a title: the prose with most of the words, else a name with most and how the prose begins; a
    name is not said whose words stand in the title."""
    names = [piece for piece in names if piece[0] != title]
    if prose:
        told = title.lower()
        names = [piece for piece in names if not all(word in told for word in said(piece))]
    best, called = (max(pieces, key=distinct, default=("", [])) for pieces in (prose, names))
    begins = (prose or names or [("", [])])[0][0]
    if best[1]:
        return window(*best)
    if not called[1]:
        return window(begins)
    room = CONTEXT - width(called[0]) - 3
    if not prose or room < LEAD:
        return window(*called)
    return [*window(*called), Span(" · ", "dim"), *window(begins, columns=room)]


def distinct(piece: Piece) -> int:
    """How many different words of a text are marked."""
    return len(said(piece))


def marked(text: str, ranges: Ranges) -> list[str | Span]:
    """A text whose ranges carry the style of a match."""
    spans: list[str | Span] = []
    at = 0
    for start, end in ranges:
        spans += [text[at:start], Span(text[start:end], "match")]
        at = end
    return [*spans, text[at:]]


def window(text: str, ranges: Ranges = (), columns: int = CONTEXT) -> list[str | Span]:
    """As much of a text as these columns hold, where it says most of what was asked for."""
    text = text.replace("\n", " ")
    begin, end = best_bounds(text, ranges, columns)
    seen = [(start, stop) for start, stop in ranges if start < end and stop > begin]
    inside = [(max(start, begin) - begin, min(stop, end) - begin) for start, stop in seen]
    lead, tail = "… " if begin else "", " …" if end < len(text) else ""
    return [lead, *marked(text[begin:end], inside), tail]


def best_bounds(text: str, ranges: Ranges, columns: int) -> tuple[int, int]:
    """Where to cut a text so that most of the different words asked for are in sight, and a sum or number if it

    stands near them; of windows alike the first, with what leads to it.
    """

    def said(cut: tuple[int, int]) -> tuple[int, bool]:
        inside = [(start, end) for start, end in ranges if cut[0] <= start and end <= cut[1]]
        shown = text[cut[0] : cut[1]]
        return distinct((text, inside)), bool(NUMBER.search(shown))

    starts = [start for start, _ in ranges[:WINDOWS]] or [0]
    return max((bounds(text, start, columns, lead) for lead in (LEAD, 0) for start in starts), key=said)


def bounds(text: str, first: int, columns: int, lead: int = LEAD) -> tuple[int, int]:
    """Where the window over a text begins and ends, at spaces where there are any, so that `first` is in sight."""
    if width(text) <= columns:
        return 0, len(text)
    room = columns - 4  # for what shows that a text goes on
    begin = first - fitting(text[:first][::-1], lead)
    end = begin + fitting(text[begin:], room)
    if end == len(text):
        begin = end - fitting(text[::-1], room)
    if begin:
        begin = min(text.find(" ", begin, first) + 1 or begin, first)
    if end < len(text) and (space := text.rfind(" ", first + 1, end + 1)) > 0:
        end = space
    return begin, end


def fitting(text: str, columns: int) -> int:
    """How many characters from the first on these columns hold."""
    if text[: columns + 1].isascii():
        return min(len(text), columns)
    used = 0
    for at, ch in enumerate(text):
        used += width(ch)
        if used > columns:
            return at
    return len(text)
