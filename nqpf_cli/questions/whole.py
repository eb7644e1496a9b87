"""Everything, or what filters choose, kind by kind, to be written to a file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Unsuited
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.record import Answer, Record, with_whole_sources
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told, with_sources
from nqpf_cli.questions.listing import TAKES, ListingQuery, listing, suited


class ExportQuery(NamedTuple):
    """Which records: those of the kinds (as typed, else all of `among`, else all) that `filters` let through.

    `closed` adds all that these rest on, so that each can be read from the file alone.
    """

    kinds: Sequence[str] = ()
    filters: ListingQuery = ListingQuery()
    among: Sequence[str] = ()
    closed: bool = False


def export(store: Store, asked: ExportQuery, on: str) -> dict[str, Answer]:
    """Find the records of each kind, as a list gives them on the ISO day `on`; no kind of which none match.

    Their pages stand whole in them, or as records of their own where the export is closed. Raises NqpfError as
    `listing`, for a kind that does not exist, and for filters that no kind takes together.
    """
    listed = {kind: asked.filters._replace(kind=kind) for kind in chosen(store, asked)}
    parts = {kind: listing(store, each, on).answer for kind, each in listed.items()}
    parts = {kind: part for kind, part in parts.items() if part.records}
    if asked.closed:
        return closed(store, parts, on)
    return {kind: with_whole_sources(with_sources(store, part)) for kind, part in parts.items()}


def chosen(store: Store, asked: ExportQuery) -> list[str]:
    """The kinds to export: those named, else all (or those of `among`) that every filter suits."""
    used = asked.filters.used
    if wanted := lookup.kinds(store, asked.kinds):
        for kind in wanted:
            suited(store, kind, asked.filters)
        return wanted
    found = [
        kind
        for kind in asked.among or kinds_of(store)
        if all(kind in TAKES.get(name, [kind]) for name in used)
    ]
    if not found:
        raise Unsuited(used)
    return found


def kinds_of(store: Store) -> list[str]:
    """All kinds, those that others rest on first."""
    known = store.meta("vocabularies")["kind"]
    return [kind for kind in store.meta("fields") if kind in known]


def closed(store: Store, parts: Mapping[str, Answer], on: str) -> dict[str, Answer]:
    """The records with all that they rest on, and what that rests on: pages, places, documents.

    So each of them can be read from the file alone. In the order of the kinds.
    """
    records = {record["id"]: (kind, record) for kind, part in parts.items() for record in part.records}
    wanted = {key for kind, record in records.values() for key in rests_on(kind, record)} - records.keys()
    while wanted:
        rows = query.get_many(store, sorted(wanted))
        records |= {key: (row.kind, told(store, row, on)) for key, row in rows.items()}
        wanted = {key for row in rows.values() for key in rests_on(row.kind, row.record)} - records.keys()
    by_kind: dict[str, list[Record]] = {kind: [] for kind in kinds_of(store)}
    for kind, record in records.values():
        by_kind[kind].append(record)
    return {kind: Answer(kind, part, len(part), on, context(store)) for kind, part in by_kind.items() if part}


def rests_on(kind: str, record: Record) -> Iterator[str]:
    """Ids of the records that this one cannot be read without, and of any that a field names alone: a link leads."""
    for field, said in fields_of(kind).items():
        held = record.get(field) if said.rests_on or (said.link and not said.many) else None
        yield from held if isinstance(held, list) else [held] if held else []
