"""On a real terminal: long output through the pager, colour and links kept, and what turns each off."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")

LONG = ["timeline", "--all"]
SHORT = ["define", "cewc"]
LINK = re.compile(r"\x1b\]8;[^;]*;(https?://[^\x1b]+)\x1b\\")


def terminal(cache_home: Path, arguments: list[str], rows: int = 24, **settings: str) -> "pexpect.spawn[str]":
    """The program on a terminal of 80 columns; a setting that is empty is set so, one of None would not be set."""
    env = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "NQPF_TODAY": os.environ["NQPF_TODAY"],
        "XDG_CACHE_HOME": str(cache_home),
        **settings,
    }
    return pexpect.spawn(
        sys.executable,
        ["-m", "nqpf_cli", *arguments],
        env=env,
        encoding="utf-8",
        dimensions=(rows, 80),
        timeout=30,
    )


def shown(child: "pexpect.spawn[str]") -> tuple[str, int]:
    """All it printed until it ended by itself, and its exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.before, child.exitstatus


def noting(tmp_path: Path, name: str = "noting") -> str:
    """A pager that says so and shows what it gets."""
    path = tmp_path / name
    path.write_text(f"#!/bin/sh\necho PAGED BY {name}\ncat\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(not shutil.which("less"), reason="no less on this machine")
def test_less_shows_a_screen_in_colour_and_q_leaves(cache_home: Path) -> None:
    child = terminal(cache_home, LONG)
    child.expect("2023")
    child.expect(":")  # its prompt
    child.send("q")
    rest, code = shown(child)
    assert code == 0
    assert "2026" not in rest


@pytest.mark.skipif(not shutil.which("less"), reason="no less on this machine")
def test_less_lets_colour_and_links_through(cache_home: Path) -> None:
    child = terminal(cache_home, ["incentives", "shenzhen"])
    child.expect(r"\x1b\[1mShenzhen")
    child.send(" " * 40)
    child.send("q")
    rest, _ = shown(child)
    assert "ESC" not in rest  # as less shows an escape that it holds back
    assert LINK.search(rest)


def test_what_fits_is_not_paged(cache_home: Path, tmp_path: Path) -> None:
    text, code = shown(terminal(cache_home, SHORT, rows=60, PAGER=noting(tmp_path)))
    assert "PAGED" not in text
    assert code == 0


@pytest.mark.parametrize(
    ("settings", "options", "by"),
    [
        ({"PAGER": "one"}, [], "one"),
        ({"PAGER": "one", "NQPF_PAGER": "two"}, [], "two"),
        ({"PAGER": "one", "NQPF_PAGER": ""}, [], None),
        ({"PAGER": "one", "NQPF_PAGER": "cat"}, [], None),
        ({"PAGER": ""}, [], None),
        ({"PAGER": "one"}, ["--no-pager"], None),
        ({"PAGER": "one", "TERM": "dumb"}, [], None),
        ({"PAGER": "one", "NO_COLOR": "1"}, [], "one"),
        ({"PAGER": "false"}, [], None),
        ({"PAGER": "nosuch-pager --plain"}, [], None),
        ({"PAGER": "an open 'quote"}, [], None),
    ],
)
def test_which_pager(
    cache_home: Path, tmp_path: Path, settings: dict[str, str], options: list[str], by: str | None
) -> None:
    programs = {name: noting(tmp_path, name) for name in ("one", "two")}
    text, code = shown(
        terminal(
            cache_home,
            [*LONG, *options],
            **{key: programs.get(value, value) for key, value in settings.items()},
        )
    )
    assert re.findall(r"PAGED BY (\w+)", text) == ([by] if by else [])
    assert re.search(
        r"\d events, followed ", re.sub(r"\s+", " ", text)
    )  # the end is there, whoever showed it
    assert code == 0


def test_help_is_paged_too(cache_home: Path, tmp_path: Path) -> None:
    text, code = shown(terminal(cache_home, ["incentives", "--help"], PAGER=noting(tmp_path)))
    assert text.startswith("PAGED")
    assert code == 0


def test_the_exit_code_is_the_answer_s(cache_home: Path, tmp_path: Path) -> None:
    pager = tmp_path / "failing"
    pager.write_text("#!/bin/sh\ncat >/dev/null\nexit 7\n")
    pager.chmod(0o755)
    text, code = shown(terminal(cache_home, LONG, PAGER=str(pager)))
    assert code == 0
    assert re.search(
        r"\d events, followed ", re.sub(r"\s+", " ", text)
    )  # it failed, so all is written after it


def test_no_link_where_a_terminal_would_print_its_bytes(cache_home: Path) -> None:
    text, _ = shown(terminal(cache_home, ["define", "patient", "capital"], PAGER="cat", TERM="vt100"))
    assert "\x1b[1m" in text
    assert "\x1b]8" not in text


def test_data_is_never_paged(cache_home: Path, tmp_path: Path) -> None:
    for form in ("json", "csv", "plain", "markdown"):
        text, _ = shown(terminal(cache_home, [*LONG, "--format", form], PAGER=noting(tmp_path)))
        assert "PAGED" not in text, form


@pytest.mark.parametrize(
    "arguments",
    [
        ["define", "patient", "capital"],
        ["incentives", "hefei"],
        ["timeline", "--limit", "2", "--sources"],
        ["timeline", "--limit", "2", "--long"],
    ],
)
def test_sources_can_be_clicked(cache_home: Path, arguments: list[str]) -> None:
    assert LINK.search(shown(terminal(cache_home, arguments, PAGER="cat"))[0])


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_where_they_cannot_there_is_no_escape_at_all(cache_home: Path, settings: dict[str, str]) -> None:
    text, _ = shown(
        terminal(cache_home, ["define", "patient", "capital", "--sources"], PAGER="cat", **settings)
    )
    assert "\x1b" not in text
    assert "https://www.scmp.com/" in text  # but the address stands there
