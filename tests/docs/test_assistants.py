"""The page for assistants names every tool and field, and what it tells people to paste works."""

import json
import re
import tomllib
from typing import Any

import pytest

from nqpf_cli.api import Facts
from nqpf_cli.assistants.arguments import Listed
from nqpf_cli.assistants.compact import LARGE, SMALL
from nqpf_cli.assistants.prompts import NAME
from nqpf_cli.assistants.replies import answer
from nqpf_cli.assistants.tools import TOOLS
from tests.conftest import ROOT, Nqpf

PAGE = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")
SKILL = re.findall(r"^```markdown\n(.*?)^```$", PAGE, re.M | re.S)[0]
COMMANDS = re.findall(r"^- .*`(nqpf [^`]+)`$", SKILL, re.M)
SCRIPTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def test_what_is_to_be_pasted_starts_the_server() -> None:
    blocks = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", PAGE, re.M | re.S)]
    assert len(blocks) == 3
    for block in blocks:
        ((name, servers),) = block.items()
        assert name in ("mcpServers", "servers")
        assert servers["nqpf"]["command"] in SCRIPTS
    assert re.search(r"claude mcp add .* -- (\S+)`", PAGE)[1] in SCRIPTS  # type: ignore[index]


def test_every_tool_and_the_prompt() -> None:
    assert re.findall(r"^\| `(\w+)` \|", section("What it can ask"), re.M) == [*TOOLS]
    assert f"`{NAME}`" in PAGE
    assert f"{SMALL:,} tokens, with `full` {LARGE:,}" in PAGE and Listed().limit == 10


@pytest.mark.usefixtures("index_path")
def test_every_field_of_an_answer() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", section("What comes back"), re.M)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    place: dict[str, Any] = {"region": ["shanghai"]}
    told = {
        name
        for given in (place, {**place, "firm": {"founded": "2024"}})
        for name in json.loads(answer(Facts(), "incentives", given)[0])
    }
    assert named - told == {"packs"}  # which only an answer with packs has
    assert told <= named


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_skill_answers(command: str, inside: Nqpf) -> None:
    done = inside(*command.split()[1:])
    assert done.returncode == 0 and done.stderr == "" and len(done.stdout) > 100


def test_the_skill_has_commands() -> None:
    assert {command.split()[1] for command in COMMANDS} >= {"search", "define", "incentives", "cite", "show"}
    assert SKILL.startswith("---\nname: nqpf\ndescription: ")
