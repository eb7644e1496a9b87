"""CSV: a header and a row a record, safe to open in a spreadsheet.

Quoting follows RFC 4180; lines end in a bare newline, which spreadsheets read and Unix
tools expect.
"""

import re
from collections.abc import Iterator

from nqpf_cli.formats.escape import escape
from nqpf_cli.model.flat_rows import flat, header, text
from nqpf_cli.model.record import Answer

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# What a spreadsheet takes for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield the header, then a row a record; the header alone where there is none.

    In: an answer, and the columns wanted (`cap` takes all of its parts, `cap_amount` one).
    Out: text whose cells may hold newlines inside quotes; where one number of
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
    yield sheet.getvalue().removesuffix("\n")


def _fraction(value: object) -> object:
    return f"{value}.0" if isinstance(value, int) and not isinstance(value, bool) else value


def cell(name: str, value: object) -> str:
    """Return one value as a cell that no spreadsheet runs and no terminal obeys.

    In: the flat name of its column, and any value of a record. Out: its text, led by an apostrophe where it would
    have been a formula.
    """
    written = escape(text(name, value).replace("\r\n", "\n"))
    return f"'{written}" if written.startswith(_FORMULA) and not _NUMBER.fullmatch(written) else written
