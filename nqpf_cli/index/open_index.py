"""Find the index: the wheel's ready one, or one built on first use into the user's cache.

The shipped index is trusted by its schema version, never by file times. For a checkout and for fact packs see
`index.cache`. A corrupt, stale or unwritable cache costs a rebuild (in memory if need be), never a wrong answer.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path
from typing import TypeAlias, TypeVar

from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import BadFolder, NqpfError, Unsound
from nqpf_cli.version import INDEX, SCHEMA_VERSION, __version__

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = PACKAGE / "_data"
MAKE = f"{__version__}-{SCHEMA_VERSION}"
"""What makes an index; one of another make is not looked for."""

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)

Found = TypeVar("Found")
Announce: TypeAlias = Callable[[str], None]
"""Takes a line for the user before an index is built, which may take a while."""


def with_store(
    question: Callable[[Store], Found], packs: Sequence[str] = (), announce: Announce | None = None
) -> Found:
    """Answer a question from the facts and the packs; a damaged index is built anew, and asked again.

    Raises NqpfError (code 3) where the facts are unsound or cannot be read.
    """
    store = open_store(packs, announce=announce)
    try:
        return question(store)
    except (sqlite3.Error, JSONDecodeError) as problem:
        if not _is_damage(problem):
            raise
        store.close()
        store = open_store(packs, damaged=store.path, announce=announce)
        return question(store)
    finally:
        store.close()


def _is_damage(problem: Exception) -> bool:
    """Whether an error tells of a damaged or foreign index; anything else is wrong with the question."""
    code = getattr(problem, "sqlite_errorcode", None)
    if isinstance(problem, JSONDecodeError) or (code is not None and code & 0xFF in DAMAGED):
        return True
    return str(problem).startswith(("no such ", "Could not decode"))


def open_store(
    packs: Sequence[str] = (), *, damaged: Path | None = None, announce: Announce | None = None
) -> Store:
    """Open an index of the bundled facts and of fact packs, built now if need be; not the file that is `damaged`.

    Raises NqpfError: code 2 for a pack that is no folder, code 3 where facts are unsound or cannot be read.
    """
    if not packs and damaged is None and (store := _opened(SHIPPED / INDEX)):
        return store
    from nqpf_cli.index import cache

    roots = folders(packs)
    path = cache.place(roots, MAKE)
    if path and path != damaged and cache.is_trusted(path) and (store := _opened(path)):
        cache.note_use(path)
        return store
    if announce:
        announce(f"building the index of {' and '.join(map(str, roots))}")
    return _made(roots, path)


def facts_folder() -> Path:
    """Return the bundled YAML: a checkout's `data/` beside our pyproject.toml, else what the wheel carries."""
    checkout = PACKAGE.parent / "data"
    if not SHIPPED.exists() and (PACKAGE.parent / "pyproject.toml").exists() and checkout.is_dir():
        return checkout
    if (SHIPPED / "dataset.yaml").exists():
        return SHIPPED
    raise NqpfError(
        "the bundled facts are missing", f"{SHIPPED} should hold them; install nqpf again", code=3
    )


def folders(packs: Sequence[str]) -> list[Path]:
    """Return the folder of the bundled facts and those of the packs, each once and by its real path.

    Raises BadFolder for a pack that is no folder.
    """
    roots = dict.fromkeys([os.path.realpath(facts_folder())])
    for name in packs:
        folder = os.path.expanduser(name)  # noqa: PTH111 - it never raises, as Path.expanduser may
        if not os.path.isdir(folder):  # noqa: PTH112 - it never raises, as Path.is_dir may
            what = "a file, not a folder" if os.path.exists(folder) else "there is no such folder"  # noqa: PTH110 - as well
            if os.path.islink(folder) and not os.path.exists(folder):  # noqa: PTH110, PTH114 - as well
                what = "a link that leads nowhere or to itself"
            raise BadFolder(name, what)
        roots[os.path.realpath(folder)] = None
    return [Path(root) for root in roots]


def _opened(path: Path) -> Store | None:
    """Open an index of our schema for reading; None for a missing, foreign or damaged file."""
    try:
        connection = sqlite3.connect(
            f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except (sqlite3.Error, OSError):
        return None
    with suppress(sqlite3.Error):
        if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            # A question reads few pages twice, and the system holds the file: SQLite need not keep 2 MB beside it.
            connection.execute("PRAGMA cache_size=32")
            return Store(connection, path)
    connection.close()
    return None


def _quoted(path: Path) -> str:
    """Return a path inside an SQLite URI: any bytes it has, without the three characters that mean something there."""
    return "".join(
        f"%{byte:02x}" if byte > 126 or byte in b"%?#" else chr(byte) for byte in os.fsencode(path)
    )


def _made(roots: Sequence[Path], path: Path | None) -> Store:
    """Build the index of these folders in memory, and leave a copy in the cache. Raises NqpfError (code 3)."""
    from nqpf_cli.index import build, cache

    facts = build.load_all(roots)
    if facts.problems:
        raise Unsound(facts.problems, [str(root) for root in roots[1:]])
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build.fill(facts, connection)
    connection.execute("PRAGMA query_only=ON")
    # Where a file has changed meanwhile, the place is that of something else.
    if path and path == cache.place(roots, MAKE):
        with suppress(OSError, sqlite3.Error):  # a cache that is full, read-only, no folder
            cache.keep(connection, path)
    return Store(connection)
