"""Which measures a place offers, to whom, how much, until when, and what stands near."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions import lookup
from nqpf_cli.questions import relax_one_filter as near
from nqpf_cli.questions.annotate import context, with_status
from nqpf_cli.questions.equality import equality, marked
from nqpf_cli.questions.relax_one_filter import Judged
from nqpf_cli.wording.amounts import yuan
from nqpf_cli.wording.status import ORDER, SHOWN, Status, soon_days, status

SORTS = {
    "status": "the best founded first",
    "amount": "the highest ceiling first",
    "end": "what ends soonest first",
    "region": "by place",
}


class Asked(NamedTuple):
    """A question to the measures, as a person put it; names are resolved here."""

    region: Sequence[str] = ()
    sector: Sequence[str] = ()
    beneficiary: Sequence[str] = ()
    instrument: Sequence[str] = ()
    policy: Sequence[str] = ()
    min_cap: int | None = None
    expiring: str | None = None
    all: bool = False
    with_parents: bool = False
    with_children: bool = False
    sort: str = "status"
    limit: int | None = None

    def filtered(self) -> bool:
        """Was anything asked for at all, an order or a number of rows included? Without that people get a map."""
        narrowed = (self.region, self.sector, self.beneficiary, self.instrument, self.policy, self.expiring)
        rows = (self.all, self.sort != "status", self.limit is not None)
        return any(narrowed) or self.min_cap is not None or any(rows)


class Scope(NamedTuple):
    """Where to look: the places themselves, what holds them (nearest first), what lies inside; spans obeyed."""

    own: list[str]
    above: list[str]
    below: list[str]


def incentives(store: Store, asked: Asked, on: str) -> Answer:
    """The measures that match on the ISO day `on`, each with its status and open questions.

    What is ended, replaced, not yet or only a draft is counted in `left_out`, not given, unless all
    are asked for. Raises NqpfError for a name or value that does not exist.
    """
    dataset = store.meta("dataset")
    soon = soon_days(dataset)
    scope = scope_of(store, asked.region)
    filters = filters_of(store, asked)
    tests = tests_of(asked, dataset, on)

    def look(where: Sequence[SqlFilter]) -> list[Judged]:
        rows = gather(store, asked, scope, where)
        return [(row, status(row.first, row.last, row.derived, on, soon)) for row in rows]

    found = look(list(filters.values()))
    kept, close = near.split(found, tests)
    if scope.own:
        close += near.beyond(look, filters, tests, {row.record["id"] for row, _ in found})
    equal = equality(store, asked.beneficiary)
    values = wanted(store, asked)
    named = equal.named if equal else frozenset(values.get("beneficiary", ()))
    kept.sort(key=_order(store, asked, scope, named))
    records = [marked(with_status(row, state), equal) for row, state in kept]
    waiting = elsewhere(store, asked, scope, list(filters.values()), on)
    said: Record = {
        "asked": asked,
        "wanted": values,
        "scope": scope,
        "matched": records,
        "near": close,
        "elsewhere": waiting,
        "equal": equal.law if equal else None,
        "named": sorted(named),
        "policies": query.records(store, (row.record["policy"] for row, _ in kept if "policy" in row.record)),
    }
    said["apart"], regions = surroundings(store, scope, [row for row, _ in kept], waiting)
    shown = records[: asked.limit] if asked.limit is not None else records
    left_out = dict(Counter(one.state.code for one in close if one.state.code not in SHOWN))
    return Answer(
        "incentive", shown, len(records), on, context(store), said, 0 if records else 1, left_out, regions
    )


def tests_of(asked: Asked, dataset: Record, on: str) -> list[near.Test]:
    """What SQL does not test: whether the day lets a measure be shown, its end, its ceiling."""
    until = dates.ahead(on, asked.expiring) if asked.expiring else None
    floor = asked.min_cap

    def shown(row: Row, state: Status) -> str | None:
        return None if asked.all or state.code in SHOWN else state.code

    def ending(row: Row, state: Status) -> str | None:
        return None if until is None or (state.until and on <= state.until <= until) else "expiring"

    def worth(row: Row, state: Status) -> str | None:
        return None if floor is None or (yuan(row.record, dataset) or -1) >= floor else "min-cap"

    return [shown, ending, worth]


def surroundings(
    store: Store, scope: Scope, rows: Sequence[Row], waiting: Iterable[str]
) -> tuple[bool, dict[str, Record]]:
    """Whether what holds from above stands apart, and the places that a page names, by id."""
    regions = {row.record["region"] for row in rows}
    own = query.records(store, scope.own)
    parents = [place["parent"] for place in own.values() if "parent" in place]
    named = own | query.records(store, [*regions, *scope.above, *parents, *waiting])
    return bool(parents) and not scope.above, named


def scope_of(store: Store, regions: Sequence[str]) -> Scope:
    """The places that were asked for, and what lies around them. Raises NqpfError for an unknown name.

    Above a place with laws of its own (Hong Kong) nothing holds: a measure from there must name it.
    """
    own = lookup.regions(store, regions, below=False)
    chains = {one: query.ancestors(store, one) for one in own}
    known = query.get_many(store, [*own, *(place for chain in chains.values() for place in chain)])
    levels = store.meta("vocabularies")["region_level"]
    above: dict[str, None] = {}
    for one, chain in chains.items():
        for inner, outer in zip([one, *chain], chain, strict=False):
            if levels[known[inner].record["level"]].get("apart"):
                break
            above[outer] = None
    below = dict.fromkeys(place for one in own for place in query.inside(store, one) if place not in own)
    return Scope(own, [place for place in above if place not in own and place not in below], list(below))


def filters_of(store: Store, asked: Asked) -> dict[str, SqlFilter]:
    """The filters other than place and day, as SQL, by what they ask for."""
    found: dict[str, SqlFilter] = {}
    prefer_exists = bool(asked.region)
    if asked.sector:
        found["sector"] = sql_filters.facet(
            "sector", lookup.wider(store, "sector", asked.sector), prefer_exists=prefer_exists
        )
    if asked.beneficiary:
        whom = lookup.wider(store, "beneficiary", asked.beneficiary)
        found["for"] = sql_filters.facet("for", whom, prefer_exists=prefer_exists)
    if asked.instrument:
        chosen = lookup.choices(store, "instrument", asked.instrument)
        found["instrument"] = sql_filters.facet("instrument", chosen, prefer_exists=prefer_exists)
    if asked.policy:
        found["policy"] = sql_filters.facet("policy", lookup.policies(store, asked.policy))
    return found


def wanted(store: Store, asked: Asked) -> dict[str, list[str]]:
    """Vocabulary -> the values that were asked for, as they are called."""
    found = {
        "beneficiary": lookup.choices(store, "beneficiary", asked.beneficiary),
        "sector": lookup.choices(store, "sector", asked.sector),
        "instrument": lookup.choices(store, "instrument", asked.instrument),
    }
    return {name: values for name, values in found.items() if values}


def gather(store: Store, asked: Asked, scope: Scope, filters: Sequence[SqlFilter]) -> list[Row]:
    """The measures of the places, with what holds there from above and what lies inside where that is asked for."""
    if not scope.own:
        return query.select(store, "incentive", filters)
    rows = query.select(store, "incentive", [sql_filters.in_regions(scope.own), *filters])
    if asked.with_parents:
        rows += query.select(store, "incentive", [from_above(scope), *filters])
    if asked.with_children:
        rows += query.select(store, "incentive", [sql_filters.in_regions(scope.below), *filters])
    return rows


def from_above(scope: Scope) -> SqlFilter:
    """Measures of wider places that hold in these."""
    return sql_filters.holding_in(scope.own, [*scope.own, *scope.below], scope.above)


def elsewhere(
    store: Store, asked: Asked, scope: Scope, filters: Sequence[SqlFilter], on: str
) -> dict[str, int]:
    """How many measures that could be shown wait around the places: a count a wider region, and "inside"."""
    if not scope.own or asked.min_cap is not None or asked.expiring:
        return {}
    visible = [*sql_filters.standing_on(on), *filters]
    found: dict[str, int] = {}
    if not asked.with_parents and scope.above:
        counts = query.count_by_region(store, "incentive", [from_above(scope), *visible])
        far = distances(store, scope)
        found |= {place: counts[place] for place in sorted(counts, key=lambda place: far.get(place, 0))}
    if not asked.with_children and scope.below:
        inside = query.count(store, "incentive", [sql_filters.in_regions(scope.below), *visible])
        if inside:
            found["inside"] = inside
    return found


def _order(
    store: Store, asked: Asked, scope: Scope, named: frozenset[str]
) -> Callable[[Judged], tuple[Any, ...]]:
    """The sort key of (row, status) pairs: nearest place first, who is named before who is only included, then the
    best founded status; of equals what ends soonest, and of what names no end the newest."""
    places, dataset = distances(store, scope), store.meta("dataset")

    def key(pair: Judged) -> tuple[Any, ...]:
        row, state = pair
        record = row.record
        rank = ORDER.index(state.code)
        amount = -(yuan(record, dataset) or 0)
        end = state.until or "9999"
        match "end" if asked.expiring and asked.sort == "status" else asked.sort:
            case "amount":
                return (amount, record["id"])
            case "end":
                return (end, record["id"])
            case "region":
                return (record["region"], rank, record["id"])
        first = bool(named) and named.isdisjoint(record["beneficiaries"])
        near_by = places.get(record["region"], 0) if places else 0
        age = -row.derived.get("year", 0) if state.until is None else 0
        return (near_by, first, rank, end, age, record.get("policy", "~"), amount, record["id"])

    return key


def distances(store: Store, scope: Scope) -> dict[str, float]:
    """Region -> how far off it is: the places themselves, those inside, then outward; empty where no place is meant.

    A region that holds some of the places without being above them (the Greater Bay Area) comes just before
    what both lie in.
    """
    if not scope.own:
        return {}
    found: dict[str, float] = {
        place: rank for rank, place in enumerate([*scope.own, *scope.below, *scope.above])
    }
    beside = query.lying_in(store, scope.above)
    across = {place: found[above] - 0.5 for place, above in beside.items() if place not in found}
    return {**across, **found}
