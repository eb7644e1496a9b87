"""The columns of the flat table of a kind: what each holds, its type, its unit and where it leads.

Every typed table of records, whatever writes it, has these columns in this order, whatever its records hold.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple, get_args, get_origin, get_type_hints

from nqpf_cli.model import patterns
from nqpf_cli.model.kinds import KINDS, described, fields_of, is_table, unwrapped
from nqpf_cli.model.kinds.field_types import Field, Kept
from nqpf_cli.model.record import ADDED, PACKS

BOUNDS = ("first", "last")
"""What stands beside a date that may be a month or a year: its first and its last day."""


class Column(NamedTuple):
    """A column. Its values are of `type` (bool, int, float, str, date), or lists of them where there are `many`.

    `says`: what it holds, in a line. `unit`: what its numbers count. `vocabulary`: the closed list of its codes;
    `link`: the kinds whose ids it holds, "*" for any; `body`: it names bodies as written. `required`: it is never
    empty. `prose`: words that people search for. `parts`: where it is a list of tables, their columns. `of`: the
    column of dates that this one bounds.
    """

    type: type
    says: str
    unit: str = ""
    vocabulary: str = ""
    link: tuple[str, ...] = ()
    body: bool = False
    many: bool = False
    required: bool = False
    prose: bool = False
    parts: Mapping[str, "Column"] = {}
    of: str = ""


@cache
def columns_of(kind: str) -> dict[str, Column]:
    """Return the columns of a kind by name, in the order of every output: `cap: {amount}` is `cap_amount`."""
    shape = KINDS[kind].shape
    found: dict[str, Column] = {}
    for name in dict.fromkeys((*fields_of(kind), *ADDED.get(kind, ()), *PACKS)):
        found |= dict(_columns(shape, name))
        # The days on which a record was written are days, and need no bounds.
        if described(shape)[name].bounded and name not in described(Kept):
            for bound in BOUNDS:
                found[f"{name}_{bound}"] = Column(date, f"The {bound} day of `{name}`.", of=name)
    return found


def _columns(shape: type, name: str) -> Iterator[tuple[str, Column]]:
    """Yield the columns of one field of a TypedDict: its own, or, where it is a table, those of its parts."""
    held = unwrapped(get_type_hints(shape, include_extras=True)[name])[0]
    if is_table(held):
        for part in get_type_hints(held):
            # Where the whole may be absent, so may each part.
            yield from (
                (f"{name}_{inner}", column._replace(required=False, prose=False))
                for inner, column in _columns(held, part)
            )
        return
    field = described(shape).get(name) or Field("")
    many = get_origin(held) is list
    item = unwrapped(get_args(held)[0])[0] if many else held
    parts: dict[str, Column] = {}
    if is_table(item):
        parts = dict(pair for part in get_type_hints(item) for pair in _columns(item, part))
    of: type = next((one for one in (bool, int, float) if item is one), str)
    of = date if field.limits.pattern == patterns.DAY else of
    coded = bool(parts or field.vocabulary or field.link or field.merged)
    yield (
        name,
        Column(
            type=of,
            says=field.says,
            unit="percent" if field.percent else field.unit,
            vocabulary=field.vocabulary,
            link=field.link,
            body=field.body,
            many=many,
            required=field.required,
            prose=of is str and not coded and (field.name or field.limits.min_length is not None),
            parts=parts,
        ),
    )
