"""docs/data.md: its snippets run on what its commands write. What they are written for is read by the doors' tests."""

import re
import shlex
import zipfile
from pathlib import Path

import pytest

from nqpf_cli.export.forms import FORMS
from tests.conftest import ROOT, Nqpf

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()
]


def test_it_names_files_that_there_are() -> None:
    files = re.findall(r"`(?:facts|measures)\.([a-z.]+)", PAGE)
    assert {"sqlite", "parquet.zip", "csv.zip", "csv"} <= set(files) <= set(FORMS)


@pytest.mark.door
@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_its_snippets_run(
    library: str,
    inside: Nqpf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in COMMANDS:
        words = shlex.split(line)
        if words[0] == "nqpf" and words[2].endswith(".zip"):
            assert inside(*words[1:]).returncode == 0
        if words[0] == "unzip":
            with zipfile.ZipFile(words[3]) as archive:
                archive.extractall(words[2])
    run = [snippet for snippet in SNIPPETS if f"import {library}\n" in snippet]
    assert run
    for snippet in run:
        assert sum(map(bool, snippet.splitlines())) <= 3
        exec(compile(snippet, "docs/data.md", "exec"), {})
        assert len(capsys.readouterr().out) > 100


@pytest.mark.door
def test_sqlite_utils_searches_as_it_says(
    inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner
    from sqlite_utils.cli import cli

    monkeypatch.chdir(tmp_path)
    assert inside("export", "facts.sqlite").returncode == 0
    (line,) = (line for line in COMMANDS if line.startswith("sqlite-utils"))
    done = CliRunner().invoke(cli, shlex.split(line)[1:])
    assert (done.exit_code, "oucher" in done.output) == (0, True)
