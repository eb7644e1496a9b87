"""What records say of themselves, on every page and in every format: where they were read, what an area is made of,

when they came, what changed in them, and what became of those that went.
"""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from nqpf_cli.loading.checks import check_history as history
from nqpf_cli.loading.checks import check_pages as pages
from nqpf_cli.loading.checks import check_regions as areas
from nqpf_cli.loading.load import load
from tests.cli.test_cite import SCHEMA, entries
from tests.conftest import DATA, ROOT, Nqpf
from tests.store.roots import write

ARCHIVE = "https://archive.example.org/kept?a=1&b=%E4_x"
MORE = {
    "sources/more.yaml": f"""\
        - id: kept-page
          title: The delta's grant
          publisher: Delta Office
          url: https://delta.example.org/grant
          read_at: {ARCHIVE}
          official: true
          published: '2025-02-03'
          language: en
          kind: primary
          added: '2026-11-21'
          changed: {{date: '2026-11-23', what: reading, why: The appendix of it was read.}}
        """,
    "regions/more.yaml": """\
        - id: delta
          name: The Delta
          name_zh: 三角洲
          level: zone
          parent: nation
          spans: [port-city, southland]
        - id: border-zone
          name: Border Zone
          name_zh: 边界
          level: zone
          parent: southland
          overlaps: [port-city]
        """,
    "incentives/more.yaml": """\
        - id: delta-grant
          region: delta
          title: Grant of the delta
          instrument: grant
          sectors: [general]
          beneficiaries: [enterprise]
          summary: It pays.
          open_ended: true
          sources: [kept-page]
          confidence: high
        - id: south-grant
          region: southland
          title: Grant of the south
          instrument: grant
          sectors: [general]
          beneficiaries: [enterprise]
          summary: It pays.
          open_ended: true
          sources: [kept-page]
          confidence: high
        """,
    "withdrawn.yaml": """\
        - id: old-grant
          date: '2026-11-23'
          why: It was the same as another.
          now: delta-grant
        - id: old-grants
          date: '2026-11-24'
          why: No page bore it out.
        """,
}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of tests/small and these in place of the bundled ones."""
    from nqpf_cli.index import open_index as opening

    home = tmp_path_factory.getbasetemp() / "areas"
    if not home.exists():
        shutil.copytree(ROOT / "tests" / "small", home)
        shutil.copy(DATA / "vocabularies.yaml", home)
        write(home, MORE)
    monkeypatch.setattr(opening, "facts_folder", lambda: home)
    monkeypatch.setattr(opening, "SHIPPED", home / "none")
    return home


def said(inside: Nqpf, *args: str) -> str:
    """What a command prints, in one line."""
    done = inside(*args)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


def records(inside: Nqpf, *args: str) -> list[dict]:
    return json.loads(inside(*args, "--json").stdout)["records"]


def found(inside: Nqpf, *args: str) -> set[str]:
    return {record["id"] for record in records(inside, "incentives", *args, "--all")}


def test_the_facts_of_this_file_are_sound(home: Path) -> None:
    facts = load([home])
    looks = (
        areas.across_the_tree,
        areas.parts_of_themselves,
        pages.addresses,
        history.changes,
        history.withdrawn,
    )
    assert [str(fault) for fault in (*facts.problems, *(one for look in looks for one in look(facts)))] == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["cite", "delta-grant"], f"https://delta.example.org/grant (read at {ARCHIVE})."),
        (["cite", "kept-page", "--format", "html"], "https://archive.example.org/kept?a=1&amp;b=%E4_x</a>"),
        (["incentives", "delta", "--sources"], f"https://delta.example.org/grant, read at {ARCHIVE}"),
        (["incentives", "delta", "--sources", "--format", "markdown"], ", read at "),
        (["show", "delta-grant"], f", read at {ARCHIVE}"),
        (["show", "kept-page"], f"Read at {ARCHIVE}"),
        (["show", "kept-page"], "Issuer's own page yes"),
        (["show", "kept-page"], "Added 21 November 2026"),
        (["show", "kept-page"], "Last change 23 November 2026, read again: The appendix of it was read."),
        (["incentives", "delta"], "Evidence text read on another site, February 2025"),
        (["show", "delta"], "Made up of Port City port-city Southland southland"),
        (["show", "port-city"], "Areas that it is part of 1 The Delta delta"),
        (["show", "port-city"], "Lies in Northland northland The Delta delta The Nation nation"),
        (["show", "border-zone"], "Shares ground with Port City port-city"),
        (["show", "port-city"], "Places that share ground with it 1 Border Zone border-zone"),
    ],
)  # fmt: skip
def test_a_page_says_it(inside: Nqpf, args: list[str], words: str) -> None:
    assert words in said(inside, *args)


def test_a_page_that_says_none_of_it_has_no_word_of_it(inside: Nqpf) -> None:
    for word in ("Read at", "read at", "Added", "Last change", "Issuer's own"):
        assert word not in said(inside, "show", "gazette-plan") + said(inside, "cite", "gazette-plan")


def test_citations_have_the_archive_in_the_note(inside: Nqpf) -> None:
    fields = entries(inside("cite", "kept-page", "--style", "bibtex").stdout).entries["kept-page"].fields
    assert fields["url"] == "https://delta.example.org/grant"
    assert fields["note"] == r"Read at https://archive.example.org/kept?a=1\&b=\%E4\_x"
    items = json.loads(inside("cite", "kept-page", "--style", "csl-json").stdout)
    Draft7Validator(SCHEMA).validate(items)
    assert items[0]["note"] == f"Read at {ARCHIVE}"


def test_data_formats_hold_it(inside: Nqpf) -> None:
    page = records(inside, "show", "kept-page")[0]
    assert (page["read_at"], page["official"], page["added"]) == (ARCHIVE, True, "2026-11-21")
    assert page["changed"]["what"] == "reading"
    row = next(
        row
        for row in csv.DictReader(StringIO(inside("list", "sources", "--format", "csv").stdout))
        if row["id"] == "kept-page"
    )
    assert (row["changed_date"], row["changed_what"], row["official"]) == ("2026-11-23", "reading", "true")
    assert records(inside, "show", "delta")[0]["spans"] == ["port-city", "southland"]


def test_nobody_finds_a_record_by_why_it_changed(inside: Nqpf) -> None:
    assert inside("search", "appendix").returncode == 1


def test_an_area_holds_what_lies_in_the_places_it_spans(inside: Nqpf) -> None:
    assert found(inside, "delta") == {"delta-grant", "port-rent", "south-grant"}
    assert "(Port City and Southland)" in said(inside, "incentives", "delta")
    assert {"delta-grant", "port-rent", "south-grant"} <= found(inside, "delta", "--with-children")
    assert "northland-vouchers" not in found(inside, "delta", "--with-children")
    listed = {
        record["id"]
        for record in records(inside, "list", "incentives", "--region", "delta", "--with-children")
    }
    assert {"delta-grant", "port-rent", "south-grant"} <= listed


def test_what_an_area_offers_holds_in_its_places_and_what_lies_in_them(inside: Nqpf) -> None:
    for place in ("port-city", "harbour-zone", "southland", "border-zone"):
        assert "delta-grant" in found(inside, place, "--with-parents"), place
        assert "delta-grant" not in found(inside, place), place
    assert "delta-grant" not in found(inside, "northland", "--with-parents")


def test_nothing_comes_twice_where_ways_up_and_down_meet(inside: Nqpf) -> None:
    for places in (["delta", "harbour-zone"], ["harbour-zone", "delta"], ["nation", "harbour-zone"]):
        ids = [
            one["id"] for one in records(inside, "incentives", *places, "--with-parents", "--with-children")
        ]
        assert len(ids) == len(set(ids))


def test_shared_ground_moves_no_measure(inside: Nqpf) -> None:
    assert "port-rent" not in found(inside, "border-zone", "--with-parents", "--with-children")
    assert "south-grant" not in found(inside, "port-city", "--with-parents", "--with-children")


def test_a_ring_of_areas_in_a_pack_ends(inside: Nqpf, tmp_path: Path) -> None:
    names = [f"ring-{number}" for number in range(40)]
    text = "".join(
        f"- {{id: {name}, name: {name}, name_zh: 环, level: zone, parent: nation, spans: [{', '.join(names)}]}}\n"
        for name in names
    )
    write(tmp_path, {"regions.yaml": text})
    assert found(inside, "ring-1", "--with-parents", "--with-children", "--data", str(tmp_path)) >= set()
    listed = records(inside, "list", "regions", "--data", str(tmp_path))
    assert set(names) <= {one["id"] for one in listed}


@pytest.mark.parametrize("args", [["show"], ["cite"], ["define"], ["explain"], ["brief"], ["incentives"],
                                  ["list", "incentives", "--policy"], ["timeline", "--region"]])  # fmt: skip
def test_what_went_is_said_with_its_day_and_reason(inside: Nqpf, args: list[str]) -> None:
    done = inside(*args, "old-grant")
    assert done.returncode == 1
    assert not done.stdout
    words = " ".join(done.stderr.split())
    told = "It was withdrawn on 23 November 2026: It was the same as another. delta-grant took its place."
    assert told in words
    if args[0] in ("show", "cite"):
        assert f"nqpf {args[0]} delta-grant" in words
    assert "took its place" not in inside(*args, "old-grants").stderr
    assert "24 November 2026: No page bore it out." in " ".join(inside(*args, "old-grants").stderr.split())


def test_a_pack_may_use_an_id_that_went_and_learns_what_became_of_one_it_names(
    inside: Nqpf, tmp_path: Path
) -> None:
    grant = (
        MORE["incentives/more.yaml"].partition("        - id: south")[0].replace("delta-grant", "old-grant")
    )
    write(tmp_path, {"incentives.yaml": grant})
    assert "Grant of the delta" in said(inside, "show", "old-grant", "--data", str(tmp_path))
    assert inside("check", str(tmp_path)).returncode == 0
    write(tmp_path, {"incentives.yaml": grant + "          replaced_by: old-grants\n"})
    words = said_wrong(inside, "check", str(tmp_path))
    assert "there is no incentive old-grants; take it out: it was withdrawn on 2026-11-24, No page" in words
    write(tmp_path, {"incentives.yaml": grant + "          replaces: old-grant\n"})
    words = said_wrong(inside, "check", str(tmp_path))
    assert "no record old-grant to replace; name delta-grant: it was withdrawn on 2026-11-23" in words


def said_wrong(inside: Nqpf, *args: str) -> str:
    done = inside(*args)
    assert done.returncode == 3
    return " ".join((done.stdout + done.stderr).split())
