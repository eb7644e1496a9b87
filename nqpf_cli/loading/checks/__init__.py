"""Checks across records: what a type cannot see.

Each check takes the facts and yields problems, each at the field that should be changed. A new check is one
function, and its name in `RELIED`, where an answer would be false or fail without it, so that `load` refuses the
facts for every command; else in `CHECKS`, which `nqpf check` alone asks.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from nqpf_cli.loading.checks import (
    check_conditions,
    check_constants,
    check_dates,
    check_filing,
    check_history,
    check_money,
    check_names,
    check_pages,
    check_regions,
    check_topics,
    text_style,
)
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.problems import Problem, harmless

RELIED: list[Callable[[FactSet], Iterator[Problem]]] = [
    check_constants.constants_resolve,
    check_regions.rooted_at_world,
    check_dates.in_order,
    check_money.caps,
    check_money.rates,
    check_money.tiers,
    check_money.ranges,
    check_conditions.wanted_values,
    check_conditions.forms,
    check_conditions.partners,
    check_topics.citations,
]
CHECKS: list[Callable[[FactSet], Iterator[Problem]]] = [
    check_regions.skos_mirrored,
    check_regions.skos_broader_loops,
    check_regions.replaced_by_loops,
    check_regions.rules_on_documents,
    check_regions.sources_cited,
    check_regions.across_the_tree,
    check_regions.parts_of_themselves,
    check_pages.addresses,
    check_history.changes,
    check_history.withdrawn,
    check_dates.quoted,
    check_dates.not_ahead,
    check_filing.in_place,
    check_filing.some_records,
    check_money.units,
    check_conditions.repeats,
    check_conditions.possible,
    check_names.pinyin,
    check_names.shared,
    check_names.shared_in_lists,
    check_names.not_held,
    check_names.repeated,
    text_style.length,
    text_style.stray,
    check_topics.numbers,
]
MOST: Final = 10_000
"""So many problems of one check are reported."""


def relied(facts: FactSet) -> Iterator[Problem]:
    """Yield every problem across records that no lookup may answer over."""
    return (problem for one in RELIED for problem in islice(one(facts), MOST))


def check(facts: FactSet, today: str = "") -> list[Problem]:
    """Return every problem across records, in the order of files and lines, without those of `facts.problems`.

    `today` is the ISO day up to which a fact pack's dates may reach; without it they are not held to any.
    Facts with problems of their own are checked as far as they go: a record that did not load is not missed.
    """
    found = [problem for one in CHECKS for problem in islice(one(facts), MOST)]
    found.extend(check_dates.pack_not_ahead(facts, today))
    return sorted(set(map(harmless, found)))
