"""Finding the index: the wheel's ready one, or one built on first use into the user's cache.

The shipped index is trusted by its schema version, never by file times. For a checkout and for fact packs see
`index.cache`. A corrupt, stale or unwritable cache costs a rebuild (in memory if need be), never a wrong answer.
"""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from json import JSONDecodeError
from pathlib import Path
from typing import TypeAlias, TypeVar

from nqpf_cli.index.query import Store
from nqpf_cli.index_version import INDEX, SCHEMA_VERSION
from nqpf_cli.loading.collector import no_cycles
from nqpf_cli.model.errors import BadFolder, NqpfError, Unsound
from nqpf_cli.version import __version__

PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = PACKAGE / "_data"
"""Raised whenever the tables or what stands in them change; an index of another version is made anew."""
MAKE = f"{__version__}-{SCHEMA_VERSION}"

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)

Found = TypeVar("Found")
Step: TypeAlias = Callable[[str], None]
Telling: TypeAlias = Callable[[str, int], AbstractContextManager[Step]]
"""Tells a person of what may take a while: of what, in how many steps; what it yields is called at each."""


def with_store(
    question: Callable[[Store], Found], packs: Sequence[str] = (), telling: Telling | None = None
) -> Found:
    """The answer to a question put to the facts and the packs; a damaged index is made anew and asked again.

    `telling` is used where an index must be made first. Raises NqpfError (code 3) where the facts are unsound or
    cannot be read.
    """
    store = open_store(packs, telling=telling)
    try:
        return question(store)
    except (sqlite3.Error, JSONDecodeError) as problem:
        if not _is_damage(problem):
            raise
        store.connection.close()
        store = open_store(packs, damaged=store.file, telling=telling)
        return question(store)
    finally:
        store.connection.close()


def _is_damage(problem: Exception) -> bool:
    """Whether an error tells of a damaged or foreign index; anything else is wrong with the question."""
    code = getattr(problem, "sqlite_errorcode", None)
    if isinstance(problem, JSONDecodeError) or (code is not None and code & 0xFF in DAMAGED):
        return True
    return str(problem).startswith(("no such ", "Could not decode"))


def open_store(packs: Sequence[str] = (), *, damaged: object = None, telling: Telling | None = None) -> Store:
    """An open index of the bundled facts and of fact packs; not the one that proved `damaged` (its `Store.file`)."""
    if not packs and damaged is None and (connection := _connect(SHIPPED / INDEX)):
        return Store(connection, SHIPPED)
    from nqpf_cli.index import cache

    roots = folders(packs)
    path = cache.place(roots, MAKE)
    if path and (store := _cached(path, damaged)):
        return store
    with cache.in_turn(path):
        if path and (store := _cached(path, damaged)):  # another process has made it meanwhile
            return store
        files = sum(1 for root in roots for _ in cache.files_below(root))
        words = f"building the index of {' and '.join(map(str, roots))}"
        with telling(words, 2 * files) if telling else nullcontext(_silent) as step, no_cycles():
            return Store(_made(roots, path, step, files))


def _cached(path: Path, damaged: object) -> Store | None:
    """The index at this place in the cache, if there is one to trust that is not the damaged one."""
    from nqpf_cli.index import cache

    file = cache.identity(path)
    if file is None or file == damaged:
        return None
    connection = _connect(path)
    if connection is None:
        return None
    cache.use(path)
    return Store(connection, file)


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


def _quoted(path: Path) -> str:
    """A path inside an SQLite URI: any bytes it has, without the three characters that mean something there."""
    return "".join(
        f"%{byte:02x}" if byte > 126 or byte in b"%?#" else chr(byte) for byte in os.fsencode(path)
    )


def _made(roots: Sequence[Path], path: Path | None, step: Step, files: int) -> sqlite3.Connection:
    """The index of these folders, made now: written beside its place and renamed, or held in memory.

    A file is a step, and all tables together as many.
    """
    from nqpf_cli.index import cache
    from nqpf_cli.index.build import STEPS, build, fill
    from nqpf_cli.index.sound import load_all

    def table(name: str) -> None:
        for _ in range(files // STEPS):
            step(name)

    facts = load_all(roots, step=step)
    if facts.problems:
        raise Unsound(facts.problems, [str(root) for root in roots[1:]])
    # Where a file has changed meanwhile, the key is that of something else.
    if path and path == cache.place(roots, MAKE):
        # A cache that is full, read-only, no folder: memory will do.
        with suppress(OSError, sqlite3.Error), cache.part_of(path) as part:
            build(facts, part, table)
            cache.install(part, path)
            if cache.identity(path) and (connection := _connect(path)):
                return connection
    connection = sqlite3.connect(":memory:")
    fill(facts, connection, table)
    return connection
