"""A command that a screen names tells of the same day and the same facts as the screen: it carries --on and --data."""

import re
import shlex
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nqpf_cli.cli.app import program
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.model.text import quoted_word
from nqpf_cli.pages.common import JUDGING
from tests.conftest import Nqpf
from tests.store.roots import EXTRA_TERM, pack

DAY = "2026-03-01"
TERM = EXTRA_TERM.format(id="own-thing", term="own thing").replace("page-one", "gazette-plan")

JUDGED = [
    "incentives", "incentives port-city --with-parents", "incentives port-city --sector quantum", "incentives --sector ai --only",
    "incentives port-city --for sme --is headcount=9", "incentives port-city --expiring 2020",
    "show northland", "show northland-vouchers", "show port", "show computing-power", "show nobody", "show no-page",
    "compare port-city southland", "compare port-city southland --sector quantum --only", "compare port-city",
    "estimate port-city --spend equipment=1m", "estimate port-city --spend equipment=1m --sector ai --only",
    "brief port-city", "brief --sector ai --only", "brief port-city --short", "brief nobody", "brief computing-power",
    "list incentives", "list policies --region northland", "list incentives --sector ai --only", "list policies --sector quantum",
    "incentives nowhere", "incentives port-city ai 2026",
]  # fmt: skip
"""What a day decides."""

OTHER = [
    "define computing-power", "define port-city", "define nobody", "cite northland-vouchers", "cite port-city", "search vouchers",
    "search vouchers --sector ai", "search zzzz", "timeline --since 2030", "timeline port-city",
    "list --changed-since 2020", "explain", "explain 1", "explain nothing", "list", "list regions", "list terms", "list topics", "list events", "list targets",
    "port-city",
]  # fmt: skip

START = re.compile(rf"\bnqpf (?=(?:{'|'.join(COMMANDS)})\b(?! --help))")
"""Where a command begins."""


@pytest.fixture
def mine(offers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fact pack beside small facts, in a folder whose name needs quotes; no line is broken."""
    monkeypatch.setenv("COLUMNS", "2000")
    home = tmp_path / "our own"
    home.mkdir()
    return str(pack(home, {"terms.yaml": TERM}))


@pytest.mark.parametrize("typed", [*JUDGED, *OTHER])
def test_it_carries_the_day_and_the_facts(typed: str, mine: str, inside: Nqpf) -> None:
    day = ["--on", DAY] if typed in JUDGED else []
    done = inside(*shlex.split(typed), "--format", "markdown", *day, "--data", mine)
    lines = f"{done.stdout}\n{done.stderr}".replace("--format markdown ", "").splitlines()
    named = [part for line in lines for part in START.split(line)[1:]]
    assert named, lines
    last = f" --data {shlex.quote(mine)}"
    for part in named:
        whole, found, _ = part.partition(last)
        assert found and part.count(last) == 1, part
        assert whole.count(f" --on {DAY}") == (bool(day) and takes_day(whole)), part
        words = shlex.split(whole)
        if not any(word.isupper() and word.isalpha() for word in words):
            again = inside(*words, "--data", mine)
            assert again.returncode < 2 and "unexpected" not in again.stderr, (words, again.stderr)


def takes_day(whole: str) -> bool:
    command, *words = whole.split()
    return command in JUDGING or (command == "list" and words[0] in ("incentives", "policies"))


@given(st.text(st.characters(codec="utf-8"), max_size=9))
@example("it's")
@example("")
@example("a=1,b/c:@%+._-")
def test_a_word_is_quoted_as_the_shell_wants_it(word: str) -> None:
    assert quoted_word(word) == shlex.quote(word)


def test_the_commands_that_judge_are_those_that_take_a_day() -> None:
    takes = {
        name
        for name in COMMANDS
        if any("--on" in one.opts for one in program().get_command(None, name).params)
    }
    assert takes == {*JUDGING, "list", "export"}
