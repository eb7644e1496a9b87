"""The tables of docs/security.md and docs/reliability.md name tests that there are, and the suite has no other of its kind."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "docs" / "security.md", ROOT / "docs" / "reliability.md"]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text("utf-8"))
    assert len(named) >= 30
    for file, test in named:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.M), f"{file}::{test}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_row_names_what_holds_it(page: Path) -> None:
    rows = [
        line for line in page.read_text("utf-8").splitlines() if line.startswith("| ") and "---" not in line
    ]
    for row in rows:
        assert NAMED.search(row) or row.rstrip(" |").endswith(("held by", "found")), row[:80]


def test_every_test_of_a_fault_stands_in_a_table() -> None:
    told = "".join(page.read_text("utf-8") for page in PAGES)
    for file in (
        "tests/faults/test_cache.py",
        "tests/faults/test_kills.py",
        "tests/faults/test_streams.py",
        "tests/hostile/test_folders.py",
    ):
        for test in re.findall(r"^def (test_\w+)\(", (ROOT / file).read_text("utf-8"), re.M):
            assert f"`{file}::{test}`" in told, f"{file}::{test}"
