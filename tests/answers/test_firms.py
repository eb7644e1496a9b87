"""Three made-up firms, in Hefei, Chengdu and Suzhou: verdicts that were read by hand against the records."""

from pathlib import Path

import pytest

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.loading.firm_file import read_firm
from nqpf_cli.questions.firm import judge, lexicon_of

FIRMS = Path(__file__).parents[1] / "profiles"
ON = "2026-11-28"

VERDICTS = [
    # A certificate that the maker of drones lacks can be applied for.
    ("hefei", "hefei-low-altitude-certification", "not-yet", "type, production and operating certificates"),
    # Its field is low altitude, and any firm may rent computing, or upgrade equipment.
    ("hefei", "anhui-2023-computing-subsidy", "open", ""),
    ("hefei", "china-special-equipment-digital-tax-credit", "open", ""),
    ("hefei", "china-small-low-profit-5-percent", "fails", "total assets of at most RMB 50 million"),
    ("hefei", "china-hnte-loss-carry-forward", "nothing-against", ""),
    # R&D above revenue is no contradiction; a drug of class 1 is no device, and its maker is a manufacturer.
    ("chengdu", "chengdu-class-1-drug-trials", "open", ""),
    ("chengdu", "chengdu-class-3-device", "fails", "the firm's own class III device, at first registration"),
    ("chengdu", "china-advanced-manufacturing-vat-5", "open", ""),
    ("chengdu", "china-rd-super-deduction-120-ic-machine-tools", "fails", "maker of advanced machine tools"),
    # Two people with a small profit, no title and no project.
    ("suzhou", "suzhou-dataset-purchase-subsidy", "open", ""),
    ("suzhou", "china-vat-credit-refund-four-industries", "fails", "general VAT taxpayer"),
    ("suzhou", "china-tech-sme-loss-carry-forward", "not-yet", "entered in the national register"),
    ("suzhou", "suzhou-data-platform-grant", "fails", "public service platform for data sets and corpora"),
    ("suzhou", "wuhan-opc-vertical-model", "fails", "in Wuhan"),
    ("suzhou", "suzhou-high-end-equipment-fund", "not-claimable", ""),
]


@pytest.mark.parametrize(("firm", "measure", "verdict", "reason"), VERDICTS)
def test_a_verdict_read_by_hand(store: Store, firm: str, measure: str, verdict: str, reason: str) -> None:
    words = lexicon_of(store)
    row = query.get(store, measure)
    assert row
    tests = query.tests(store, [measure]).get(measure, {})
    found = judge(row.record, tests, read_firm(FIRMS / f"{firm}.yaml", [], words), words, ON)
    failed = [one.text for one in found.conditions if one.value == "fail"]
    assert (found.verdict, reason in " / ".join(failed)) == (verdict, True), failed
