"""Fact packs: a team's own facts beside ours, on every command, always marked as whose they are.

Ours are the small ones here, but for two runs of the installed program: what is asked of a pack hangs on no fact of
data/, and each pack beside those costs an index of thousands of records.
"""

import html
import json
import os
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from nqpf_cli.cli.app import main, program
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.loading.load import load
from tests.cli.schemas import made
from tests.conftest import ROOT, Nqpf
from tests.docs.pack import templates
from tests.store.roots import EXTRA_TERM, pack

COMMANDS_OF_A_PACK = {
    "timeline": "timeline --region example-district",
    "define": "define robot neighbourhood",
    "incentives": "incentives example-district",
    "search": "search robot neighbourhood",
    "list": "list events --region example-district",
    "show": "show example-robot-line-grant",
    "explain": "explain example-topic",
    "compare": "compare example-district southland",
    "estimate": "estimate --region example-district --spend equipment=1000000",
    "brief": "brief example-district",
    "cite": "cite example-robot-line-grant",
}
"""A question to each command that only the pack can answer."""

NO_RECORDS = {"export", "check", "schema"}
TEMPLATES = {name: re.sub(r"\bshanghai\b", "port-city", text) for name, text in templates().items()}
"""A record of every kind: the pack examples/my-facts, in a place of the small facts."""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a record of every kind."""
    return pack(tmp_path_factory.mktemp("packs"), TEMPLATES, "mine")


@pytest.fixture
def ask(small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The program in this process, piped, on the small facts: (code, stdout, stderr)."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*args: str) -> tuple[int, str, str]:
        code = main(list(args))
        return code, *capsys.readouterr()

    return run


def test_every_command_takes_a_pack() -> None:
    group = program()
    assert set(COMMANDS_OF_A_PACK) | NO_RECORDS == set(COMMANDS)
    for name in COMMANDS:
        options = {option for parameter in group.get_command(None, name).params for option in parameter.opts}
        assert "--data" in options, name


@pytest.mark.parametrize("line", COMMANDS_OF_A_PACK.values(), ids=COMMANDS_OF_A_PACK)
def test_it_answers_from_the_pack_and_says_whose_fact_it_is(ask, mine: Path, line: str) -> None:  # type: ignore[no-untyped-def]
    code, told, _ = ask(*line.split(), "--data", str(mine))
    assert code == 0
    assert "(pack mine)" in told or line.startswith("compare")
    assert told.rstrip().endswith("Beside the bundled facts: 12 records of the pack mine.")
    code, without, _ = ask(*line.split())
    assert "example-" not in without
    assert code == 1


def test_the_installed_program_takes_one_beside_the_real_facts(nqpf: Nqpf, my_facts: Path) -> None:
    for arguments, env in (["--data", str(my_facts)], {}), ([], {"NQPF_DATA": str(my_facts)}):
        done = nqpf("define", "robot neighbourhood", *arguments, env=env)
        assert (done.returncode, done.stderr) == (0, "")
        assert "(pack my-facts)" in done.stdout
        assert done.stdout.rstrip().endswith("Beside the bundled facts: 12 records of the pack my-facts.")


@pytest.mark.parametrize("line", COMMANDS_OF_A_PACK.values(), ids=COMMANDS_OF_A_PACK)
def test_a_script_sees_it_too(ask, mine: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NQPF_DATA", str(mine))
    _, told, _ = ask(*line.split(), "--json")
    assert '"pack": "mine"' in told
    Draft202012Validator(made()["output.json"]).validate(json.loads(told))
    for record in json.loads(told)["records"]:
        own = "example" in record.get("id", "")
        assert record.get("pack") == ("mine" if own else None)


@pytest.mark.parametrize(
    "kind", ["sources", "regions", "actors", "terms", "events", "policies", "incentives", "targets", "figures", "positions", "topics"]
)  # fmt: skip
def test_a_list_marks_the_packs_own_and_no_other(ask, mine: Path, kind: str) -> None:  # type: ignore[no-untyped-def]
    _, told, _ = ask("list", kind, "--data", str(mine))
    own = [line for line in told.splitlines() if "(pack mine)" in line]
    assert 1 <= len(own) <= 2
    rows = ask("list", kind, "--data", str(mine), "--format", "jsonl")[1].splitlines()
    assert len([row for row in rows if json.loads(row).get("pack")]) == (2 if kind == "sources" else 1)
    header = ask("list", kind, "--data", str(mine), "--format", "csv")[1].splitlines()[0]
    assert header.endswith(",pack,touched_by")
    assert "pack" not in ask("list", kind, "--format", "csv")[1].splitlines()[0]


def test_packs_add_up_in_the_order_named(
    ask, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    term = yaml.safe_load(TEMPLATES["terms/concept.yaml"])[0] | {"replaces": "example-term"}
    theirs = pack(
        tmp_path, {"terms.yaml": yaml.safe_dump([term | {"definition": "As they see it."}])}, "theirs"
    )
    monkeypatch.setenv("NQPF_DATA", f"{mine}{os.pathsep}{os.pathsep}{mine}")
    _, told, _ = ask("define", "robot neighbourhood", "--data", str(theirs))
    assert "(pack theirs, in place of another; rests on pack mine)" in told
    assert "As they see it." in told
    assert told.rstrip().endswith("11 records of the pack mine, 1 record of the pack theirs.")


def test_a_record_of_ours_is_replaced_only_by_saying_so(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    term = {
        "id": "patient-money",
        "term": "patient money",
        "category": "instrument",
        "definition": "Money that waits, as we put it.",
        "sources": ["our-page"],
        "confidence": "medium",
    }
    page = yaml.safe_load(TEMPLATES["sources/2026.yaml"])[0] | {"id": "our-page"}
    text, page = yaml.safe_dump([term]), yaml.safe_dump([page])
    ours = pack(tmp_path, {"terms.yaml": text, "sources.yaml": page}, "ours")
    code, told, said = ask("define", "patient money", "--data", str(ours))
    assert (code, told) == (3, "")
    assert "the id patient-money is taken: small/terms.yaml" in said
    assert "say replaces: in a fact pack" in said
    pack(tmp_path, {"terms.yaml": yaml.safe_dump([term | {"replaces": "patient-money"}])}, "ours")
    code, told, _ = ask("define", "patient money", "--data", str(ours))
    assert code == 0
    assert "Money that waits, as we put it." in told
    assert "(pack ours, in place of another)" in told


@pytest.mark.parametrize("named", ["--data", "NQPF_DATA"])
def test_names_that_only_the_pack_has_are_completed(ask, mine: Path, monkeypatch, named: str) -> None:  # type: ignore[no-untyped-def]
    words = [
        "nqpf",
        "incentives",
        *(["--data", str(mine)] if named == "--data" else []),
        "--region",
        "exampl",
    ]
    monkeypatch.setenv("_NQPF_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    if named == "NQPF_DATA":
        monkeypatch.setenv("NQPF_DATA", str(mine))
    assert "example-district" in ask()[1]


def test_the_faults_that_the_docs_show(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    mine = pack(tmp_path, TEMPLATES, "my-facts")
    measures = mine / "incentives" / "shanghai.yaml"
    text = measures.read_text("utf-8").replace("instrument: grant ", "instrument: grannt ")
    measures.write_text(text.replace("- example-2026-robot-measures", "- example-2026-robots"), "utf-8")
    monkeypatch.chdir(tmp_path)
    code, told, _ = ask("check", "my-facts")
    assert code == 3
    assert f"```text\n$ nqpf check my-facts\n{told}```" in (ROOT / "docs" / "packs.md").read_text("utf-8")


def test_no_such_pack_is_wrong_usage_everywhere(ask) -> None:  # type: ignore[no-untyped-def]
    for line in [*COMMANDS_OF_A_PACK.values(), "check", "schema policies"]:
        code, told, said = ask(*line.split(), "--data", "/no/such/folder")
        assert (code, told) == (2, ""), line
        assert said.startswith('nqpf: no fact pack at "/no/such/folder": there is no such folder\n'), line


GRABBING = """\
- id: red-place
  name: Red Place
  name_zh: 红地
  level: district
  parent: nation
  aliases: [{alias}]
"""


@pytest.mark.parametrize("alias", ["harbour-zone", "HARBOUR ZONE", "'harbourzone'", "海港区"])
def test_no_pack_takes_a_place_of_ours_away(tmp_path: Path, ask, alias: str) -> None:  # type: ignore[no-untyped-def]
    folder = str(pack(tmp_path, {"regions.yaml": GRABBING.format(alias=alias)}))
    for typed in ("harbour-zone", "Harbour Zone", "harbourzone", "海港区"):
        for line in (["compare", typed, "port-city"], ["incentives", typed]):
            code, out, _ = ask(*line, "--with-parents", "--json", "--data", folder)
            assert (code, "red-place" in out) == (0, False), (line, out[:200])
    code, out, _ = ask("show", "red place", "--data", folder)
    assert (code, "Red Place" in out) == (0, True)


def test_a_name_of_ours_goes_before_one_of_a_pack_in_every_kind(tmp_path: Path, ask) -> None:  # type: ignore[no-untyped-def]
    term = EXTRA_TERM.replace("page-one", "gazette-plan").format(id="mine", term="computing power")
    folder = str(pack(tmp_path, {"terms.yaml": term}))
    for line in (["define", "computing power"], ["define", "computingpower"]):
        assert "mine" not in ask(*line, "--json", "--data", folder)[1]
    assert ask("define", "mine", "--data", folder)[0] == 0


MEASURE = "northland-vouchers"
TOUCHED = {
    "incentives": "incentives northland --all --sector ai",
    "list": "list incentives --region northland --sector ai",
    "show": f"show {MEASURE}",
    "search": f"search {MEASURE}",
    "compare": "compare northland port-city --sector ai --with-parents",
    "estimate": "estimate --region northland --spend compute-rental=1m",
    "brief": "brief northland",
    "cite": f"cite {MEASURE}",
    "timeline": "timeline --region northland",
}
"""Questions whose answers hold records of ours that rest on one of a pack."""

REPLACING = {"policies": "northland-2024-plan", "sources": "gazette-plan", "regions": "northland"}
"""What the measure stands in, cites and lies in."""


@pytest.fixture(scope="module")
def records(small_home: Path) -> dict[str, dict[str, object]]:
    """The small facts by their ids."""
    return {key: dict(loaded.record) for key, loaded in load([small_home]).records.items()}


@pytest.fixture(scope="module")
def through(
    tmp_path_factory: pytest.TempPathFactory, records: dict[str, dict[str, object]]
) -> dict[str, Path]:
    """Packs that replace one record of ours each: a document, a page, a place."""
    home = tmp_path_factory.mktemp("through")
    found: dict[str, Path] = {}
    for file, key in REPLACING.items():
        record = {**records[key], "replaces": key}
        record.pop("checked", None)
        if file == "policies":
            record["status"] = "repealed"
        found[file] = pack(home, {f"{file}.yaml": yaml.safe_dump([record], allow_unicode=True)}, file)
    return found


@pytest.mark.parametrize("replaced", REPLACING)
@pytest.mark.parametrize("format", ["plain", "html", "markdown", "json", "jsonl", "csv", "yaml", "ics"])
def test_what_rests_on_a_pack_says_so_in_every_format(ask, through, replaced: str, format: str) -> None:  # type: ignore[no-untyped-def]
    asked = ["list", "incentives", "--region", "northland", "-f", format]
    told = ask(*asked, "--data", str(through[replaced]))[1]
    mark = "touched_by" if format in ("json", "jsonl", "csv", "yaml") else f"rests on pack {replaced}"
    assert mark in told.replace("\r\n ", "")
    assert mark not in ask(*asked)[1].replace("touched_by,", "")


@pytest.mark.parametrize(
    ("replaced", "line"),
    # No event rests on the document.
    [(file, line) for file in ("policies", "regions") for name, line in TOUCHED.items() if (file, name) != ("policies", "timeline")],
)  # fmt: skip
def test_what_rests_on_a_pack_says_so_in_every_command(ask, through, replaced: str, line: str) -> None:  # type: ignore[no-untyped-def]
    asked = [*line.split(), "--data", str(through[replaced])]
    page, data = ask(*asked)[1], ask(*asked, "--json")[1]
    name = "packs" if line.startswith("compare") else "touched_by"
    assert f"pack {replaced}" in page
    if not line.startswith("cite"):  # its records are pages
        assert f'"{name}"' in data
        Draft202012Validator(made()["output.json"]).validate(json.loads(data))


def test_a_page_of_a_pack_is_marked_and_was_not_read_by_us(ask, through) -> None:  # type: ignore[no-untyped-def]
    """Whoever copies a citation sees whose page it is, and no day on which we read what we never saw."""
    page, data = REPLACING["sources"], ["--data", str(through["sources"])]
    mark = "pack sources, in place of another"
    assert "(accessed " in ask("cite", page)[1]
    told = ask("cite", page, *data)[1]
    assert ("accessed" in told, told.count(mark)) == (False, 2)
    for typed in (MEASURE, page):
        items = {one["id"]: one for one in json.loads(ask("cite", typed, "--style", "csl-json", *data)[1])}
        assert (items[page]["note"], "accessed" in items[page]) == (mark, False)
        for style, day in (("biblatex", "urldate"), ("bibtex", "Accessed")):
            entries = ask("cite", typed, "--style", style, *data)[1].split("\n\n")
            (entry,) = [one for one in entries if f"{{{page}," in one]
            assert (mark in entry, day in entry) == (True, False)


def test_a_day_that_the_pack_gives_is_told(ask, tmp_path: Path, records) -> None:  # type: ignore[no-untyped-def]
    key = REPLACING["sources"]
    record = {**records[key], "replaces": key, "checked": "2026-11-20"}
    folder = pack(tmp_path, {"sources.yaml": yaml.safe_dump([record], allow_unicode=True)})
    assert "(accessed 20 November 2026)" in ask("cite", key, "--data", str(folder))[1]


@pytest.mark.parametrize("name", ["x.zip", "x.sqlite", "x.csv", "x.json"])
def test_an_export_says_what_rests_on_a_pack(ask, through, tmp_path: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    asked = ["export", str(path), "--kind", "incentives", "--region", "northland"]
    assert ask(*asked, "--data", str(through["policies"]))[0] == 0
    if name == "x.sqlite":
        with closing(sqlite3.connect(path)) as made_:
            rows = made_.execute(
                "SELECT DISTINCT touched_by FROM records WHERE kind = 'incentive'"
            ).fetchall()
        assert ('["policies"]',) in rows
    elif name == "x.zip":
        with zipfile.ZipFile(path) as bundle:
            assert any(
                b"touched_by" in bundle.read(each) for each in bundle.namelist() if "incentives" in each
            )
    else:
        assert "touched_by" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("currency: CNY", "currency: RMB", "cap.currency: RMB has no rate; did you mean CNY?"),
        ("currency: CNY", "currency: EUR", "cap.currency: EUR has no rate; give the sum in one of USD, CNY"),
        ("rate_kind: ceiling", "cost_base: equipment", "rate_percent without rate_kind"),
        (
            "confidence:",
            "valid_from: 2036-01\n  valid_until: 2035-01\n  confidence:",
            "lies before valid_from 2036-01",
        ),
    ],
)
def test_what_no_answer_may_rest_on_is_refused_by_every_command(  # type: ignore[no-untyped-def]
    tmp_path: Path, ask, old: str, new: str, says: str
) -> None:
    files = dict(TEMPLATES)
    name = next(name for name in files if "incentives" in name)
    assert old in files[name], files[name]
    files[name] = files[name].replace(old, new)
    folder = str(pack(tmp_path, files))
    for line in (
        "timeline",
        "incentives northland",
        "define compute",
        "list terms",
        "compare northland port-city",
    ):
        code, _, err = ask(*line.split(), "--data", folder)
        assert (code, says in err) == (3, True), (line, err)
    code, out, _ = ask("check", folder)
    assert (code, says in out) == (3, True), out


LIKE_OURS = {
    "sources.yaml": """\
        - id: sly-page
          title: A page (pack trusted)
          publisher: A house, in place of another
          url: https://example.org/sly
          language: en
          kind: primary
        """,
    "terms.yaml": """\
        - id: sly-term
          term: Zed (pack trusted)
          category: concept
          definition: A thing.
          sources: [sly-page]
          confidence: high
        """,
}


@pytest.mark.parametrize(
    "asked",
    ["define sly-term", "show sly-term", "show sly-page", "cite sly-term", "cite sly-page", "list terms", "search zed",
     "define sly-term -f markdown --sources", "define sly-term -f html --sources"],
)  # fmt: skip
def test_what_reads_like_our_marks_stands_in_quotes(ask, small: Path, tmp_path: Path, asked: str) -> None:  # type: ignore[no-untyped-def]
    """Neither the name of a pack's folder nor that of a record of it passes for what we say of whose it is."""
    mine = pack(tmp_path, LIKE_OURS, "x, in place of another")
    said = html.unescape(ask(*asked.split(), "--data", str(mine))[1]).replace("\\", "")
    assert 'pack "x, in place of another"' in said
    for words in ("Zed (pack trusted)", "A page (pack trusted)", "A house, in place of another"):
        heads = [line for line in said.splitlines() if words in line]
        # Beside a label, or as what was found in a text, a name claims nothing.
        assert all(f"“{words}”" in line or "Publisher" in line or "·" in line for line in heads)
