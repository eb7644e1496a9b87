"""The SQLite file for people: every record in it, every link leading somewhere, found in both scripts."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nqpf_cli.export import bundle
from nqpf_cli.export.sqlite import database
from nqpf_cli.export.sqlite_schema import link_of, schema
from nqpf_cli.export.sqlite_search import pieces
from nqpf_cli.index.query import Store
from nqpf_cli.model.kinds import FOLDERS, KINDS
from nqpf_cli.model.record import PACKS
from nqpf_cli.model.table_columns import columns_of
from nqpf_cli.questions.listing import ListingQuery
from nqpf_cli.questions.whole import ExportQuery, export
from tests.conftest import TODAY


def made(store: Store, **filters: list[str]) -> bytes:
    parts = export(store, ExportQuery(filters=ListingQuery(filters=filters), closed=True), TODAY)
    return database(bundle.tables(parts), bundle.first_of(parts))


@pytest.fixture(scope="module")
def file(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(tmp_path_factory.mktemp("export") / "facts.sqlite")
    path.write_bytes(made(store))
    return path


@pytest.fixture(scope="module")
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


def tables_of(opened: sqlite3.Connection) -> list[str]:
    """The tables that a person sees: those of the full text are its own."""
    names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [name for name in names if "_fts" not in name and not name.startswith("sqlite_")]


def test_the_file_is_sound(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_record_is_there(opened: sqlite3.Connection, store: Store) -> None:
    for kind, table in FOLDERS.items():
        assert opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == store.meta("counts")[kind]
    total = opened.execute("SELECT count(*) FROM records").fetchone()[0]
    assert total == sum(store.meta("counts")[kind] for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_place(kind: str, store: Store) -> None:
    here = schema(store.meta("vocabularies"))
    held = {place.flat for place in here[FOLDERS[kind]].places}
    for name, column in columns_of(kind).items():
        link = link_of(kind, column)
        assert name in held or name in PACKS or (link and link.table in here), name


def test_a_record_reads_back_to_itself(opened: sqlite3.Connection) -> None:
    opened.row_factory = sqlite3.Row
    row = opened.execute("SELECT * FROM incentives WHERE id = 'lingang-ai-chip-purchase-subsidy'").fetchone()
    opened.row_factory = None
    assert (row["cap_amount"], row["cap_currency"], row["cap_kind"]) == (10_000_000, "CNY", "ceiling")
    assert (row["status_code"], row["status_until"]) == ("in-force", "2029-04-30")
    assert (row["valid_until"], row["valid_until_first"], row["valid_until_last"]) == (
        "2029-04",
        "2029-04-01",
        "2029-04-30",
    )
    assert json.loads(row["sectors"]) == ["computing-power", "ai", "semiconductors"]
    pages = "SELECT source FROM record_sources WHERE record = ? ORDER BY nth"
    assert opened.execute(pages, (row["id"],)).fetchall()


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("subsidies", "incentive", "lingang-ai-chip-purchase-subsidy"),
        ("新质生产力", "term", "new-quality-productive-forces"),
        ("算力", "term", "computing-power"),
        ("券", "term", "computing-power-voucher"),
        ("临港", "region", "lingang"),
        ("patient capital", "term", "patient-capital"),
    ],
)
def test_full_text_in_both_scripts(opened: sqlite3.Connection, words: str, kind: str, name: str) -> None:
    for table in ("records", FOLDERS[kind]):
        found = opened.execute(
            f"SELECT id FROM {table}_fts JOIN {table} ON {table}.rowid = {table}_fts.rowid WHERE {table}_fts MATCH ?",
            (words,),
        )
        assert (name,) in found.fetchall(), table


def test_every_table_with_prose_has_an_index_that_tools_find(
    opened: sqlite3.Connection, store: Store
) -> None:
    """As Datasette and sqlite-utils look for it: a virtual table whose content is the table it serves."""
    for name, table in schema(store.meta("vocabularies")).items():
        found = opened.execute(
            "SELECT count(*) FROM sqlite_master WHERE sql LIKE ?",
            (f'%VIRTUAL TABLE%USING FTS%content="{name}"%',),
        ).fetchone()[0]
        assert found == bool(table.prose), name
    assert all(
        schema(store.meta("vocabularies"))[table].prose for table in (*FOLDERS.values(), "records", "codes")
    )


def test_the_view_reads_as_a_person_would(opened: sqlite3.Connection) -> None:
    found = opened.execute(
        "SELECT place, status, instrument, sectors FROM measures WHERE id = 'lingang-ai-chip-purchase-subsidy'"
    ).fetchone()
    assert found == ("Lingang New Area", "in force to April 2029", "subsidy", "computing power, AI, chips")
    first = opened.execute("SELECT type, name FROM sqlite_master LIMIT 1").fetchone()
    assert first == ("view", "measures")
    every = opened.execute("SELECT count(*), count(page), count(conditions) FROM measures").fetchone()
    assert every[0] == every[1] == opened.execute("SELECT count(*) FROM incentives").fetchone()[0]
    assert every[2] > 100


@pytest.mark.parametrize(
    "filters", [{"region": ["lingang"]}, {"category": ["meeting"]}, {"publisher": ["Xinhua"]}]
)
def test_a_choice_brings_what_it_names(store: Store, filters: dict[str, list[str]]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made(store, **filters))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    if "region" in filters:
        assert connection.execute("SELECT count(*) FROM terms").fetchone() == (0,)
        regions = {row[0] for row in connection.execute("SELECT id FROM regions")}
        assert {"lingang", "shanghai", "china", "world"} <= regions
        inside = {row[0] for row in connection.execute("SELECT id FROM regions WHERE parent = 'lingang'")}
        chosen = "SELECT DISTINCT region FROM incentives WHERE id NOT IN (SELECT replaced_by FROM incentives"
        places = {row[0] for row in connection.execute(f"{chosen} WHERE replaced_by IS NOT NULL)")}
        assert {"lingang"} <= places <= {"lingang"} | inside
    connection.close()


def test_the_same_facts_give_the_same_bytes(store: Store) -> None:
    assert made(store, region=["hefei"]) == made(store, region=["hefei"])


def test_pieces_of_chinese() -> None:
    assert pieces("plain") == []
    assert pieces("a 算力 b") == ["算", "力", "算力"]
    assert pieces("AI算力券2026") == [
        *("AI", "算", "力", "券", "2026"),
        *("AI算", "算力", "力券", "券2026"),
        *("AI算力", "算力券", "力券2026"),
        *("AI算力券", "算力券2026"),
        "AI算力券2026",
    ]
    assert "新质生产力" in pieces("发展新质生产力的")
    assert max(map(len, pieces("发展新质生产力的"))) == 8, "a phrase of any length"
    assert max(map(len, pieces("力" * 20_000))) > 100
    distinct = "".join(map(chr, range(0x4E00, 0x4E00 + 9_000)))
    assert max(map(len, pieces(distinct))) == 6, "but not of a text without end"


@pytest.mark.parametrize(
    "phrase", ["发展新质生产力", "中央经济工作会议", "人工智能", "芯", "算力", "AI+", "5G"]
)
def test_a_phrase_of_any_length_finds_every_record_that_holds_it(
    opened: sqlite3.Connection, phrase: str
) -> None:
    found = opened.execute(
        "SELECT id FROM records_fts JOIN records ON records.rowid = records_fts.rowid WHERE records_fts MATCH ?",
        (f'"{phrase}"',),
    )
    held = opened.execute("SELECT id FROM records WHERE title || ' ' || text LIKE ?", (f"%{phrase}%",))
    if phrase.isascii():  # a word of Latin letters is found as a word
        assert found.fetchall()
    else:
        assert {*found.fetchall()} == {*held.fetchall()} != set()


def test_every_link_points_at_a_key_that_a_page_can_show(opened: sqlite3.Connection) -> None:
    tables = tables_of(opened)
    keys = {
        table: [row[1] for row in opened.execute(f'PRAGMA table_info("{table}")') if row[5]]
        for table in tables
    }
    links = [
        (table, row) for table in tables for row in opened.execute(f'PRAGMA foreign_key_list("{table}")')
    ]
    assert len(links) > 30
    assert [(table, row) for table, row in links if keys[row[2]] != [row[4]]] == []
    assert keys["records"] == ["id"]
    assert len(tables) == 22


def test_bodies_of_an_event_are_linked_where_they_are_on_record(opened: sqlite3.Connection) -> None:
    found = dict(opened.execute("SELECT actor, actor_id FROM events_actors"))
    names = dict(opened.execute("SELECT name, id FROM actors"))
    assert found["State Council"] == names["State Council"]
    assert all(found[name] == names[name] for name in found.keys() & names.keys())
    issued = dict(opened.execute("SELECT issuer, issuer_id FROM policies"))
    assert issued["State Council"] == names["State Council"]


def test_rows_have_a_name(opened: sqlite3.Connection) -> None:
    for kind in (*FOLDERS.values(), "records", "codes", "dictionary"):
        columns = [row[1] for row in opened.execute(f"PRAGMA table_info({kind})")]
        assert {"name", "title"} & set(columns), kind


def test_the_dictionary_tells_of_every_table_and_column_and_so_does_the_sql(
    opened: sqlite3.Connection,
) -> None:
    told = dict(opened.execute("SELECT id, meaning FROM dictionary"))
    tables = tables_of(opened)
    for table in tables:
        (sql,) = opened.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        assert f"-- {told[table]}" in sql
        for row in opened.execute(f'PRAGMA table_info("{table}")'):
            assert told[f"{table}.{row[1]}"] in sql
    columns = sum(len(opened.execute(f'PRAGMA table_info("{table}")').fetchall()) for table in tables)
    assert len(told) == columns + len(tables)
    unit = "SELECT unit, leads_to FROM dictionary WHERE id = ?"
    assert opened.execute(unit, ("incentives.cap_amount",)).fetchone() == (
        "whole units of the currency",
        None,
    )
    assert opened.execute(unit, ("incentives.region",)).fetchone() == (None, "regions")
    used = {row[0] for row in opened.execute("SELECT DISTINCT vocabulary FROM dictionary")} - {None}
    assert used == {row[0] for row in opened.execute("SELECT DISTINCT vocabulary FROM codes")}


def test_every_code_has_its_words(opened: sqlite3.Connection) -> None:
    rows = opened.execute(
        'SELECT "table", name, vocabulary FROM dictionary WHERE vocabulary IS NOT NULL'
    ).fetchall()
    for table, name, vocabulary in rows:
        values = {
            row[0] for row in opened.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL')
        }
        codes = {one for value in values for one in (json.loads(value) if value[:1] == "[" else [value])}
        known = {
            row[0] for row in opened.execute("SELECT value FROM codes WHERE vocabulary = ?", (vocabulary,))
        }
        assert codes <= known, (table, name)
