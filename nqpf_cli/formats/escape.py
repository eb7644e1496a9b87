"""What the data formats share: choosing fields, and spelling out what a terminal would obey."""

import re

from nqpf_cli.model.record import Record
from nqpf_cli.model.text import seen

# All but what is plainly harmless; each of these is then looked at.
_DOUBTFUL = re.compile(r"[^\t\n -~\u3400-\u9fff]")


def escape(text: str) -> str:
    """Return text in which each invisible or commanding character stands as its backslash-u escape.

    In JSON and in a double-quoted YAML string that is the same text, spelled otherwise: nothing is lost.
    """
    return _DOUBTFUL.sub(_spelled, text) if unseen(text) else text


def unseen(text: str) -> bool:
    """Whether a text may hold a character that `escape` would spell out."""
    return not seen(text.replace("\n", ""))


def _spelled(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    # No-break and ideographic spaces are spaces; the two separators of lines and paragraphs are not.
    if seen(character) or (code >= 0xA0 and character.isspace() and code not in (0x2028, 0x2029)):
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join([f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)])


def pick(record: Record, columns: list[str]) -> Record:
    """Return a record cut down to some fields, in the order asked for; fields it lacks stay absent.

    `cap` takes the whole of a nested field, `cap_amount` one part of it, under that name.
    """
    from nqpf_cli.model.flat_rows import flat

    known = {**flat(record), **record}
    return {column: known[column] for column in columns if column in known}


def chosen(records: list[Record], columns: list[str] | None) -> list[Record]:
    """Return all records, cut down to `columns` if there are any."""
    return [pick(record, columns) for record in records] if columns else records
