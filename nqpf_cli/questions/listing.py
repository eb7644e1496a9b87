"""All records of a kind that pass the filters which suit it, and the kinds there are."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import BadValue, Unsuited, bad_choice
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.record import ADDED, Answer, Record, issued
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told
from nqpf_cli.wording.status import ORDER, soon_days

Given: TypeAlias = dict[str, Any]
"""Option -> what a person gave for it; only those given."""

OPTIONS = (
    "region", "since", "until", "category", "kind", "level", "about", "actor", "policy", "status", "on", "sector",
    "for", "instrument", "series", "publisher", "reverse",
)  # fmt: skip
"""The order in which the filters of a kind are named; one that is not here comes last."""


def _takes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {option: [] for option in OPTIONS}
    for kind, described in KINDS.items():
        fields = fields_of(kind)
        own = [field.filter for field in fields.values() if field.filter]
        own += ["region"] if kind == "region" or "region" in fields else []
        own += ["since", "until", "reverse"] if described.when else []
        own += ["status", "on"] if kind in ADDED else []
        for option in own:
            found.setdefault(option, []).append(kind)
    return found


TAKES = _takes()
"""Option -> the kinds it suits; an option that is not here suits all."""


def closed_by(option: str, kind: str) -> str:
    """The vocabulary whose values an option takes for a kind, or nothing where none closes them."""
    return next((field.vocabulary for field in fields_of(kind).values() if field.filter == option), "")


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
        raise Unsuited([option], suited=_suiting(store, option))
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
            plural = store.meta("vocabularies")["kind"][kind]["plural"]
            raise Unsuited([option], plural, _suiting(store, option), takes)


def _suiting(store: Store, option: str) -> list[str]:
    """The kinds that an option suits, in the plural, the one that it names first."""
    known = store.meta("vocabularies")["kind"]
    found = [kind for kind in known if kind in TAKES.get(option, ("policy",))]
    return [known[kind]["plural"] for kind in sorted(found, key=lambda kind: kind != option)]


def wheres(store: Store, kind: str, option: str, value: Any) -> list[SqlFilter]:
    """One filter as SQL; nothing for what is filtered afterwards (status, limit, …)."""
    if made := OPEN.get(option):
        return made(store, kind, value)
    vocabulary = closed_by(option, kind)
    return [sql_filters.facet(option, lookup.choices(store, vocabulary, value, option))] if vocabulary else []


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
"""Option -> how its value becomes SQL, where that is more than a choice of a vocabulary."""


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
