"""An SQLite file for people: a table a kind with real columns, tables of links, and one full-text table.

The tables are made from the same Structs as the checks (`loading.field_specs`), so a new field needs nothing here.
A nested field becomes columns (`cap` of an incentive: `cap_amount`, …), a list a table of its own with its
order (`incentives_conditions`). The pages of all records stand in `record_sources`, the words for codes in `codes`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nqpf_cli.export.sqlite_search import named, pieces, texts_of
from nqpf_cli.loading.field_specs import FieldSpec, specs_of
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.model.kinds import FOLDERS, KINDS, fields_of, parts_of_fields
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import ADDED, Record
from nqpf_cli.model.record import title as called

ABOUT = (
    "Each record stands in records (its kind, its words, the fact pack it is from if not ours, those it rests on)"
    " and in the table of its kind.",
    "An end that was not read is no sign that a measure is in force. The text of a measure decides.",
    "Full text: SELECT id, kind, title FROM records_fts JOIN records ON records.rowid = records_fts.rowid"
    " WHERE records_fts MATCH 'voucher' ORDER BY rank; Chinese by any phrase that no mark breaks.",
    "Words for coded values: codes; the pages of a record: record_sources; measures on one line each: measures.",
)


class Column(NamedTuple):
    """A column of a kind's table: its name, its SQL, where its value lies in a record (field, part or nothing)."""

    name: str
    sql: str
    field: str
    part: str = ""


class Child(NamedTuple):
    """A table for a list: its name, the columns of an item with their SQL, the field, the parts of an item."""

    name: str
    columns: list[tuple[str, str]]
    field: str
    parts: list[str]
    only_known: bool = False


def database(
    parts: Mapping[str, Sequence[Record]],
    dataset: Record,
    vocabularies: Record,
    on: str,
) -> bytes:
    """Return the bytes of the file: the same records give the same bytes.

    In: kind -> records, sources as ids, with all that they rest on; what the index knows of the data set; the ISO
    day of their status. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(
            f"PRAGMA foreign_keys=ON; BEGIN; PRAGMA defer_foreign_keys=ON; {VIEW} {TABLES}"
        )
        connection.executemany("INSERT INTO about VALUES (?, ?)", _rows_about(dataset, on))
        connection.executemany("INSERT INTO codes VALUES (?, ?, ?, ?)", _rows_of_codes(vocabularies))
        _records(connection, parts)
        for kind in KINDS:
            _schema(connection, kind)
        known = {record["id"] for records in parts.values() for record in records}
        bodies = named(parts.get("actor", ()))
        for kind, records in parts.items():
            _fill(connection, kind, records, known, bodies)
        connection.execute("COMMIT")
        connection.executescript("ANALYZE;")
        return connection.serialize()
    finally:
        connection.close()


VIEW = """
CREATE VIEW measures AS SELECT incentives.id, incentives.title, regions.name AS place, policies.title AS document,
  policies.title_zh AS document_zh, policies.document_number, incentives.status_words AS status,
  incentives.status_until AS until, codes.name AS instrument, incentives.rate_percent,
  incentives.rate_kind, incentives.cap_amount, incentives.cap_currency, incentives.cap_kind, incentives.summary,
  (SELECT group_concat(name, ', ') FROM incentives_sectors JOIN codes ON vocabulary = 'sector' AND value = sector
    WHERE incentive = incentives.id) AS sectors,
  (SELECT group_concat(name, ', ') FROM incentives_beneficiaries
    JOIN codes ON vocabulary = 'beneficiary' AND value = beneficiary WHERE incentive = incentives.id) AS beneficiaries,
  (SELECT group_concat(condition, '; ') FROM incentives_conditions WHERE incentive = incentives.id) AS conditions,
  (SELECT url FROM record_sources JOIN sources ON sources.id = record_sources.source
    WHERE record = incentives.id AND nth = 1) AS page
FROM incentives JOIN regions ON regions.id = incentives.region
  LEFT JOIN policies ON policies.id = incentives.policy
  LEFT JOIN codes ON vocabulary = 'instrument' AND value = incentives.instrument;
"""
"""Measures as a person reads them, on one line each; made first, so that tools that keep the order show it first."""

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE codes (vocabulary TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL, meaning TEXT NOT NULL,
  PRIMARY KEY (vocabulary, value)) WITHOUT ROWID;
CREATE TABLE records (id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  pack TEXT, touched_by TEXT);
CREATE VIRTUAL TABLE records_fts USING fts5(title, text, content="records",
  tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE record_sources (record TEXT NOT NULL REFERENCES records(id), nth INTEGER NOT NULL,
  source TEXT NOT NULL REFERENCES sources(id), PRIMARY KEY (record, nth)) WITHOUT ROWID;
CREATE INDEX record_sources_source ON record_sources (source);
"""
"""`records` is over all kinds; its full-text index has the name that tools look for."""


def _rows_about(dataset: Record, on: str) -> Iterator[tuple[str, str]]:
    """Yield what the file is: the data set, the day of each status, and how to read the tables."""
    for name in ("title", "version", "checked", "covers_until", "licence"):
        yield name, dataset[name]
    yield "status_as_of", on
    yield from ((f"note_{number}", note) for number, note in enumerate(ABOUT, 1))


def _rows_of_codes(vocabularies: Record) -> Iterator[tuple[str, str, str, str]]:
    """Yield every value of a closed vocabulary with the words for it."""
    for name, values in vocabularies.items():
        for value, about in values.items():
            yield name, value, about["label"], about["meaning"]


def _records(connection: sqlite3.Connection, parts: Mapping[str, Sequence[Record]]) -> None:
    """Fill the table over all kinds and its full-text index."""
    kinds = [(kind, record) for kind, records in parts.items() for record in records]
    for n, (kind, record) in enumerate(kinds, 1):
        title, text = called(record), texts_of(kind, record)
        touched = "; ".join(record.get("touched_by", [])) or None
        row = (n, record["id"], kind, title, text, record.get("pack"), touched)
        connection.execute(
            "INSERT INTO records (rowid, id, kind, title, text, pack, touched_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        searched = (n, title, f"{text}\n{' '.join(pieces(text))}")
        connection.execute("INSERT INTO records_fts(rowid, title, text) VALUES (?, ?, ?)", searched)
    connection.execute("INSERT INTO records_fts(records_fts) VALUES ('optimize')")


def _schema(connection: sqlite3.Connection, kind: str) -> None:
    """Make the table of a kind, those of its lists, and an index for every link."""
    table = FOLDERS[kind]
    columns = columns_of(kind)
    lines = ", ".join(f'"{column.name}" {column.sql}'.rstrip() for column in columns)
    connection.execute(f"CREATE TABLE {table} ({lines})")
    for column in columns:
        if "REFERENCES" in column.sql and column.name != "id":
            connection.execute(f'CREATE INDEX "{table}_{column.name}" ON {table} ("{column.name}")')
    for child in children_of(kind):
        if child.name == "record_sources":
            continue
        items = ", ".join(f'"{name}" {sql}' for name, sql in child.columns)
        connection.execute(
            f"CREATE TABLE {child.name} ({kind} TEXT NOT NULL REFERENCES {table}(id), nth INTEGER NOT NULL,"
            f" {items}, PRIMARY KEY ({kind}, nth)) WITHOUT ROWID"
        )
        for name, sql in child.columns:
            if "REFERENCES" in sql:
                connection.execute(f'CREATE INDEX "{child.name}_{name}" ON {child.name} ("{name}")')


def columns_of(kind: str) -> list[Column]:
    """Return the columns of a kind's own table, in the order of its fields."""
    found: list[Column] = []
    for field, spec in specs_of(STRUCTS[kind]).items():
        if field == "id":
            found.append(Column("id", "TEXT PRIMARY KEY REFERENCES records(id)", "id"))
        elif spec.many or (field == "status" and kind in ADDED):
            continue
        elif spec.part:
            # Where the whole may be absent, so may each part.
            found += [
                Column(f"{field}_{name}", _sql(part).replace(" NOT NULL", ""), field, name)
                for name, part in specs_of(spec.part).items()
            ]
        else:
            found.append(Column(field, _sql(spec), field))
    if kind == "term":
        found.insert(1, Column("name", "TEXT NOT NULL", "term"))  # what tools look for to call a row
    if kind in ADDED:
        found += [Column(f"status_{part}", "TEXT", "status", part) for part in parts_of_fields()["status"]]
    return found


def _sql(spec: FieldSpec) -> str:
    """Return the type of a column, whether it must be there, and what it points to."""
    return ("TEXT" if spec.text else "NUMERIC") + " NOT NULL" * spec.required + _reference(spec)


def _reference(spec: FieldSpec) -> str:
    if not spec.link:
        return ""
    several = len(spec.link) > 1 or spec.link == ("*",)
    return f" REFERENCES {'records' if several else FOLDERS[spec.link[0]]}(id)"


def children_of(kind: str) -> list[Child]:
    """Return the tables for the lists of a kind, a record's open questions among them."""
    table = FOLDERS[kind]
    found: list[Child] = []
    for field, spec in specs_of(STRUCTS[kind]).items():
        if spec.part and spec.many:
            parts = specs_of(spec.part)
            items = [(name, _sql(part)) for name, part in parts.items()]
            found.append(Child(f"{table}_{field}", items, field, list(parts)))
        elif spec.many:
            name = "record_sources" if field == "sources" else f"{table}_{field}"
            # An item is called by its vocabulary, or by the field in the singular.
            item = spec.vocabulary or (field[:-2] if field.endswith("ses") else field.removesuffix("s"))
            columns = [(item, f"TEXT NOT NULL{_reference(spec)}")]
            if fields_of(kind)[field].body:
                columns.append(("actor_id", "TEXT REFERENCES actors(id)"))
            found.append(Child(name, columns, field, [], bool(spec.link)))
    if "ask" in ADDED.get(kind, ()):
        found.append(Child(f"{table}_ask", [("ask", "TEXT NOT NULL")], "ask", []))
    return found


def _fill(
    connection: sqlite3.Connection,
    kind: str,
    records: Sequence[Record],
    known: set[str],
    bodies: Mapping[str, str],
) -> None:
    columns = columns_of(kind)
    marks = ", ".join("?" * len(columns))
    rows = [[_value(record, column) for column in columns] for record in records]
    connection.executemany(f"INSERT INTO {FOLDERS[kind]} VALUES ({marks})", rows)
    for child in children_of(kind):
        marks = ", ".join("?" * (2 + len(child.columns)))
        connection.executemany(
            f"INSERT INTO {child.name} VALUES ({marks})", _items(child, records, known, bodies)
        )


def _value(record: Record, column: Column) -> object:
    value = record.get(column.field)
    if column.part and isinstance(value, dict):
        value = value.get(column.part)
        return None if value is True else value  # replaced, by what is not on record
    return value


def _items(
    child: Child, records: Iterable[Record], known: set[str], bodies: Mapping[str, str]
) -> Iterator[list[object]]:
    for record in records:
        held = record.get(child.field, ())
        # A link to a record that the file does not hold would point nowhere.
        items = [item for item in held if not child.only_known or item in known]
        for nth, item in enumerate(items, 1):
            values = [item.get(part) for part in child.parts] if child.parts else [item]
            if len(child.columns) > 1 and not child.parts:
                values.append(bodies.get(fold(item)) or None)
            yield [record["id"], nth, *values]
