"""The facts of a firm against what a condition wants, in three values: what is not said leaves it open."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from nqpf_cli.model import comparison, money
from nqpf_cli.model.comparison import Truth, both, either, opposite
from nqpf_cli.model.firm_fact import FirmFact, Wanted, firm_facts, wanted
from nqpf_cli.model.firm_profile import BadFact, Firm, Item, Known
from nqpf_cli.model.places import Places, lies_in
from nqpf_cli.model.record import Lists, Record


class Lexicon(NamedTuple):
    """What facts mean: their types, the tree of places and their names by id, the fields within fields, how many of a
    currency a dollar costs, and the closed lists."""

    facts: dict[str, FirmFact]
    places: Places
    regions: dict[str, str]
    within: dict[str, tuple[str, ...]]
    rates: dict[str, float]
    vocabularies: Lists


def lexicon(
    vocabularies: Lists, places: Places, regions: dict[str, str], rates: Mapping[str, str]
) -> Lexicon:
    """In: the closed lists; the tree and names of places by id; currency -> how many cost a dollar, as decimal text."""
    within = {word: tuple(entry.get("within", ())) for word, entry in vocabularies.get("sector", {}).items()}
    units = {currency: float(rate) for currency, rate in rates.items()} | {"USD": 1.0}
    return Lexicon(firm_facts(vocabularies), places, regions, within, units, vocabularies)


NEAR = 20
"""A sum in another currency that lies so many percent from a threshold, or less, leaves it open."""

ABSENT: Item = {"": Known()}
"""Stands for an item where a firm says that it has none of the kind."""


UNSAID: Item = {}
"""Stands for an item of which a firm says nothing, not even that there is one."""

NAMELESS: Item = {}
"""Stands for an item of spending whose cost is not said, so that nobody knows which measures it is for."""


class Case(NamedTuple):
    """A firm, one of its projects and one item of its spending, on an ISO day."""

    firm: Firm
    project: Item
    spend: Item
    day: str
    lexicon: Lexicon

    def known(self, name: str) -> Known | None:
        """Return what is said of a fact, or None."""
        return self.item(self.lexicon.facts[name].item).get(name)

    def item(self, kind: str) -> Item:
        """Return the facts of the firm itself, or of the item of this kind."""
        return {"": self.firm.facts, "project": self.project, "spend": self.spend}[kind]


def holds(case: Case, test: Record) -> Truth:
    """Whether a test holds: all it `needs`, and `none` of what must not; asked only `when` something holds.

    A test of an item fails where the firm has none.
    """
    if any(case.item(case.lexicon.facts[name].item) is ABSENT for name, _ in asked_of(test)):
        return False
    found = both(
        *(fact_holds(case, name, value) for name, value in test.get("needs", {}).items()),
        *(opposite(all_hold(case, asked)) for asked in test.get("none", ())),
    )
    if "rest" in test or "judged" in test or not ("needs" in test or "none" in test):
        found = both(found, None)
    return either(opposite(all_hold(case, test["when"])), found) if "when" in test else found


def all_hold(case: Case, asked: Mapping[str, object]) -> Truth:
    """Whether a mapping of facts holds, all of them."""
    return both(*(fact_holds(case, name, value) for name, value in asked.items()))


def fact_holds(case: Case, name: str, value: object) -> Truth:
    """Whether a fact is as a value of a condition wants it."""
    fact = case.lexicon.facts[name]
    want = wanted(fact, value, case.lexicon.regions)
    if case.item(fact.item) is ABSENT:
        return False
    if fact.type == "size":
        small = size(case)
        return None if small is None else small == want.yes
    if fact.type in ("share", "ratio"):
        return _share(case, fact, want)
    said = case.known(fact.sources[0] if fact.type == "age" else name)
    return None if said is None else _compared(case, fact, said, want)


def _compared(case: Case, fact: FirmFact, said: Known, want: Wanted) -> Truth:
    if want.yes is not None:
        return said.yes == want.yes
    if want.words:
        found = either(*(_is(case, fact, word, one) for word in said.words for one in want.words))
        return None if found is False and not said.whole else found
    assert want.span
    if said.yes is False:
        return False
    if said.low is None:
        return None
    if fact.type in ("date", "held", "age"):
        span = comparison.ago(want.span, want.unit, case.day) if want.unit else want.span
        return span.holds(said.low, said.high)
    ends = _in_unit(case, said, want)
    return want.span.holds(*ends) if ends else None


def _is(case: Case, fact: FirmFact, word: str, want: str) -> Truth:
    """Whether a word of a firm is one that is wanted: the same, within it, or, of places, inside it."""
    if fact.type in ("place", "places"):
        return lies_in(case.lexicon.places, word, want)
    return word == want or (fact.name == "sector" and want in case.lexicon.within.get(word, ()))


def _in_unit(case: Case, said: Known, want: Wanted) -> tuple[float, float] | None:
    """From where to where a number lies, in the unit that is wanted; of another currency, more or less; else None."""
    rates = case.lexicon.rates
    if not want.unit or said.unit == want.unit:
        return said.low, said.high
    if not {said.unit, want.unit} <= rates.keys():
        return None
    rate = rates[want.unit] / rates[said.unit]
    return said.low * rate * 100 / (100 + NEAR), said.high * rate * (100 + NEAR) / 100


def _share(case: Case, fact: FirmFact, want: Wanted) -> Truth:
    """Compare a part of a whole, in percent; open where either is unknown, the whole is nothing, or units differ."""
    part, whole = (case.known(name) for name in fact.sources)
    if part is None or whole is None or part.unit != whole.unit or not whole.low:
        return None
    assert want.span
    return want.span.holds(part.low * 100 / whole.high, part.high * 100 / whole.low)


def size(case: Case) -> Truth:
    """Whether a firm is small or medium-sized: as it says, else by the classes of its business where they tell."""
    said = case.firm.facts.get("sme")
    return derived_size(case.firm, case.lexicon) if said is None else said.yes


def derived_size(firm: Firm, lexicon: Lexicon) -> Truth:
    """Return the size that follows from headcount, revenue, assets and main business.

    To be below one limit of a class is enough; where a section has several classes, all must agree.
    """
    section = firm.facts.get("main_business")
    entry = lexicon.vocabularies.get("business_section", {}).get(section.words[0], {}) if section else {}
    classes = [limits.items() for limits in entry.get("sme_below", ())]
    found = {either(*(_below(firm.facts.get(name), limit) for name, limit in each)) for each in classes}
    return found.pop() if len(found) == 1 else None


def _below(said: Known | None, limit: int) -> Truth:
    """Whether a number of the home currency, or of people, is below a limit."""
    if said is None or said.unit not in ("people", money.HOME):
        return None
    return comparison.Range(high=limit, high_open=True).holds(said.low, said.high)


def _contradictions(item: Item, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """(fact, what is wrong, what to do) of facts of a firm or of one of its items."""
    for fact in lexicon.facts.values():
        part, whole = (item.get(name) for name in fact.sources) if fact.type == "share" else (None, None)
        if part and whole and part.unit == whole.unit and part.low > whole.high:
            yield fact.sources[0], f"is more than {fact.sources[1]}", "look at both numbers again"
    for name, said in item.items():
        after = lexicon.vocabularies["firm_fact"].get(name.partition(".")[0], {}).get("after", "")
        if said.high and (first := item.get(after)) and said.high < first.low:
            yield name, f"lies before {after}", "look at both dates again"
        if lexicon.facts[name].type == "money" and said.unit not in lexicon.rates:
            yield name, f"{said.unit} has no rate", f"give it in {', '.join(lexicon.rates)}"


def contradiction(firm: Firm, lexicon: Lexicon) -> None:
    """Raise BadFact where facts of a firm cannot all be: a part above its whole, a day before the one that it
    follows, a size that its numbers do not have, a sum in a currency without a rate."""
    items = {"": firm.facts}
    for kind, several in (("project", firm.project), ("spend", firm.spend)):
        items |= {f"{kind}.{at}.": one for at, one in enumerate(several or ())}
    for where, item in items.items():
        for path, what, hint in _contradictions(item, lexicon):
            raise BadFact(where + (path.partition(".")[2] if where else path), what, hint)
    said_size, counted = firm.facts.get("sme"), derived_size(firm, lexicon)
    if said_size and counted is not None and said_size.yes is not counted:
        what = f"is {'yes' if said_size.yes else 'no'}, and the numbers say {'yes' if counted else 'no'}"
        raise BadFact("sme", what, "look at headcount, revenue and main_business again")


def asked_of(test: Record) -> Iterator[tuple[str, object]]:
    """Yield each fact that a test asks for with the value it wants, `when` included."""
    for asked in (test.get("when", {}), test.get("needs", {}), *test.get("none", ())):
        yield from asked.items()


def open_facts(case: Case, test: Record) -> list[str]:
    """Return the facts that leave a test open and a firm can say, or say more exactly, each once."""
    facts = case.lexicon.facts
    found: dict[str, None] = {}
    for name, value in asked_of(test):
        if fact_holds(case, name, value) is None:
            fact = facts[name]
            sources = fact.sources if fact.type in ("age", "share", "ratio") else (name,)
            if case.item(fact.item) is NAMELESS:
                sources = ("spend.base",)
            unsaid = [one for one in sources if case.known(one) is None]
            found.update(dict.fromkeys(unsaid or sources))
    return list(found)
