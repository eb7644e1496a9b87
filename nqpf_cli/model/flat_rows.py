"""Records as flat rows with the same columns whatever they hold: what every table of records is made of."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from nqpf_cli.model import dates
from nqpf_cli.model.record import PACKS, Answer, Record

if TYPE_CHECKING:
    from nqpf_cli.model.table_columns import Column

Scalar: TypeAlias = str | int | float | bool | None
Cell: TypeAlias = Scalar | date | list[str | Record]


class Table(NamedTuple):
    """The records of a kind as rows: `columns` maps the name of each to the type of its values; None is no value.

    `about` says of each column what it holds.
    """

    kind: str
    columns: dict[str, type]
    rows: list[list[Cell]]
    about: "Mapping[str, Column]"

    @property
    def records(self) -> list[Record]:
        """Each row by the names of its columns, as data frames take it."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def table(answer: Answer, *, whole: bool = False) -> Table:
    """Flatten the records of a kind. The columns and their types are the same whatever the records hold.

    In: the answer, and whether values stay whole: several as a list, days as `date`, pages as ids, and beside a date
    that may be a month or a year its first and its last day. Else they are text as in CSV.
    """
    from nqpf_cli.model.table_columns import columns_of

    about = {name: column for name, column in columns_of(answer.kind).items() if whole or not column.of}
    if not answer.context.packs:
        about = {name: column for name, column in about.items() if name not in PACKS}
    cell = _whole if whole else _scalar
    rows = [[cell(name, column, row) for name, column in about.items()] for row in map(flat, answer.records)]
    return Table(answer.kind, {name: _type(column, whole) for name, column in about.items()}, rows, about)


def _type(column: "Column", whole: bool) -> type:
    if whole:
        return list if column.many else column.type
    return str if column.many or column.type is date else column.type


def _scalar(name: str, column: "Column", row: Record) -> Scalar:
    value = row.get(name)
    if value is None:
        return None
    of = _type(column, whole=False)
    return text(name, value) if of is str else cast("Scalar", of(value))


def _whole(name: str, column: "Column", row: Record) -> Cell:
    value: Any = row.get(column.of or name)
    if value is None or (value is True and column.type is not bool):  # replaced, by what is not on record
        return None
    if column.of:
        value = dates.interval(value)[name.endswith("_last")]
    if column.many:
        return [_item(column, item) for item in value]
    if column.type is date:
        return date.fromisoformat(value) if value else None
    return cast("Scalar", column.type(value))


def _item(column: "Column", item: str | Record) -> str | Record:
    if isinstance(item, str):
        return item
    if not column.parts:
        return str(item["id"])
    found = ((part, item.get(part), about.type) for part, about in column.parts.items())
    return {part: None if value is None else of(value) for part, value, of in found}


def header(answer: Answer, columns: list[str] | None = None) -> list[str]:
    """Return the names of the columns, in order.

    In: an answer, and the columns wanted, or none for all. Out: flat names, each once.
    """
    from nqpf_cli.model.kinds import parts_of_fields

    # With the parts of nested fields, so that a table has the same columns whatever rows it holds.
    parts = {key: dict.fromkeys(value) for key, value in parts_of_fields().items()}
    fields: dict[str, bool] = dict.fromkeys(answer.columns, False)
    for record in answer.records:
        for key, value in record.items():
            if isinstance(value, dict):
                parts.setdefault(key, {}).update(dict.fromkeys(flat(value)))
                fields.setdefault(key, False)
            else:
                # A word in one record, a table in another: `status` of a policy and of a measure.
                fields[key] = True
    names: dict[str, None] = {}
    for field in columns or fields:
        if field not in parts or fields.get(field):
            names[field] = None
        names.update(dict.fromkeys(f"{field}_{part}" for part in parts.get(field, ())))
    return list(names)


def flat(record: Record) -> Record:
    """Return a record whose tables, at any depth, have become fields of their own: `cap: {amount}` is `cap_amount`."""
    row: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update({f"{key}_{part}": inner for part, inner in flat(value).items()})
        else:
            row[key] = value
    return row


def text(name: str, value: object) -> str:
    """Return a value as bare text: lists joined, sources as addresses, tables as compact JSON, nothing for None."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _joined(name, value)
    return compact(value) if isinstance(value, dict) else str(value)


def _joined(name: str, values: list[object]) -> str:
    if not any(isinstance(value, (dict, list)) for value in values):
        return "; ".join(str(value) for value in values)
    if name == "sources":
        pages = (page if isinstance(page, dict) else {"id": page} for page in values)
        return "; ".join(str(page.get("url") or page.get("id", "")) for page in pages)
    return compact(values)


def compact(value: object) -> str:
    """Return a value as JSON on one line."""
    from json import dumps

    return dumps(value, ensure_ascii=False, separators=(",", ":"))
