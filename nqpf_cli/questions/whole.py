"""Everything, or what filters choose, kind by kind, to be written to a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import BadValue, Unsuited
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.record import Answer, Record, with_whole_sources
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import as_of, context, with_sources
from nqpf_cli.questions.listing import TAKES, ListingQuery, closed_by, listing, suited


class ExportQuery(Values):
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
    parts = {kind: listing(store, each, on).answer for kind, each in chosen(store, asked).items()}
    parts = {kind: part for kind, part in parts.items() if part.records}
    if asked.closed:
        return closed(store, parts, on)
    return {kind: with_whole_sources(with_sources(store, part)) for kind, part in parts.items()}


def chosen(store: Store, asked: ExportQuery) -> dict[str, ListingQuery]:
    """Return the kinds to export, with what is asked of each.

    They are those named, else all (or those of `among`) that every filter suits. Raises Unsuited where none is, and
    BadValue for a value that none takes.
    """
    used = asked.filters.used
    if wanted := lookup.kinds(store, asked.kinds):
        for kind in wanted:
            suited(store, kind, asked.filters)
        return {kind: asked.filters.replace(kind=kind) for kind in wanted}
    every = asked.among or kinds_of(store)
    found = [kind for kind in every if all(kind in TAKES.get(name, [kind]) for name in used)]
    if not found:
        raise Unsuited(used)
    listed = {kind: asked.filters.replace(kind=kind) for kind in found}
    for option, values in asked.filters.filters.items():
        lists = {kind: closed_by(option, kind) for kind in found}
        if values and len(set(lists.values())) > 1:
            taken = {name: _taken(store, name, values) for name in lists.values()}
            known = {part for each in taken.values() for part in each}
            if lost := [part for part in lookup.parts(values) if part not in known]:
                raise _taken_by_none(store, option, lost[0], taken)
            listed = {
                kind: each.replace(filters={**each.filters, option: taken[lists[kind]]})
                for kind, each in listed.items()
                if taken[lists[kind]]
            }
    return listed


def _taken(store: Store, vocabulary: str, values: Sequence[str]) -> list[str]:
    return [part for part in lookup.parts(values) if lexicon.named(store, (vocabulary,), part)]


def _taken_by_none(store: Store, option: str, value: str, vocabularies: Iterable[str]) -> BadValue:
    """Return the error that an option has no such value, whichever kind it is asked of."""
    allowed: list[str] = []
    nearest: list[str] = []
    for vocabulary in vocabularies:
        try:
            lookup.choice(store, vocabulary, value, option)
        except BadValue as fault:
            allowed += fault.allowed
            nearest += fault.nearest
    return BadValue(option, value, list(dict.fromkeys(allowed)), nearest)


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
        records |= {key: (row.kind, as_of(store, row, on)) for key, row in rows.items()}
        wanted = {key for row in rows.values() for key in rests_on(row.kind, row.record)} - records.keys()
    by_kind: dict[str, list[Record]] = {kind: [] for kind in kinds_of(store)}
    for kind, record in records.values():
        by_kind[kind].append(record)
    return {kind: Answer(kind, part, len(part), on, context(store)) for kind, part in by_kind.items() if part}


def rests_on(kind: str, record: Record) -> Iterator[str]:
    """Ids of the records that this one cannot be read without, and of any that a field names alone: a link leads."""
    for field, described in fields_of(kind).items():
        held = record.get(field) if described.rests_on or (described.link and not described.many) else None
        yield from held if isinstance(held, list) else [held] if held else []
