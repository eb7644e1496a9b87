"""The smallest file of facts of a kind that loads, for a fact pack to begin with."""

from collections.abc import Iterator

from nqpf_cli.model import patterns
from nqpf_cli.model.kinds import FOLDERS, fields_of
from nqpf_cli.model.kinds.field_types import Field
from nqpf_cli.model.record import Lists, Record
from nqpf_cli.model.table_columns import columns_of

SHAPED = {patterns.DATE: "'2026-03-02'", patterns.PERIOD: "'2026'", patterns.URL: "https://example.org/page"}
"""Form of a text -> a value that has it."""

ALWAYS = ("sources", "region", "parent")
"""Fields that stand in the example even where a record may do without: on which page it rests, and where it belongs."""


def lines(kind: str, vocabularies: Lists, linked: Record) -> Iterator[str]:
    """Yield the lines of a file with one record: what it must have, with its pages and its place.

    `vocabularies` are the closed lists; `linked` has for each kind the id of a record that is there to be named.
    """
    folder = FOLDERS[kind]
    yield f"# yaml-language-server: $schema={folder}.json"
    yield f"# {folder}.yaml, in a folder of yours: nqpf check FOLDER. Every other field: nqpf schema {folder}"
    if "sources" in fields_of(kind):
        yield "# A page and a place of your own begin with nqpf schema sources --example, and regions --example."
    for name, field in fields_of(kind).items():
        if name == "id":
            yield f"- id: my-{kind}"
        elif field.required or name in ALWAYS:
            value = _value(kind, name, field, vocabularies, linked)
            says = f" # {field.says}" if field.says not in value else ""
            yield f"  {name}: {f'[{value}]' if field.many else value}{says}"


def _value(kind: str, name: str, field: Field, vocabularies: Lists, linked: Record) -> str:
    if field.link:
        return str(linked[field.link[0]])
    if field.vocabulary:
        return str(next(iter(vocabularies[field.vocabulary])))
    if field.limits.pattern == patterns.LANGUAGE:
        return "en"
    if columns_of(kind)[name].type is not str:
        return "1"
    if name == "body":  # each paragraph says on what it rests
        return f'"{field.says} [{linked["source"]}]"'
    return SHAPED.get(field.limits.pattern or "") or f'"{field.says}"'
