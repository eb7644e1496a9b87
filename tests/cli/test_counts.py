"""What is counted is all that matches, whatever part of it a limit leaves on the page; spans are those that were asked."""

import json

import pytest

from nqpf_cli.model import dates
from tests.conftest import Nqpf

LIMITED = [
    "incentives shenzhen",
    "incentives shenzhen --with-parents --with-children",
    "incentives -r shenzhen -r lingang",
    "incentives lingang --for foreign-invested",
    "incentives lingang --sort amount",
    "incentives --expiring 200d",
    "timeline",
    "timeline --all",
    "timeline --since 2026 --reverse",
    "list terms",
    "list actors --type ministry",
    "list policies --since 2025 --status in-force",
    "list figures",
    "list regions --region guangdong --with-children",
    "list policies --region lingang --with-parents",
    "search computing vouchers",
    "search lin",
    "search xyzzy computing",
    "search shan",
]


@pytest.mark.parametrize("line", LIMITED)
def test_counts_are_of_all_that_matches(inside: Nqpf, line: str) -> None:
    many = ["-n", "200"] if line.startswith("search") else []
    whole, cut = (json.loads(inside(*line.split(), *n, "--json").stdout) for n in (many, ["-n", "1"]))
    assert (cut["count"], cut["total"]) == (1, whole["total"])
    assert whole["total"] > 1
    every, first = (" ".join(inside(*line.split(), *n).stdout.split()) for n in (many, ["-n", "1"]))
    counted = first.partition(", showing 1")[0][-10 if line.startswith("timeline") else -60 :]
    assert ", showing 1" in first
    assert any(map(str.isdigit, counted))
    assert counted in every


def test_a_place_of_which_a_limit_leaves_nothing_is_not_said_to_have_nothing(inside: Nqpf) -> None:
    told = inside("incentives", "-r", "shenzhen", "-r", "lingang", "-n", "1").stdout
    assert "nothing on record" not in told
    assert "Lingang New Area, " in told
    assert "showing 0" in told


@pytest.mark.parametrize(
    ("span", "words"), [("60d", "60 days"), ("1w", "1 week"), ("6 months", "6 months"), ("1Y", "1 year")]
)
def test_the_span_is_the_one_that_was_asked(inside: Nqpf, span: str, words: str) -> None:
    told = inside("incentives", "shenzhen", "--expiring", span).stdout
    assert f"within {words}" in told
    assert "90 days" not in told


def test_all_that_begin_so_are_counted(inside: Nqpf) -> None:
    """Names that begin alike are no more cut off at fifty before they are counted and filtered."""
    found = json.loads(inside("search", "shan", "-n", "500", "--json").stdout)
    assert found["records"][0]["matched"] == "begins"
    assert found["total"] == found["count"] > 50


@pytest.mark.parametrize("line", ["define NQPF", "show hefei", "list terms", "list actors", "explain 1"])
def test_an_empty_calendar_is_no_success(inside: Nqpf, line: str) -> None:
    done = inside(*line.split(), "-f", "ics")
    assert (done.returncode, "BEGIN:VEVENT" in done.stdout) == (1, False)
    assert "nothing here has a date" in done.stderr
    assert "-f ics" in done.stderr


def test_a_month_is_not_told_as_its_last_day(inside: Nqpf) -> None:
    """Where a record names a month, so do the table, the data and the calendar, which says what it worked out."""
    measures = json.loads(inside("list", "incentives", "--json").stdout)["records"]
    found = [one for one in measures if len(one["status"].get("until_stated", "")) == 7][:5]
    assert found
    for one in found:
        month, day = one["status"]["until_stated"], one["status"]["until"]
        assert (day[:7], day != month) == (month, True)
        page = " ".join(inside("show", one["id"]).stdout.split())
        assert dates.long_words(month) in page
        ics = inside("show", one["id"], "-f", "ics").stdout.replace("\n ", "")
        assert f"SUMMARY:Ends {dates.long_words(month)}" in ics


def test_json_says_what_it_leaves_out_as_the_page_does(inside: Nqpf) -> None:
    lingang = json.loads(inside("incentives", "lingang", "--json").stdout)
    assert (
        f"{lingang['left_out']['ended']} ended: nqpf incentives lingang --all"
        in inside("incentives", "lingang").stdout
    )
    assert "left_out" not in json.loads(inside("incentives", "lingang", "--all", "--json").stdout)
    short = json.loads(inside("timeline", "--json").stdout)
    every = json.loads(inside("timeline", "--all", "--json").stdout)
    assert short["left_out"] == {"no-milestone": every["total"] - short["total"]}
    assert "left_out" not in every
    brief = json.loads(inside("brief", "lingang", "--json").stdout)
    assert brief["left_out"]["ended"] == lingang["left_out"]["ended"]
