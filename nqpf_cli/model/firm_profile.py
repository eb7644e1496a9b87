"""A firm as it tells of itself: facts of the firm, of each project and of each item of spending, typed and held to
the vocabulary. What it does not say is not known, never zero and never no.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from nqpf_cli.model import comparison, dates, money, quantity
from nqpf_cli.model.firm_fact import ITEMS, FirmFact, Unknown, is_told
from nqpf_cli.model.text import quoted


class Known(NamedTuple):
    """What is known of a fact: yes or no; words; or a value that lies from `low` to `high`, both alike where exact.

    `whole`: the words are all there are. A title that is held has its day, where that is known.
    """

    yes: bool | None = None
    words: tuple[str, ...] = ()
    whole: bool = True
    low: Any = None
    high: Any = None
    unit: str = ""


Item: TypeAlias = dict[str, Known]


class Firm(NamedTuple):
    """One legal person: its facts by name, its projects and its items of spending (None: nothing said of any)."""

    facts: Item
    project: tuple[Item, ...] | None = None
    spend: tuple[Item, ...] | None = None
    name: str = ""


MOST_ITEMS = 20
"""A firm may tell of so many projects, and of so many items of spending."""

_YES = {"yes": True, "true": True, "no": False, "false": False}
_NOTHING = "none"
"""Typed for an empty list, which is whole: on no exchange, moved from nowhere."""


class BadFact(ValueError):
    """A profile says what cannot be: where (`path`: `title.little-giant`, `project.2.place`), what is wrong and what to
    do, or else the `word` that is not known and what is, each with what it is called."""

    def __init__(
        self, path: str, what: str, hint: str = "", word: str = "", known: Mapping[str, str] = {}
    ) -> None:
        super().__init__(f"{path}: {what}{hint and f'; {hint}'}")
        self.path, self.what, self.hint, self.word, self.known = path, what, hint, word, known


def firm_of(
    profile: Mapping[str, object],
    pairs: Iterable[tuple[str, str]],
    facts: Mapping[str, FirmFact],
    places: Mapping[str, str],
) -> Firm:
    """Return the firm of a profile and of facts typed one by one, which come before those of the profile.

    In: a profile as YAML gives it (families of facts nested or dotted, `project` and `spend` as lists of items);
    (fact, value) as typed; every fact by name; the ids and names of all places. A list of a profile is whole, and what
    it lacks is no; a word that was typed says nothing of others. Raises BadFact.
    """
    stated = dict(profile)
    name = stated.pop("name", "")
    if not isinstance(name, str):
        raise BadFact("name", "is no text", "write the name of the firm, or take it out")
    items = {head: _items(head, stated.pop(head), facts, places) for head in ITEMS if head in stated}
    own = _known(stated, "", facts, places)
    typed: dict[str, Item] = {}
    for key, text in pairs:
        fact = _fact(key, key, facts, facts[key].item if key in facts else "")
        held = typed.setdefault(fact.item, {})
        there, more = held.get(key), _value(fact, key, text, places, typed=True)
        if there not in (None, more) and not (there and there.words and more.words and not more.whole):
            raise BadFact(key, "is said twice", "keep one of the two")
        held[key] = _merged(there, more)
    for head in ITEMS:
        if head in typed and len(items.get(head, ())) > 1:
            what = f"the profile has several, so that a typed {head} fact fits none"
            raise BadFact(head, what, "say it there")
        if head in typed:
            first = dict(items[head][0]) if items.get(head) else {}
            items[head] = ({**first, **typed[head]},)
    for key, known in typed.get("", {}).items():
        there = own.get(key)
        own[key] = _merged(there, known)._replace(whole=there.whole if there else known.whole)
    return Firm(own, items.get("project"), items.get("spend"), name)


def _items(
    head: str, value: object, facts: Mapping[str, FirmFact], places: Mapping[str, str]
) -> tuple[Item, ...]:
    if not isinstance(value, list):
        raise BadFact(head, "is no list", f"write {head}: and each one after a dash")
    if len(value) > MOST_ITEMS:
        raise BadFact(head, f"has {len(value)} items, more than {MOST_ITEMS}", "keep those that matter")
    found = []
    for index, one in enumerate(value):
        if not isinstance(one, Mapping):
            raise BadFact(f"{head}.{index}", "is no mapping", "give it facts, fact: value, a line each")
        found.append(_known(one, head, facts, places, f"{head}.{index}."))
    return tuple(found)


def _known(
    stated: Mapping[str, object],
    item: str,
    facts: Mapping[str, FirmFact],
    places: Mapping[str, str],
    at: str = "",
) -> Item:
    """Return the facts of a firm, or of an item of this kind; those of a family may be nested in its name."""
    head = f"{item}." if item else ""
    found: Item = {}
    for key, value in stated.items():
        nested = value if isinstance(value, Mapping) else {None: value}
        for word, inner in nested.items():
            name = f"{head}{key}" if word is None else f"{head}{key}.{word}"
            path = f"{at}{key}" if word is None else f"{at}{key}.{word}"
            fact = _fact(name, path, facts, item)
            if name in found:
                raise BadFact(path, "is said twice", "keep one of the two")
            found[name] = _value(fact, path, inner, places)
    return found


def _fact(name: str, path: str, facts: Mapping[str, FirmFact], item: str) -> FirmFact:
    """Return the fact of a firm or of an item that has this name and can be said. Raises BadFact."""
    fact = facts.get(name)
    if fact is None or fact.item != item:
        told = {one: its for one, its in facts.items() if is_told(its) and (its.item == item or not item)}
        choices = {one.partition(".")[2] if item else one: its.label for one, its in told.items()}
        word = name.partition(".")[2] if item else name
        raise BadFact(path, "is no fact of a firm", word=word, known=choices)
    if not is_told(fact):
        raise BadFact(path, f"follows from {' and '.join(fact.sources)}", "say those")
    return fact


def _value(
    fact: FirmFact, path: str, value: object, places: Mapping[str, str], *, typed: bool = False
) -> Known:
    try:
        return known(fact, value, places, typed=typed)
    except Unknown as error:
        allowed = places if fact.type in ("place", "places") else fact.values
        raise BadFact(path, f"has no {quoted(error.word)}", word=error.word, known=allowed) from None
    except ValueError as error:
        what, hint = error.args if len(error.args) == 2 else error.args[0].partition("; ")[::2]
        raise BadFact(path, what, hint or f"write it like {said_like(fact)}") from None


def known(fact: FirmFact, value: object, places: Mapping[str, str], *, typed: bool = False) -> Known:
    """Return what a firm says of a fact; `typed` words are some and not all.

    Raises ValueError (what, hint), and Unknown.
    """
    if value is None:
        raise ValueError("is empty", "give it a value, or take it out")
    if fact.type in ("yes", "size", "held"):
        yes = value if isinstance(value, bool) else _YES.get(str(value).strip().casefold())
        if yes is not None:
            return Known(yes=yes)
        if fact.type != "held":
            raise ValueError(f"is {quoted(str(value))}, not yes or no", "write yes or no")
    if fact.type in ("one", "many", "place", "places"):
        return _words(fact, value, places, typed)
    if isinstance(value, (bool, list, Mapping)):
        raise ValueError("is no single value", "write one")
    text = str(value).strip()
    if fact.type in ("date", "held"):
        first, last = dates.bounds(text)
        return Known(yes=True, low=first, high=last)
    if fact.type == "money":
        return _sum(text)
    try:
        span, unit = comparison.numbers(text.removesuffix("%").strip(), "")
    except ValueError:
        raise ValueError(f"is {quoted(text)}, not a number", "write it like 80 or 50..100") from None
    low, high = span.low, span.high
    if unit not in ("", fact.unit) or not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        hint = "write 80, or 50..100 where it is not exact"
        raise ValueError(f"is {quoted(text)}, and counts in {fact.unit}", hint)
    if low < 0 or (fact.unit == "percent" and high > 100):
        raise ValueError(f"is {text}, which no {fact.label} can be", "look at the number again")
    return Known(low=low, high=high, unit=fact.unit)


def said_like(fact: FirmFact) -> str:
    """Return a value of the fact as a firm says it."""
    like = {"money": "20 million CNY", "area": "500", "date": "2024-03", "held": "yes, no or 2024-03"}
    return like.get(fact.type) or next(iter(fact.values), "80")


def _words(fact: FirmFact, value: object, places: Mapping[str, str], typed: bool) -> Known:
    several = fact.type in ("many", "places")
    listed = value if isinstance(value, list) else [value]
    if typed and isinstance(value, str) and several:
        listed = [word.strip() for word in value.split(",")]
    if several and listed == [_NOTHING] and _NOTHING not in fact.values:
        listed, typed = [], False
    if not several and len(listed) != 1:
        raise ValueError("takes one value", "write one")
    allowed = places if fact.type in ("place", "places") else fact.values
    words = [str(word) for word in listed]
    for word in words:
        if word not in allowed:
            raise Unknown(fact.name, word, allowed)
    return Known(words=tuple(dict.fromkeys(words)), whole=not (typed and several))


def _sum(text: str) -> Known:
    """Return an amount with its currency, in whole units: 20 million CNY, USD 3000000; without one, in yuan."""
    first, _, rest = text.partition(" ")
    start, _, last = text.rpartition(" ")
    code, amount = money.HOME, text
    if quantity.is_currency(first):
        code, amount = first, rest
    elif quantity.is_currency(last):
        code, amount = last, start
    value = money.parse(amount)
    return Known(low=value, high=value, unit=money.HOME if code == "RMB" else code)


def _merged(there: Known | None, more: Known) -> Known:
    """Return a fact that is said again: of words, all of them; else the later."""
    if not (there and there.words and more.words) or more.yes is not None or (there.whole and more.whole):
        return more
    return more._replace(words=tuple(dict.fromkeys((*there.words, *more.words))))
