"""The user's cache of indexes: where one belongs, whether to trust it, who may make it, which to keep.

Nothing here is needed to be right: whatever fails costs a rebuild.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from zlib import crc32

KEPT = 8
"""Indexes kept, the newest."""

MOST_FILES = 20_001
"""One more than `store.files` reads of a folder; it refuses the rest."""

SECOND = 10**9

PATIENCE, PAUSE = 10.0, 0.05
"""Seconds to wait for another process that makes an index, and between two looks."""


def place(roots: Sequence[Path], version: str) -> Path | None:
    """Where the index of these folders belongs: keyed by the names, sizes and times of their files.

    `version` says of what make the index is. None where no folder for a cache can be named.
    """
    try:
        from platformdirs import user_cache_path

        folder = user_cache_path("nqpf", appauthor=False)
    except (OSError, RuntimeError, KeyError):  # no home
        return None
    if not folder.is_absolute():  # no home either: "~" as it stands would be a folder of that name right here
        return None
    print_of_all, size, files = 0, 0, 0
    for root in roots:
        for name, stat in sorted(files_below(root)):
            print_of_all = crc32(
                f"{root}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode(errors="replace"), print_of_all
            )
            size, files = size + stat.st_size, files + 1
    return folder / f"index-{version}-{files:x}-{size:x}-{print_of_all:08x}.sqlite"


def files_below(root: Path) -> Iterator[tuple[str, os.stat_result]]:
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


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another of its name; None where there is none to trust.

    Where the system knows users, it must be this user's, or root's, and nobody else may write to it. And nothing
    may have been written to it since it was put there: `put` marks it in its time, which any write would change.
    """
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    if hasattr(os, "geteuid") and (stat.st_uid not in (os.geteuid(), 0) or stat.st_mode & 0o022):
        return None
    if stat.st_mtime_ns % SECOND not in (_mark(path), 0):
        return None
    return stat.st_ino, stat.st_mtime_ns


def _mark(path: Path) -> int:
    """The part of a second, in nanoseconds, that marks an index as written whole; no more exact than NTFS keeps it."""
    return (crc32(path.name.encode()) % 999_999 + 1) * 1_000


@contextmanager
def in_turn(path: Path | None) -> Iterator[None]:
    """Let one process at a time make an index: sixty that start together make it once.

    The system frees the lock of a process that was killed. Who waits too long, or cannot lock, goes on without.
    """
    handle = _locked(path) if path else None
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    try:
        import fcntl
    except ImportError:
        return None
    from time import sleep

    with suppress(OSError):
        make_folder(path)
        handle = os.open(path.with_name("building"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        for _ in range(int(PATIENCE / PAUSE)):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sleep(PAUSE)
            else:
                return handle
        os.close(handle)
    return None


def make_folder(path: Path) -> None:
    """The folder of an index, for its user alone: a pack may hold what is nobody else's. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def put(part: Path, path: Path) -> None:
    """Give a finished index its name, once it is on the disk: after a power cut a name must not stand for less.

    Raises OSError.
    """
    part.chmod(0o600)
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    whole = part.stat().st_mtime_ns // SECOND * SECOND
    os.utime(part, ns=(whole, whole + _mark(path)))
    part.replace(path)
    if not identity(path):  # a file system that keeps no parts of a second
        os.utime(path, ns=(whole, whole))
    _sweep(path)


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
