"""The developer's guide names modules, tables and names of the code that there are."""

import re
import sqlite3
from pathlib import Path

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
HOMES = (ROOT, ROOT / "nqpf_cli", ROOT / "nqpf_cli" / "formats")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "nqpf_cli").rglob("*.py")))


def test_every_path_is_there() -> None:
    named = re.findall(r"`((?:[\w.-]+/)*[\w-]+(?:/|\.(?:py|md|yaml)))`", PAGE)
    named += re.findall(r"`(tests/\w+(?:/\w+)*)`", PAGE)
    assert len(named) > 50
    missing = [path for path in named if not any((home / path).exists() for home in HOMES)]
    assert not missing


def test_every_name_is_in_the_code() -> None:
    after_a_module = re.findall(r"`[\w/]+\.py` `([A-Za-z_]+)", PAGE)
    constants = re.findall(r"`([A-Z_]{4,})`", PAGE)
    assert len(after_a_module) > 8 and len(constants) > 5
    missing = [
        name for name in (*after_a_module, *constants) if not re.search(rf"\b{name}\b(?:\(| =|:)", CODE)
    ]
    assert not missing


def test_the_tables_are_those_of_an_index(index_path: Path) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", PAGE, re.M)
    told = {table: columns.split(", ") for table, columns in rows}
    connection = sqlite3.connect(index_path)
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = {name for (name,) in listed if not name.startswith(("sqlite_", "words_"))}
    assert told == {
        table: [column[1] for column in connection.execute(f"PRAGMA table_info({table})")] for table in tables
    }
    keys = {key.partition(" ")[0] for (key,) in connection.execute("SELECT key FROM meta")}
    connection.close()
    meta = re.search(r"^\| `meta` .*$", PAGE, re.M)
    assert meta and keys == set(re.findall(r"`(\w+)`", meta[0])) - {"meta"}
