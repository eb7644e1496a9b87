"""`nqpf explain` as a user runs it."""

import json
import re
from pathlib import Path

import pytest

from nqpf_cli.loading.load import FactSet
from nqpf_cli.model.citations import cited
from tests.conftest import Nqpf


def topics(facts: FactSet) -> list[dict]:
    return sorted(
        (loaded.record for loaded in facts.records.values() if loaded.kind == "topic"),
        key=lambda topic: topic["order"],
    )


def test_without_a_topic_the_contents_in_order(inside: Nqpf, facts: FactSet) -> None:
    told = " ".join(inside("explain").stdout.split())
    places = [told.index(f"{topic['title']} {topic['id']}") for topic in topics(facts)]
    assert places == sorted(places)
    assert all(topic["summary"] in told for topic in topics(facts))
    assert "[1]" not in told


@pytest.mark.parametrize("typed", ["2", "what-comes", "What comes", "what-c", "WHAT COM", "comes"])
def test_a_section_by_number_id_title_or_their_beginning(inside: Nqpf, small: Path, typed: str) -> None:
    assert inside("explain", *typed.split()).stdout.startswith("2  What comes\n")


def test_what_begins_two_sections_names_both(inside: Nqpf, small: Path) -> None:
    done = inside("explain", "what")
    assert done.returncode == 1
    assert '"what" may be any of what-it-is (1), what-comes (2)' in done.stderr


def test_several_numbers_are_several_sections(inside: Nqpf) -> None:
    for typed in ("4 7", "4,7", "4、7"):
        records = json.loads(inside("explain", *typed.split(), "--json").stdout)["records"]
        assert [one["order"] for one in records] == [4, 7]
    assert "4  What" in inside("explain", "4", "7").stdout


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("what does it mean for foreign companies?", "private-and-foreign-capital"), ("origins", "entry-into-policy"),
        ("批评", "limits-and-open-questions"), ("定义", "what-it-means"), ("馬克思", "marxist-roots"),
        ("opinons", "what-the-opinions-ask"),
        ("risks", "limits-and-open-questions"), ("risk", "limits-and-open-questions"),
        ("history", "entry-into-policy"), ("results", "targets-and-outcomes"), ("local", "limits-and-open-questions"),
        ("city", "how-places-act"),
    ],
)  # fmt: skip
def test_a_section_by_its_chinese_title_or_its_text(inside: Nqpf, typed: str, section: str) -> None:
    answer = json.loads(inside("explain", *typed.split(), "--json").stdout)
    assert [one["id"] for one in answer["records"]] == [section]
    said = inside("explain", *typed.split()).stdout
    assert ("No section is called" in said) == ("searched" in answer)


def test_what_no_section_holds_is_missed(inside: Nqpf) -> None:
    done = inside("explain", "socks")
    assert done.returncode == 1
    assert 'no topic "socks"' in done.stderr
    assert json.loads(inside("explain", "socks", "--json").stdout)["records"] == []


def test_every_section_of_the_explainer_lays_out_with_no_id_left_in_brackets(
    inside: Nqpf, facts: FactSet
) -> None:
    for topic in topics(facts):
        told = inside("explain", topic["id"]).stdout
        body, _, references = told.partition("\nReferences\n")
        numbers = {int(found) for found in re.findall(r"\[(\d+)\]", body)}
        for first, last in re.findall(r"\[(\d+)\] to \[(\d+)\]", " ".join(body.split())):
            numbers |= {*range(int(first), int(last))}
        ids = list(dict.fromkeys(cited(topic["body"])))
        assert numbers == set(range(1, len(ids) + 1)), topic["id"]
        flat = " ".join(references.split())
        for number, name in enumerate(ids, 1):
            loaded = facts.records[name]
            # Addresses and ids longer than a line break.
            mark = loaded.record["publisher"] if loaded.kind == "source" else name[:30]
            assert mark in flat, f"{topic['id']}: [{number}] {name}"
        assert not re.search(r"\[[a-z]", body), topic["id"]
        assert "| ---" not in told


def test_the_whole_numbers_through_and_gives_each_reference_once(inside: Nqpf, facts: FactSet) -> None:
    told = inside("explain", "--all").stdout
    assert told.count("\nReferences\n") == 1
    every = dict.fromkeys(name for topic in topics(facts) for name in cited(topic["body"]))
    assert f"[{len(every)}]" in told
    assert f"[{len(every) + 1}]" not in told
    for topic in topics(facts):
        assert f"{topic['order']}  {topic['title']}" in told


def test_sources_under_each_record_on_demand(inside: Nqpf, small: Path) -> None:
    assert "https://example.org/vouchers" not in inside("explain", "1").stdout
    assert "https://example.org/vouchers" in inside("explain", "1", "--sources").stdout


def test_tables_and_lists_in_markdown_again(inside: Nqpf, small: Path) -> None:
    told = inside("explain", "1", "--format", "markdown").stdout
    assert "| --- | --- | --- |" in told
    assert "**Computing power**" in told
    assert "one thing that is longer than a line" in told


def test_data_is_the_topic_as_written(inside: Nqpf, small: Path) -> None:
    record = json.loads(inside("explain", "1", "--json").stdout)["records"][0]
    assert "[computing-power, computing-voucher," in record["body"]
    assert record["sources"][0]["id"] == "gazette-plan"
    assert json.loads(inside("explain", "--json").stdout)["count"] == 2


def test_a_topic_and_all_do_not_go_together(inside: Nqpf) -> None:
    assert inside("explain", "1", "--all").returncode == 2


def test_a_section_found_by_its_text_shows_first_the_passage_that_says_most(inside: Nqpf) -> None:
    page = inside(*["explain", "how", "is", "it", "differnt", "from", "made", "in", "china", "2025"]).stdout
    first, _, section = page.partition("\n\n")
    assert "Where: " in first
    assert "Made in China 2025, a plan of May 2015" in first
    assert "Made in China 2025, a plan of May 2015" in section
    assert "Where: " not in inside("explain", "4").stdout


@pytest.mark.parametrize(
    ("typed", "sides"),
    [
        (
            "difference between high quality development and new productive forces",
            ["high-quality-development", "new-quality-productive-forces"],
        ),
        ("NQPF vs supply-side reform", ["new-quality-productive-forces", "supply-side-structural-reform"]),
        ("新质生产力和高质量发展的区别", ["new-quality-productive-forces", "high-quality-development"]),
    ],
)
def test_of_two_terms_held_against_each_other_both_are_led_to(
    typed: str, sides: list[str], inside: Nqpf
) -> None:
    told = inside("explain", typed).stdout
    each = " · ".join(f"nqpf define {one}" for one in sides)
    assert f"Each by itself: {each}" in " ".join(told.split())
    assert "; ".join(f"nqpf define {one}" for one in sides) in inside("define", typed).stderr


def test_where_no_section_holds_both_terms_none_is_shown(inside: Nqpf) -> None:
    done = inside("explain", "difference between patient capital and the Big Fund")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nqpf define patient-capital; nqpf define big-fund" in done.stderr
    assert "Each by itself" not in inside("explain", "patient capital and robots").stdout


@pytest.mark.parametrize(
    "typed", ["why state funds tolerate losses", "losses of state funds", "patient capital and robots"]
)
def test_a_section_that_says_few_of_the_words_in_one_place_is_not_about_them(
    typed: str, inside: Nqpf
) -> None:
    done = inside("explain", *typed.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert f'no topic "{typed}". No section is about it.' in done.stderr
    assert re.search(rf"nqpf search '?{typed}", done.stderr)
    assert json.loads(inside("explain", typed, "--json").stdout)["records"] == []


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("how do local governments carry it out", 9), ("criticism of industrial policy", 12), ("地方怎么做", 9),
        ("role of private firms", 10), ("total factor productivity slogan", 1), ("is it marxist", 2),
    ],
)  # fmt: skip
def test_loose_words_that_most_of_a_passage_answers_lead_to_its_section(
    typed: str, section: int, inside: Nqpf
) -> None:
    assert f"\n\n{section}  " in inside("explain", typed).stdout
