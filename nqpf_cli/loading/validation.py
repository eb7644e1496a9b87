"""One record against its kind: every field by its type, closed list and calendar, every fault with its place.

A sound record takes the short way: one `msgspec.convert` for the whole. Only where that fails is the record
gone through field by field, so that each fault is found and named where it stands, and one does not hide another.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
from msgspec import ValidationError

from nqpf_cli.loading.decode import place
from nqpf_cli.loading.field_specs import Shape, item_of, shape_of
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.structs import AUTHORED, Fact
from nqpf_cli.loading.suggestions import did_you_mean, nearest
from nqpf_cli.loading.validation_messages import plainly, with_article
from nqpf_cli.loading.yaml_reader import BROKEN, MAX_PROBLEMS, Mapping, Sequence
from nqpf_cli.model import dates
from nqpf_cli.model.record import Record

_MOST = 60  # of a list; field_types.py says the same


class Checker:
    """Turns nodes into records and collects what is wrong with them.

    `vocabularies` are the closed lists, value by value; `faults` receives what is found.
    """

    def __init__(self, vocabularies: Record, problems: list[Problem]) -> None:
        self.vocabularies = vocabularies
        self.problems = problems
        self.real: set[str] = set()  # dates known to be in the calendar

    def record(self, kind: str, node: Mapping, file: str) -> tuple[Record, bool]:
        """The record of a node, as one of a kind; see `typed`."""
        return self.typed(AUTHORED[kind], node, file)

    def typed(self, struct: type[Fact], node: Mapping, file: str) -> tuple[Record, bool]:
        """The record of a node, its fields in the order of its kind, and whether all its types are right.

        Where they are not, the record holds what is right, with None in the place of a wrong item of a list.
        A value out of its closed list or a day out of the calendar is a fault too, but no wrong type, so that
        the checks across records can see the record.
        """
        shape = shape_of(struct)
        _respell(shape, node)
        try:
            record: Record = msgspec.to_builtins(msgspec.convert(node, shape.struct))
        except ValidationError:
            known = len(self.problems)
            self.problems.extend(islice(_field_problems(shape, node, file, ""), MAX_PROBLEMS))
            record = _sound_part(shape, node)
            self._values(shape, record, node, file)
            if len(self.problems) == known and not _has_broken(node):
                line, column = node.value_at(next(iter(node))) if node else (1, 1)
                self.problems.append(
                    Problem(file, line, column, "not a sound record", "see the template of its kind")
                )
            return record, False
        self._values(shape, record, node, file)
        return record, True

    def _values(self, shape: Shape, record: Record, node: Mapping, file: str) -> None:
        """Closed lists and the calendar, in a record whose types are right, and in its parts."""
        for name, many, vocabulary in shape.closed:
            value = record.get(name)
            if value is None:
                continue
            values = self.vocabularies.get(vocabulary, {})
            for index, one in enumerate(value if many else (value,)):
                if one is not None and one not in values:
                    at: tuple[int, int] = node[name].value_at(index) if many else node.value_at(name)
                    what = f"{name}: {one} is not in the list {vocabulary}"
                    otherwise = (
                        f"one of {', '.join(values)}" if values else "vocabularies.yaml has no such list"
                    )
                    self.problems.append(Problem(file, *at, what, did_you_mean(one, values, otherwise)))
        for name in shape.days:
            value = record.get(name)
            if value is not None and value not in self.real:
                self._day(name, value, node, file)
        for name, many, struct in shape.parts:
            value = record.get(name)
            if value is not None:
                # A list written as one mapping was told of already; its parts are judged all the same.
                nodes = node[name] if many and isinstance(node[name], Sequence) else [node[name]]
                for part, under in zip(value if many else [value], nodes, strict=True):
                    self._values(shape_of(struct), part, under, file)

    def _day(self, name: str, value: str, node: Mapping, file: str) -> None:
        """A date or period that must lie in the calendar."""
        try:
            dates.interval(value)
        except ValueError as error:
            hint = "write the date as the source gives it, or as exactly as it is known"
            self.problems.append(Problem(file, *node.value_at(name), f"{name}: {error}", hint))
        else:
            self.real.add(value)


def _respell(shape: Shape, node: Mapping) -> None:
    """Give fields of text the spelling of what looked like a number: `issued: 2024` is the text 2024."""
    if node.raw:
        for key, text in node.raw.items():
            if key in shape.texts and node.get(key) is not BROKEN:
                node[key] = text
    for name in shape.lists:
        items = node.get(name)
        if isinstance(items, Sequence) and items.raw:
            for index, text in items.raw.items():
                items[index] = text
    for name, many, struct in shape.parts:
        if name in shape.short:
            _write_out(node, name, shape.short[name])
        value = node.get(name)
        if value is not None:
            inner = shape_of(struct)
            for part in value if many and isinstance(value, Sequence) else (value,):
                if isinstance(part, Mapping):
                    _respell(inner, part)


def _write_out(node: Mapping, name: str, key: str) -> None:
    """Put `{key: text}` in the place of each text that stands for a whole mapping, in a field or in its list."""
    value = node.get(name)
    if isinstance(value, Sequence):
        for index, item in enumerate(value):
            if not isinstance(item, Mapping | Sequence) and item is not BROKEN:
                value[index] = _holding(key, item, value.marks[index], (value.raw or {}).get(index))
    elif isinstance(value, str):
        node[name] = _holding(key, value, node.marks[name][1], None)


def _holding(key: str, value: Any, mark: Any, raw: str | None) -> Mapping:
    """A mapping of one key, as if it stood where its value stands."""
    made = Mapping()
    made[key] = value
    made.marks[key] = (mark, mark)
    made.raw = None if raw is None else {key: raw}
    return made


def _sound_part(shape: Shape, node: Mapping) -> Record:
    """What of a node's fields is right; in a list, None stands for what is not."""
    record: Record = {}
    parts = {name: (many, struct) for name, many, struct in shape.parts}
    for name, annotation in shape.types.items():
        value = node.get(name)
        if name in parts:
            many, struct = parts[name]
            items = value if many and isinstance(value, Sequence) else (value,)
            made = [_sound_part(shape_of(struct), one) if isinstance(one, Mapping) else {} for one in items]
            if any(made):
                record[name] = made if many else made[0]
        elif name in shape.lists:
            if isinstance(value, Sequence):
                item = item_of(annotation)
                record[name] = [one if _fits(shape, name, item, one) else None for one in value]
        elif _fits(shape, name, annotation, value):
            record[name] = value
    return record


def _fits(shape: Shape, name: str, annotation: Any, value: Any) -> bool:
    """Whether a value is right for its field; a word that a closed list takes or refuses is that list's to judge."""
    if isinstance(value, str) and value and name in shape.chosen:
        return True
    try:
        msgspec.convert(value, annotation)
    except ValidationError:
        return False
    return True


def _has_broken(node: Any) -> bool:
    """Whether a value in the node was refused by the reader, which has said so."""
    if isinstance(node, Mapping):
        return any(map(_has_broken, node.values()))
    return node is BROKEN or (isinstance(node, Sequence) and any(map(_has_broken, node)))


def _field_problems(shape: Shape, node: Mapping, file: str, path: str) -> Iterator[Problem]:
    """Every fault of the fields of one mapping, each at its place."""
    parts = {name: (many, struct) for name, many, struct in shape.parts}
    meant = set()  # fields under a misspelt key: they are not missing as well
    for key, value in node.items():
        name = f"{path}{key}"
        if key not in shape.types:
            choices = [field for field in shape.types if field not in node]
            otherwise = f"one of {', '.join(shape.types)}"
            short = key if len(key) <= 60 else f"{key[:57]}..."
            what = f"{path}{short!r} is no field of {with_article(shape.struct.__name__.lower())}"
            near = nearest(key[:100].lower(), choices)
            meant.add(near)
            yield Problem(file, *node.key_at(key), what, f"did you mean {near}?" if near else otherwise)
        elif value is BROKEN:
            continue
        elif key in parts:
            yield from _part_problems(*parts[key], value, node.marks[key][1], file, name)
        elif key in shape.lists:
            judged = key in shape.chosen
            yield from _list_problems(shape.types[key], value, node.marks[key][1], file, name, judged=judged)
        elif not _fits(shape, key, shape.types[key], value):
            yield from _value_problems(shape.types[key], value, node.marks[key][1], file, name)
    for key in shape.required:
        if key not in node and key not in meant:
            at = node.key_at(next(iter(node))) if node else (1, 1)
            yield Problem(file, *at, f"{path}{key} is missing", f"add {key}: to the record")


def _part_problems(
    many: bool, struct: type[Fact], value: Any, mark: Any, file: str, name: str
) -> Iterator[Problem]:
    """Faults of a nested mapping, or of a list of them."""
    shape = shape_of(struct)
    if not many:
        if isinstance(value, Mapping) and value:
            yield from _field_problems(shape, value, file, f"{name}.")
        else:
            fields = ", ".join(shape.required)
            yield Problem(file, *place(mark), f"{name} is not a mapping", f"give it fields: {fields}, ...")
    elif not isinstance(value, Sequence) or not 1 <= len(value) <= _MOST:
        yield Problem(
            file, *place(mark), f"{name} is not a list of 1 to {_MOST} mappings", "begin each with - "
        )
    else:
        for index, part in enumerate(value):
            if part is not BROKEN:
                yield from _part_problems(False, struct, part, value.marks[index], file, f"{name}[{index}]")


def _list_problems(
    annotation: Any, value: Any, mark: Any, file: str, name: str, *, judged: bool
) -> Iterator[Problem]:
    """Faults of a list of texts, item by item, then of its length; `judged`: a closed list looks at its words."""
    if not isinstance(value, Sequence):
        what, hint = (
            f"{name} is not a list",
            f"write {name}: [a, b], or each on a line of its own after a dash",
        )
        if value is None:
            what, hint = f"{name} is empty", "give it items, or take the key out"
        yield Problem(file, *place(mark), what, hint)
        return
    item = item_of(annotation)
    sound = True
    for index, one in enumerate(value):
        if one is BROKEN or (judged and isinstance(one, str) and one):
            sound = False
            continue
        for problem in _value_problems(item, one, value.marks[index], file, f"{name}[{index}]"):
            sound = False
            yield problem
    if sound:
        yield from _value_problems(annotation, value, mark, file, name)


def _value_problems(annotation: Any, value: Any, mark: Any, file: str, name: str) -> Iterator[Problem]:
    """The fault of one value, said in plain words."""
    if value is None:
        yield Problem(file, *place(mark), f"{name} is empty", "give it a value, or take the key out")
        return
    try:
        msgspec.convert(value, annotation)
    except ValidationError as error:
        what, hint = plainly(str(error).partition(" - at ")[0], value)
        yield Problem(file, *place(mark), f"{name} {what}", hint)
