"""Words that keep a payment, a ceiling, a tier, a tax rate and a loan apart."""

import pytest

from nqpf_cli.wording.amounts import benefit, cap_words, pool_words, rate_words, short, tier_words, yuan


@pytest.fixture(scope="module")
def vocabularies(facts) -> dict:
    return facts.vocabularies


def cap(amount: int = 10_000_000, kind: str = "ceiling", **more: object) -> dict:
    return {"amount": amount, "currency": "CNY", "kind": kind, **more}


def rate(percent: float, kind: str = "ceiling", base: str | None = "compute-rental", **more: object) -> dict:
    return {"rate_percent": percent, "rate_kind": kind, **({"cost_base": base} if base else {}), **more}


@pytest.mark.parametrize(
    ("record", "whole", "brief"),
    [
        ({"cap": cap(250_000, "fixed")}, "RMB 250,000", "RMB 250,000"),
        ({"cap": cap()}, "up to RMB 10 million", "up to RMB 10 million"),
        ({"cap": cap(kind="top-tier")}, "top tier RMB 10 million", "top tier RMB 10 million"),
        (
            {"cap": cap(kind="top-tier", **{"from": 200_000})},
            "RMB 200,000 to 10 million by tier",
            "RMB 200,000 to 10 million by tier",
        ),
        (
            {"cap": cap(per="project", each="year")},
            "up to RMB 10 million per project a year",
            "up to RMB 10 million a year",
        ),
        (
            {"cap": cap(per="enterprise", years=3)},
            "up to RMB 10 million per company over 3 years",
            "up to RMB 10 million over 3 years",
        ),
        (
            {"cap": cap(of="loan", per="enterprise")},
            "on a loan of up to RMB 10 million per company",
            "on a loan of up to RMB 10 million",
        ),
        (rate(30), "up to 30% of computing rental", "up to 30%"),
        (rate(30, "fixed"), "30% of computing rental", "30%"),
        (rate(60, "top-tier"), "top tier 60% of computing rental", "top tier 60%"),
        (rate(60, "top-tier", rate_from=20), "20% to 60% of computing rental by tier", "20% to 60% by tier"),
        (rate(10, rate_from=5), "5% to 10% of computing rental", "5% to 10%"),
        (rate(120, "deduction", "r-and-d"), "120% off taxable income", "120% off taxable income"),
        (
            rate(15, "reduced-rate", "taxable-income", standard_rate=25),
            "15% instead of 25%",
            "15% instead of 25%",
        ),
        (
            rate(15, "reduced-rate", "personal-income"),
            "reduced rate of 15% on personal income",
            "reduced rate of 15%",
        ),
        (
            rate(1.5, "fixed", "loan-principal"),
            "1.5 percentage points of interest a year",
            "1.5 percentage points of interest a year",
        ),
        (rate(50, base="other"), "up to 50%", "up to 50%"),
        (rate(50, base=None), "up to 50%", "up to 50%"),
        (
            rate(30) | {"cap": cap()},
            "up to 30% of computing rental, up to RMB 10 million",
            "up to 30%, up to RMB 10 million",
        ),
    ],
)
def test_one_phrase_whole_and_for_a_column(record: dict, whole: str, brief: str, vocabularies: dict) -> None:
    record = {"instrument": "grant", **record}
    assert benefit(record, vocabularies) == whole
    assert short(record, vocabularies) == brief


def test_without_an_amount_the_instrument_and_its_pot(vocabularies: dict) -> None:
    fund = {"instrument": "equity-fund", "pool": {"amount": 10**9, "currency": "CNY", "per": "fund"}}
    assert benefit(fund, vocabularies) == short(fund, vocabularies) == "equity fund, a fund of RMB 1 billion"
    assert benefit({"instrument": "loan"}, vocabularies) == "loan"
    assert (
        pool_words({"pool": {"amount": 5, "currency": "CNY", "per": "year"}}, vocabularies)
        == "from a pot of RMB 5 a year"
    )
    assert (rate_words({}, vocabularies), cap_words({}, vocabularies), pool_words({}, vocabularies)) == (
        "",
        "",
        "",
    )


def test_a_pot_is_never_told_as_a_ceiling(vocabularies: dict) -> None:
    both = {"instrument": "grant", "cap": cap(), "pool": {"amount": 10**9, "currency": "CNY"}}
    assert "billion" not in benefit(both, vocabularies)


def test_a_tier() -> None:
    assert tier_words({"when": "a start-up", "rate_percent": 60}, "CNY") == "a start-up: 60%"
    assert (
        tier_words({"when": "all", "rate_percent": 50, "amount": 30_000_000}, "CNY")
        == "all: 50%, RMB 30 million"
    )
    assert tier_words({"when": "named"}, "CNY") == "named"


def test_yuan_for_comparing(facts) -> None:
    assert yuan({"cap": cap()}, facts.dataset) == 10_000_000
    assert yuan({}, facts.dataset) is None
    assert yuan({"cap": {"amount": 5, "currency": "EUR", "kind": "fixed"}}, facts.dataset) is None
    dollars = yuan({"cap": {"amount": 1_000_000, "currency": "HKD", "kind": "fixed"}}, facts.dataset)
    assert dollars is not None
    assert 800_000 < dollars < 1_000_000


def test_every_bundled_measure_has_words(facts) -> None:
    for loaded in facts.records.values():
        if loaded.kind == "incentive":
            words = benefit(loaded.record, facts.vocabularies)
            assert words
            assert len(short(loaded.record, facts.vocabularies)) <= len(words)
