"""`nqpf estimate` as a user runs it, on a small country whose measures have every shape."""

import csv
import io
import json

import pytest

from nqpf_cli.wording.status import worded
from tests.cli.goldens import printed
from tests.conftest import Nqpf

PLAN = ["--spend", "compute-rental=8m"]
WIDE = [*PLAN, "--with-parents"]
PAGES = {
    "estimate": ["harbour-zone", *WIDE, "--sector", "ai", "--for", "foreign-invested", "--for", "sme"],
    "estimate-40": ["harbour-zone", *PLAN],
    "estimate-many": [
        "port",
        "city",
        "--spend",
        "equipment=400m",
        "--spend",
        "r-and-d=1.5亿",
        "--spend",
        "loan-principal=200m",
        "--with-parents",
    ],
    "estimate-sources": ["harbour-zone", *WIDE, "--sources"],
    "estimate-later": ["port-city", *WIDE, "--on", "2027-06-01"],
    "estimate-nothing": ["free-isle", "--spend", "rent=2m"],
}


def records(inside: Nqpf, *args: str) -> dict[str, dict]:
    return {
        one["id"]: one
        for one in json.loads(inside("estimate", *args, "--with-parents", "--json").stdout)["records"]
    }


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, ["estimate", *PAGES[name]], inside, monkeypatch)


@pytest.mark.usefixtures("offers")
def test_what_fits_is_computed_with_its_arithmetic(inside: Nqpf) -> None:
    one = records(inside, "harbour-zone", *PLAN)["harbour-compute"]
    assert one["outcome"] == "computed"
    assert (one["amount"], one["currency"], one["at_most"]) == (2_000_000, "CNY", True)
    assert one["arithmetic"] == {
        "spend": 8_000_000,
        "rate_percent": 50,
        "product": 4_000_000,
        "cap": 2_000_000,
    }
    assert one["sources"][0]["url"]


@pytest.mark.usefixtures("offers")
def test_a_shared_figure_stands_once_and_whatever_else_shares_it_is_silent(inside: Nqpf) -> None:
    alone = records(inside, "harbour-zone", *PLAN)
    assert alone["harbour-figure-rent"]["outcome"] == "ceiling"
    assert "harbour-figure-green" not in alone, "of unknown cost, and its ceiling stands already"
    page = " ".join(inside("estimate", "harbour-zone", *PLAN, "--spend", "equipment=5m").stdout.split())
    assert page.count("up to RMB 10 million") == 1
    assert "one figure for two uses" in page


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        ("port-ended", "ended 13 June 2025"),
        ("port-next", "starts 1 January 2027"),
        ("port-robots", "for robotics; not AI"),
        ("port-universities", "for universities; not SMEs"),
        ("northland-old", "over five years old, no end found: ask"),
        ("harbour-compute", "holds only in Harbour Zone"),
        ("nation-south", "holds only in Southland"),
    ],
)
def test_what_nearly_fits_says_the_one_reason_against_it(inside: Nqpf, measure: str, reason: str) -> None:
    one = records(inside, "port-city", *PLAN, "--sector", "ai", "--for", "sme")[measure]
    assert (one["outcome"], one["reason"]) == ("near", reason)
    assert "amount" not in one


@pytest.mark.usefixtures("offers")
def test_another_day_is_another_answer(inside: Nqpf) -> None:
    later = records(inside, "port-city", *PLAN, "--on", "2027-06-01")
    assert later["port-next"]["outcome"] == "computed"


@pytest.mark.usefixtures("offers")
def test_status_and_output_are_counted_and_no_record(inside: Nqpf) -> None:
    assert "harbour-laboratory" not in records(inside, "harbour-zone", *PLAN)
    page = " ".join(inside("estimate", "harbour-zone", *PLAN).stdout.split())
    assert "1 for a status or an output reached" in page


@pytest.mark.usefixtures("offers")
def test_nothing_is_added_up_and_the_text_decides(inside: Nqpf) -> None:
    page = " ".join(inside("estimate", "port-city", *PLAN).stdout.split())
    assert "They are not added up" in page
    assert "The text of a measure decides" in page
    assert "total" not in page


@pytest.mark.usefixtures("offers")
def test_forms_for_machines(inside: Nqpf) -> None:
    rows = list(csv.DictReader(io.StringIO(inside("estimate", "harbour-zone", *PLAN, "-f", "csv").stdout)))
    assert rows[0]["arithmetic_spend"] == "8000000"
    assert {row["outcome"] for row in rows} <= {"computed", "ceiling", "near", "not-stated", "tax-rate"}
    assert "DTSTART;VALUE=DATE:20290430" in inside("estimate", "harbour-zone", *PLAN, "-f", "ics").stdout


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (["harbour-zone"], "estimate needs a planned cost", 2),
        (PLAN, "estimate needs a place", 2),
        (["harbour-zone", "--spend", "compute-rental"], "write it as --spend compute-rental=8m", 2),
        (["harbour-zone", "--spend", "=5m"], "is not KIND=SUM", 2),
        (["harbour-zone", "--spend", "compute-rental=much"], "is not an amount", 2),
        (["harbour-zone", "--spend", "compute-rental=0"], "compute-rental is nothing", 2),
        (["harbour-zone", "--spend", "compute-rent=5"], "Nearest: compute-rental", 2),
        (["harbour-zone", "--spend", "status=5"], "status is no kind of spending", 2),
        (["harbour-zone", *PLAN, *PLAN], "names compute-rental twice", 2),
        (["nowhere-known", *PLAN], 'no region "nowhere-known"', 1),
    ],
)
def test_a_mistake_is_two_plain_lines(inside: Nqpf, args: list[str], said: str, code: int) -> None:
    done = inside("estimate", *args)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_the_worked_example_on_the_bundled_facts(nqpf: Nqpf) -> None:
    done = nqpf("estimate", "--region", "lingang", "--spend", "compute-rental=8000000", "--for", "sme",
                "--for", "foreign-invested", "--sector", "ai", "--with-parents", "--json")  # fmt: skip
    found = {one["id"]: one for one in json.loads(done.stdout)["records"]}
    assert found["shanghai-full-compute-rent-early-firms"]["amount"] == 8_000_000
    assert found["shanghai-computing-voucher-2025"]["amount"] == 2_400_000
    assert found["lingang-model-compute-rental-subsidy"]["outcome"] == "ceiling"
    assert found["shanghai-ai-coupon-2023"]["outcome"] == "near"


def test_an_isle_with_laws_of_its_own_takes_none_of_the_nation(nqpf: Nqpf) -> None:
    done = nqpf(
        "estimate", "hong kong", "--spend", "project-investment=100m", "--spend", "r-and-d=5m", "--json"
    )
    found = json.loads(done.stdout)["records"]
    assert {one["region"] for one in found} == {"hong-kong"}
    assert any(one.get("approx") and one["currency"] == "HKD" for one in found)


def test_a_single_measure_is_not_added_up_with_anything(inside: Nqpf) -> None:
    page = " ".join(inside("estimate", "hong kong", "--spend", "compute-rental=10m").stdout.split())
    assert "No measure in force in Hong Kong itself can be computed. One other may hold" in page
    assert "Who gets it, its text decides." in page
    assert "added up" not in page


@pytest.mark.usefixtures("offers")
def test_what_is_in_force_in_the_place_itself_leads_and_what_may_hold_follows(inside: Nqpf) -> None:
    args = ["estimate", "harbour-zone", "--spend", "compute-rental=8m", "--sector", "ai", "--with-parents"]
    answer = json.loads(inside(*args, "--json").stdout)["records"]
    page = inside(*args).stdout
    first, wider = page.index("IN FORCE IN THE PLACE ITSELF"), page.index("MAY HOLD FROM WIDER PLACES")
    figured = [one for one in answer if one["outcome"] in ("computed", "fixed-sum", "ceiling")]
    assert {one["region"] == "harbour-zone" for one in figured} == {True, False}
    for one in figured:
        assert first < page.index(one["id"])
        assert (page.index(one["id"]) < wider) is (one["region"] == "harbour-zone")


def test_an_instrument_or_a_status_narrows_and_what_it_leaves_out_is_near(inside: Nqpf) -> None:
    plan = ["estimate", "shanghai", "--spend", "compute-rental=8m", "--on", "2026-11-28"]

    def given(*more: str) -> dict[str, dict]:
        return {one["id"]: one for one in json.loads(inside(*plan, *more, "--json").stdout)["records"]}

    whole = given()
    fit = [name for name, one in whole.items() if one["outcome"] != "near" and one.get("cost_base")]
    for option, of in (
        ("--instrument", lambda one: one["instrument"]),
        ("--status", lambda one: one["status"]["code"]),
    ):
        value = of(whole[fit[0]])
        found = given(option, value)
        assert {of(one) for one in found.values() if one["outcome"] != "near"} == {value}
        assert fit[0] in {name for name, one in found.items() if one["outcome"] != "near"}
        others = [name for name in fit if of(whole[name]) != value]
        assert all(found[name]["outcome"] == "near" and found[name]["reason"] for name in others)
        assert worded(value) in " ".join(inside(*plan, option, value).stdout.split())
