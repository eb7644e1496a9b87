"""`nqpf check`."""

import os
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nqpf_cli.cli.command import command
from nqpf_cli.cli.environment import packs
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, argument, flag
from nqpf_cli.cli.run import render
from nqpf_cli.clock import today
from nqpf_cli.index.open_index import folders
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Context
from nqpf_cli.pages.check_page import check_page
from nqpf_cli.questions.problems_found import Looked, soundness

if TYPE_CHECKING:
    from nqpf_cli.loading.facts import FactSet


@command(
    "nqpf check",
    "nqpf check my-facts",
    "nqpf check my-facts --format json",
    "nqpf timeline --data my-facts",
    shared=("format", "json", "data", "output", "force", "no_pager"),
)
def run(
    out: Output,
    path: Annotated[
        Many, argument("[PATH…]", "Folders of your own facts; without any, the bundled facts.")
    ] = None,
    everything: Annotated[bool, flag("--all", "Every fault, however many.")] = False,
) -> int:
    """Are these facts sound? Every fault at once, with its place and the mend.

    A folder is checked as a fact pack beside the bundled facts; one that holds dataset.yaml and
    vocabularies.yaml is checked in their place. Exit code 0 where all is sound, 3 where it is not.
    """
    from nqpf_cli.index.build import load_all
    from nqpf_cli.loading.checks import check

    roots, shown, asked = chosen([*packs(out.data), *(path or [])])
    facts = load_all(roots, shown)
    across = check(facts, today())
    if not asked:
        # Where a pack takes the place of a record of ours, what of ours leaned on that is not the pack's to mend.
        across = [problem for problem in across if not problem.file.startswith(f"{shown[0].rstrip('/')}/")]
    problems = sorted({*facts.problems, *across})
    result = soundness(problems, looked(facts), Context(facts.dataset, {}, {}, {}), today())
    return render(out, result, partial(check_page, everything=everything))


def chosen(paths: list[str]) -> tuple[list[Path], list[str], bool]:
    """Return the folders to load, ours or its replacement first; the name of each in messages, as it was typed; and
    whether the first is to be checked itself.

    Raises BadFolder for what is no folder, and NqpfError for two whole sets of facts.
    """
    from nqpf_cli.loading.files import OURS

    bundled, *named = folders(paths)
    typed = {os.path.realpath(os.path.expanduser(path)): path for path in paths}  # noqa: PTH111 - as in `folders`
    whole = [bundled] if str(bundled) in typed else []
    whole += [root for root in named if all(os.path.exists(f"{root}/{name}") for name in OURS)]  # noqa: PTH110 - as well
    if len(whole) > 1:
        raise NqpfError(f"{whole[0]} and {whole[1]} are both whole sets of facts", "check one at a time")
    ours = whole[0] if whole else bundled
    roots = [ours, *(root for root in named if root != ours)]
    return roots, [typed.get(str(root)) or near(root) for root in roots], bool(whole) or not named


def near(root: Path) -> str:
    """Return the path of a folder relative to the current one where it lies below that, else in full."""
    try:
        here = Path.cwd()
    except OSError:  # it has been removed
        return str(root)
    return str(root.relative_to(here)) if root.is_relative_to(here) else str(root)


def looked(facts: "FactSet") -> Looked:
    """Count what was looked at."""
    records = facts.records.values()
    files = {loaded.file for loaded in (*records, *facts.withdrawn.values())}
    files |= {"dataset.yaml", "vocabularies.yaml"}
    packs = Counter(loaded.pack for loaded in records if loaded.pack)
    replacing = sum("replaces" in loaded.record for loaded in records)
    return Looked(len(records), len(files), dict(packs), replacing)
