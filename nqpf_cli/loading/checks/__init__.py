"""Checks across records: what a type cannot see.

Each check takes the facts and yields problems, each at the field that should be changed. A new check is one
function, and its name in `RELIED`, where an answer would be false or fail without it, so that `load` refuses the
facts for every command; else in `CHECKS`, which `nqpf check` alone asks.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from nqpf_cli.loading.checks import check_areas as areas
from nqpf_cli.loading.checks import check_conditions as conditions
from nqpf_cli.loading.checks import check_constants as dataset
from nqpf_cli.loading.checks import check_dates as dates
from nqpf_cli.loading.checks import check_filing as filed
from nqpf_cli.loading.checks import check_history as history
from nqpf_cli.loading.checks import check_money as money
from nqpf_cli.loading.checks import check_names as names
from nqpf_cli.loading.checks import check_pages as pages
from nqpf_cli.loading.checks import check_regions as tree
from nqpf_cli.loading.checks import check_topics as topics
from nqpf_cli.loading.checks import text_style as prose
from nqpf_cli.loading.facts import Facts
from nqpf_cli.loading.problems import Problem, harmless

RELIED: list[Callable[[Facts], Iterator[Problem]]] = [
    dataset.constants_resolve,
    tree.rooted_at_world,
    dates.in_order,
    money.caps,
    money.rates,
    money.tiers,
    money.ranges,
    conditions.wanted_values,
    conditions.forms,
    conditions.partners,
    topics.citations,
]
CHECKS: list[Callable[[Facts], Iterator[Problem]]] = [
    tree.skos_mirrored,
    tree.skos_broader_loops,
    tree.replaced_by_loops,
    tree.rules_on_documents,
    tree.sources_cited,
    areas.across_the_tree,
    areas.parts_of_themselves,
    pages.addresses,
    history.changes,
    history.withdrawn,
    dates.quoted,
    dates.not_ahead,
    filed.in_place,
    filed.some_records,
    money.units,
    conditions.repeats,
    names.pinyin,
    names.shared,
    names.repeated,
    prose.length,
    prose.stray,
    topics.numbers,
]
MOST: Final = 10_000
"""So many problems of one check are reported."""


def relied(facts: Facts) -> Iterator[Problem]:
    """Yield every problem across records that no lookup may answer over."""
    return (problem for one in RELIED for problem in islice(one(facts), MOST))


def check(facts: Facts, today: str = "") -> list[Problem]:
    """Return every problem across records, in the order of files and lines, without those of `facts.problems`.

    `today` is the ISO day up to which a fact pack's dates may reach; without it they are not held to any.
    Facts with problems of their own are checked as far as they go: a record that did not load is not missed.
    """
    found = [problem for one in CHECKS for problem in islice(one(facts), MOST)]
    found.extend(dates.pack_not_ahead(facts, today))
    return sorted(set(map(harmless, found)))
