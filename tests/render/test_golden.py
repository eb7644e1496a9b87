"""Every format on the sample, against files that were read by eye.

After a change that is meant: `NQPF_GOLDEN=write pytest tests/render/test_golden.py`, then read the diff.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from nqpf_cli.formats import html_fragment as html
from nqpf_cli.formats import html_page, load, markdown, plain, terminal
from tests.render.sample import ANSWER, PAGE

GOLDEN = Path(__file__).parent / "golden"

PAGES = {
    "plain.txt": lambda: plain.lines(PAGE),
    "plain-40.txt": lambda: plain.lines(PAGE, 40),
    "plain-80.txt": lambda: plain.lines(PAGE, 80),
    "plain-200.txt": lambda: plain.lines(PAGE, 200),
    "terminal-40.ansi": lambda: terminal.lines(PAGE, 40),
    "terminal-80.ansi": lambda: terminal.lines(PAGE, 80),
    "terminal-200.ansi": lambda: terminal.lines(PAGE, 200),
    "markdown.md": lambda: markdown.lines(PAGE),
    "fragment.html": lambda: html.lines(PAGE),
    "page.html": lambda: html_page.lines(PAGE[:4], "patient <capital>"),
}
DATA = {f"data.{name}": name for name in ("json", "jsonl", "csv", "yaml", "ics")}


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str) -> None:
    same(name, PAGES[name]())


@pytest.mark.parametrize("name", DATA)
def test_data(name: str) -> None:
    same(name, load(DATA[name]).lines(ANSWER))


def same(name: str, lines: Iterable[str]) -> None:
    """Compare with the file, or write it when asked to."""
    written = "".join(f"{line}\n" for line in lines).replace("\r\n", "\n")
    # Rich numbers its links at random; ESC is spelled out, so that the file can be read and kept as text.
    written = re.sub(r"\x1b]8;id=\d+;", "\x1b]8;id=0;", written).replace("\x1b", "␛")
    path = GOLDEN / name
    if os.environ.get("NQPF_GOLDEN") == "write":
        path.write_text(written, encoding="utf-8", newline="\n")
    assert written == path.read_text(encoding="utf-8")
