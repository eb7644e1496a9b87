"""What of a record can be asked for: its names, the values filters look at, and the ids it points to."""

from collections.abc import Container, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from nqpf_cli.index.lexicon import MOST_JOINED, units_of
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import patterns
from nqpf_cli.model.citations import cited
from nqpf_cli.model.kinds import fields_of
from nqpf_cli.model.names import fold, pinyin_forms, place_forms
from nqpf_cli.model.record import Record

Actors: TypeAlias = dict[str, Record]
"""Folded name -> the actor's record."""


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
            yield from ((field, actors[name]["id"]) for _, name in bodies_in(written, actors))
    if kind == "topic":
        for target in cited(record["body"]):
            yield "body", target


def bodies_in(written: str, names: Container[str]) -> Iterator[tuple[int, str]]:
    """Yield where each body begins that a text names, and its folded name: the whole text, else the longest in it.

    So *Ministry of Finance, State Taxation Administration* names two, and *General Office of the State Council* one.
    Of one word only capitals are a name, or one that stands by itself: *Nanjing Customs* is not Customs.
    """
    if fold(written) in names:
        yield 0, fold(written)
        return
    units = list(units_of(written))
    at = 0
    while at < len(units):
        start = units[at][0]
        for end in range(min(at + MOST_JOINED, len(units)), at, -1):
            text = written[start : units[end - 1][1]]
            whole = end > at + 1 or (text.isupper() and len(text) > 1)
            if fold(text) in names and (whole or _stands_alone(written, start, start + len(text))):
                yield start, fold(text)
                at = end
                break
        else:
            at += 1


def _stands_alone(written: str, start: int, end: int) -> bool:
    """Whether a part of a text is one of several that it lists."""
    before, behind = written[:start].rstrip(), written[end:].lstrip()
    listed = not before or before.endswith((",", ";", "(", " and"))
    return listed and (not behind or behind.startswith((",", ";", ")", "and ", "with ")))


def actors_by_name(facts: FactSet) -> Actors:
    """Every name of every actor, folded, with the record it belongs to."""
    found: Actors = {}
    for loaded in facts.records.values():
        if loaded.kind == "actor":
            for form in names_of("actor", loaded.record, {}):
                found.setdefault(fold(form), loaded.record)
    return found
