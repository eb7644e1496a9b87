"""An SQLite file for people: a table a kind with real columns, tables of links, full text, and what each holds.

Several values stand as a JSON array, as tools for SQLite take them; several links as a table of links, named after
the two that it joins (`incentives_regions`), and the pages of all records in `record_sources`.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from nqpf_cli.export.sqlite_about import rows_about, rows_of_codes, rows_of_dictionary
from nqpf_cli.export.sqlite_schema import Made, Place, link_of, schema
from nqpf_cli.export.sqlite_search import indexed, named, words_of
from nqpf_cli.model.flat_rows import Cell, Table, compact
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.record import title as called
from nqpf_cli.model.table_columns import Column, columns_of

Row: TypeAlias = Sequence[Cell]

VIEW = """
CREATE VIEW measures AS SELECT incentives.id, incentives.title, regions.name AS place, policies.title AS document,
  policies.title_zh AS document_zh, policies.document_number, incentives.status_words AS status,
  incentives.status_until AS until, codes.name AS instrument, incentives.rate_percent,
  incentives.rate_kind, incentives.cap_amount, incentives.cap_currency, incentives.cap_kind, incentives.summary,
  (SELECT group_concat(name, ', ') FROM json_each(incentives.sectors)
    JOIN codes ON codes.id = 'sector/' || json_each.value) AS sectors,
  (SELECT group_concat(name, ', ') FROM json_each(incentives.beneficiaries)
    JOIN codes ON codes.id = 'beneficiary/' || json_each.value) AS beneficiaries,
  (SELECT group_concat(value, '; ') FROM json_each(incentives.conditions)) AS conditions,
  (SELECT url FROM record_sources JOIN sources ON sources.id = record_sources.source
    WHERE record = incentives.id AND nth = 1) AS page
FROM incentives JOIN regions ON regions.id = incentives.region
  LEFT JOIN policies ON policies.id = incentives.policy
  LEFT JOIN codes ON codes.id = 'instrument/' || incentives.instrument;
"""
"""Measures as a person reads them, on one line each; made first, so that tools that keep the order show it first."""


def database(tables: Mapping[str, Table], first: Answer) -> bytes:
    """Return the bytes of the file: the same records give the same bytes.

    In: kind -> the table of its records, with all that they rest on; an answer, for what all rest on. Raises
    sqlite3.Error.
    """
    made = schema(first.vocabularies)
    records = {kind: table.records for kind, table in tables.items()}
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(f"PRAGMA foreign_keys=ON; BEGIN; PRAGMA defer_foreign_keys=ON; {VIEW}")
        for name, table in made.items():
            _create(connection, name, table)
        rows: dict[str, Iterable[Row]] = {
            **_rows_of_kinds(records, made),
            "about": rows_about(first, made),
            "dictionary": rows_of_dictionary(made),
            "codes": rows_of_codes(first.vocabularies, made),
        }
        for name, table in made.items():
            _fill(connection, name, table, rows[name])
        connection.execute("COMMIT")
        connection.executescript("ANALYZE;")
        return connection.serialize()
    finally:
        connection.close()


def _create(connection: sqlite3.Connection, name: str, table: Made) -> None:
    """Make a table whose SQL says what each column holds, an index for each column that leads elsewhere, full text."""
    lines = [f"  {place.sql}, -- {place.says}" for place in table.places]
    key = ", ".join(f'"{part}"' for part in table.key)
    body = "\n".join([f"-- {table.says}", *lines, f"  PRIMARY KEY ({key})"])
    connection.execute(f'CREATE TABLE "{name}" ( {body}\n){" WITHOUT ROWID" * (len(table.key) > 1)}')
    for place in table.places:
        if place.to and place.name != table.key[0]:
            connection.execute(f'CREATE INDEX "{name}_{place.name}" ON "{name}" ("{place.name}")')
    if table.prose:
        columns = ", ".join(f'"{part}"' for part in table.prose)
        connection.execute(
            f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({columns}, content="{name}",'
            " tokenize='porter unicode61 remove_diacritics 2')"
        )


def _fill(connection: sqlite3.Connection, name: str, table: Made, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(table.places))
    searched = [at for at, place in enumerate(table.places) if place.name in table.prose]
    words = ", ".join("?" * (1 + len(searched)))
    columns = ", ".join(f'"{part}"' for part in ("rowid", *table.prose))
    for n, row in enumerate(rows, 1):
        connection.execute(f'INSERT INTO "{name}" VALUES ({marks})', [_stored(value) for value in row])
        if searched:
            texts = [indexed(words_of(row[at])) for at in searched]
            connection.execute(f'INSERT INTO "{name}_fts" ({columns}) VALUES ({words})', [n, *texts])
    if searched:
        connection.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'optimize\')')


def _stored(value: object) -> object:
    if isinstance(value, list):
        return compact(value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _rows_of_kinds(records: Mapping[str, list[Record]], made: Mapping[str, Made]) -> dict[str, list[Row]]:
    """Return the rows of the tables of the kinds, of the one over all kinds, and of the links between them."""
    known = {record["id"] for part in records.values() for record in part}
    bodies = named(records.get("actor", ()))
    found: dict[str, list[Row]] = {name: [] for name in made}
    for kind, part in records.items():
        table = made[FOLDERS[kind]]
        for record in part:
            found[FOLDERS[kind]].append([_value(record, place, bodies) for place in table.places])
            text = "\n".join(words for name in table.prose if (words := words_of(record.get(name))))
            found["records"].append(
                [record["id"], kind, called(record), text, record.get("pack"), record.get("touched_by")]
            )
            for field, column in columns_of(kind).items():
                if link := link_of(kind, column):
                    found[link.table] += _links(record, field, column, known, bodies)
    return found


def _value(record: Record, place: Place, bodies: Mapping[str, str]) -> Cell:
    if place.flat:
        return cast("Cell", record[place.flat])
    return bodies.get(fold(record[place.name.removesuffix("_id")] or "")) or None


def _links(
    record: Record, field: str, column: Column, known: set[str], bodies: Mapping[str, str]
) -> Iterator[Row]:
    """Yield a row a link of one field, as `link_of` has the columns; none to what the file does not hold."""
    values = [value for value in record[field] or () if column.body or value in known]
    for nth, value in enumerate(values, 1):
        if column.body:
            yield record["id"], nth, value, bodies.get(fold(value)) or None
        elif column.link == ("source",):
            yield record["id"], nth, value
        else:
            yield record["id"], field, nth, value
