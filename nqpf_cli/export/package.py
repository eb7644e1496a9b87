"""The descriptor of a Data Package (datapackage.org, version 2): what each table and column of it holds."""

from collections.abc import Iterator, Mapping

from nqpf_cli.formats import encoded, load
from nqpf_cli.model.flat_rows import Table
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.record import Answer, Lists, Record
from nqpf_cli.model.table_columns import Column

PROFILE = "https://datapackage.org/profiles/2.0/"
TYPES = {"bool": "boolean", "int": "integer", "float": "number", "str": "string", "date": "date"}

GUARD = (
    "Values are whole and as the facts have them: nothing stands before what a spreadsheet would run. "
    "For a spreadsheet take a .csv of one kind, whose cells are guarded."
)


def files(tables: Mapping[str, Table], first: Answer, says: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the package, the descriptor first.

    In: kind -> its table; an answer, for what all rest on; what the package is, in a paragraph.
    """
    from json import dumps

    bare = load("csv").bare_lines
    content = {f"{FOLDERS[kind]}.csv": b"".join(encoded(bare(table))) for kind, table in tables.items()}
    described = [
        _resource(table, tables, len(data), first)
        for table, data in zip(tables.values(), content.values(), strict=True)
    ]
    descriptor = dumps(_descriptor(described, first, says), ensure_ascii=False, indent=2)
    yield "datapackage.json", b"".join(encoded([descriptor]))
    yield from content.items()


def _descriptor(resources: list[Record], first: Answer, says: str) -> Record:
    data = first.dataset
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "nqpf",
        "title": data["title"],
        "description": f"{says} {GUARD}",
        "version": data["version"],
        "licenses": [{"name": data["licence"]}],
        "contributors": [{"title": "the nqpf authors"}],
        "resources": resources,
    }


def _resource(table: Table, tables: Mapping[str, Table], size: int, first: Answer) -> Record:
    words = first.vocabularies
    links = [
        {"fields": [name], "reference": _reference(table.kind, column.link[0])}
        for name, column in table.about.items()
        if len(column.link) == 1 and not column.many and column.link[0] in tables
    ]
    name = FOLDERS[table.kind]
    about = words["kind"][table.kind]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": about["plural"],
        "description": about["meaning"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "schema": {
            "fields": [_field(name, column, words) for name, column in table.about.items()],
            "primaryKey": ["id"],
            **({"foreignKeys": links} if links else {}),
        },
    }


def _reference(kind: str, to: str) -> Record:
    """What a key points at; the table itself goes without saying."""
    return {"fields": ["id"]} if to == kind else {"resource": FOLDERS[to], "fields": ["id"]}


def _field(name: str, column: Column, words: Lists) -> Record:
    """A column; `unit`, `vocabulary` and `links` are ours, since the standard has no word for them."""
    found: Record = {"name": name, "type": "array" if column.many else TYPES[column.type.__name__]}
    found["description"] = column.says
    if column.unit:
        found["unit"] = column.unit
    if column.vocabulary:
        found["vocabulary"] = column.vocabulary
        if not column.many:
            codes = words[column.vocabulary]
            found["categories"] = [{"value": code, "label": about["label"]} for code, about in codes.items()]
    if column.many and column.link:
        found["links"] = [FOLDERS[kind] for kind in column.link if kind in FOLDERS]
    if column.required:
        found["constraints"] = {"required": True, **({"unique": True} if name == "id" else {})}
    return found
