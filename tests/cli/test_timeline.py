"""`nqpf timeline` as a user runs it."""

import json

import pytest

from nqpf_cli import load
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import dates
from nqpf_cli.pages.common import followed
from tests.conftest import Nqpf


def records(nqpf: Nqpf, *args: str) -> list[dict]:
    return json.loads(nqpf("timeline", "--json", *args).stdout)["records"]


def test_without_a_filter_the_milestones_alike_for_people_and_scripts(nqpf: Nqpf) -> None:
    told = " ".join(nqpf("timeline").stdout.split())
    given = json.loads(nqpf("timeline", "--json").stdout)
    assert all(record["milestone"] for record in given["records"])
    assert given["count"] == given["total"] == len(given["records"])
    assert f"{given['count']} milestones of " in told
    for record in given["records"]:
        assert record["title"] in told


def test_all_shows_more_than_the_milestones(nqpf: Nqpf) -> None:
    assert len(records(nqpf, "--all")) > 5 * len(records(nqpf))


def test_a_filter_shows_all_that_match_not_only_milestones(nqpf: Nqpf) -> None:
    found = records(nqpf, "--since", "2026")
    assert any("milestone" not in record for record in found)
    assert all(record["date"] >= "2026" for record in found)


def test_until_a_month_takes_the_whole_month(nqpf: Nqpf) -> None:
    dates = [record["date"] for record in records(nqpf, "--since", "2024-05", "--until", "2024-06")]
    assert dates
    assert {date[:7] for date in dates} == {"2024-05", "2024-06"}
    assert any(len(date) == 7 for date in dates), "an event known by its month alone belongs to the month"


def test_a_month_comes_after_its_days(nqpf: Nqpf) -> None:
    june = [record["date"] for record in records(nqpf, "--since", "2024-06", "--until", "2024-06")]
    precise = [date for date in june if len(date) == 10]
    assert june == [*sorted(precise), *(date for date in june if len(date) == 7)]


@pytest.mark.parametrize("more", ["", "--chart", "--actor miit --category law", "--region tibet --chart"])
def test_every_page_of_a_span_says_from_when_it_counts(inside: Nqpf, more: str) -> None:
    page = " ".join(inside("timeline", "--last", "90d", *more.split()).stdout.split())
    assert "counted back 90d from September 2026" in page


@pytest.mark.parametrize("line", ["-n 3", "--all -n 3", "--region shanghai -n 3"])
def test_a_part_of_the_events_says_from_which_end(inside: Nqpf, line: str) -> None:
    page = " ".join(inside("timeline", *line.split()).stdout.split())
    assert "showing 3 from the oldest on (--reverse from the newest)" in page
    assert "oldest" not in inside("timeline", *line.split(), "--reverse").stdout


def test_last_counts_back_from_where_events_end_and_says_so(nqpf: Nqpf) -> None:
    found = records(nqpf, "--last", "90d")
    assert found
    assert min(record["date"] for record in found if len(record["date"]) == 10) >= "2026-07-02"
    said = " ".join(nqpf("timeline", "--last", "90d").stdout.split())
    assert "counted back 90d from September 2026, up to which events were followed" in said


def test_a_region_includes_what_lies_inside_it_where_that_is_asked_for(nqpf: Nqpf) -> None:
    for record in records(nqpf, "--region", "shanghai"):
        assert "shanghai" in (record["region"], *record.get("places", ()))
    places = {record["region"] for record in records(nqpf, "--region", "shanghai", "--with-children")}
    assert "shanghai" in places
    assert "lingang" in places
    assert "beijing" not in places


@pytest.mark.parametrize("place", ["哈尔滨", "东北"])
def test_a_national_event_belongs_to_the_place_where_it_was_held_and_is_counted_once(
    inside: Nqpf, place: str
) -> None:
    symposium = "china-2023-09-07-northeast-symposium"
    asked = ["timeline", "--format", "json", "--region", place]
    here, wider = (json.loads(inside(*asked, *more).stdout)["records"] for more in ([], ["--with-parents"]))
    assert [one["id"] for one in here].count(symposium) == 1
    assert [one["id"] for one in wider].count(symposium) == 1
    said = " ".join(inside("timeline", "--region", place).stdout.split())
    assert f"{sum(one['region'] == 'china' and one not in here for one in wider)} of China" in said.replace(
        " events", ""
    )
    found = json.loads(inside("search", "symposium", "--region", place, "--format", "json").stdout)
    assert symposium in [one["id"] for one in found["records"]]


def test_an_event_of_a_year_is_no_news_of_what_came_after_its_pages(inside: Nqpf) -> None:
    """Beijing's data list is dated 2026 and told on a page of 19 August."""
    asked = ["timeline", "--format", "json", "--region", "beijing", "--since"]
    for since, held in (("2026-08-19", True), ("2026-08-20", False), ("2026-11", False)):
        found = json.loads(inside(*asked, since).stdout)["records"]
        assert ("beijing-2026-data-negative-list-citywide" in [one["id"] for one in found]) is held


def test_an_actor_by_abbreviation_name_or_part(nqpf: Nqpf) -> None:
    by_short = [record["id"] for record in records(nqpf, "--actor", "MIIT")]
    by_name = [
        record["id"] for record in records(nqpf, "--actor", "Ministry of Industry and Information Technology")
    ]
    assert by_short
    assert set(by_name) <= set(by_short)


def test_reverse_and_limit_are_no_filters(nqpf: Nqpf) -> None:
    whole = [record["id"] for record in records(nqpf)]
    part = json.loads(nqpf("timeline", "--json", "--reverse", "--limit", "3").stdout)
    assert [record["id"] for record in part["records"]] == whole[::-1][:3]
    assert (part["count"], part["total"]) == (3, len(whole))


def test_long_adds_what_happened_the_id_and_the_pages(nqpf: Nqpf) -> None:
    event = records(nqpf, "--since", "2024-06", "--until", "2024-06", "--region", "lingang")[0]
    told = nqpf(
        "timeline", "--since", "2024-06", "--until", "2024-06", "--region", "lingang", "--long"
    ).stdout
    flat = " ".join(told.split())
    assert event["summary"] in flat
    assert event["id"] in flat
    assert event["sources"][0]["publisher"] in flat


def test_nothing_found_says_what_was_searched_and_how_to_widen(nqpf: Nqpf) -> None:
    done = nqpf("timeline", "--since", "1990", "--until", "1991")
    assert done.returncode == 1
    assert done.stdout.startswith("None of ") and "matches: --since 1990 --until 1991." in done.stdout
    assert "nqpf timeline --all" in done.stdout
    empty = json.loads(nqpf("timeline", "--since", "1990", "--until", "1991", "--json").stdout)
    assert (empty["count"], empty["records"]) == (0, [])


def test_mistakes_are_one_or_two_plain_lines(nqpf: Nqpf) -> None:
    for args, words in [
        (["--since", "soon"], "--since"),
        (["--last", "a while"], "--last"),
        (["--category", "speach"], "Nearest: speech"),
        (["--region", "lingong"], "Nearest: lingang"),
        (["--limit", "0"], "limit"),
        (["--nonsense"], "nonsense"),
    ]:
        done = nqpf("timeline", *args)
        assert done.returncode == (1 if "lingong" in args else 2), args
        assert words in done.stderr, args
        assert len(done.stderr.splitlines()) <= 2, done.stderr
        assert done.stdout == ""


@pytest.mark.parametrize(
    "line",
    [
        "",
        "timeline",
        "timeline --chart",
        "timeline --since 2099",
        "brief lingang",
        "export - -f md --region hetao",
    ],
)
def test_how_far_events_go_is_told_in_one_phrase_with_the_newest(
    line: str, inside: Nqpf, facts: FactSet
) -> None:
    newest = max(one.record["date"] for one in facts.records.values() if one.kind == "event")
    covered = dates.long_words(facts.dataset["covers_until"])
    told = " ".join(inside(*line.split()).stdout.replace("*", "").split())
    assert told.count(f"followed week by week to {covered}") == 1
    assert newest > dates.bounds(facts.dataset["covers_until"])[1], "else the phrase names no newest event"
    assert f"to {covered} (newest: {dates.long_words(newest)})" in told


def test_facts_without_an_event_after_the_covered_month_name_no_newest() -> None:
    dataset = {"covers_until": "2026-09"}
    for newest in ({}, {"newest_event": "2026-09-30"}, {"newest_event": "2026-09"}):
        assert followed(dataset | newest) == "followed week by week to September 2026"


def test_a_sector_is_what_an_event_names(inside: Nqpf) -> None:
    def ids(*typed: str) -> list[str]:
        return [one["id"] for one in json.loads(inside(*typed, "--json").stdout)["records"]]

    found = ids("timeline", "-s", "low-altitude")
    assert {"2026-01-shanghai-low-altitude-measures"} < {*found} < {*ids("timeline", "--all")}
    assert found == ids("list", "events", "--sector", "drones") == ids("timeline", "--sector", "低空经济")
    both, robots = ids("timeline", "-s", "low-altitude,robots"), ids("timeline", "-s", "robots")
    assert {*both} == {*found, *robots} and len(both) < len(found) + len(robots)
    assert {*ids("timeline", "-s", "robots", "--since", "2026")} < {*robots}
    assert found == [one["id"] for one in load().timeline(sector="low-altitude").records]
    none = " ".join(inside("timeline", "-s", "robots", "--until", "2022").stdout.split())
    assert "matches: --until 2022 --sector robots." in none
    assert "--sector has no" in inside("timeline", "-s", "roboots").stderr


def test_days_that_were_meant_by_words_are_told(inside: Nqpf) -> None:
    """Who types how long ago should see the day that it was counted to, in the list and where nothing matches."""
    told = " (from 25 November 2024)"
    assert inside("timeline", "--since", "two years ago").stdout.splitlines()[0].endswith(told)
    assert told in inside("list", "events", "--since", "two years ago").stdout.splitlines()[0]
    nothing = inside("timeline", "--since", "yesterday", "--until", "yesterday").stdout
    assert "--until yesterday (on 24 November 2026)." in " ".join(nothing.split())
    for plain in ("2024", "2024-11", "2024/11/3", "Nov 2024", "3 Nov 2024", "2024年11月", "20241103"):
        assert "(from" not in inside("timeline", "--since", plain).stdout, plain


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("end of 2024", "1 December 2024"), ("spring 2024", "1 March 2024"), ("2024年下半年", "1 July 2024"),
        ("mid 2025", "1 May 2025"), ("Q2 2024", "1 April 2024"), ("去年", "1 January 2025"),
    ],
)  # fmt: skip
def test_words_that_hold_a_year_are_told_as_they_were_read(typed: str, told: str, inside: Nqpf) -> None:
    for line in (["timeline"], ["list", "events"]):
        assert f" (from {told})" in inside(*line, "--since", typed).stdout.splitlines()[0]
    assert f" (from {told})" in inside("timeline", "--since", typed, "--until", "2026").stdout.splitlines()[0]


def test_a_period_that_begins_before_all_events_says_when_they_begin(inside: Nqpf) -> None:
    told = "The first event here is of 20 August 2019."
    assert told in inside("timeline", "--since", "1978", "--reverse").stdout
    assert told in inside("timeline", "--since", "1978", "--until", "2000").stdout
    for span in (["--since", "2024"], ["--until", "2024"], []):
        assert "The first event here" not in inside("timeline", *span).stdout
