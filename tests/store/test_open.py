"""Finding the index, whatever has become of it."""

import os
import sqlite3
from pathlib import Path

import pytest

from nqpf_cli.model.errors import NqpfError
from nqpf_cli.store import open as opening
from nqpf_cli.store.query import Store, count
from tests.store.roots import bundle

PACK = """\
- id: example-term
  term: example term
  category: concept
  definition: A term of somebody's own.
  sources: [page-one]
  confidence: medium
"""


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small folder of facts in the place of the bundled ones."""
    facts = bundle(tmp_path)
    monkeypatch.setattr(opening, "facts_folder", lambda: facts)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "nqpf"


def terms(store: Store) -> int:
    return count(store, "term")


def indexes(cache: Path) -> list[Path]:
    return sorted(cache.glob("index-*.sqlite"))


def test_built_once_then_read(cache: Path) -> None:
    many = opening.ask(terms)
    assert many
    (made,) = indexes(cache)
    before = made.stat().st_mtime_ns
    assert opening.ask(terms) == many
    assert made.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no database at all"),
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(file.read_bytes()[:4096] + b"\xff" * (file.stat().st_size - 4096)),
    ],
    ids=["empty", "foreign", "truncated", "overwritten"],
)
def test_a_damaged_index_costs_a_rebuild_and_never_a_wrong_answer(cache: Path, damage) -> None:
    many = opening.ask(terms)
    damage(indexes(cache)[0])
    assert opening.ask(terms) == many
    assert opening.ask(terms) == many


def test_an_index_of_another_version_is_made_anew(cache: Path) -> None:
    many = opening.ask(terms)
    connection = sqlite3.connect(indexes(cache)[0])
    connection.execute("PRAGMA user_version = 999")
    connection.execute("DELETE FROM record")
    connection.commit()
    connection.close()
    assert opening.ask(terms) == many


def test_a_pack_adds_to_our_facts_and_has_an_index_of_its_own(cache: Path, tmp_path: Path) -> None:
    ours = opening.ask(terms)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "terms.yaml").write_text(PACK, "utf-8")
    assert opening.ask(terms, [str(pack)]) == ours + 1
    assert opening.ask(terms) == ours
    assert len(indexes(cache)) == 2


def test_an_edit_of_a_pack_is_seen(cache: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    file = pack / "terms.yaml"
    file.write_text(PACK, "utf-8")
    before = opening.ask(terms, [str(pack)])
    file.write_text(PACK + PACK.replace("example", "second"), "utf-8")
    assert opening.ask(terms, [str(pack)]) == before + 1


def test_an_unsound_pack_is_named_with_its_place(cache: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "terms.yaml").write_text(PACK.replace("category: concept", "category: konzept"), "utf-8")
    with pytest.raises(NqpfError) as fault:
        opening.ask(terms, [str(pack)])
    assert fault.value.code == 3
    assert "terms.yaml:3:" in fault.value.message


def test_no_such_pack(cache: Path) -> None:
    with pytest.raises(NqpfError) as fault:
        opening.ask(terms, ["/no/such/folder"])
    assert fault.value.code == 2


@pytest.mark.parametrize("kind", ["file", "missing parent is a file"])
def test_without_a_cache_the_index_is_held_in_memory(tmp_path: Path, monkeypatch, kind: str) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked if kind == "file" else blocked / "below"))
    assert opening.ask(terms)


def test_old_indexes_are_swept(cache: Path) -> None:
    cache.mkdir(parents=True)
    for number in range(20):
        old = cache / f"index-0.0.{number}-1.sqlite"
        old.write_text("old")
        os.utime(old, (number, number))
    opening.ask(terms)
    assert len(indexes(cache)) <= 9
