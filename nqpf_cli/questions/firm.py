"""Will this firm get it: each condition of a measure against a firm's facts, and what that comes to.

No answer is a promise: a test that fails rules a measure out, and one that passes says that nothing read stands
against it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.comparison import Truth, both, either
from nqpf_cli.model.firm_profile import Firm, Item
from nqpf_cli.model.judging import (
    ABSENT,
    NAMELESS,
    UNSAID,
    Case,
    Lexicon,
    all_hold,
    asked_of,
    fact_holds,
    holds,
    lexicon,
    open_facts,
)
from nqpf_cli.model.places import places_of
from nqpf_cli.model.record import Record

Verdict: TypeAlias = Literal["fails", "not-yet", "not-claimable", "open", "nothing-against"]
Value: TypeAlias = Literal["pass", "fail", "open"]
Whose: TypeAlias = Literal["yours", "office", "afterwards"]
Why: TypeAlias = Literal["", "answers", "office", "unread"]

VALUES: dict[Truth, Value] = {True: "pass", False: "fail", None: "open"}


class Judged(NamedTuple):
    """A condition with its value, whose answer it waits for, and the facts that a firm can still say.

    `about` is `condition`, or what else decides: `place`, `sector`, `beneficiary`, and `item` where each of several
    projects or items of spending fails another condition. `position` counts the conditions of the record from 0.
    """

    text: str
    value: Value
    whose: Whose
    facts: tuple[str, ...] = ()
    about: str = "condition"
    position: int | None = None


class Judgement(NamedTuple):
    """What the conditions of a measure come to for a firm, and each of them.

    `why` tells open measures apart: `answers` of the firm can settle it, an `office` judges or the text is vague, or no
    condition is read (`unread`). `tiers` are the values of the tests of the tiers, by position.
    """

    verdict: Verdict
    why: Why
    conditions: tuple[Judged, ...]
    tiers: tuple[Value, ...] = ()


class _Part(NamedTuple):
    """One thing to judge: a sentence with its test."""

    text: str
    test: Record
    about: str
    position: int | None = None

    @property
    def decides(self) -> bool:
        return not self.test.keys() & {"afterwards", "stacking"}

    @property
    def exact(self) -> bool:
        """Whether the test is the whole of the sentence."""
        if "any" in self.test:
            return any("" not in one for one in self.test["any"])
        return bool(self.test.keys() & {"needs", "none"}) and not self.test.keys() & {"rest", "judged"}


def test_of(tests: Record, one: Judged) -> Record:
    """Return the test of a condition, of those of its measure; none of what else decides."""
    listed = tests.get("conditions", [])
    return dict(listed[one.position]) if one.position is not None and listed else {}


def lexicon_of(store: Store) -> Lexicon:
    """Return what facts mean, from the index."""
    vocabularies = store.meta("vocabularies")
    regions = [row.record for row in query.select(store, "region")]
    tree = places_of(regions, vocabularies["region_level"])
    rates = {one["currency"]: one["per_dollar"] for one in store.meta("dataset")["constants"]["dollar_rates"]}
    return lexicon(vocabularies, tree, {one["id"]: one["name"] for one in regions}, rates)


def judge(record: Record, tests: Record, firm: Firm, words: Lexicon, on: str) -> Judgement:
    """Judge a measure for a firm on the ISO day `on`, or on the day on which its round says that facts count."""
    day = tests.get("apply", {}).get("cutoff") or on
    parts = list(_parts(record, tests, words))
    base = _base(record, tests, parts, words)
    cases = list(_cases(tests, parts, base, firm, words, day))
    settled = tests.get("settled_by", {})
    table = [[_value(case, part, settled) for part in parts] for case in cases]
    values = [either(*column) for column in zip(*table, strict=True)]
    found = either(*(_together(parts, row) for row in table))
    if not any(part.about == "condition" and part.decides for part in parts):
        found = both(found, None)  # nothing was read that could decide
    judged = [_judged(part, value, cases, settled) for part, value in zip(parts, values, strict=True)]
    if found is False and _together(parts, values) is not False:
        text = "one project, or one item of spending, that meets all of these"
        judged.append(Judged(text, "fail", "yours", (), "item"))
    steps = [either(*(holds(case, one) if one else None for case in cases)) for one in tests.get("tiers", ())]
    tiers = tuple(VALUES[step] for step in steps)
    how = tests.get("apply", {}).get("how")
    verdict = _verdict(parts, values, found, how, cases)
    return Judgement(verdict, _why(parts, judged) if verdict == "open" else "", tuple(judged), tiers)


def _parts(record: Record, tests: Record, words: Lexicon) -> Iterator[_Part]:
    """What decides on a measure: its place, whom it is for, its fields, and its conditions in order."""
    where = record.get("applies_in") or [record["region"]]
    anywhere = [{"registered_in": where}, {"operates_in": where}]
    yield _Part(_listed("in", (words.regions[one] for one in where)), {"any": anywhere}, "place")
    whom, fields = words.vocabularies["beneficiary"], words.vocabularies["sector"]
    for_whom = [_beneficiary(one, whom) for one in record["beneficiaries"]]
    labels = (whom[one]["label"] for one in record["beneficiaries"])
    yield _Part(_listed("for", labels), {"any": for_whom}, "beneficiary")
    every = any(not fields[one].get("within") for one in record["sectors"])
    asked: list[Record] = [{} if every else {"sector": record["sectors"]}]
    if any("rest" in fields[one] for one in record["sectors"]):
        asked.append({"": None})  # others use it too, or work in it without being of the field
    labels = (fields[one]["label"] for one in record["sectors"])
    yield _Part(_listed("in", labels), {"any": asked}, "sector")
    read = tests.get("conditions", [{}] * len(record.get("conditions", ())))
    for position, (text, test) in enumerate(zip(record.get("conditions", ()), read, strict=True)):
        yield _Part(text, test, "condition", position)


def _listed(first: str, labels: Iterable[str]) -> str:
    """in AI, chips or data."""
    *others, last = labels
    return f"{first} {', '.join(others)} or {last}" if others else f"{first} {last}"


def _beneficiary(name: str, beneficiaries: Record) -> Record:
    """The facts that make a firm a beneficiary of this name; the name "" stands for what they do not say."""
    entry = beneficiaries[name]
    return {**entry.get("needs", {"kind": name}), **({"": None} if "rest" in entry else {})}


def _cases(
    tests: Record, parts: Iterable[_Part], base: str, firm: Firm, words: Lexicon, day: str
) -> Iterator[Case]:
    """Every project with every item of spending that the measure is for, where it asks of them."""
    items = {words.facts[name].item for name in _all_names(tests, parts)}
    spend = firm.spend
    if spend and base:  # what else a firm may pay for it need not have said
        named = [one.get("spend.base") for one in spend]
        spend = tuple(
            NAMELESS if name is None else one
            for one, name in zip(spend, named, strict=True)
            if name is None or name.words == (base,)
        ) or (UNSAID,)
    projects = _each(firm.project) if "project" in items else [UNSAID]
    spends = _each(spend) if "spend" in items else [UNSAID]
    for project, spent in product(projects, spends):
        yield Case(firm, project, spent, day, words)


def _all_names(tests: Record, parts: Iterable[_Part]) -> set[str]:
    """Every fact that a measure or one of its tiers asks for."""
    found = {name for part in parts for name in _names(part.test)}
    return found | {name for one in tests.get("tiers", ()) for name in _names(one)}


def _base(record: Record, tests: Record, parts: Iterable[_Part], words: Lexicon) -> str:
    """The one cost that a measure is for; "" where that is unclear, or its tests say it themselves."""
    base = record.get("cost_base", "")
    unclear = words.vocabularies["cost_base"].get(base, {}).get("unclear")
    return "" if unclear or "spend.base" in _all_names(tests, parts) else base


def _each(items: Sequence[Item] | None) -> Sequence[Item]:
    """The items of a firm; one of which nothing is known where it tells of none, ABSENT where it says there is none."""
    return [UNSAID] if items is None else items or [ABSENT]


def _asked(test: Record) -> Iterator[tuple[str, object]]:
    """Each fact that a part asks for, with the value it wants."""
    for one in test.get("any", ()):
        yield from ((name, value) for name, value in one.items() if name)
    yield from asked_of(test)


def _value(case: Case, part: _Part, settled: Mapping[str, object]) -> Truth:
    """The value of a part in a case."""
    if "any" in part.test:
        return either(*(_all_of(case, one) for one in part.test["any"]))
    found = holds(case, part.test)
    items = (case.item(kind) for name in _names(part.test) if (kind := case.lexicon.facts[name].item))
    if any(item is UNSAID or item is NAMELESS for item in items):
        found = both(found, None)  # there may be no such item
    if settled and part.decides and not _names(part.test) & settled.keys():
        found = either(found, all_hold(case, settled))
    return found


def _all_of(case: Case, one: Mapping[str, object]) -> Truth:
    """Whether facts hold that make a firm one of several; open where they do not say all (the name "")."""
    return both(*(None if not name else fact_holds(case, name, value) for name, value in one.items()))


def _names(test: Record) -> set[str]:
    return {name for name, _ in _asked(test)}


def _together(parts: Sequence[_Part], values: Sequence[Truth]) -> Truth:
    """What the parts come to: all that decide, of branches any one."""
    branches: dict[str, list[Truth]] = {}
    alone: list[Truth] = []
    for part, value in zip(parts, values, strict=True):
        if part.decides:
            here = branches.setdefault(part.test["branch"], []) if "branch" in part.test else alone
            here.append(value)
    return both(*alone, *([either(*(both(*one) for one in branches.values()))] if branches else []))


def _judged(part: _Part, value: Truth, cases: Sequence[Case], settled: Mapping[str, object]) -> Judged:
    """A part as an answer gives it."""
    if not part.decides:
        whose: Whose = "afterwards" if "afterwards" in part.test else "yours"
        return Judged(part.text, "open", whose, (), part.about, part.position)
    waits = cases if value is None else ()
    facts = dict.fromkeys(fact for case in waits for fact in _open(case, part, settled))
    whose = "office" if "judged" in part.test and not facts else "yours"
    return Judged(part.text, VALUES[value], whose, tuple(facts), part.about, part.position)


def _open(case: Case, part: _Part, settled: Mapping[str, object]) -> Iterator[str]:
    """The facts that leave a part open in a case."""
    tests = [
        {"needs": {name: value for name, value in one.items() if name}} for one in part.test.get("any", ())
    ]
    if settled and part.about == "condition" and not _names(part.test) & settled.keys():
        tests.append({"needs": dict(settled)})
    for test in (part.test, *tests):
        yield from open_facts(case, test)


def _verdict(
    parts: Sequence[_Part], values: Sequence[Truth], found: Truth, how: str | None, cases: Sequence[Case]
) -> Verdict:
    if found is False:
        failed = [part for part, value in zip(parts, values, strict=True) if value is False and part.decides]
        return "not-yet" if failed and all(_to_come(part, cases) for part in failed) else "fails"
    if how == "nobody":
        return "not-claimable"
    return "open" if found is None else "nothing-against"


def _to_come(part: _Part, cases: Sequence[Case]) -> bool:
    """Whether a part fails by nothing but titles that the firm does not hold and can apply for."""
    titles = cases[0].lexicon.vocabularies.get("title", {})
    lacking = [
        name
        for case in cases
        for name, value in part.test.get("needs", {}).items()
        if fact_holds(case, name, value) is False
    ]
    return bool(lacking) and all(
        name.partition(".")[0] == "title"
        and titles[name.partition(".")[2]].get("claimable")
        and (known := cases[0].firm.facts.get(name)) is not None
        and known.yes is False
        for name in lacking
    )


def _why(parts: Sequence[_Part], judged: Sequence[Judged]) -> Why:
    """Why a measure is open."""
    own = [part for part in parts if part.about == "condition" and part.decides]
    if not any(part.test.keys() & {"needs", "none", "judged"} for part in own):
        return "unread"
    waits = [
        part.exact and one.facts
        for part, one in zip(parts, judged, strict=True)
        if one.value == "open" and part.decides
    ]
    return "answers" if all(waits) else "office"
