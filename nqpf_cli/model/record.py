"""A fact as the program passes it on, and an answer made of facts."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

Record: TypeAlias = dict[str, Any]
"""One fact: the fields as authored, dates as ISO strings, links as ids."""


class Answer(NamedTuple):
    """What a question found, before anything decides how it looks.

    `records` hold what every format may print; `said` holds what only a view needs (counts, hints,
    groupings) and never reaches a data format. `left_out` counts what would match but is not given, by why:
    a status, or `no-milestone`.
    """

    kind: str
    records: list[Record]
    total: int
    on: str
    dataset: Record
    said: Record = {}  # noqa: RUF012 - read only
    code: int = 0
    left_out: dict[str, int] = {}  # noqa: RUF012 - read only


def title(record: Record) -> str:
    """What a record is called in English: its title, name or term."""
    return str(record.get("title") or record.get("name") or record["term"])


def issued(policy: Record) -> str | None:
    """When a document came about: its date of issue, else the first of its force, else None."""
    return policy.get("issued") or policy.get("effective")


def whose(record: Record) -> str:
    """ "pack acme", "pack acme, in place of another": whose record it is if not ours; "rests on pack acme" where one
    of a pack decides what it says (its document, place or page); else nothing. Every format prints this."""
    said = []
    if "pack" in record:
        said.append(f"pack {pack_name(record['pack'])}")
        if "replaces" in record:
            said[0] += ", in place of another"
    if touched := record.get("touched_by"):
        said.append(f"rests on pack {', '.join(map(pack_name, touched))}")
    return "; ".join(said)


def pack_name(pack: str) -> str:
    """A fact pack as a page names it: by its folder, which stands in quotes where that is no plain word, so that it
    cannot read as words of ours."""
    plain = pack.translate(str.maketrans("", "", "-_./")).isalnum()
    return pack if plain else '"' + pack.replace('"', "'") + '"'


def with_kind(kind: str, record: Record) -> Record:
    """A record in a list of several kinds: it says its own as `record_kind`, since some kinds have a `kind` field."""
    return {"id": record["id"], "record_kind": kind, **record}


def grouped(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    """Records under what the key says of each, in the order given."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found
