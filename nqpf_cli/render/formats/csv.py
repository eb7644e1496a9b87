"""CSV: a header and a row a record, safe to open in a spreadsheet.

Quoting follows RFC 4180; lines end in a bare newline, which spreadsheets read and Unix
tools expect.
"""

import re
from collections.abc import Iterator
from typing import Any

from nqpf_cli.model.record import Answer, Record
from nqpf_cli.render.formats.fields import escape

# The parts of nested fields, so that a table has the same columns whatever rows it holds.
PARTS: dict[str, tuple[str, ...]] = {
    "cap": ("amount", "currency", "kind", "from", "per", "each", "years", "of", "group"),
    "pool": ("amount", "currency", "per"),
    "changed": ("date", "what", "why"),
    "document_life": ("rule", "years", "trial_years"),
}

_number = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# What a spreadsheet takes for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """The header, then a row a record; the header alone where there is none.

    In: an answer whose `said["fields"]` names the kind's fields in order, `said["parts"]` those of nested
    fields beyond `PARTS`; and the columns wanted (`cap` takes all of its parts, `cap_amount` one).
    `said["bom"]` asks for a byte-order mark. Out: text whose cells may hold newlines inside quotes; where one number of
    a column has a fraction all have, so that who reads the first rows knows the type.
    """
    from csv import writer
    from io import StringIO

    names = header(answer, columns)
    sheet = StringIO()
    write = writer(sheet, lineterminator="\n").writerow
    write(names)
    rows = [flat(record) for record in answer.records]
    fractions = {name for row in rows for name, value in row.items() if isinstance(value, float)}
    for row in rows:
        values = [(name, row.get(name)) for name in names]
        write([cell(name, _fraction(value) if name in fractions else value) for name, value in values])
    yield ("\ufeff" if answer.said.get("bom") else "") + sheet.getvalue().removesuffix("\n")


def _fraction(value: Any) -> Any:
    return f"{value}.0" if isinstance(value, int) and not isinstance(value, bool) else value


def header(answer: Answer, columns: list[str] | None = None) -> list[str]:
    """The names of the columns, in order.

    In: an answer, and the columns wanted, or none for all. Out: flat names, each once.
    """
    parts = {key: dict.fromkeys(value) for key, value in {**PARTS, **answer.said.get("parts", {})}.items()}
    fields: dict[str, bool] = dict.fromkeys(answer.said.get("fields", ()), False)
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


def cell(name: str, value: Any) -> str:
    """One value as a cell that no spreadsheet runs and no terminal obeys.

    In: the flat name of its column, and any value of a record. Out: its text, led by an apostrophe where it would
    have been a formula.
    """
    written = escape(text(name, value).replace("\r\n", "\n"))
    return f"'{written}" if written.startswith(_FORMULA) and not _number.fullmatch(written) else written


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
