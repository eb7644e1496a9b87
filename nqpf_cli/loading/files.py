"""Find the files of a folder of facts, of which kind each is, and read their bytes.

A folder may come from anyone. Links that lead out of it, or to folders, are not followed, also where one is put in
the place of what was looked at; what is no plain file is not opened; how many files and bytes are read has a limit.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from nqpf_cli.loading.decode import MAX_BYTES
from nqpf_cli.loading.problems import Problem, printable
from nqpf_cli.loading.suggestions import did_you_mean
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.version import INDEX

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
    """A file of facts: where it is, how problems name it, the kind of its records ("" for ours of none), its folder.

    `path` is where the file itself lies, links followed.
    """

    path: Path
    shown: str
    kind: str
    root: Path


def named_apart(roots: Iterable[Path]) -> list[str]:
    """Name each folder, no two alike: by its own name, led by as many of those above it as it takes."""
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
    """Return the files of a root in a stable order, what stands in `OURS` and `WITHDRAWN` with the kind "".

    `name` is how problems call the root. `bundled` says that these belong here. What does not belong here becomes a
    problem.
    """
    name = printable(name).rstrip("/") or "/"
    if not os.path.isdir(root):  # noqa: PTH112 - it never raises, as Path.is_dir may
        what = "not a folder" if os.path.lexists(root) else "no such folder"
        problems.append(Problem.of_file(name, what, "name a folder that holds facts"))
        return []
    top = Path(os.path.realpath(root))
    files: list[File] = []
    waiting, seen = [(str(top), name, "")], 0
    while waiting:
        folder, prefix, kind = waiting.pop()
        for entry in _entries(folder, prefix, problems):
            at = f"{prefix}/{printable(entry.name)}"
            seen += 1
            if seen > MAX_FILES:
                what = f"more than {MAX_FILES:,} files and folders"
                problems.append(Problem.of_file(name, what, "put the records into fewer files"))
                return files
            try:
                found = _judge(entry, at, kind, top, bundled)
            except OSError as error:
                found = _unreadable(at, error)
            if isinstance(found, Problem):
                problems.append(found)
            elif isinstance(found, File):
                files.append(found)
            elif found:
                waiting.append((entry.path, at, found))
    return sorted(files, key=lambda file: (list(FOLDERS).index(file.kind) if file.kind else -1, file.shown))


def _entries(folder: str, prefix: str, problems: list[Problem]) -> list["os.DirEntry[str]"]:
    """List what lies in a folder, hidden names left out; a problem where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError as error:
        problems.append(_unreadable(prefix, error))
        return []


def _judge(entry: "os.DirEntry[str]", at: str, kind: str, top: Path, bundled: bool) -> File | Problem | str:
    """Return the file that an entry is, of a folder the kind of its records, "" for notes, or what is wrong with it.

    `kind` is that of the folder around it, "" at the top. Raises OSError.
    """
    if wrong := _is_link_away(entry, top):
        return Problem.of_file(at, *wrong)
    if entry.is_dir():
        return kind or _KIND_OF.get(entry.name) or _unknown(at, entry.name, FOLDERS.values(), "a folder")
    if not entry.is_file():
        return Problem.of_file(at, "not a plain file", "take it out of the folder")
    stem, ending = os.path.splitext(entry.name)
    ours = entry.name in OURS or entry.name == WITHDRAWN
    if ending.lower() in _BESIDE or stem in _BESIDE_NAMES or (bundled and entry.name == INDEX):
        return ""
    if ending in _YAML and (kind or stem in _KIND_OF or (bundled and ours)):
        return File(Path(os.path.realpath(entry.path)), at, kind or _KIND_OF.get(stem, ""), top)
    if kind:
        return Problem.of_file(at, "not a YAML file", "name it *.yaml, or take it out")
    if ours:
        return Problem.of_file(at, "a fact pack has none of this name", "take it out: ours is used")
    return _unknown(at, entry.name, [f"{folder}.yaml" for folder in _KIND_OF], "a file")


def _is_link_away(entry: "os.DirEntry[str]", top: Path) -> tuple[str, str] | None:
    """Return why an entry is a link that is not followed, and what to do; None where it is not."""
    if not entry.is_symlink():
        return None
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere or to itself", "take it out"
    if not target.is_relative_to(top):
        return "a link that leads out of the folder", "put the file itself here"
    if target.is_dir():
        return "a link to a folder, which is not followed", "put the folder itself here"
    return None


def _unknown(at: str, name: str, choices: Iterable[str], what: str) -> Problem:
    names = list(choices)
    hint = did_you_mean(name, names, f"one of {', '.join(names)}")
    return Problem.of_file(at, f"{what} that holds no kind of fact", hint)


def _unreadable(at: str, error: OSError) -> Problem:
    return Problem.of_file(at, f"cannot be read ({error.strerror or error})", "see that it may be read")


def contents(file: File) -> bytes | Problem:
    """Read the bytes of a file, at most one more than are taken; return what is wrong where that fails."""
    try:
        for _ in range(3):
            with open(file.path, "rb", opener=partial(_open, file)) as stream:
                before = os.fstat(stream.fileno())
                if not stat.S_ISREG(before.st_mode):
                    return Problem.of_file(file.shown, "not a plain file", "take it out of the folder")
                data = stream.read(min(before.st_size, MAX_BYTES) + 1)
                after = os.fstat(stream.fileno())
            if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
                return data
    except OSError as error:
        return _unreadable(file.shown, error)
    return Problem.of_file(file.shown, "the file changed while it was read", "try again when it is written")


def _open(file: File, path: str, flags: int) -> int:
    """Open a file without waiting, as a pipe would make us; no link that was put in its way leads out of the folder.

    Raises OSError.
    """
    if not Path(os.path.realpath(path)).is_relative_to(file.root):
        raise OSError(errno.ELOOP, "a link was put in its place while the folder was read")
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
