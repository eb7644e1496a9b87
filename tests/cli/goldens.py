"""Pages held against files that a person has read.

After a change that is meant: `NQPF_GOLDEN=write pytest tests/cli`, then read the diff.
"""

import os
from pathlib import Path

HOME = Path(__file__).parent / "golden-offers"


def held(name: str, page: str) -> None:
    """The page is what the file says."""
    path = HOME / f"{name}.txt"
    if os.environ.get("NQPF_GOLDEN") == "write":
        HOME.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    assert page == path.read_text(encoding="utf-8")
