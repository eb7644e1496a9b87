"""What the data formats share: choosing fields, and spelling out what a terminal would obey."""

import re
from typing import Any

from nqpf_cli.model.record import Record

# C0 save tab and newline, DEL and C1, zero-width and bidi controls, line separators, BOM, tags, surrogates.
_UNSEEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_unseen = re.compile(_UNSEEN)


def escape(text: str) -> str:
    """Text in which each invisible or commanding character stands as its backslash-u escape.

    In JSON and in a double-quoted YAML string that is the same text, spelled otherwise: nothing is lost.
    """
    return _unseen.sub(_spelled, text) if _unseen.search(text) else text


def unseen(text: str) -> bool:
    """Whether a text holds a character that `escape` would spell out."""
    return _unseen.search(text) is not None


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def pick(record: Record, columns: list[str]) -> Record:
    """A record cut down to some fields, in the order asked for; fields it lacks stay absent.

    `cap` takes the whole of a nested field, `cap_amount` one part of it, under that name.
    """
    chosen: Record = {}
    for column in columns:
        if column in record:
            chosen[column] = record[column]
            continue
        value = _part(record, column)
        if value is not None:
            chosen[column] = value
    return chosen


def chosen(records: list[Record], columns: list[str] | None) -> list[Record]:
    """All records, cut down to `columns` if there are any."""
    return [pick(record, columns) for record in records] if columns else records


def _part(record: Record, column: str) -> Any:
    head, _, rest = column.partition("_")
    while rest:
        inner = record.get(head)
        if isinstance(inner, dict):
            return inner.get(rest)
        step, _, rest = rest.partition("_")
        head = f"{head}_{step}"
    return None
