"""What of a record can be asked for: its names, the values filters look at, and the ids it points to."""

from collections.abc import Iterator
from typing import TypeAlias

from nqpf_cli.loading.facts import Facts
from nqpf_cli.loading.field_specs import shape_of
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.model.citations import cited
from nqpf_cli.model.names import fold, pinyin_forms, place_forms
from nqpf_cli.model.record import Record

Actors: TypeAlias = dict[str, Record]
"""Folded name -> the actor's record."""

NAMED = ("term", "name", "zh", "name_zh", "pinyin", "abbreviation", "title_zh", "document_number")
"""Fields by which a record may be called, beside its id and its aliases."""

TITLED = ("policy", "topic")
"""Kinds whose title is a name that people type."""

FACETS = {
    "incentive": {"sectors": "sector", "beneficiaries": "for", "instrument": "instrument", "policy": "policy",
                  "applies_in": "applies_in", "cost_base": "cost_base"},
    "event": {"category": "category", "milestone": "milestone", "actors": "actor"},
    "position": {"about": "about", "actor": "actor"},
    "policy": {"issuer": "actor", "status": "policy_status"},
    "target": {"policy": "policy", "issuer": "actor"},
    "figure": {"series": "series", "kind": "figure_kind"},
    "term": {"category": "category"},
    "actor": {"kind": "actor_kind"},
    "source": {"kind": "source_kind", "language": "language", "publisher": "publisher"},
    "region": {"level": "level"},
}  # fmt: skip
"""kind -> field -> the name under which filters ask for it."""

ACTORS = ("actors", "actor", "issuer")
"""Fields that hold names of bodies as written; they link where an actor record bears the name."""


def names_of(kind: str, record: Record) -> Iterator[str]:
    """Every name under which a record is found: id, names in both scripts, abbreviation, aliases."""
    if kind == "source":
        return
    yield record["id"]
    for field in (*NAMED, "title") if kind in TITLED else NAMED:
        if value := record.get(field):
            yield value
    yield from record.get("aliases", [])
    yield from pinyin_forms(record["pinyin"])[1:] if "pinyin" in record else ()
    if kind == "region":
        yield record["id"].replace("-", " ")
        for chinese in (record["name_zh"], *record.get("aliases", [])):
            yield from place_forms(chinese) if not chinese.isascii() else ()


def facets_of(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """(filter, value) pairs; bodies as they are written, and of a body itself what it is called."""
    if kind == "actor":
        yield from (("called", fold(form)) for form in _forms(record))
    for field, name in FACETS.get(kind, {}).items():
        value = record.get(field)
        for item in value if isinstance(value, list) else [] if value is None else [value]:
            if name == "milestone":
                if item:  # the guide's template says false
                    yield (name, "yes")
            else:
                yield (name, fold(item) if name in ("actor", "publisher") else str(item))


def links_of(kind: str, record: Record, actors: Actors) -> Iterator[tuple[str, str]]:
    """(field, id) pairs of every record that this one names, in its fields, its prose or as an actor."""
    for field, many, _ in shape_of(STRUCTS[kind]).links:
        held = record.get(field, ())
        yield from (
            (field, target) for target in (held if many or not held else [held]) if target != record["id"]
        )
    if kind == "topic":
        for target in cited(record["body"]):
            yield "body", target
    for field in ACTORS:
        value = record.get(field)
        for written in value if isinstance(value, list) else [value] if value else []:
            if body := actors.get(fold(written)):
                yield field, body["id"]


def actors_by_name(facts: Facts) -> Actors:
    """Every name of every actor, folded, with the record it belongs to."""
    found: Actors = {}
    for loaded in facts.records.values():
        if loaded.kind == "actor":
            for form in _forms(loaded.record):
                found.setdefault(fold(form), loaded.record)
    return found


def _forms(actor: Record) -> list[str]:
    return [actor[field] for field in ("id", "name", "name_zh", "abbreviation") if actor.get(field)]
