"""The SQLite file in Datasette: pages answer, links lead to the row, search finds, facets count."""

import asyncio
import json
import sqlite3
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from nqpf_cli.export import bundle
from nqpf_cli.export.sqlite import database
from nqpf_cli.index.query import Store
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.questions.whole import ExportQuery, export
from tests.conftest import TODAY

pytestmark = pytest.mark.door

Get = Callable[[str], Any]
MEASURE = "lingang-ai-chip-purchase-subsidy"


@pytest.fixture(scope="module")
def file(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = export(store, ExportQuery(closed=True), TODAY)
    path = Path(tmp_path_factory.mktemp("datasette") / "facts.sqlite")
    path.write_bytes(database(bundle.tables(parts), bundle.first_of(parts)))
    return path


def client(file: Path, **more: Any) -> Get:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from datasette.app import Datasette

        served = Datasette([str(file)], **more)

    async def asked(path: str) -> Any:
        return await served.client.get(path)

    def get(path: str) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = asyncio.run(asked(path))
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.json() if ".json" in path else answer.text

    return get


@pytest.fixture(scope="module")
def get(file: Path) -> Get:
    return client(file)


@pytest.fixture(scope="module")
def rows(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file)


def test_every_table_has_a_page_and_so_has_a_row_of_each(get: Get) -> None:
    about = get("/facts.json")
    shown = [table for table in about["tables"] if not table["hidden"]]
    assert [view["name"] for view in about["views"]] == ["measures"]
    assert len(shown) == 22
    for table in shown:
        get(f"/facts/{table['name']}")
        first = get(f"/facts/{table['name']}.json?_shape=objects&_size=1")["rows"][0]
        key = ",".join(quote(str(first[name]), safe="").replace("%", "~") for name in table["primary_keys"])
        get(f"/facts/{table['name']}/{key}")
    assert len(get("/facts/measures.json?_shape=objects&_size=5")["rows"]) == 5


def test_links_lead_to_the_row_under_its_name(get: Get) -> None:
    assert "/facts/incentives?region=lingang" in get("/facts/regions/lingang"), "and back"
    listed = get("/facts/incentives?_size=20&region=lingang")
    assert '<a href="/facts/regions/lingang">Lingang New Area</a>' in listed
    assert "Lingang New Area" in get("/facts/regions/lingang")
    record = get(f"/facts/records/{MEASURE}")
    assert "record_sources" in record, "the pages of a record are one step from it"
    assert '<a href="/facts/terms/computing-power">' in get("/facts/terms_terms?term=computing-power-voucher")


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("incentives", "subsidies", MEASURE),
        ("terms", "patient capital", "patient-capital"),
        ("terms", "券", "computing-power-voucher"),
        ("terms", "算力", "computing-power"),
        ("terms", "新质生产力", "new-quality-productive-forces"),
        ("policies", "关于", None),
        ("records", "中央经济工作会议", None),
        ("regions", "临港", "lingang"),
        ("codes", "voucher", "instrument/voucher"),
        ("dictionary", "percent", "incentives.rate_percent"),
    ],
)
def test_search_finds(get: Get, table: str, words: str, found: str | None) -> None:
    answer = get(f"/facts/{table}.json?_search={quote(words)}&_shape=objects&_size=1000")
    ids = {row["id"] for row in answer["rows"]}
    assert ids
    assert found is None or found in ids


def test_facets_count(get: Get, rows: sqlite3.Connection) -> None:
    answer = get("/facts/incentives.json?_facet=region&_facet=instrument&_facet_array=sectors&_size=1")
    facets = answer["facet_results"]
    facets = facets.get("results", facets)
    told = Counter(row[0] for row in rows.execute("SELECT instrument FROM incentives"))
    assert {one["value"]: one["count"] for one in facets["instrument"]["results"]}.items() <= told.items()
    place = facets["region"]["results"][0]
    assert place["label"] != place["value"], "a place goes by its name"
    sectors = Counter(
        one for (held,) in rows.execute("SELECT sectors FROM incentives") for one in json.loads(held)
    )
    assert {one["value"]: one["count"] for one in facets["sectors"]["results"]}.items() <= sectors.items()
    assert get("/facts/measures.json?_facet=place&_size=1")["facet_results"]


def test_the_metadata_that_the_file_carries_is_taken(file: Path, rows: sqlite3.Connection) -> None:
    (told,) = rows.execute("SELECT value FROM about WHERE name = 'datasette_metadata'").fetchone()
    described = client(file, metadata=json.loads(told))
    assert "What its numbers count." in described("/facts/dictionary")
    page = described("/facts/incentives")
    assert "Share of the cost, or tax rate, in percent." in page
    assert "facet-results" in page
    assert "CC-BY-4.0" in described("/")


@pytest.mark.parametrize("table", FOLDERS.values())
def test_sqlite_utils_takes_the_full_text_and_the_links(file: Path, table: str) -> None:
    import sqlite_utils

    held = sqlite_utils.Database(str(file))[table]
    assert held.pks == ["id"]
    assert held.detect_fts() == f"{table}_fts"
    row = next(iter(held.rows))
    named = row.get("title") or row["name"]
    assert row["id"] in {one["id"] for one in held.search(named, quote=True)}
    assert {key.other_column for key in held.foreign_keys} == {"id"}
