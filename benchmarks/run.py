"""`python benchmarks/run.py`: how quick nqpf is, beside what else there is, and at a hundred times the size.

Makes a virtual environment with nqpf's own wheel and the tools it is compared with (needs a package index, once:
`--folder` keeps it), runs everything in turns, prints one table, and writes the figures to
`benchmarks/results.json` and `docs/performance.md`. Four minutes on a quick machine, twelve on a
slow one; `--quick` takes less, and is less sure.
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import commands
import report
import scale
from measure import in_pipe, in_turns, peak_memory

HERE = Path(__file__).resolve().parent
FULL, QUICK = 60, 12
"""Rounds of every program."""


def main() -> int:
    """Measure, print, write. Out: 1 where a limit is missed, else 0."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="nqpf-bench-") as temporary:
        folder = (asked.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(folder, quick=asked.quick, sizes=not asked.no_scale)
    print(report.as_text(found))
    if asked.write:
        HERE.joinpath("results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        page = HERE.parent / "docs" / "performance.md"
        page.write_text(report.into(page.read_text(encoding="utf-8"), found), encoding="utf-8")
    missed = [limit.what for limit in report.limits(found) if not limit.kept]
    for what in missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if missed else 0


def measure(folder: Path, *, quick: bool, sizes: bool) -> dict[str, Any]:
    """All figures, as JSON can hold them; times in seconds, memory in kilobytes."""
    rounds = QUICK if quick else FULL
    bin_ = commands.environment(folder)
    common = commands.common_environ(folder)
    commands.seed_caches(folder)
    groups = commands.startup(bin_, folder)
    shown = [*groups["beside"], *groups["nqpf"]]
    _say(f"{rounds} rounds of {len(shown) + 3} programs in a pipe, {len(shown)} on a pseudo-terminal")
    timings = {
        "pipe": in_turns([*shown, *groups["tab"]], rounds, common),
        "terminal": in_turns(shown, rounds, common, terminal=True),
    }
    found: dict[str, Any] = {
        "machine": machine(bin_),
        "command": " ".join(
            ["python", "benchmarks/run.py", *(argument for argument in ["--quick"] if quick)]
        ),
        "rounds": rounds,
        "startup": {
            way: {name: timing._asdict() for name, timing in each.items()} for way, each in timings.items()
        },
        "memory": {command.name: peak_memory(command, common) for command in shown},
        "first": first_and_second(folder, bin_, common),
    }
    if sizes:
        _say("1,000, 10,000 and 100,000 records")
        found["scale"] = scale.measure(bin_, folder, common, rounds=max(8, rounds // 2), quick=quick)
    return found


def first_and_second(folder: Path, bin_: Path, common: dict[str, str]) -> dict[str, float]:
    """The first run ever, with a cache folder that does not exist yet, and the second."""
    words = [str(bin_ / "nqpf"), "define", "patient", "capital"]
    seconds: dict[str, list[float]] = {"first": [], "second": []}
    for number in range(41):
        fresh = {**common, "XDG_CACHE_HOME": str(folder / f"none-{os.getpid()}-{number}")}
        for each in seconds.values():
            each.append(in_pipe(words, fresh)[0])
        assert not Path(fresh["XDG_CACHE_HOME"]).exists(), "a lookup left something in the cache"
    return {name: sorted(each)[len(each) // 2] for name, each in seconds.items()}


def machine(bin_: Path) -> dict[str, Any]:
    """What it ran on: processor, system, versions."""
    listed = subprocess.run(
        [str(bin_ / "python"), "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    packages = {each["name"]: each["version"] for each in json.loads(listed.stdout)}
    wanted = ("nqpf", "typer", "rich", "PyYAML", "msgspec", *commands.PEERS)
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: packages[name] for name in wanted if name in packages},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, fewer queries, one build")
    parser.add_argument("--no-scale", action="store_true", help="start-up only")
    parser.add_argument("--no-write", dest="write", action="store_false", help="print the table and no more")
    parser.add_argument("--folder", type=Path, help="keep the environment and the made-up facts here")
    return parser.parse_args()


def _say(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    assert import_module("yaml"), "PyYAML makes the facts"
    sys.exit(main())
