"""What a plain lookup may cost, as no clock tells it: the modules it loads, the files it opens, the SQL it runs.

A timed test fails on a busy machine and passes on a fast one; these counts are the same everywhere. They are
compared with tests/budget/recorded.json. Where a change is meant: NQPF_RECORD=1 pytest -n0 tests/test_budget.py
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.cli.completion import SCRIPTS
from tests.conftest import ROOT

RECORDED = ROOT / "tests" / "budget" / "recorded.json"
WATCH = ROOT / "tests" / "budget" / "watch.py"
LINE = {"COMP_WORDS": "nqpf\nincentives\n--region\nling", "COMP_CWORD": "3"}
QUESTIONS: dict[str, tuple[list[str], Mapping[str, str]]] = {
    "nqpf --version": (["--version"], {}),
    "nqpf define patient capital": (["define", "patient", "capital"], {}),
    "nqpf timeline": (["timeline"], {}),
    "nqpf incentives --region lingang": (["incentives", "--region", "lingang"], {}),
    "nqpf search computing vouchers": (["search", "computing", "vouchers"], {}),
    **{
        f"nqpf incentives --region ling<TAB> in {shell}": (
            [],
            {**LINE, "_NQPF_COMPLETE": f"complete_{shell}"},
        )
        for shell in SCRIPTS
    },
}
RECORD_HOW = "Where that is meant: NQPF_RECORD=1 pytest -n0 tests/test_budget.py, and say why in the commit."

Notes = dict[str, list[str]]
Watch = Callable[..., Notes]


@pytest.fixture(scope="module")
def watch(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """Runs nqpf as a wheel installs it, index included, and returns the notes of tests/budget/watch.py."""
    home = tmp_path_factory.mktemp("installed")
    shutil.copytree(
        ROOT / "nqpf_cli", home / "nqpf_cli", ignore=shutil.ignore_patterns("__pycache__", "_data")
    )
    (home / "nqpf_cli" / "_data").mkdir()
    shutil.copy(index_path, home / "nqpf_cli" / "_data" / "index.sqlite")

    def run(words: list[str], environ: Mapping[str, str]) -> Notes:
        notes = home / "notes.json"
        done = subprocess.run(
            [sys.executable, str(WATCH), str(notes), *words],
            env={**os.environ, "PYTHONPATH": str(home), "XDG_CACHE_HOME": str(home / "cache"), **environ},
            cwd=home,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout, done.stderr
        assert not (home / "cache").exists(), "a lookup of what is shipped wrote to the cache"
        return dict(json.loads(notes.read_text(encoding="utf-8")))

    return run


@pytest.fixture(scope="module")
def hello(watch: Watch) -> set[str]:
    """The modules that a Typer hello-world loads."""
    return set(watch(["hello"], {})["modules"])


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    """What each question cost when it was last recorded."""
    return dict(json.loads(RECORDED.read_text(encoding="utf-8"))) if RECORDED.exists() else {}


EXTRAS = {"mcp": "mcp", "parquet": "pyarrow", "xlsx": "xlsxwriter"}
"""Optional extra -> the module that it brings."""


def test_every_extra_is_counted() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) - {"dev", "doors"} == set(EXTRAS)


@pytest.mark.door
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_extra_that_is_installed_costs_a_lookup_nothing(question: str, watch: Watch) -> None:
    assert all(map(find_spec, EXTRAS.values())), "install the extra doors"
    loaded = {name.partition(".")[0] for name in watch(*QUESTIONS[question])["modules"]}
    assert "nqpf_cli" in loaded
    assert loaded.isdisjoint(EXTRAS.values())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_lookup_costs_what_is_recorded(
    question: str, watch: Watch, hello: set[str], recorded: dict[str, Any]
) -> None:
    notes = watch(*QUESTIONS[question])
    cost = {
        "databases": len(notes["databases"]),
        "files": len(notes["files"]),
        "statements": len(notes["statements"]),
        # Names of C modules differ between versions of Python; they come with one that is listed.
        "modules": [name for name in notes["modules"] if name not in hello and not name.startswith("_")],
    }
    if os.environ.get("NQPF_RECORD"):
        recorded[question] = cost
        RECORDED.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")
    allowed = recorded[question]
    more = sorted(set(cost["modules"]) - set(allowed["modules"]))
    less = sorted(set(allowed["modules"]) - set(cost["modules"]))
    assert not more, f"{question} now loads {', '.join(more)}. Import it where it is used. {RECORD_HOW}"
    assert not less, (
        f"{question} no longer loads {', '.join(less)}: record that, so that it stays so. {RECORD_HOW}"
    )
    for what in ("files", "databases", "statements"):
        listed = "\n  ".join(notes[what])
        assert cost[what] <= allowed[what], (
            f"{question} takes {cost[what]} {what}, {allowed[what]} are recorded:\n  {listed}\n{RECORD_HOW}"
        )
