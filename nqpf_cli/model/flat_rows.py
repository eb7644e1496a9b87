"""Records as flat rows with the same columns whatever they hold: what every table of records is made of."""

from typing import NamedTuple, TypeAlias, cast

from nqpf_cli.model.record import Answer, Record

Scalar: TypeAlias = str | int | float | bool | None


class Table(NamedTuple):
    """The records of a kind as rows: `columns` maps the name of each to the type of its values; None is no value."""

    kind: str
    columns: dict[str, type]
    rows: list[list[Scalar]]

    @property
    def records(self) -> list[dict[str, Scalar]]:
        """Each row by the names of its columns, as data frames take it."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def table(answer: Answer) -> Table:
    """Flatten the records of a kind. The columns and their types are the same whatever the records hold."""
    from nqpf_cli.model.kinds import column_types

    known = column_types(answer.kind)
    columns = {name: known.get(name, str) for name in header(answer)}
    flattened = [flat(record) for record in answer.records]
    rows = [[_scalar(name, of, row.get(name)) for name, of in columns.items()] for row in flattened]
    return Table(answer.kind, columns, rows)


def _scalar(name: str, of: type, value: object) -> Scalar:
    if value is None:
        return None
    return text(name, value) if of is str else cast("Scalar", of(value))


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
    return _compact(value) if isinstance(value, dict) else str(value)


def _joined(name: str, values: list[object]) -> str:
    if not any(isinstance(value, (dict, list)) for value in values):
        return "; ".join(str(value) for value in values)
    if name == "sources":
        return "; ".join(
            str(v.get("url") or v.get("id", "")) if isinstance(v, dict) else str(v) for v in values
        )
    return _compact(values)


def _compact(value: object) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False, separators=(",", ":"))
