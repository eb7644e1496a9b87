"""`nqpf define` as a user runs it."""

import json
import re
import shlex

import pytest

from tests.conftest import Nqpf

NQPF = "new-quality-productive-forces"


@pytest.mark.parametrize(
    ("words", "term"),
    [
        (["nqpf"], NQPF),
        (["NQPF"], NQPF),
        (["new", "quality", "productive", "forces"], NQPF),
        (["New Quality Productive Forces"], NQPF),
        (["新质生产力"], NQPF),
        (["xin zhi shengchanli"], NQPF),
        (["xīnzhì", "shēngchǎnlì"], NQPF),
        (["XINZHISHENGCHANLI"], NQPF),
        (["cewc"], "central-economic-work-conference"),
        (["gwr"], "government-work-report"),
        (["patient", "capital"], "patient-capital"),
        (["patient-capital"], "patient-capital"),
        (["naixin", "ziben"], "patient-capital"),
        (["ai"], "artificial-intelligence"),
        (["AI+"], "ai-plus"),
    ],
)
def test_a_term_is_found_by_each_of_its_names(nqpf: Nqpf, words: list[str], term: str) -> None:
    found = json.loads(nqpf("define", "--json", *words).stdout)
    assert [record["id"] for record in found["records"]] == [term]
    assert found["kind"] == "term"


def test_what_names_the_term_in_full_comes_before_what_bears_another_name_of_it(inside: Nqpf) -> None:
    """A negative list is also one for data: that for foreign investment stands first."""
    page = " ".join(inside("define", "negative list").stdout.split())
    assert "policies Negative list for foreign investment access" in page


def test_several_terms_of_a_name_each_say_the_command(inside: Nqpf) -> None:
    page = inside("define", "负面清单").stdout
    assert "\n  nqpf define negative-list\n" in page
    assert "\n  nqpf define data-export-negative-list\n" in page


def test_the_entry_gives_meaning_both_scripts_relations_and_pages(nqpf: Nqpf) -> None:
    told = nqpf("define", "patient", "capital", env={"COLUMNS": ""}).stdout
    record = json.loads(nqpf("define", "patient", "capital", "--json").stdout)["records"][0]
    assert told.startswith("patient capital  耐心资本  nàixīn zīběn\n")
    assert record["definition"] in told
    assert record["explanation"] in told
    assert "Also called" in told
    assert "See also" in told
    assert f"{record['explanation']} [1] [2] [3] [4]" in told
    assert "(+1: --sources)" in told
    assert record["sources"][0]["publisher"] in told
    assert "Checked 24 Nov 2026" in told


def test_the_entry_leads_to_what_uses_the_term_and_to_the_rest(
    inside: Nqpf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the records that name it in their title, in as many as `show` counts; each command that is named answers."""
    monkeypatch.setenv("COLUMNS", "")
    told, shown = inside("define", "patient", "capital").stdout, inside("show", "patient-capital").stdout
    counts = dict(re.findall(r"^(\w+) that use it +(\d+)$", shown, re.M))
    assert {"Incentives", "Policies", "Events"} <= set(counts)
    for kinds, count in counts.items():
        assert re.search(rf"^ +{count} ({kinds.lower()}|{kinds.lower()[:-1]}) ", told, re.M), kinds
    assert re.search(r"Bodies +State-owned.* · Golden Hibiscus fund", told)
    assert "Patient capital to be raised  hefei-high-tech-patient-capital  " in told
    hints = re.findall(r"\(\+\d+: nqpf (.+?)\)", told)
    assert [hint for hint in hints if hint.startswith("search")]
    for hint in hints:
        assert inside(*shlex.split(hint)).returncode == 0, hint


def test_sources_in_full_when_asked(nqpf: Nqpf) -> None:
    told = nqpf("define", "patient", "capital", "--sources", env={"COLUMNS": ""}).stdout
    for source in json.loads(nqpf("define", "patient", "capital", "--json").stdout)["records"][0]["sources"]:
        assert source["url"] in told


def test_chinese_first_when_asked(nqpf: Nqpf) -> None:
    assert nqpf("define", "patient", "capital", "--lang", "zh").stdout.startswith("耐心资本")


def test_a_typo_gets_the_nearest_and_a_code(nqpf: Nqpf) -> None:
    done = nqpf("define", "patient", "captal")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        'nqpf: no term "patient captal". Nearest: patient-capital (patient capital)'
    )
    assert json.loads(nqpf("define", "patient", "captal", "--json").stdout)["records"] == []


@pytest.mark.parametrize("words", [[""], ["   "], []])
def test_no_words_is_wrong_usage(nqpf: Nqpf, words: list[str]) -> None:
    done = nqpf("define", *words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) <= 2
