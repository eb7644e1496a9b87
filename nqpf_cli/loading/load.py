"""Load folders of YAML into facts: every file, every record, every problem at once.

The first folder is ours: it holds `dataset.yaml` and `vocabularies.yaml` beside the records. Each other is a
fact pack: records of any kinds, which may link to ours, and stand for one of ours only where they say so.

What a lookup relies on is checked here: the type of every field, closed lists, dates, ids, links, the tree of
regions, and `loading.checks.relied`. `loading.checks.check` looks deeper (prose, names, symmetry).
"""

from collections import abc
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from nqpf_cli.loading.checks import relied
from nqpf_cli.loading.dataset_file import Dataset, Withdrawn
from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.files import MAX_TOTAL, OURS, WITHDRAWN, File, contents, named_apart, walk
from nqpf_cli.loading.links import dangling, gone, region_tree
from nqpf_cli.loading.nodes import BROKEN, Mapping, Sequence
from nqpf_cli.loading.problems import Problem, harmless
from nqpf_cli.loading.structs import AUTHORED, struct_of
from nqpf_cli.loading.suggestions import limited_suggestions
from nqpf_cli.loading.validation import Checker
from nqpf_cli.loading.yaml_reader import read
from nqpf_cli.model.condition import split
from nqpf_cli.model.kinds import KINDS
from nqpf_cli.model.record import Record

__all__ = ["FactSet", "Loaded", "load"]

MAX_PROBLEMS: Final = 10_000


def load(roots: abc.Sequence[Path], shown: abc.Sequence[str] = ()) -> FactSet:
    """Load every fact under these folders, ours first, with every problem in the order of files and lines.

    `shown` are the paths by which problems name the folders, as a person would open them; else their names.
    Raises nothing for anything that the folders hold.
    """
    names = named_apart(roots)
    loader = _Loader()
    for number, root in enumerate(roots):
        loader.folder(Path(root), names[number] if number else "", (shown or names)[number])
    facts = loader.facts
    every = (*facts.records.values(), *facts.partial)
    facts.problems.extend(islice(dangling(every, facts.known, facts.unread, facts.withdrawn), MAX_PROBLEMS))
    facts.problems.extend(islice(region_tree(facts.records), MAX_PROBLEMS))
    facts.problems.extend(relied(facts))
    facts.problems = sorted(set(map(harmless, facts.problems)))
    return facts


class _Loader:
    """Fills facts, folder by folder."""

    def __init__(self) -> None:
        self.facts = FactSet()
        self.holders: dict[str, Loaded] = {}  # id to the record that has it, those with problems included
        self.bytes = 0
        self.suggest = limited_suggestions()

    def problem(self, file: str, at: tuple[int, int], what: str, hint: str) -> None:
        """Note a problem at a line and column."""
        self.facts.problems.append(Problem(file, *at, what, hint))

    def folder(self, root: Path, pack: str, shown: str) -> None:
        """Load one folder: ours, or the pack of this name."""
        facts, before = self.facts, self.bytes
        files = walk(root, shown, not pack, facts.problems)
        if not pack:
            self.ours([file for file in files if not file.kind], root, shown)
        checker = Checker(facts.vocabularies, facts.problems)
        for file in files:
            if file.kind:
                for node in self.nodes(file):
                    self.take(checker, file, node, pack)
            if len(facts.problems) > MAX_PROBLEMS:
                what = f"more than {MAX_PROBLEMS:,} faults up to here, and the rest not read"
                self.problem(file.shown, (1, 1), what, "mend these first")
                facts.unread.update(KINDS)
                return
        if pack:
            facts.sizes[pack] = shown, self.bytes - before

    def root(self, file: File) -> object:
        """Return the root value of a file, None where it has none."""
        data = contents(file)
        self.bytes += len(data) if isinstance(data, bytes) else 0
        if isinstance(data, bytes) and self.bytes > MAX_TOTAL:
            what = f"more than {MAX_TOTAL:,} bytes of facts"
            data = Problem.of_file(file.shown, what, "take files out of the folder")
        root, found = read(data, file.shown) if isinstance(data, bytes) else (None, [data])
        self.facts.problems += found
        if found:
            self.facts.unread.add(file.kind)
        return root

    def nodes(self, file: File) -> abc.Iterator[Mapping]:
        """Yield the records of a file as nodes."""
        root = self.root(file)
        if root is None:
            return
        if not isinstance(root, Sequence):
            self.problem(file.shown, (1, 1), "the file is no list of records", "begin each with - id:")
            self.facts.unread.add(file.kind)
            return
        for index, node in enumerate(root):
            if isinstance(node, Mapping) and node:
                yield node
            elif node is not BROKEN:
                hint = "begin it with - id: and give its fields"
                self.problem(file.shown, root.value_at(index), "not a record", hint)

    def take(self, checker: Checker, file: File, node: Mapping, pack: str) -> None:
        """Take one record into the facts, or among the partial ones."""
        line, column = node.begins()
        record, sound = checker.typed(AUTHORED[file.kind], node, file.shown)
        tests = split(record) if file.kind == "incentive" else {}
        loaded = Loaded(file.kind, record, file.shown, line, column, pack, node, tests)
        key = record.get("id") or node.get("id")
        if not isinstance(key, str) or not self.may_stand(loaded, key):
            self.facts.partial.append(loaded)
            return
        self.facts.known[key] = file.kind
        self.holders[key] = loaded
        if sound:
            self.facts.records[key] = loaded
        else:
            self.facts.partial.append(loaded)

    def may_stand(self, loaded: Loaded, key: str) -> bool:
        """Whether a record may have its id: nobody has it, or it says that it replaces who has it."""
        held, name = self.holders.get(key), loaded.node.get("replaces")
        if name is None:
            if held:
                hint = "give one of the two another id"
                if loaded.pack:
                    hint = "give it another id, or say replaces: in a fact pack"
                self.problem(
                    loaded.file, loaded.node.value_at("id"), f"the id {key} is taken: {held.place}", hint
                )
            return held is None
        wrong = self.wrong_replacing(loaded, key, name, held)
        if wrong:
            loaded.record.pop("replaces", None)
            self.problem(loaded.file, loaded.node.value_at("replaces"), *wrong)
        return wrong is None and isinstance(name, str)

    def wrong_replacing(
        self, loaded: Loaded, key: str, name: object, held: Loaded | None
    ) -> tuple[str, str] | None:
        """Return what keeps a record from replacing the one that has its id, and what to do; None for nothing."""
        facts = self.facts
        if not isinstance(name, str):  # which is said of its type
            return None
        if not loaded.pack:
            return "only a record of a fact pack may replace another", "take replaces: out"
        if name != key:
            hint = f"write id: {name}, the same as replaces:"
            return f"a record of the id {key} cannot replace {name}", hint
        if held is None:
            hint = gone(name, facts.withdrawn) or next(self.suggest)(name, facts.known, "take replaces: out")
            return f"there is no record {name} to replace", hint
        if held.pack == loaded.pack:
            return f"{name} is replaced twice: {held.place}", "keep one of the two"
        if held.kind != loaded.kind:
            return f"{name} is of the kind {held.kind}, not {loaded.kind}", "replace it by one of its kind"
        return None

    def ours(self, files: list[File], root: Path, name: str) -> None:
        """Load `dataset.yaml`, `vocabularies.yaml` and, where there is one, `withdrawn.yaml`."""
        facts = self.facts
        nodes: dict[str, object] = {}
        for file in files:
            if file.path.name == WITHDRAWN:
                self.withdrawn(file)
                continue
            nodes[file.path.name] = node = self.root(file)
            if not isinstance(node, Mapping):
                self.problem(file.shown, (1, 1), "the file is no mapping", "write key: value, a line each")
        for missing in sorted(OURS - nodes.keys()) if root.is_dir() else ():
            self.problem(f"{name}/{missing}", (1, 1), "no such file", "take it from the repository")
        dataset, vocabularies = nodes.get("dataset.yaml"), nodes.get("vocabularies.yaml")
        if isinstance(vocabularies, Mapping):
            facts.vocabularies_node, facts.vocabularies_file = vocabularies, f"{name}/vocabularies.yaml"
            facts.vocabularies = _vocabularies(vocabularies, facts.vocabularies_file, facts.problems)
        if isinstance(dataset, Mapping):
            facts.dataset_node, facts.dataset_file = dataset, f"{name}/dataset.yaml"
            facts.dataset, _ = Checker({}, facts.problems).typed(
                struct_of(Dataset), dataset, facts.dataset_file
            )

    def withdrawn(self, file: File) -> None:
        """Load the ids that went, each once."""
        for node in self.nodes(file):
            record, sound = Checker({}, self.facts.problems).typed(struct_of(Withdrawn), node, file.shown)
            if sound:
                at = node.begins()
                loaded = Loaded("", record, file.shown, *at, "", node)
                if self.facts.withdrawn.setdefault(record["id"], loaded) is not loaded:
                    what = f"{record['id']} is withdrawn twice"
                    self.problem(file.shown, at, what, "keep the later of the two")


def _vocabularies(node: Mapping, file: str, problems: list[Problem]) -> Record:
    """Return the closed lists, those left out that are no mapping of values with a label and a meaning."""
    for name, values in node.items():
        if not isinstance(values, Mapping):
            what = f"{name} is no list of values"
            problems.append(Problem(file, *node.key_at(name), what, "give it values"))
            continue
        for value, about in values.items():
            said = about if isinstance(about, Mapping) else {}
            if not (isinstance(said.get("label"), str) and isinstance(said.get("meaning"), str)):
                what = f"{name}: {value} has no label and meaning"
                problems.append(Problem(file, *values.key_at(value), what, "give it both"))
    plain: Record = msgspec.to_builtins(node, enc_hook=lambda broken: None)
    return {name: values for name, values in plain.items() if isinstance(values, dict)}
