"""Made-up facts written as people write the real ones."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

Record = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff ,.()/&+%'-]*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "~"))
FOLDED = ("summary", "definition", "explanation", "note", "outcome")


def to_yaml(made: list[Record]) -> str:
    """Records in the style of `data/`: plain and quoted scalars, prose folded, lists one item a line."""
    return "\n".join("- " + "\n  ".join(_lines(record)) + "\n" for record in made)


def _lines(record: Record) -> Iterator[str]:
    for key, value in record.items():
        if key in FOLDED and len(value) > 70:
            yield f"{key}: >-"
            yield from (f"  {line}" for line in wrap(value, 94, break_on_hyphens=False))
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list):
            yield f"{key}:"
            for item in value:
                inner = list(_lines(item)) if isinstance(item, dict) else [_scalar(item)]
                yield f"  - {inner[0]}"
                yield from (f"    {line}" for line in inner[1:])
        else:
            yield f"{key}: {_scalar(value)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and not value.endswith(" ") and value.lower() not in _WORDS
        return value if plain else "'" + value.replace("'", "''") + "'"
    return str(value)
