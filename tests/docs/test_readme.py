"""What the README promises about installing, versions and commands."""

import re
import tomllib

import pytest
import yaml

from nqpf_cli.loading.load import FactSet
from nqpf_cli.version import __version__
from tests.conftest import ROOT
from tests.docs.setup_commands import README, commands

TEXT = README.read_text(encoding="utf-8")


def test_exactly_two_commands_set_it_up() -> None:
    run, test = commands(TEXT)
    assert run.endswith(".venv/bin/nqpf incentives --region lingang")
    assert test.endswith(".venv/bin/pytest -q")
    assert "-e '.[dev]'" in test


def test_set_up_touches_no_python_but_its_own() -> None:
    for line in commands(TEXT):
        steps = line.split(" && ")
        assert steps[0] == "python3 -m venv --without-pip .venv"
        assert steps[1].startswith("python3 -m pip --python .venv install ")
        assert steps[2].startswith(".venv/bin/")


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert citation["version"] == __version__
    assert re.findall(r"^## \[(\d\S*)\] - (\S+)$", changes, re.M)[0] == (
        __version__,
        citation["date-released"],
    )
    assert f"version {__version__}" in TEXT


def test_typer_is_held_and_the_reason_stands_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'# [^\n]*pydantic[^\n]*\n\s+"typer>=0\.27,<0\.28"', text)


def test_the_counts_it_gives_are_about_right(facts: FactSet) -> None:
    records, pages = (int(n.replace(",", "")) for n in re.findall(r"[Ss]ome (\d,\d+)", TEXT))
    kinds = [loaded.kind for loaded in facts.records.values()]
    assert pages == pytest.approx(kinds.count("source"), rel=0.02)
    assert records == pytest.approx(len(kinds) - kinds.count("source"), rel=0.02)


def test_no_badges_no_images() -> None:
    assert "![" not in TEXT


def test_every_page_is_linked() -> None:
    linked = set(re.findall(r"\]\(docs/(\w+\.md)\)", TEXT.split("## Where to go on")[1]))
    assert linked == {path.name for path in (ROOT / "docs").glob("*.md")}


def test_lines_of_prose_are_short() -> None:
    """At most 130 characters, but for tables, examples, pictures and what a program writes."""
    made = {"commands.md", "dictionary.md"}
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    pages += [path for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in made]
    assert len(pages) > 10
    for page in pages:
        text = re.sub(
            r"(?s)<!-- figures.*?<!-- end|<picture>.*?</picture>|^```.*?^```",
            "",
            page.read_text("utf-8"),
            flags=re.M,
        )
        long = [line for line in text.splitlines() if len(line) > 130 and not line.lstrip().startswith("|")]
        assert not long, f"{page.name}: {long[0]}"


def test_the_first_pages_are_short() -> None:
    assert len(TEXT.splitlines()) <= 220
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 200
