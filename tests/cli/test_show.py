"""`nqpf show` as a user runs it: every record whole, its links, and what a name may mean."""

import json
import re
from pathlib import Path

import pytest

from nqpf_cli.formats import plain
from nqpf_cli.index.query import Store, records
from nqpf_cli.loading.load import FactSet, load
from nqpf_cli.model.kinds import FOLDERS, KINDS, field_of
from nqpf_cli.pages.common import RenderOptions
from nqpf_cli.pages.show_page import show_page
from nqpf_cli.questions.show import CANDIDATES, MOST, ShowQuery, show
from tests.conftest import DATA, TODAY, Nqpf


def told(inside: Nqpf, *args: str) -> str:
    """The page in one line."""
    return " ".join(inside("show", *args).stdout.split())


def links(inside: Nqpf, identifier: str) -> dict[str, list[str]]:
    return json.loads(inside("show", identifier, "--json").stdout)["records"][0]["links"]


@pytest.mark.parametrize("each", [3, pytest.param(1, marks=pytest.mark.search)])
def test_every_record_shows_every_field_and_its_id(facts: FactSet, store: Store, each: int) -> None:
    """Each field of one record in so many (of pages: in ten times as many) has its label, or stands at the head."""
    for number, (key, loaded) in enumerate(facts.records.items()):
        if number % (10 * each if loaded.kind == "source" else each):
            continue
        pages = records(store, loaded.record.get("sources", ()))
        result = show(store, ShowQuery(key), TODAY)
        result = result.replace(answer=result.answer.replace(sources=pages))
        page = "\n".join(plain.lines(show_page(result, RenderOptions())))
        assert key in page
        for field, value in loaded.record.items():
            described = field_of(loaded.kind, field)
            if described.merged or field in ("id", "sources", "status"):
                continue
            if described.own_place:
                start = str(value).replace("\n", " ")[:40].strip()
                assert start.replace("**", "") in page, f"{key}: {field}"
            else:
                assert described.called(field) in page, f"{key}: {field}"
        for source in pages.values():
            assert source["url"] in page, key


def test_an_exact_id_a_prefix_of_one_a_name_in_either_script(inside: Nqpf, small: Path) -> None:
    for typed in (
        ["northland-2024-plan"],
        ["northland-2024-p"],
        ["Northland 2024 plan"],
        ["plan", "for", "computing", "power"],
        ["北省算力规划"],
        ["北发〔2024〕1号"],
    ):
        assert "policy · northland-2024-plan" in inside("show", *typed).stdout, typed


def test_an_id_comes_before_what_begins_with_it(inside: Nqpf, small: Path) -> None:
    assert "region · northland" in inside("show", "northland").stdout
    assert "region · northland" in inside("show", "NORTHLAND").stdout


def test_a_name_goes_before_ids_that_begin_so(inside: Nqpf, small: Path) -> None:
    assert "actor · cabinet" in inside("show", "CAB").stdout


def test_several_list_themselves(inside: Nqpf, small: Path) -> None:
    done = inside("show", "cabi")
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines()[2:4]]
    assert [(row[0], row[-1]) for row in rows] == [("actor", "cabinet"), ("position", "cabinet-foreign")]
    given = json.loads(inside("show", "cabi", "--json").stdout)
    assert given["records"][0] == {"id": "cabinet", "kind": "actor", "title": "Cabinet"}


def test_many_candidates_are_counted(inside: Nqpf) -> None:
    done = inside("show", "china-2")
    assert "may be meant" in done.stdout
    assert "type more of it, or --json for all)" in done.stdout
    assert done.stdout.count("china-2") <= CANDIDATES + 2


def test_words_of_a_title_name_what_holds_them_all(inside: Nqpf) -> None:
    several = json.loads(inside("show", "ai", "plus", "opinions", "--json").stdout)
    assert several["kind"] == "candidate"
    assert {"china-2025-ai-plus-opinions", "china-2025-08-26-ai-plus-opinions"} <= {
        record["id"] for record in several["records"]
    }
    one = json.loads(inside("show", "half", "marathon", "humanoid", "robot", "--json").stdout)["records"]
    assert [record["id"] for record in one][:1] == ["2025-04-19-humanoid-half-marathon"]
    assert inside("show", "marathon").returncode == 1  # one word means nothing in particular


@pytest.mark.parametrize(
    ("words", "shown", "beside"),
    [
        ("MIIT", "miit", "ministry-of-industry-and-information-technology"),
        ("国资委", "sasac", "state-owned-assets-commission"),
        ("the Foreign Investment Law", "foreign-investment-law", "china-2019-foreign-investment-law"),
        ("third plenum resolution", "third-plenum-resolution-2024", "cpc-2024-third-plenum-resolution"),
        ("Lingang New Area", "lingang", "lingang-new-area"),
        (
            "Government Work Report 2026",
            "china-2026-03-05-government-work-report",
            "crntt-2026-beijing-work-report",
        ),
    ],
)
def test_of_one_thing_that_is_told_of_twice_the_fuller_record_is_shown_and_the_other_named(
    inside: Nqpf, words: str, shown: str, beside: str
) -> None:
    given = json.loads(inside("show", words, "--json").stdout)
    assert [record["id"] for record in given["records"]] == [shown]
    assert beside in given["beside"]
    first = next(iter(given["beside"]))
    assert f"(nqpf show {first})" in told(inside, words)
    assert "beside" not in json.loads(inside("show", shown, "--json").stdout), "an id means one record"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("GWR 2024", "china-2024-03-05-government-work-report"),
        ("2025年政府工作报告", "china-2025-03-05-government-work-report"),
        ("CEWC 2025", "china-2025-12-11-economic-work-conference"),
    ],
)
def test_a_short_name_and_a_year_name_what_the_full_name_names_in_that_year(
    inside: Nqpf, words: str, shown: str
) -> None:
    assert [one["id"] for one in json.loads(inside("show", words, "--json").stdout)["records"]] == [shown]
    assert inside("cite", words).stdout == inside("cite", shown).stdout != ""


def test_what_several_things_bear_is_listed(inside: Nqpf) -> None:
    """A measure that bears the name of a term is another thing; so is an event of the name of a document."""
    for words in ("computing power voucher", "ai plus opinions"):
        given = json.loads(inside("show", words, "--json").stdout)
        assert given["kind"] == "candidate", words
        kinds = [record["kind"] for record in given["records"]]
        assert "source" not in kinds[: -kinds.count("source") or None], "pages come last"


def test_a_miss_offers_the_nearest(inside: Nqpf) -> None:
    done = inside("show", "patient-capitol")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Nearest: patient-capital (patient capital)" in done.stderr
    empty = inside("show", "patient-capitol", "--json")
    assert json.loads(empty.stdout)["records"] == []


def test_no_words_are_wrong_usage(inside: Nqpf) -> None:
    assert inside("show", "").returncode == 2
    assert inside("show").returncode == 2


def test_a_policy_shows_its_measures_targets_and_events(inside: Nqpf, small: Path) -> None:
    page = told(inside, "northland-2024-plan")
    for part in (
        "Incentives 1",
        "northland-vouchers",
        "Targets 1",
        "northland-firms-2025",
        "Events on the same pages 1 18 Jun 2024",
        "Takes the place of 1",
        "northland-2020-plan",
    ):
        assert part in page
    assert set(links(inside, "northland-2024-plan")["from"]) == {
        "northland-2020-plan", "northland-vouchers", "northland-firms-2025", "what-it-is",
    }  # fmt: skip
    assert links(inside, "northland-2024-plan")["to"] == ["cabinet", "northland"]


def test_a_region_shows_where_it_lies_what_lies_inside_and_how_much_it_holds(
    inside: Nqpf, small: Path
) -> None:
    page = told(inside, "northland")
    assert "Lies in The Nation nation of its own" in page, "the world goes without saying"
    assert "Places inside 1 Port City port-city" in page
    assert "policies 2 3" in page, "two of its own, three with what lies inside"


def test_a_term_shows_what_uses_it_in_either_script(inside: Nqpf, small: Path) -> None:
    page = told(inside, "patient-money")
    assert "Policies that use it 1" in page
    assert "port-2026-draft" in page
    assert "Events that use it 1" in page
    assert "port-2024-07-visit" in page


def test_a_body_shows_what_it_did_under_any_of_its_names(inside: Nqpf, small: Path) -> None:
    page = told(inside, "cabinet")
    assert "northland-2024-06-plan-issued" in page
    assert "port-2024-07-visit" in page, "which names it by its abbreviation"
    assert "cabinet-foreign" in page


def test_long_lists_are_counted_with_the_command_for_the_rest(inside: Nqpf) -> None:
    page = inside("show", "china").stdout
    assert ": nqpf list policies --region china)" in page
    found = json.loads(inside("list", "policies", "--region", "china", "--json").stdout)
    assert page.count("china-") < 200
    own = [record for record in found["records"] if record["region"] == "china"]
    assert f"Policies  {len(own)}" in page
    assert f"(+{len(own) - MOST}:" in page


def test_the_commands_offered_for_the_rest_work(inside: Nqpf) -> None:
    for record in ("china", "state-council", "artificial-intelligence"):
        page = " ".join(inside("show", record).stdout.split())
        offered = [part.split(")")[0] for part in page.split("(+")[1:] if ": nqpf list" in part]
        assert offered or record == "artificial-intelligence"
        for part in offered:
            command = part.split(": nqpf ")[1].split()
            assert inside(*command).returncode == 0, command


def test_status_in_words_as_of_the_day(inside: Nqpf) -> None:
    identifier = "lingang-2024-computing-power-measures"
    assert "in force to April 2029 (on 25 November 2026)" in told(inside, identifier)
    assert "ended April 2029 (on 1 May 2029)" in told(inside, identifier, "--on", "2029-05-01")
    record = json.loads(inside("show", identifier, "--json").stdout)["records"][0]
    assert record["status"]["code"] == "in-force"


def test_a_figure_that_was_not_measured_says_so(inside: Nqpf, small: Path) -> None:
    assert "5% of GDP, forecast" in told(inside, "share-2030")
    assert "RMB 1.1 billion, claimed" in told(inside, "northland")


def test_a_line_says_how_to_report_an_error(inside: Nqpf, small: Path) -> None:
    [line] = [
        one for one in inside("show", "northland-vouchers").stdout.split("\n\n") if "An error in it?" in one
    ]
    assert line.startswith("An error in it? Send northland-vouchers (facts of version ")
    assert len(line.splitlines()) <= 2


def test_the_page_and_the_data_give_the_same_links(inside: Nqpf, small: Path) -> None:
    for record in ("northland-2024-plan", "computing-power", "cabinet", "northland-vouchers"):
        page = inside("show", record).stdout
        found = links(inside, record)
        for name in (*found["to"], *found["from"]):
            assert name in page, f"{record}: {name}"


@pytest.mark.parametrize(
    "name", ["table", "plain", "markdown", "html", "json", "jsonl", "csv", "yaml", "ics"]
)
def test_every_format(inside: Nqpf, name: str) -> None:
    done = inside("show", "lingang-2024-computing-power-measures", "--format", name)
    assert done.returncode == 0
    assert "lingang-2024-computing-power-measures" in done.stdout


def test_the_rest_of_what_uses_a_term_is_found_by_the_command_beside_it(inside: Nqpf) -> None:
    """The name in the hint is the one that finds most, which the term's own title need not be."""
    page = " ".join(inside("show", "ai-plus").stdout.split())
    total = int(re.search(r"Policies that use it (\d+)", page)[1])
    hint = re.search(r"nqpf search (\S+|'[^']+') --kind policy", page)[1].strip("'")
    assert hint == "AI Plus"
    found = json.loads(inside("search", hint, "--kind", "policy", "--json").stdout)
    assert found["total"] >= total - 2


def test_what_was_replaced_says_by_what_even_where_its_document_says_so(inside: Nqpf) -> None:
    name = "anhui-2023-computing-subsidy"
    later = json.loads(inside("show", name, "--json").stdout)["records"][0]["status"]["replaced_by"]
    assert f"replaced 11 August 2025 by {later}" in told(inside, name)
    page = " ".join(inside("incentives", "anhui", "--all", "--instrument", "subsidy").stdout.split())
    assert f"Now {later}" in page


def test_yaml_of_any_record_loads_back_in_a_fact_pack(
    inside: Nqpf, tmp_path: Path, offers: None, offers_home: Path
) -> None:
    """Each takes the place of the record that it was, and says all that it said; what no file holds is a comment."""
    ours = load([offers_home]).records
    assert {one.kind for one in ours.values()} == set(KINDS)
    for name, one in ours.items():
        written = inside("show", name, "-f", "yaml").stdout
        assert "\n# links: " in written
        assert ("\n# status: " in written) == (one.kind in ("incentive", "policy"))
        with (tmp_path / f"{FOLDERS[one.kind]}.yaml").open("a", encoding="utf-8") as file:
            file.write(written)
    found = load([offers_home, tmp_path])
    assert [str(problem) for problem in found.problems] == []
    for name, one in ours.items():
        back = dict(found.records[name].record)
        assert back.pop("replaces") == name
        assert back == one.record


def test_yaml_of_a_measure_keeps_what_a_program_tests(inside: Nqpf, tmp_path: Path, facts: FactSet) -> None:
    """Tests of conditions and tiers, what settles them and how it is claimed: one measure of each make."""
    tested = {key: one for key, one in facts.records.items() if one.tests}
    ways = (
        "settled_by",
        "apply",
        "tiers",
        "branch",
        "when",
        "stacking",
        "none",
        "afterwards",
        "judged",
        "rest",
    )
    picked = {key for way in ways for key in [k for k, one in tested.items() if way in str(one.tests)][:3]}
    assert len(picked) > 15
    for name in picked:
        with (tmp_path / "incentives.yaml").open("a", encoding="utf-8") as file:
            file.write(inside("show", name, "-f", "yaml").stdout)
    found = load([DATA, tmp_path])
    assert [str(problem) for problem in found.problems] == []
    assert {name: found.records[name].tests for name in picked} == {
        name: tested[name].tests for name in picked
    }


def test_a_body_and_a_list_of_what_it_said_hold_the_same(inside: Nqpf) -> None:
    """A target is its issuer's, and that of the document that sets it: several bodies may issue one."""
    page = inside("show", "ndrc").stdout
    for kind in ("policies", "targets", "events", "positions"):
        total = json.loads(inside("list", kind, "--actor", "ndrc", "--json").stdout)["total"]
        assert f"\n{kind.capitalize()}  {total}\n" in page
    assert " and five other bodies miit, ndrc Region" in told(inside, "china-2026-battery-plan")
