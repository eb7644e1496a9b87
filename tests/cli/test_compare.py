"""`nqpf compare` as a user runs it, on a small country and on the bundled facts."""

import csv
import io
import json
import re

import pytest

from nqpf_cli.model.text import width
from tests.cli.goldens import printed
from tests.conftest import Nqpf

PAGES = {
    "compare": ["harbour-zone", "port-city", "southland"],
    "compare-40": ["harbour-zone", "southland"],
    "compare-by-sector": ["harbour-zone", "southland", "--by", "sector", "--with-parents", "--for", "sme"],
    "compare-sources": [
        "harbour-zone",
        "southland",
        "--sector",
        "ai",
        "--instrument",
        "subsidy",
        "--sources",
    ],
    "compare-inside": ["northland", "southland", "--by", "instrument", "--with-children"],
    "compare-nothing": ["harbour-zone", "southland", "--sector", "quantum", "--for", "association"],
}


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, ["compare", *PAGES[name]], inside, monkeypatch)


@pytest.mark.parametrize("by", [[], ["--by", "sector"], ["--by", "instrument"], ["--with-parents"]])
def test_three_regions_fit_eighty_columns(inside: Nqpf, by: list[str]) -> None:
    page = inside("compare", "shanghai", "shenzhen", "beijing", *by).stdout
    assert max(map(width, page.splitlines())) <= 80
    assert all(f"\n{place}  " in page for place in ("Shanghai", "Shenzhen", "Beijing"))


def test_each_best_names_its_measure_how_it_stands_and_a_condition(inside: Nqpf) -> None:
    args = ["compare", "shanghai", "shenzhen", "--with-children"]
    page = " ".join(inside(*args).stdout.split())
    for row in json.loads(inside(*args, "--json").stdout)["records"]:
        for cell in row["regions"].values():
            named = [best["measure"] for best in cell.values() if isinstance(best, dict)]
            assert all(f"{measure} [" in page for measure in named or cell["measures"][:1])
    assert "Chongming District, no end date found" in page


def test_a_gap_says_none_recorded_and_what_that_does_not_mean(inside: Nqpf) -> None:
    page = " ".join(inside("compare", "shanghai", "hefei").stdout.split())
    assert "none recorded" in page
    assert page.count("says what this data holds, not what the place offers") == 1


def test_where_nothing_is_on_record_it_says_what_stands_around(inside: Nqpf) -> None:
    args = ["compare", "shanghai", "shenzhen", "--instrument", "tax"]
    done = inside(*args)
    page = " ".join(done.stdout.split())
    assert done.returncode == 1
    wide = re.search(r"With what stands around them: nqpf (compare .*? --with-children)", page)
    assert wide, page
    found = json.loads(inside(*wide[1].split(), "--json").stdout)["records"]
    given = json.loads(inside(*args, "--json").stdout)["left_out"]
    for region in ("Shanghai", "Shenzhen"):
        assert re.search(
            rf"{region} nothing on record · [^·]*\d+ of China \(--with-parents\) · \d+ in places inside", page
        )
    held = {one for row in found for cell in row["regions"].values() for one in cell["measures"]}
    assert sum(given.values()) == len(held)


@pytest.mark.parametrize("wide", ["--with-parents", "--with-children"])
def test_what_all_places_share_stands_once(inside: Nqpf, wide: str) -> None:
    """Before the places, which then have only what is theirs."""
    places = ["shanghai", "lingang"] if wide == "--with-children" else ["beijing", "shanghai", "shenzhen"]
    args = ["compare", *places, "--by", "instrument", wide]
    rows = json.loads(inside(*args, "--json").stdout)["records"]
    page = inside(*args).stdout
    shared = [row["everywhere"] for row in rows if "everywhere" in row]
    assert shared
    assert len(re.findall(r"^everywhere  \d+ measure", page, re.MULTILINE)) == len(shared)
    for row in rows:
        common = set.intersection(*({*cell["measures"]} for cell in row["regions"].values()))
        assert {*row.get("everywhere", {"measures": ()})["measures"]} == common
        named = [best["measure"] for best in row.get("everywhere", {}).values() if isinstance(best, dict)]
        assert all(page.count(f"  {one}  ") <= 1 for one in named), "no place repeats it"
    assert "everywhere" not in inside("compare", "hefei", "shenzhen").stdout


def test_many_sections_are_summed_up_before_them(inside: Nqpf) -> None:
    args = ["compare", "beijing", "shanghai", "shenzhen"]
    page = inside(*args).stdout
    assert page.index("Shorter: nqpf compare") < page.index("\nmeasures ")
    head = page.partition("\nmeasures ")[2].partition("\n\n")[0]
    sums = {one.rsplit(maxsplit=3)[0]: one.split()[-3:] for one in head.splitlines()[1:] if one}
    held: dict[str, dict[str, set[str]]] = {}
    for row in json.loads(inside(*args, "--json").stdout)["records"]:
        for place, cell in row["regions"].items():
            held.setdefault(row["instrument"], {}).setdefault(place, set()).update(cell["measures"])
    assert len(sums) == len(held) > 5
    for name in ("grant", "award", "voucher"):
        assert [int(one) for one in sums[name]] == [len(held[name][place]) for place in args[1:]]


def test_a_measure_stands_once_with_the_sectors_in_which_it_is_the_best(inside: Nqpf) -> None:
    """Not once for each of its sectors: a loan for five of them made five sections."""
    args = ["compare", "suzhou", "lingang"]
    page = inside(*args).stdout
    named: dict[str, list[str]] = {}
    for row in json.loads(inside(*args, "--json").stdout)["records"]:
        for cell in row["regions"].values():
            bests = {one["measure"] for one in cell.values() if isinstance(one, dict)} or cell["measures"][:1]
            for measure in bests:
                named.setdefault(measure, []).append(row["sector"])
    assert max(map(len, named.values())) > 3
    for measure, sectors in named.items():
        assert len(re.findall(rf"(?<![\w-]){measure}(?![\w-])", page)) == 1, sectors
    assert "AI, chips, biomedicine, new materials, advanced manufacturing: on a loan" in " ".join(
        page.split()
    )


@pytest.mark.usefixtures("offers")
def test_forms_for_machines(inside: Nqpf) -> None:
    given = json.loads(inside("compare", "harbour-zone", "southland", "--json").stdout)
    assert (given["kind"], given["count"]) == ("comparison", len(given["records"]))
    row = next(row for row in given["records"] if (row["sector"], row["instrument"]) == ("ai", "subsidy"))
    assert row["regions"]["southland"]["best_rate"]["percent"] == 35
    sheet = list(
        csv.DictReader(io.StringIO(inside("compare", "harbour-zone", "southland", "-f", "csv").stdout))
    )
    line = next(line for line in sheet if (line["sector"], line["instrument"]) == ("ai", "subsidy"))
    assert line["regions_southland_best_cap_amount"] == "4000000"
    assert line["regions_southland_measures"] == "southland-compute"


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (["harbour-zone"], "compare needs two places or more", 2),
        (["port-city", "Haven"], "compare needs two places or more", 2),
        (["port-city", "southland", "--by", "colour"], '--by has no "colour"', 2),
        (["port-city", "southland", "-f", "ics"], "a comparison holds no dates", 2),
        (["port-city", "southlnd"], 'no region "southlnd". Nearest: southland', 1),
        (["port-city", "southland", "--sector", "beer"], '--sector has no "beer"', 2),
    ],
)
def test_a_mistake_is_two_plain_lines(inside: Nqpf, args: list[str], said: str, code: int) -> None:
    done = inside("compare", *args)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_name_of_several_words_needs_no_quotes(inside: Nqpf) -> None:
    told = json.loads(inside("compare", "hong", "kong", "macao", "--json").stdout)
    assert list(told["records"][0]["regions"]) == ["hong-kong", "macao"]
    inner = json.loads(inside("compare", "shanghai", "lingang", "--json").stdout)
    assert list(inner["records"][0]["regions"]) == ["shanghai", "lingang"], "not Shanghai's Lingang alone"
    missed = inside("compare", "hong", "macao")
    assert missed.returncode == 1
    assert 'no region "hong"' in missed.stderr


def test_a_status_chooses_what_is_compared_and_counts_the_rest(inside: Nqpf) -> None:
    line = ["compare", "lingang", "shenzhen", "--on", "2026-11-28"]
    every = json.loads(inside("incentives", "lingang", "--all", "--on", "2026-11-28", "--json").stdout)
    ended = {one["id"] for one in every["records"] if one["status"]["code"] == "ended"}
    rows = json.loads(inside(*line, "--status", "ended", "--json").stdout)["records"]
    compared = {name for row in rows for name in row["regions"]["lingang"]["measures"]}
    assert ended
    assert compared == ended
    page = " ".join(inside(*line, "--status", "ended").stdout.split())
    assert "for status “ended”" in page
    assert f"{len(ended)} ended · not compared: " in page
    assert "nqpf incentives lingang --status ended" in page


def test_each_place_says_what_stands_inside_it(inside: Nqpf) -> None:
    head = " ".join(
        inside("compare", "hefei", "shenzhen", "guangzhou").stdout.partition("Shorter: ")[0].split()
    )
    assert len(re.findall(r" · [0-9]+ in places inside \(--with-children\)", head)) == 3, head
    assert "--with-parents" not in head
    assert (
        "in places inside ("
        not in inside("compare", "hefei", "shenzhen", "guangzhou", "--with-children").stdout
    )
