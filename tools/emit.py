"""Records as YAML in the style of data/: lists indented, prose folded, text quoted only where it must be."""

import re
from collections.abc import Iterator
from typing import Any, Final
from unicodedata import east_asian_width

from nqpf_cli.loading.yaml_reader import resolve
from nqpf_cli.model.record import Record

WIDTH: Final = 100
# What a plain text may not be: a year or a full date, which common readers of YAML take for something else; and an
# interval, for its looks.
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?|[0-9.-]+/[0-9.-]+")
_START = tuple("-?:,[]{}#&*!|>'\"%@` ")
_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n", "~", ""))


def entry(record: Record) -> str:
    """A record as an item of the list that a file is."""
    return "- " + fields(record)[2:]


def fields(record: Record, indent: int = 2) -> str:
    """The fields of a record, or of a part of one, a line or more each."""
    pad = " " * indent
    return "".join(f"{pad}{key}:{_value(value, indent, len(key))}" for key, value in record.items())


def _value(value: Any, indent: int, used: int) -> str:
    """What stands after a key and its colon, with the end of its line."""
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        return "\n" + fields(value, indent + 2)
    if isinstance(value, list):
        items = [
            pad
            + "- "
            + (
                fields(one, indent + 4)[indent + 4 :]
                if isinstance(one, dict)
                else _scalar(one, indent + 2, indent + 4)
            )
            for one in value
        ]
        return "\n" + "".join(items)
    return " " + _scalar(value, indent, indent + used + 2)


def _scalar(value: Any, indent: int, used: int) -> str:
    """A scalar on a line of which `used` characters are taken, with the end of its line."""
    if not isinstance(value, str):
        return ("true" if value else "false") + "\n" if isinstance(value, bool) else f"{value}\n"
    pad = " " * (indent + 2)
    if "\n" in value:
        return "|\n" + "".join(f"{pad}{line}".rstrip() + "\n" for line in value.split("\n"))
    text = value if _is_plain(value) else "'" + value.replace("'", "''") + "'"
    if used + _columns(text) <= WIDTH or " " not in value:
        return text + "\n"
    return ">-\n" + "".join(f"{pad}{line}\n" for line in _folded(value, WIDTH - len(pad)))


def _folded(text: str, width: int) -> Iterator[str]:
    """A text in lines of at most so many columns, broken at single blanks: two in a row would not come back."""
    line = ""
    for word in re.split("(?<! ) (?! )", text):
        if line and _columns(line) + 1 + _columns(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _columns(text: str) -> int:
    """The width of a text where a Chinese character takes two columns."""
    return len(text) + sum(east_asian_width(one) in "WF" for one in text)


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes, for our reader and for common ones."""
    return not (
        text.startswith(_START)
        or text.lower() in _WORDS
        or ": " in text
        or " #" in text
        or text.endswith((":", " "))
        or _DATE.fullmatch(text)
        or resolve(text) is not text
    )
