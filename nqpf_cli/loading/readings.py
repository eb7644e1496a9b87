"""How Chinese characters are read, their pinyin without tones and with v for ü, and how they are simplified.

From a table that `tools/readings.py` makes of what pypinyin and OpenCC know: to import these takes as long as to index
a thousand records.
"""

from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("readings.txt")


class _Table(NamedTuple):
    """Traditional characters and the simplified ones in their order; the lines of syllables as (syllable, read so
    first, read so else); phrase -> its pinyin; how phrases begin."""

    scripts: list[str]
    syllables: list[tuple[str, str, str]]
    phrases: dict[str, str]
    begun: dict[str, int]  # the first two characters -> the length of the longest phrase


@cache
def _table() -> _Table:
    scripts, syllables, phrases = _TABLE.read_text(encoding="utf-8").split("\n\n")
    parts = [line.split(" ") for line in syllables.splitlines()]
    words = phrases.split()
    known = dict(zip(words[::2], words[1::2], strict=True))
    begun = {phrase[:2]: len(phrase) for phrase in sorted(known, key=len)}
    return _Table(scripts.splitlines(), [(one, first, other) for one, first, other in parts], known, begun)


def scripts() -> tuple[str, str]:
    """Return the traditional characters that are changed one by one, and the simplified ones in the same order."""
    traditional, simplified = _table().scripts
    return traditional, simplified


@cache
def _firsts() -> tuple[str, list[int]]:
    """Return the characters of all syllables as one text, and where those of each end: a dict takes longer to make."""
    characters = [first for _, first, _ in _table().syllables]
    return "".join(characters), [*accumulate(map(len, characters))]


@cache
def _first(character: str) -> str:
    """Return how a character is read by itself; what has no known reading as it is."""
    characters, ends = _firsts()
    at = characters.find(character)
    return character if at < 0 else _table().syllables[bisect(ends, at)][0]


def pinyin(text: str) -> str:
    """Return a text with its Chinese characters as pinyin without spaces, the longest known phrases from the left.

    What is no Chinese character with a known reading stays as it is.
    """
    *_, phrases, begun = _table()
    found, at = [], 0
    while at < len(text):
        end = at + begun.get(text[at : at + 2], 1)
        while end > at + 1 and text[at:end] not in phrases:
            end -= 1
        found.append(phrases.get(text[at:end]) or _first(text[at]))
        at = max(end, at + 1)
    return "".join(found)


def initials(text: str) -> str:
    """Return the first letter of each Chinese character, as it is read by itself: zjtx, as people type 专精特新."""
    return "".join(_first(character)[0] for character in text)


@cache
def ways(character: str) -> frozenset[str]:
    """Return every way to read a Chinese character; none where none is known."""
    return frozenset(
        one for one, first, other in _table().syllables if character in first or character in other
    )
