"""What a brief is about, and the questions it asks."""

import re

import pytest

from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.brief import OLD, PAGE, QUESTIONS, BriefQuery, _open_questions, brief, subject_of
from nqpf_cli.questions.incentives import IncentivesQuery, incentives
from nqpf_cli.wording import evidence
from tests.conftest import TODAY, Nqpf


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        (BriefQuery("临港"), "region", "lingang"),
        (BriefQuery("lin-gang special area"), "region", "lingang"),
        (BriefQuery("patient capital"), "term", "patient-capital"),
        (BriefQuery("AI"), "term", "artificial-intelligence"),
        (BriefQuery("low altitude"), "sector", "low-altitude"),
        (BriefQuery("光伏"), "sector", "new-energy"),
        (BriefQuery(measures=IncentivesQuery(sector=["ai"])), "sector", "ai"),
        (BriefQuery("shenzhen", IncentivesQuery(sector=["ai"])), "region", "shenzhen"),
    ],
)
def test_what_is_meant(store: Store, asked: BriefQuery, kind: str, name: str) -> None:
    subject = brief(store, asked, TODAY).subject
    assert (subject.kind, subject.id) == (kind, name)


def test_a_term_that_names_a_sector_brings_its_measures(store: Store) -> None:
    assert subject_of(store, "AI", []).sectors == ["ai"]
    records = brief(store, BriefQuery("AI"), TODAY).measures
    assert records
    assert all("ai" in record["sectors"] for record in records)


def test_a_place_is_narrowed_as_incentives_narrows_it(store: Store) -> None:
    chosen = IncentivesQuery((), ["ai"], ["sme"], with_parents=True)
    narrowed = brief(store, BriefQuery("shanghai", chosen), TODAY).measures
    offered = incentives(
        store, IncentivesQuery(["shanghai"], ["ai"], ["sme"], with_parents=True), TODAY
    ).records
    assert [record["id"] for record in narrowed] == [record["id"] for record in offered]


def test_records_say_their_kind_and_stand_once(store: Store) -> None:
    result = brief(store, BriefQuery("lingang"), TODAY)
    ids = [record["id"] for record in result.answer.records]
    assert len(set(ids)) == len(ids) == result.answer.total
    assert {record["record_kind"] for record in result.answer.records} >= {
        "incentive",
        "policy",
        "target",
        "event",
    }


def test_what_is_ended_is_counted_and_not_told(store: Store) -> None:
    result = brief(store, BriefQuery("lingang"), "2029-05-01")
    assert result.answer.left_out["ended"] >= 5
    assert all(record["status"]["code"] != "ended" for record in result.measures)


def test_everything_that_a_record_can_leave_open_has_a_question() -> None:
    asked: set[str] = set()
    for record in ({}, {"pool": {}}, {"cap": {"kind": "ceiling", "group": "g"}}, {"rate_percent": 5}):
        asked |= set(evidence.questions(record, {"share_paid": True}))
    assert asked == set(QUESTIONS)


def test_the_questions_of_a_measure() -> None:
    pages = {"a": {"kind": "secondary"}, "b": {"kind": "primary"}}
    record = {"ask": ["the rate", "the end"], "status": {"code": "presume-lapsed"}, "sources": ["a"]}
    assert _open_questions(record, pages) == [
        OLD, QUESTIONS["the rate"], QUESTIONS["the end"], PAGE,
    ]  # fmt: skip
    record = {"ask": [], "status": {"code": "in-force"}, "sources": ["a", "b"]}
    assert _open_questions(record, pages) == []


def test_a_name_that_nothing_bears(store: Store) -> None:
    with pytest.raises(NqpfError) as fault:
        subject_of(store, "xyzzy", [])
    assert fault.value.code == 1
    with pytest.raises(NqpfError) as fault:
        brief(store, BriefQuery(measures=IncentivesQuery(sector=["aii"])), TODAY)
    assert fault.value.code == 2


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (BriefQuery("machine tools"), "machine.tool"),
        (BriefQuery("工业母机"), "machine.tool"),
        (BriefQuery("hydrogen"), "hydrogen"),
        (
            BriefQuery(measures=IncentivesQuery(sector=["drones"])),
            "low.altitude|drone|evtol|urban air mobility",
        ),
    ],
)
def test_what_is_called_after_the_subject_comes_before_what_includes_it(
    store: Store, asked: BriefQuery, name: str
) -> None:
    titles = [record["title"] for record in brief(store, asked, TODAY).measures]
    called = [bool(re.search(name, title, re.IGNORECASE)) for title in titles]
    assert True in called
    assert called == sorted(called, reverse=True)


def test_a_sheet_leads_with_what_is_called_after_the_subject(inside: Nqpf) -> None:
    page = inside("brief", "machine tools", "--short").stdout
    rows = [line for line in page.partition("best founded")[2].splitlines() if line.startswith("**")]
    assert len(rows) > 2
    assert "machine-tool makers" in rows[0] and "machine-tool makers" in rows[1]
