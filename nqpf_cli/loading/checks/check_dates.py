"""Dates: in order, and not ahead of the day on which the facts were last checked."""

from collections.abc import Collection, Iterable, Iterator

from nqpf_cli.loading.dataset_file import Withdrawn
from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.nodes import Mapping, Sequence
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.structs import AUTHORED, Fact, struct_of
from nqpf_cli.model.dates import bounds, interval
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.kinds.field_types import Field


def in_order(facts: FactSet) -> Iterator[Problem]:
    """Check that what begins does so before it ends, each date taken as exactly as it is given."""
    pairs = {
        kind: [(early, late) for early, field in fields_of(kind).items() for late in field.before]
        for kind in KINDS
    }
    for loaded in facts.texts():
        for early, late in pairs.get(loaded.kind, ()):  # what was withdrawn is of no kind
            start, end = loaded.record.get(early), loaded.record.get(late)
            if start and end and _first(start) > _last(end):
                what = f"{late} {end} lies before {early} {start}"
                yield loaded.problem(late, what, "look at both dates in the source again")


def _fields(loaded: Loaded) -> Collection[tuple[str, Field]]:
    """Return the fields of a record's kind; none for a record that was withdrawn, which is of none."""
    return fields_of(loaded.kind).items() if loaded.kind in KINDS else ()


def quoted(facts: FactSet) -> Iterator[Problem]:
    """Check that a year and a full date stand in quotes: other readers of YAML take them for a number and for a day."""
    for loaded in facts.texts():
        for node, struct in _nodes(loaded):
            for name, text in node.raw.items():
                # What is no day is said elsewhere.
                if (
                    isinstance(name, str)
                    and (spec := specs_of(struct).get(name))
                    and spec.dated
                    and _first(text)
                ):
                    what = f"{name}: {text} stands without quotes"
                    yield Problem(loaded.file, *node.value_at(name), what, f"write {name}: '{text}'")


def _nodes(loaded: Loaded) -> Iterator[tuple[Mapping, type[Fact]]]:
    """Yield the mapping of a record and those in it that have a Struct of their own."""
    struct = AUTHORED.get(loaded.kind) or struct_of(Withdrawn)
    yield loaded.node, struct
    for name, spec in specs_of(struct).items():
        part = loaded.node.get(name)
        for one in part if isinstance(part, Sequence) else [part]:
            if spec.part and isinstance(one, Mapping):
                yield one, spec.part


def not_ahead(facts: FactSet) -> Iterator[Problem]:
    """Check that nothing of ours was published, issued, said or measured after the dataset's day."""
    day = _last(facts.dataset.get("checked", ""))
    return _beyond((loaded for loaded in facts.texts() if not loaded.pack), day)


def pack_not_ahead(facts: FactSet, today: str) -> Iterator[Problem]:
    """Yield the same of a pack's facts, which may be newer than ours, and today's day or the dataset's, if later."""
    if today:
        day = max(today, facts.dataset.get("checked", ""))
        yield from _beyond((loaded for loaded in facts.texts() if loaded.pack), day)


def _beyond(records: Iterable[Loaded], day: str) -> Iterator[Problem]:
    """Yield what of these records begins after a day and cannot have."""
    for loaded in records:
        for field, described in _fields(loaded):
            value = loaded.record.get(field) if described.past else None
            if value and _first(value) > day:
                yield _ahead(loaded, field, value, day)
        changed = loaded.record.get("changed", {}).get("date")
        if changed and _first(changed) > day:
            yield _ahead(loaded, "changed.date", changed, day)
        if loaded.kind == "figure" and loaded.record.get("kind", "forecast") != "forecast":
            value = loaded.record.get("period", "")
            if _first(value) > day:
                yield _ahead(loaded, "period", value, day)


def _ahead(loaded: Loaded, field: str, value: str, day: str) -> Problem:
    what = f"{field} {value} lies after {day}, the last day that facts can be of"
    return loaded.problem(field, what, "mend the date, or move checked: in dataset.yaml on")


def _first(value: str) -> str:
    """Return the first day of a date or period; the earliest of all where it is open or, as `load` says, no date."""
    try:
        return interval(value)[0] or ""
    except ValueError:
        return ""


def _last(value: str) -> str:
    """Return the last day of a date; the latest of all where it is no date, which `load` reports."""
    try:
        return bounds(value)[1]
    except ValueError:
        return "9999"
