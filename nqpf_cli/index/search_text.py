"""What a record says, as text to search: more than is written in it, since people ask in other words.

Beside every string and number stand: sums as a person says them (RMB 10 million), dates with their months
(June 2024), the labels of coded values (chips for semiconductors), the names of the place and of what it lies
in, and the Chinese title and number of the document that a measure rests on.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from nqpf_cli.index.tokens import tag
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import dates, money, quantity
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.record import Record

YEARS: Final = 15

LENT: Final = 200
"""So many characters may the names of a record's places have, and as many those of its document: more than any of
ours, and so few that a long name is not written once for each record below it."""


def prose(facts: FactSet, kind: str, record: Record) -> list[str]:
    """All that a record says and means, in pieces."""
    said = written(kind, record)
    for key, field in fields_of(kind).items():
        known = facts.vocabularies.get(field.vocabulary if field.search == "labels" else field.search, {})
        if known and (value := record.get(key)):
            codes = value if isinstance(value, list) else (value,)
            said += [known[code]["label"] for code in codes if code in known]
    if region := record.get("region"):
        places = _places(facts, region)
        said += _lent(name for place in places for name in (place["name"], place["name_zh"]))
    if policy := facts.records.get(record.get("policy", "")):
        said += _lent(policy.record.get(field, "") for field in ("title_zh", "document_number"))
    return said


def tags(facts: FactSet, kind: str, record: Record, days: tuple[str | None, str | None]) -> Iterator[str]:
    """Yield the tags of a record: its kind, the values of its closed lists, its places, the years in which it lies.

    A record without an end, or with a far one, has YEARS years.
    """
    yield tag("kind", kind)
    for key, field in fields_of(kind).items():
        if field.vocabulary and (value := record.get(key)):
            yield from (
                tag(field.vocabulary, str(one)) for one in (value if isinstance(value, list) else [value])
            )
    places = _places(facts, record["region"]) if "region" in record else ()
    yield from _lent(tag("region", place["id"]) for place in places)
    first, last = days
    if first and last:
        begins = int(first[:4])
        yield from (tag("year", str(year)) for year in range(begins, min(int(last[:4]), begins + YEARS) + 1))


def _lent(names: Iterable[str]) -> list[str]:
    """The first of some names, as many as LENT characters hold."""
    listed = list(names)
    lengths = accumulate(map(len, listed))
    return [name for name, length in zip(listed, lengths, strict=True) if length <= LENT]


def written(kind: str, record: Record) -> list[str]:
    """Every string and number that a record holds, dates and sums also in words."""
    said: list[str] = []
    for key, field in fields_of(kind).items():
        if field.search != "none":
            _say(record.get(key), said)
    if "unit" in record:
        said.append(quantity.words(record))
    return said


def _say(value: object, said: list[str]) -> None:
    """Add every string and number, nested or not, dates and sums also in words."""
    if isinstance(value, str):
        said.append(value)
        if value[4:5] == "-" and (month := _month(value)):
            said.append(month)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        said.append(str(value))
    elif isinstance(value, list):
        for item in value:
            _say(item, said)
    elif isinstance(value, dict):
        if "amount" in value:
            said.append(money.words(value["amount"], value.get("currency", money.HOME)))
        for item in value.values():
            _say(item, said)


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
