"""What can be said of a firm, its projects and its spending: names of facts, and values as conditions want them.

A fact is a value of the vocabulary `firm_fact`: `type`, `unit`, `values` (the vocabulary of its words; `outer`: those
alone that lie in no other), `family` (the vocabulary that its names go on with: `title.little-giant`), `from` (the
facts it is worked out of).
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from nqpf_cli.model import comparison, quantity
from nqpf_cli.model.comparison import Range
from nqpf_cli.model.record import Lists

ITEMS = ("project", "spend")
"""What a firm has several of: a fact `project.place` is one of a project."""


class FirmFact(NamedTuple):
    """A fact: its name, its type and unit, the words it takes (and what each is called), the facts it follows from,
    the question in words.

    `item` is `project` or `spend` where the fact is one of an item, else nothing.
    """

    name: str
    type: str
    question: str
    label: str
    unit: str = ""
    values: Mapping[str, str] = {}
    sources: tuple[str, ...] = ()
    item: str = ""


def firm_facts(vocabularies: Lists) -> dict[str, FirmFact]:
    """Return every fact by its name, the names of families written out, in the order of the vocabulary."""
    found = {}
    for name, entry in vocabularies.get("firm_fact", {}).items():
        words = vocabularies.get(entry.get("values", ""), {})
        taken = (item for item in words.items() if not (entry.get("outer") and "within" in item[1]))
        values = {word: about["label"] for word, about in taken}
        head = name.partition(".")[0]
        plain = FirmFact(
            name, entry["type"], entry["meaning"], entry["label"], entry.get("unit", ""), values,
            tuple(entry.get("from", ())), head if head in ITEMS else "",
        )  # fmt: skip
        if "family" not in entry:
            found[name] = plain
        for word, about in vocabularies.get(entry.get("family", ""), {}).items():
            question = f"{about['label'][:1].upper()}{about['label'][1:]}: {entry['meaning']}"
            own = f"{name}.{word}"
            found[own] = plain._replace(name=own, question=question, label=about["label"])
    return found


def is_told(fact: FirmFact) -> bool:
    """Whether a firm tells a fact, and does not leave it to be worked out of others."""
    return not fact.sources or fact.type == "size"


class Wanted(NamedTuple):
    """What a condition wants of a fact: one of some words or places, yes or no, a span of numbers or days.

    `span` counts in `unit`: an ISO 4217 code, `m2`, or, of a day, how long ago it is: `months`, `years`.
    """

    words: tuple[str, ...] = ()
    yes: bool | None = None
    span: Range | None = None
    unit: str = ""


def wanted(fact: FirmFact, value: object, places: Collection[str]) -> Wanted:
    """Return what a condition wants, read from a value as authored. `places` are the ids of all regions.

    Raises ValueError with two arguments, what is wrong and what to do, where the fact cannot have such a value.
    """
    if fact.type in ("yes", "size") or (fact.type == "held" and isinstance(value, bool)):
        if isinstance(value, bool):
            return Wanted(yes=value)
        hint = "write true or false, without quotes"
        raise ValueError(f"{fact.name} is {_shown(value)}, not true or false", hint)
    if fact.type in ("one", "many", "place", "places"):
        words = tuple(value) if isinstance(value, list) else (value,)
        known = places if fact.type in ("place", "places") else fact.values
        for word in words:
            if not isinstance(word, str) or word not in known:
                raise Unknown(fact.name, str(word), known)
        return Wanted(words=words)
    if isinstance(value, (bool, list)):
        hint = f"write it like {example(fact)}"
        raise ValueError(f"{fact.name} is {_shown(value)}, not a comparison", hint)
    if fact.type in ("date", "held"):
        span, unit = comparison.days(str(value), example(fact))
    else:
        span, unit = comparison.numbers(str(value), example(fact))
        unit = fact.unit if fact.type == "age" and not unit else unit
        wants = {"money": "a currency", "area": "m2"}.get(fact.type)
        sound = unit == fact.unit if fact.type == "area" else fact.type == "age" or bool(wants) == bool(unit)
        if not sound or (fact.type == "money" and not quantity.is_currency(unit)):
            what = f"needs {wants}" if wants else f"counts in {fact.unit}, and takes no unit"
            raise ValueError(f"{fact.name} {what}", f"write it like {example(fact)}")
    return Wanted(span=span, unit=unit)


class Unknown(ValueError):
    """A word that a fact does not take; `word` and `known` serve to name the nearest."""

    def __init__(self, name: str, word: str, known: Collection[str]) -> None:
        super().__init__(f"{name}: {word} is none of its values", "")
        self.word, self.known = word, known


def example(fact: FirmFact) -> str:
    """Return a value of the fact as a condition writes it."""
    return {
        "money": '">= 20000000 CNY"',
        "area": '">= 500 m2"',
        "date": '">= 2024-01" or "< 12 months"',
        "held": 'true, ">= 2024-01" or "< 12 months"',
    }.get(fact.type, '">= 20", "< 5" or 20..50')


def _shown(value: object) -> str:
    return {bool: "true or false", list: "a list"}.get(type(value), "text")
