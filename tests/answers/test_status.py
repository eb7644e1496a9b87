"""What a measure is worth on a day: the rules in their order, and bounds that include their day."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index import fulltext
from nqpf_cli.index.derive import derive, state_of, touched_by
from nqpf_cli.index.sql_filters import stands
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model.dates import add_days
from nqpf_cli.wording.status import (
    BEGINNINGS,
    IN_FORCE,
    ORDER,
    PRINTED,
    SHOWN,
    age_words,
    code_of,
    counted,
    soon_days,
    status,
)

SOON = 90
DAY = "2026-11-25"
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2150, 1, 1)).map(lambda day: day.isoformat())
DERIVED = st.fixed_dictionaries(
    {},
    optional={
        "draft": st.just(True), "standing": st.just(True), "lapses": st.integers(1, 10), "year": st.integers(2000, 2030),
        "replaced": st.sampled_from([True, "its-successor"]), "seen": st.just("2025-01"),
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "derived", "code", "words"),
    [
        (None, "2029-04-30", {"until": "2029-04"}, "in-force", "in force to April 2029"),
        (None, "2026-12-31", {"until": "2026"}, "ends-soon", "ends 2026"),
        (None, None, {"standing": True}, "standing", "no end set"),
        ("2027-01-01", None, {"from": "2027"}, "not-yet", "starts 2027"),
        ("2027-01-01", None, {"from": "2027", "draft": True}, "draft", "draft"),
        (None, "2026-11-24", {"until": "2026-11-24"}, "ended", "ended 24 November 2026"),
        (
            None,
            "2026-11-24",
            {"until": "2026-11-24", "replaced": "x"},
            "replaced",
            "replaced 24 November 2026",
        ),
        (None, None, {"replaced": True, "standing": True}, "replaced", "replaced, date not stated"),
        (
            None,
            "2029-01-01",
            {"until": "2029-01-01", "replaced": "x"},
            "in-force",
            "in force to 1 January 2029",
        ),
        (None, None, {"year": 2020, "lapses": 5}, "presume-lapsed", "over five years old, no end found: ask"),
        (None, None, {"year": 2021, "lapses": 5}, "end-not-read", "no end date found (text of 2021)"),
        (None, None, {"year": 2010}, "end-not-read", "no end date found (text of 2010)"),
        (
            None,
            None,
            {"year": 2025, "seen": "2025-01"},
            "end-not-read",
            "no end date found, in use January 2025",
        ),
        (None, None, {}, "end-not-read", "no end date found (year not stated)"),
        (None, None, {"year": 2024, "paged": True}, "end-not-read", "no end date found (page of 2024)"),
    ],
)
def test_the_first_rule_that_fits(
    first: str | None, last: str | None, derived: dict, code: str, words: str
) -> None:
    told = status(first, last, derived, DAY, SOON)
    assert (told.code, told.words) == (code, words)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2027-06-30", "ends-soon"),
        ("2027-07-01", "ended"),
        ("2027-04-01", "ends-soon"),
        ("2027-03-31", "in-force"),
    ],
)
def test_a_bound_includes_its_day_and_soon_is_ninety_days(on: str, code: str) -> None:
    assert status(None, "2027-06-30", {"until": "2027-06-30"}, on, SOON).code == code


def test_a_first_day_counts() -> None:
    assert status("2026-11-25", None, {"from": "2026-11-25"}, "2026-11-24", SOON).code == "not-yet"
    assert status("2026-11-25", None, {"from": "2026-11-25"}, "2026-11-25", SOON).code == "end-not-read"


@given(DAYS, DAYS, DERIVED, st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat()))
def test_silence_is_never_taken_for_validity(
    first: str | None, last: str | None, derived: dict, on: str
) -> None:
    derived = derived | ({"until": last} if last else {}) | ({"from": first} if first else {})
    told = status(first, last, derived, on, SOON)
    assert told.code in ORDER
    if told.code in IN_FORCE:
        assert last is not None or derived.get("standing")
        assert last is None or last >= on
    if told.code in ("ended", "draft", "not-yet"):
        assert told.code not in SHOWN


@given(DAYS, DERIVED)
def test_a_successor_is_named_only_where_one_is(last: str | None, derived: dict) -> None:
    told = status(None, last, derived | ({"until": last} if last else {}), DAY, SOON)
    assert told.replaced_by == (derived["replaced"] if derived.get("replaced") == "its-successor" else None)


PLAIN, TRIAL = "shanghai-2025-ai-application-measures", "suzhou-2024-low-altitude-measures"


@pytest.mark.parametrize(
    ("region", "policy", "instrument", "year", "words"),
    [
        # A rule that caps the life of documents holds in the places inside, and a trial lives as long as the rule says.
        ("changsha", PLAIN, "grant", "2020", "over five years old, no end found: ask"),
        ("changsha", PLAIN, "grant", "2021", "no end date found (text of 2021)"),
        ("changsha", TRIAL, "grant", "2023", "over two years old, no end found: ask"),
        ("changsha", TRIAL, "grant", "2024", "no end date found (text of 2024)"),
        ("xian", TRIAL, "grant", "2020", "over five years old, no end found: ask"),
        ("xian", TRIAL, "grant", "2021", "no end date found (text of 2021)"),
        # A rule that has old documents evaluated ends none.
        ("guangdong", PLAIN, "grant", "2010", "no end date found (text of 2010)"),
        ("shenzhen", TRIAL, "grant", "2010", "no end date found (text of 2010)"),
        # Without a rule, the general presumption; and what that leaves alone stays so under a rule.
        ("shanghai", PLAIN, "grant", "2020", "over five years old, no end found: ask"),
        ("shanghai", TRIAL, "grant", "2023", "no end date found (text of 2023)"),
        ("changsha", PLAIN, "tax-relief", "2010", "no end date found (text of 2010)"),
        ("china", PLAIN, "grant", "2010", "no end date found (text of 2010)"),
        ("hong-kong", PLAIN, "grant", "2010", "no end date found (text of 2010)"),
    ],
)
def test_age_counts_by_the_rule_of_the_place(
    facts: FactSet, region: str, policy: str, instrument: str, year: str, words: str
) -> None:
    measure = {"region": region, "policy": policy, "instrument": instrument, "valid_from": year}
    assert ("试行" in facts.records[policy].record["title_zh"]) is (policy == TRIAL)
    derived = derive(facts, "incentive", measure, f"{year}-01-01")
    assert status(f"{year}-01-01", None, derived, DAY, SOON).words == words


def test_what_a_rule_of_a_pack_decides_rests_on_that_pack() -> None:
    links = {
        "measure": [("region", "town")],
        "town": [("parent", "land")],
        "land": [("document_rule", "rule")],
    }
    assert touched_by({"rule": "acme"}, links)["measure"] == ["acme"]


def test_the_days_are_those_of_the_dataset(facts: FactSet) -> None:
    assert soon_days(facts.dataset) == SOON


@given(DAYS, DAYS, DERIVED)
def test_the_words_that_are_printed_can_be_typed(first: str | None, last: str | None, derived: dict) -> None:
    derived = derived | ({"until": last} if last else {}) | ({"from": first} if first else {})
    told = status(first, last, derived, DAY, SOON)
    for typed in (told.code, told.words, told.words.upper(), told.words.replace(" ", "-")):
        assert code_of(typed) == told.code


def test_words_to_type_mean_their_code_and_other_words_none() -> None:
    for code in ORDER:
        assert code_of(PRINTED.get(code, code).replace("{age}", "five")) == code
    assert set(BEGINNINGS.values()) >= {*PRINTED, "ended", "replaced", "in-force", "ends-soon"}
    assert {code_of(text) for text in ("", "end", "no end", "lapsed", "inforce")} == {""}


def test_several_that_are_presumed_lapsed_are_told_by_their_age_where_it_is_one() -> None:
    five, two = (
        {"status": {"code": "presume-lapsed", "words": f"over {age} years old, no end found: ask"}}
        for age in ("five", "two")
    )
    assert counted({"presume-lapsed": 2}, age_words([five, five])) == ["2 over five years old"]
    assert "years old" not in age_words([five, two])


def test_a_search_takes_to_stand_so_what_has_that_status() -> None:
    """Every way in which what a status depends on can be combined, by the rule in Python and by that in SQL."""
    firsts, lasts = (
        (None, "2020-01-01", DAY, "2027-01-01"),
        (None, "2026-11-24", DAY, "2027-02-23", "2027-02-24"),
    )
    said: list[dict[str, int]] = [
        {},
        {"year": 2020, "lapses": 5},
        {"year": 2021, "lapses": 5},
        {"year": 2020},
        {"lapses": 5},
    ]
    flags = [
        dict.fromkeys(some, True)
        for many in range(4)
        for some in combinations(("draft", "replaced", "standing"), many)
    ]
    every = [
        (first, last, {"from": "2027", **one, **known})
        for first in firsts
        for last in lasts
        for one in flags
        for known in said
    ]
    connection = sqlite3.connect(":memory:")
    connection.executescript(fulltext.TABLES)
    connection.executemany(
        "INSERT INTO scope VALUES (?, 'incentive', NULL, NULL, NULL, 1, ?, ?, ?, ?, NULL)",
        [(n, first, last, *state_of(derived)) for n, (first, last, derived) in enumerate(every)],
    )
    connection.execute(
        "INSERT INTO scope VALUES (-1, 'term', NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL)"
    )
    states = [status(first, last, derived, DAY, SOON) for first, last, derived in every]

    def found(codes: Collection[str], span: Sequence[str] = ()) -> list[int]:
        text, values = stands(codes, DAY, add_days(DAY, SOON), span)
        return [
            n for (n,) in connection.execute(f"SELECT n FROM scope WHERE scope.{text} ORDER BY n", values)
        ]

    for code in ORDER:
        assert found([code]) == [n for n, state in enumerate(states) if state.code == code] != []
    ends = [n for n, state in enumerate(states) if state.ends_between("2027-01-01", "2027-12-31")]
    assert found(ORDER, ("2027-01-01", "2027-12-31")) == ends != []
