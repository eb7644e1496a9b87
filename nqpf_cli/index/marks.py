"""Where a query of the full text matches a text that is shown."""

import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

from nqpf_cli.index import tokens

BEGIN, END = "\x01", "\x02"

Range: TypeAlias = tuple[int, int]


def mark(expression: str, texts: Sequence[str]) -> list[list[Range]]:
    """For each text, the places that a query matches, as offsets into the text as it was given.

    SQLite itself says where, in a table of these few texts, so that a word is marked if and only if it counts.
    """
    marks: list[list[Range]] = [[] for _ in texts]
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE shown USING fts5(text, tokenize='{tokens.TOKENIZER}')")
        connection.executemany(
            "INSERT INTO shown(rowid, text) VALUES (?, ?)",
            [(at, tokens.spaced(_unmarked(text))) for at, text in enumerate(texts)],
        )
        found = connection.execute(
            f"SELECT rowid, highlight(shown, 0, '{BEGIN}', '{END}') FROM shown WHERE shown MATCH ?",
            (expression,),
        )
        for at, highlighted in found:
            marks[at] = _ranges(_unmarked(texts[at]), highlighted)
    finally:
        connection.close()
    return marks


def _unmarked(text: str) -> str:
    """Return a text that holds none of our own signs, as long as before."""
    return text.replace(BEGIN, " ").replace(END, " ").replace("\0", " ")


def _ranges(text: str, highlighted: str) -> list[Range]:
    """Return where marks stand in the text itself: `highlighted` is the same with spaces put in and commas left out."""
    before, *rest = highlighted.split(BEGIN)
    found: list[Range] = []
    at = _past(text, 0, before)
    for inside, _, after in (part.partition(END) for part in rest):
        start = text.index(inside[0], at)
        found.append((start, _past(text, start, inside)))
        at = _past(text, found[-1][1], after)
    return found


def _past(text: str, at: int, part: str) -> int:
    """Return where a part of the highlighted text ends in the text, if it begins at `at`."""
    if text.startswith(part, at):
        return at + len(part)
    for char in part:
        if char != " ":
            at = text.index(char, at) + 1
        elif text[at : at + 1] == " ":
            at += 1
    return at
