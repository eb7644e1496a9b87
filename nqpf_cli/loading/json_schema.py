"""The JSON Schema (2020-12) of a file of facts: what an editor needs to complete, explain and check one.

It comes from the same Structs and closed lists as the loader's checks, and the two agree on all that a schema
can say. What it cannot say (links that lead somewhere, days of the calendar, ids that stand once) stays with
`nqpf check`. One thing it says more strictly: a text that looks like a number, or is `true` or `false`, wants
quotes, since other readers of YAML would not take it for text. A bare year is let pass.
"""

from typing import Any

from msgspec import json

from nqpf_cli.loading.field_specs import shape_of
from nqpf_cli.loading.structs import STRUCTS, Fact
from nqpf_cli.loading.validation_messages import with_article
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of_file(kind: str, vocabularies: Record) -> Record:
    """The schema of a file of records of a kind, a list of them.

    `vocabularies` are the closed lists, value by value; each value comes in with its meaning.
    """
    folder = FOLDERS[kind]
    return {
        "$schema": DIALECT,
        "title": f"nqpf {folder}",
        "description": f"A file of {folder}, as `nqpf check` takes it: a list of records.",
        "type": "array",
        "items": {"$ref": f"#/$defs/{kind}"},
        "$defs": definitions([kind], vocabularies),
    }


def definitions(kinds: list[str], vocabularies: Record) -> Record:
    """Kind or part, in small letters -> its schema; `kinds` with all that stands in them."""
    structs = [STRUCTS[kind] for kind in kinds]
    _, components = json.schema_components(structs, ref_template="#/$defs/{name}")
    waiting, found = list(structs), {}
    while waiting:
        struct = waiting.pop(0)
        made = components[struct.__name__]
        found[struct.__name__.lower()] = made
        _refine(struct, made["properties"], vocabularies)
        waiting += [part for _, _, part in shape_of(struct).parts]
    return found


def _refine(struct: type[Fact], properties: dict[str, Record], vocabularies: Record) -> None:
    """Say of the fields of a Struct what its types alone do not: closed lists, links, years, parts."""
    shape = shape_of(struct)
    for name, many, vocabulary in shape.closed:
        _choose(properties[name]["items"] if many else properties[name], vocabularies[vocabulary])
    for name, _, kinds in shape.links:
        what = "any record" if kinds == ("*",) else " or ".join(map(with_article, kinds))
        properties[name]["description"] += f" By the id of {what}."
    for name in shape.days:
        properties[name] |= {"type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
    for name, many, part in shape.parts:
        holder = properties[name]["items"] if many else properties[name]
        holder["$ref"] = f"#/$defs/{part.__name__.lower()}"
    for each in properties.values():
        if "anyOf" in each:  # a whole number or a fraction
            options: list[dict[str, Any]] = each.pop("anyOf")
            each |= options[-1]


def _choose(holder: Record, values: Record) -> None:
    """Put the values of a closed list, each with its meaning, in the place of the form that their names have."""
    holder.pop("pattern", None)
    holder.pop("maxLength", None)
    holder["enum"] = list(values)
    holder["enumDescriptions"] = [said["meaning"] for said in values.values()]
