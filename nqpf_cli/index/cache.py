"""The user's cache of indexes: where one belongs, whether to trust it, which to keep.

Nothing here is needed to be right: whatever fails costs a rebuild.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from zlib import adler32, crc32

MOST_BYTES = 512_000_000
"""What the cache holds at most; an index of 100,000 records takes 200 MB."""

MOST_FILES = 20_001
"""One file more than `loading.files` reads of a folder."""

SEAL = 1_000_000_000
"""The modification time of a finished index, in seconds; any later write to the file changes it."""


def place(roots: Sequence[Path], version: str) -> Path | None:
    """Return where the index of these folders belongs; None where no folder for a cache can be named.

    The name is made of `version`, which says what made the index, and of the state of every file, links followed. So
    any edit gives another name, also one that keeps size and modification time: the time of change goes on.
    """
    try:
        from platformdirs import user_cache_path

        folder = user_cache_path("nqpf", appauthor=False)
    except (OSError, RuntimeError, KeyError):  # no home
        return None
    if not folder.is_absolute():  # no home either: "~" as it stands would be a folder of that name right here
        return None
    states = os.fsencode(
        "".join(
            f"{name}\0{stat.st_dev} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}\0"
            for root in roots
            for name, stat in sorted(files_below(root))
        )
    )
    # Two quick checksums of different kinds: to import hashlib takes as long as half a lookup.
    return folder / f"index-{version}-{crc32(states):08x}{adler32(states):08x}.sqlite"


def files_below(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file below a folder but the hidden, at most one more than `load` reads: its path and its state.

    The state is that of what a link leads to; of the link itself where it leads nowhere.
    """
    return islice(_every_file(root), MOST_FILES)


def _every_file(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (os.path.join(folder, name) for name in names if not name.startswith(".")):  # noqa: PTH118
            with suppress(OSError):
                yield path, os.stat(path, follow_symlinks=os.path.exists(path))  # noqa: PTH110, PTH116


def is_trusted(path: Path) -> bool:
    """Whether a file is an index as `keep` left it.

    Where the system knows users, it must be this user's, or root's, and nobody else may write to it.
    """
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return False
    if hasattr(os, "geteuid") and (stat.st_uid not in (os.geteuid(), 0) or stat.st_mode & 0o022):
        return False
    return stat.st_mtime == SEAL


def note_use(path: Path) -> None:
    """Note that an index is used now: the one that was not for longest goes first."""
    with suppress(OSError):
        os.utime(path, (time.time(), SEAL))


def keep(index: sqlite3.Connection, path: Path) -> None:
    """Copy a finished index to its place, for its user alone: a pack may hold what is nobody else's.

    It is written under a name drawn by lot, since processes in different containers may share a folder and their ids,
    and gets its own name once it is on the disk. Raises OSError or sqlite3.Error, with nothing left behind, also for
    an index that is larger than the cache may be.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.urandom(8).hex()}.part")
    try:
        part.touch(0o600, exist_ok=False)
        _sweep(part)
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            index.backup(copy)
        if part.stat().st_size > MOST_BYTES:
            raise OSError("larger than the cache")
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.utime(part, (time.time(), SEAL))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sweep(path)


def _sweep(kept: Path) -> None:
    """Remove what was not used for longest, finished or left behind by a killed process, until the rest has room."""
    with suppress(OSError):
        found = [(file, file.lstat()) for file in kept.parent.glob("index-*")]
        room = MOST_BYTES
        for file, stat in sorted(found, key=lambda each: (each[0] != kept, -each[1].st_atime_ns)):
            room -= stat.st_size
            if room < 0:
                with suppress(OSError):
                    file.unlink()
