"""`nqpf check`: every fault at once, file by file, for a person and for a tool."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.formats import plain
from nqpf_cli.pages.check_page import check_page, few_of_each
from nqpf_cli.pages.common import RenderOptions
from nqpf_cli.questions.problems_found import Looked, soundness
from tests.conftest import DATA, ROOT
from tests.store.roots import pack

SOURCE = """\
- id: my-page
  title: A page of mine
  publisher: A house
  url: https://example.org/mine
  language: en
  kind: primary
"""
TERM = """\
- id: my-term
  term: term of mine
  category: concept
  definition: A thing of my own.
  sources: [my-page]
  confidence: medium
"""
TEN_FAULTS = {
    "sources.yaml": SOURCE.replace("primary", "primery"),
    "terms/concept.yaml": TERM.replace("category", "categry"),
    "terms/mine.yaml": TERM.replace("my-term", "My_Term").replace("A thing", "A <b>thing</b>"),
    "events.yaml": """\
        - id: patient-capital
          date: 2025-02-30
          title: My event
          category: policy
          region: shangai
          summary: It came to pass.
          sources: [my-page]
          confidence: high
        """,
    "policies.yaml": "- id: 'my-policy\n",
    "incentivs/shanghai.yaml": "- id: x\n",
    "figures.yaml": """\
        - id: my-figure
          title: Firms
          value: '40'
          unit: companies
          period: '2025'
          region: shanghai
          kind: claimed
          summary: Counted.
          sources: [my-page]
          confidence: medium
        """,
}
"""Ten faults as people make them: in a value, a key, an id, a link, a day, a quotation mark, a folder, a number."""


Ask = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def nqpf(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The program, in this process: what it would have printed and returned, piped."""

    def run(*args: str, cwd: Path = ROOT, **env: str) -> "subprocess.CompletedProcess[str]":
        with monkeypatch.context() as patch:
            patch.delenv("COLUMNS", raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            patch.chdir(cwd)
            code = main(list(args))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(args, code, said.out, said.err)

    return run


def test_the_bundled_facts_are_sound_in_one_line_by_their_folder_too(nqpf: Ask) -> None:
    done = nqpf("check")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith("Sound: ")
    assert line.endswith(" files.")
    assert nqpf("check", "data/").stdout == done.stdout


def test_ten_planted_faults_are_told_at_once_each_with_its_mend(nqpf: Ask, tmp_path: Path) -> None:
    pack(tmp_path, TEN_FAULTS, "my-facts")
    done = nqpf("check", "my-facts", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (3, "")
    for starts in (
        "my-facts/events.yaml:1:7: the id patient-capital is taken: data/terms/",
        "my-facts/events.yaml:5:11: region: there is no region shangai; did you mean shanghai?",
        'my-facts/events.yaml:2:9: date: "2025-02-30" is not a day',
        "my-facts/figures.yaml:3:10: value is text, not a number; write it in digits, without quotes",
        "my-facts/incentivs:1:1: a folder that holds no kind of fact; did you mean incentives?",
        "my-facts/policies.yaml:2:1: not YAML: found unexpected end of stream; close the quotation mark",
        "my-facts/sources.yaml:6:9: kind: primery is not in the list source_kind; did you mean primary?",
        "my-facts/terms/concept.yaml:3:3: 'categry' is no field of a term; did you mean category?",
        "my-facts/terms/mine.yaml:1:7: id is no name of small letters",
        "my-facts/terms/mine.yaml:4:15: definition: an HTML tag, <b>; take it out",
    ):
        assert f"\n{starts}" in f"\n{done.stdout.replace(str(ROOT) + '/', '')}", starts
    assert done.stdout.splitlines()[-1] == "10 faults in 7 files."


@pytest.mark.usefixtures("small")
def test_one_fault_of_a_record_hides_no_other(nqpf: Ask, tmp_path: Path) -> None:
    """A key, a value of a list, a link, a day and markup, all wrong in one record."""
    text = TERM.replace("category: concept", "categry: concept").replace("my-page", "my-paeg")
    text = text.replace("medium", "medum").replace("A thing", "A  thing") + "  checked: 2025-13-01\n"
    pack(tmp_path, {"sources.yaml": SOURCE, "terms.yaml": text}, "mine")
    said = nqpf("check", "mine", cwd=tmp_path).stdout
    assert "did you mean category?" in said
    assert "there is no source my-paeg; did you mean my-page?" in said
    assert "did you mean medium?" in said
    assert "checked is not a date" in said
    assert "definition: two spaces in a row" in said


@pytest.mark.usefixtures("small")
def test_a_sound_pack_says_how_much_of_it_is_its_own(nqpf: Ask, tmp_path: Path) -> None:
    replacing = TERM.replace("my-term", "patient-money").replace("term of mine", "patience of mine")
    replacing += "  replaces: patient-money\n"
    pack(tmp_path, {"sources.yaml": SOURCE, "terms.yaml": TERM + replacing}, "mine")
    done = nqpf("check", str(tmp_path / "mine"))
    assert done.returncode == 0
    assert done.stdout.endswith(", of which 3 of mine; 1 in place of ours.\n")


@pytest.mark.usefixtures("small")
def test_a_name_of_ours_is_not_free_for_a_record_that_replaces_another(nqpf: Ask, tmp_path: Path) -> None:
    text = TERM.replace("my-term", "computing-voucher").replace("term of mine", "Patient Money")
    pack(tmp_path, {"sources.yaml": SOURCE, "terms.yaml": text + "  replaces: computing-voucher\n"}, "mine")
    said = nqpf("check", "mine", cwd=tmp_path).stdout
    assert "mine/terms.yaml:2:9: term: Patient Money is a name of patient-money" in said
    assert said.endswith("\n1 fault in 1 file.\n")


@pytest.mark.usefixtures("small")
def test_tools_get_every_fault_in_fields(nqpf: Ask, tmp_path: Path) -> None:
    pack(tmp_path, {"terms.yaml": "".join(TERM.replace("my-term", f"t{n}") for n in range(200))}, "mine")
    done = nqpf("check", "mine", "--format", "json", cwd=tmp_path)
    assert done.returncode == 3
    found = json.loads(done.stdout)
    assert (found["kind"], found["count"], found["total"]) == ("fault", 399, 399)
    assert found["records"][0] == {
        "file": "mine/terms.yaml", "line": 5, "column": 13,
        "what": "sources: there is no source my-page", "mend": found["records"][0]["mend"],
    }  # fmt: skip
    rows = nqpf("check", "mine", "--format", "csv", cwd=tmp_path).stdout.splitlines()
    assert rows[0] == "file,line,column,what,mend"
    assert len(rows) == 400


@pytest.mark.usefixtures("small")
def test_a_thousand_faults_in_one_file_drown_none_in_another(nqpf: Ask, tmp_path: Path) -> None:
    many = "".join(TERM.replace("my-term", f"t{n}").replace("of mine", f"{n}") for n in range(1_000))
    pack(tmp_path, {"terms.yaml": many, "zones.yaml": ""}, "mine")
    lines = nqpf("check", "mine", cwd=tmp_path).stdout.splitlines()
    assert len(lines) < 60
    assert lines[-1] == "1,001 faults in 2 files, 50 of them above; --all shows every one."
    assert "mine/terms.yaml: 951 more" in lines
    assert any(line.startswith("mine/zones.yaml:1:1: ") for line in lines)
    assert len(nqpf("check", "mine", "--all", cwd=tmp_path).stdout.splitlines()) > 1_000


@pytest.mark.parametrize(
    ("counts", "most", "shown"),
    [
        ({"a": 3}, 50, {"a": 3}),
        ({"a": 1000, "b": 1}, 50, {"a": 49, "b": 1}),
        ({"a": 30, "b": 30, "c": 2}, 12, {"a": 5, "b": 5, "c": 2}),
        ({"a": 5, "b": 5}, 1, {"a": 1, "b": 0}),
        ({}, 50, {}),
    ],
)
def test_what_is_shown_is_dealt_in_turn(counts: dict[str, int], most: int, shown: dict[str, int]) -> None:
    assert few_of_each([{"file": file} for file, many in counts.items() for _ in range(many)], most) == shown


def test_more_files_than_are_shown_are_still_counted() -> None:
    faults = [(f"f{n:03}.yaml", 1, 1, "wrong", "mend it") for n in range(80)]
    result = soundness(faults, Looked(0, 0, {}, 0), {}, "2026-11-25")
    lines = list(plain.lines(check_page(result, RenderOptions())))
    assert lines[-1] == "80 faults in 80 files, 50 of them above; --all shows every one."
    assert sum("wrong" in line for line in lines) == 50


@pytest.mark.parametrize(
    ("path", "said"),
    [("nowhere", "there is no such folder"), ("file.yaml", "a file, not a folder"), ("/dev/zero", "a file")],
)
def test_what_is_no_folder_is_wrong_usage(nqpf: Ask, tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "file.yaml").write_text("- id: x\n")
    done = nqpf("check", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'no fact pack at "{path}": {said}' in done.stderr


def test_a_whole_set_elsewhere_stands_in_the_place_of_ours(nqpf: Ask, tmp_path: Path) -> None:
    """What a newcomer has whose `nqpf` is an installed one, in a checkout of the repository."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    figures = copy / "figures.yaml"
    figures.write_text(figures.read_text("utf-8").replace("confidence: high", "confidence: hihg", 1), "utf-8")
    done = nqpf("check", "data", cwd=tmp_path)
    assert done.returncode == 3
    assert "confidence: hihg is not in the list confidence; did you mean high?" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 fault in 1 file."
    assert "both whole sets" in nqpf("check", str(copy), str(DATA)).stderr


@pytest.mark.usefixtures("small")
def test_packs_of_one_name_are_told_apart(nqpf: Ask, tmp_path: Path) -> None:
    for team in ("east", "west"):
        (tmp_path / team).mkdir()
        pack(tmp_path / team, {"sources.yaml": SOURCE, "terms.yaml": TERM}, "facts")
    said = nqpf("check", "east/facts", "west/facts", cwd=tmp_path).stdout
    assert "west/facts/terms.yaml:1:7: the id my-term is taken: east/facts/terms.yaml:1:3" in said
    east = nqpf("check", "east/facts", "east/facts/../facts", cwd=tmp_path)
    assert east.stdout.endswith("of which 2 of facts.\n")


@pytest.mark.usefixtures("small")
def test_packs_from_the_environment_are_looked_at_too(nqpf: Ask, tmp_path: Path) -> None:
    pack(tmp_path, {"sources.yaml": SOURCE}, "one")
    pack(tmp_path, {"terms.yaml": TERM}, "two")
    both = f"{tmp_path / 'one'}{os.pathsep}{tmp_path / 'two'}"
    assert nqpf("check", NQPF_DATA=both).stdout.endswith("of which 1 of one and 1 of two.\n")
    assert nqpf("check", "two", "--data", "one", cwd=tmp_path).returncode == 0
    assert nqpf("check", "two", cwd=tmp_path).returncode == 3


@pytest.mark.usefixtures("small")
def test_a_listing_of_an_unsound_pack_says_how_to_see_every_fault(nqpf: Ask, tmp_path: Path) -> None:
    pack(tmp_path, TEN_FAULTS, "my-facts")
    done = nqpf("timeline", "--data", "my-facts", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("nqpf: the facts are unsound: my-facts/")
    assert second.strip() == f"nqpf check {tmp_path / 'my-facts'} shows every fault"


@pytest.mark.usefixtures("small")
def test_a_folder_without_records_is_no_sound_pack(nqpf: Ask, tmp_path: Path) -> None:
    """Mostly a slip: the records lie elsewhere. Each such folder is told, beside others too."""
    pack(tmp_path, {"sources.yaml": SOURCE, "terms.yaml": TERM}, "mine")
    for name in ("empty", "bare"):
        (tmp_path / name).mkdir()
    (tmp_path / "bare" / "README.md").write_text("Notes.\n")
    done = nqpf("check", "empty", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (3, "1 fault in 1 file.")
    assert done.stdout.startswith("empty:1:1: no records in empty; ")
    told = json.loads(nqpf("check", "mine", "empty", "bare", "--json", cwd=tmp_path).stdout)
    assert [fault["what"] for fault in told["records"]] == ["no records in bare", "no records in empty"]
