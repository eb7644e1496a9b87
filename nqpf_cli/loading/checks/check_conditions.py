"""Conditions of measures: well formed, of facts that there are, compared as those can be, and repeating nothing."""

from collections.abc import Iterator
from typing import Any

from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import did_you_mean
from nqpf_cli.model.comparison import Range
from nqpf_cli.model.dates import bounds
from nqpf_cli.model.firm_fact import FirmFact, Unknown, Wanted, firm_facts, wanted
from nqpf_cli.model.record import Record

TESTS = ("needs", "none")
ALONE = ("afterwards", "stacking")
"""What is no test of a firm, and stands beside the sentence alone."""


def wanted_values(facts: FactSet) -> Iterator[Problem]:
    """Check that every fact that a condition names is one, and can have the value that it wants."""
    known = firm_facts(facts.vocabularies)
    places = {key for key, kind in facts.known.items() if kind == "region"}
    for loaded in facts.of_kind("incentive"):
        for path, asked in _asked(loaded.tests):
            for name, value in asked.items():
                if wrong := _wrong(known, name, value, places):
                    yield loaded.problem(f"{path}.{name}", *wrong)


def _wrong(known: dict[str, FirmFact], name: str, value: object, places: set[str]) -> tuple[str, str] | None:
    """Return what is wrong with a fact that is asked for, and what to do; None where nothing is."""
    if name not in known:
        hint = did_you_mean(name, known, "take one of the vocabulary firm_fact, or leave the text alone")
        return f"{name} is no fact of a firm", hint
    try:
        wanted(known[name], value, places)
    except Unknown as error:
        return error.args[0], did_you_mean(error.word, error.known, "take one of its vocabulary")
    except ValueError as error:
        return error.args[0], error.args[1]
    return None


def _asked(tests: Record) -> Iterator[tuple[str, Record]]:
    """Yield the path of every mapping of facts in the tests of a measure, and the mapping."""
    if "settled_by" in tests:
        yield "settled_by", tests["settled_by"]
    for part in ("conditions", "tiers"):
        for index, one in enumerate(tests.get(part, ())):
            for key in ("needs", "when"):
                if key in one:
                    yield f"{part}.{index}.{key}", one[key]
            for nth, asked in enumerate(one.get("none", ())):
                yield f"{part}.{index}.none.{nth}", asked


def forms(facts: FactSet) -> Iterator[Problem]:
    """Check that what stands beside a sentence goes together, and a measure's branches are alternatives."""
    for loaded in facts.of_kind("incentive"):
        branches: dict[str, str] = {}
        for part in ("conditions", "tiers"):
            for index, one in enumerate(loaded.tests.get(part, ())):
                for key, what, hint in _form(one):
                    yield loaded.problem(f"{part}.{index}.{key}", what, hint)
                if "branch" in one:
                    branches.setdefault(one["branch"], f"{part}.{index}.branch")
        if len(branches) == 1:
            name, path = next(iter(branches.items()))
            what = f"branch: {name} has no other branch beside it"
            yield loaded.problem(path, what, "name the others, or take it out")
        apply = loaded.tests.get("apply", {})
        cutoff, opens, closes = (apply.get(key, "") for key in ("cutoff", "opens", "closes"))
        if opens and closes and bounds(opens)[0] > bounds(closes)[1]:
            yield loaded.problem(
                "apply.closes", f"apply.closes {closes} lies before opens {opens}", "look at both dates again"
            )
        if cutoff and len(cutoff) != len("2026-11-28"):
            yield loaded.problem(
                "apply.cutoff", f"apply.cutoff {cutoff} is no day", "give the day, or take it out"
            )


def _form(one: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (key, what is wrong with it, what to do) of what stands beside a sentence."""
    tested = any(key in one for key in TESTS)
    for key in ("judged", "afterwards"):
        if one.get(key) is False:
            yield key, f"{key}: false says nothing", "take it out"
    if "rest" in one:
        if one["rest"] != "open":
            yield "rest", f"rest: {one['rest']} is not open", "write rest: open"
        elif not tested:
            yield (
                "rest",
                "rest: open without needs or none",
                "a text without a test is open as it is: take it out",
            )
        elif "judged" in one:
            yield "rest", "rest: open beside judged", "take it out: what an office judges is open"
    for key in ALONE:
        if key in one and len(one) > 1:
            yield (
                key,
                f"{key} beside {', '.join(other for other in one if other != key)}",
                "make it two conditions",
            )


def partners(facts: FactSet) -> Iterator[Problem]:
    """Check that a measure meets another that there is, or all money of a scope, and both by one rule."""
    rules = {
        (loaded.record["id"], one["stacking"]["with"].get("id")): one["stacking"]["rule"]
        for loaded in facts.of_kind("incentive")
        for one in loaded.tests.get("conditions", ())
        if "stacking" in one
    }
    for loaded in facts.of_kind("incentive"):
        for index, one in enumerate(loaded.tests.get("conditions", ())):
            if "stacking" in one:
                other = one["stacking"]["with"].get("id")
                rule = rules.get((other, loaded.record["id"]), one["stacking"]["rule"])
                if rule != one["stacking"]["rule"]:
                    what = f"rule: {one['stacking']['rule']}, and {other} says {rule} of the two"
                    path = f"conditions.{index}.stacking.rule"
                    yield loaded.problem(path, what, "let both say one rule")
                for field, what, hint in _partner(facts, loaded, one["stacking"]["with"]):
                    yield loaded.problem(f"conditions.{index}.stacking.with{field}", what, hint)


def _partner(facts: FactSet, loaded: Loaded, other: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (field, what is wrong, what to do) of what a measure meets."""
    if ("id" in other) == ("scope" in other):
        yield "", "with: needs an id or a scope, one of the two", "write with: the-id, or with: {scope: cost}"
    if other.get("id") == loaded.record["id"]:
        yield "", "with: names the measure itself", "name the other"
    for field, kind in (("id", "incentive"), ("policy", "policy")):
        if field in other and (wrong := facts.missing(other[field], kind, f"name a {kind} of ours")):
            yield f".{field}", f"with: {wrong[0]}", wrong[1]


def repeats(facts: FactSet) -> Iterator[Problem]:
    """Check that no condition needs what the place, the fields, the beneficiaries or the cost of its measure say."""
    beneficiaries = facts.vocabularies.get("beneficiary", {})
    for loaded in facts.of_kind("incentive"):
        stated = _stated(loaded.record, beneficiaries)
        for index, one in enumerate(loaded.tests.get("conditions", ())):
            for name, value in one.get("needs", {}).items():
                words = set(value) if isinstance(value, list) else {value}
                for field, values in stated.get(name, ()):
                    if words >= values:
                        what = f"{name} only repeats {field}"
                        yield loaded.problem(
                            f"conditions.{index}.needs.{name}", what, "take it out, or narrow it"
                        )


def _stated(record: Record, beneficiaries: Record) -> dict[str, list[tuple[str, set[object]]]]:
    """Fact -> the fields of a measure that say something of it, with what they say."""
    places = set(record.get("applies_in") or [record["region"]])
    stated: dict[str, list[tuple[str, set[object]]]] = {
        "operates_in": [("region" if "applies_in" not in record else "applies_in", places)],
        "sector": [("sectors", set(record["sectors"]))],
    }
    if "cost_base" in record:
        stated["spend.base"] = [("cost_base", {record["cost_base"]})]
    needs = [beneficiaries.get(one, {}).get("needs", {"kind": one}) for one in record["beneficiaries"]]
    for name in set.intersection(*(set(one) for one in needs)):
        stated[name] = [("beneficiaries", {one[name] for one in needs})]
    return stated


def possible(facts: FactSet) -> Iterator[Problem]:
    """Check that no test of a condition or tier excludes another that must hold with it, and none asks for a task
    that only the measure itself can set."""
    known = firm_facts(facts.vocabularies)
    places = {key for key, kind in facts.known.items() if kind == "region"}
    programmes = facts.vocabularies.get("project_programme", {})
    for loaded in facts.of_kind("incentive"):
        region = facts.records.get(loaded.record["region"])
        own = {
            word
            for word, said in programmes.items()
            if region and region.record.get("level") in said.get("set_by", ())
        }
        stands: dict[str, tuple[str, Wanted]] = {}
        for path, one in _tested(loaded):
            for name, value in one.get("needs", {}).items():
                if name not in known or _wrong(known, name, value, places):
                    continue  # said by wanted_values
                want = wanted(known[name], value, places)
                where, other = stands.get(name, ("", want))
                if _exclude(known[name], want, other):
                    what = f"{name} here and in {where} cannot both hold"
                    yield loaded.problem(f"{path}.needs.{name}", what, "mend one, or make them branches")
                if name == "project.programme" and own.issuperset(want.words):
                    what = f"{name} asks for a task that a place like {loaded.record['region']} sets itself"
                    yield loaded.problem(f"{path}.needs.{name}", what, "write judged: true in its place")
                if path.startswith("conditions") and not one.keys() & {"branch", "when"}:
                    stands.setdefault(name, (path, want))


def _tested(loaded: Loaded) -> Iterator[tuple[str, Record]]:
    """Yield the path of each condition and each tier of a measure, and its tests: what stands for all cases first."""
    parts = [
        (f"{part}.{index}", one)
        for part in ("conditions", "tiers")
        for index, one in enumerate(loaded.tests.get(part, ()))
    ]
    yield from sorted(parts, key=lambda part: bool(part[1].keys() & {"branch", "when"}))


def _exclude(fact: FirmFact, one: Wanted, other: Wanted) -> bool:
    """Whether no single value of a fact is what both want."""
    if fact.type == "one":
        return not set(one.words) & set(other.words)
    if one.yes is not None and other.yes is not None:
        return one.yes != other.yes
    if one.span and other.span and one.unit == other.unit:
        return _ends_before(one.span, other.span) or _ends_before(other.span, one.span)
    return False


def _ends_before(one: Range, other: Range) -> bool:
    """Whether a range ends before another begins."""
    high: Any = one.high
    low: Any = other.low
    if high is None or low is None:
        return False
    return bool(high < low or (high == low and (one.high_open or other.low_open)))
