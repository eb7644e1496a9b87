"""Files that are whole or not there: written beside their place, flushed to disk, renamed."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from nqpf_cli.model.errors import FileExists, NqpfError


def refuse(name: str, *, force: bool) -> None:
    """Say at once that a file cannot be written, before anything is worked out for it.

    Raises NqpfError: code 2 where it exists and `force` is not given, or is a folder, or lies in none.
    """
    path = Path(name)
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            path.stat()  # raises for a loop of links, where the questions below only say no
        if path.is_dir():
            raise NqpfError(f"{name} is a folder", "name a file in it")
        if not path.parent.is_dir():
            raise NqpfError(f"there is no folder {path.parent}", "make it, or name another")
        if not force and path.is_file():
            raise FileExists(name)
    except OSError as problem:  # a name too long, a loop of links
        raise _failed(name, problem) from None


def save(name: str, content: Iterable[bytes], *, force: bool = False) -> None:
    """Write a file whole, or leave all as it was.

    In: the path; its bytes; `force` to take the place of what is there. A link is followed, a device or pipe is
    written to as it is. Raises NqpfError: as `refuse`, and code 3 where the disk does not take it.
    """
    refuse(name, force=force)
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(content)
        else:
            _whole(path.resolve(), content, force=force)
    except FileExistsError:
        raise FileExists(name) from None
    except OSError as problem:
        raise _failed(name, problem) from None


def _failed(name: str, problem: OSError) -> NqpfError:
    return NqpfError(f"cannot write {name}: {problem.strerror or problem}", "nothing was left behind", code=3)


def _whole(path: Path, content: Iterable[bytes], *, force: bool) -> None:
    # Drawn by lot: in containers that share a folder, processes share their ids too.
    part = path.with_name(f".nqpf-{os.urandom(8).hex()}.part")
    with _ended_tidily():
        try:
            with part.open("xb") as stream:
                stream.writelines(content)
                stream.flush()
                os.fsync(stream.fileno())
            _place(part, path, force=force)
        finally:
            with suppress(OSError):
                part.unlink()


def _place(part: Path, path: Path, *, force: bool) -> None:
    """Give the finished file its name; without `force` only where nothing has it, whoever came meanwhile."""
    if force:
        with suppress(OSError):
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    else:
        try:
            path.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError from None
            part.replace(path)


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """While a file is being written, a polite kill (SIGTERM, a closed terminal) still tidies up."""
    import signal

    def leave(number: int, frame: Any) -> None:
        raise SystemExit(128 + number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, ValueError):  # Windows has no SIGHUP; only the main thread sets any
            number = getattr(signal, name)
            before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
