"""What help tells: of everything, truly, examples first, held in the width."""

import re
from pathlib import Path

import pytest

from nqpf_cli.cli import complete, help
from nqpf_cli.cli.app import main, program
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.environment import LANGUAGES
from nqpf_cli.formats import FORMATS
from nqpf_cli.index.open_index import with_store
from nqpf_cli.model.text import width
from nqpf_cli.questions.compare import BY
from nqpf_cli.questions.incentives import SORTS
from nqpf_cli.wording.status import ORDER, code_of
from tests.conftest import ROOT

NAMES = ["", *COMMANDS]


def told(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*name.split(), "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_it_leads_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(name, capsys).splitlines()
    assert lines[0].startswith(f"Usage: nqpf {name or 'COMMAND'}")
    at = lines.index("Examples")
    assert at <= 3
    assert lines[at + 1].startswith("  nqpf")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("columns", [40, 80])
def test_it_keeps_to_the_width(
    name: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert [line for line in told(name, capsys).splitlines() if width(line) > columns] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_everything_has_help_and_a_plain_name(name: str) -> None:
    """Typer takes a metavar in capitals for the name of an option that is called the same."""
    command = program().get_command(None, name)
    assert command.help
    assert command.examples
    for example in command.examples:
        assert re.search(rf"\bnqpf {name}\b", example) or f"{name}" == "check", example
    for param in command.params:
        assert param.help, f"{name} {param.name}"
        assert all(option == option.lower() for option in param.opts), param.opts
        if not getattr(param, "is_flag", False):
            assert param.metavar, f"{name} {param.name}"


def test_every_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    overview = told("", capsys)
    assert [name for name in COMMANDS if not re.search(rf"^  {name}  +\S", overview, re.M)] == []


def test_every_format_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    overview = told("", capsys)
    assert all(f"{each.meaning}\n" in overview for each in FORMATS.values())


def test_every_value_of_a_vocabulary_comes_with_its_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    known = with_store(lambda store: store.meta("vocabularies"))
    shown = told("incentives", capsys)
    for option, vocabulary in (
        ("--sector", "sector"),
        ("--for", "beneficiary"),
        ("--instrument", "instrument"),
    ):
        section = " ".join(shown.split(f"Values of {option}\n")[1].split("\n\n")[0].split())
        for value, said in known[vocabulary].items():
            assert f"{value} {said['meaning']}" in section


def test_values_told_are_those_taken() -> None:
    def values(parameter: str) -> list[str]:
        return list(complete.CLOSED[complete.VALUES[parameter]]([]))

    assert [value for value in values("status") if value in ORDER] == list(ORDER)
    assert {code_of(value) for value in values("status")} == set(ORDER)
    assert values("sort") == list(SORTS)
    assert values("lang") == list(LANGUAGES)
    assert sorted(values("by")) == sorted(BY)


def test_it_is_there_when_the_facts_are_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("no facts")

    monkeypatch.setattr("nqpf_cli.index.open_index.with_store", broken)
    shown = told("incentives", capsys)
    assert "--sector SECTOR" in shown
    assert "Values of --sector" not in shown


def test_the_environment_is_told_whole() -> None:
    """Every variable that the program looks at, apart from those that a shell's script sets."""
    read = {
        name
        for path in (ROOT / "nqpf_cli").rglob("*.py")
        for name in re.findall(
            r"\b(?:environ|env)(?:\.get\(|\[)\"([A-Z_]+)\"", path.read_text(encoding="utf-8")
        )
    }
    told = {name for names, _ in help.ENVIRONMENT for name in names.split(", ")}
    others = {
        "COMP_CWORD",
        "COMP_WORDS",
        "_NQPF_COMPLETE",
        "SHELL",
        "HOME",
        "ZDOTDIR",
        "XDG_CONFIG_HOME",
        "PYTHONIOENCODING",
    }
    assert read - others <= told
    assert {name for name in told if name.startswith("NQPF")} <= read


def test_options_of_the_program_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    overview = told("", capsys)
    for option in ("--version", "--help", "--install-completion [SHELL]", "--show-completion [SHELL]"):
        assert option in overview
