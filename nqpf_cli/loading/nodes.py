"""The values of a YAML file, as its reader makes them: each remembers where it stood."""

from array import array
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from nqpf_cli.loading.decode import place

BROKEN: Final = object()
"""Stands where a value was refused, so that nothing complains of it a second time."""


_NONE: Final[AnyMapping[Any, Any]] = MappingProxyType({})


class Mapping(dict[str, object]):
    """A YAML mapping: its values by key, where each key and its value stand, and the spelling of numbers.

    `marks`: both of each key, as `decode.packed` makes them, in the order of the keys. So they take less than half
    of the memory of a dict; `places`, the place of each key in that order, is made where something is wrong.
    """

    __slots__ = ("marks", "places", "raw")

    def __init__(self) -> None:
        self.marks = array("Q")
        self.places: dict[str, int] | None = None
        self.raw: AnyMapping[str, str] = _NONE

    def begins(self) -> tuple[int, int]:
        """Return line and column, from 1, of its first key; it must have one."""
        return place(self.marks[0])

    def key_at(self, key: str) -> tuple[int, int]:
        """Return line and column, from 1, of a key that is there."""
        return place(self.marks[2 * self._place(key)])

    def value_at(self, key: str) -> tuple[int, int]:
        """Return line and column, from 1, of the value of a key that is there."""
        return place(self.mark(key))

    def mark(self, key: str) -> int:
        """Return the mark of the value of a key that is there."""
        return self.marks[2 * self._place(key) + 1]

    def _place(self, key: str) -> int:
        if self.places is None:
            self.places = {}
        if key not in self.places:  # what has come since it was asked for last
            self.places.update((one, at) for at, one in islice(enumerate(self), len(self.places), None))
        return self.places[key]


class Sequence(list[object]):
    """A YAML sequence: its items, where each stands as `decode.packed` makes it, and the spelling of numbers."""

    __slots__ = ("marks", "raw")

    def __init__(self) -> None:
        self.marks = array("Q")
        self.raw: AnyMapping[int, str] = _NONE

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
