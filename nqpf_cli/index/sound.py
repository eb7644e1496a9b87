"""Facts as every command reads them: loaded, checked, and small enough to index."""

from collections.abc import Callable, Sequence
from pathlib import Path

from nqpf_cli.index.build import oversized
from nqpf_cli.loading.facts import Facts
from nqpf_cli.loading.load import load


def load_all(
    roots: Sequence[Path], shown: Sequence[str] = (), step: Callable[[str], None] | None = None
) -> Facts:
    """As `loading.load.load`; sound facts of packs are held to the bound of an index too."""
    facts = load(roots, shown, step)
    if facts.sizes and not facts.problems:
        facts = facts._replace(problems=sorted(oversized(facts)))
    return facts
