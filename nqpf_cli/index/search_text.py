"""What a record says, as text to search: more than is written in it, since people ask in other words.

Beside every string and number stand: sums as a person says them (RMB 10 million), dates with their months
(June 2024), the labels of coded values (chips for semiconductors), the names of the place and of what it lies
in, the Chinese title and number of the document that a measure rests on, and the Chinese titles of an event's pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

from nqpf_cli.index.tokens import tag
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import dates, money, quantity
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.names import fold, pinyin_forms
from nqpf_cli.model.record import Record

YEARS: Final = 15

LENT: Final = 200
"""So many characters may the names of a record's places have, and as many those of its document: more than any of
ours, and so few that a long name is not written once for each record below it."""


_tag = cache(tag)
"""A tag is asked for once a record, and there are few: the values of closed lists, kinds, places and years."""


class Lent(NamedTuple):
    """What a place lends to the records that lie in it: names to find them by, and tags."""

    names: list[str]
    tags: list[str]


def lent_by_places(facts: FactSet) -> dict[str, Lent]:
    """Return region -> what it lends, its own and that of what it lies in: worked out once, and not once a record."""
    found: dict[str, Lent] = {}
    for region in facts.of_kind("region"):
        places = list(_places(facts, region.record["id"]))
        called = _lent(name for place in places for name in (place["name"], place["name_zh"]))
        found[region.record["id"]] = Lent(called, _lent(tag("region", place["id"]) for place in places))
    return found


class _Fields(NamedTuple):
    """The fields of a kind by what a search does with them."""

    written: frozenset[str]
    labelled: list[tuple[str, str]]  # field, the list whose labels are looked for too
    tagged: list[tuple[str, str]]  # field, its closed list


@cache
def _fields(kind: str) -> _Fields:
    every = fields_of(kind).items()
    labels = [(key, said.vocabulary if said.search == "labels" else said.search) for key, said in every]
    return _Fields(
        written=frozenset(key for key, said in every if said.search != "none"),
        labelled=[(key, listed) for key, listed in labels if listed not in ("", "none")],
        tagged=[(key, said.vocabulary) for key, said in every if said.vocabulary],
    )


def prose(facts: FactSet, lent: Mapping[str, Lent], kind: str, record: Record) -> list[str]:
    """All that a record says and means, in pieces; `lent` as from `lent_by_places`."""
    said = written(kind, record)
    for key, listed in _fields(kind).labelled:
        if key in record:
            known = facts.vocabularies.get(listed, {})
            said += [known[code]["label"] for code in _each(record[key]) if code in known]
    if place := lent.get(record.get("region", "")):
        said += place.names
    if policy := facts.records.get(record.get("policy", "")):
        said += _lent(policy.record.get(field, "") for field in ("title_zh", "document_number"))
    if kind == "event":
        pages = (facts.records.get(page) for page in record.get("sources", ()))
        said += _lent(page.record.get("title_zh", "") for page in pages if page)
    return said


def sought_names(record: Record, names: Sequence[str]) -> Sequence[str]:
    """Return the names that words are looked for in: of pinyin no word of one syllable, since a Liu is not six of any
    thing; the whole of it the lexicon holds."""
    if "pinyin" not in record:
        return names
    spoken = {record["pinyin"], *pinyin_forms(record["pinyin"])}
    return [_longer_words(name) if name in spoken else name for name in names]


def _longer_words(pinyin: str) -> str:
    """Return the words of several syllables."""
    return " ".join(
        word for word in re.findall(r"\w+", fold(pinyin)) if len(re.findall("[aeiouv]+", word)) > 1
    )


def tags(
    lent: Mapping[str, Lent], kind: str, record: Record, days: tuple[str | None, str | None]
) -> list[str]:
    """Return the tags of a record: its kind, the values of its closed lists, its places, the years in which it lies.

    A record without an end, or with a far one, has YEARS years.
    """
    found = [_tag("kind", kind)]
    for key, listed in _fields(kind).tagged:
        if key in record:
            held = record[key]
            found += [_tag(listed, str(one)) for one in (held if held.__class__ is list else (held,))]
    for key in (record.get("region", ""), *record.get("places", ())):
        if place := lent.get(key):
            found += place.tags
    first, last = days
    if first and last:
        found.append(_years(first[:4], last[:4]))
    return found


@lru_cache(maxsize=1024)
def _years(first: str, last: str) -> str:
    years = range(int(first), min(int(last), int(first) + YEARS) + 1)
    return " ".join([tag("year", str(year)) for year in years])


def _each(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _lent(names: Iterable[str]) -> list[str]:
    """The first of some names, as many as LENT characters hold."""
    listed = list(names)
    lengths = accumulate(map(len, listed))
    return [name for name, length in zip(listed, lengths, strict=True) if length <= LENT]


def written(kind: str, record: Record) -> list[str]:
    """Every string and number that a record holds, dates and sums also in words."""
    said: list[str] = []
    wanted = _fields(kind).written
    for key, value in record.items():
        if key not in wanted:
            continue
        if value.__class__ is str and value[4:5] != "-":
            said.append(value)  # most are such: the short way
        else:
            _say(value, said)
    if "unit" in record:
        said.append(quantity.words(record))
    return said


def _say(value: Any, said: list[str]) -> None:
    """Add every string and number, nested or not, dates and sums also in words."""
    kind = value.__class__
    if kind is str:
        said.append(value)
        if value[4:5] == "-" and (month := _month(value)):
            said.append(month)
    elif kind is list:
        for item in value:
            _say(item, said)
    elif kind is int or kind is float:
        said.append(str(value))
    elif kind is dict:
        if "amount" in value:
            said.append(money.words(value["amount"], value.get("currency", money.HOME)))
        for item in value.values():
            _say(item, said)


@lru_cache(maxsize=4096)
def _month(text: str) -> str:
    """A date of a month or a day with the month in words; nothing for other text, or for a year."""
    if len(text) not in (7, 10) or not text[:4].isdigit() or text[4] != "-":
        return ""
    try:
        dates.bounds(text)
    except ValueError:
        return ""
    return dates.long_words(text)


def _places(facts: FactSet, region: str) -> Iterator[Record]:
    """Yield the place of a record and what it lies in, without the wide ones."""
    levels = facts.vocabularies.get("region_level", {})
    here: str | None = region
    while here and (found := facts.records.get(here)):
        place = found.record
        if here == region or not levels.get(place["level"], {}).get("wide"):
            yield place
        here = place.get("parent")
