"""docs/commands.md and the man page are what the program makes them, and what they show works."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.completion import SCRIPTS
from tests.conftest import ROOT

COMMANDS_PAGE = ROOT / "docs" / "commands.md"
MANUAL = ROOT / "docs" / "nqpf.1"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_neither_is_stale(generate: ModuleType) -> None:
    for path, text in generate.made().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: python docs/generate.py"


def test_a_stale_one_is_named_and_mended(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    shutil.copy(MANUAL, tmp_path / "docs")
    shutil.copy(ROOT / "docs" / "dictionary.md", tmp_path / "docs")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "docs" / "commands.md").write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert not generate.pages(check=True)
    assert capsys.readouterr().out == "docs/commands.md is stale\n"
    assert generate.pages(check=False)
    assert generate.pages(check=True)


def test_both_tell_of_every_command_option_and_exit_code(generate: ModuleType) -> None:
    said = generate.reference()
    page, manual = COMMANDS_PAGE.read_text(encoding="utf-8"), MANUAL.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"\n## nqpf {name}\n" in page
        assert f"\n.SS nqpf {name} " in manual
    rows = [row for command in said.commands.values() for _, rows in generate.own(command) for row in rows]
    for name, words in [*rows, *said.output, *generate.help.EXITS, *generate.help.ENVIRONMENT]:
        assert words
        assert generate._roff(name) in manual
        for part in name.split(", "):
            assert f"`{part}`".replace("|", "\\|") in page


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff on this machine")
def test_groff_warns_of_nothing() -> None:
    made = subprocess.run(
        ["groff", "-ww", "-man", "-Kutf8", "-Tutf8", str(MANUAL)], capture_output=True, text=True, check=True
    )
    assert made.stderr == ""
    assert "NQPF(1)" in made.stdout


@pytest.mark.skipif(not shutil.which("mandoc"), reason="no mandoc on this machine")
def test_mandoc_has_nothing_to_say() -> None:
    said = subprocess.run(["mandoc", "-Tlint", str(MANUAL)], capture_output=True, text=True, check=False)
    assert said.stdout == ""


def test_it_installs_with_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared["docs/nqpf.1"] == "share/man/man1/nqpf.1"
    assert {file.name for file in (ROOT / "nqpf_cli" / "cli" / "scripts").iterdir()} == {*SCRIPTS.values()}
    assert {f"nqpf_cli/cli/scripts/{file}" for file in SCRIPTS.values()} == {*shared} - {"docs/nqpf.1"}


def examples() -> list[str]:
    """Every line of the ```sh blocks of docs/commands.md."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", COMMANDS_PAGE.read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, my_facts: Path) -> Path:
    """Where the examples run: the pack `my-facts` that they name lies there."""
    here = tmp_path_factory.mktemp("examples")
    (here / "my-facts").symlink_to(my_facts)
    return here


@pytest.mark.parametrize("example", examples())
def test_every_example_works(
    example: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What follows a pipe or a redirection is another program's business."""
    monkeypatch.chdir(folder)
    command = re.split(r" [|>] ", example)[0]
    assert main(shlex.split(command)[1:]) == 0, capsys.readouterr().err
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out or re.search(r"--output|nqpf export", command)


def test_every_command_has_examples() -> None:
    for name in COMMANDS:
        assert any(line.startswith(f"nqpf {name}") for line in examples()), name
