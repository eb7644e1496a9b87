"""The SQLite file for people: every record in it, every link leading somewhere, found in both scripts."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nqpf_cli.export.sqlite import children_of, columns_of, database
from nqpf_cli.export.sqlite_search import pieces
from nqpf_cli.index.query import Store
from nqpf_cli.model.kinds import FOLDERS, KINDS, fields_of
from nqpf_cli.questions.listing import ListingQuery
from nqpf_cli.questions.whole import ExportQuery, export
from tests.conftest import TODAY


def made(store: Store, **filters: list[str]) -> bytes:
    parts = export(store, ExportQuery(filters=ListingQuery(filters=filters), closed=True), TODAY)
    records = {kind: part.records for kind, part in parts.items()}
    return database(records, store.meta("dataset"), store.meta("vocabularies"), TODAY)


@pytest.fixture(scope="module")
def opened(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = Path(tmp_path_factory.mktemp("export") / "facts.sqlite")
    path.write_bytes(made(store))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_the_file_is_sound(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_record_is_there(opened: sqlite3.Connection, store: Store) -> None:
    for kind, table in FOLDERS.items():
        assert opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == store.meta("counts")[kind]
    total = opened.execute("SELECT count(*) FROM records").fetchone()[0]
    assert total == sum(store.meta("counts")[kind] for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_place(kind: str) -> None:
    held = {column.field for column in columns_of(kind)} | {child.field for child in children_of(kind)}
    assert set(fields_of(kind)) - {"status"} <= held


def test_a_record_reads_back_to_itself(opened: sqlite3.Connection, store: Store) -> None:
    opened.row_factory = sqlite3.Row
    row = opened.execute("SELECT * FROM incentives WHERE id = 'lingang-ai-chip-purchase-subsidy'").fetchone()
    assert (row["cap_amount"], row["cap_currency"], row["cap_kind"]) == (10_000_000, "CNY", "ceiling")
    assert (row["status_code"], row["status_until"]) == ("in-force", "2029-04-30")
    opened.row_factory = None
    sectors = opened.execute(
        "SELECT sector FROM incentives_sectors WHERE incentive = 'lingang-ai-chip-purchase-subsidy' ORDER BY nth"
    ).fetchall()
    assert sectors == [("computing-power",), ("ai",), ("semiconductors",)]


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("subsidies", "incentive", "lingang-ai-chip-purchase-subsidy"),
        ("新质生产力", "term", "new-quality-productive-forces"),
        ("算力", "term", "computing-power"),
        ("临港", "region", "lingang"),
        ("patient capital", "term", "patient-capital"),
    ],
)
def test_full_text_in_both_scripts(opened: sqlite3.Connection, words: str, kind: str, name: str) -> None:
    found = opened.execute(
        "SELECT id FROM records_fts JOIN records ON records.rowid = records_fts.rowid WHERE records_fts MATCH ? AND kind = ?",
        (words, kind),
    )
    assert (name,) in found.fetchall()


def test_tools_find_the_full_text_index(opened: sqlite3.Connection) -> None:
    """As Datasette looks for it: a virtual table whose content is the table it serves."""
    sql = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'records_fts'").fetchone()[0]
    assert 'content="records"' in sql


def test_the_view_reads_as_a_person_would(opened: sqlite3.Connection) -> None:
    found = opened.execute(
        "SELECT place, status, instrument, sectors FROM measures WHERE id = 'lingang-ai-chip-purchase-subsidy'"
    ).fetchone()
    assert found == ("Lingang New Area", "in force to April 2029", "subsidy", "computing power, AI, chips")


def test_a_choice_brings_what_it_rests_on(store: Store, tmp_path: Path) -> None:
    (tmp_path / "part.sqlite").write_bytes(made(store, region=["lingang"]))
    connection = sqlite3.connect(tmp_path / "part.sqlite")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    regions = {row[0] for row in connection.execute("SELECT id FROM regions")}
    assert {"lingang", "shanghai", "china", "world"} <= regions
    inside = {row[0] for row in connection.execute("SELECT id FROM regions WHERE parent = 'lingang'")}
    chosen = "SELECT DISTINCT region FROM incentives WHERE id NOT IN (SELECT replaced_by FROM incentives"
    places = {row[0] for row in connection.execute(f"{chosen} WHERE replaced_by IS NOT NULL)")}
    assert {"lingang"} <= places <= {"lingang"} | inside
    assert connection.execute("SELECT count(*) FROM terms").fetchone() == (0,)
    connection.close()


def test_the_same_facts_give_the_same_bytes(store: Store) -> None:
    assert made(store, region=["hefei"]) == made(store, region=["hefei"])


def test_pieces_of_chinese() -> None:
    assert pieces("plain") == []
    assert pieces("a 算力 b") == ["算", "力", "算力"]
    assert "新质生产力" in pieces("发展新质生产力的")
    assert max(map(len, pieces("发展新质生产力的"))) == 8, "a phrase of any length"
    assert max(map(len, pieces("力" * 20_000))) > 100
    distinct = "".join(map(chr, range(0x4E00, 0x4E00 + 9_000)))
    assert max(map(len, pieces(distinct))) == 6, "but not of a text without end"


def test_a_phrase_of_any_length_finds_every_record_that_holds_it(opened: sqlite3.Connection) -> None:
    for phrase in ("发展新质生产力", "中央经济工作会议", "人工智能"):
        held = opened.execute("SELECT count(*) FROM records WHERE title || text LIKE ?", (f"%{phrase}%",))
        found = opened.execute("SELECT count(*) FROM records_fts WHERE records_fts MATCH ?", (f'"{phrase}"',))
        assert found.fetchone() == held.fetchone() != (0,), phrase


def test_every_link_points_at_a_key_that_a_page_can_show(opened: sqlite3.Connection) -> None:
    tables = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    keys = {
        table: [row[1] for row in opened.execute(f"PRAGMA table_info({table})") if row[5]] for table in tables
    }
    links = [(table, row) for table in tables for row in opened.execute(f"PRAGMA foreign_key_list({table})")]
    assert links
    assert [(table, row) for table, row in links if keys[row[2]] != [row[4]]] == []
    assert keys["records"] == ["id"]
    assert len([table for table in tables if not table.startswith(("records_fts_", "sqlite_"))]) < 40


def test_bodies_of_an_event_are_linked_where_they_are_on_record(opened: sqlite3.Connection) -> None:
    found = dict(opened.execute("SELECT actor, actor_id FROM events_actors"))
    names = dict(opened.execute("SELECT name, id FROM actors"))
    assert found["State Council"] == names["State Council"]
    assert all(found[name] == names[name] for name in found.keys() & names.keys())


def test_rows_have_a_name(opened: sqlite3.Connection) -> None:
    for kind in FOLDERS.values():
        columns = [row[1] for row in opened.execute(f"PRAGMA table_info({kind})")]
        assert {"name", "title"} & set(columns), kind
