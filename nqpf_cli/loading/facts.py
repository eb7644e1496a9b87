"""What loading gives: records that know where they stand, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from nqpf_cli.loading.nodes import Mapping, steps
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import did_you_mean
from nqpf_cli.model.record import Record


class Loaded(NamedTuple):
    """A record with its kind and where it stands.

    `record` is a plain dict, its fields in the order of its kind, absent fields absent; `file` is the path as
    shown, `line` and `column` its first key's; `pack` is "" for our own, else the name of the pack's folder;
    `node` keeps the places of its fields, for `at`; `tests` are those of a measure, as `model.condition.split` parts
    them from the record.
    """

    kind: str
    record: Record
    file: str
    line: int
    column: int
    pack: str
    node: Mapping
    tests: Record = {}  # noqa: RUF012 - nobody writes into it

    @property
    def place(self) -> str:
        """`file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def named(self) -> str:
        """The id and the place, as problems of other records name it."""
        return f"{self.record['id']} ({self.place})"

    def at(self, path: str) -> tuple[int, int]:
        """Return line and column of a field's value: `title`, `cap.amount`, `sources.2`; of the record if absent."""
        found = (self.line, self.column)
        for _, value_at in steps(self.node, path):
            found = value_at
        return found

    def problem(self, path: str, what: str, hint: str) -> Problem:
        """Return a problem of a field, as `at` takes its path."""
        return Problem(self.file, *self.at(path), what, hint)


@dataclass
class FactSet:
    """All that was loaded, by id, with what is wrong with it; a record whose types are wrong is not there.

    `dataset`, `vocabularies` and `withdrawn` (by id, each of the kind "") are ours; `dataset_node` and
    `vocabularies_node` keep the places of the first two in their files, or are None. `partial` are the records that are
    none of the facts (a type is wrong, the id taken), without what is wrong in them. `known` gives the kind of
    every id, theirs included; `unread` are the kinds of which some records could not be read at all. `sizes` gives
    of each fact pack the path as shown and the bytes of its files.
    """

    records: dict[str, Loaded] = field(default_factory=dict)
    dataset: Record = field(default_factory=dict)
    vocabularies: Record = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    dataset_node: Mapping | None = None
    dataset_file: str = ""
    vocabularies_node: Mapping | None = None
    vocabularies_file: str = ""
    partial: list[Loaded] = field(default_factory=list)
    withdrawn: dict[str, Loaded] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    sizes: dict[str, tuple[str, int]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> Iterator[Loaded]:
        """Yield the records of these kinds, in the order of files."""
        return (loaded for loaded in self.records.values() if loaded.kind in kinds)

    def parts_of(self, *kinds: str) -> Iterator[Loaded]:
        """Yield the same and those with problems of their own, as far as they are right, so that none hides another."""
        return iter([loaded for loaded in self.texts() if loaded.kind in kinds])

    def missing(self, key: object, kind: str, otherwise: str) -> tuple[str, str] | None:
        """Return what is wrong with the id of a record of this kind, and what to do; None where it is one.

        It may be one of a kind of which some records could not be read, too.
        """
        found = self.known.get(key) if isinstance(key, str) else None
        if found == kind or (found is None and kind in self.unread):
            return None
        ids = (one for one, its in self.known.items() if its == kind)
        return f"there is no {kind} {key}", did_you_mean(str(key), ids, otherwise)

    def texts(self) -> Iterator[Loaded]:
        """Return every record for checks of its texts and dates alone, which what else is wrong in it need not hide."""
        return chain(self.records.values(), self.partial, self.withdrawn.values())
