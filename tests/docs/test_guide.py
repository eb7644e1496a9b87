"""The guide tells of every status, exit code and format, and of no others."""

import re

from nqpf_cli.cli import help
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.formats import FORMATS
from nqpf_cli.wording.status import ORDER
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_statuses() -> None:
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+`) \|", section("Status"), re.M)
    assert {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)} == set(ORDER)


def test_exit_codes() -> None:
    assert re.findall(r"^\| (\d+) \|", section("Exit status"), re.M) == [code for code, _ in help.EXITS]


def test_formats() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", section("Formats"), re.M)
    assert {name for row in rows for name in re.findall(r"`([a-z]+)`", row)} == set(FORMATS)


def test_every_command_is_shown() -> None:
    shown = {line.split()[1] for line in re.findall(r"`(nqpf \w[^`]*)`", GUIDE)}
    assert set(COMMANDS) <= shown


def test_its_contents_lead_somewhere() -> None:
    titles = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^## (.+)$", GUIDE, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", GUIDE)) == titles
