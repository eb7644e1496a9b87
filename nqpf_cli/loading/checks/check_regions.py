"""How records hang together: places, terms, successors, sources."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.links import rings, round_of
from nqpf_cli.loading.problems import Problem
from nqpf_cli.model.places import upwards

_MIRROR = {"broader": "narrower", "narrower": "broader", "related": "related"}


def rooted_at_world(facts: FactSet) -> Iterator[Problem]:
    """Check that every place but the world lies in another."""
    for loaded in facts.parts_of("region"):
        key, parent = loaded.record.get("id"), "parent" in loaded.node
        if key == "world" and parent:
            yield loaded.problem("parent", "the world lies in nothing", "take parent: out")
        elif key and key != "world" and not parent:
            how = "add parent: with the place it lies in, such as china"
            yield loaded.problem("id", f"{key} lies nowhere", how)


def skos_mirrored(facts: FactSet) -> Iterator[Problem]:
    """Check that broader is narrower the other way round, and related holds both ways.

    A pack cannot edit our terms, so a link from one pack's term to another's needs no mirror.
    """
    for loaded in facts.of_kind("term"):
        key = loaded.record["id"]
        for field, mirror in _MIRROR.items():
            for index, target in enumerate(loaded.record.get(field, ())):
                other, at = facts.records.get(target), f"{field}.{index}"
                if target == key:
                    yield loaded.problem(at, f"{key} is {field} to itself", "take it out")
                elif other is None or other.kind != "term" or other.pack != loaded.pack:
                    continue
                elif field == "related" and target in loaded.record.get("broader", ()):
                    yield loaded.problem(at, f"{target} is both broader and related", "keep broader")
                elif key not in other.record.get(mirror, ()):
                    what = f"{field}: {target} does not say the same the other way round"
                    yield loaded.problem(at, what, f"add {key} to {mirror} of {other.named}")


def skos_broader_loops(facts: FactSet) -> Iterator[Problem]:
    """Check that no term is broader than itself by way of others."""
    broader = {one.record["id"]: one.record.get("broader", ()) for one in facts.of_kind("term")}
    for ring in rings({key: [one for one in wider if one != key] for key, wider in broader.items()}):
        what = f"{ring[0]} is broader than itself: {round_of(ring, 'in')}"
        yield facts.records[ring[0]].problem("broader", what, "take one of the links out")


def rules_on_documents(facts: FactSet) -> Iterator[Problem]:
    """Check that the document that is a place's rule on documents says how long they live."""
    for loaded in facts.of_kind("region"):
        rule = facts.records.get(loaded.record.get("document_rule", ""))
        if rule and "document_life" not in rule.record:
            what = f"document_rule: {rule.record['id']} does not say how long documents live"
            yield loaded.problem("document_rule", what, f"add document_life: to {rule.named}")


def replaced_by_loops(facts: FactSet) -> Iterator[Problem]:
    """Check that no document or measure takes the place of itself, by way of others or at once."""
    later = {
        one.record["id"]: [one.record.get("replaced_by", "")] for one in facts.of_kind("policy", "incentive")
    }
    for ring in rings(later):
        what = f"{ring[0]} is replaced by itself: {round_of(ring, 'by')}"
        how = "keep the link that leads from the older to the newer"
        yield facts.records[ring[0]].problem("replaced_by", what, how)


def sources_cited(facts: FactSet) -> Iterator[Problem]:
    """Check that every page bears out some fact, unless files were not read, in which it may be cited."""
    if facts.unread:
        return
    cited = {source for loaded in facts.texts() for source in loaded.record.get("sources", ())}
    text = str(facts.dataset.get("constants", ""))
    for loaded in facts.of_kind("source"):
        if loaded.record["id"] not in cited and f"'{loaded.record['id']}'" not in text:
            what = f"no record cites {loaded.record['id']}"
            yield loaded.problem("id", what, "cite it where it bears something out, or take it out")


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
