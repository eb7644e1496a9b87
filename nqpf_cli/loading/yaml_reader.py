"""One YAML file into plain values that remember where they stood.

We read PyYAML's events and build the values ourselves, for three reasons: every key and value keeps its
line and column; nothing that YAML can do and a fact does not need (anchors, tags, merge keys, several
documents, deep nesting) gets further than a fault; and scalars follow our own rule, so that `no`, `1e3`,
`0777` and `2024-06` stay the text that was written.

The rule: a plain (unquoted) scalar that is a decimal number without leading zeros is a number, `true` and
`false` are booleans, nothing, `null` and `~` are None, all else is text. The own spelling of a number,
a boolean or an unquoted day is kept in `raw`, for fields that want text (`issued: 2024`).
"""

import re
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from nqpf_cli.loading.decode import decode, place, syntax
from nqpf_cli.loading.problems import Problem, printable

MAX_DEPTH: Final = 8
MAX_SCALAR: Final = 20_000
MAX_PROBLEMS: Final = 500

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile("[\ud800-\udfff]")
_SPECIAL = frozenset("-0123456789tfnN~")


class _Broken:
    """Stands where a value was refused, so that nothing complains of it a second time."""

    def __repr__(self) -> str:
        return "BROKEN"


BROKEN: Final = _Broken()
_SKIP: Final = "\0skip"


class Mapping(dict[str, Any]):
    """A YAML mapping: its values by key, the marks of each key and value, and the spelling of numbers."""

    __slots__ = ("marks", "raw")

    def __init__(self) -> None:
        self.marks: dict[str, tuple[Any, Any]] = {}
        self.raw: dict[Any, str] | None = None

    def key_at(self, key: str) -> tuple[int, int]:
        """Line and column, from 1, of a key that is there."""
        return place(self.marks[key][0])

    def value_at(self, key: str) -> tuple[int, int]:
        """Line and column, from 1, of the value of a key that is there."""
        return place(self.marks[key][1])


class Sequence(list[Any]):
    """A YAML sequence: its items, the mark of each, and the spelling of numbers."""

    __slots__ = ("marks", "raw")

    def __init__(self) -> None:
        self.marks: list[Any] = []
        self.raw: dict[Any, str] | None = None

    def value_at(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of an item that is there."""
        return place(self.marks[index])


def read(data: bytes, file: str) -> tuple[Any, list[Problem]]:
    """The values of one YAML file, and what is wrong with it.

    `file` is the name that the faults carry. Returns the root value (a `Sequence`, a `Mapping`, text, a
    number, or None for an empty file) with everything that could be read before the first thing that
    stops reading. A refused value is `BROKEN`. Raises nothing, whatever the bytes are.
    """
    problems: list[Problem] = []
    text = decode(data, file, problems)
    if text is None:
        return None, problems
    tree = _Tree(file, problems)
    try:
        parser = _Loader(text)
        try:
            tree.grow(parser.get_event)
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        problems.append(syntax(error, text, file))
    except (ValueError, RecursionError) as error:  # what a broken stream may yet bring out of the parser
        problems.append(
            Problem(file, 1, 1, f"cannot be read as YAML ({error})", "write it anew as plain YAML")
        )
    return tree.root(), problems


class _Stop(Exception):
    """Nothing more is read of this file; its fault is noted."""


class _Tree:
    """Grows values from events. It keeps its own stack, so that no file can exhaust Python's."""

    __slots__ = ("file", "holder", "key", "key_mark", "map", "problems", "stack", "top")

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.holder = Sequence()  # takes the root value as its one item
        self.top: Any = self.holder
        self.map = False  # whether `top` is a mapping
        self.key: str | None = None  # in a mapping: the key that waits for its value
        self.key_mark: Any = None
        self.stack: list[tuple[Any, bool, str | None, Any]] = []

    def root(self) -> Any:
        """The root value; of a file that was not read to its end, without the record that was cut off."""
        root = self.holder[0] if self.holder else None
        if len(self.stack) > 1 and isinstance(root, Sequence):
            del root[-1], root.marks[-1]
        return root

    def grow(self, get_event: Any) -> None:
        """Take events until the file ends or must not be read further. Raises `yaml.YAMLError`."""
        documents = 0
        try:
            while True:
                event = get_event()
                kind = event.__class__
                if kind is ScalarEvent:
                    self.scalar(event)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    self.open(event)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    self.top, self.map, self.key, self.key_mark = self.stack.pop()
                elif kind is AliasEvent:
                    what = f"an alias, *{_shown(event.anchor)}"
                    self.problem(event, what, "write the value out where it is needed")
                    self.add(BROKEN, event.start_mark)
                elif kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self.stop(event, "a second document in one file", "take out the line ---")
                elif kind is StreamEndEvent:
                    return
        except _Stop:
            return

    def problem(self, event: Event, what: str, hint: str) -> None:
        """Note a fault at an event; a file with very many is read no further."""
        self.problems.append(Problem(self.file, *place(event.start_mark), what, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            self.stop(event, f"{MAX_PROBLEMS} faults in this file, and the rest not read", "mend these first")

    def stop(self, event: Event, what: str, hint: str) -> None:
        """Note a last fault and read no further."""
        self.problems.append(Problem(self.file, *place(event.start_mark), what, hint))
        raise _Stop

    def add(self, value: Any, mark: Any) -> None:
        """Put a value where it belongs: to the waiting key, or at the end of the list."""
        if not self.map:
            self.top.append(value)
            self.top.marks.append(mark)
        elif self.key is None:  # only something refused can come here: a key that is no word
            self.key, self.key_mark = _SKIP, mark
        else:
            if self.key is not _SKIP:
                self.top[self.key] = value
                self.top.marks[self.key] = (self.key_mark, mark)
            self.key = None

    def scalar(self, event: Any) -> None:
        """A key or a value."""
        text: str = event.value
        if event.anchor is not None or event.tag is not None or len(text) > MAX_SCALAR:
            self.refuse(event)
            return
        if event.style == '"' and _HALF.search(text):  # libyaml stops at these; PyYAML's own parser does not
            self.problem(event, "half a character", "write the whole: \\U0001F600, not \\uD83D\\uDE00")
            self.add(BROKEN, event.start_mark)
            return
        if self.map and self.key is None:
            self.take_key(event, text)
        elif event.implicit[0] and (not text or text[0] in _SPECIAL):
            value = resolve(text)
            # A day keeps its spelling too, for who asks whether it stands in quotes.
            if (value is not text and value is not None) or _DAY.fullmatch(text):
                if self.top.raw is None:
                    self.top.raw = {}
                self.top.raw[self.key if self.map else len(self.top)] = text
            self.add(value, event.start_mark)
        else:
            self.add(text, event.start_mark)

    def take_key(self, event: Any, key: str) -> None:
        """Begin an entry of a mapping, unless its key is one that we do not take."""
        if key == "<<" and event.implicit[0]:
            self.problem(event, "a merge key, <<", "write the fields out")
            key = _SKIP
        elif key in self.top:
            line = self.top.key_at(key)[0]
            what = f"the key {_shown(key)} stands twice, first in line {line}"
            self.problem(event, what, "keep one of the two")
            key = _SKIP
        self.key, self.key_mark = key, event.start_mark

    def refuse(self, event: Any) -> None:
        """A scalar with an anchor or a tag, or one beyond all measure."""
        if len(event.value) > MAX_SCALAR:
            what = f"a text of {len(event.value):,} characters, more than the {MAX_SCALAR:,} that are read"
            self.problem(event, what, "shorten it")
        self.decorated(event)
        self.add(BROKEN, event.start_mark)

    def decorated(self, event: Any) -> bool:
        """Whether an event carries an anchor or a tag, which is a fault."""
        if event.anchor is not None:
            self.problem(event, f"an anchor, &{_shown(event.anchor)}", "take it out: aliases are not read")
        if event.tag is not None:
            self.problem(event, f"a tag, {_shown(event.tag)}", "take it out: fields have their own types")
        return event.anchor is not None or event.tag is not None

    def open(self, event: Any) -> None:
        """A mapping or a list begins."""
        mark = event.start_mark
        if len(self.stack) >= MAX_DEPTH:
            what = f"nested more than {MAX_DEPTH} levels deep"
            self.stop(event, what, "no fact needs that: write it as in the template")
        if self.map and self.key is None:
            self.stop(event, "a key that is itself a list or a mapping", "use a word as the key")
        is_map = event.__class__ is MappingStartEvent
        value: Any = Mapping() if is_map else Sequence()
        self.add(BROKEN if self.decorated(event) else value, mark)
        self.stack.append((self.top, self.map, self.key, self.key_mark))
        self.top, self.map, self.key = value, is_map, None


def resolve(text: str) -> Any:
    """A plain scalar by our rule: a number, a boolean, None, or the text itself (the same object)."""
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    return float(text) if found.group(1) else int(text)


def _shown(text: str) -> str:
    """A piece of the file as a message may show it: short, and nothing that moves a terminal's cursor."""
    return printable(text if len(text) <= 60 else text[:57] + "...")
