"""Places that cut across the tree: what they span and what they overlap."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from nqpf_cli.store.checks.places import fault, of_kind
from nqpf_cli.store.facts import Facts
from nqpf_cli.store.faults import Fault


def across_the_tree(facts: Facts) -> Iterator[Fault]:
    """What a place spans or overlaps is not itself, nor what the tree has above or below it already."""
    for loaded in of_kind(facts, "region"):
        key = loaded.record["id"]
        for field in ("spans", "overlaps"):
            for index, target in enumerate(loaded.record.get(field, ())):
                if target == key:
                    what = f"{key} {field} itself"
                elif target in _above(facts, key):
                    what = f"{field}: {key} lies in {target}"
                elif key in _above(facts, target):
                    what = f"{field}: {target} lies in {key}"
                else:
                    continue
                yield fault(loaded, f"{field}.{index}", what, "take it out: the tree says so already")


def rings(facts: Facts) -> Iterator[Fault]:
    """No place is part of itself by way of what it spans. One ring at a time."""
    parts: dict[str, list[str]] = {}
    for loaded in of_kind(facts, "region"):
        parts.setdefault(loaded.record["id"], []).extend(loaded.record.get("spans", ()))
        parts.setdefault(loaded.record.get("parent", ""), []).append(loaded.record["id"])
    try:
        TopologicalSorter(parts).prepare()
    except CycleError as error:
        ring = error.args[1][::-1]  # graphlib gives the part before the whole
        # Told where it stands first in the files, so that the same facts give the same words.
        for whole, part in sorted(pairwise(ring), key=lambda pair: list(parts).index(pair[0])):
            held = facts.records.get(whole)
            if held and part in held.record.get("spans", ()):
                what = f"{whole} is part of itself: {' holds '.join(_from(ring, whole))}"
                at = f"spans.{held.record['spans'].index(part)}"
                yield fault(held, at, what, f"take {part} or another of these links out")
                return


def _from(ring: list[str], first: str) -> list[str]:
    """The ring, begun and ended at this place."""
    at = ring.index(first)
    return [*ring[at:-1], *ring[:at], first]


def _above(facts: Facts, region: str) -> set[str]:
    """What a region lies in by the tree; ends where the tree loops, which the loader reports."""
    found: set[str] = set()
    here = facts.records.get(region)
    while here and (parent := here.record.get("parent")) and parent not in found:
        found.add(parent)
        here = facts.records.get(parent)
    return found
