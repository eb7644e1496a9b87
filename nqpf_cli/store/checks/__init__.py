"""Checks across records: what a type cannot see.

Each check takes the facts and yields faults, each at the field that should be mended. A new check is one
function, and its name in `CHECKS`. What a lookup relies on (types, closed lists, days in the calendar, ids,
links, loops of places) `load` has checked already.
"""

from collections.abc import Callable, Iterator

from nqpf_cli.store.checks import areas, dataset, dates, history, money, names, pages, prose, topics, tree
from nqpf_cli.store.facts import Facts
from nqpf_cli.store.faults import Fault, harmless

CHECKS: list[Callable[[Facts], Iterator[Fault]]] = [
    dataset.constants_resolve,
    tree.rooted_at_world,
    tree.skos_mirrored,
    tree.skos_broader_loops,
    tree.replaced_by_loops,
    tree.sources_cited,
    areas.across_the_tree,
    areas.parts_of_themselves,
    pages.addresses,
    history.changes,
    history.withdrawn,
    dates.in_order,
    dates.not_ahead,
    money.caps,
    money.rates,
    money.tiers,
    money.ranges,
    names.pinyin,
    names.shared,
    names.repeated,
    prose.length,
    prose.stray,
    topics.citations,
    topics.numbers,
]


def check(facts: Facts, today: str = "") -> list[Fault]:
    """Every fault across records, in the order of files and lines; those of `facts.faults` are not among them.

    `today` is the ISO day up to which a fact pack's dates may reach; without it they are not held to any.
    Facts with faults of their own are checked as far as they go: a record that did not load is not missed.
    """
    found = [fault for one in CHECKS for fault in one(facts)]
    found.extend(dates.pack_not_ahead(facts, today))
    return sorted(set(map(harmless, found)))
