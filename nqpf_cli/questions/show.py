"""One record whole, of any kind, with what it names and what names it."""

from collections.abc import Iterable, Sequence

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.kinds import KINDS, LINKED, fields_of
from nqpf_cli.model.names import names_of_term
from nqpf_cli.model.record import ADDED, PACKS, Answer, Record, Result, issued
from nqpf_cli.model.values import Values
from nqpf_cli.questions import naming
from nqpf_cli.questions.annotate import as_of, context
from nqpf_cli.questions.define import usual_name
from nqpf_cli.wording.status import ORDER

MOST = 8
"""Records shown of those that are linked alike; the rest is counted."""
CANDIDATES = 30
"""Records shown of those whose ids begin alike; the rest is counted."""

ALIKE = {"actors": "actor", "issuer": "actor"}
"""Fields that link in the same way as another; a section of the explainer links in one way whatever the field."""


class Group(Values):
    """Records of one kind linked in one way: by which field (or `text`, `page`), how many, and the first of them."""

    kind: str
    field: str
    total: int
    shown: list[Record]


class ShowQuery(Values):
    """The record that is meant: its id, how its id begins, or a name of it in either script."""

    text: str


class ShowResult(Result[Record]):
    """One record as an answer, or the candidates (kind "candidate": id, kind and title of each).

    `named` holds whole, by id, the records that it names (or the candidates), `links` the field and id of each link,
    `groups` what names it. Of a region `above` is what it lies in, nearest first, and `counts` how many of each kind
    it holds, alone and with what lies inside. `called` is the name by which most records call a term.
    """

    asked: ShowQuery
    named: dict[str, Record]
    links: Sequence[tuple[str, str]] = ()
    groups: Sequence[Group] = ()
    above: dict[str, Record] = {}  # noqa: RUF012 - read only
    counts: dict[str, tuple[int, int]] = {}  # noqa: RUF012 - read only
    called: str = ""


def show(store: Store, asked: ShowQuery, on: str) -> ShowResult:
    """Find the record that is meant, as it stands on the ISO day `on`; several candidates where ids begin alike.

    Where the glossary has an entry about it, the one of both that more facts name; `answer.beside` has the other, and
    pages that are called so.

    Raises NqpfError for no words (code 2), and with the nearest names for what nothing is called (code 1).
    """
    if not asked.text.strip():
        raise Missing("show", "an id or a name")
    found, pages = naming.meant(store, asked.text)
    meant = naming.told_best(store, found)
    if len(meant) > 1:
        return candidates(store, asked, [*found, *pages], on)
    row = naming.one(store, meant, asked.text)
    beside = query.kinds(store, [name for name in found if name not in meant]) | pages
    to = query.links_from(store, row.record["id"])
    named = {name for _, _, name in to}
    by = [link for link in query.linking_to(store, row.record["id"]) if link[2] not in named]
    linked = {
        "to": list(dict.fromkeys(name for _, field, name in to if field != "sources")),
        "from": list(dict.fromkeys(name for _, _, name in by)),
    }
    record = {**as_of(store, row, on), "links": linked}
    grouped = groups(store, row, of_body(store, row, by), on)
    using = [one for group in grouped if group.field == "text" for one in group.shown]
    region = record["id"] if row.kind == "region" else None
    return ShowResult(
        Answer(row.kind, [record], 1, on, context(store), beside=beside),
        asked,
        query.records(store, linked["to"]),
        [(field, name) for _, field, name in to],
        grouped,
        query.records(store, query.ancestors(store, region)) if region else {},
        counts_of(store, region) if region else {},
        usual_name(record, using) if row.kind == "term" else "",
    )


def exactly(store: Store, identifier: str, on: str) -> Record:
    """Return the record with this id, as it stands on the ISO day `on`. Raises NotFound with the nearest names."""
    return as_of(store, naming.one(store, [identifier], identifier), on)


def candidates(store: Store, asked: ShowQuery, found: Sequence[str], on: str) -> ShowResult:
    """The records that may be meant, as id, kind and title: they differ in kind, so their fields are left out."""
    rows = query.get_many(store, found)
    titles = query.titles(store, found)
    records = [
        {"id": name, "kind": row.kind, "title": titles[name]}
        | {key: row.record[key] for key in PACKS if key in row.record}
        for name, row in rows.items()
    ]
    answer = Answer("candidate", records, len(records), on, context(store))
    return ShowResult(answer, asked, {name: row.record for name, row in rows.items()})


def of_body(store: Store, row: Row, by: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Add to what names a body what its documents say: what `list --actor` finds of each kind."""
    if row.kind != "actor":
        return by
    said = [kind for kind in KINDS if any(field.filter == "actor" for field in fields_of(kind).values())]
    lent = [kind for kind in said if "policy" in fields_of(kind)]
    where = [sql_filters.naming([row.record["id"]], lent=True)]
    found = [(kind, "actor", one.record["id"]) for kind in lent for one in query.select(store, kind, where)]
    return [*(link for link in by if link[0] not in lent), *found]


def groups(store: Store, row: Row, by: Iterable[tuple[str, str, str]], on: str) -> list[Group]:
    """What names the record, by kind and field in the order of the kinds, then what goes with it by text or page."""
    identifier = row.record["id"]
    linked: dict[tuple[str, str], list[str]] = {}
    for kind, field, name in by:
        way = "body" if kind == "topic" else ALIKE.get(field, field)
        linked.setdefault((kind, way), []).append(name)
    if row.kind == "policy":
        linked["event", "page"] = query.same_page(store, identifier, "event")
    if row.kind == "term":
        for kind, name in query.saying(store, store.meta("uses_terms"), names_of_term(row.record)):
            linked.setdefault((kind, "text"), []).append(name)
    keys = sorted((key for key in linked if linked[key]), key=lambda key: (LINKED.index(key[0]), key[1]))
    return [group(store, kind, field, linked[kind, field], on) for kind, field in keys]


def group(store: Store, kind: str, field: str, names: Sequence[str], on: str) -> Group:
    """The first of these records, the newest or the best founded where that matters, with their status."""
    unique = list(dict.fromkeys(reversed(names) if KINDS[kind].newest_first else names))
    rows = query.get_many(store, unique if kind in ADDED else unique[:MOST]).values()
    records = [as_of(store, row, on) for row in rows]
    if kind == "incentive":
        records.sort(key=lambda record: ORDER.index(record["status"]["code"]))
    if kind == "policy":  # turned round, the listing order has those without a date first
        records.sort(key=lambda record: issued(record) is None)
    return Group(kind, field, len(unique), records[:MOST])


def counts_of(store: Store, region: str) -> dict[str, tuple[int, int]]:
    """How many records of each kind a region holds, alone and with what lies inside."""
    own, whole = ([sql_filters.in_regions(each)] for each in ([region], query.inside(store, region)))
    return {
        kind: (query.count(store, kind, own), query.count(store, kind, whole))
        for kind in store.meta("vocabularies")["kind"]
        if kind != "region"
    }
