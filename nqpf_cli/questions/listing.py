"""All records of a kind that pass the filters which suit it, and the kinds there are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import BadValue, Unsuited, bad_choice
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told
from nqpf_cli.wording.status import ORDER, soon_days

Given: TypeAlias = dict[str, Any]
"""Option -> what a person gave for it; only those given."""

DATED = ("event", "policy", "target", "figure", "position", "source")
TAKES: dict[str, tuple[str, ...]] = {
    "region": ("region", "event", "policy", "incentive", "target", "figure", "position"),
    "since": DATED,
    "until": DATED,
    "category": ("event", "term"),
    "kind": ("actor", "source", "figure"),
    "level": ("region",),
    "about": ("position",),
    "actor": ("event", "policy", "target", "position"),
    "policy": ("incentive", "target"),
    "status": ("policy", "incentive"),
    "on": ("policy", "incentive"),
    "sector": ("incentive",),
    "for": ("incentive",),
    "instrument": ("incentive",),
    "series": ("figure",),
    "publisher": ("source",),
    "reverse": DATED,
}
"""Option -> the kinds it suits; an option that is not here suits all."""

CLOSED = {
    ("category", "event"): ("event_category", "category"),
    ("category", "term"): ("term_category", "category"),
    ("kind", "actor"): ("actor_kind", "actor_kind"),
    ("kind", "source"): ("source_kind", "source_kind"),
    ("kind", "figure"): ("figure_kind", "figure_kind"),
    ("level", "region"): ("region_level", "level"),
    ("about", "position"): ("position_about", "about"),
    ("instrument", "incentive"): ("instrument", "instrument"),
}
"""(option, kind) -> the vocabulary whose values it takes, and the facet that holds them."""


def listing(store: Store, kind: str, given: Given, on: str, typed: str = "") -> Answer:
    """The records of a kind that pass every filter, with their status on the ISO day `on` where they have one.

    `typed` is what a person wrote for the filters, for a page to repeat.
    Raises NqpfError for a name or value that does not exist, and for a filter that does not suit the kind.
    """
    suited(store, kind, given)
    where = [filtered for option, value in given.items() for filtered in wheres(store, kind, option, value)]
    # Where nothing is filtered or ordered afterwards, only the records that are shown are read.
    read = None if kind == "region" or given.keys() & {"status", "since", "until"} else given.get("limit")
    rows = query.select(store, kind, where, reverse=bool(given.get("reverse")), limit=read)
    rows = [row for row in rows if within(row, given.get("since"), given.get("until"))]
    soon = soon_days(store.meta("dataset"))
    records = [told(row, on, soon) for row in rows]
    if "status" in given:
        codes = states(given["status"])
        records = [record for record in records if record["status"]["code"] in codes]
    if kind == "region":
        records = as_tree(records, query.parents(store))
    shown = records[: given.get("limit")]
    said = {"typed": typed, "all": query.count(store, kind), **around(store, kind, shown)}
    if undated := left_out(store, kind, where, given):
        said["undated"] = undated
    total = query.count(store, kind, where) if read is not None else len(records)
    places = (record["region"] for record in shown if kind != "region" and "region" in record)
    regions = query.records(store, places)
    return Answer(kind, shown, total, on, context(store), said, 0 if records else 1, regions=regions)


def kinds(store: Store, given: Given, on: str) -> Answer:
    """The kinds themselves, with how many there are of each. Raises NqpfError (code 2) for any filter."""
    if given:
        option = next(iter(given))
        taken = TAKES.get(option, ("policy",))
        raise Unsuited([option], suited=_plurals(store, taken))
    counts = store.meta("counts")
    records = [
        {"kind": kind, "plural": said["plural"], "count": counts[kind], "meaning": said["meaning"]}
        for kind, said in store.meta("vocabularies")["kind"].items()
    ]
    return Answer("kind", records, len(records), on, context(store), {"typed": ""})


def suited(store: Store, kind: str, given: Given) -> None:
    """Raises NqpfError (code 2) for the first option that does not suit the kind, with the kinds that take it."""
    for option in given:
        taken = TAKES.get(option)
        if taken and kind not in taken:
            takes = [name for name, kinds in TAKES.items() if kind in kinds] + ["limit"]
            raise Unsuited([option], _plurals(store, [kind])[0], _plurals(store, taken), takes)


def _plurals(store: Store, kinds: Iterable[str]) -> list[str]:
    said = store.meta("vocabularies")["kind"]
    return [said[kind]["plural"] for kind in kinds]


def wheres(store: Store, kind: str, option: str, value: Any) -> list[SqlFilter]:
    """One filter as SQL; nothing for what is filtered afterwards (status, limit, …)."""
    if closed := CLOSED.get((option, kind)):
        vocabulary, facet = closed
        return [sql_filters.facet(facet, lookup.choices(store, vocabulary, value, option))]
    made = OPEN.get(option)
    return made(store, kind, value) if made else []


def _region(store: Store, kind: str, value: Sequence[str]) -> list[SqlFilter]:
    places = lookup.regions(store, value)
    return [sql_filters.among(places) if kind == "region" else sql_filters.in_regions(places)]


def _span(store: Store, kind: str, since: str | None, until: str | None) -> list[SqlFilter]:
    """What lies in the span; a document is looked at afterwards, since the index knows its force and not its day."""
    return [] if kind == "policy" else [*sql_filters.overlap(since, until), sql_filters.dated()]


def _wider(store: Store, option: str, vocabulary: str, values: Sequence[str]) -> list[SqlFilter]:
    return [sql_filters.facet(option, lookup.wider(store, vocabulary, values, option))]


def _series(store: Store, kind: str, value: str) -> list[SqlFilter]:
    known = query.values(store, "series")
    if value not in known:
        from difflib import get_close_matches

        near = get_close_matches(value[: lookup.TYPED], known, n=3, cutoff=0.4)
        raise BadValue("series", value, known, near)
    return [sql_filters.facet("series", [value])]


OPEN: dict[str, Callable[[Store, str, Any], list[SqlFilter]]] = {
    "region": _region,
    "since": lambda store, kind, day: _span(store, kind, day, None),
    "until": lambda store, kind, day: _span(store, kind, None, day),
    "actor": lambda store, kind, names: [sql_filters.naming(name) for name in names],
    "policy": lambda store, kind, names: [sql_filters.facet("policy", lookup.policies(store, names))],
    "sector": lambda store, kind, names: _wider(store, "sector", "sector", names),
    "for": lambda store, kind, names: _wider(store, "for", "beneficiary", names),
    "series": _series,
    "publisher": lambda store, kind, part: [sql_filters.facet_part("publisher", part)],
}
"""Option -> how a value that no vocabulary holds becomes SQL."""


def within(row: Row, since: str | None, until: str | None) -> bool:
    """Whether a document came about in the span; other kinds the index has filtered already."""
    if row.kind != "policy" or not (since or until):
        return True
    date = issued(row.record)
    if date is None:
        return False
    first, last = dates.bounds(date)
    return last >= (since or "") and first <= (until or "9999")


def left_out(store: Store, kind: str, where: Sequence[SqlFilter], given: Given) -> int:
    """How many that pass the other filters were left out because they say no date."""
    if not ("since" in given or "until" in given):
        return 0
    other = [
        made
        for option, value in given.items()
        if option not in ("since", "until")
        for made in wheres(store, kind, option, value)
    ]
    if kind == "policy":
        return sum(issued(row.record) is None for row in query.select(store, kind, other))
    return query.count(store, kind, other) - query.count(store, kind, [*other, sql_filters.dated()])


def states(texts: Sequence[str]) -> list[str]:
    """Codes of a status. Raises NqpfError (code 2) for one that does not exist."""
    found = lookup.parts(texts)
    for code in found:
        if code not in ORDER:
            raise bad_choice("status", code, ORDER)
    return found


def as_tree(records: Sequence[Record], parents: dict[str, str | None]) -> list[Record]:
    """Regions with what lies inside each right after it, in the order given among equals."""
    below: dict[str | None, list[Record]] = {}
    chosen = {record["id"] for record in records}
    for record in records:
        above = parents.get(record["id"])
        while above is not None and above not in chosen:
            above = parents.get(above)
        below.setdefault(above, []).append(record)
    found: list[Record] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting += below.get(record["id"], [])[::-1]
    return found


def around(store: Store, kind: str, records: Sequence[Record]) -> Record:
    """What a page names beside the records: places, documents, and for regions how much each holds."""
    if kind == "region":
        return {
            "counts": {counted: query.count_by_region(store, counted) for counted in ("policy", "incentive")},
            "parents": query.parents(store),
        }
    return {}
