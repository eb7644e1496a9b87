"""How Chinese characters are read, their pinyin without tones and with v for ü, and how they are simplified.

From a table that `tools/readings.py` makes of what pypinyin and OpenCC know: to import these takes as long as to index
a thousand records.
"""

from functools import cache
from itertools import chain, repeat
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
def _first() -> dict[str, str]:
    syllables, characters, _ = zip(*_table().syllables, strict=True)
    each = chain.from_iterable(map(repeat, syllables, map(len, characters)))
    return dict(zip("".join(characters), each, strict=True))


def pinyin(text: str) -> str:
    """Return a text with its Chinese characters as pinyin without spaces, the longest known phrases from the left.

    What is no Chinese character with a known reading stays as it is.
    """
    first, (*_, phrases, begun) = _first(), _table()
    found, at = [], 0
    while at < len(text):
        end = at + begun.get(text[at : at + 2], 1)
        while end > at + 1 and text[at:end] not in phrases:
            end -= 1
        found.append(phrases.get(text[at:end]) or first.get(text[at], text[at]))
        at = max(end, at + 1)
    return "".join(found)


@cache
def ways(character: str) -> frozenset[str]:
    """Return every way to read a Chinese character; none where none is known."""
    return frozenset(
        one for one, first, other in _table().syllables if character in first or character in other
    )
