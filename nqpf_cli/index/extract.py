"""What of a record can be asked for: its names, the values filters look at, and the ids it points to."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from nqpf_cli.index.lexicon import MOST_JOINED, units_of
from nqpf_cli.model import patterns
from nqpf_cli.model.citations import cited
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.names import fold, pinyin_forms, place_forms
from nqpf_cli.model.record import Record


class Actors(NamedTuple):
    """Some bodies: folded name -> the record, the folded first words of these names, and what texts were found to name,
    since many documents have the same issuer."""

    named: dict[str, Record]
    begun: set[str]
    read: dict[str, list[tuple[int, str]]]


class _Fields(NamedTuple):
    """The fields of a kind by what an index takes from them: found out once a kind, and not once a record."""

    names: list[str]
    addresses: list[str]
    facets: list[tuple[str, str, bool]]  # field, filter, whether a form closes its values
    links: list[str]
    bodies: list[str]


@cache
def _fields(kind: str) -> _Fields:
    every = fields_of(kind).items()
    return _Fields(
        names=[field for field, said in every if said.name],
        addresses=[field for field, said in every if said.limits.pattern == patterns.URL],
        facets=[
            (field, said.filter or field, bool(said.limits.pattern))
            for field, said in every
            if said.filter or said.facet
        ],
        links=[field for field, said in every if said.link],
        bodies=[field for field, said in every if said.body],
    )


def names_of(kind: str, record: Record, levels: Record) -> Iterator[str]:
    """Every name under which a record is found: id, title and names in both scripts, abbreviation, number, aliases.

    `levels` is what the vocabularies say of each kind of place: how its Chinese names are written shorter.
    """
    yield record["id"]
    for field in _fields(kind).names:
        if field in record:
            held = record[field]
            if held.__class__ is list:
                yield from held
            else:
                yield held
    if "pinyin" in record:
        yield from pinyin_forms(record["pinyin"])[1:]
    if kind == "region":
        yield record["id"].replace("-", " ")
        for chinese in (record["name_zh"], *record.get("aliases", [])):
            yield from place_forms(chinese, levels[record["level"]]) if not chinese.isascii() else ()


def addresses_of(kind: str, record: Record) -> Iterator[str]:
    """Every page address that a record says is its own."""
    for field in _fields(kind).addresses:
        yield from values(record, field)


def facets_of(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """(filter, value) pairs; bodies as they are written."""
    for field, name, closed in _fields(kind).facets:
        held = record.get(field)
        for value in held if held.__class__ is list else (held,):
            if value is True:
                yield name, "yes"
            elif value:  # the guide's template says that something is no milestone
                # Of what no list and no form closes, any spelling is meant.
                yield name, str(value) if closed else fold(value)


def values(record: Record, field: str) -> list[Any]:
    """What a record holds in a field: the items of a list, the one value, or nothing."""
    value = record.get(field)
    return value if isinstance(value, list) else [] if value is None else [value]


def links_of(kind: str, record: Record, actors: Actors) -> Iterator[tuple[str, str]]:
    """(field, id) pairs of every record that this one names, in its fields, its prose or as an actor."""
    own, fields = record["id"], _fields(kind)
    for field in fields.links:
        if field in record:
            held = record[field]
            for target in held if held.__class__ is list else (held,):
                if target != own:
                    yield field, target
    for field in fields.bodies:
        for written in values(record, field):
            yield from ((field, actors.named[name]["id"]) for _, name in bodies_in(written, actors))
    if kind == "topic":
        for target in cited(record["body"]):
            yield "body", target


def bodies_in(written: str, actors: Actors) -> list[tuple[int, str]]:
    """Return where each body begins that a text names, and its folded name: the whole text, else the longest in it.

    So *Ministry of Finance, State Taxation Administration* names two, and *General Office of the State Council* one.
    Of one word only capitals are a name, or one that stands by itself: *Nanjing Customs* is not Customs.
    """
    if written not in actors.read:
        actors.read[written] = list(_bodies_in(written, actors))
    return actors.read[written]


def _bodies_in(written: str, actors: Actors) -> Iterator[tuple[int, str]]:
    named, begun, _ = actors
    whole = fold(written)
    if whole in named:
        yield 0, whole
        return
    if begun.isdisjoint((*re.split(r"\W+", whole), *whole)):  # most, and soon told
        return
    units = list(units_of(written))
    at = 0
    while at < len(units):
        start, end = units[at]
        ends = range(min(at + MOST_JOINED, len(units)), at, -1) if fold(written[start:end]) in begun else ()
        for last in ends:
            text = written[start : units[last - 1][1]]
            sure = last > at + 1 or (text.isupper() and len(text) > 1)
            if fold(text) in named and (sure or _stands_alone(written, start, start + len(text))):
                yield start, fold(text)
                at = last
                break
        else:
            at += 1


def _stands_alone(written: str, start: int, end: int) -> bool:
    """Whether a part of a text is one of several that it lists."""
    before, behind = written[:start].rstrip(), written[end:].lstrip()
    listed = not before or before.endswith((",", ";", "(", " and"))
    return listed and (not behind or behind.startswith((",", ";", ")", "and ", "with ")))


def actors_of(records: Iterable[Record]) -> Actors:
    """Return some bodies by every name of theirs; of two of one name the first has it."""
    named: dict[str, Record] = {}
    for record in records:
        for form in names_of("actor", record, {}):
            named.setdefault(fold(form), record)
    return Actors(named, {name[slice(*first)] for name in named for first in islice(units_of(name), 1)}, {})
