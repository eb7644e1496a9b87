"""What loading gives: records that know where they stand, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.yaml_reader import Mapping, Sequence
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
        """`file:line:column`, as problems of other records name it."""
        return f"{self.file}:{self.line}:{self.column}"

    def at(self, path: str) -> tuple[int, int]:
        """Return line and column of a field's value: `title`, `cap.amount`, `sources.2`; of the record if absent.

        The last key of a path may hold dots itself.
        """
        value: object = self.node
        found = (self.line, self.column)
        while path:
            step, _, path = (
                (path, "", "") if isinstance(value, Mapping) and path in value else path.partition(".")
            )
            if isinstance(value, Mapping) and step in value:
                found, value = value.value_at(step), value[step]
            elif isinstance(value, Sequence) and step.isdigit() and int(step) < len(value):
                found, value = value.value_at(int(step)), value[int(step)]
            else:
                break
        return found


@dataclass
class Facts:
    """All that was loaded, by id, with what is wrong with it; a record whose types are wrong is not there.

    `dataset`, `vocabularies` and `withdrawn` (by id, each of the kind "") are ours; `dataset_node`
    keeps the places of the first in `dataset_file`, or is None. `partial` are the records that are
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
    partial: list[Loaded] = field(default_factory=list)
    withdrawn: dict[str, Loaded] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    sizes: dict[str, tuple[str, int]] = field(default_factory=dict)

    def texts(self) -> Iterator[Loaded]:
        """Yield every record for checks of its texts and dates alone, which what else is wrong in it need not hide."""
        yield from self.records.values()
        yield from self.partial
        yield from self.withdrawn.values()
