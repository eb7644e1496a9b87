"""What stood near an answer, and the one reason for which each fell out.

Near is what fails a single test: of what was asked, leave one filter out, and whatever then passes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from nqpf_cli.index.query import Row
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.wording.status import Status

Judged: TypeAlias = tuple[Row, Status]
Test: TypeAlias = Callable[[Row, Status], str | None]
"""None for a measure that passes, else why it does not: `min-cap`, or the code of its status."""


class Near(NamedTuple):
    """A measure that fails one test: the name of the filter that it fails (`sector`), or its status's code."""

    row: Row
    state: Status
    why: str


def split(found: Iterable[Judged], tests: Sequence[Test]) -> tuple[list[Judged], list[Near]]:
    """What passes every test, and what fails exactly one, each in the order given."""
    kept: list[Judged] = []
    near: list[Near] = []
    for row, state in found:
        failed = [why for test in tests if (why := test(row, state))]
        if not failed:
            kept.append((row, state))
        elif len(failed) == 1:
            near.append(Near(row, state, failed[0]))
    return kept, near


def beyond(
    look: Callable[[Sequence[SqlFilter]], list[Judged]],
    filters: Mapping[str, SqlFilter],
    tests: Sequence[Test],
    whole: Collection[str],
) -> list[Near]:
    """What all filters but one let through, and every test: out for that filter alone.

    `look` asks the index with the filters it is given; `whole` are the ids that pass all of them.
    """
    return [
        Near(row, state, name)
        for name in filters
        for row, state in split(look([where for other, where in filters.items() if other != name]), tests)[0]
        if row.record["id"] not in whole
    ]
