"""Files that are written whole or not at all: beside their place, flushed to disk, then renamed."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from nqpf_cli.model.errors import FileExists, NqpfError


def refuse(name: str, *, force: bool) -> None:
    """Check that a file can be written, before anything is worked out for it.

    Raises FileExists where it exists and `force` is not given; NqpfError where it is a folder, or lies in none.
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
    """Write a file whole, or leave everything as it was.

    In: the path; its bytes, gathered before anything is written; `force` to replace what is there. A link is
    followed, a device or pipe is written to as it is. Raises what `refuse` raises, and NqpfError (code 3) where
    the disk does not take it.
    """
    refuse(name, force=force)
    path, data = Path(name), b"".join(content)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _write_whole(path.resolve(), data, force=force)
    except FileExistsError:
        raise FileExists(name) from None
    except OSError as problem:
        raise _failed(name, problem) from None


def _failed(name: str, problem: OSError) -> NqpfError:
    return NqpfError(f"cannot write {name}: {problem.strerror or problem}", "nothing was left behind", code=3)


def _write_whole(path: Path, data: bytes, *, force: bool) -> None:
    # A random name: in containers that share a folder, processes share their ids too.
    part = path.with_name(f".nqpf-{os.urandom(8).hex()}.part")
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            with suppress(OSError):
                part.chmod(stat.S_IMODE(path.stat().st_mode))
        elif os.path.lexists(path):  # another program made it meanwhile
            raise FileExistsError
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink()
