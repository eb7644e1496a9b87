"""The files of a folder of facts: which there are, of which kind, and their bytes.

A folder may come from anyone. Links that lead out of it, or to folders, are not followed, also where one is put in
the place of what was looked at; what is no plain file is not opened; how many files and bytes are read has a limit.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from nqpf_cli.index_version import INDEX
from nqpf_cli.loading.decode import MAX_BYTES
from nqpf_cli.loading.problems import Problem, printable
from nqpf_cli.loading.suggestions import did_you_mean
from nqpf_cli.model.kinds import FOLDERS

MAX_FILES: Final = 20_000
MAX_TOTAL: Final = 200_000_000

_KIND_OF = {folder: kind for kind, folder in FOLDERS.items()}
OURS: Final = frozenset(("dataset.yaml", "vocabularies.yaml"))
WITHDRAWN: Final = "withdrawn.yaml"
_YAML = (".yaml", ".yml")
# What may lie beside facts and is none: notes on the pack, its licence.
_BESIDE = (".md", ".txt", ".rst")
_BESIDE_NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "README")


class File(NamedTuple):
    """A file of facts: where it is, how faults name it, the kind of its records ("" for ours of none), its folder.

    `path` is where the file itself lies, below `root`, without a link between the two when it was looked at.
    """

    path: Path
    shown: str
    kind: str
    root: Path


class _Walk(NamedTuple):
    """A walk under way: where it began, what it found, and the folders that wait (path, shown, kind)."""

    root: Path
    bundled: bool
    files: list[File]
    waiting: list[tuple[str, str, str]]
    problems: list[Problem]


def named_apart(roots: Iterable[Path]) -> list[str]:
    """A name for each folder, no two alike: its own, led by as many of those above it as it takes."""
    paths = [Path(os.path.realpath(root)).parts for root in roots]
    names = [printable("/".join(path[-1:])) for path in paths]
    for length in range(2, max(map(len, paths), default=0) + 1):
        many = Counter(names)
        names = [
            printable("/".join(path[-length:])) if many[name] > 1 else name
            for path, name in zip(paths, names, strict=True)
        ]
    return names


def walk(root: Path, name: str, bundled: bool, problems: list[Problem]) -> list[File]:
    """The files of a root in a stable order, what stands in `OURS` and `WITHDRAWN` with the kind "".

    `name` is how faults call the root. `bundled` says that these belong here. What does not belong
    here becomes a fault.
    """
    name = printable(name).rstrip("/") or "/"
    if not os.path.isdir(root):  # noqa: PTH112 - it never raises, as Path.is_dir may
        what = "not a folder" if os.path.lexists(root) else "no such folder"
        problems.append(Problem(name, 1, 1, what, "name a folder that holds facts"))
        return []
    going = _Walk(Path(os.path.realpath(root)), bundled, [], [], problems)
    going.waiting.append((str(going.root), name, ""))
    seen = 0
    while going.waiting:
        folder, prefix, kind = going.waiting.pop()
        for entry in _entries(folder, prefix, problems):
            at = f"{prefix}/{printable(entry.name)}"
            seen += 1
            if seen > MAX_FILES:
                what = f"more than {MAX_FILES:,} files and folders"
                problems.append(Problem(name, 1, 1, what, "put the records into fewer files"))
                return going.files
            try:
                _sort(going, entry, at, kind)
            except OSError as error:
                problems.append(_unreadable(at, error))
    return sorted(
        going.files, key=lambda file: (list(FOLDERS).index(file.kind) if file.kind else -1, file.shown)
    )


def _sort(walk: _Walk, entry: "os.DirEntry[str]", at: str, kind: str) -> None:
    """Put an entry among the files, or among the folders that wait, or say why not. Raises OSError."""
    if _is_link_away(entry, walk.root, at, walk.problems):
        return
    if entry.is_dir():
        inside = kind or _KIND_OF.get(entry.name, "")
        if inside:
            walk.waiting.append((entry.path, at, inside))
        else:
            walk.problems.append(_unknown(at, entry.name, FOLDERS.values(), "a folder"))
    elif not entry.is_file():
        walk.problems.append(Problem(at, 1, 1, "not a plain file", "take it out of the folder"))
    elif (file := _file(entry, at, kind, walk)) is not None:
        walk.files.append(file)


def _entries(folder: str, prefix: str, problems: list[Problem]) -> Iterator["os.DirEntry[str]"]:
    """What lies in a folder, hidden names left out; a fault where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(prefix, error))
        return
    yield from (entry for entry in found if not entry.name.startswith("."))


def _is_link_away(entry: "os.DirEntry[str]", root: Path, at: str, problems: list[Problem]) -> bool:
    """Whether an entry is a link that is not followed, which is a fault."""
    if not entry.is_symlink():
        return False
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        problems.append(Problem(at, 1, 1, "a link that leads nowhere or to itself", "take it out"))
        return True
    if not target.is_relative_to(root):
        problems.append(Problem(at, 1, 1, "a link that leads out of the folder", "put the file itself here"))
        return True
    if target.is_dir():
        problems.append(
            Problem(at, 1, 1, "a link to a folder, which is not followed", "put the folder itself here")
        )
        return True
    return False


def _file(entry: "os.DirEntry[str]", at: str, kind: str, walk: _Walk) -> File | None:
    """An entry as a file of facts, or None, with a fault unless it is a note or a licence."""
    stem, ending = os.path.splitext(entry.name)
    if ending.lower() in _BESIDE or stem in _BESIDE_NAMES or (walk.bundled and entry.name == INDEX):
        return None
    if kind or (ending in _YAML and stem in _KIND_OF):
        if ending in _YAML:
            return _at(entry, at, kind or _KIND_OF[stem], walk.root)
        walk.problems.append(Problem(at, 1, 1, "not a YAML file", "name it *.yaml, or take it out"))
        return None
    if entry.name in OURS or entry.name == WITHDRAWN:
        if walk.bundled:
            return _at(entry, at, "", walk.root)
        walk.problems.append(
            Problem(at, 1, 1, "a fact pack has none of this name", "take it out: ours is used")
        )
        return None
    walk.problems.append(_unknown(at, entry.name, [f"{folder}.yaml" for folder in _KIND_OF], "a file"))
    return None


def _at(entry: "os.DirEntry[str]", at: str, kind: str, root: Path) -> File:
    """The file of an entry, of a link the one that it leads to; one that has led away since will not open."""
    path = entry.path if not entry.is_symlink() else os.path.realpath(entry.path)
    return File(Path(path), at, kind, root)


def _unknown(at: str, name: str, choices: Iterable[str], what: str) -> Problem:
    names = list(choices)
    return Problem(
        at,
        1,
        1,
        f"{what} that holds no kind of fact",
        did_you_mean(name, names, f"one of {', '.join(names)}"),
    )


def _unreadable(at: str, error: OSError) -> Problem:
    return Problem(at, 1, 1, f"cannot be read ({error.strerror or error})", "see that it may be read")


def contents(file: File, problems: list[Problem]) -> bytes | None:
    """The bytes of a file, at most one more than are read, or None and a fault."""
    try:
        for _ in range(3):
            with open(file.path, "rb", opener=partial(_open, file)) as stream:
                before = os.fstat(stream.fileno())
                if not stat.S_ISREG(before.st_mode):
                    problems.append(
                        Problem(file.shown, 1, 1, "not a plain file", "take it out of the folder")
                    )
                    return None
                data = stream.read(MAX_BYTES + 1)
                after = os.fstat(stream.fileno())
            if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
                return data
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            what = "a link was put in its place while the folder was read"
            problems.append(Problem(file.shown, 1, 1, what, "try again when nobody changes the folder"))
        else:
            problems.append(_unreadable(file.shown, error))
        return None
    problems.append(
        Problem(file.shown, 1, 1, "the file changed while it was read", "try again when it is written")
    )
    return None


def _open(file: File, path: str, flags: int) -> int:
    """Open a file without waiting, as a pipe would make us, and folder by folder without following a link.

    Raises OSError, with ELOOP or ENOTDIR where a link stands in the way. Where the system cannot open from a folder
    (Windows), a link put there meanwhile is followed.
    """
    flags |= getattr(os, "O_NONBLOCK", 0)
    if os.open not in os.supports_dir_fd:
        return os.open(path, flags)
    if not file.path.is_relative_to(file.root):  # a link that was one inside when it was looked at
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    *folders, name = file.path.relative_to(file.root).parts
    here = os.open(file.root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            inner = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(name, flags | os.O_NOFOLLOW, dir_fd=here)
    finally:
        os.close(here)
