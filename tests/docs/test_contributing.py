"""What CONTRIBUTING.md promises: its templates load as they stand, its steps lead where it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from nqpf_cli.loading.load import load
from tests.conftest import DATA, ROOT
from tests.docs.pack import templates, write

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TEMPLATES = templates()
KINDS = {
    "sources", "regions", "actors", "terms", "events", "policies",
    "incentives", "targets", "figures", "positions", "topics",
}  # fmt: skip


def test_there_is_a_template_for_each_kind() -> None:
    assert {re.split(r"[/.]", name)[0] for name in TEMPLATES} == KINDS
    assert "(examples/my-facts)" in TEXT


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write(tmp_path / "facts")
    return tmp_path / "facts"


def test_templates_load_beside_the_bundled_facts(pack: Path) -> None:
    facts = load([DATA, pack])
    assert [str(fault) for fault in facts.problems] == []
    ids = [record["id"] for text in TEMPLATES.values() for record in yaml.safe_load(text)]
    assert len(ids) == len(KINDS) + 1
    assert all(id in facts.records for id in ids)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a newcomer has after the README's second command: the program, reading the `data/` beside it."""
    for name in ("nqpf_cli", "data", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    """A fact pack of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def file_away(checkout: Path, pack: Path) -> None:
    """Put the records of a pack where they go, as the guide has it."""
    assert "`python tools/merge.py PACK" in TEXT
    subprocess.run(
        [sys.executable, "tools/merge.py", pack], cwd=checkout, capture_output=True, text=True, check=True
    )


def typed(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A line of the guide, in a folder."""
    assert f"`{line}`" in TEXT, f"the guide does not say {line}"
    command = shlex.join([sys.executable, "-m", "nqpf_cli"])
    return subprocess.run(
        line.replace("nqpf ", f"{command} ", 1),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.drill
def test_a_newcomer_follows_the_guide_to_the_letter(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a page on the web to a fact that reads as any other, and each slip on the way is named."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert "robot" in typed('grep -ri "robot" data/', checkout).stdout
    file_away(checkout, write_pack(checkout / "found", TEMPLATES))
    for name, text in TEMPLATES.items():  # each record in the file that the table names
        filed = (checkout / "data" / name).read_text("utf-8")
        assert all(f"- id: {record['id']}\n" in filed for record in yaml.safe_load(text)), name
    sound = typed("nqpf check data", checkout)
    assert (sound.returncode, sound.stderr) == (0, ""), sound.stdout
    assert sound.stdout.startswith("Sound: ")
    shown = typed("nqpf incentives --region example-district", checkout)
    assert (shown.returncode, shown.stderr) == (0, "")
    told = shown.stdout
    assert "Grant for a new humanoid-robot line" in told
    assert "up to 30% of equipment, up to RMB 5 million per project" in told
    assert "pack" not in told

    measures = checkout / "data" / "incentives" / "shanghai.yaml"
    head, mark, rest = measures.read_text("utf-8").partition("- id: example-robot-line-grant")
    own, begin, others = rest.partition("\n- id: ")
    for slip, mend in (
        (
            own.replace("  sources:\n    - example-2026-robot-measures\n", ""),
            "sources is missing; add sources:",
        ),
        (own.replace("instrument: grant", "instrument: gant"), "did you mean grant?"),
        (
            own.replace("region: example-district", "region: exampel-district"),
            "did you mean example-district?",
        ),
        (own.replace("rate_kind", "rate_knd"), "did you mean rate_kind?"),
    ):
        assert slip != own
        measures.write_text(head + mark + slip + begin + others, "utf-8")
        wrong = typed("nqpf check data", checkout)
        assert wrong.returncode == 3
        assert wrong.stdout.startswith("data/incentives/shanghai.yaml:")
        assert mend in wrong.stdout


SHOWING = [
    "tests/data",
    "tests/docs",
    "tests/answers",
    *(f"tests/cli/test_{name}.py" for name in ("counts", "pages", "program")),
]
"""The tests that look at the bundled facts or at a page that shows them; the others see no fact of ours."""


@pytest.mark.drill
def test_a_fact_added_by_the_guide_leaves_every_test_green(tmp_path: Path) -> None:
    """The steps to their end in a copy of the checkout: the records, the pages made anew, and the README's tests."""
    copy = tmp_path / "checkout"
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", "_data", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=left_out)
    found: dict[str, str] = {}
    for name in ("sources/2026", "regions", "events/2026", "policies/shanghai", "incentives/shanghai"):
        text = TEMPLATES[f"{name}.yaml"].replace(
            "Example District Robot Office", "Example District People's Government"
        )
        for old, new in (("example", "second"), ("Example", "Second"), ("示例", "第二"), ("示府", "二府")):
            text = text.replace(old, new)  # the templates themselves are the pack of the pages' examples
        found[f"{name}.yaml"] = text.replace("https://second.org", "https://example.org/second")
    file_away(copy, write_pack(tmp_path / "found", found))
    sound = typed("nqpf check data", copy)
    assert (sound.returncode, sound.stderr) == (0, ""), sound.stdout
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    for line in (".venv/bin/python docs/generate.py", ".venv/bin/pytest -q"):
        assert f"`{line}`" in TEXT
        words = line.replace(".venv/bin/python", "").replace(".venv/bin/pytest", "-m pytest").split()
        only = SHOWING if "pytest" in words else []
        done = subprocess.run(
            [sys.executable, *words, *only], cwd=copy, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-2_000:]
    assert re.search(r"^\d+ passed", done.stdout.splitlines()[-1])


def test_the_hook_checks_a_repository_of_facts(
    tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.pre-commit-hooks.yaml` as pre-commit reads it: an entry, its arguments, run in the repository."""
    monkeypatch.delenv("COLUMNS", raising=False)
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    assert hook["language"] == "python"
    assert re.search(hook["files"], "facts/terms.yaml")
    assert hook["pass_filenames"] is False
    program, *arguments = shlex.split(hook["entry"])
    assert program == "nqpf"
    command = [sys.executable, "-m", "nqpf_cli", *arguments, *hook["args"]]
    assert pack == tmp_path / hook["args"][0]
    env = os.environ | {"PYTHONPATH": str(ROOT)}

    def commit() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    assert commit().returncode == 0
    (pack / "figures.yaml").write_text(TEMPLATES["figures.yaml"].replace("value: 40", "value: '40'"), "utf-8")
    refused = commit()
    assert refused.returncode == 3
    assert refused.stdout.startswith("facts/figures.yaml:4:10: value is text, not a number")


def test_words_offered_in_a_template_are_those_of_the_vocabulary() -> None:
    """A comment that lists words lists all of one vocabulary, or ends in `…`."""
    vocabularies = [
        set(words) for words in yaml.safe_load((DATA / "vocabularies.yaml").read_text("utf-8")).values()
    ]
    lists = 0
    for value, comment in re.findall(
        r"^ +(?:[a-z_]+: |- )([a-z-]+) # (.+)$", "".join(TEMPLATES.values()), re.M
    ):
        bare = re.sub(r" ?\([^)]*\)|;.*", "", comment)
        if not re.fullmatch(r"[a-z-]+(, [a-z-]+)+(, …)?", bare):
            continue
        lists += 1
        words = set(bare.removesuffix(", …").split(", "))
        fitting = [v for v in vocabularies if value in v and words <= v]
        assert fitting, f"{value}: no vocabulary has all of {bare}"
        assert bare.endswith("…") or words in fitting, f"{value}: {bare} leaves some out"
    assert lists >= 10


def test_files_named_in_the_guide_exist() -> None:
    for name in re.findall(r"`(data/[a-z-]+\.yaml)`", TEXT):
        assert (ROOT / name).is_file(), name
    folders = set(re.findall(r"`data/([a-z]+)/<", TEXT))
    assert folders == {path.name for path in DATA.iterdir() if path.is_dir()}


def test_links_between_pages_lead_somewhere() -> None:
    for page in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").rglob("*.md"),
    ):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
