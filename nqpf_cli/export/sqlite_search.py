"""The words of an exported record: what its full text holds, and what a body may be called."""

import re
from collections.abc import Iterable

from nqpf_cli.model.flat_rows import Cell
from nqpf_cli.model.names import fold, is_han
from nqpf_cli.model.record import Record

LONGEST_NAME = 6
"""Chinese is always found by pieces of up to so many characters, by longer ones while a record has room for them."""

WORD = re.compile(r"[^\W_]+")
UNIT = re.compile(r"[0-9A-Za-zÀ-ʯ]+|.")
"""What a person types as one: a Chinese character, or the letters and digits between two."""

ROOM = 20_000
"""Characters of pieces that a record may have beyond that: more than any honest one needs."""


def named(actors: Iterable[Record]) -> dict[str, str]:
    """Return any name of a body, folded -> its id; not a name that several have."""
    found: dict[str, str] = {}
    for actor in actors:
        for field in ("name", "name_zh", "abbreviation"):
            if name := fold(actor.get(field) or ""):
                found[name] = actor["id"] if found.get(name, actor["id"]) == actor["id"] else ""
    return found


def words_of(value: Cell) -> str:
    """Return the words of a cell."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def indexed(text: str) -> str:
    """Return a text with every piece of its Chinese, as the full text holds it."""
    return "\n".join((text, *pieces(text)))


def pieces(text: str) -> list[str]:
    """Return every piece of the Chinese in a text once, short ones first; of a text without end not the longest.

    SQLite takes a run of Chinese, and the letters and digits that touch it, for one word; so each piece that a person
    may type stands as a word of its own.
    """
    if text.isascii():
        return []
    runs = [UNIT.findall(word) for word in WORD.findall(text) if any(map(is_han, word))]
    found: dict[str, None] = {}
    room = ROOM
    for size in range(1, max(map(len, runs), default=0) + 1):
        some = dict.fromkeys(
            "".join(run[at : at + size]) for run in runs for at in range(len(run) - size + 1)
        )
        if size > LONGEST_NAME and (room := room - sum(map(len, some))) < 0:
            break
        found |= some
    return list(found)
