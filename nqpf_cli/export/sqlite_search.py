"""The words of an exported record: what its full text holds, and what a body may be called."""

from collections.abc import Iterable

from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.model.names import fold, is_han
from nqpf_cli.model.record import Record

LONGEST_NAME = 6
"""Chinese is always found by pieces of up to so many characters, by longer ones while a record has room for them."""

_CODED = frozenset(("id", "url", "read_at", "unit"))

ROOM = 20_000
"""Characters of pieces that a record may have beyond that: more than any honest one needs."""


def named(actors: Iterable[Record]) -> dict[str, str]:
    """Return any name of a body, folded -> its id; not a name that several have."""
    found: dict[str, str] = {}
    for actor in actors:
        for field in ("name", "name_zh", "abbreviation"):
            if name := fold(actor.get(field, "")):
                found[name] = actor["id"] if found.get(name, actor["id"]) == actor["id"] else ""
    return found


def texts_of(kind: str, record: Record) -> str:
    """Return the words of a record: its texts, without ids, codes and addresses."""
    specs = specs_of(STRUCTS[kind])
    found: list[str] = []
    for field, value in record.items():
        spec = specs.get(field)
        if spec is None or not spec.text or spec.vocabulary or spec.link or spec.dated or field in _CODED:
            continue
        found += value if spec.many else [value]
    return "\n".join(found)


def pieces(text: str) -> list[str]:
    """Return every piece of the Chinese in a text once, short ones first; of a text without end not the longest.

    SQLite takes a run of Chinese for one word; so each piece that a person may type stands as a word of its own.
    """
    if text.isascii():
        return []
    runs = "".join(char if is_han(char) else " " for char in text).split()
    found: dict[str, None] = {}
    room = ROOM
    for size in range(1, max(map(len, runs), default=0) + 1):
        some = dict.fromkeys(run[at : at + size] for run in runs for at in range(len(run) - size + 1))
        if size > LONGEST_NAME and (room := room - size * len(some)) < 0:
            break
        found |= some
    return list(found)
