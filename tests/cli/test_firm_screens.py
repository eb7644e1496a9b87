"""A firm on the command line: what measures come to for it on a screen, as JSON, in a document, and what is refused."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from nqpf_cli import load
from nqpf_cli.firm_api import FirmFacts
from nqpf_cli.model.firm_fact import firm_facts, is_told
from nqpf_cli.pages.firm_words import GROUPS
from tests.cli.goldens import none_left_over, printed
from tests.conftest import DATA, ROOT, Nqpf

FOLDER = "golden-firms"
FIRM = """\
name: a firm of ours
kind: enterprise
registered_in: harbour-zone
operates_in: [harbour-zone]
founded: 2024-03
headcount: 24
sector: [ai]
title: {high-tech-enterprise: no}
"""
ON = ("--on", "2026-11-27")
PAGES = {
    "incentives": "incentives --firm firm.yaml",
    "incentives-40": "incentives --firm firm.yaml",
    "incentives-all": "incentives harbour-zone --firm firm.yaml --all --sources",
    "incentives-is": "incentives harbour-zone --is headcount=60 --is title.high-tech-enterprise=2024-03",
    "incentives-limit": "incentives --firm firm.yaml --limit 2 --lang both",
    "show": "show quay-rent --firm firm.yaml --is spend.supplier_related=no",
    "show-40": "show quay-model --firm firm.yaml",
    "show-candidates": "show quay --firm firm.yaml",
    "show-settled": "show quay-carry --firm firm.yaml --is title.high-tech-enterprise=2024-03",
    "show-fails": "show quay-drugs --firm firm.yaml",
    "estimate": "estimate harbour-zone --with-parents --spend compute-rental=8m --firm firm.yaml",
    "estimate-40": "estimate harbour-zone --with-parents --spend compute-rental=8m --is headcount=200",
    "estimate-nothing": "estimate harbour-zone --with-parents --spend wages=8m --is kind=university",
    "brief": "brief --firm firm.yaml",
    "brief-html": "brief harbour-zone --firm firm.yaml --format html",
}


@pytest.fixture(scope="session")
def firms_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of tests/small with those of tests/firms: a measure for everything that one can come to."""
    home = tmp_path_factory.mktemp("firms") / "data"
    for part in ("small", "firms"):
        shutil.copytree(ROOT / "tests" / part, home, dirs_exist_ok=True)
    shutil.copy(DATA / "vocabularies.yaml", home)
    return home


@pytest.fixture
def firms(firms_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Those facts in place of the bundled ones, in a folder that holds the file of a firm."""
    from nqpf_cli.index import open_index as opening

    monkeypatch.setattr(opening, "facts_folder", lambda: firms_home)
    monkeypatch.setattr(opening, "SHIPPED", firms_home / "none")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "firm.yaml").write_text(FIRM, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, inside: Nqpf, firms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside("list", "regions")  # making the index is told once
    printed(name, [*PAGES[name].split(), *ON], inside, monkeypatch, FOLDER)


def test_no_page_is_left_over() -> None:
    none_left_over(PAGES, FOLDER)


def test_on_a_wide_screen_a_condition_keeps_its_line(
    inside: Nqpf, firms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = inside(*PAGES["incentives-all"].split(), *ON).stdout
    assert "  ✓ met     at most 50 people\n" in page
    assert max(map(len, page.splitlines())) <= 200


# --- what is printed for programs ---


def asked(inside: Nqpf, *words: str) -> Any:
    return json.loads(inside(*words, *ON, "--json").stdout)


def test_every_measure_is_told_with_its_tests_and_what_they_come_to(inside: Nqpf, firms: Path) -> None:
    found = asked(inside, "incentives", "harbour-zone", "--firm", "firm.yaml")
    verdicts = {one["id"]: (one["firm"]["verdict"], one["firm"].get("why")) for one in found["records"]}
    assert verdicts == {
        "quay-small": ("nothing-against", None),
        "quay-rent": ("open", "answers"),
        "quay-model": ("open", "office"),
        "quay-words": ("open", "unread"),
        "quay-fund": ("not-claimable", None),
        "quay-title": ("not-yet", None),
        "quay-carry": ("not-yet", None),
        "quay-drugs": ("fails", None),
    }
    assert found["left_out"] == {"ended": 1}
    rent = next(one for one in found["records"] if one["id"] == "quay-rent")
    assert rent["conditions"][0] == "rented of an unrelated firm"
    assert rent["tests"]["conditions"][0] == {"needs": {"spend.supplier_related": False}}
    assert rent["tests"]["apply"]["how"] == "call"
    assert rent["firm"]["tiers"] == ["fail", "open"]
    assert rent["firm"]["conditions"][3:] == [
        {"text": "rented of an unrelated firm", "value": "open", "whose": "yours", "facts": ["spend.supplier_related"], "about": "condition"},
        {"text": "counts no rent that the city pays", "value": "open", "whose": "yours", "facts": [], "about": "condition"},
        {"text": "keeps the contract three years", "value": "open", "whose": "afterwards", "facts": [], "about": "condition"},
    ]  # fmt: skip


@pytest.mark.parametrize("words", [words for words in PAGES.values() if not words.startswith("brief")])
def test_the_schema_of_the_output_holds_for_a_firm(words: str, inside: Nqpf, firms: Path) -> None:
    schema = json.loads((ROOT / "schema" / "output.json").read_text("utf-8"))
    faults = list(Draft202012Validator(schema).iter_errors(asked(inside, *words.split())))
    assert not faults, f"{faults[0].json_path}: {faults[0].message[:300]}"


def test_an_estimate_works_out_no_measure_that_fails_and_the_tier_that_is_left(
    inside: Nqpf, firms: Path
) -> None:
    plan = ("estimate", "harbour-zone", "--spend", "compute-rental=8m")
    sums = {}
    for fact in ("headcount=200", "headcount=20", "headcount=20..200"):
        records = {one["id"]: one for one in asked(inside, *plan, "--is", fact)["records"]}
        sums[fact] = records["quay-rent"]["amount"]
    assert sums == {"headcount=200": 2_000_000, "headcount=20": 500_000, "headcount=20..200": 2_000_000}
    sold = asked(inside, *plan, "--is", "spend.supplier_related=yes")
    rent = next(one for one in sold["records"] if one["id"] == "quay-rent")
    assert (rent["outcome"], rent["reason"]) == ("near", "not for you: rented of an unrelated firm")


def test_json_has_the_tests_and_nothing_of_a_firm_that_was_not_told(inside: Nqpf, firms: Path) -> None:
    for words in (["incentives", "harbour-zone"], ["show", "quay-rent"]):
        records = {one["id"]: one for one in asked(inside, *words)["records"]}
        assert not any("firm" in one for one in records.values())
        rent = records["quay-rent"]
        assert [*map(len, (rent["conditions"], rent["tests"]["conditions"]))] == [3, 3]
        assert rent["tests"]["conditions"][2] == {"afterwards": True}
        assert rent["tests"]["tiers"] == [{"needs": {"headcount": "> 100"}}, {}]


def test_the_library_answers_as_the_command_does(inside: Nqpf, firms: Path) -> None:
    facts = FirmFacts(
        load(), "firm.yaml", {"title.high-tech-enterprise": False, "listed_on": [], "rd_staff": 12}
    )
    more = (
        "--firm",
        "firm.yaml",
        "--is",
        "title.high-tech-enterprise=no",
        "--is",
        "listed_on=none",
        "--is",
        "rd_staff=12",
    )
    for result, words in (
        (facts.incentives(on=ON[1]), ["incentives"]),
        (facts.show("quay-model", on=ON[1]), ["show", "quay-model"]),
        (facts.estimate("harbour-zone", {"compute-rental": 10**6}, on=ON[1]), ["estimate", "harbour-zone", "--spend", "compute-rental=1m"]),
    ):  # fmt: skip
        told = [(one["id"], one["firm"]) for one in asked(inside, *words, *more)["records"]]
        assert [(one["id"], one["firm"]) for one in result.answer.records] == told


# --- what is refused ---

REFUSED = {
    "--is registered_in=harbourr-zone": ('no region "harbourr-zone". Nearest: harbour-zone', 1),
    "--is headcont=5": ("headcont: is no fact of a firm; did you mean headcount?", 2),
    "--is title.litle-giant=yes": (
        "title.litle-giant: is no fact of a firm; did you mean title.little-giant?",
        2,
    ),
    "--is sector=aii": ('sector: has no "aii"; did you mean ai?', 2),
    "--is leased_area=5CNY": ('leased_area: is "5CNY", not a number', 2),
    "--is revenue=much": ('revenue: "much" is not an amount', 2),
    "--is rd_staff=50 --is headcount=5": ("rd_staff: is more than headcount", 2),
    "--is age_years=5": ("age_years: follows from founded", 2),
    "--is headcount=5 --is headcount=6": ("headcount: is said twice", 2),
    "--is headcount": ('--is: "headcount" is not FACT=VALUE', 2),
    "--firm nowhere.yaml": ("nowhere.yaml: no such file", 2),
    "--firm bad.yaml": ("bad.yaml:2:1: headcont: is no fact of a firm; did you mean headcount?", 2),
}


@pytest.mark.parametrize("words", REFUSED)
@pytest.mark.parametrize(
    "command", ["incentives", "show quay-rent", "estimate harbour-zone --spend rent=1m", "brief"]
)
def test_what_cannot_be_is_refused_in_a_line(command: str, words: str, inside: Nqpf, firms: Path) -> None:
    (firms / "bad.yaml").write_text("kind: enterprise\nheadcont: 5\n", encoding="utf-8")
    inside("list", "regions")
    done = inside(*command.split(), *words.split())
    message, code = REFUSED[words]
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"nqpf: {message}")
    assert len(done.stderr.splitlines()) <= 2


TAKEN = {
    "--is size=huge": (
        ("did you mean sme?",),
        "it takes sme, kind, ",
    ),  # a size is yes or no: no command to copy
    "--is foo=1": (("foo: is no fact of a firm",), "it takes kind, "),
    "--is kind=foo": (('kind: has no "foo"',), "it takes enterprise, "),
    "--is staff=30": (("did you mean headcount?",), "nqpf {} --is headcount=30; it takes headcount, "),
    "--is=HEADCONT=5": (("did you mean headcount?",), "nqpf {} --is=headcount=5; it takes headcount, "),
    "--is sector=ai,robotic": (
        ('"robotic"; did you',),
        "nqpf {} --is sector=ai,robotics; it takes robotics, ",
    ),
    "--is main_business=manufacturing": (("mean C?",), "nqpf {} --is main_business=C; it takes C, A, "),
    "--is title.foo=yes": (("no fact of a firm",), "it takes title.technology-sme, "),
    "--is title=yes": (("no fact of a firm",), "it takes title.technology-sme, "),
    "--is headcount=many": (('is "many", not a number; write it like 80',), ""),
    "--firm size.yaml": (("size.yaml:1:1: size: is no", "mean sme?"), "it takes sme, kind, "),
    "--firm value.yaml": (("value.yaml:1:1: kind: has no",), "it takes enterprise, "),
    "--firm place.yaml": (("place.yaml:1:1: ", "mean harbour-zone?"), "nqpf list regions shows every place"),
}


@pytest.mark.parametrize("words", TAKEN)
def test_what_is_refused_is_told_with_what_is_taken(words: str, inside: Nqpf, firms: Path) -> None:
    """The likeliest first, in a line of at most three on a terminal, after the command that would be taken."""
    for name, text in (("size", "size: huge"), ("value", "kind: foo"), ("place", "taxed_in: [harbor-zone]")):
        (firms / f"{name}.yaml").write_text(f"{text}\n", encoding="utf-8")
    inside("list", "regions")
    done = inside("brief", *words.split())
    first, *rest = done.stderr.splitlines()
    said, then = TAKEN[words]
    assert all(part in first for part in said)
    assert [line.strip()[: len(then.format("brief"))] for line in rest] == [then.format("brief")] * bool(then)
    assert len("".join(rest)) <= 240
    if " more" in done.stderr:
        assert done.stderr.endswith(" more: nqpf schema firm --example\n")
    for command in (line.strip().partition(";")[0] for line in rest if line.strip().startswith("nqpf brief")):
        assert inside(*command.split()[1:], "--region", "harbour-zone", "--short").returncode == 0


def test_the_command_is_put_right_where_a_place_was_mistyped(inside: Nqpf, firms: Path) -> None:
    inside("list", "regions")
    said = inside("incentives", "--is", "operates_in=nation,harbourr-zone").stderr
    assert "nqpf incentives --is operates_in=nation,harbour-zone" in said


def test_a_question_that_was_answered_in_part_says_so(inside: Nqpf, tmp_path: Path) -> None:
    """A list that is typed may not be whole, so more of it may rule measures out; one in a file is whole."""
    typed = " ".join(inside("incentives", "lingang", "--is", "sector=semiconductors").stdout.split())
    assert "Besides what you said (a list in a file counts as whole): In which fields" in typed
    assert "Besides what you said (a list in a file counts as whole): What kind" not in typed
    profile = tmp_path / "firm.yaml"
    profile.write_text("sector: [semiconductors]\n", encoding="utf-8")
    assert "In which fields" not in inside("incentives", "lingang", "--firm", str(profile)).stdout


def test_only_a_measure_is_compared(inside: Nqpf, firms: Path) -> None:
    inside("list", "regions")
    done = inside("show", "harbour-zone", "--firm", "firm.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("nqpf: harbour-zone is no measure")


def test_nothing_of_a_firm_is_kept(inside: Nqpf, firms: Path, cache_home: Path) -> None:
    (firms / "firm.yaml").write_text(FIRM.replace("a firm of ours", "Secret Works"), encoding="utf-8")
    before = sorted(firms.iterdir())
    assert "Secret Works" in inside("incentives", "--firm", "firm.yaml").stdout
    assert sorted(firms.iterdir()) == before
    kept = [path for path in cache_home.rglob("*") if path.is_file() and b"Secret Works" in path.read_bytes()]
    assert not kept


# --- the file of a firm: its schema, its template, the two of the guide ---


def uncommented(text: str) -> str:
    """The template with the # taken from every fact; a comment has a space after its own."""
    return re.sub(r"^#(?=\S| {2})", "", text, flags=re.M)


def test_the_template_asks_for_every_fact_and_every_answer_loads(inside: Nqpf, firms: Path) -> None:
    told = inside("schema", "firm", "--example").stdout
    (firms / "template.yaml").write_text(told, encoding="utf-8")
    assert inside("incentives", "--firm", "template.yaml").returncode in (0, 1)
    (firms / "answered.yaml").write_text(uncommented(told), encoding="utf-8")
    done = inside("incentives", "--firm", "answered.yaml")
    assert done.stderr == ""
    filled = yaml.safe_load(uncommented(told))
    names = {f"{key}.{word}" if isinstance(inner, dict) else key for key, inner in filled.items() for word in (inner if isinstance(inner, dict) else [""])}  # fmt: skip
    names |= {f"{item}.{key}" for item in ("project", "spend") for key in filled[item][0]}
    vocabularies = yaml.safe_load((DATA / "vocabularies.yaml").read_text("utf-8"))
    wanted = {fact.name for fact in firm_facts(vocabularies).values() if is_told(fact)}
    assert wanted <= names
    schema = json.loads(inside("schema", "firm").stdout)
    plain = yaml.load(uncommented(told), Loader=yaml.BaseLoader)
    faults = [one for one in Draft202012Validator(schema).iter_errors(plain) if one.validator != "type"]
    assert not faults, faults[0].message


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "firms").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_firms_of_the_guide(path: Path, inside: Nqpf) -> None:
    """Every measure stands in one group, the counts add up, and the file passes the schema."""
    found = json.loads(inside("incentives", "--firm", str(path), *ON, "--json").stdout)
    counts = Counter(one["firm"].get("why") or one["firm"]["verdict"] for one in found["records"])
    page = inside("incentives", "--firm", str(path), *ON).stdout
    for key, words in GROUPS.items():
        said = re.search(rf"^ +(\d+)  {re.escape(words)}", page, re.M)
        assert (int(said[1]) if said else 0) == counts[key], words
    assert sum(counts.values()) == found["total"] > 50
    schema = json.loads((ROOT / "schema" / "firm.json").read_text("utf-8"))
    told = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert not [one for one in Draft202012Validator(schema).iter_errors(told) if one.validator != "type"]


def test_nothing_says_that_a_firm_is_let_in() -> None:
    """The word that no verdict may use: an office decides. An option of other tools may be called so."""
    word = re.compile("eligib" + "le", re.I)
    ours = [one for one in (ROOT / "nqpf_cli").rglob("*.py") if one.name != "borrowed.py"]
    places = [*ours, *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    assert not [str(path) for path in places if word.search(path.read_text("utf-8"))]
