"""CSV: a header and a row a record, safe to open in a spreadsheet; and bare, for programs alone.

Quoting follows RFC 4180; lines end in a bare newline, which spreadsheets read and Unix
tools expect.
"""

import re
from collections.abc import Iterator

from nqpf_cli.formats.escape import escape
from nqpf_cli.model import patterns
from nqpf_cli.model.flat_rows import Table, compact, flat, header, text
from nqpf_cli.model.record import Answer

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(patterns.DAY)
# What a spreadsheet takes for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

READ_FIRST = 100
"""So many rows a reader looks at to tell the type of a column, where it is not told."""


def lines(answer: Answer, columns: list[str] | None = None, *, deciding: bool = False) -> Iterator[str]:
    """Yield the header, then a row a record; the header alone where there is none.

    In: an answer, and the columns wanted (`cap` takes all of its parts, `cap_amount` one); whether rows that decide
    the type of a column may come first.
    Out: text whose cells may hold newlines inside quotes; where a number of a column may have a fraction all have, so
    that who reads the first rows knows the type.
    """
    names = header(answer, columns)
    rows = [flat(record) for record in answer.records]
    fractions = {name for row in rows for name, value in row.items() if isinstance(value, float)}
    fractions |= _fractional(answer.kind)
    cells = [
        [cell(name, _fraction(row.get(name)) if name in fractions else row.get(name)) for name in names]
        for row in rows
    ]
    yield _written([names, *(deciding_first(cells) if deciding else cells)])


def bare_lines(table: Table) -> Iterator[str]:
    """Yield a table for programs: values as they are, several as JSON; nothing guards a spreadsheet or a terminal."""
    yield _written([[*table.columns], *deciding_first([list(map(_bare, row)) for row in table.rows])])


def _written(rows: list[list[str]]) -> str:
    return "\n".join(",".join(map(_quoted, row)) or '""' for row in rows)


def _quoted(value: str) -> str:
    """Quote a value where it must be, a lone carriage return included, which Python's own writer leaves bare."""
    if any(sign in value for sign in ',"\n\r'):
        return '"' + value.replace('"', '""') + '"'
    return value


def deciding_first(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows in their order, unless the first would mislead who tells types by them.

    A column of text may begin with what reads as numbers or days (years, whole dates), or hold nothing for long; then
    the rows that decide about columns come before the others.
    """
    deciding: set[int] = set()
    for column in zip(*rows, strict=True):
        first: dict[str, int] = {}
        for at, value in enumerate(column):
            if value:
                first.setdefault(_reads_as(value), at)
        deciding |= {first["text"]} if "text" in first else {*first.values()}
    if max(deciding, default=0) < READ_FIRST:
        return rows
    return [rows[at] for at in sorted(deciding)] + [row for at, row in enumerate(rows) if at not in deciding]


def _reads_as(value: str) -> str:
    return "number" if _NUMBER.fullmatch(value) else "day" if _DAY.fullmatch(value) else "text"


def _fractional(kind: str) -> set[str]:
    """Return the columns of a kind of fact whose numbers may have a fraction."""
    from nqpf_cli.model.kinds import KINDS

    if kind not in KINDS:
        return set()
    from nqpf_cli.model.table_columns import columns_of

    return {name for name, column in columns_of(kind).items() if column.type is float}


def _fraction(value: object) -> object:
    return f"{value}.0" if isinstance(value, int) and not isinstance(value, bool) else value


def cell(name: str, value: object) -> str:
    """Return one value as a cell that no spreadsheet runs and no terminal obeys.

    In: the flat name of its column, and any value of a record. Out: its text, led by an apostrophe where it would
    have been a formula.
    """
    written = escape(text(name, value).replace("\r\n", "\n"))
    return f"'{written}" if written.startswith(_FORMULA) and not _NUMBER.fullmatch(written) else written


def _bare(value: object) -> str:
    return compact(value) if isinstance(value, list) else text("", value)
