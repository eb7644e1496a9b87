"""Turn bytes into the text of a YAML file, and what a YAML parser says into problems."""

import re
from typing import Final, Protocol

import yaml

from nqpf_cli.loading.problems import Problem

MAX_BYTES: Final = 4_000_000
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Mark(Protocol):
    """Where PyYAML found something: line and column, both from 0."""

    line: int
    column: int


BITS: Final = 22
"""So many take the line or the column of any place in MAX_BYTES."""


def packed(mark: Mark) -> int:
    """Return a mark as one number: a reader keeps two of every field, and PyYAML's own take five times the memory."""
    return mark.line << BITS | mark.column


def place(at: int) -> tuple[int, int]:
    """Return the line and column of what `packed` has made, both from 1."""
    return (at >> BITS) + 1, at % (1 << BITS) + 1


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of a file, or what is wrong where it is no UTF-8 text that we take."""
    if len(data) > MAX_BYTES:
        what = f"the file holds {len(data):,} bytes, more than the {MAX_BYTES:,} that are read"
        return Problem.of_file(file, what, "split it into several files in a folder of that name")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem.of_file(file, "the file is in UTF-16", "save it as UTF-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = _place_after(data[: error.start].decode("utf-8"))
        what = f"the file is not UTF-8: byte {data[error.start]:#04x} means nothing here"
        return Problem(file, *at, what, "save it as UTF-8")
    if "\0" in text:
        at = _place_after(text[: text.index("\0")])
        what = "a NUL character, which no text file holds"
        return Problem(file, *at, what, "take it out, or save the file as UTF-8 text")
    return text


def _place_after(before: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows a text, counting lines as the YAML parser does."""
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", before)
    return len(lines), len(lines[-1]) + 1


_HINTS = (
    ("a tab character", "indent with spaces, not tabs"),
    ("nesting depth", "no fact needs that: write it as in the template"),
    (
        "mapping values are not allowed",
        "put text that holds a colon and a space in quotes, or look at the indentation",
    ),
    (
        "cannot start any token",
        "indent with spaces, not tabs; put text that begins with @, `, % or a tab in quotes",
    ),
    ("unexpected end of stream", "close the quotation mark"),
    ("unknown escape", "use single quotes, or double the backslash"),
    ("could not find expected ':'", "end the key with a colon and a space"),
    ("did not find expected", "look at the indentation, and at quotes and brackets that are not closed"),
)


def syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Make of a parser's error a problem with its place and a hint in plain words."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "syntax error"
        hint = next((hint for words, hint in _HINTS if words in problem), "write it as plain YAML")
        return Problem(file, *(place(packed(mark)) if mark else (1, 1)), f"not YAML: {problem}", hint)
    found = _NOT_TEXT.search(text)
    if found is None:
        return Problem.of_file(file, "not YAML", "write it anew as plain YAML")
    what = f"a control character, U+{ord(found.group()):04X}"
    return Problem(file, *_place_after(text[: found.start()]), what, "take it out")
