"""Places that cut across the tree: what they span and what they overlap."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.links import rings, round_of
from nqpf_cli.loading.problems import Problem
from nqpf_cli.model.places import upwards


def across_the_tree(facts: FactSet) -> Iterator[Problem]:
    """Check that what a place spans or overlaps is not itself, nor what the tree has above or below it already."""
    regions = {one.record["id"]: one.record for one in facts.of_kind("region")}
    for loaded in facts.of_kind("region"):
        key = loaded.record["id"]
        for field in ("spans", "overlaps"):
            for index, target in enumerate(loaded.record.get(field, ())):
                if target == key:
                    what = f"{key} {field} itself"
                elif target in upwards(key, regions):
                    what = f"{field}: {key} lies in {target}"
                elif key in upwards(target, regions):
                    what = f"{field}: {target} lies in {key}"
                else:
                    continue
                yield loaded.problem(f"{field}.{index}", what, "take it out: the tree says so already")


def parts_of_themselves(facts: FactSet) -> Iterator[Problem]:
    """Check that no place is part of itself by way of what it spans."""
    parts: dict[str, list[str]] = {one.record["id"]: [] for one in facts.of_kind("region")}
    for key in parts:
        record = facts.records[key].record
        parts[key] += record.get("spans", ())
        if record.get("parent") in parts:
            parts[record["parent"]].append(key)
    for ring in rings(parts):
        spans = (facts.records[whole].record.get("spans", ()) for whole in ring)
        at = next((at for at, part in enumerate([*ring[1:], ring[0]]) if part in next(spans)), None)
        if at is not None:  # else a ring of the tree alone, which the loader reports
            what = f"{ring[at]} is part of itself: {round_of([*ring[at:], *ring[:at]], 'holds')}"
            yield facts.records[ring[at]].problem("spans", what, "take one of these links out")
