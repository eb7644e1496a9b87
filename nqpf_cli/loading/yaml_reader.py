"""Read one YAML file into plain values that remember where they stood.

We read PyYAML's events and build the values ourselves, for three reasons: every key and value keeps its
line and column; nothing that YAML can do and a fact does not need (anchors, tags, merge keys, several
documents, deep nesting) gets further than a problem; and scalars follow our own rule, so that `no`, `1e3`,
`0777` and `2024-06` stay the text that was written.

The rule: a plain (unquoted) scalar that is a decimal number without leading zeros is a number, `true` and
`false` are booleans, nothing, `null` and `~` are None, all else is text. The own spelling of a number,
a boolean or an unquoted day is kept in `raw`, for fields that want text (`issued: 2024`).
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from nqpf_cli.loading.decode import BITS, decode, packed, place, syntax
from nqpf_cli.loading.nodes import BROKEN, Mapping, Sequence
from nqpf_cli.loading.problems import Problem, printable

MAX_DEPTH: Final = 8
MAX_SCALAR: Final = 20_000
MAX_PROBLEMS: Final = 500

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile("[\ud800-\udfff]")
_NO_TEXT = frozenset(("true", "false", "", "~", "null", "Null", "NULL"))
"""What stands for something else where it is not in quotes; so do numbers, which begin with one of _FIGURES."""
_FIGURES = frozenset("-0123456789")

Event: TypeAlias = Any
"""An event of PyYAML, whose stubs do not say what each holds."""


def read(data: bytes, file: str) -> tuple[object, list[Problem]]:
    """Read the values of one YAML file, and find what is wrong with it.

    `file` is the name that the problems carry. Returns the root value (a `Sequence`, a `Mapping`, text, a
    number, or None for an empty file) with everything that was complete before the first thing that
    stops reading. A refused value is `BROKEN`. Raises nothing, whatever the bytes are.
    """
    text = decode(data, file)
    if isinstance(text, Problem):
        return None, [text]
    problems: list[Problem] = []
    reader = _Reader(file, problems)
    try:
        parser = _Loader(text)
        try:
            reader.read(parser.get_event)
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        problems.append(syntax(error, text, file))
    except (ValueError, RecursionError) as error:  # what a broken stream may yet bring out of the parser
        problems.append(
            Problem.of_file(file, f"cannot be read as YAML ({error})", "write it anew as plain YAML")
        )
    return reader.root, problems


class _Stop(Exception):
    """Nothing more is read of this file; its problem is noted."""


class _Reader:
    """Makes values of events, at most MAX_DEPTH within one another."""

    __slots__ = ("file", "next", "problems", "root")

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.root: object = None
        self.next: Callable[[], Event]

    def read(self, get_event: Callable[[], Event]) -> None:
        """Read until the file ends or must not be read further. Raises `yaml.YAMLError`."""
        self.next = get_event
        documents = 0
        try:
            while (event := self.next()).__class__ is not StreamEndEvent:
                if event.__class__ is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self.stop(event, "a second document in one file", "take out the line ---")
                elif event.__class__ not in (StreamStartEvent, DocumentEndEvent):
                    self.root = self.value(event, 0, None, None)
        except _Stop:
            return

    def problem(self, event: Event, what: str, hint: str) -> None:
        """Note a problem at an event; a file with very many is read no further."""
        self.problems.append(Problem(self.file, *place(packed(event.start_mark)), what, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            self.stop(event, f"{MAX_PROBLEMS} faults in this file, and the rest not read", "mend these first")

    def stop(self, event: Event, what: str, hint: str) -> None:
        """Note a last problem and read no further."""
        self.problems.append(Problem(self.file, *place(packed(event.start_mark)), what, hint))
        raise _Stop

    def value(self, event: Event, depth: int, holder: Any, key: str | int | None) -> object:
        """Return the value that begins with an event, inside `depth` others, for a key or place of its holder: a
        `Mapping`, a `Sequence`, or None where it is the root of the file."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event, holder, key)
        if kind is AliasEvent:
            return self.alias(event)
        if depth >= MAX_DEPTH:
            what = f"nested more than {MAX_DEPTH} levels deep"
            self.stop(event, what, "no fact needs that: write it as in the template")
        refused = self.decorated(event)
        value = self.mapping(depth + 1) if kind is MappingStartEvent else self.sequence(depth + 1)
        return BROKEN if refused else value

    def mapping(self, depth: int) -> Mapping:
        """Read the entries of a mapping that has begun."""
        found, read = Mapping(), self.next
        mark_at = found.marks.append
        if depth == 1:
            self.root = found
        key: str | None
        value: object
        while (event := read()).__class__ is not MappingEndEvent:
            mark = event.start_mark
            # Nearly all keys and values are plain text, and are taken as they are, without a call.
            if not (
                event.__class__ is ScalarEvent
                and not event.style
                and event.anchor is None
                and event.tag is None
                and (key := event.value) not in found
                and key != "<<"
                and len(key) <= MAX_SCALAR
            ):
                key = self.key(event, found)
            event = read()
            if not (
                event.__class__ is ScalarEvent
                and (style := event.style) != '"'
                and event.anchor is None
                and event.tag is None
                and (((value := event.value) not in _NO_TEXT and value[0] not in _FIGURES) or style == "'")
                and len(value) <= MAX_SCALAR
            ):
                value = self.value(event, depth, found, key)
            if key is not None:
                found[key] = value
                at = event.start_mark
                mark_at(mark.line << BITS | mark.column)
                mark_at(at.line << BITS | at.column)
        return found

    def sequence(self, depth: int) -> Sequence:
        """Read the items of a list that has begun."""
        found, read = Sequence(), self.next
        mark_at = found.marks.append
        if depth == 1:
            self.root = found
        value: object
        while (event := read()).__class__ is not SequenceEndEvent:
            if not (  # as in a mapping, and written out here too, since a call would take as long as the rest
                event.__class__ is ScalarEvent
                and (style := event.style) != '"'
                and event.anchor is None
                and event.tag is None
                and (((value := event.value) not in _NO_TEXT and value[0] not in _FIGURES) or style == "'")
                and len(value) <= MAX_SCALAR
            ):
                value = self.value(event, depth, found, len(found))
            found.append(value)
            at = event.start_mark
            mark_at(at.line << BITS | at.column)
        return found

    def key(self, event: Event, holder: Mapping) -> str | None:
        """Return a key of a mapping, None where it is one that we do not take."""
        if event.__class__ is AliasEvent:
            self.alias(event)
        elif event.__class__ is not ScalarEvent:
            self.stop(event, "a key that is itself a list or a mapping", "use a word as the key")
        elif self.refused(event):
            pass
        elif event.value == "<<" and event.implicit[0]:
            self.problem(event, "a merge key, <<", "write the fields out")
        elif event.value in holder:
            first, _ = holder.key_at(event.value)
            what = f"the key {_shown(event.value)} stands twice, first in line {first}"
            self.problem(event, what, "keep one of the two")
        else:
            return str(event.value)
        return None

    def scalar(self, event: Event, holder: Any, key: str | int | None) -> object:
        """Return a value by our rule, and keep the spelling of what is not text."""
        if self.refused(event):
            return BROKEN
        text: str = event.value
        if not event.implicit[0] or (text not in _NO_TEXT and text[0] not in _FIGURES):
            return text
        value = resolve(text)
        # A day keeps its spelling too, for who asks whether it stands in quotes.
        if key is not None and ((value is not text and value is not None) or _DAY.fullmatch(text)):
            holder.raw = holder.raw or {}
            holder.raw[key] = text
        return value

    def alias(self, event: Event) -> object:
        """Refuse an alias."""
        self.problem(event, f"an alias, *{_shown(event.anchor)}", "write the value out where it is needed")
        return BROKEN

    def refused(self, event: Event) -> bool:
        """Whether a scalar is one that we do not take, which is a problem."""
        if len(event.value) > MAX_SCALAR:
            what = f"a text of {len(event.value):,} characters, more than the {MAX_SCALAR:,} that are read"
            self.problem(event, what, "shorten it")
            return True
        # libyaml stops at these; PyYAML's own parser does not.
        if event.style == '"' and _HALF.search(event.value):
            self.problem(event, "half a character", "write the whole: \\U0001F600, not \\uD83D\\uDE00")
            return True
        return self.decorated(event)

    def decorated(self, event: Event) -> bool:
        """Whether an event carries an anchor or a tag, which is a problem."""
        if event.anchor is not None:
            self.problem(event, f"an anchor, &{_shown(event.anchor)}", "take it out: aliases are not read")
        if event.tag is not None:
            self.problem(event, f"a tag, {_shown(event.tag)}", "take it out: fields have their own types")
        return event.anchor is not None or event.tag is not None


def resolve(text: str) -> str | float | None:
    """Resolve a plain scalar by our rule: a number, a boolean, None, or the text itself (the same object)."""
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    return float(text) if found.group(1) else int(text)


def _shown(text: str) -> str:
    """Return a piece of the file as a message may show it: short, and nothing that moves a terminal's cursor."""
    return printable(text if len(text) <= 60 else text[:57] + "...")
