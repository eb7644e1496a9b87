"""The values of a YAML file, as its reader makes them: each remembers where it stood."""

from collections.abc import Iterator
from typing import Final

from nqpf_cli.loading.decode import BITS, place

BROKEN: Final = object()
"""Stands where a value was refused, so that nothing complains of it a second time."""


class Mapping(dict[str, object]):
    """A YAML mapping: its values by key, where each key and its value stand, and the spelling of numbers.

    `marks`: both as `decode.packed` makes them, that of the key twice BITS higher.
    """

    __slots__ = ("marks", "raw")

    def __init__(self) -> None:
        self.marks: dict[str, int] = {}
        self.raw: dict[str, str] = {}

    def key_at(self, key: str) -> tuple[int, int]:
        """Return line and column, from 1, of a key that is there."""
        return place(self.marks[key] >> 2 * BITS)

    def value_at(self, key: str) -> tuple[int, int]:
        """Return line and column, from 1, of the value of a key that is there."""
        return place(self.mark(key))

    def mark(self, key: str) -> int:
        """Return the mark of the value of a key that is there."""
        return self.marks[key] % (1 << 2 * BITS)


class Sequence(list[object]):
    """A YAML sequence: its items, where each stands as `decode.packed` makes it, and the spelling of numbers."""

    __slots__ = ("marks", "raw")

    def __init__(self) -> None:
        self.marks: list[int] = []
        self.raw: dict[int, str] = {}

    def value_at(self, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of an item that is there."""
        return place(self.marks[index])


def steps(node: object, path: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield line and column of each key on the way along a path (`cap.amount`, `sources.2`), and of its value.

    An item of a sequence counts as key and value. It ends where the path leads no further; the last key of a path may
    hold dots itself.
    """
    while path:
        step, _, rest = path.partition(".")
        if isinstance(node, Mapping) and path in node:
            step, rest = path, ""
        if isinstance(node, Sequence) and step.isdigit() and int(step) < len(node):
            at = node.value_at(int(step))
            yield at, at
            node = node[int(step)]
        elif isinstance(node, Mapping) and step in node:
            yield node.key_at(step), node.value_at(step)
            node = node[step]
        else:
            return
        path = rest
