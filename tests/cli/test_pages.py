"""What list, show, explain and cite print of a small country, against files that a person has read.

After a change that is meant: `NQPF_GOLDEN=write pytest tests/cli/test_pages.py`, then read the diff.
"""

import re

import pytest

from nqpf_cli.loading.facts import FactSet
from tests.cli.goldens import none_left_over, printed
from tests.conftest import Nqpf

PAGES = {
    "list": ["list"],
    "list-regions": ["list", "regions"],
    "list-policies": ["list", "policies"],
    "list-policies-40": ["list", "policies"],
    "list-policies-sources": ["list", "policies", "--sources"],
    "list-incentives": ["list", "incentives"],
    "list-targets": ["list", "targets"],
    "list-figures": ["list", "figures"],
    "list-events-zh": ["list", "events", "--lang", "zh"],
    "list-actors": ["list", "actors"],
    "list-terms": ["list", "terms"],
    "list-positions": ["list", "positions"],
    "list-sources": ["list", "sources"],
    "list-topics": ["list", "topics"],
    "list-nothing": ["list", "targets", "--region", "southland", "--since", "2026"],
    "show-policy": ["show", "northland-2024-plan"],
    "show-policy-superseded": ["show", "northland-2020-plan"],
    "show-incentive": ["show", "northland-vouchers"],
    "show-incentive-40": ["show", "northland-vouchers"],
    "show-region": ["show", "northland"],
    "show-region-zh": ["show", "port-city", "--lang", "zh"],
    "show-term": ["show", "computing", "power"],
    "show-actor": ["show", "CAB"],
    "show-event": ["show", "northland-2024-06-plan-issued"],
    "show-figure": ["show", "port-firms"],
    "show-target": ["show", "northland-firms-2025"],
    "show-source": ["show", "gazette-plan"],
    "show-topic": ["show", "what-it-is"],
    "show-candidates": ["show", "northland-2"],
    "explain": ["explain"],
    "explain-one": ["explain", "1"],
    "explain-one-40": ["explain", "1"],
    "explain-all-sources": ["explain", "--all", "--sources"],
    "cite-text": ["cite", "northland-2024-plan"],
    "cite-text-zh": ["cite", "gazette-plan", "--lang", "zh"],
    "cite-nothing": ["cite", "port-city"],
    "cite-bibtex": ["cite", "northland-2024-plan", "--style", "bibtex"],
    "cite-csl-json": ["cite", "northland-2024-plan", "--style", "csl-json"],
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, PAGES[name], inside, monkeypatch, "golden")


def test_no_golden_file_is_left_over() -> None:
    none_left_over(PAGES, "golden")


@pytest.mark.parametrize(
    "command",
    [
        "incentives lingang --with-parents",
        "list incentives --region lingang",
        "list policies --region shanghai",
        "search computing vouchers -n 40",
        "define new quality productive forces",
        "show lingang",
        "estimate lingang --spend compute-rental=8m",
        "list --changed-since 2026-11-26",
    ],
)
def test_an_id_on_a_narrow_page_is_whole_or_cut_behind_a_hyphen(
    command: str, inside: Nqpf, facts: FactSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can be copied, or put together without a guess."""
    known = {one for one in facts.records if len(one) > 24}
    monkeypatch.setenv("COLUMNS", "40")
    page = inside(*command.split()).stdout
    monkeypatch.setenv("COLUMNS", "400")
    wide = inside(*command.split()).stdout
    named = known & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", wide))
    assert named
    for one in named:
        assert re.search(re.escape(one).replace(r"\-", r"-(?:\n\s*)?"), page), one
