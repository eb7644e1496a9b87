"""Finding the index, whatever has become of it."""

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.index import open_index as opening
from nqpf_cli.index.query import Store, count, get
from nqpf_cli.model.errors import NqpfError
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
    many = opening.with_store(terms)
    assert many
    (made,) = indexes(cache)
    before = made.stat().st_mtime_ns
    assert opening.with_store(terms) == many
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
    many = opening.with_store(terms)
    damage(indexes(cache)[0])
    assert opening.with_store(terms) == many
    assert opening.with_store(terms) == many


def test_an_index_of_another_version_is_made_anew(cache: Path) -> None:
    many = opening.with_store(terms)
    connection = sqlite3.connect(indexes(cache)[0])
    connection.execute("PRAGMA user_version = 999")
    connection.execute("DELETE FROM record")
    connection.commit()
    connection.close()
    assert opening.with_store(terms) == many


def test_who_asks_first_is_told_that_an_index_is_built(cache: Path) -> None:
    said: list[str] = []
    opening.with_store(terms, announce=said.append)
    assert said == [f"building the index of {opening.folders(())[0]}"]
    opening.with_store(terms, announce=said.append)
    assert len(said) == 1


@pytest.mark.parametrize("kept", [True, False], ids=["in a file", "in memory"])
def test_several_threads_may_ask_one_store(cache: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    if not kept:
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    opening.open_store().close()
    store = opening.open_store()
    assert (store.path is not None) == kept
    right = [terms(store), store.meta("counts")]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: [terms(store), store.meta("counts")], range(200)))
    assert found == [right] * 200
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.sql("DELETE FROM record")
    store.close()


def test_a_pack_adds_to_our_facts_and_has_an_index_of_its_own(cache: Path, tmp_path: Path) -> None:
    ours = opening.with_store(terms)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "terms.yaml").write_text(PACK, "utf-8")
    assert opening.with_store(terms, [str(pack)]) == ours + 1
    assert opening.with_store(terms) == ours
    assert len(indexes(cache)) == 2


def test_an_edit_of_a_pack_is_seen(cache: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    file = pack / "terms.yaml"
    file.write_text(PACK, "utf-8")
    before = opening.with_store(terms, [str(pack)])
    file.write_text(PACK + PACK.replace("example", "second"), "utf-8")
    assert opening.with_store(terms, [str(pack)]) == before + 1


def test_an_unsound_pack_is_named_with_its_place(cache: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "terms.yaml").write_text(PACK.replace("category: concept", "category: konzept"), "utf-8")
    with pytest.raises(NqpfError) as fault:
        opening.with_store(terms, [str(pack)])
    assert fault.value.code == 3
    assert "terms.yaml:3:" in str(fault.value)


def test_no_such_pack(cache: Path) -> None:
    with pytest.raises(NqpfError) as fault:
        opening.with_store(terms, ["/no/such/folder"])
    assert fault.value.code == 2


@pytest.mark.parametrize("kind", ["file", "missing parent is a file"])
def test_without_a_cache_the_index_is_held_in_memory(tmp_path: Path, monkeypatch, kind: str) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked if kind == "file" else blocked / "below"))
    assert opening.with_store(terms)


# --- never stale ---


def release(folder: Path, definition: str) -> Path:
    """A release of a pack, with its times clamped, as `tar --mtime=@0` unpacks it."""
    folder.mkdir()
    file = folder / "terms.yaml"
    file.write_text(PACK.replace("A term of", definition), "utf-8")
    os.utime(file, ns=(0, 0))
    return folder


def another_release(pack: Path, other: Path) -> None:
    """The folder is another, of the same path."""
    pack.rename(pack.with_name("before"))
    other.rename(pack)


def an_edit_that_keeps_the_time(pack: Path, other: Path) -> None:
    (pack / "terms.yaml").write_bytes((other / "terms.yaml").read_bytes())
    os.utime(pack / "terms.yaml", ns=(0, 0))


def another_file(pack: Path, other: Path) -> None:
    (other / "terms.yaml").replace(pack / "terms.yaml")


def a_link_to_it(pack: Path, other: Path) -> None:
    """As a mounted configuration lies: each file a link into a folder that is a link itself, which is re-pointed."""
    other.rename(pack / "..second")
    (pack / "..new").symlink_to("..second")
    (pack / "..new").rename(pack / "..data")


@pytest.mark.parametrize("change", [another_release, an_edit_that_keeps_the_time, another_file, a_link_to_it])
def test_the_answer_is_never_stale(
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[..., None],
) -> None:
    """The same path, size and time, but other contents."""
    pack, other = release(tmp_path / "pack", "One"), release(tmp_path / "other", "Two")
    if change is a_link_to_it:
        (pack / "..first").mkdir()
        (pack / "terms.yaml").rename(pack / "..first" / "terms.yaml")
        (pack / "..data").symlink_to("..first")
        (pack / "terms.yaml").symlink_to("..data/terms.yaml")

    def definition(store: Store) -> str:
        found = get(store, "example-term")
        return str(found.record["definition"]) if found else ""

    assert opening.with_store(definition, [str(pack)]).startswith("One")
    before = (pack / "terms.yaml").stat()
    change(pack, other)
    after = (pack / "terms.yaml").stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert opening.with_store(definition, [str(pack)]).startswith("Two")


def test_names_that_differ_in_bytes_that_are_no_text_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    from nqpf_cli.index import cache as caching

    same = Path(__file__).stat()
    places = set()
    for name in (b"\xe8.yaml", b"\xe9.yaml", b"?.yaml"):
        monkeypatch.setattr(caching, "files_below", lambda root, name=name: [(os.fsdecode(name), same)])
        places.add(caching.place([Path("/facts")], "1"))
    assert len(places) == 3


def test_a_link_that_leads_nowhere_hides_no_other_file(cache: Path, tmp_path: Path) -> None:
    from nqpf_cli.index import cache as caching

    folder = tmp_path / "folder"
    folder.mkdir()
    for name in "abc":
        (folder / name).touch()
        (folder / f"{name}-link").symlink_to("nowhere")
    assert len(list(caching.files_below(folder))) == 6


def test_what_changes_while_it_is_read_is_not_kept(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else, where a link is re-pointed while its file is read, and back later, the second's answer is the first's."""
    from nqpf_cli.index import build

    pack, other = release(tmp_path / "pack", "One"), release(tmp_path / "other", "Two")
    load_all = build.load_all

    def meanwhile(*given: Any, **more: Any) -> Any:
        an_edit_that_keeps_the_time(pack, other)
        return load_all(*given, **more)

    monkeypatch.setattr(build, "load_all", meanwhile)
    opening.with_store(terms, [str(pack)])
    assert indexes(cache) == []


# --- what is no damage ---


@pytest.mark.parametrize(
    "question",
    [
        "SELECT 1 LIMIT 9223372036854775808",
        "SELECT * FROM words WHERE words MATCH '\"'",
        "SELECT abs(-9223372036854775807 - 1)",
    ],
)
def test_a_question_that_fails_is_no_damaged_index(cache: Path, question: str) -> None:
    opening.with_store(terms)
    (index,) = indexes(cache)
    file = index.stat().st_ino
    asked = []

    def fails(store: Store) -> None:
        asked.append(question)
        store.sql(question)

    with pytest.raises(sqlite3.Error):
        opening.with_store(fails)
    assert len(asked) == 1
    assert index.stat().st_ino == file
