"""Places side by side: like against like, gaps as gaps, and nothing old or over."""

import pytest

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Record
from nqpf_cli.questions.compare import CompareQuery, bests, compare
from nqpf_cli.questions.incentives import IncentivesQuery
from tests.conftest import TODAY


def rows(store: Store, *places: str, **more: object) -> dict[tuple[str, ...], Record]:
    by = str(more.pop("by", "both"))
    result = compare(store, CompareQuery(places, by, IncentivesQuery(**more)), TODAY)  # type: ignore[arg-type]
    names = [name for name in ("sector", "instrument", "beneficiary") if name in result.answer.records[0]]
    return {tuple(row[name] for name in names): row["regions"] for row in result.answer.records}


def best(store: Store, *records: Record) -> Record:
    whole = [
        {"id": f"m{number}", "instrument": "grant", "status": {"code": "in-force"}, **record}
        for number, record in enumerate(records)
    ]
    return bests(whole, store.meta("vocabularies"), store.meta("dataset"))


def cap(amount: int, kind: str = "ceiling", currency: str = "CNY", **more: object) -> Record:
    return {"cap": {"amount": amount, "currency": currency, "kind": kind, **more}}


def rate(percent: float, kind: str = "ceiling", base: str = "equipment") -> Record:
    return {"rate_percent": percent, "rate_kind": kind, "cost_base": base}


def test_a_row_a_sector_and_instrument_with_every_place_in_each(offers_store: Store) -> None:
    found = rows(offers_store, "harbour-zone", "southland")
    assert found["ai", "subsidy"]["southland"]["measures"] == ["southland-compute"]
    assert set(found["ai", "subsidy"]["harbour-zone"]["measures"]) == {
        "harbour-compute", "harbour-figure-rent", "harbour-figure-chips", "harbour-figure-green",
    }  # fmt: skip
    assert all(set(cells) == {"harbour-zone", "southland"} for cells in found.values())


def test_a_gap_has_no_measures_and_no_best(offers_store: Store) -> None:
    gap = rows(offers_store, "northland", "southland")["general", "guarantee"]["southland"]
    assert gap == {"count": 0, "measures": []}


def test_the_best_says_whose_it_is_and_how_that_stands(offers_store: Store) -> None:
    cell = rows(offers_store, "harbour-zone", "southland")["ai", "subsidy"]["southland"]
    assert cell["best_cap"] == {
        "amount": 4_000_000, "currency": "CNY", "kind": "ceiling", "per": "project",
        "measure": "southland-compute", "status": "in-force",
    }  # fmt: skip
    assert (cell["best_rate"]["percent"], cell["best_rate"]["cost_base"]) == (35, "compute-rental")


@pytest.mark.parametrize("by", ["sector", "instrument", "beneficiary"])
def test_by_one_vocabulary_no_measure_is_lost(offers_store: Store, by: str) -> None:
    whole = {
        key
        for cells in rows(offers_store, "port-city", "northland").values()
        for key in cells["port-city"]["measures"]
    }
    part = {
        key
        for cells in rows(offers_store, "port-city", "northland", by=by).values()
        for key in cells["port-city"]["measures"]
    }
    assert part == whole


def test_what_is_old_over_or_ahead_is_counted_and_not_compared(offers_store: Store) -> None:
    result = compare(offers_store, CompareQuery(["port-city", "northland"]), TODAY)
    named = {
        key for row in result.answer.records for cell in row["regions"].values() for key in cell["measures"]
    }
    assert named.isdisjoint({"port-ended", "port-next", "northland-old"})
    assert result.standing["northland"].counts["presume-lapsed"] == 1
    assert result.standing["northland"].old == "over five years old"
    assert {"ended": 1, "not-yet": 1}.items() <= result.standing["port-city"].counts.items()


def test_another_day_brings_in_what_was_ahead(offers_store: Store) -> None:
    result = compare(offers_store, CompareQuery(["port-city", "northland"]), "2027-06-01")
    assert "port-next" in {
        key for row in result.answer.records for key in row["regions"]["port-city"]["measures"]
    }


def test_wider_places_only_where_asked(offers_store: Store) -> None:
    own = rows(offers_store, "port-city", "southland")
    more = rows(offers_store, "port-city", "southland", with_parents=True)
    assert ("general", "tax-relief") not in own
    relief = more["general", "tax-relief"]
    assert (
        relief["port-city"]["measures"]
        == relief["southland"]["measures"]
        == ["nation-deduction", "nation-rate"]
    )
    assert more["general", "subsidy"]["port-city"]["count"] == 0, "it holds in the south alone"
    assert more["general", "subsidy"]["southland"]["measures"] == ["nation-south"]


def test_a_filter_narrows_the_rows_to_what_was_asked_and_what_includes_it(offers_store: Store) -> None:
    found = rows(offers_store, "port-city", "northland", sector=["ai"], by="sector")
    assert {sector for (sector,) in found} <= {"ai", "general"}


def test_two_places_and_no_fewer(offers_store: Store) -> None:
    for places in (["port-city"], ["port-city", "Haven"], ["port-city", "nowhere-known"]):
        with pytest.raises(NqpfError):
            compare(offers_store, CompareQuery(places), TODAY)


def test_a_loan_a_stake_a_tax_and_a_grant_never_meet(store: Store) -> None:
    found = best(
        store,
        cap(10),
        {"instrument": "guarantee", **cap(30_000_000, of="loan")},
        {"instrument": "equity-fund", **cap(90_000_000)},
        {"instrument": "tax-relief", **rate(100, "fixed", "tax-paid")},
        {"instrument": "tax-relief", **rate(120, "deduction", "r-and-d")},
        {"instrument": "interest-subsidy", **rate(2, "fixed", "loan-principal")},
        rate(30),
    )
    assert {name: one["measure"] for name, one in found.items()} == {
        "best_cap": "m0", "best_loan": "m1", "best_stake": "m2", "best_tax_credit_tax_paid": "m3",
        "best_deduction": "m4", "best_points": "m5", "best_rate": "m6",
    }  # fmt: skip


def test_of_tax_rates_the_lowest_and_of_each_tax_its_own(store: Store) -> None:
    relief = {"instrument": "tax-relief"}
    found = best(
        store,
        {**relief, **rate(15, "reduced-rate", "taxable-income")},
        {**relief, **rate(10, "reduced-rate", "taxable-income")},
        {**relief, **rate(15, "reduced-rate", "personal-income")},
    )
    assert found["best_tax_rate_taxable_income"]["measure"] == "m1"
    assert found["best_tax_rate_personal_income"]["measure"] == "m2"


def test_of_equal_figures_the_firmer(store: Store) -> None:
    found = best(store, cap(5, "top-tier"), cap(5, "fixed"), cap(5), rate(30), rate(30, "fixed"))
    assert found["best_cap"]["measure"] == "m1"
    assert found["best_rate"]["measure"] == "m4"


def test_currencies_meet_in_yuan(store: Store) -> None:
    assert best(store, cap(100, currency="HKD"), cap(95))["best_cap"]["measure"] == "m1"
    assert best(store, cap(120, currency="HKD"), cap(95))["best_cap"]["measure"] == "m0"


def test_a_pot_is_no_ceiling(store: Store) -> None:
    assert best(store, {"pool": {"amount": 10**9, "currency": "CNY"}}) == {}


def test_in_the_bundled_facts_every_best_is_what_its_measure_says(store: Store) -> None:
    result = compare(store, CompareQuery(["shanghai", "shenzhen", "beijing"], by="sector"), TODAY)
    seen = 0
    for row in result.answer.records:
        for cell in row["regions"].values():
            assert cell["count"] == len(cell["measures"]) == len(set(cell["measures"]))
            for name, one in cell.items():
                if name.startswith("best_"):
                    record = query.get(store, one["measure"]).record  # type: ignore[union-attr]
                    assert one["measure"] in cell["measures"]
                    assert one.get("amount", one.get("percent")) in (
                        record.get("cap", {}).get("amount"),
                        record.get("rate_percent"),
                    )
                    seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("area", "places"),
    [
        ("北上广深", ["beijing", "shanghai", "guangzhou", "shenzhen"]),
        ("tier-1 cities", ["beijing", "shanghai", "guangzhou", "shenzhen"]),
        ("京津冀", ["beijing", "tianjin", "hebei"]),
    ],
)
def test_an_area_that_spans_several_is_compared_by_these(store: Store, area: str, places: list[str]) -> None:
    assert compare(store, CompareQuery([area]), TODAY).places == places
