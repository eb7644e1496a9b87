"""The same questions to 1,000, 10,000 and 100,000 records: lookups, search, how long the index takes to build."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from commands import TODAY
from made_up import ASKED, DATA, generate, named, place
from measure import Command, in_turns, peak_memory

INSIDE = Path(__file__).with_name("inside.py")
SIZES = (1_000, 10_000, 100_000)
BUILDS = {0: 9, 1_000: 9, 10_000: 5, 100_000: 3}
"""How often the index of a size is built; 0 is nqpf's own facts."""


class Set(NamedTuple):
    """Made-up facts of one size: the folder of YAML, and that of a copy of nqpf which was shipped with them."""

    count: int
    facts: Path
    package: Path

    @property
    def index(self) -> Path:
        """The index of these facts, in the place where a wheel carries its own."""
        return self.package / "nqpf_cli" / "_data" / "index.sqlite"


def measure(
    bin_: Path, folder: Path, common: Mapping[str, str], *, rounds: int, quick: bool
) -> dict[str, Any]:
    """Everything about scale, as JSON can hold it; `rounds` of each lookup, the builds of all sizes in turns."""
    sets = [made(folder, bin_, count) for count in SIZES]
    own = Set(0, DATA, folder / "nqpf-own")
    builds = {str(each.count): _builds(bin_, each, common, quick=quick) for each in (own, *sets)}
    term = _first_term(sets[0])
    commands = [command for each in sets for command in lookups(bin_, each, term)]
    timings = in_turns(commands, rounds, common)
    memory = {command.name: peak_memory(command, common) for command in commands}
    searches = {
        str(each.count): _inside(bin_, common, "search", "100" if quick else "500", package=each.package)
        for each in sets
    }
    return {
        "sizes": list(SIZES),
        "build": builds,
        "lookups": {name: timing._asdict() for name, timing in timings.items()},
        "memory": memory,
        "search": searches,
    }


def made(folder: Path, bin_: Path, count: int) -> Set:
    """A set of this size; its index comes with the first build."""
    facts, package = folder / f"facts-{count}", folder / f"nqpf-{count}"
    generate(facts, count)
    installed = next(bin_.parent.glob("lib/python*/site-packages/nqpf_cli"))
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(installed, package / "nqpf_cli", ignore=shutil.ignore_patterns("_data"))
    (package / "nqpf_cli" / "_data").mkdir()
    return Set(count, facts, package)


def lookups(bin_: Path, each: Set, term: str) -> list[Command]:
    """Questions whose answer is the same in every size, since the first records are."""
    environ = {"PYTHONPATH": str(each.package), "NQPF_TODAY": TODAY}
    asked = {
        "define": ["define", term],
        "timeline": ["timeline"],
        "timeline in a place": ["timeline", "--region", place(ASKED), "--since", "2023"],
        "incentives in a place": ["incentives", "--region", place(ASKED)],
        "incentives, filtered": [
            "incentives",
            "--region",
            place(ASKED),
            "--sector",
            "ai",
            "--for",
            "sme",
            "--all",
        ],
        "show": ["show", named("policy", 3)],
        "TAB": [],
    }
    tab = {"_NQPF_COMPLETE": "complete_bash", "COMP_WORDS": "nqpf\ndefine\n14th", "COMP_CWORD": "2"}
    return [
        Command(
            f"{name} @{each.count}", [str(bin_ / "nqpf"), *words], environ | (tab if name == "TAB" else {})
        )
        for name, words in asked.items()
    ]


def _first_term(each: Set) -> str:
    text = (each.facts / "terms" / "0000.yaml").read_text(encoding="utf-8")
    return text.split("\n", 1)[0].removeprefix("- id: ")


def _builds(bin_: Path, each: Set, common: Mapping[str, str], *, quick: bool) -> dict[str, Any]:
    """How long YAML alone and the whole build take, in turns; what the index holds; the memory it takes to build."""
    each.index.parent.mkdir(parents=True, exist_ok=True)
    yaml: list[float] = []
    ours: list[dict[str, float]] = []
    for _ in range(1 if quick else BUILDS[each.count]):
        yaml.append(_inside(bin_, common, "yaml", str(each.facts))["seconds"])
        ours.append(_inside(bin_, common, "build", str(each.facts), str(each.index)))
    building = Command("build", _words(bin_, "build", str(each.facts), str(each.index)))
    return {
        "yaml": median(yaml),
        "seconds": median(one["seconds"] for one in ours),
        "load": median(one["load"] for one in ours),
        "ratio": median(one["seconds"] / alone for one, alone in zip(ours, yaml, strict=True)),
        "records": ours[-1]["records"],
        "bytes": ours[-1]["bytes"],
        "facts_bytes": sum(file.stat().st_size for file in each.facts.rglob("*.yaml")),
        "peak_kilobytes": peak_memory(building, common, runs=1),
    }


def _words(bin_: Path, what: str, *arguments: str) -> list[str]:
    return [str(bin_ / "python"), str(INSIDE), what, *arguments]


def _inside(
    bin_: Path, common: Mapping[str, str], what: str, *arguments: str, package: Path | None = None
) -> dict[str, Any]:
    environ = {**common, "PYTHONPATH": str(package)} if package else dict(common)
    done = subprocess.run(
        _words(bin_, what, *arguments), env=environ, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
