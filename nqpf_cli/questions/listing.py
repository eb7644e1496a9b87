"""All records of a kind that pass the filters which suit it, and the kinds there are."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import BadValue, Unsuited
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.near import NEAREST, near
from nqpf_cli.model.record import ADDED, Answer, Record, Result, issued
from nqpf_cli.model.values import Values
from nqpf_cli.questions import by_name, lookup
from nqpf_cli.questions.annotate import as_of, context, status_of
from nqpf_cli.questions.area import Area, Elsewhere, area_named, elsewhere, gaps, in_area, regions_of
from nqpf_cli.wording.status import ORDER

Filters: TypeAlias = Mapping[str, Sequence[str]]
"""The name of a filter -> the values that it lets through, as typed; what is empty filters nothing."""

OPTIONS = (
    "region", "with-children", "with-parents", "since", "until", "category", "type", "level", "about", "actor",
    "policy", "status", "expiring", "on", "sector", "for", "instrument", "series", "publisher", "reverse",
)  # fmt: skip
"""The order in which the filters of a kind are named; one that is not here comes last."""


def _takes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {option: [] for option in OPTIONS}
    for kind, described in KINDS.items():
        fields = fields_of(kind)
        own = [field.filter for field in fields.values() if field.filter]
        placed = kind == "region" or "region" in fields
        own += ["region", "with-children", "with-parents"] if placed else []
        own += ["level"] if placed and "level" not in own else []
        own += ["since", "until", "reverse"] if described.when else []
        own += ["status", "expiring", "on"] if kind in ADDED else []
        own += ["sector"] if kind in by_name.TOLD else []
        for option in own:
            found.setdefault(option, []).append(kind)
    return found


TAKES = _takes()
"""Option -> the kinds it suits; an option that is not here suits all."""


LENT = {"sector": "sector", "level": "region_level"}
"""Option -> the vocabulary of its values, for kinds that have them from their text or their place, not from a field."""


def closed_by(option: str, kind: str) -> str:
    """The vocabulary whose values an option takes for a kind, or nothing where none closes them."""
    own = (field.vocabulary for field in fields_of(kind).values() if field.filter == option)
    return next(own, LENT.get(option, "") if kind in TAKES[option] else "")


class ListingQuery(Values):
    """Which records: of a kind (singular or plural), passing every filter, of a span of ISO days, at most `limit`.

    `on` is the ISO day of every status where one was asked for, and `expiring` a span ahead of it ("90d"), or an ISO
    date, by which the end must lie. `with_parents` adds what wider places have, `with_children` what lies inside.
    `changed_since` is the ISO day from which on what came in or changed is taken.
    `typed` is all that was written for the filters other than the place. `only` leaves out what names neither the
    sector nor the beneficiary that is asked for, but is open to any.
    """

    kind: str = ""
    filters: Filters = {}  # noqa: RUF012 - read only
    with_parents: bool = False
    with_children: bool = False
    since: str | None = None
    until: str | None = None
    on: str | None = None
    reverse: bool = False
    limit: int | None = None
    typed: str = ""
    expiring: str | None = None
    changed_since: str | None = None
    only: bool = False

    @property
    def used(self) -> list[str]:
        """The names of all filters that were given."""
        flags = ("with_children", "with_parents", "expiring", "changed_since", "on", "reverse", "limit")
        other = [name.replace("_", "-") for name in flags if getattr(self, name)]
        names = [name for name in ("since", "until") if getattr(self, name)]
        names += filter(self.filters.get, self.filters)
        return [*sorted(names, key=lambda name: name != "region"), *other]


class ListingResult(Result[Record]):
    """The records of a kind that match, of `whole` in all.

    `undated` counts those that a span left out for no date, `values` are those asked for of which a measure may be open
    to any, by vocabulary: what names them comes first. `area` has the places that were asked for, `elsewhere` counts
    what more stands around them. Of regions, `parents` is the tree of all, and `counts` holds by kind how many records
    each has of its own.
    """

    asked: ListingQuery
    area: Area
    elsewhere: Elsewhere
    whole: int
    undated: int
    counts: dict[str, dict[str, int]]
    parents: dict[str, str | None]
    values: dict[str, list[str]]


def listing(store: Store, asked: ListingQuery, on: str) -> ListingResult:
    """Find the records of a kind that pass every filter, with their status on the ISO day `on` where they have one.

    Raises NqpfError for a name or value that does not exist, and for a filter that does not suit the kind.
    """
    kind, on = lookup.kind(store, asked.kind), asked.on or on
    suited(store, kind, asked)
    around = {"with_parents": asked.with_parents, "with_children": asked.with_children}
    area = area_named(store, asked.filters.get("region", ()), **around)
    changed = sql_filters.changed_since(asked.changed_since)
    here, wide = in_area(area, kind), [*wheres(store, kind, asked.filters), *changed]
    values = by_name.chosen(store, asked.filters) if kind in by_name.SAYING else {}
    lists = {closed_by(option, kind): typed for option, typed in asked.filters.items()}
    filed = lexicon.filed(store, {name: lookup.parts(typed) for name, typed in lists.items() if name})
    named = by_name.by_field(values)
    other = [*wide, *named] if asked.only else wide
    dated = [*wide, *span(store, kind, wide, asked)]
    timely = [*dated, *judged(store, kind, dated, asked, on)]
    where = [*timely, *named] if asked.only else timely
    # A tree is put in order and cut afterwards; else only the records that are shown are read.
    read = None if kind == "region" else asked.limit
    by_title = titled(store, kind, asked.filters.get("sector", ()))
    rows = query.select(
        store, kind, [*here, *where], first=by_title or named, reverse=asked.reverse, limit=read
    )
    records = [as_of(store, row, on) for row in rows]
    counts, parents = {}, {}
    if kind == "region":
        counts = {counted: query.count_by_region(store, counted) for counted in ("policy", "incentive")}
        parents = query.parents(store)
        records = as_tree(records, parents)
    shown = records[: asked.limit]
    total = query.count(store, kind, [*here, *where]) if read is not None else len(records)
    more = elsewhere(store, kind, area, where)
    places = [record["region"] for record in shown if kind != "region" and "region" in record]
    regions, code = regions_of(store, area, [*places, *more.above]), 0 if records else 1
    specific = query.count(store, kind, [*here, *timely, *named]) if named else None
    rest = query.count(store, kind, [*here, *timely]) - (specific or 0) if named and asked.only else 0
    left = {"open-to-any": rest} if rest else {}
    instruments = lookup.choices(store, "instrument", asked.filters.get("instrument", ()))
    missing = gaps(store, area.own, instruments) if kind == "incentive" else ()
    answer = Answer(
        kind,
        shown,
        total,
        on,
        context(store),
        code,
        left,
        regions,
        specific=specific,
        gaps=missing,
        filed=filed,
        around=more.told,
    )
    undated = without_date(store, kind, [*here, *other]) if asked.since or asked.until else 0
    whole = query.count(store, kind)
    return ListingResult(answer, asked, area, more, whole, undated, counts, parents, values)


def kinds(store: Store, asked: ListingQuery, on: str) -> Answer:
    """Count the records of each kind. Raises NqpfError (code 2) for any filter."""
    if asked.used:
        raise Unsuited(asked.used[:1], suited=_suiting(store, asked.used[0]))
    counts = store.meta("counts")
    records = [
        {"kind": kind, "plural": entry["plural"], "count": counts[kind], "meaning": entry["meaning"]}
        for kind, entry in store.meta("vocabularies")["kind"].items()
    ]
    return Answer("kind", records, len(records), on, context(store))


def suited(store: Store, kind: str, asked: ListingQuery) -> None:
    """Raise Unsuited for the first filter that does not suit the kind, with the kinds that take it."""
    for option in asked.used:
        taken = TAKES.get(option)
        if taken and kind not in taken:
            takes = [name for name, kinds in TAKES.items() if kind in kinds] + ["changed-since", "limit"]
            plural = store.meta("vocabularies")["kind"][kind]["plural"]
            raise Unsuited([option], plural, _suiting(store, option), takes)


def _suiting(store: Store, option: str) -> list[str]:
    """The kinds that an option suits, in the plural: the one that it names first, others as the closed lists stand."""
    known = store.meta("vocabularies")
    lists = ["", *known]
    found = [kind for kind in known["kind"] if kind in TAKES.get(option, ("policy",))]
    found.sort(key=lambda kind: (kind != option, lists.index(closed_by(option, kind))))
    return [known["kind"][kind]["plural"] for kind in found]


def wheres(store: Store, kind: str, filters: Filters) -> list[SqlFilter]:
    """Filters as SQL, those of place and status apart."""
    found: list[SqlFilter] = []
    for option, values in filters.items():
        if values and option in OPEN:
            found += OPEN[option](store, kind, values)
        elif values and (vocabulary := closed_by(option, kind)):
            found.append(sql_filters.facet(option, lookup.choices(store, vocabulary, values, option)))
    return found


def titled(store: Store, kind: str, sectors: Sequence[str]) -> list[SqlFilter]:
    """Return what puts those first whose title names a sector, of a kind that says none and is no list of days."""
    told = sectors and kind in by_name.TOLD and not KINDS[kind].newest_first
    return [by_name.by_text(store, lookup.choices(store, "sector", sectors), "title")] if told else []


def span(store: Store, kind: str, where: Sequence[SqlFilter], asked: ListingQuery) -> list[SqlFilter]:
    """Keep what lies in the span that is asked for: a document by its day of issue, which no column of the index has.

    `where` holds the other filters, so that no more documents are read than need be.
    """
    if not (asked.since or asked.until):
        return []
    if kind != "policy":
        return [*sql_filters.overlap(asked.since, asked.until), sql_filters.dated()]
    rows = query.select(store, kind, where)
    return [sql_filters.among([row.record["id"] for row in rows if within(row, asked.since, asked.until)])]


def judged(
    store: Store, kind: str, where: Sequence[SqlFilter], asked: ListingQuery, on: str
) -> list[SqlFilter]:
    """Keep what has a status and an end that are asked for on the ISO day `on`.

    `where` holds the other filters, so that no more records are read than need be.
    """
    codes = lookup.states(store, asked.filters.get("status", ())) or ORDER
    until = dates.until(on, asked.expiring) if asked.expiring else None
    if codes == ORDER and not until:
        return []
    states = ((row.record["id"], status_of(store, row, on)) for row in query.select(store, kind, where))
    found = ((name, state) for name, state in states if state.code in codes)
    return [sql_filters.among([name for name, state in found if not until or state.ends_between(on, until)])]


def _wider(store: Store, kind: str, option: str, values: Sequence[str]) -> list[SqlFilter]:
    """Keep what names one of some values or is open to any; of a kind that says no sector, what its text names."""
    vocabulary = by_name.WIDER[option]
    chosen = lookup.choices(store, vocabulary, values, option)
    if kind in by_name.TOLD:
        return [by_name.by_text(store, chosen)]
    return [sql_filters.facet(option, lookup.including(store, vocabulary, chosen))]


def _level(store: Store, kind: str, values: Sequence[str]) -> SqlFilter:
    """Keep places of some levels or of their rank, or what belongs to one."""
    chosen = lookup.choices(store, "region_level", values, "level")
    levels = store.meta("vocabularies")["region_level"]
    chosen += [name for name, said in levels.items() if not set(chosen).isdisjoint(said.get("within", ()))]
    of_level = sql_filters.facet("level", chosen)
    return of_level if kind == "region" else sql_filters.placed(of_level)


def _series(store: Store, kind: str, values: Sequence[str]) -> list[SqlFilter]:
    known = query.values(store, "series")
    values = [value.lower() for value in lookup.parts(values)]
    for value in values:
        if value not in known:
            raise BadValue("series", value, known, [known[at] for at in near(value, known)[:NEAREST]])
    return [sql_filters.facet("series", values)]


OPEN: dict[str, Callable[[Store, str, Sequence[str]], list[SqlFilter]]] = {
    "actor": lambda store, kind, names: lookup.bodies(store, names, lent="policy" in fields_of(kind)),
    "policy": lambda store, kind, names: [sql_filters.facet("policy", lookup.policies(store, names))],
    "sector": lambda store, kind, names: _wider(store, kind, "sector", names),
    "for": lambda store, kind, names: _wider(store, kind, "for", names),
    "level": lambda store, kind, names: [_level(store, kind, names)],
    "series": _series,
    "publisher": lambda store, kind, parts: [sql_filters.facet_part("publisher", part) for part in parts],
}
"""Option -> how its value becomes SQL, where that is more than a choice of a vocabulary."""


def within(row: Row, since: str | None, until: str | None) -> bool:
    """Whether a document came about in the span of ISO days."""
    date = issued(row.record)
    if date is None:
        return False
    first, last = dates.bounds(date)
    return row.derived.get("issued_by", last) >= (since or "") and first <= (until or "9999")


def without_date(store: Store, kind: str, where: Sequence[SqlFilter]) -> int:
    """How many that pass these filters say no date."""
    if kind == "policy":
        return sum(issued(row.record) is None for row in query.select(store, kind, where))
    return query.count(store, kind, where) - query.count(store, kind, [*where, sql_filters.dated()])


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
