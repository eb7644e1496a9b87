"""A kind, a field and a format that the program does not have: described once, each shows in every place.

The descriptions are all that is added; no table beside them knows the toys. A new process runs every command, since
much of what follows from a description is worked out when a module is imported.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import DATA, ROOT

PROGRAM = r'''
import contextlib, io, json, sys, types
from pathlib import Path
from typing import Annotated, NotRequired

from nqpf_cli import formats
from nqpf_cli.model import kinds
from nqpf_cli.model.kinds import incentive_kind
from nqpf_cli.model.kinds.field_types import Date, Field, Id, Kept, Kind, Line, Region_, Sources


class Festival(Kept):
    """A feast of machines."""

    title: Annotated[Line, Field("What it is called.", name=True, own_place=True)]
    day: Annotated[Date, Field("When it is held.", label="Held on")]
    mood: Annotated[Id, Field("How it feels.", vocabulary="mood", filter="category", search="labels")]
    region: Region_
    sources: Sources


class Incentive(incentive_kind.Incentive):
    """A measure with a colour."""

    colour: NotRequired[
        Annotated[Id, Field("Its colour.", vocabulary="colour", label="Painted", filter="about", search="labels")]
    ]


kinds.KINDS["festival"] = Kind(Festival, folder="festivals", when=("day",))
kinds.FOLDERS["festival"] = "festivals"
kinds.RANKED["festival"] = 1.0
kinds.LINKED = (*kinds.LINKED, "festival")
incentive_kind.Incentive = Incentive
kinds.KINDS["incentive"] = kinds.KINDS["incentive"]._replace(shape=Incentive)

shouts = types.ModuleType("nqpf_cli.formats.shouts")
shouts.lines = lambda answer, columns=None: (f"{record['id'].upper()}!" for record in answer.records)
sys.modules[shouts.__name__] = shouts
formats.FORMATS["shout"] = formats.Format("shouts", "answer", "loud", ".txt")

from nqpf_cli.cli.app import main
from nqpf_cli.index import open_index

home, *commands = sys.argv[1:]
open_index.facts_folder = lambda: Path(home)
open_index.SHIPPED = Path(home) / "none"
done = {}
for command in commands:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(command.split())
    done[command] = (code, out.getvalue(), err.getvalue())
print(json.dumps(done))
'''

WORDS = """
  festival: {label: festival, plural: festivals, meaning: A feast of machines.}
"""
LISTS = """
mood:
  merry: {label: merry-making, meaning: Everyone dances.}
  solemn: {label: solemn, meaning: Nobody does.}
colour:
  red: {label: vermilion, meaning: As a seal.}
  blue: {label: azure, meaning: As the sky.}
"""
FESTIVALS = """
- id: robot-fair
  title: Fair of the robots
  day: 2025-05
  mood: merry
  region: northland
  sources: [gazette-plan]
"""

LOUD, FILE = "list festivals --format shout", "facts.sqlite"
COMMANDS = (
    "list", "list festivals", "list festivals --category merry", "list festivals --category solemn",
    "list festivals --since 2026", "list terms --about red", "show robot-fair", "show fair", "search vermilion",
    "search merry-making", "show northland-vouchers", "show northland", "list incentives --about red",
    "list incentives --about blue", "list festivals --format csv", "list incentives --format csv", "schema festivals",
    "schema incentives", "schema output", "list festivals --json", "list incentives --json", LOUD, "--help",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Command -> its code and what it wrote; of the SQLite export the path."""
    home = tmp_path_factory.mktemp("toys") / "data"
    shutil.copytree(ROOT / "tests" / "small", home)
    words = (DATA / "vocabularies.yaml").read_text("utf-8")
    (home / "vocabularies.yaml").write_text(
        words.replace("\nkind:\n", f"\nkind:{WORDS}", 1) + LISTS, encoding="utf-8"
    )
    (home / "festivals.yaml").write_text(FESTIVALS, encoding="utf-8")
    measures = home / "incentives" / "northland.yaml"
    plain = measures.read_text("utf-8")
    measures.write_text(
        plain.replace("  instrument: voucher\n", "  instrument: voucher\n  colour: red\n", 1),
        encoding="utf-8",
    )
    database = home / FILE
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home), *COMMANDS, f"export {database}"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), FILE: database}


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("list", "festivals  "),
        ("list festivals", "Fair of the robots  robot-fair"),
        ("list festivals", "May 2025"),
        ("list festivals --category merry", "robot-fair"),
        ("show robot-fair", "Held on"),
        ("show robot-fair", "May 2025"),
        ("show robot-fair", "merry-making"),
        ("show northland", "Festivals  1"),
        ("search merry-making", "robot-fair"),
        ("list festivals --format csv", "id,title,day,mood,region,sources,"),
        ("list festivals --json", '"mood": "merry"'),
        ("schema festivals", "A feast of machines."),
        ("schema festivals", "Everyone dances."),
        ("schema output", '"festival"'),
        ("list incentives --about red", "northland-vouchers"),
        ("show northland-vouchers", "Painted"),
        ("search vermilion", "northland-vouchers"),
        ("list incentives --format csv", ",colour,"),
        ("list incentives --json", '"colour": "red"'),
        ("schema incentives", "Its colour."),
        ("schema output", "Its colour."),
        (LOUD, "ROBOT-FAIR!\n"),
        ("--help", "  shout"),
    ],
)
def test_a_toy_shows(told: dict[str, Any], command: str, holds: str) -> None:
    code, out, err = told[command]
    assert code == 0, err
    assert holds in out


def test_a_filter_leaves_out_what_it_does_not_hold_for_and_says_what_it_suits(told: dict[str, Any]) -> None:
    for command in (
        "list festivals --category solemn",
        "list festivals --since 2026",
        "list incentives --about blue",
    ):
        assert told[command][0] == 1, command
    assert "it goes with positions, incentives" in told["list terms --about red"][2]


def test_the_export_to_sqlite_holds_the_toys(told: dict[str, Any]) -> None:
    connection = sqlite3.connect(told[FILE])
    assert connection.execute("SELECT id, day, mood FROM festivals").fetchall() == [
        ("robot-fair", "2025-05", "merry")
    ]
    assert connection.execute("SELECT id FROM incentives WHERE colour = 'red'").fetchall() == [
        ("northland-vouchers",)
    ]
    connection.close()
