"""Print how the conditions of measures are coded, by province: python tools/shares.py

One line a file of data/incentives: measures, conditions, and what share of the conditions has each form. `test` is a
whole test (needs, none), `part` one with `rest: open`, `judged` what an office decides, with a test or without; the
last column counts measures in which nothing is tested or judged.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data" / "incentives"
FORMS = ("test", "part", "judged", "afterwards", "stacking", "text")


def form(one: Any) -> str:
    """The form of a condition as its file gives it."""
    keys = set() if isinstance(one, str) else one.keys()
    for name in ("afterwards", "stacking", "judged"):
        if name in keys:
            return name
    if keys & {"needs", "none"}:
        return "part" if "rest" in keys else "test"
    return "text"


def line(name: str, measures: list[Any]) -> str:
    """A row of the table for these measures."""
    several = [[form(one) for one in measure.get("conditions", ())] for measure in measures]
    found = Counter(one for forms in several for one in forms)
    total = sum(found.values())
    shares = "".join(f"{100 * found[one] / total if total else 0:12.0f}" for one in FORMS)
    bare = sum(not {"test", "part", "judged"} & set(forms) for forms in several)
    return f"{name:18}{len(measures):9}{total:12}{shares}{bare:10}"


def main() -> None:
    """Print the table, percent of the conditions, and the whole last."""
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(DATA.glob("*.yaml"))}
    heads = "".join(f"{f'{one} %':>12}" for one in FORMS)
    print(f"{'':18}{'measures':>9}{'conditions':>12}{heads}{'untested':>10}")
    for name, measures in files.items():
        print(line(name, measures))
    print(line("all", [one for measures in files.values() for one in measures]))


if __name__ == "__main__":
    main()
