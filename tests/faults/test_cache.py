"""Whatever becomes of the cache, the answer is right: it is made anew, or held in memory. See docs/reliability.md."""

import os
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.index import cache
from nqpf_cli.index import open_index as opening
from nqpf_cli.index.query import Store, count, get
from tests.faults.programs import NQPF, SMALL, full_disk, permissions, powerless, python
from tests.store.roots import bundle

posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system knows no users")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")

ANSWER = "Computing power"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A user's cache folder, cold."""
    return tmp_path / "cache"


@pytest.fixture(scope="module", autouse=True)
def _facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A small folder of facts for the programs that are started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACTS", str(bundle(tmp_path_factory.mktemp("facts"))))
        yield


def indexes(home: Path) -> list[Path]:
    return sorted((home / "nqpf").glob("index-*.sqlite"))


def leftovers(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.suffix == ".part"]


def ask(home: Path, **more):  # type: ignore[no-untyped-def]
    """The right answer, and nothing on the other stream."""
    done = python(NQPF, "define", "compute", env={"XDG_CACHE_HOME": str(home)} | more.pop("env", {}), **more)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(ANSWER)
    return done


# --- the index itself ---


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder of facts, and a cache of its own for this process; the folder of the cache."""
    facts = bundle(tmp_path)
    monkeypatch.setattr(opening, "facts_folder", lambda: facts)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def told(store: Store) -> list[object]:
    """A lookup, a listing and a search of the full text."""
    found = get(store, "compute")
    words = store.sql("SELECT count(*) FROM words WHERE words MATCH 'voucher OR plan'")
    return [
        found and found.record,
        count(store, "term"),
        count(store, "incentive"),
        words,
        store.meta("counts"),
    ]


@pytest.mark.parametrize("times", [60, pytest.param(600, marks=pytest.mark.search)])
def test_a_corrupt_index_is_made_anew_whatever_was_written_into_it(small: Path, times: int) -> None:
    """Many times: cut short, pages of zeros, ones, noise or other pages, single bytes."""
    right = opening.with_store(told)
    (index,) = indexes(small)
    sound = index.read_bytes()
    pages, pick = len(sound) // 4096, random.Random(7)
    ways: Counter[str] = Counter()
    for _ in range(times):
        way = pick.choice(["short", "zeros", "ones", "noise", "pages", "bytes"])
        spoilt = bytearray(sound)
        if way == "short":
            del spoilt[pick.randrange(len(spoilt)) :]
        elif way == "bytes":
            for _ in range(pick.choice([1, 10, 100])):
                spoilt[pick.randrange(len(spoilt))] = pick.randrange(256)
        else:
            for _ in range(pick.choice([1, 3])):
                at, other = pick.randrange(pages) * 4096, pick.randrange(pages) * 4096
                spoilt[at : at + 4096] = {
                    "zeros": bytes(4096), "ones": b"\xff" * 4096, "noise": pick.randbytes(4096),
                    "pages": sound[other : other + 4096],
                }[way]  # fmt: skip
        index.write_bytes(spoilt)
        assert opening.with_store(told) == right, way
        assert indexes(small) == [index]
        ways[way] += 1
    assert len(ways) == 6


def test_rot_that_no_write_tells_of_is_met_where_it_is_read(small: Path) -> None:
    """The medium turns a page to nothing and the file's time stays: what is read must be whole, or is made anew."""
    right = opening.with_store(told)
    (index,) = indexes(small)
    sound, times = index.read_bytes(), (index.stat().st_atime_ns, index.stat().st_mtime_ns)
    anew = 0
    for page in range(len(sound) // 4096):
        spoilt = bytearray(sound)
        spoilt[page * 4096 : (page + 1) * 4096] = bytes(4096)
        index.write_bytes(spoilt)
        os.utime(index, ns=times)
        file = index.stat().st_ino
        assert opening.with_store(told) == right, page
        anew += index.stat().st_ino != file
    assert anew >= 3


@pytest.mark.parametrize(
    "make",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"%PDF-1.7"),
        lambda file: _database(file, "CREATE TABLE x (y)", 0),
        lambda file: _database(file, "CREATE TABLE record (id TEXT)", opening.SCHEMA_VERSION),
        lambda file: _database(file, "CREATE TABLE x (y)", opening.SCHEMA_VERSION - 1),
        lambda file: _database(file, "CREATE TABLE x (y)", opening.SCHEMA_VERSION + 1),
        lambda file: file.mkdir(),
        lambda file: file.symlink_to(file),
        lambda file: file.symlink_to("/dev/zero"),
        os.mkfifo,
    ],
    ids=["empty", "pdf", "no version", "our version", "older", "newer", "folder", "loop", "device", "pipe"],
)
def test_a_foreign_or_older_index_is_never_read(small: Path, make) -> None:  # type: ignore[no-untyped-def]
    right = opening.with_store(told)
    (index,) = indexes(small)
    index.unlink()
    make(index)
    assert opening.with_store(told) == right
    assert opening.with_store(told) == right
    assert leftovers(small) == []


def _database(file: Path, statement: str, version: int) -> None:
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    connection.executescript(f"{statement}; PRAGMA user_version={version};")
    connection.close()
    file.chmod(0o600)
    os.utime(file, (0, cache.SEAL))  # as if we had put it there


@posix
def test_an_index_that_others_may_write_is_not_trusted(small: Path) -> None:
    right = opening.with_store(told)
    (index,) = indexes(small)
    _lying(index)
    assert opening.with_store(told) != right  # it would be believed
    for mode in (0o666, 0o622, 0o660):
        _lying(index)
        index.chmod(mode)
        assert opening.with_store(told) == right


@root
def test_an_index_of_another_user_is_not_trusted(small: Path) -> None:
    """Who can write to a shared cache folder cannot tell others what to read."""
    right = opening.with_store(told)
    (index,) = indexes(small)
    _lying(index)
    os.chown(index, 65534, 65534)
    assert opening.with_store(told) == right


def _lying(index: Path) -> None:
    """The index says what nobody wrote, and looks as we left it."""
    times = (index.stat().st_atime_ns, index.stat().st_mtime_ns)
    connection = sqlite3.connect(index)
    connection.execute("UPDATE record SET body = replace(body, 'What computers can do.', 'A lie.')")
    connection.commit()
    connection.close()
    index.chmod(0o600)
    os.utime(index, ns=times)


def test_an_index_is_for_its_user_alone(small: Path) -> None:
    opening.with_store(told)
    (index,) = indexes(small)
    assert index.stat().st_mode & 0o077 == 0
    assert index.parent.stat().st_mode & 0o077 == 0


def test_an_index_is_on_the_disk_before_it_has_its_name(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    flush, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("flushed"), flush(handle)))
    monkeypatch.setattr(Path, "replace", lambda self, other: (order.append("named"), replace(self, other)))
    opening.with_store(told)
    assert order == ["flushed", "named"]


def test_any_write_to_an_index_breaks_its_seal(small: Path) -> None:
    right = opening.with_store(told)
    (index,) = indexes(small)
    made = index.stat()
    assert opening.with_store(told) == right
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)
    with index.open("ab") as stream:
        stream.write(b"\0")
    assert opening.with_store(told) == right
    assert index.stat().st_size == made.st_size


def test_the_clock_may_be_set_back(small: Path, tmp_path: Path) -> None:
    """Times are compared for being the same, never for being later; and the index in use is never swept."""
    opening.with_store(told)
    (index,) = indexes(small)
    for number in range(12):  # made in the future, as it now seems
        other = index.with_name(f"index-0.0.{number}.sqlite")
        other.write_bytes(b"")
        os.utime(other, (4_000_000_000 + number, 4_000_000_000 + number))
    index.unlink()
    right = opening.with_store(told)
    assert index in indexes(small)
    assert opening.with_store(told) == right
    facts = tmp_path / "facts" / "terms.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace("What computers can do.", "What they could do."), "utf-8"
    )
    os.utime(facts, (0, 0))  # an edit that looks older than all there was
    assert opening.with_store(told) != right


def test_the_cache_has_a_bound_in_bytes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not used for longest goes first, finished or left behind by a killed process."""
    opening.with_store(told)
    (index,) = indexes(small)
    size = index.stat().st_size
    monkeypatch.setattr(cache, "MOST_BYTES", 4 * size)
    others = [
        index.with_name(f"index-0.0.{number}{end}") for number in range(4) for end in (".sqlite", ".part")
    ]
    for age, other in enumerate(others):
        other.write_bytes(bytes(size // 2))
        os.utime(other, (age, 4_000_000_000 - age))
    used = index.with_name("index-0.0.0.sqlite")
    os.utime(index, (1, index.stat().st_mtime))
    cache.note_use(used)
    cache._sweep(index)
    assert {index, used} < {*index.parent.glob("index-*")}
    assert not others[1].exists()
    assert others[7].exists()
    assert sum(file.stat().st_size for file in index.parent.glob("index-*")) <= 4 * size


def test_a_lookup_is_a_use(small: Path) -> None:
    opening.with_store(told)
    (index,) = indexes(small)
    before = index.stat()
    os.utime(index, ns=(0, before.st_mtime_ns))
    opening.with_store(told)
    after = index.stat()
    assert after.st_atime_ns > 0
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_larger_than_the_cache_is_held_in_memory(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1_000)
    assert opening.with_store(told)
    assert list((small / "nqpf").glob("index-*")) == []


def test_writers_that_share_a_folder_and_an_id_do_not_meet(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the midst of one build another begins, with the same process id; both answer, one index is left."""
    from nqpf_cli.index import build

    fill = build.fill
    right: list[object] = []

    def meanwhile(*given: Any) -> None:
        monkeypatch.setattr(build, "fill", fill)
        right.append(opening.with_store(told))
        fill(*given)

    monkeypatch.setattr(build, "fill", meanwhile)
    assert [opening.with_store(told)] == right
    assert len(indexes(small)) == 1
    assert leftovers(small) == []


# --- the folder of the cache ---


def test_a_missing_folder_is_made(home: Path) -> None:
    ask(home / "deep" / "er")
    assert len(indexes(home / "deep" / "er")) == 1


def test_a_file_in_the_place_of_the_folder(home: Path) -> None:
    home.write_text("in the way")
    ask(home)
    assert home.read_text() == "in the way"


@permissions
@pytest.mark.parametrize("place", ["folder", "parent"])
def test_a_read_only_folder(home: Path, place: str) -> None:
    (home / "nqpf").mkdir(parents=True)
    locked = home / "nqpf" if place == "folder" else home
    if place == "parent":
        (home / "nqpf").rmdir()
    locked.chmod(0o500)
    ask(home, before=powerless)
    locked.chmod(0o700)
    assert indexes(home) == []
    assert leftovers(home) == []


@permissions
def test_a_folder_that_cannot_even_be_looked_into(home: Path) -> None:
    (home / "nqpf").mkdir(parents=True)
    (home / "nqpf").chmod(0)
    ask(home, before=powerless)
    (home / "nqpf").chmod(0o700)


@permissions
@root
def test_a_folder_of_another_user(home: Path) -> None:
    (home / "nqpf").mkdir(parents=True)
    os.chown(home / "nqpf", 65534, 65534)
    ask(home, before=powerless)
    assert indexes(home) == []


@linux
@pytest.mark.parametrize("room", [0, 10_000, 50_000], ids=["full", "nearly", "half"])
def test_a_full_disk(home: Path, room: int) -> None:
    ask(home, before=full_disk(room))
    assert indexes(home) == []
    assert leftovers(home) == []


@posix
def test_without_a_home(tmp_path: Path) -> None:
    """HOME unset, and a user whom the system does not know: no folder named ~ appears."""
    code = SMALL + "import pwd\ndef unknown(uid): raise KeyError\npwd.getpwuid = unknown\n"
    code += "from nqpf_cli.cli.app import main\nimport os\nos.chdir(os.environ['HERE'])\nraise SystemExit(main(['define', 'compute']))"
    done = python(code, env={"HOME": None, "XDG_CACHE_HOME": None, "HERE": str(tmp_path)})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(ANSWER)
    assert list(tmp_path.iterdir()) == []
    unset = python(NQPF, "define", "compute", env={"HOME": None, "USER": None, "LOGNAME": None})
    assert (unset.returncode, unset.stderr) == (0, "")


def test_a_relative_cache_folder_is_no_folder_here(tmp_path: Path) -> None:
    ask(Path("here"), cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parents[2])})
    assert list(tmp_path.iterdir()) == []


@linux
def test_a_cache_folder_whose_name_is_no_utf8(tmp_path: Path) -> None:
    home = tmp_path / os.fsdecode(b"caf\xe9 %41?#")
    ask(home)
    assert len(indexes(home)) == 1
    ask(home)


def test_a_folder_removed_under_ones_feet(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = SMALL + "import os, shutil, sys\nos.chdir(sys.argv[1]); os.rmdir(sys.argv[1])\n"
    code += "from nqpf_cli.cli.app import main\n"
    code += "raise SystemExit(main(['define', 'compute']) or main(['check']))"
    done = python(code, str(gone))
    assert (done.returncode, done.stderr) == (0, "")
