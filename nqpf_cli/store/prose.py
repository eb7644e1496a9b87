"""What a record says, as text to search: more than is written in it, since people ask in other words.

Beside every string and number stand: sums as a person says them (RMB 10 million), dates with their months
(June 2024), the labels of coded values (chips for semiconductors), the names of the place and of what it lies
in, and the Chinese title and number of the document that a measure rests on.
"""

from collections.abc import Iterator

from nqpf_cli.model import dates, money, quantity
from nqpf_cli.model.record import Record
from nqpf_cli.store.load import Facts

UNSAID = frozenset(
    ("id", "url", "checked", "sources", "confidence", "qualifier", "language", "milestone", "order")
)
"""Fields that nobody looks for by their words."""

CODED = {
    "sectors": "sector",
    "beneficiaries": "beneficiary",
    "instrument": "instrument",
    "cost_base": "cost_base",
    "category": "event_category",
    "about": "position_about",
    "level": "region_level",
}
"""Field -> the vocabulary whose labels say what its values mean."""

WIDE = ("nation", "world")
"""Levels of places whose names would stand in every record, and so tell none from another."""


def prose(facts: Facts, record: Record) -> Iterator[str]:
    """All that a record says, a piece a string."""
    for key, value in record.items():
        if key not in UNSAID:
            yield from _strings(value)
    for key, vocabulary in CODED.items():
        labels = facts.vocabularies.get(vocabulary, {})
        value = record.get(key)
        for code in value if isinstance(value, list) else [value] if value else []:
            if said := labels.get(code):
                yield str(said["label"])
    if "unit" in record:
        yield quantity.words(record)
    if region := record.get("region"):
        yield from _places(facts, region)
    if policy := facts.records.get(record.get("policy", "")):
        yield from (
            policy.record[field] for field in ("title_zh", "document_number") if field in policy.record
        )


def _strings(value: object) -> Iterator[str]:
    """Every string and number, nested or not, dates and sums also in words."""
    if isinstance(value, str):
        yield value
        if month := _month(value):
            yield month
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        if "amount" in value:
            yield money.words(value["amount"], value.get("currency", "CNY"))
        for item in value.values():
            yield from _strings(item)


def _month(text: str) -> str:
    """A date of a month or a day with the month in words; nothing for other text, or for a year."""
    if len(text) not in (7, 10) or not text[:4].isdigit() or text[4] != "-":
        return ""
    try:
        dates.bounds(text)
    except ValueError:
        return ""
    return dates.long_words(text)


def _places(facts: Facts, region: str) -> Iterator[str]:
    here: str | None = region
    while here and (found := facts.records.get(here)):
        place = found.record
        if here == region or place["level"] not in WIDE:
            yield from (place["name"], place["name_zh"])
        here = place.get("parent")
