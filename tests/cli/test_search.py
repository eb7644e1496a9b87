"""`nqpf search` as a user runs it."""

import csv
import io
import json
import re

import pytest
import yaml

from nqpf_cli.pages.hit_lines import window
from tests.cli.goldens import none_left_over, printed
from tests.conftest import Nqpf

PAGES = {
    "words": ["search", "computing"],
    "words-40": ["search", "computing"],
    "chinese": ["search", "算力"],
    "lang-zh": ["search", "算力", "--lang", "zh"],
    "filters": ["search", "northland", "--kind", "policies", "--until", "2023"],
    "few-sources": ["search", "northland", "-n", "2", "--sources"],
    "some-words": ["search", "computing", "zebra", "--kind", "term"],
    "begins": ["search", "com puting v"],
    "markdown": ["search", "vouchers", "-n", "2", "--format", "markdown"],
    "columns": ["search", "computing", "--columns", "id,record_kind,matched,term"],
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, PAGES[name], inside, monkeypatch, "golden/search")


def test_no_golden_file_is_left_over() -> None:
    none_left_over(PAGES, "golden/search")


@pytest.mark.usefixtures("small")
def test_machines_get_whole_records_with_their_kind(inside: Nqpf) -> None:
    read = {
        "json": lambda text: json.loads(text)["records"],
        "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
        "yaml": yaml.safe_load,
    }
    found = {name: parse(inside("search", "northland", "-f", name).stdout) for name, parse in read.items()}
    assert found["json"] == found["jsonl"] == found["yaml"]
    kinds = {record["id"]: record["record_kind"] for record in found["json"]}
    assert len(set(kinds.values())) > 3
    for record in found["json"]:
        assert list(record)[:3] == ["id", "record_kind", "matched"]
        assert all(source["url"] for source in record.get("sources", []))
    rows = list(csv.DictReader(io.StringIO(inside("search", "northland", "-f", "csv").stdout)))
    assert {row["id"]: row["record_kind"] for row in rows} == kinds


@pytest.mark.usefixtures("small")
def test_a_table_for_a_spreadsheet_has_the_same_columns_whatever_it_holds(inside: Nqpf) -> None:
    some, other = (
        inside("search", word, "-f", "csv").stdout.splitlines()[0] for word in ("northland", "money")
    )
    assert some == other


def test_the_envelope_counts_all_and_holds_twenty(inside: Nqpf) -> None:
    found = json.loads(inside("search", "ai", "--json").stdout)
    assert (found["kind"], found["count"]) == ("mixed", 20)
    assert found["total"] > 100
    assert len(json.loads(inside("search", "ai", "--json", "-n", "30").stdout)["records"]) == 30


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("茅台", "try another word;"),
        ("茅台 牛奶", "try fewer words;"),
        ("zebra lion", "try fewer words, or Chinese;"),
    ],
)
def test_a_miss_is_told_what_there_is_to_change(inside: Nqpf, typed: str, hint: str) -> None:
    assert hint in inside("search", typed).stderr


def test_a_place_abroad_is_told_above_what_holds_its_name(inside: Nqpf) -> None:
    assert inside("search", "American").stdout.startswith("The United States is not covered")
    first = inside("search", "robotaxi subsidies Wuhan").stdout.split(";")[0]
    assert first.startswith("No record of Wuhan holds all of") and first.split()[-2:] == [
        "incentives",
        "wuhan)",
    ]
    assert "The United States is not covered" in inside("search", "CHIPS Act").stderr


def test_a_place_abroad_is_told_in_json(inside: Nqpf) -> None:
    answer = json.loads(inside("search", "chips from taiwan", "--json").stdout)
    assert [said.split(" ")[0] for said in answer["not_here"]] == ["Taiwan"]
    assert "not_here" not in json.loads(inside("search", "chips", "--json").stdout)


def test_a_miss(inside: Nqpf) -> None:
    done = inside("search", "blorptastic")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'nqpf: no record holds "blorptastic".\n      try another word, or Chinese; nqpf list shows what there is\n'
    )
    empty = json.loads(inside("search", "blorptastic", "--json").stdout)
    assert (empty["kind"], empty["total"], empty["records"]) == ("mixed", 0, [])


@pytest.mark.parametrize(
    "option", [["--kind", "polices"], ["--since", "soon"], ["--limit", "0"], ["--region", "atlantis"]]
)
def test_a_value_that_does_not_exist_is_named(inside: Nqpf, option: list[str]) -> None:
    done = inside("search", "ai", *option)
    assert (done.returncode, done.stdout) == (1 if option[0] == "--region" else 2, "")
    assert len(done.stderr.splitlines()) in (1, 2)
    assert done.stderr.startswith("nqpf: ")


def test_words_are_needed(inside: Nqpf) -> None:
    assert inside("search").returncode == 2


@pytest.mark.parametrize(
    "typed",
    [
        ['"ai"'],
        ["NEAR(ai", "chips)"],
        ["ai*"],
        ["--", "-ai"],
        ["🚀", "ai"],
        ["ai\udcff"],
        ["算" * 10_000],
        ["'; --ai"],
    ],
    ids=ascii,
)
def test_nothing_typed_is_a_fault(inside: Nqpf, typed: list[str]) -> None:
    done = inside("search", *typed)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr and "unexpected" not in done.stderr


def test_matches_are_marked_on_a_terminal(inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = inside("search", "subsidies", "-n", "5", "-f", "table", "--no-pager").stdout
    assert "\x1b[1;4;33m" in shown or "\x1b[1;4m" in shown


@pytest.mark.parametrize("shown", ["html", "markdown"])
def test_matches_are_marked_in_a_document(inside: Nqpf, shown: str) -> None:
    mark = {"html": '<span class="match">Shenzhen</span>', "markdown": "**Shenzhen**"}[shown]
    assert mark in inside("search", "shenzhen", "-f", shown).stdout


def test_the_installed_program_finds_and_exits_well(nqpf: Nqpf) -> None:
    done = nqpf("search", "国发〔2025〕11号", "-n", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "china-2025-ai-plus-opinions" in done.stdout


def test_the_line_of_context_shows_the_words_and_the_amount_beside_them() -> None:
    """Not the first match, where the words and a sum stand together further on."""
    lead = "Vouchers are one of many instruments that cities of the delta have tried for years. "
    text = lead + "A computing voucher pays up to RMB 2 million a year to a firm."
    found = [(at.start(), at.end()) for at in re.finditer("(?i)vouchers?|computing", text)]
    shown = "".join(part if isinstance(part, str) else part.text for part in window(text, found))
    assert "computing voucher pays up to RMB 2 million" in shown
    for ending, lead in (("38 in all.", False), ("not before 2030.", True)):  # for a year nothing moves
        text = (
            f"The share of computing is told below, and how it has grown since then is told as well, {ending}"
        )
        shown = "".join(map(str, window(text, [(text.index("told"), text.index("told") + 4)])))
        assert ("computing" in shown) == lead


@pytest.mark.parametrize("columns", [58, 60, 62, 64])
def test_a_number_at_the_edge_of_the_line_keeps_what_it_counts(columns: int) -> None:
    text = "They mean to issue vouchers in every year and to pay 30 percent of any rent that firms may owe."
    parts = window(text, [(text.index("vouchers"), text.index(" in every"))], columns)
    assert "30 percent" in "".join(part if isinstance(part, str) else part.text for part in parts)


def test_a_measure_says_what_it_is_worth(inside: Nqpf) -> None:
    lines = inside("search", "computing voucher", "--kind", "incentive", "-n", "10").stdout.splitlines()
    told = [line for line in lines if line.startswith("  incentive · ")]
    assert len(told) == 10 and sum("%" in line or "RMB" in line for line in told) >= 7


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chips --region hong-kong --status in-force", "no record in Hong Kong that is in-force holds"),
        ("chips --status in-force", "records that are in-force"),
        ("zeppelins chips --status in-force", "No record that is in-force holds all"),
    ],
)
def test_one_record_is_and_several_are(inside: Nqpf, words: str, said: str) -> None:
    done = inside("search", *words.split())
    assert said in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "rent subsidy hefei",
            "No record of Hefei holds all of “rent subsidy hefei” (what it offers: nqpf inc",
        ),
        ("rent subsidy foreign company hefei", "; 8 records hold “rent subsidy”, the best first."),
        ("clinical trials wuxi", "“clinical trials” (anywhere: nqpf search 'clinical trials')."),
        ("hydrogen trucks subsidy Foshan 2026", "; 1 record holds all but “subsidy” and “2026”."),
        ("clinical trials suzhou", "sip-frontier-clinical-research · without “clinical trials”"),
        (
            "以旧换新 NEV subsidy 2025 how much",
            "china-special-bonds-equipment-2026 · without “NEV” and “2025”",
        ),
        ("carbon border tax", "; 3 records hold all but “carbon”, the best first."),
        ("strategic emerging industries 2010 decision", "showing 5 without “2010” and “decision”"),
        ("trillion yuan venture fund march 2025", "march 2025”; without the month: “trillion yuan venture"),
        ("exchange rate shenzhen", "hold all but “shenzhen”"),
        ("合肥 芯片补贴", "records of wider places hold “芯片” and “补贴”, the best first"),
    ],
)
def test_what_falls_out_of_the_words_is_said(typed: str, said: str, inside: Nqpf) -> None:
    assert said in " ".join(inside("search", typed).stdout.split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("863 program Deng four scientists", "“863” stands nowhere. nqpf search program Deng four"),
        ("chem park 化工园区 认定 relocation", "showing 5 without “park” and “认定”."),
        ("chem plants", "“chem” stands nowhere. Words like it: chemicals."),
    ],
)
def test_what_tells_and_stands_nowhere_is_not_filled_up_with_common_words(
    typed: str, said: str, inside: Nqpf
) -> None:
    done = inside("search", typed)
    assert said in " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize("typed", ["nqpf definition", "新質生產力 定義", "新质生产力的含义"])
def test_who_asks_what_a_word_means_is_led_to_what_tells_it(typed: str, inside: Nqpf) -> None:
    told = inside("search", typed).stdout
    assert "nqpf define new-quality-productive-forces tells what it means." in told
    assert "what-it-means" in told
    assert "tells what it means" not in inside("search", "nqpf").stdout


def test_a_count_is_that_of_what_is_shown(inside: Nqpf) -> None:
    """Of wider places alone, where these are what was counted: others hold the words as well."""
    for place in ("Shenzhen", "Wuxi"):
        told = inside("search", "clinical trials", place).stdout
        assert f"No record of {place}" in told and "1 record of wider places holds" in " ".join(told.split())
    told = inside("search", "clinical trials", "wuxi", "--sector", "biomedicine").stdout
    assert "1 record of wider places holds" in " ".join(told.split())
    assert "2 records hold part of it" in inside("search", "chip war", "--sector", "ai").stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("trillion yuan venture fund 2025", "2025” in 5 records\n"),
        ("hydro subsidies", "” in 1 record, by another name"),
    ],
)
def test_of_a_word_in_another_form_nothing_is_said_and_of_one_way_no_count(
    typed: str, said: str, inside: Nqpf
) -> None:
    assert said in inside("search", typed).stdout
