"""The most that a planned spend could draw in a place, measure by measure, and why the others draw nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.model import money
from nqpf_cli.model.errors import NotSpending, Repeated
from nqpf_cli.model.record import PACKS, Answer, Record
from nqpf_cli.questions import incentives as measures
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, with_status
from nqpf_cli.questions.payout import payout
from nqpf_cli.wording.amounts import converted
from nqpf_cli.wording.status import IN_FORCE, soon_days, status

OUTCOMES = ("computed", "fixed-sum", "ceiling", "loan-limit", "no-figure", "not-stated", "tax-rate", "near")
"""What a record can be, in the order of the answer; the last fits but for one reason."""

USABLE = (*IN_FORCE, "end-not-read")
"""Statuses that may still pay; what is presumed lapsed is near at best."""

FIELDS = ("id", "region", "title", "outcome", "at_most", "amount", "currency", "arithmetic", "reason")
"""What a record says first, in order; of these only the first four always stand."""

CARRIED = (
    "instrument",
    "cost_base",
    "conditions",
    "ask",
    "status",
    "equal_by_law",
    "checked",
    "sources",
    *PACKS,
)
"""Fields of the measure that go along with what it could pay."""


class Asked(NamedTuple):
    """A plan: where, what is spent on which kinds (as typed, in whole yuan), by whom, in which field."""

    region: str
    spend: Sequence[tuple[str, int]]
    sector: Sequence[str] = ()
    beneficiary: Sequence[str] = ()


def estimate(store: Store, asked: Asked, on: str) -> Answer:
    """A record a measure, by OUTCOMES, the largest amount first; what answers no spending is counted in `said`.

    Nothing is added up: whether measures may be combined, their texts decide. Raises NqpfError for a place,
    a value or a kind of spending that does not exist, and for one named twice.
    """
    dataset, vocabularies = store.meta("dataset"), store.meta("vocabularies")
    plan = planned(store, asked.spend)
    wide = measures.Asked(
        region=[asked.region], sector=asked.sector, beneficiary=asked.beneficiary, with_parents=True
    )
    found = measures.incentives(store, wide, on)
    counts = {"other": Counter[str](), "no-cost": 0, "no-share": 0}
    records: list[Record] = []
    for record in found.records:
        told = _told(record, plan, vocabularies, dataset)
        if told:
            records.append(told)
        elif record["status"]["code"] in USABLE:
            _count(counts, record, vocabularies)
    records += [
        near
        for record, reason in _near(store, found, wide, on)
        if (near := _paying(record, plan, {"outcome": "near", "reason": reason}))
    ]
    _once(records)
    records.sort(key=lambda record: _rank(record, dataset))
    fits = any(record["outcome"] != "near" for record in records)
    taxed = any("tax_rate_percent" in record.get("arithmetic", {}) for record in records)
    source = dataset["constants"]["standard_corporate_income_tax"]["source"]
    said = {
        **found.said,
        "plan": plan,
        "counts": counts,
        "measures": {record["id"]: record for record in found.records},
        "tax_source": source if taxed else None,
    }
    return Answer(
        "estimate",
        records,
        len(records),
        on,
        context(store),
        said,
        0 if fits else 1,
        regions=found.regions | query.records(store, (one["region"] for one in records)),
        sources=query.records(store, [source] if taxed else []),
        fields=[field for field in (*FIELDS, *CARRIED) if field not in PACKS],
    )


def planned(store: Store, spend: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Kind of cost -> whole yuan. Raises NqpfError (code 2) for a kind that is none, or that is named twice."""
    values = store.meta("vocabularies")["cost_base"]
    found: dict[str, int] = {}
    for text, yuan in spend:
        kind = lookup.choice(store, "cost_base", text, "spend")
        if values[kind].get("no_cost") or values[kind].get("unclear"):
            kinds = (
                name for name, said in values.items() if not (said.get("no_cost") or said.get("unclear"))
            )
            raise NotSpending("spend", kind, list(kinds))
        if kind in found:
            raise Repeated("spend", kind, [])
        found[kind] = yuan
    return found


def _told(record: Record, plan: dict[str, int], vocabularies: Record, dataset: Record) -> Record | None:
    """What a measure that fits could pay; None for one that answers no spending, or none that is planned."""
    if record["status"]["code"] not in USABLE:
        return _paying(record, plan, {"outcome": "near", "reason": record["status"]["words"]})
    base = record.get("cost_base", "")
    if base in plan or record.get("rate_kind") == "reduced-rate":
        return _record(record, payout(record, plan.get(base, 0), vocabularies, dataset))
    unclear = not base or vocabularies["cost_base"][base].get("unclear")
    pays = any(field in record for field in ("cap", "rate_percent", "tiers"))
    if unclear and (pays or vocabularies["instrument"][record["instrument"]].get("share_paid")):
        return _record(record, {"outcome": "not-stated", "reason": "does not say which cost it pays"})
    return None


def _paying(record: Record, plan: dict[str, int], told: Record) -> Record | None:
    """The record of a measure that pays for something that is planned, else None."""
    return _record(record, told) if record.get("cost_base") in plan else None


def _record(record: Record, told: Record) -> Record:
    named = {"id": record["id"], "region": record["region"], "title": record["title"]}
    group = {"group": record["cap"]["group"]} if "group" in record.get("cap", {}) else {}
    return {**named, **told, **group, **{field: record[field] for field in CARRIED if field in record}}


def _count(counts: Record, record: Record, vocabularies: Record) -> None:
    """Count a measure that gives this plan no answer, by why."""
    base = record.get("cost_base")
    if base is None or vocabularies["cost_base"][base].get("unclear"):
        counts["no-share"] += 1
    elif vocabularies["cost_base"][base].get("no_cost"):
        counts["no-cost"] += 1
    else:
        counts["other"][base] += 1


def _near(store: Store, found: Answer, wide: measures.Asked, on: str) -> list[tuple[Record, str]]:
    """Measures that fit but for one thing, each with that in words: the filter they fail, their status, their place."""
    said = found.said
    values, wanted = store.meta("vocabularies"), said["wanted"]
    scope, soon = said["scope"], soon_days(found.dataset)
    listed: list[tuple[Record, str]] = []
    for row, state, why in said["near"]:
        told = with_status(row, state)
        if why in ("sector", "for") and state.code in USABLE:
            name, field = ("sector", "sectors") if why == "sector" else ("beneficiary", "beneficiaries")
            whom = ", ".join(values[name][value]["label"] for value in told[field])
            asked = ", ".join(values[name][value]["label"] for value in wanted[name])
            listed.append((told, f"for {whom}; not {asked}"))
        elif why == state.code:
            listed.append((told, state.words))
    filters = list(measures.filters_of(store, wide).values())
    here = {row.record["id"] for row in query.select(store, "incentive", [measures.from_above(scope)])}
    apart = query.select(store, "incentive", [sql_filters.in_regions([*scope.below, *scope.above]), *filters])
    titles = query.titles(store, [place for row in apart for place in _where(row.record)])
    for row in apart:
        state = status(row.first, row.last, row.derived, on, soon)
        if row.record["id"] not in here and state.code in USABLE:
            only = ", ".join(titles[place] for place in _where(row.record))
            listed.append((with_status(row, state), f"holds only in {only}"))
    return listed


def _where(record: Record) -> list[str]:
    return list(record.get("applies_in") or [record["region"]])


def _once(records: list[Record]) -> None:
    """Drop what its own ceiling says already: a measure of unknown cost whose one figure stands with another."""
    shown = {record["group"] for record in records if "group" in record and "amount" in record}
    records[:] = [
        record for record in records if record["outcome"] != "not-stated" or record.get("group") not in shown
    ]


def _rank(record: Record, dataset: Record) -> tuple[int, int]:
    yuan = converted(record["amount"], record["currency"], money.HOME, dataset) if "amount" in record else 0
    return OUTCOMES.index(record["outcome"]), -(yuan or 0)


def largest(records: Sequence[Record], dataset: Record) -> Record | None:
    """Of what can be computed, the measure that could pay most by itself; None where nothing can."""
    computed = [record for record in records if record["outcome"] == "computed"]
    return min(computed, key=lambda record: _rank(record, dataset), default=None)
