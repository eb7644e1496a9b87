"""A hostile pack through every command and every format: what a record says stays data. See docs/security.md."""

import csv
import io
import json
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.formats import STYLES
from tests.conftest import TEXTS
from tests.hostile.hostile import EVIL, PAYLOADS, PLACE, hostile_pack, identifier
from tests.hostile.probes import faults

SOME = ("escape", "html", "calendar", "rich", "unseen", "markdown", "automatic")

QUESTIONS = [
    *(f"list {kind} --region {PLACE} --sources" for kind in
      ("regions", "events", "policies", "incentives", "targets", "figures", "positions")),
    "list actors --type ministry", "list terms --category concept", "list topics",
    "list sources --since 2026-01-02 --until 2026-01-02",
    "list policies --changed-since 2026-11-24",
    "timeline --changed-since 2026-11-24",
    "incentives --changed-since 2026-11-24",
    "incentives --changed-since 2026-11-24 --is headcount=3",
    "search word --changed-since 2026-11-24",
    f"timeline --region {PLACE} --long --sources",
    f"timeline --region {PLACE}",
    f"timeline --chart --region {PLACE}",
    f"incentives --region {PLACE} --sources",
    f"incentives --region {PLACE} --sort amount",
    "incentives",
    f"compare {PLACE} port-city",
    f"estimate --region {PLACE} --spend equipment=1000000",
    f"brief {PLACE}",
    "search word calendar DROP",
    "explain",
    "explain --all",
    *(f"define {identifier('term', payload)}" for payload in SOME),
    *(f"show {identifier('term', payload)}" for payload in PAYLOADS),
    *(f"show {identifier(kind, payload)}" for payload in SOME[:3] for kind in
      ("actor", "event", "policy", "incentive", "target", "figure", "position", "topic", "source")),
    f"show {PLACE}",
    *(f"cite {identifier('term', payload)}" for payload in PAYLOADS),
]  # fmt: skip
"""Every command that tells records, asked so that it tells the pack's; what `check` tells is long, and asked once."""

HEADINGS = ("a heading: one", "a heading: two")
"""The body of a topic is Markdown, and may have headings, lists and emphasis; nothing else is taken from it."""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_pack(tmp_path_factory.mktemp("hostile") / "evil")


@pytest.fixture
def ask(evil: Path, small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NQPF_DATA", str(evil))

    def run(line: str, *more: str) -> str:
        code = main([*line.split(), *more])
        said = capsys.readouterr()
        assert "unexpected fault" not in said.err, f"{line} {more}: {said.err}"
        # The pack is unsound; and what has no date goes into no calendar.
        allowed = (3,) if line.startswith("check") else (0, 1, 2) if "ics" in more else (0,)
        assert code in allowed, f"{line} {more}: {said.err}"
        assert not faults("plain", said.err)
        return said.out

    return run


def test_every_command_is_asked() -> None:
    assert {line.split()[0] for line in QUESTIONS} | {"check", "export", "schema"} == set(COMMANDS)


def test_the_pack_is_let_in_by_the_loader_and_called_unsound_by_the_checks(ask) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(ask("check", "--json"))
    assert told["count"] > 200
    assert any("a character that cannot be seen" in fault["what"] for fault in told["records"])
    assert any("an HTML tag" in fault["what"] for fault in told["records"])
    for format in ("plain", "markdown", "html"):
        assert not faults(format, ask("check", "--format", format)), format


@pytest.mark.parametrize("part", [3, pytest.param(1, marks=pytest.mark.search)])
@pytest.mark.parametrize("format", [*TEXTS, "table in colour"])
def test_what_a_record_says_stays_data(ask, monkeypatch: pytest.MonkeyPatch, format: str, part: int) -> None:  # type: ignore[no-untyped-def]
    """A plain run shows and cites a third of the payloads in each format, another third in the next."""
    at = [*TEXTS, "table in colour"].index(format)
    format, _, colour = format.partition(" in ")
    monkeypatch.setenv("FORCE_COLOR", colour)
    monkeypatch.setenv("COLUMNS", "100" if format == "table" else "")
    held = 0
    for number, line in enumerate(QUESTIONS):
        if line.startswith(("show", "cite")) and (number + at) % part:
            continue
        told = ask(line, "--format", format)
        found = [
            fault for fault in faults(format, told) if not (fault in HEADINGS and line.startswith("explain"))
        ]
        assert not found, f"{line} --format {format}: {found[:5]}"
        held += EVIL in told
    assert held > 10  # it was told, and did nothing


@pytest.mark.parametrize("style", STYLES)
def test_references_stay_references(ask, style: str) -> None:  # type: ignore[no-untyped-def]
    for payload in PAYLOADS:
        told = ask(f"cite {identifier('term', payload)} --style {style}")
        found = faults(style, told)
        assert not found, f"{payload}: {found[:5]}"


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "ics", "md", "csv.zip", "sqlite"])
def test_exports_too(ask, tmp_path: Path, ending: str) -> None:  # type: ignore[no-untyped-def]
    kinds = (
        ["incentive"]
        if ending == "csv"
        else ["event", "incentive"]
        if ending == "ics"
        else ["event", "incentive", "policy"]
    )
    file = tmp_path / f"out.{ending}"
    ask(f"export {file} --region {PLACE}", *(part for kind in kinds for part in ("--kind", kind)))
    if ending == "csv.zip":
        with zipfile.ZipFile(file) as archive:  # for programs: its tables hold what the facts hold, unguarded
            text = archive.read("incentives.csv").decode()
            rows = csv.DictReader(io.StringIO(text, newline=""))
            assert {row["title"] for row in rows} >= set(PAYLOADS.values())
            for name in ("README.txt", "datapackage.json"):
                assert not faults("txt", archive.read(name).decode()), name
    elif ending == "sqlite":
        connection = sqlite3.connect(file)
        titles = {row[0] for row in connection.execute("SELECT title FROM incentives")}
        connection.close()
        assert titles >= set(PAYLOADS.values())
    else:
        assert not faults(ending, file.read_bytes().decode())


def test_data_comes_back_as_it_was_written(ask) -> None:  # type: ignore[no-untyped-def]
    """Harmless on the screen, and yet not one character lost."""
    told = json.loads(ask(f"list incentives --region {PLACE}", "--json"))
    assert {record["title"] for record in told["records"]} == set(PAYLOADS.values())


def test_what_cannot_be_seen_is_shown(ask) -> None:  # type: ignore[no-untyped-def]
    told = ask(f"show {identifier('term', 'unseen')}")
    for spelled in ("\\u200b", "\\u200d", "\\ufeff", "\\xad", "\\U000e0041", "\\u2060"):
        assert spelled in told
    assert "\\u202egpj.exe" in ask(f"show {identifier('term', 'bidi')}")
    assert "\\x1b[31mred" in ask(f"show {identifier('term', 'escape')}")


def test_markup_of_rich_prints_as_itself(ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = ask(f"show {identifier('term', 'rich')}", "--format", "table", "--no-pager")
    assert "[red]x[/red] [link=http://evil.test]y[/link] [/] [bold :smile: \\[z]" in told


def test_what_we_tell_people_to_type_holds_no_command(small: Path, tmp_path: Path) -> None:
    """Pages end in `nqpf show ID`: an id has small letters, digits and hyphens, whatever a pack would like."""
    from nqpf_cli.loading.load import load

    (tmp_path / "terms.yaml").write_text(
        "- id: 'x; rm -rf ~'\n  term: x\n  category: concept\n  definition: x\n"
        "  sources: [gazette-plan]\n  confidence: medium\n"
    )
    facts = load([small, tmp_path])
    assert "x; rm -rf ~" not in facts.records
    assert "id is no name of small letters, digits and single hyphens" in str(facts.problems[0])


def test_nothing_that_a_record_says_is_evaluated_by_a_shell(ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    for shell in ("bash", "zsh", "fish"):
        for words in (
            ["nqpf", "define", ""],
            ["nqpf", "show", "hostile"],
            ["nqpf", "incentives", "--region", "h"],
        ):
            monkeypatch.setenv("_NQPF_COMPLETE", f"complete_{shell}")
            monkeypatch.setenv("COMP_WORDS", "\n".join(words))
            monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
            told = ask("")
            assert not faults("plain", told.replace("\t", " "))
            values = [line.partition("\t")[0] for line in told.splitlines()[1:]]
            assert all(not set(value) & set(";&|`$(){}<>\"'\\\n") for value in values if shell == "bash"), (
                words
            )


def test_the_index_is_untouched(ask) -> None:  # type: ignore[no-untyped-def]
    """Every payload as a search, a name and a filter: the index holds the same afterwards."""
    before = ask("list terms", "--json")
    for text in PAYLOADS.values():
        for arguments in (
            ["search"],
            ["define"],
            ["show"],
            ["incentives", "--region"],
            ["timeline", "--actor"],
        ):
            main([*arguments, text.replace("\x00", "")])
    assert ask("list terms", "--json").endswith(before)
    assert os.environ["NQPF_DATA"]
