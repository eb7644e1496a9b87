"""The guide and its neighbours tell of every status, exit code and format, and of no others."""

import re

from nqpf_cli.cli import help
from nqpf_cli.formats import FORMATS
from nqpf_cli.wording.status import ORDER
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
SCRIPTS = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    return page.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def test_statuses() -> None:
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|", section(GUIDE, "Status"), re.M)
    assert {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)} == set(ORDER)


def test_exit_codes() -> None:
    assert re.findall(r"^\| (\d+) \|", section(SCRIPTS, "Exit status"), re.M) == [
        code for code, _ in help.EXITS
    ]


def test_formats() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", SCRIPTS.split("\n## ")[0], re.M)
    assert {name for row in rows for name in re.findall(r"`([a-z]+)`", row)} == set(FORMATS)


def test_its_contents_lead_somewhere() -> None:
    titles = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^## (.+)$", GUIDE, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", GUIDE)) == titles
