"""What an error says: whole words at any width, commands to copy, the command as it was meant."""

import sys

import pytest

from nqpf_cli.cli.app import main
from tests.conftest import Nqpf


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The lines on standard error, as on a terminal so wide, or in a pipe."""

    def run(width: int | None, *arguments: str) -> list[str]:
        if width:
            monkeypatch.setenv("COLUMNS", str(width))
            monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        assert main(list(arguments)) in (1, 2)
        return capsys.readouterr().err.splitlines()

    return run


LONG = ["list", "incentives", "--instrument", "venture-capitl"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "arguments", [LONG, ["define", "no such term at all"], ["incentives", "lingong"], ["timelin"]]
)
def test_lines_end_between_words(said, width: int, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    flat = said(None, *arguments)
    assert len(flat) <= 2
    lines = said(width, *arguments)
    assert all(len(line) <= width or " " not in line.strip() for line in lines)
    assert " ".join(" ".join(flat).split()) == " ".join(" ".join(lines).split())
    assert all(line.startswith("      ") for line in lines[1:])


def test_a_command_stays_on_one_line_to_be_copied(said) -> None:  # type: ignore[no-untyped-def]
    lines = said(60, "list", "incentives", "--format", "jsn", "--region", "lingang")
    assert any("nqpf list incentives --format json --region lingang" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["timelin", "--all"], "nqpf timeline --all"),
        (["list", "terms", "--format=jsn"], "nqpf list terms --format=json"),
        (["search", "a b", "-f", "jsn"], "nqpf search 'a b' -f json"),
        (["incentives", "--sector=ai,robottics"], "nqpf incentives --sector=ai,robotics"),
        (["list", "evnts"], "nqpf list events"),
        (["list", "figures", "--series", "china-rd-spendin"], "nqpf list figures --series china-rd-spending"),
        (["cite", "cewc", "--style", "bibtx"], "nqpf cite cewc --style bibtex"),
        (["incentives", "lingong", "--all"], "nqpf incentives lingang --all"),
        (["compare", "lingang", "shenzhan"], "nqpf compare lingang shenzhen"),
        (["timeline", "--region", "shanghei"], "nqpf timeline --region shanghai"),
        (["define", "patient", "capitall"], "nqpf define patient-capital"),
        (["cite", "patient-capitl"], "nqpf cite patient-capital"),
        (["brief", "lingong"], "nqpf brief lingang"),
    ],
)
def test_the_command_as_it_was_meant(said, arguments: list[str], meant: str) -> None:  # type: ignore[no-untyped-def]
    assert said(None, *arguments)[1].startswith(f"      {meant}; ")


def test_what_was_typed_is_shown_though_it_hides(said) -> None:  # type: ignore[no-untyped-def]
    assert "\\u2800" in said(None, "define", "a\u2800b\u3164")[0]


@pytest.mark.parametrize(
    ("typed", "plain"), [("JSON", "json"), ("md", "markdown"), ("MD", "markdown"), (" Csv", "csv")]
)
def test_a_format_is_taken_in_any_case_or_by_the_end_of_its_files(
    inside: Nqpf, typed: str, plain: str
) -> None:
    assert inside("define", "nqpf", "-f", typed).stdout == inside("define", "nqpf", "-f", plain).stdout != ""


@pytest.mark.parametrize(
    "line",
    ["incentives", "list policies", "list regions", "timeline", "timeline --chart", "search chips", "export -",
     "brief patient capital", "brief --sector ai", "incentives --sort end", "incentives --is founded=2024-03"],
)  # fmt: skip
def test_what_lies_around_needs_a_place(said, line: str) -> None:  # type: ignore[no-untyped-def]
    for option in ("--with-parents", "--with-children"):
        assert said(None, *line.split(), option)[0] == f"nqpf: {option} needs a place"
    both = said(None, *line.split(), "--with-parents", "--with-children")
    assert both == [
        "nqpf: --with-parents and --with-children need a place",
        "      name one with --region, or leave it out",
    ]
