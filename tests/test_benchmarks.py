"""The benchmarks' own parts: the facts they make up, and the page they write."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their folder, as Python has it when one of them runs."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


@pytest.mark.usefixtures("benchmarks")
def test_a_small_set_is_sound_and_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    from made_up import generate

    from nqpf_cli.loading.load import load

    small, large = tmp_path / "small", tmp_path / "large"
    generate(small, 300)
    generate(large, 900)
    few, many = load([small]), load([large])
    assert (few.problems, many.problems) == ([], [])
    assert (len(few.records), len(many.records)) == (300, 900)
    for key, loaded in few.records.items():
        assert many.records[key].record == loaded.record


@pytest.mark.usefixtures("benchmarks")
def test_what_is_made_up_reads_back_as_it_was(tmp_path: Path) -> None:
    import yaml
    from as_yaml import to_yaml

    hard: list[dict[str, Any]] = [
        {
            "id": "yes",
            "title": "a: b # c",
            "zh": "新质生产力",
            "flag": True,
            "number": 1.5,
            "text": "'it''s' ",
        },
        {"id": "b-1", "list": ["no", "2024", "- x"], "cap": {"amount": 5, "of": ["k", "null"]}},
        {
            "id": "c",
            "tiers": [{"when": "first, second", "amount": 3}],
            "summary": "word: word; " * 30 + "end",
        },
    ]
    assert yaml.safe_load(to_yaml(hard)) == hard


MISSED = set[str]()
"""Limits that the figures on record miss; one that comes to be kept must leave this set."""


@pytest.mark.usefixtures("benchmarks")
def test_the_page_keeps_its_words_around_new_figures() -> None:
    import json

    import report

    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    found = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    assert report.into(page, found) == page, "docs/performance.md and benchmarks/results.json are of two runs"
    missed = {limit.what for limit in report.limits(found) if not limit.kept}
    assert missed == MISSED, "docs/performance.md says above the figures which limits they miss"
    found["startup"]["pipe"]["nqpf timeline"]["median"] *= 2
    more = {limit.what for limit in report.limits(found) if not limit.kept} - missed
    assert more and all(what.startswith("nqpf timeline") for what in more)
    assert report.into(page, found).partition(report.BEGIN)[0] == page.partition(report.BEGIN)[0]
