"""Conditions of measures: well formed, of facts that there are, compared as those can be, and repeating nothing."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import did_you_mean
from nqpf_cli.model.dates import bounds
from nqpf_cli.model.firm_fact import FirmFact, Unknown, Wanted, firm_facts, wanted
from nqpf_cli.model.record import Record

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
    for path, one in _parts(tests):
        yield from ((f"{path}.{key}", one[key]) for key in ("needs", "when") if key in one)
        for nth, asked in enumerate(one.get("none", ())):
            yield f"{path}.none.{nth}", asked


def _parts(tests: Record, *names: str) -> Iterator[tuple[str, Record]]:
    """Yield the path and the test of each condition and each tier of a measure, or of those of one name."""
    for part in names or ("conditions", "tiers"):
        yield from ((f"{part}.{index}", one) for index, one in enumerate(tests.get(part, ())))


def forms(facts: FactSet) -> Iterator[Problem]:
    """Check that what stands beside a sentence goes together, and a measure's branches are alternatives."""
    for loaded in facts.of_kind("incentive"):
        branches: dict[str, str] = {}
        for at, one in _parts(loaded.tests):
            for key, what, hint in _form(one):
                yield loaded.problem(f"{at}.{key}", what, hint)
            if "branch" in one:
                branches.setdefault(one["branch"], f"{at}.branch")
        if len(branches) == 1:
            name, path = next(iter(branches.items()))
            what = f"branch: {name} has no other branch beside it"
            yield loaded.problem(path, what, "name the others, or take it out")
        apply = loaded.tests.get("apply", {})
        cutoff, opens, closes = (apply.get(key, "") for key in ("cutoff", "opens", "closes"))
        if opens and closes and bounds(opens)[0] > bounds(closes)[1]:
            what = f"apply.closes {closes} lies before opens {opens}"
            yield loaded.problem("apply.closes", what, "look at both dates again")
        if cutoff and len(cutoff) != len("2026-11-28"):
            what = f"apply.cutoff {cutoff} is no day"
            yield loaded.problem("apply.cutoff", what, "give the day, or take it out")


def _form(one: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (key, what is wrong with it, what to do) of what stands beside a sentence."""
    tested = "needs" in one or "none" in one
    for key in ("judged", "afterwards"):
        if one.get(key) is False:
            yield key, f"{key}: false says nothing", "take it out"
    if "rest" in one:
        if one["rest"] != "open":
            yield "rest", f"rest: {one['rest']} is not open", "write rest: open"
        elif not tested:
            how = "a text without a test is open as it is: take it out"
            yield "rest", "rest: open without needs or none", how
        elif "judged" in one:
            yield "rest", "rest: open beside judged", "take it out: what an office judges is open"
    for key in ALONE:
        if key in one and len(one) > 1:
            others = ", ".join(other for other in one if other != key)
            yield key, f"{key} beside {others}", "make it two conditions"


def partners(facts: FactSet) -> Iterator[Problem]:
    """Check that a measure meets another that there is, or all money of a scope, and both by one rule."""
    met = [
        (loaded, f"{path}.stacking", one["stacking"]["with"], one["stacking"]["rule"])
        for loaded in facts.of_kind("incentive")
        for path, one in _parts(loaded.tests, "conditions")
        if "stacking" in one
    ]
    rules = {(loaded.record["id"], other.get("id")): rule for loaded, _, other, rule in met}
    for loaded, path, other, rule in met:
        said = rules.get((other.get("id"), loaded.record["id"]), rule)
        if said != rule:
            what = f"rule: {rule}, and {other['id']} says {said} of the two"
            yield loaded.problem(f"{path}.rule", what, "let both say one rule")
        for field, what, hint in _partner(facts, loaded, other):
            yield loaded.problem(f"{path}.with{field}", what, hint)


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
        for path, one in _parts(loaded.tests, "conditions"):
            for name, value in one.get("needs", {}).items():
                words = set(value) if isinstance(value, list) else {value}
                field, values = stated.get(name, ("", None))
                if values is not None and words >= values:
                    how = "take it out, or narrow it"
                    yield loaded.problem(f"{path}.needs.{name}", f"{name} only repeats {field}", how)


def _stated(record: Record, beneficiaries: Record) -> dict[str, tuple[str, set[object]]]:
    """Fact -> the field of a measure that says something of it, with what it says."""
    places = set(record.get("applies_in") or [record["region"]])
    stated: dict[str, tuple[str, set[object]]] = {
        "operates_in": ("region" if "applies_in" not in record else "applies_in", places),
        "sector": ("sectors", set(record["sectors"])),
    }
    if "cost_base" in record:
        stated["spend.base"] = ("cost_base", {record["cost_base"]})
    needs = [beneficiaries.get(one, {}).get("needs", {"kind": one}) for one in record["beneficiaries"]]
    for name in set.intersection(*(set(one) for one in needs)):
        stated[name] = ("beneficiaries", {one[name] for one in needs})
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
        # What stands for all cases first.
        tested = sorted(_parts(loaded.tests), key=lambda part: bool(part[1].keys() & {"branch", "when"}))
        for path, one in tested:
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


def _exclude(fact: FirmFact, one: Wanted, other: Wanted) -> bool:
    """Whether no single value of a fact is what both want."""
    if fact.type == "one":
        return not set(one.words) & set(other.words)
    if one.yes is not None and other.yes is not None:
        return one.yes != other.yes
    if one.span and other.span and one.unit == other.unit:
        return one.span.ends_before(other.span) or other.span.ends_before(one.span)
    return False
