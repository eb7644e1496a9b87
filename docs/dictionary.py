"""docs/dictionary.md: what each column of each table holds, as the program knows it. docs/generate.py writes it."""

from collections.abc import Iterable, Mapping
from typing import Any

from nqpf_cli import load
from nqpf_cli.model.kinds import FOLDERS, described
from nqpf_cli.model.kinds.field_types import Kept
from nqpf_cli.model.record import PACKS
from nqpf_cli.model.table_columns import Column, columns_of

TYPES = {"bool": "true or none", "int": "integer", "float": "number", "str": "text", "date": "date"}

HEAD = """# What each column holds

Made by `python docs/generate.py` from the program. The tables are those of the Data Package, of Parquet and of
`Facts.table(kind, whole=True)`; SQLite has the same, but for links in lists, which are tables there. [data.md](data.md)
says how to read them. A column that may be empty is so where the page says nothing.
"""

COMMON = [name for name in described(Kept) if name != "id"]
"""The fields that every kind has."""


def page() -> str:
    """Return the page."""
    words = load().nothing("term").vocabularies
    lines = [HEAD]
    shared = {name: column for name, column in columns_of("term").items() if _common(name)}
    lines += ["## Every table", "", "Whatever the kind.", "", *_rows(shared), ""]
    for kind, table in FOLDERS.items():
        own = {name: column for name, column in columns_of(kind).items() if not _common(name)}
        lines += [f"## {table}", "", words["kind"][kind]["meaning"], "", *_rows(own), ""]
    used = {column.vocabulary for kind in FOLDERS for column in columns_of(kind).values()} - {""}
    lines += ["## Codes", "", "| list | codes |", "| --- | --- |"]
    lines += [f"| {name} | {_codes(words[name])} |" for name in words if name in used]
    return "\n".join(lines) + "\n"


def _common(name: str) -> bool:
    return name in PACKS or any(name == field or name.startswith(f"{field}_") for field in COMMON)


def _rows(columns: Mapping[str, Column]) -> Iterable[str]:
    yield "| column | type | what it holds |"
    yield "| --- | --- | --- |"
    for name, column in columns.items():
        yield f"| `{name}` | {_type(column)} | {_says(column)} |"


def _type(column: Column) -> str:
    if column.parts:
        return f"list of {{{', '.join(column.parts)}}}"
    named = f"list of {TYPES[column.type.__name__]}" if column.many else TYPES[column.type.__name__]
    return f"{named}, always" if column.required else named


def _says(column: Column) -> str:
    said = [column.says]
    if column.unit:
        said.append(f"In {column.unit}.")
    if column.vocabulary:
        said.append(f"Codes: {column.vocabulary}.")
    if column.link:
        said.append(f"Leads to {' or '.join(FOLDERS.get(kind, 'any table') for kind in column.link)}.")
    return " ".join(said).replace("|", "\\|")


def _codes(values: Mapping[str, Any]) -> str:
    return ", ".join(f"`{code}`" for code in values)
