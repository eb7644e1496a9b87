"""Everything, or what filters choose, kind by kind, to be written to a file."""

from collections.abc import Iterator, Mapping, Sequence

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Unsuited
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told
from nqpf_cli.questions.listing import TAKES, Given, listing, suited
from nqpf_cli.wording.status import soon_days


def chosen(store: Store, kinds: Sequence[str], given: Given, among: Sequence[str] = ()) -> list[str]:
    """The kinds to export: those named, else all (or those of `among`) that every filter suits.

    Raises NqpfError for a kind that does not exist, for a filter that does not suit one that was named, and for
    filters that no kind takes together.
    """
    if wanted := lookup.kinds(store, kinds):
        for kind in wanted:
            suited(store, kind, given)
        return wanted
    found = [
        kind
        for kind in among or kinds_of(store)
        if all(kind in TAKES[option] for option in given if option in TAKES)
    ]
    if not found:
        raise Unsuited(list(given))
    return found


def kinds_of(store: Store) -> list[str]:
    """All kinds, those that others rest on first."""
    known = store.meta("vocabularies")["kind"]
    return [kind for kind in store.meta("fields") if kind in known]


def export(store: Store, kinds: Sequence[str], given: Given, on: str) -> dict[str, Answer]:
    """Kind -> its records that pass every filter, as `list` gives them on the ISO day `on`; none where none pass."""
    found: dict[str, Answer] = {}
    for kind in kinds:
        answer = listing(store, kind, given, on)
        if answer.records:
            found[kind] = answer
    return found


def closed(store: Store, parts: Mapping[str, Answer], on: str) -> dict[str, Answer]:
    """The records with all that they rest on, and what that rests on: pages, places, documents.

    So each of them can be read from the file alone. In the order of the kinds.
    """
    records = {record["id"]: (kind, record) for kind, part in parts.items() for record in part.records}
    soon = soon_days(store.meta("dataset"))
    wanted = {key for kind, record in records.values() for key in rests_on(kind, record)} - records.keys()
    while wanted:
        rows = query.get_many(store, sorted(wanted))
        records |= {key: (row.kind, told(row, on, soon)) for key, row in rows.items()}
        wanted = {key for row in rows.values() for key in rests_on(row.kind, row.record)} - records.keys()
    by_kind: dict[str, list[Record]] = {kind: [] for kind in kinds_of(store)}
    for kind, record in records.values():
        by_kind[kind].append(record)
    return {kind: Answer(kind, part, len(part), on, context(store)) for kind, part in by_kind.items() if part}


def rests_on(kind: str, record: Record) -> Iterator[str]:
    """Ids of the records that this one cannot be read without."""
    for field, said in fields_of(kind).items():
        held = record.get(field) if said.rests_on else None
        yield from held if isinstance(held, list) else [held] if held else []
