"""Records as flat rows with the same columns whatever they hold: what every table of records is made of."""

from typing import Any

from nqpf_cli.model.record import Answer, Record


def header(answer: Answer, columns: list[str] | None = None) -> list[str]:
    """The names of the columns, in order.

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
    """A record whose tables, at any depth, have become fields of their own: `cap: {amount}` is `cap_amount`."""
    row: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update({f"{key}_{part}": inner for part, inner in flat(value).items()})
        else:
            row[key] = value
    return row


def text(name: str, value: Any) -> str:
    """One value as bare text: lists joined, sources as their addresses, tables as compact JSON, nothing for None."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _joined(name, value)
    return _compact(value) if isinstance(value, dict) else str(value)


def _joined(name: str, values: list[Any]) -> str:
    if not any(isinstance(value, (dict, list)) for value in values):
        return "; ".join(str(value) for value in values)
    if name == "sources":
        return "; ".join(
            str(v.get("url") or v.get("id", "")) if isinstance(v, dict) else str(v) for v in values
        )
    return _compact(values)


def _compact(value: Any) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False, separators=(",", ":"))
