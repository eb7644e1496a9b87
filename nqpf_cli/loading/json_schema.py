"""The JSON Schema (2020-12) of a file of facts: what an editor needs to complete, explain and check one.

It comes from the same Structs and closed lists as the loader's checks, and the two agree on all that a schema
can say. What it cannot say (links that lead somewhere, days of the calendar, ids that stand once) stays with
`nqpf check`. One thing it says more strictly: a text that looks like a number, or is `true` or `false`, wants
quotes, since other readers of YAML would not take it for text. A bare year is let pass.
"""

from msgspec import json

from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.structs import AUTHORED, Fact, struct_of
from nqpf_cli.model.condition import Condition
from nqpf_cli.model.firm_fact import firm_facts
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.record import Lists, Record
from nqpf_cli.model.text import with_article

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of_file(kind: str, vocabularies: Lists) -> Record:
    """Return the schema of a file of records of a kind, a list of them.

    `vocabularies` are the closed lists, value by value; each value comes in with its meaning.
    """
    folder = FOLDERS[kind]
    return {
        "$schema": DIALECT,
        "title": f"nqpf {folder}",
        "description": f"A file of {folder}, as `nqpf check` takes it: a list of records.",
        "type": "array",
        "items": {"$ref": f"#/$defs/{kind}"},
        "$defs": definitions([AUTHORED[kind]], vocabularies),
    }


def definitions(structs: list[type[Fact]], vocabularies: Lists) -> Record:
    """Kind or part, in small letters -> its schema; that of these Structs with all that stands in them."""
    _, components = json.schema_components(structs, ref_template="#/$defs/{name}")
    waiting, found = list(structs), {}
    while waiting:
        struct = waiting.pop(0)
        made = components[struct.__name__]
        found[struct.__name__.lower()] = made
        _refine(struct, made["properties"], vocabularies)
        waiting += [spec.part for spec in specs_of(struct).values() if spec.part]
    if "condition" in found:
        found |= _facts(vocabularies)
    return found


def _refine(struct: type[Fact], properties: dict[str, Record], vocabularies: Lists) -> None:
    """Say of the fields of a Struct what its types alone do not: closed lists, links, years, parts."""
    for name, spec in specs_of(struct).items():
        held = properties[name]
        holder: Record = held.get("items", held)
        if spec.vocabulary:
            _choose(holder, vocabularies[spec.vocabulary])
        if spec.link:
            what = "any record" if spec.link == ("*",) else " or ".join(map(with_article, spec.link))
            held["description"] += f" By the id of {what}."
        if spec.dated:
            held |= {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
        if spec.part:
            holder["$ref"] = f"#/$defs/{spec.part.__name__.lower()}"
            if spec.short:
                options = [_short_form(spec.part, spec.short), {"$ref": holder.pop("$ref")}]
                holder |= {"anyOf": options, **_taken(holder, "description")}
        elif "additionalProperties" in holder:
            described = _taken(holder, "description")
            holder.clear()
            holder |= {"$ref": "#/$defs/facts", **described}
        elif "anyOf" in held:  # a whole number or a fraction
            held |= held.pop("anyOf")[-1]


def _taken(holder: Record, key: str) -> Record:
    """Take a key out of a schema, and return it as a schema of its own, empty where it was not there."""
    return {key: holder.pop(key)} if key in holder else {}


def _short_form(struct: type[Fact], key: str) -> Record:
    """Return the schema of a text that stands for a mapping of this one key."""
    _, components = json.schema_components([struct])
    text: Record = dict(components[struct.__name__]["properties"][key])
    return {name: value for name, value in text.items() if name != "description"}


def _facts(vocabularies: Lists) -> Record:
    """Return the schemas of facts of a firm as a condition wants them, and of a value that it wants."""
    _, components = json.schema_components([struct_of(Condition)])
    needs = components["Condition"]["properties"]["needs"]
    facts_named = {
        fact.name: {"$ref": "#/$defs/wanted", "description": fact.question}
        for fact in firm_facts(vocabularies).values()
    }
    kept = {name: needs[name] for name in ("type", "minProperties", "maxProperties")}
    facts = {**kept, "properties": facts_named, "additionalProperties": False}
    return {"facts": facts, "wanted": needs["additionalProperties"]}


def _choose(holder: Record, values: Record) -> None:
    """Put the values of a closed list, each with its meaning, in the place of the form that their names have."""
    holder.pop("pattern", None)
    holder.pop("maxLength", None)
    holder["enum"] = list(values)
    holder["enumDescriptions"] = [entry["meaning"] for entry in values.values()]
