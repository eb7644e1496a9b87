"""The most that a planned spend could draw in a place, measure by measure, and why the others draw nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.model import money
from nqpf_cli.model.errors import NotSpending, Repeated
from nqpf_cli.model.record import PACKS, Answer, Lists, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, status_of, with_status
from nqpf_cli.questions.area import Elsewhere, gaps, holding, regions_of, split
from nqpf_cli.questions.incentives import (
    VALUES,
    Candidate,
    IncentivesQuery,
    Selection,
    as_records,
    filters_of,
    match,
    near_misses,
    policies_of,
    resolve,
)
from nqpf_cli.questions.payout import payout
from nqpf_cli.wording.amounts import converted
from nqpf_cli.wording.status import IN_FORCE

OUTCOMES = ("computed", "fixed-sum", "ceiling", "loan-limit", "no-figure", "not-stated", "tax-rate", "near")
"""What a record can be, in the order of the answer; the last fits but for one reason."""

USABLE = (*IN_FORCE, "end-not-read")
"""Statuses that may still pay; what is presumed lapsed is near at best."""

FIELDS = ("id", "region", "title", "outcome", "at_most", "amount", "currency", "arithmetic", "reason")
"""What a record says first, in order; of these only the first four always stand."""

CARRIED = (
    "instrument", "cost_base", "conditions", "ask", "whom", "status", "equal_by_law", "checked", "sources",
)  # fmt: skip
"""Fields of the measure that go along with what it could pay."""


class EstimateQuery(Values):
    """A plan: which measures are asked, of some places, and what is spent on which kinds (as typed, in whole yuan)."""

    measures: IncentivesQuery
    spend: Sequence[tuple[str, int]]


class Unasked(Values):
    """How many usable measures answer no spending of the plan.

    `other` counts those for other kinds of cost, by kind, `no_cost` those for a status or an output reached, `no_share`
    those without any share of a cost.
    """

    other: Counter[str]
    no_cost: int
    no_share: int


class EstimateResult(Result[Record]):
    """A record a measure, by OUTCOMES, the largest amount first.

    `plan` maps kinds of cost to whole yuan. `measures` has every measure that fits, as it is on record, and `policies`
    their documents, both by id. `elsewhere` counts what more may pay, around the place. `tax_source` is the
    id of the page that states the tax rate, where one was used.
    """

    selection: Selection
    plan: dict[str, int]
    measures: dict[str, Record]
    policies: dict[str, Record]
    elsewhere: Elsewhere
    unasked: Unasked
    tax_source: str | None


Fits: TypeAlias = Callable[[list[Record], dict[str, int]], tuple[list[Record], dict[str, str]]]
"""Takes measures and a plan, and returns the measures as they are for whom the plan is, and what speaks against one,

by id."""


def estimate(
    store: Store, asked: EstimateQuery, on: str, fits: Fits = lambda measures, plan: (measures, {})
) -> EstimateResult:
    """Work out what each measure could pay towards a plan on the ISO day `on`; what `fits` speaks against is near.

    Nothing is added up: whether measures may be combined, their texts decide. Raises NotFound for a place, BadValue for
    a value, NotSpending for a kind of cost that does not exist, and Repeated for one named twice.
    """
    dataset, vocabularies = store.meta("dataset"), store.meta("vocabularies")
    plan = planned(store, asked.spend)
    selection = resolve(store, asked.measures)
    kept, rest = match(store, selection, on)
    measures, against = fits(as_records(kept, selection), plan)
    outcomes = [(record, _outcome(record, plan, vocabularies, dataset)) for record in measures]
    records = [
        _near(record, against[record["id"]]) if record["id"] in against else _record(record, outcome)
        for record, outcome in outcomes
        if outcome
    ]
    failed = [*_failing_one(store, selection, [*kept, *rest], on), *_apart(store, selection, on)]
    records += [_near(record, reason) for record, reason in failed if record.get("cost_base") in plan]
    records = _once(records)
    records.sort(key=lambda record: _rank(record, dataset))
    taxed = any("tax_rate_percent" in record.get("arithmetic", {}) for record in records)
    source = dataset["constants"]["standard_corporate_income_tax"]["source"] if taxed else None
    more = elsewhere(store, selection, plan, on)
    any_one = [one for one in rest if one.failed == ["open-to-any"]]
    left = {"open-to-any": len(any_one)} if any_one else {}
    regions = regions_of(store, selection.area, [*(record["region"] for record in records), *more.above])
    sources = query.records(store, [source]) if source else {}
    code = 0 if any(record["outcome"] != "near" for record in records) else 1
    missing = gaps(store, selection.area.own, selection.values.get("instrument", ()))
    answer = Answer(
        "estimate", records, len(records), on, context(store), code, left, regions, sources, [*FIELDS, *CARRIED],
        gaps=missing, filed=selection.filed, around=more.told,
    )  # fmt: skip
    by_id = {record["id"]: record for record in measures}
    unasked = _unasked((record for record, outcome in outcomes if not outcome), vocabularies)
    policies = policies_of(store, measures)
    return EstimateResult(answer, selection, plan, by_id, policies, more, unasked, source)


def elsewhere(store: Store, selection: Selection, plan: dict[str, int], on: str) -> Elsewhere:
    """Count what could pay towards a plan around the place, as far as that was not asked for."""
    dataset, vocabularies, area = store.meta("dataset"), store.meta("vocabularies"), selection.area
    wide = selection.replace(area=area.replace(with_parents=True, with_children=True))
    found = as_records(match(store, wide, on)[0], wide)
    outcomes = ((record["region"], _outcome(record, plan, vocabularies, dataset)) for record in found)
    return split(area, Counter(region for region, how in outcomes if how and how["outcome"] != "near"))


def planned(store: Store, spend: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Kind of cost -> whole yuan. Raises NqpfError (code 2) for a kind that is none, or that is named twice."""
    values = store.meta("vocabularies")["cost_base"]
    kinds = [name for name, said in values.items() if not (said.get("no_cost") or said.get("unclear"))]
    found: dict[str, int] = {}
    for text, yuan in spend:
        if not yuan:
            raise NotSpending("spend", text, kinds)
        kind = lookup.choice(store, "cost_base", text, "spend")
        if kind not in kinds:
            raise NotSpending("spend", kind, kinds)
        if kind in found:
            raise Repeated("spend", kind, [])
        found[kind] = yuan
    return found


def _outcome(record: Record, plan: dict[str, int], vocabularies: Lists, dataset: Record) -> Record | None:
    """Return what a measure that fits could pay; None for one that answers no spending, or none that is planned."""
    base = record.get("cost_base", "")
    if record["status"]["code"] not in USABLE:
        return {"outcome": "near", "reason": record["status"]["words"]} if base in plan else None
    if base in plan or record.get("rate_kind") == "reduced-rate":
        return payout(record, plan.get(base, 0), vocabularies, dataset)
    unclear = not base or vocabularies["cost_base"][base].get("unclear")
    pays = any(field in record for field in ("cap", "rate_percent", "tiers"))
    if unclear and (pays or vocabularies["instrument"][record["instrument"]].get("share_paid")):
        return {"outcome": "not-stated", "reason": "does not say which cost it pays"}
    return None


def _record(record: Record, outcome: Record) -> Record:
    """Return the row of a measure: its name, what it could pay, and what goes along of its own fields."""
    named = {"id": record["id"], "region": record["region"], "title": record["title"]}
    group = {"group": record["cap"]["group"]} if "group" in record.get("cap", {}) else {}
    carried = {field: record[field] for field in (*CARRIED, *PACKS) if field in record}
    return {**named, **outcome, **group, **carried}


def _near(record: Record, reason: str) -> Record:
    """Return the row of a measure that fits but for one reason."""
    return _record(record, {"outcome": "near", "reason": reason})


def _unasked(records: Iterable[Record], vocabularies: Lists) -> Unasked:
    """Count the measures that may still pay and give the plan no answer, by why."""
    other, no_cost, no_share = Counter[str](), 0, 0
    for record in records:
        base = record.get("cost_base")
        if record["status"]["code"] not in USABLE:
            continue
        if base is None or vocabularies["cost_base"][base].get("unclear"):
            no_share += 1
        elif vocabularies["cost_base"][base].get("no_cost"):
            no_cost += 1
        else:
            other[base] += 1
    return Unasked(other, no_cost, no_share)


def _failing_one(
    store: Store, selection: Selection, found: Sequence[Candidate], on: str
) -> Iterator[tuple[Record, str]]:
    """Yield measures that fit but for one thing, with that in words: the filter that they fail, or their status."""
    vocabularies = store.meta("vocabularies")
    for one in near_misses(store, selection, found, on):
        row, state, (why,) = one.row, one.status, one.failed
        if why == state.code:
            yield with_status(row, state), state.words
        elif why in VALUES and state.code in USABLE:
            held = row.record[VALUES[why]]
            single = isinstance(held, str)  # the kind of the measure itself, and not whom it is for
            own, wanted = (
                ", ".join(vocabularies[why][value]["label"] for value in values)
                for values in ([held] if single else held, selection.values[why])
            )
            yield with_status(row, state), f"{'' if single else 'for '}{own}; not {wanted}"


def _apart(store: Store, selection: Selection, on: str) -> Iterator[tuple[Record, str]]:
    """Yield measures of places around that would fit but do not hold here, with where they do."""
    area = selection.area
    below = [] if area.with_children else area.below
    around = [sql_filters.in_regions([*below, *area.above]), sql_filters.excluding(holding(area))]
    rows = query.select(store, "incentive", [*around, *filters_of(selection).values()])
    titles = query.titles(store, [place for row in rows for place in _where(row.record)])
    for row in rows:
        state = status_of(store, row, on)
        if state.code in USABLE and state.code in (selection.states or USABLE):
            only = ", ".join(titles[place] for place in _where(row.record))
            yield with_status(row, state), f"holds only in {only}"


def _where(record: Record) -> list[str]:
    return list(record.get("applies_in") or [record["region"]])


def _once(records: Sequence[Record]) -> list[Record]:
    """Leave out what its own ceiling says already: a measure of unknown cost whose figure stands with another."""
    shown = {record["group"] for record in records if "group" in record and "amount" in record}
    return [
        record for record in records if record["outcome"] != "not-stated" or record.get("group") not in shown
    ]


def _rank(record: Record, dataset: Record) -> tuple[int, int]:
    yuan = converted(record["amount"], record["currency"], money.HOME, dataset) if "amount" in record else 0
    return OUTCOMES.index(record["outcome"]), -(yuan or 0)


def largest(records: Sequence[Record], dataset: Record) -> Record | None:
    """Of what can be computed, the measure that could pay most by itself; None where nothing can."""
    computed = [record for record in records if record["outcome"] == "computed"]
    return min(computed, key=lambda record: _rank(record, dataset), default=None)
