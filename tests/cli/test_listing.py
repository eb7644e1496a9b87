"""`nqpf list` as a user runs it, on the real facts."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from nqpf_cli import load
from nqpf_cli.model.names import fold
from nqpf_cli.questions.by_name import names_of_sectors
from nqpf_cli.questions.listing import TAKES
from nqpf_cli.questions.lookup import choices, states
from tests.conftest import Nqpf

PLURALS = {
    "event": "events", "term": "terms", "topic": "topics", "policy": "policies", "incentive": "incentives",
    "target": "targets", "figure": "figures", "position": "positions", "actor": "actors", "region": "regions",
    "source": "sources",
}  # fmt: skip
WORKS = {
    "region": "china", "since": "2024", "until": "2024", "category": "plan", "type": "primary", "level": "city",
    "about": "foreign", "actor": "State Council", "status": "in-force", "expiring": "9y", "on": "2025-01-01", "sector": "ai",
    "for": "sme", "instrument": "grant", "series": "china-gdp", "publisher": "xinhua",
    "policy": "lingang-2024-computing-power-measures",
}  # fmt: skip
"""A value that each option takes."""
OF_KIND = {
    "term": {"category": "concept"},
    "actor": {"type": "ministry"},
    "figure": {"type": "measured"},
    "target": {"policy": "china-2021-14th-five-year-plan-outline"},
}
"""Values where those of a kind differ."""


def records(inside: Nqpf, *args: str) -> list[dict]:
    return json.loads(inside("list", *args, "--json").stdout)["records"]


def ids(inside: Nqpf, *args: str) -> set[str]:
    """The ids alone: so many records are made whole in three times the work."""
    return {
        json.loads(line)["id"]
        for line in inside("list", *args, "--columns", "id", "-f", "jsonl").stdout.splitlines()
    }


WHOLE: dict[str, set[str]] = {}


def whole_of(inside: Nqpf, kind: str) -> set[str]:
    """The ids of all records of a kind, asked once."""
    if kind not in WHOLE:
        WHOLE[kind] = ids(inside, kind)
    return WHOLE[kind]


def test_a_place_s_measures_say_how_they_stand_and_which_command_judges_them(inside: Nqpf) -> None:
    """Those that ended may lead a list: its head counts them, and its last line leads to what holds."""
    page = " ".join(inside("list", "incentives", "--region", "Hefei").stdout.split())
    assert re.search(
        r"4 of \d+ incentives on 25 November 2026 1 with no end date found · 3 ended until ", page
    )
    assert "nqpf incentives hefei for what holds there" in page
    assert (
        "ended"
        not in inside("list", "incentives", "--region", "Hefei", "--status", "no-end-date-found").stdout
    )


def test_municipalities_and_autonomous_regions_have_the_rank_of_a_province(inside: Nqpf) -> None:
    given = json.loads(inside("list", "targets", "--level", "province", "--json").stdout)["records"]
    assert {"beijing", "shanghai", "chongqing", "guangdong"} <= {one["region"] for one in given}
    alone = json.loads(inside("list", "regions", "--level", "municipality", "--json").stdout)["records"]
    assert {one["id"] for one in alone} == {"beijing", "shanghai", "tianjin", "chongqing"}


def test_without_a_kind_it_lists_the_kinds_with_their_counts(inside: Nqpf) -> None:
    given = json.loads(inside("list", "--json").stdout)
    assert [record["plural"] for record in given["records"]] == list(PLURALS.values())
    told = inside("list").stdout
    for record in given["records"]:
        assert record["count"] == len(records(inside, record["plural"]))
        assert f"{record['count']:,}" in told


@pytest.mark.parametrize("kind", PLURALS)
def test_every_kind_lists_alike_by_singular_and_plural_in_every_format(
    small: Path, inside: Nqpf, kind: str
) -> None:
    given = json.loads(inside("list", PLURALS[kind], "--json").stdout)
    assert given["kind"] == kind
    assert given["count"] == given["total"] == len(given["records"])
    assert inside("list", kind).stdout == inside("list", PLURALS[kind].upper()).stdout
    for name in ("plain", "markdown", "html", "jsonl", "csv", "yaml"):
        done = inside("list", kind, "--format", name)
        assert done.returncode == 0, name
        assert given["records"][-1]["id"] in done.stdout, name


@pytest.mark.parametrize("kind", PLURALS)
def test_the_page_names_every_record(inside: Nqpf, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    told = inside("list", kind).stdout
    hidden = [
        record["id"]
        for record in records(inside, kind)
        # The figures of a series are called by it: `nqpf show SERIES` lists them.
        if record["id"] not in told and not record["id"].startswith(record.get("series", "!"))
    ]
    assert not hidden


@pytest.mark.parametrize(
    ("option", "kind"), [(option, kind) for option, taken in TAKES.items() for kind in taken]
)
def test_each_filter_works_with_each_kind_it_says_it_suits(inside: Nqpf, option: str, kind: str) -> None:
    value = OF_KIND.get(kind, WORKS).get(option, WORKS.get(option))
    typed = [f"--{option}", value] if value else [f"--{option}"]
    if option.startswith("with-"):
        place = ["--region", "china" if option == "with-children" else "lingang"]
        assert ids(inside, kind, *place) < ids(inside, kind, *typed, *place)
        typed += place
    chosen, whole = ids(inside, kind, *typed), whole_of(inside, kind)
    assert chosen, "nothing passes"
    assert chosen <= whole
    if option not in ("reverse", "on", "region", "with-children"):
        assert chosen < whole, "the filter lets everything pass"


@pytest.mark.parametrize(("option", "kind"), [("sector", "terms"), ("since", "regions"), ("on", "events")])
def test_a_filter_that_does_not_suit_says_in_one_line_with_which_kinds_it_goes(
    inside: Nqpf, option: str, kind: str
) -> None:
    done = inside("list", kind, f"--{option}", WORKS[option])
    assert done.returncode == 2
    first, second = done.stderr.splitlines()
    goes = [PLURALS[each] for each in PLURALS if each in TAKES[option]]
    assert first == f"nqpf: --{option} does not suit {kind}; it goes with {', '.join(goes)}"
    assert second.strip().startswith(f"{kind} take --")


def test_a_filter_without_a_kind_asks_for_one(inside: Nqpf) -> None:
    done = inside("list", "--sector", "ai")
    assert done.returncode == 2
    assert "--sector needs a kind" in done.stderr


def test_a_misspelt_kind_suggests(inside: Nqpf) -> None:
    done = inside("list", "polcies")
    assert done.returncode == 2
    assert 'no kind "polcies". Nearest: policies.' in done.stderr


def test_a_place_includes_what_lies_inside_where_that_is_asked_for_and_a_region_list_too(
    inside: Nqpf,
) -> None:
    assert ids(inside, "regions", "--region", "shanghai") == {"shanghai"}
    assert {record["region"] for record in records(inside, "policies", "--region", "china")} == {"china"}
    wide = ["--region", "shanghai", "--with-children"]
    assert {"shanghai", "lingang"} <= ids(inside, "regions", *wide)
    assert "beijing" not in ids(inside, "regions", *wide)
    places = {record["region"] for record in records(inside, "policies", *wide)}
    assert {"shanghai", "lingang"} <= places
    assert "beijing" not in places


def test_regions_stand_under_the_region_they_lie_in(inside: Nqpf) -> None:
    found = records(inside, "regions")
    path: list[str] = []
    for region in found:
        while path and path[-1] != region.get("parent"):
            path.pop()
        assert path or "parent" not in region, region["id"]
        path.append(region["id"])


def test_documents_are_dated_by_their_issue_not_by_how_long_they_hold(inside: Nqpf) -> None:
    found = records(inside, "policies", "--since", "2025")
    assert all((record.get("issued") or record["effective"]) >= "2025" for record in found)
    assert "more say no date and were left out" in inside("list", "policies", "--since", "2025").stdout


def test_what_says_no_date_lies_in_no_span(inside: Nqpf) -> None:
    assert all("published" in record for record in records(inside, "sources", "--since", "1990"))
    assert all("by" in record for record in records(inside, "targets", "--until", "2099"))


def test_status_is_as_of_the_day_asked_for(inside: Nqpf) -> None:
    identifier = "lingang-2024-computing-power-measures"
    assert identifier in ids(inside, "policies", "--status", "in-force")
    assert identifier in ids(inside, "policies", "--status", "ended", "--on", "2029-05-01")
    assert 'no "lively"' in inside("list", "policies", "--status", "lively").stderr


def test_measures_are_the_same_records_as_elsewhere(inside: Nqpf) -> None:
    listed = {record["id"]: record for record in records(inside, "incentives", "--region", "lingang")}
    for record in json.loads(inside("incentives", "lingang", "--json").stdout)["records"]:
        assert listed[record["id"]] == record


def test_limit_keeps_the_total_and_reverse_turns_the_order(inside: Nqpf) -> None:
    given = json.loads(inside("list", "policies", "--limit", "3", "--reverse", "--json").stdout)
    assert given["count"] == 3
    assert given["total"] > 100
    days = [record["issued"] for record in records(inside, "policies", "--reverse") if "issued" in record]
    assert days[0] > days[-1]


def test_nothing_found_says_what_was_searched_and_how_to_widen(inside: Nqpf) -> None:
    done = inside("list", "policies", "--region", "hefei", "--actor", "Qiushi")
    assert done.returncode == 1
    assert "matches: Hefei; --actor Qiushi." in done.stdout
    assert "nqpf list policies" in done.stdout
    assert json.loads(inside("list", "policies", "--actor", "Nobody", "--json").stdout)["records"] == []


def test_a_region_that_does_not_exist_gives_an_empty_envelope_of_the_kind(inside: Nqpf) -> None:
    done = inside("list", "policies", "--region", "hefee", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["kind"] == "policy"
    assert "Nearest: hefei" in done.stderr


def test_the_same_columns_whatever_the_rows(inside: Nqpf) -> None:
    one = inside("list", "targets", "--limit", "1", "--format", "csv").stdout
    two = inside("list", "targets", "--region", "china", "--format", "csv").stdout
    assert next(csv.reader(StringIO(one))) == next(csv.reader(StringIO(two)))


def test_sources_are_added_on_demand(inside: Nqpf) -> None:
    assert "https://" not in inside("list", "targets", "--region", "lingang").stdout
    told = inside("list", "targets", "--region", "lingang", "--sources").stdout
    assert "[1]" in told
    assert "https://" in told


def test_chinese_first_where_there_is_some(inside: Nqpf) -> None:
    told = inside("list", "regions", "--region", "shanghai", "--with-children", "--lang", "zh").stdout
    assert told.index("临港新片区") < told.index("Lingang New Area")
    assert "patient capital" not in inside("list", "terms", "--lang", "zh", "--columns", "zh").stdout


@pytest.mark.parametrize(("shown", "drawn"), [("plain", False), ("markdown", False), ("table", True)])
def test_bars_stand_only_where_they_are_seen(inside: Nqpf, shown: str, drawn: bool) -> None:
    told = inside("list", "figures", "--series", "china-rd-spending", "-f", shown).stdout
    assert "3.9262 trillion" in told
    assert ("\u2588" in told) == drawn


@pytest.mark.parametrize(("env", "coloured"), [
    ({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False)
])  # fmt: skip
def test_colour_in_a_pipe_where_it_is_demanded(
    inside: Nqpf, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], coloured: bool
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in inside("define", "cewc").stdout) == coloured
    assert "\x1b[" not in inside("define", "cewc", "-f", "plain").stdout


def test_bars_in_ascii_where_a_stream_knows_no_more(nqpf: Nqpf) -> None:
    done = nqpf(
        "list", "figures", "--series", "china-rd-spending", "-f", "table", env={"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0
    assert "####" in done.stdout
    assert "\\u" not in done.stdout


def test_a_series_that_is_none_suggests(inside: Nqpf) -> None:
    assert "china-rd-spending" in inside("list", "figures", "--series", "china-rd-spend").stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("no end date found", "end-not-read"),
        ("no-end-date-found", "end-not-read"),
        ("no end date found, in use August 2025", "end-not-read"),
        ("over five years old, no end found: ask", "presume-lapsed"),
        ("no end set", "standing"),
        ("Starts 1 January 2027", "not-yet"),
        ("ended,presume-lapsed", "presume-lapsed ended"),
    ],
)
def test_a_status_is_asked_for_as_it_is_printed(words: str, code: str, inside: Nqpf, offers: Path) -> None:
    found = json.loads(inside("list", "incentives", "--status", words, "--json").stdout)["records"]
    assert {record["status"]["code"] for record in found} == set(code.split())


def test_the_old_name_of_type_answers_and_says_the_new_one(inside: Nqpf) -> None:
    new = inside("list", "actors", "--type", "ministry")
    old = inside("list", "actors", "--kind", "ministry")
    assert (old.returncode, old.stdout) == (new.returncode, new.stdout) == (0, new.stdout)
    assert (new.stderr, old.stderr) == ("", "nqpf: --kind of list is now --type\n")
    assert "--kind" not in inside("list", "--help").stdout
    both = json.loads(inside("list", "sources", "--type", "primary", "--kind", "secondary", "--json").stdout)
    assert {one["kind"] for one in both["records"]} == {"primary", "secondary"}


def test_expiring_is_what_incentives_lists_and_says_from_which_day(inside: Nqpf, tmp_path: Path) -> None:
    asked = ["--expiring", "3y", "--on", "2026-11-28"]

    def ids(*line: str) -> set[str]:
        return {one["id"] for one in json.loads(inside(*line, *asked, "--json").stdout)["records"]}

    found = ids("list", "incentives", "--status", "ends-soon,in-force")
    assert len(found) > 10
    assert found == ids("incentives")
    assert "--expiring 3y from 28 November 2026" in inside("list", "incentives", *asked).stdout
    none = inside("list", "policies", "--region", "lingang", "--expiring", "1d", "--on", "2026-11-28").stdout
    assert "--expiring 1d from 28 November 2026" in " ".join(none.split())
    assert ", counted from 28 November 2026" in inside("incentives", *asked).stdout
    line = ["export", "-", "--format", "jsonl", "--kind", "incentives", "--status", "ends-soon,in-force"]
    exported = inside(*line, *asked).stdout.splitlines()
    assert {one["id"] for one in map(json.loads, exported) if one["record_kind"] == "incentive"} >= found


@pytest.mark.parametrize("command", ["incentives", "list incentives", "export - --kind incentives"])
def test_expiring_takes_a_date_in_the_place_of_a_span(command: str, inside: Nqpf) -> None:
    span, day, before = (
        json.loads(
            inside(
                *command.split(),
                "--expiring",
                when,
                "--on",
                "2026-11-28",
                *(["--json"] * ("export" not in command)),
            ).stdout
        )
        for when in ("3y", "2029-11-28", "Q3 2028")
    )
    assert span["records"] == day["records"]
    ids = [{one["id"] for one in each["records"]} for each in (before, day)]
    assert ids[0] < ids[1]
    assert all(
        one["valid_until"][:7] <= "2028-09" or len(one["valid_until"]) == 4
        for one in before["records"]
        if "valid_until" in one
    )


def test_what_is_neither_a_span_nor_a_date_says_what_is_taken(inside: Nqpf) -> None:
    done = inside("incentives", "--expiring", "soon")
    assert (
        done.stderr
        == 'nqpf: --expiring: "soon" is neither a span nor a date; write 90d, 6m, 2027-03 or 2027-Q1\n'
    )
    page = " ".join(inside("incentives", "shanghai", "--expiring", "2027-Q1").stdout.split())
    assert "ending by 31 March 2027, counted from " in page


NAMED = {"targets": "low-altitude", "events": "robots", "policies": "drones", "figures": "chips"}


@pytest.mark.parametrize("kind", NAMED)
def test_what_says_no_sector_is_of_one_by_its_text(kind: str, inside: Nqpf) -> None:
    """By whatever it is called: a label, another name, a term; and none is open to any."""
    listed = json.loads(inside("list", kind, "-s", NAMED[kind], "--json").stdout)
    facts = load()
    meant = facts.read(lambda store: names_of_sectors(store, choices(store, "sector", [NAMED[kind]])))
    names = {fold(name).replace("-", " ").removesuffix("s") for name in meant}
    assert listed["records"] and "specific" not in listed
    for record in listed["records"]:
        text = fold(json.dumps(record, ensure_ascii=False)).replace("-", " ")
        assert any(name in text for name in names), record["id"]
    known = facts.list(kind, sector=NAMED[kind]).records
    assert [one["id"] for one in known] == [one["id"] for one in listed["records"]]


@pytest.mark.parametrize("kind", ["targets", "policies", "incentives", "events", "figures"])
def test_a_level_is_that_of_the_place(kind: str, inside: Nqpf) -> None:
    places = {
        one["id"]: one["level"] for one in json.loads(inside("list", "regions", "--json").stdout)["records"]
    }
    found = json.loads(inside("list", kind, "--level", "city,zone", "--json").stdout)["records"]
    assert {places[one["region"]] for one in found} <= {"city", "zone"}
    every = json.loads(inside("list", kind, "--json").stdout)["records"]
    assert len(found) == sum(places[one["region"]] in ("city", "zone") for one in every) > 0


def test_export_takes_a_category(inside: Nqpf) -> None:
    done = inside("export", "-", "--format", "json", "--kind", "events", "--category", "meeting")
    listed = json.loads(inside("list", "events", "--category", "meeting", "--json").stdout)["records"]
    assert listed
    for one in listed:
        assert f'"{one["id"]}"' in done.stdout
    assert "--category has no" in inside("export", "-", "--category", "meting").stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ends-soon,in-force", ["ends-soon", "in-force"]),
        ("ends-soon, in-force", ["ends-soon", "in-force"]),
        ("ends soon, in force", ["ends-soon", "in-force"]),
        ("ended,no-end-date-found", ["ended", "end-not-read"]),
        ("over five years old, no end found: ask", ["presume-lapsed"]),
        ("no end date found, in use January 2025", ["end-not-read"]),
    ],
)
def test_each_status_of_several_is_taken(typed: str, meant: list[str]) -> None:
    assert load().read(lambda store: states(store, [typed])) == meant


def test_several_series_are_all_listed(inside: Nqpf) -> None:
    """Twice or between commas: the last alone was taken, silently."""
    alone = [
        json.loads(inside("list", "figures", "--series", name, "--json").stdout)["total"] for name in SERIES
    ]
    for typed in (["--series", SERIES[0], "--series", SERIES[1]], ["--series", ",".join(SERIES)]):
        assert json.loads(inside("list", "figures", *typed, "--json").stdout)["total"] == sum(alone)


SERIES = ["china-rd-spending", "shanghai-foreign-rd-centers"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_file_that_a_limit_cut_says_so_beside_it(form: str, inside: Nqpf) -> None:
    typed = ["list", "targets", "--sector", "ai", "--limit", "5"]
    total = json.loads(inside(*typed, "--json").stdout)["total"]
    done = inside(*typed, "-f", form)
    assert done.stderr == f"nqpf: 5 of {total} records are given; --limit takes another number\n"
    assert inside(*typed, "--json").stderr == ""
    assert inside("list", "targets", "--sector", "ai", "-f", form).stderr == ""


@pytest.mark.parametrize(
    ("kind", "sector"), [("figures", "low-altitude"), ("targets", "low-altitude"), ("figures", "ai")]
)
def test_what_mentions_a_sector_in_passing_comes_last(kind: str, sector: str, inside: Nqpf) -> None:
    """A count of all new firms that names drones in a clause is no figure of the low-altitude economy before others."""
    words = {"low-altitude": ("low-altitude", "drone"), "ai": ("AI", "large model", "artificial")}[sector]
    found = json.loads(inside("list", kind, "--sector", sector, "--json").stdout)["records"]
    titles = [any(word in one["title"].replace("Drone", "drone") for word in words) for one in found]
    first = titles.index(False)
    assert first > 1
    assert sum(titles[first:]) < sum(titles[:first])


def test_targets_of_one_year_go_by_place_the_nation_first(inside: Nqpf) -> None:
    places = [
        one["region"]
        for one in json.loads(
            inside("list", "targets", "--since", "2027", "--until", "2027", "--json").stdout
        )["records"]
    ]
    assert places[0] == "china"
    assert sorted(places, key=places.index) == places


def test_what_was_reported_of_a_target_stands_in_a_row_of_its_own(inside: Nqpf) -> None:
    rows = inside("list", "targets", "--region", "china", "--until", "2027").stdout.splitlines()
    at = next(n for n, row in enumerate(rows) if row.rstrip().endswith("china-digital-rd-tools-2027-target"))
    assert rows[at + 1].startswith(" " * 20) and "About 85% of industrial firms" in rows[at + 1]
