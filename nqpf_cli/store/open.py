"""Finding the index: the wheel's ready one, or one built on first use into the user's cache.

The shipped index is trusted by its schema version, never by file times. For a checkout and for fact packs
the cache is keyed by the files' names, sizes and times. A corrupt, stale or unwritable cache costs a
rebuild (in memory if need be), never a wrong answer.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar
from zlib import crc32

from nqpf_cli import __version__
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.store.query import Store

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = PACKAGE / "_data"
INDEX = "index.sqlite"
SCHEMA_VERSION = 4
"""Raised whenever the tables or what stands in them change; an index of another version is made anew."""

MOST_FILES = 20_001
"""One more than `store.files` reads of a folder; it refuses the rest."""

KEPT = 8
"""Indexes kept in the cache, the newest."""

Found = TypeVar("Found")
Step: TypeAlias = Callable[[str], None]
Telling: TypeAlias = Callable[[str, int], AbstractContextManager[Step]]
"""Tells a person of what may take a while: of what, in how many steps; what it yields is called at each."""


def ask(
    question: Callable[[Store], Found], packs: Sequence[str] = (), telling: Telling | None = None
) -> Found:
    """The answer to a question put to the facts and the packs; a damaged index is made anew and asked again.

    `telling` is used where an index must be made first. Raises NqpfError (code 3) where the facts are unsound or
    cannot be read.
    """
    store = open_store(packs, telling=telling)
    try:
        return question(store)
    except sqlite3.DatabaseError:
        store.connection.close()
        store = open_store(packs, anew=True, telling=telling)
        return question(store)
    finally:
        store.connection.close()


def open_store(packs: Sequence[str] = (), *, anew: bool = False, telling: Telling | None = None) -> Store:
    """An open index of the bundled facts and of fact packs; `anew` distrusts what is there."""
    shipped = SHIPPED / INDEX
    if not packs and not anew and (connection := _connect(shipped)):
        return Store(connection)
    roots = folders(packs)
    path = _cache_path(roots)
    if path and not anew and _is_ours(path) and (connection := _connect(path)):
        return Store(connection)
    files = sum(1 for root in roots for _ in _files(root))
    words = f"building the index of {' and '.join(map(str, roots))}"
    with telling(words, 2 * files) if telling else nullcontext(_silent) as step, _no_cycles():
        return Store(_made(roots, path, step, files))


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Facts hold no cycles, and there are so many of them that a search for some takes an eighth of the time.

    Until they are gone again: a search between two steps would go through all of them.
    """
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _silent(name: str) -> None:
    """Nobody is told of a step."""


def facts_folder() -> Path:
    """The bundled YAML: a checkout's `data/` beside our pyproject.toml, else what the wheel carries."""
    checkout = PACKAGE.parent / "data"
    if not SHIPPED.exists() and (PACKAGE.parent / "pyproject.toml").exists() and checkout.is_dir():
        return checkout
    if (SHIPPED / "dataset.yaml").exists():
        return SHIPPED
    raise NqpfError(
        "the bundled facts are missing", f"{SHIPPED} should hold them; install nqpf again", code=3
    )


def folders(packs: Sequence[str]) -> list[Path]:
    """The bundled facts' folder and those of the packs, each once and by its real path, so that one key is one folder.

    Raises NqpfError (code 2) for a pack that is no folder.
    """
    roots = dict.fromkeys([os.path.realpath(facts_folder())])
    for name in packs:
        folder = os.path.expanduser(name)  # noqa: PTH111 - it never raises, as Path.expanduser may
        if not os.path.isdir(folder):  # noqa: PTH112 - it never raises, as Path.is_dir may
            what = "a file, not a folder" if os.path.lexists(folder) else "there is no such folder"
            raise NqpfError(f'no fact pack at "{name}": {what}', "name a folder of YAML facts")
        roots[os.path.realpath(folder)] = None
    return [Path(root) for root in roots]


def _connect(path: Path) -> sqlite3.Connection | None:
    """A read-only connection to an index of our schema, or None for a missing, foreign or damaged file."""
    connection = None
    try:
        connection = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except (sqlite3.Error, OSError):
        version = None
    if connection and version != SCHEMA_VERSION:
        connection.close()
        return None
    return connection


def _is_ours(path: Path) -> bool:
    """Whether nobody but this user (or root) can have written a file of the cache, where the system knows users."""
    try:
        stat = os.stat(path)
        return stat.st_uid in (os.geteuid(), 0) and not stat.st_mode & 0o022
    except AttributeError:
        return True
    except (OSError, ValueError):
        return False


def _quoted(path: Path) -> str:
    """A path inside an SQLite URI, where these three characters end it or mean something."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _cache_path(roots: Sequence[Path]) -> Path | None:
    """Where the index of these folders belongs in the cache, or None where no cache folder can be named."""
    try:
        from platformdirs import user_cache_path

        folder = user_cache_path("nqpf", appauthor=False)
    except (OSError, RuntimeError, KeyError):  # no home
        return None
    if (
        not folder.is_absolute()
    ):  # no home either: "~" as it stands, which would be a folder of that name here
        return None
    print_of_all, size, files = 0, 0, 0
    for root in roots:
        for name, stat in sorted(_files(root)):
            print_of_all = crc32(
                f"{root}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode(errors="replace"), print_of_all
            )
            size, files = size + stat.st_size, files + 1
    return folder / f"index-{__version__}-{SCHEMA_VERSION}-{files:x}-{size:x}-{print_of_all:08x}.sqlite"


def _files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder but the hidden, which are no facts; at most one more than `load` would read."""
    return islice(_every_file(root), MOST_FILES)


def _every_file(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [("", str(root))]
    while waiting:
        prefix, folder = waiting.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield f"{prefix}{entry.name}", entry.stat(follow_symlinks=False)


def _made(roots: Sequence[Path], path: Path | None, step: Step, files: int) -> sqlite3.Connection:
    """The index of these folders, made now: written beside its place and renamed, or held in memory.

    A file is a step, and all tables together as many.
    """
    from nqpf_cli.store.build import STEPS, build, fill
    from nqpf_cli.store.load import load

    def table(name: str) -> None:
        for _ in range(files // STEPS):
            step(name)

    facts = load(roots, step=step)
    if facts.faults:
        first, many = facts.faults[0], len(facts.faults)
        more = f" (and {many - 1} more)" if many > 1 else ""
        what = " ".join(["nqpf check", *(str(root) for root in roots[1:])])
        raise NqpfError(f"the facts are unsound: {first}{more}", f"{what} shows every fault", code=3)
    if path:
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(
                mode=0o700, parents=True, exist_ok=True
            )  # a pack may hold what is nobody else's
            part.unlink(missing_ok=True)
            build(facts, part, table)
            _flush(part)
            os.replace(part, path)
            _sweep(path)
            if _is_ours(path) and (connection := _connect(path)):
                return connection
        with suppress(OSError):
            part.unlink(missing_ok=True)
    connection = sqlite3.connect(":memory:")
    fill(facts, connection, table)
    return connection


def _flush(part: Path) -> None:
    """Have a finished file on the disk before it gets its name: after a power cut a name must not stand for less."""
    part.chmod(0o600)
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sweep(kept: Path) -> None:
    """Remove the oldest indexes, so that a checkout that is edited all day does not fill the cache; and what killed
    processes left, an hour later: a younger one may still be written by somebody."""
    with suppress(OSError):
        times = {file: file.stat().st_mtime for file in kept.parent.glob("index-*")}
        indexes = sorted((file for file in times if file.suffix == ".sqlite"), key=times.__getitem__)
        left = [file for file in times if file.suffix == ".part" and times[file] < times[kept] - 3600]
        for old in (*indexes[:-KEPT], *left):
            if old != kept:
                old.unlink(missing_ok=True)
