"""Folders of YAML into facts: every file, every record, every fault at once.

The first folder is ours: it holds `dataset.yaml` and `vocabularies.yaml` beside the records. Any other is a
fact pack: records of any kinds, which may link to ours, and stand for one of ours only where they say so.

What a lookup relies on is checked here: the type of every field, closed lists, dates, ids, links, the tree of
regions, and `store.checks.relied`. `store.checks.check` looks deeper (prose, names, symmetry).
"""

from collections import abc
from itertools import islice
from pathlib import Path
from typing import Any, Final

from nqpf_cli.loading.checks import relied
from nqpf_cli.loading.dataset_file import Dataset, Withdrawn
from nqpf_cli.loading.facts import Facts, Loaded
from nqpf_cli.loading.files import MAX_TOTAL, OURS, WITHDRAWN, File, contents, named_apart, walk
from nqpf_cli.loading.links import dangling, gone, region_tree
from nqpf_cli.loading.problems import Problem, harmless
from nqpf_cli.loading.structs import struct_of
from nqpf_cli.loading.suggestions import limited_suggestions
from nqpf_cli.loading.validation import Checker
from nqpf_cli.loading.yaml_reader import BROKEN, Mapping, Sequence, read
from nqpf_cli.model.condition import split
from nqpf_cli.model.kinds import KINDS
from nqpf_cli.model.record import Record

__all__ = ["Facts", "Loaded", "load"]


MAX_PROBLEMS: Final = 10_000


class _Loading:
    """What grows while folders are read."""

    def __init__(self) -> None:
        self.records: dict[str, Loaded] = {}
        self.partial: list[Loaded] = []  # records that are none of the facts, without what is wrong in them
        self.known: dict[str, str] = {}  # id to kind, records with faults included
        self.places: dict[str, tuple[str, int, int, str]] = {}  # id to file, line, column, pack
        self.problems: list[Problem] = []
        self.dataset: Record = {}
        self.vocabularies: Record = {}
        self.dataset_node: Mapping | None = None
        self.dataset_file = ""
        self.withdrawn: dict[str, Loaded] = {}
        self.bytes = 0
        self.sizes: dict[str, tuple[str, int]] = {}
        self.suggest = limited_suggestions()
        self.unread: set[str] = set()  # kinds of which some could not be read, so that links to them may miss


def load(roots: abc.Sequence[Path], shown: abc.Sequence[str] = ()) -> Facts:
    """Every fact under these folders, ours first, with every fault in the order of files and lines.

    `shown` are the paths by which faults name the folders, as a person would open them; else their names.
    Raises nothing for anything that the folders hold.
    """
    names = named_apart(roots)
    state = _Loading()
    for number, root in enumerate(roots):
        _load_root(state, Path(root), names[number] if number else "", (shown or names)[number])
    every = (*state.records.values(), *state.partial)
    state.problems.extend(islice(dangling(every, state.known, state.unread, state.withdrawn), MAX_PROBLEMS))
    state.problems.extend(islice(region_tree(state.records), MAX_PROBLEMS))
    facts = Facts(
        state.records,
        state.dataset,
        state.vocabularies,
        [],
        state.dataset_node,
        state.dataset_file,
        state.partial,
        state.withdrawn,
        state.known,
        state.unread,
        state.sizes,
    )
    state.problems.extend(relied(facts))
    return facts._replace(problems=sorted({harmless(problem) for problem in state.problems}))


def _load_root(state: _Loading, root: Path, pack: str, shown: str) -> None:
    """One folder: ours, or the pack of this name."""
    files = walk(root, shown, not pack, state.problems)
    if not pack:
        _load_ours(state, [file for file in files if not file.kind], root, shown)
    checker, before = Checker(state.vocabularies, state.problems), state.bytes
    for file in files:
        if file.kind:
            for node in _nodes(state, file):
                _take(state, checker, file, node, pack)
        if len(state.problems) > MAX_PROBLEMS:
            what = f"more than {MAX_PROBLEMS:,} faults up to here, and the rest not read"
            state.problems.append(Problem.of_file(file.shown, what, "mend these first"))
            state.unread.update(KINDS)
            return
    if pack:
        state.sizes[pack] = shown, state.bytes - before


def _read(state: _Loading, file: File) -> Any:
    """The root value of a file, None where it has none."""
    before = len(state.problems)
    data = contents(file, state.problems)
    root = None
    if data is not None:
        state.bytes += len(data)
        if state.bytes > MAX_TOTAL:
            what = f"more than {MAX_TOTAL:,} bytes of facts"
            state.problems.append(Problem.of_file(file.shown, what, "take files out of the folder"))
        else:
            root, problems = read(data, file.shown)
            state.problems.extend(problems)
    if len(state.problems) > before:
        state.unread.add(file.kind)
    return root


def _nodes(state: _Loading, file: File) -> abc.Iterator[Mapping]:
    """The records of a file as nodes."""
    root = _read(state, file)
    if root is None:
        return
    if not isinstance(root, Sequence):
        state.problems.append(
            Problem.of_file(file.shown, "the file is no list of records", "begin each with - id:")
        )
        state.unread.add(file.kind)
        return
    for index, node in enumerate(root):
        if isinstance(node, Mapping) and node:
            yield node
        elif node is not BROKEN:
            at: tuple[int, int] = root.value_at(index)
            state.problems.append(
                Problem(file.shown, *at, "not a record", "begin it with - id: and give its fields")
            )


def _take(state: _Loading, checker: Checker, file: File, node: Mapping, pack: str) -> None:
    """One record into the facts, unless its id is taken."""
    line, column = node.key_at(next(iter(node)))
    record, sound = checker.record(file.kind, node, file.shown)
    tests = split(record) if file.kind == "incentive" else {}
    loaded = Loaded(file.kind, record, file.shown, line, column, pack, node, tests)
    key = record.get("id") or node.get("id")
    if not isinstance(key, str):
        state.partial.append(loaded)
        return
    replaces = node.get("replaces")
    if replaces is not None:
        if not _may_replace(state, file, node, key, pack):
            record.pop("replaces", None)
            state.partial.append(loaded)
            return
    elif key in state.known:
        there, at_line, at_column, _ = state.places[key]
        what = f"the id {key} is taken: {there}:{at_line}:{at_column}"
        ours = (
            "give it another id, or say replaces: in a fact pack"
            if pack
            else "give one of the two another id"
        )
        state.problems.append(Problem(file.shown, *node.value_at("id"), what, ours))
        state.partial.append(loaded)
        return
    state.known[key] = file.kind
    state.places[key] = (file.shown, line, column, pack)
    if sound:
        state.records[key] = loaded
    else:
        state.partial.append(loaded)


def _may_replace(state: _Loading, file: File, node: Mapping, key: str, pack: str) -> bool:
    """Whether a record may stand for one that is there already; a fault says why not."""
    name = node["replaces"]
    there = state.places.get(key)
    if not isinstance(name, str):
        return False
    if not pack:
        what, how = "only a record of a fact pack may replace another", "take replaces: out"
    elif name != key:
        what, how = (
            f"a record of the id {key} cannot replace {name}",
            f"write id: {name}, the same as replaces:",
        )
    elif there is None:
        what = f"there is no record {name} to replace"
        how = gone(name, state.withdrawn) or next(state.suggest)(name, state.known, "take replaces: out")
    elif there[3] == pack:
        what, how = f"{name} is replaced twice: {there[0]}:{there[1]}:{there[2]}", "keep one of the two"
    elif state.known[key] != file.kind:
        what, how = (
            f"{name} is of the kind {state.known[key]}, not {file.kind}",
            "replace it by one of its kind",
        )
    else:
        return True
    state.problems.append(Problem(file.shown, *node.value_at("replaces"), what, how))
    return False


def _load_ours(state: _Loading, files: list[File], root: Path, name: str) -> None:
    """`dataset.yaml`, `vocabularies.yaml` and, where there is one, `withdrawn.yaml`."""
    nodes: dict[str, Any] = {}
    for file in files:
        if file.path.name == WITHDRAWN:
            _load_withdrawn(state, file)
            continue
        nodes[file.path.name] = node = _read(state, file)
        if not isinstance(node, Mapping):
            state.problems.append(
                Problem.of_file(file.shown, "the file is no mapping", "write key: value, a line each")
            )
    for missing in sorted(OURS - nodes.keys()):
        if root.is_dir():
            state.problems.append(
                Problem.of_file(f"{name}/{missing}", "no such file", "take it from the repository")
            )
    dataset, vocabularies = nodes.get("dataset.yaml"), nodes.get("vocabularies.yaml")
    if isinstance(vocabularies, Mapping):
        state.vocabularies = _vocabularies(vocabularies, f"{name}/vocabularies.yaml", state.problems)
    if isinstance(dataset, Mapping):
        state.dataset_node, state.dataset_file = dataset, f"{name}/dataset.yaml"
        state.dataset, _ = Checker({}, state.problems).typed(struct_of(Dataset), dataset, state.dataset_file)


def _load_withdrawn(state: _Loading, file: File) -> None:
    """The ids that went, each once."""
    for node in _nodes(state, file):
        record, sound = Checker({}, state.problems).typed(struct_of(Withdrawn), node, file.shown)
        if sound:
            at = node.key_at(next(iter(node)))
            loaded = Loaded("", record, file.shown, *at, "", node)
            if state.withdrawn.setdefault(record["id"], loaded) is not loaded:
                what = f"{record['id']} is withdrawn twice"
                state.problems.append(Problem(file.shown, *at, what, "keep the later of the two"))


def _vocabularies(node: Mapping, file: str, problems: list[Problem]) -> Record:
    """The closed lists, those left out that are no mapping of values with a label and a meaning."""
    for name, values in node.items():
        if not isinstance(values, Mapping):
            problems.append(
                Problem(file, *node.key_at(name), f"{name} is no list of values", "give it values")
            )
            continue
        for value, about in values.items():
            if not (
                isinstance(about, Mapping)
                and isinstance(about.get("label"), str)
                and isinstance(about.get("meaning"), str)
            ):
                what = f"{name}: {value} has no label and meaning"
                problems.append(Problem(file, *values.key_at(value), what, "give it both"))
    return {name: _plain(values) for name, values in node.items() if isinstance(values, Mapping)}


def _plain(node: Any) -> Any:
    """A node as plain dicts and lists; the reader has bounded its depth."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_plain(value) for value in node]
    return node
