"""The most a spend could draw: exact, bounded, and never less for more."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model import money
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.estimate import OUTCOMES, EstimateQuery, estimate, largest, planned
from nqpf_cli.questions.incentives import IncentivesQuery
from nqpf_cli.questions.payout import payout
from nqpf_cli.wording.amounts import converted, share
from tests.conftest import TODAY

DATASET = {
    "constants": {
        "dollar_rates": [
            {"currency": "CNY", "per_dollar": "6.9523"},
            {"currency": "HKD", "per_dollar": "7.8344"},
        ],
        "standard_corporate_income_tax": {"rate_percent": 25},
    }
}
VOCABULARIES = {
    "instrument": {"grant": {}, "tax-relief": {"counts": "tax"}},
    "cost_base": {"equipment": {}, "loan-principal": {"points": True}},
}
SPENDS = st.integers(0, 10**12)
RATES = st.one_of(st.integers(0, 100), st.integers(1, 9_999).map(lambda hundredths: hundredths / 100))


def exact(rate: float) -> Fraction:
    """The decimal that was authored, as a fraction of one."""
    return Fraction(money.percent(rate).removesuffix("%").replace(",", "")) / 100


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    """A measure with a rate, and perhaps a ceiling and tiers inside what it says as a whole."""
    rate = draw(RATES)
    record: dict[str, Any] = {
        "instrument": draw(st.sampled_from(["grant", "tax-relief"])),
        "cost_base": draw(st.sampled_from(["equipment", "loan-principal"])),
        "rate_percent": rate,
        "rate_kind": draw(st.sampled_from(["fixed", "ceiling", "top-tier", "deduction"])),
    }
    if draw(st.booleans()):
        record["cap"] = {
            "amount": draw(st.integers(1, 10**10)),
            "currency": draw(st.sampled_from(["CNY", "HKD"])),
            "kind": draw(st.sampled_from(["fixed", "ceiling", "top-tier"])),
        } | draw(st.sampled_from([{}, {"of": "loan"}, {"each": "year"}, {"years": 3}]))
    tiers = []
    for number in range(draw(st.integers(0, 3))):
        tier: dict[str, Any] = {"when": f"case {number}"}
        if draw(st.booleans()):
            tier["rate_percent"] = draw(
                st.sampled_from([rate, rate / 2 if isinstance(rate, float) else rate // 2])
            )
        if "cap" in record and draw(st.booleans()):
            tier["amount"] = draw(st.integers(1, record["cap"]["amount"]))
        tiers.append(tier)
    return record | ({"tiers": tiers} if tiers else {})


def most(record: dict[str, Any], spend: int) -> Fraction:
    """Rate times spend in whole units of the amount's currency, as a fraction."""
    found = (
        exact(record["rate_percent"]) * spend * (Fraction(1, 4) if record["rate_kind"] == "deduction" else 1)
    )
    cap = record.get("cap", {})
    if cap.get("currency") == "HKD" and "of" not in cap:
        found = found * Fraction("7.8344") / Fraction("6.9523")
    return found


def limit(record: dict[str, Any]) -> int | None:
    cap = record.get("cap", {})
    return None if cap.get("of") else cap.get("amount")


@given(measures(), SPENDS)
def test_never_above_rate_times_spend_nor_the_ceiling(record: dict[str, Any], spend: int) -> None:
    told = payout(record, spend, VOCABULARIES, DATASET)
    assert told["outcome"] == "computed"
    assert 0 <= told["amount"] <= most(record, spend)
    if (cap := limit(record)) is not None:
        assert told["amount"] <= cap == told["arithmetic"]["cap"]


@given(measures(), SPENDS)
def test_whole_units_and_no_float(record: dict[str, Any], spend: int) -> None:
    told = payout(record, spend, VOCABULARIES, DATASET)
    sums = [
        told["amount"],
        told["arithmetic"]["product"],
        *(tier["amount"] for tier in told.get("tiers", [])),
    ]
    assert all(type(sum_) is int for sum_ in sums)


@given(measures(), SPENDS, SPENDS)
def test_more_spent_never_draws_less(record: dict[str, Any], one: int, other: int) -> None:
    low, high = sorted((one, other))
    less, more = (payout(record, spend, VOCABULARIES, DATASET)["amount"] for spend in (low, high))
    assert less <= more


@given(measures(), SPENDS)
def test_no_tier_draws_more_than_the_whole(record: dict[str, Any], spend: int) -> None:
    told = payout(record, spend, VOCABULARIES, DATASET)
    for tier in told.get("tiers", []):
        assert tier["amount"] <= told["amount"]
        assert tier["amount"] <= tier.get("cap", tier["amount"])


@given(SPENDS, RATES)
def test_a_share_is_the_exact_product_rounded_down(spend: int, rate: float) -> None:
    assert share(spend, rate) == exact(rate) * spend // 1
    assert share(spend, rate, 25) == exact(rate) * spend / 4 // 1


@given(st.integers(0, 10**13))
def test_money_changed_and_back_is_never_more(amount: int) -> None:
    there = converted(amount, "CNY", "HKD", DATASET)
    assert there is not None
    back = converted(there, "HKD", "CNY", DATASET)
    assert back is not None
    assert amount - 1 <= back <= amount
    assert converted(amount, "CNY", "XXX", DATASET) is None


def test_of_every_bundled_measure_with_a_rate(store: Store) -> None:
    vocabularies, dataset = store.meta("vocabularies"), store.meta("dataset")
    rated = 0
    for row in query.select(store, "incentive"):
        record = row.record
        last = 0
        for spend in (1, 999, 8_000_000, 123_456_789, 10**12):
            told = payout(record, spend, vocabularies, dataset)
            if told["outcome"] != "computed":
                break
            rated += 1
            assert last <= told["amount"]
            assert told["currency"] != "CNY" or told["amount"] <= exact(record["rate_percent"]) * spend
            assert told["amount"] <= told["arithmetic"].get("cap", told["amount"])
            last = told["amount"]
    assert rated > 500


@pytest.mark.parametrize(
    ("record", "at_most"),
    [
        ({"rate_kind": "fixed"}, False),
        ({"rate_kind": "ceiling"}, True),
        ({"rate_kind": "top-tier"}, True),
        ({"rate_kind": "deduction"}, True),
        ({"rate_kind": "fixed", "instrument": "tax-relief"}, True),
        ({"rate_kind": "fixed", "cap": {"amount": 9, "currency": "CNY", "kind": "ceiling"}}, False),
        (
            {"rate_kind": "fixed", "cap": {"amount": 90, "from": 5, "currency": "CNY", "kind": "top-tier"}},
            True,
        ),
        (
            {"rate_kind": "fixed", "cap": {"amount": 90, "from": 80, "currency": "CNY", "kind": "top-tier"}},
            False,
        ),
    ],
)
def test_at_most_where_the_office_the_tier_or_the_tax_may_give_less(
    record: dict[str, Any], at_most: bool
) -> None:
    whole = {"instrument": "grant", "cost_base": "equipment", "rate_percent": 50, **record}
    assert payout(whole, 100, VOCABULARIES, DATASET)["at_most"] is at_most


def test_a_limit_of_the_loan_limits_what_counts_not_what_is_paid() -> None:
    record = {"instrument": "grant", "cost_base": "loan-principal", "rate_percent": 1.5, "rate_kind": "fixed",
              "cap": {"amount": 1000, "currency": "CNY", "kind": "ceiling", "of": "loan"}}  # fmt: skip
    told = payout(record, 5000, VOCABULARIES, DATASET)
    assert (told["amount"], told["arithmetic"]["counted"], told["a_year"]) == (15, 1000, True)
    del record["rate_percent"], record["rate_kind"]
    assert payout(record, 5000, VOCABULARIES, DATASET)["outcome"] == "loan-limit"


def test_where_every_tier_is_whole_no_case_joins_the_best_rate_and_the_best_limit(store: Store) -> None:
    row = query.get(store, "tianjin-industrial-investment")
    assert row is not None
    told = payout(row.record, 300_000_000, store.meta("vocabularies"), store.meta("dataset"))
    assert told["arithmetic"]["product"] == 60_000_000
    assert told["amount"] == max(tier["amount"] for tier in told["tiers"]) == 30_000_000


def test_the_tiers_stand_beside_a_top_rate(store: Store) -> None:
    row = query.get(store, "hangzhou-2025-computing-voucher-programme")
    assert row is not None
    told = payout(row.record, 10_000_000, store.meta("vocabularies"), store.meta("dataset"))
    assert (told["amount"], told["at_most"]) == (6_000_000, True)
    assert [tier["amount"] for tier in told["tiers"]] == [2_000_000, 3_000_000, 5_000_000, 6_000_000]


def test_without_rate_or_ceiling_no_figure() -> None:
    told = payout({"instrument": "grant", "cost_base": "equipment"}, 5, VOCABULARIES, DATASET)
    assert told["outcome"] == "no-figure"
    assert "amount" not in told


def asked(
    region: str = "harbour-zone",
    spend: Sequence[tuple[str, int]] = (("compute-rental", 8_000_000),),
    **more: Any,
) -> EstimateQuery:
    return EstimateQuery(IncentivesQuery([region], **{"with_parents": True, **more}), spend)


def test_records_come_by_outcome_the_largest_first(offers_store: Store) -> None:
    records = estimate(offers_store, asked(), TODAY).answer.records
    assert [OUTCOMES.index(one["outcome"]) for one in records] == sorted(
        OUTCOMES.index(one["outcome"]) for one in records
    )
    computed = [one["amount"] for one in records if one["outcome"] == "computed"]
    assert computed == sorted(computed, reverse=True)
    assert largest(records, offers_store.meta("dataset")) == records[0]


def test_an_id_stands_once(offers_store: Store) -> None:
    for place in ("harbour-zone", "port-city", "northland", "nation"):
        ids = [
            one["id"]
            for one in estimate(offers_store, asked(region=place, sector=["ai"]), TODAY).answer.records
        ]
        assert len(ids) == len(set(ids))


def test_nothing_that_is_over_or_old_is_computed(offers_store: Store) -> None:
    for one in estimate(offers_store, asked(), TODAY).answer.records:
        usable = one["status"]["code"] in ("in-force", "ends-soon", "standing", "end-not-read")
        assert usable or one["outcome"] == "near"


def test_a_lower_tax_rate_is_said_and_not_computed(offers_store: Store) -> None:
    plan = asked(spend=[("taxable income", 5_000_000)])
    one = next(
        one for one in estimate(offers_store, plan, TODAY).answer.records if one["id"] == "nation-rate"
    )
    assert one["outcome"] == "tax-rate"
    assert "amount" not in one


def test_an_equal_law_is_the_ground_of_what_does_not_name_foreign_firms(offers_store: Store) -> None:
    records = {
        one["id"]: one
        for one in estimate(offers_store, asked(beneficiary=["foreign-invested"]), TODAY).answer.records
    }
    assert records["harbour-compute"]["equal_by_law"] == "nation-2019-equality-law"
    assert "equal_by_law" not in records["port-universities"]


def test_what_answers_no_spending_or_another_is_counted(offers_store: Store) -> None:
    counts = estimate(offers_store, asked(), TODAY).unasked
    assert counts.no_cost == 1
    assert counts.other["equipment"] == 2
    assert counts.no_share == 1


def test_nothing_that_fits_is_exit_code_one(offers_store: Store) -> None:
    assert estimate(offers_store, asked(region="free-isle", spend=[("rent", 5)]), TODAY).answer.code == 1
    assert estimate(offers_store, asked(), TODAY).answer.code == 0


def test_kinds_are_read_by_value_or_label_and_each_once(offers_store: Store) -> None:
    assert planned(offers_store, [("compute-rental", 1), ("R&D spending", 2)]) == {
        "compute-rental": 1,
        "r-and-d": 2,
    }
    for spend in ([("output", 1)], [("other", 1)], [("equipment", 1), ("equipment", 2)], [("beer", 1)]):
        with pytest.raises(NqpfError) as fault:
            planned(offers_store, spend)
        assert fault.value.code == 2
