"""Pages held against files that a person has read.

After a change that is meant: `NQPF_GOLDEN=write pytest tests/cli`, then read the diff.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import Nqpf

HOME = Path(__file__).parent


def held(name: str, page: str, folder: str = "golden-offers") -> None:
    """The page is what the file says."""
    path = HOME / folder / f"{name}.txt"
    if os.environ.get("NQPF_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    assert page == path.read_text(encoding="utf-8")


def printed(
    name: str,
    words: Iterable[str],
    inside: Nqpf,
    monkeypatch: pytest.MonkeyPatch,
    folder: str = "golden-offers",
) -> None:
    """What a command prints is what the file says: 40 columns wide where its name ends so, else 80.

    One whose name ends in "nothing" finds nothing.
    """
    monkeypatch.setenv("COLUMNS", "40" if name.endswith("-40") else "80")
    done = inside(*words)
    assert done.stderr == ""
    held(name, done.stdout, folder)
    assert done.returncode == (1 if name.endswith("nothing") else 0)


def none_left_over(names: Iterable[str], folder: str) -> None:
    """No file in the folder belongs to a page that is not printed any more."""
    assert {path.stem for path in (HOME / folder).glob("*.txt")} == set(names)
