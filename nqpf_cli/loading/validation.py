"""Hold one record to its kind: every field by its type, closed list and calendar, every problem with its place.

A sound record takes the short way: one `msgspec.convert` for the whole. Only where that fails is the record gone
through field by field, so that each problem is found where it stands, and one does not hide another.
"""

from collections.abc import Generator, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from msgspec import ValidationError

from nqpf_cli.loading.decode import place
from nqpf_cli.loading.field_specs import FieldSpec, specs_of, watched
from nqpf_cli.loading.nodes import BROKEN, Mapping, Sequence
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.structs import Fact
from nqpf_cli.loading.suggestions import did_you_mean, nearest
from nqpf_cli.loading.validation_messages import plainly
from nqpf_cli.loading.yaml_reader import MAX_PROBLEMS
from nqpf_cli.model import dates
from nqpf_cli.model.kinds.field_types import MANY
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import with_article


class Checker:
    """Turn nodes into records and collect what is wrong with them.

    `vocabularies` are the closed lists, value by value; `problems` receives what is found.
    """

    def __init__(self, vocabularies: Record, problems: list[Problem]) -> None:
        self.vocabularies = vocabularies
        self.problems = problems
        self.real: set[str] = set()  # dates known to be in the calendar

    def typed(self, struct: type[Fact], node: Mapping, file: str) -> tuple[Record, bool]:
        """Return the record of a node, its fields in the order of its kind, and whether all its types are right.

        Where they are not, the record holds what is right, with None in the place of a wrong item of a list.
        A value out of its closed list or a day out of the calendar is a problem too, but no wrong type, so that
        the checks across records can see the record.
        """
        _respell(struct, node)
        record: Record = {}
        try:
            record = msgspec.to_builtins(msgspec.convert(node, struct))
            sound = True
        except ValidationError as error:
            self.problems.extend(islice(_sift(struct, node, file, "", record), MAX_PROBLEMS))
            # What is not plain enough to be told field by field.
            if not any(problem.file == file for problem in self.problems):
                at = node.value_at(next(iter(node))) if node else (1, 1)
                what = f"not a sound record ({error})"
                self.problems.append(Problem(file, *at, what, "see the template of its kind"))
            sound = False
        self._values(struct, record, node, file)
        return record, sound

    def _values(self, struct: type[Fact], record: Record, node: Mapping, file: str) -> None:
        """Check closed lists and the calendar, in a record whose types are right and in its parts."""
        look = watched(struct)
        for name, spec in look.chosen.items():
            if name in record:
                value = record[name]
                self._closed(name, spec, value if spec.many else [value], node, file)
        for name in look.dated:
            if name in record and record[name] not in self.real:
                self._day(name, record[name], node, file)
        for name, spec in look.parts.items():
            if spec.part and name in record:
                value = record[name]
                under: Any = node[name]
                # A list written as one mapping is a problem already; its parts are checked all the same.
                nodes = under if spec.many and isinstance(under, Sequence) else [under]
                for part, one in zip(value if spec.many else [value], nodes, strict=True):
                    self._values(spec.part, part, one, file)

    def _closed(self, name: str, spec: FieldSpec, listed: list[str | None], node: Mapping, file: str) -> None:
        """Check that values stand in their closed list."""
        values = self.vocabularies.get(spec.vocabulary, {})
        for index, one in enumerate(listed):
            if one is not None and one not in values:
                held = node[name]
                at = held.value_at(index) if isinstance(held, Sequence) else node.value_at(name)
                what = f"{name}: {one} is not in the list {spec.vocabulary}"
                otherwise = f"one of {', '.join(values)}" if values else "vocabularies.yaml has no such list"
                self.problems.append(Problem(file, *at, what, did_you_mean(one, values, otherwise)))

    def _day(self, name: str, value: str, node: Mapping, file: str) -> None:
        """Check that a date or period lies in the calendar."""
        try:
            dates.interval(value)
        except ValueError as error:
            hint = "write the date as the source gives it, or as exactly as it is known"
            self.problems.append(Problem(file, *node.value_at(name), f"{name}: {error}", hint))
        else:
            self.real.add(value)


def _respell(struct: type[Fact], node: Mapping) -> None:
    """Give fields of text the spelling of what looked like a number: `issued: 2024` is the text 2024."""
    look, specs = watched(struct), specs_of(struct)
    for name in look.short:
        if name in node:
            _write_out(node, name, specs[name].short)
    for name, spec in look.parts.items():
        if spec.part and name in node:
            value = node[name]
            for part in value if spec.many and isinstance(value, Sequence) else (value,):
                if isinstance(part, Mapping):
                    _respell(spec.part, part)
    for name in look.listed:
        if name in node and isinstance(value := node[name], Sequence) and value.raw:
            for index, text in value.raw.items():
                value[index] = text
    for name, text in node.raw.items():
        if (own := specs.get(name)) and own.text and not own.many:
            node[name] = text


def _write_out(node: Mapping, name: str, key: str) -> None:
    """Put `{key: text}` in the place of each text that stands for a whole mapping, in a field or in its list."""
    value = node.get(name)
    if isinstance(value, Sequence):
        for index, item in enumerate(value):
            if not isinstance(item, Mapping | Sequence) and item is not BROKEN:
                value[index] = _holding(key, item, value.marks[index], value.raw.get(index))
    elif isinstance(value, str):
        node[name] = _holding(key, value, node.mark(name), None)


def _holding(key: str, value: object, mark: int, raw: str | None) -> Mapping:
    """Return a mapping of one key, as if it stood where its value stands."""
    made = Mapping()
    made[key] = value
    made.marks.extend((mark, mark))
    if raw is not None:
        made.raw = {key: raw}
    return made


class _Spot(NamedTuple):
    """A value in a file: where it stands and what it is called, `cap.amount` or `sources[2]`."""

    file: str
    mark: int
    name: str

    def problem(self, what: str, hint: str) -> Problem:
        """Say what is wrong with the value."""
        return Problem(self.file, *place(self.mark), f"{self.name} {what}", hint)


def _sift(struct: type[Fact], node: Mapping, file: str, path: str, record: Record) -> Iterator[Problem]:
    """Yield the problems of the fields of one mapping, each at its place, and put what is right into `record`."""
    specs = specs_of(struct)
    found: Record = {}
    meant = set()  # fields under a misspelt key: they are not missing as well
    for (key, value), begun, mark in zip(node.items(), node.marks[::2], node.marks[1::2], strict=True):
        spot = _Spot(file, mark, f"{path}{key}")
        spec = specs.get(key)
        if spec is None:
            near = nearest(key[:100].lower(), [field for field in specs if field not in node])
            meant.add(near)
            short = key if len(key) <= 60 else f"{key[:57]}..."
            what = f"{path}{short!r} is no field of {with_article(struct.__name__.lower())}"
            hint = f"did you mean {near}?" if near else f"one of {', '.join(specs)}"
            yield Problem(file, *place(begun), what, hint)
        elif value is BROKEN:
            continue
        elif spec.part:
            found[key] = yield from _sift_parts(spec.many, spec.part, value, spot)
        elif spec.many and spec.text:
            found[key] = yield from _sift_list(spec, value, spot)
        elif problem := _problem(spec.type, bool(spec.vocabulary), value, spot):
            yield problem
        else:
            found[key] = value
    record |= {name: found[name] for name in specs if found.get(name) is not None}
    for key, spec in specs.items():
        if spec.required and key not in node and key not in meant:
            at = node.begins() if node else (1, 1)
            yield Problem(file, *at, f"{path}{key} is missing", f"add {key}: to the record")


def _sift_parts(
    many: bool, struct: type[Fact], value: object, spot: _Spot
) -> Generator[Problem, None, object]:
    """Do the same for a field that is a mapping, or a list of them. Returns what is right in it, None for nothing."""
    listed, most = value if many and isinstance(value, Sequence) else None, MANY.max_length or 0
    listable = not many or (listed is not None and 1 <= len(listed) <= most)
    if not listable:
        yield spot.problem(f"is not a list of 1 to {most} mappings", "begin each with - ")
    made: list[Record] = []
    for index, part in enumerate([value] if listed is None else listed):
        here = spot if listed is None else _Spot(spot.file, listed.marks[index], f"{spot.name}[{index}]")
        made.append({})
        problems: list[Problem] = []
        if isinstance(part, Mapping) and part:
            sifted = _sift(struct, part, here.file, f"{here.name}.", made[-1])
            problems.extend(islice(sifted, MAX_PROBLEMS))
        elif part is not BROKEN:
            fields = ", ".join(name for name, spec in specs_of(struct).items() if spec.required)
            problems.append(here.problem("is not a mapping", f"give it fields: {fields}, ..."))
        yield from problems if listable else ()
    return (made if many else made[0]) if any(made) else None


def _sift_list(spec: FieldSpec, value: object, spot: _Spot) -> Generator[Problem, None, object]:
    """Do the same for a list of texts: item by item, then, where all are right, its length.

    Returns the list, with None in the place of a wrong item; None where it is no list.
    """
    if not isinstance(value, Sequence):
        if value is None:
            yield spot.problem("is empty", "give it items, or take the key out")
        else:
            how = f"write {spot.name}: [a, b], or each on a line of its own after a dash"
            yield spot.problem("is not a list", how)
        return None
    sound: list[object] = []
    for index, one in enumerate(value):
        here = _Spot(spot.file, value.marks[index], f"{spot.name}[{index}]")
        problem = None if one is BROKEN else _problem(spec.item, bool(spec.vocabulary), one, here)
        if problem:
            yield problem
        sound.append(None if problem or one is BROKEN else one)
    whole = None not in sound and not (spec.vocabulary and sound)
    if whole and (problem := _problem(spec.type, False, value, spot)):
        yield problem
    return sound


def _problem(annotation: object, chosen: bool, value: object, spot: _Spot) -> Problem | None:
    """Return what is wrong with one value, in plain words; a text that a closed list has to judge is left to it."""
    if value is None:
        return spot.problem("is empty", "give it a value, or take the key out")
    if chosen and isinstance(value, str) and value:
        return None
    try:
        msgspec.convert(value, annotation)
    except ValidationError as error:
        return spot.problem(*plainly(str(error).partition(" - at ")[0], value))
    return None
