"""The user's cache of indexes: where one belongs, whether to trust it, who may make it, which to keep.

Nothing here is needed to be right: whatever fails costs a rebuild.
"""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from zlib import adler32, crc32

MOST_BYTES = 512_000_000
"""What the cache holds at most; an index of 100,000 records takes 200 MB."""

MOST_FILES, MOST_READ = 20_001, 4_000_001
"""One file more than `loading.files` reads of a folder, one byte more than `loading.decode` reads of a file."""

SECOND = 10**9

PATIENCE, PAUSE = 10.0, 0.05
"""Seconds to wait for another process that makes an index, and between two looks."""

CHANGE_TIMES = os.name != "nt"
"""Whether the system keeps a time of the last change that no program can set (on Windows `st_ctime` is another)."""


def place(roots: Sequence[Path], version: str) -> Path | None:
    """Where the index of these folders belongs: keyed by the state of every file that is read, links followed.

    Any edit gives another key, also one that keeps size and time, since it cannot keep the time of the change.
    `version` says of what make the index is. None where no folder for a cache can be named.
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
            f"{root}/{name}\0{stat.st_dev} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns} "
            f"{stat.st_ctime_ns if CHANGE_TIMES else _contents(f'{root}/{name}')}\0"
            for root in roots
            for name, stat in sorted(files_below(root))
        )
    )
    # Two quick checksums of different kinds: to import hashlib takes as long as half a lookup.
    return folder / f"index-{version}-{crc32(states):08x}{adler32(states):08x}.sqlite"


def _contents(file: str) -> int:
    """A checksum of as much of a file as the loader would read; 0 where it cannot be read."""
    with suppress(OSError), open(file, "rb") as stream:  # noqa: PTH123 - as a Path, a name that is no text fails
        return crc32(stream.read(MOST_READ))
    return 0


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
                    yield f"{prefix}{entry.name}", _stat(entry)


def _stat(entry: "os.DirEntry[str]") -> os.stat_result:
    """The state of what an entry leads to, else, where a link leads nowhere, of the link. Raises OSError."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another of its name; None where there is none to trust.

    Where the system knows users, it must be this user's, or root's, and nobody else may write to it. And nothing
    may have been written to it since it was put there: `install` marks it in its time, which any write would change.
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


def use(path: Path) -> None:
    """Note that an index is used now: the one that was not for longest goes first."""
    with suppress(OSError):
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """A new, empty file beside the place of an index; in the end it is gone, unless `install` has given it the place.

    Its name is drawn by lot: processes in different containers may share a folder, and their ids. Raises OSError.
    """
    make_folder(path)
    part = path.with_name(f"{path.name}.{os.urandom(8).hex()}.part")
    try:
        part.touch(0o600, exist_ok=False)
        _sweep(part)
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def install(part: Path, path: Path) -> None:
    """Give a finished index its name, once it is on the disk: after a power cut a name must not stand for less.

    Raises OSError, also for an index that is larger than the cache may be.
    """
    if part.stat().st_size > MOST_BYTES:
        raise OSError("larger than the cache")
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    now = time.time_ns()
    whole = now // SECOND * SECOND
    os.utime(part, ns=(now, whole + _mark(path)))
    part.replace(path)
    if not identity(path):  # a file system that keeps no parts of a second
        os.utime(path, ns=(now, whole))
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
