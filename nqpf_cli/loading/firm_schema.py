"""What an editor and a person need to write the file of a firm: its JSON Schema (2020-12), and a template that asks."""

from collections.abc import Collection, Iterator
from textwrap import wrap

from nqpf_cli.loading.json_schema import DIALECT
from nqpf_cli.model.firm_fact import ITEMS, FirmFact, firm_facts, is_told
from nqpf_cli.model.firm_profile import MOST_ITEMS, said_like
from nqpf_cli.model.record import Lists, Record

WIDTH = 100
"""Columns of a line of the template."""

YES: Record = {"enum": [True, False, "yes", "no"]}
DATE: Record = {
    "type": ["string", "integer"],
    "description": "A day, month or year: 2024-03-15, 2024-03, 2024.",
}
NUMBER: Record = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^[0-9.]+(\.\.[0-9.]+)? ?%?( \w+)?$"},
    ]
}


def schema(vocabularies: Lists, places: Collection[str]) -> Record:
    """Return the schema of a firm's file; `places` are the ids of all regions."""
    told = [fact for fact in firm_facts(vocabularies).values() if is_told(fact)]
    properties: Record = {"name": {"type": "string", "description": "What to call the firm on a page."}}
    properties |= _properties((fact for fact in told if not fact.item), vocabularies)
    for item in ITEMS:
        inner = _properties((fact for fact in told if fact.item == item), vocabularies)
        properties[item] = {"type": "array", "maxItems": MOST_ITEMS, "items": _object(inner)}
    return {
        "$schema": DIALECT,
        "title": "nqpf firm",
        "description": "What a firm tells of itself, for --firm; what it leaves out is not known, never no.",
        **_object(properties),
        "$defs": {"place": {"enum": sorted(places)}},
    }


def _object(properties: Record) -> Record:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _properties(facts: Iterator[FirmFact], vocabularies: Lists) -> Record:
    """Name -> schema of facts, those of a family in an object of its name."""
    found: Record = {}
    for fact in facts:
        head, _, word = _inside(fact).partition(".")
        made = {**_value(fact, vocabularies), "description": fact.question}
        if word:
            found.setdefault(head, _object({}))["properties"][word] = made
        else:
            found[head] = made
    return found


def _inside(fact: FirmFact) -> str:
    """Return the name of a fact in its firm or item."""
    return fact.name.partition(".")[2] if fact.item else fact.name


def _value(fact: FirmFact, vocabularies: Lists) -> Record:
    word: Record = (
        {"$ref": "#/$defs/place"} if fact.type in ("place", "places") else {"enum": list(fact.values)}
    )
    if fact.type in ("many", "places"):
        return {"anyOf": [word, {"type": "array", "items": word}]}
    if fact.type in ("one", "place"):
        return word
    return {
        "yes": YES, "size": YES, "date": DATE, "held": {"anyOf": [YES, DATE]},
        "money": {"type": ["string", "integer"], "description": "20 million CNY"},
    }.get(fact.type, NUMBER)  # fmt: skip


def template(vocabularies: Lists, places: Collection[str]) -> str:
    """Return a file that asks for every fact in words, each with a value to put right and a # to take away."""
    told = [fact for fact in firm_facts(vocabularies).values() if is_told(fact)]
    lines = [
        "# yaml-language-server: $schema=firm.json",
        "# What a firm tells of itself. Take the # from the lines that you can answer, and put their values",
        "# right: what stays out is not known, never no. A list is whole: what it lacks is no, and [] says",
        "# that there is none.",
        "",
        "name: A firm",
        *_asked((fact for fact in told if not fact.item), places, ""),
    ]
    for item in ITEMS:
        lines += ["", f"#{item}:", "#  -"]
        lines += _asked((fact for fact in told if fact.item == item), places, "    ")
    return "\n".join(lines)


def _asked(facts: Iterator[FirmFact], places: Collection[str], indent: str) -> Iterator[str]:
    """Yield the lines that ask for facts, those of a family under its name."""
    family = ""
    for fact in facts:
        head, _, word = _inside(fact).partition(".")
        if head != family or not word:
            yield from ("", *_comment(fact.question if not word else fact.question.partition(": ")[2]))
            if fact.values:
                yield from _comment(f"{'One' if fact.type == 'one' else 'Any'} of {', '.join(fact.values)}.")
            if word:
                yield f"#{indent}{head}:"
        family = head
        value = _example(fact, places)
        yield f"#{indent}  {word}: {value}  # {fact.label}" if word else f"#{indent}{head}: {value}"


def _example(fact: FirmFact, places: Collection[str]) -> str:
    """Return a value that stands until the firm's own takes its place."""
    like = {"place": max(places), "held": "2024-03", "yes": "yes", "size": "yes"}.get(fact.type)
    if fact.type in ("many", "places"):
        return f"[{next(iter(fact.values), max(places))}]"
    return like or said_like(fact)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, WIDTH - 2, break_on_hyphens=False)]
