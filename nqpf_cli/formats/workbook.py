"""An Excel workbook: a sheet a kind with frozen header and filters, then one that says what it is.

Texts are written as texts, whatever they begin with, so that no cell is run; numbers and whole days are numbers and
days; a month or a year stays text. The library is optional, and asked for when a workbook is made.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from nqpf_cli.formats import optional
from nqpf_cli.formats.escape import escape
from nqpf_cli.formats.sanitize import safe_link
from nqpf_cli.model.flat_rows import flat, header, text
from nqpf_cli.model.kinds import KINDS, described
from nqpf_cli.model.patterns import DATE, URL
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import width
from nqpf_cli.pages.export_page import about

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_TEXT = 32_000
"""Characters of a cell; Excel takes 32,767, of which a character beyond the first plane counts two."""

MOST_LINKS, LONGEST_LINK = 65_000, 2_000
"""Links of a sheet, and characters of each; Excel takes little more."""

MOST_ROWS = 1_048_575

EXACT = 2**53
"""Whole numbers up to this are exact in a spreadsheet; beyond, and for what is no number at all, text is."""

NARROW, WIDE = 8, 60
"""Columns of text that a column is wide, at least and at most."""

_DATE = re.compile(DATE)

Places: TypeAlias = Mapping[str, tuple[str, int]]
"""Id -> the sheet and row (from 1) that hold its record."""


class Column(NamedTuple):
    """What a column holds: days, addresses, or ids of records."""

    name: str
    days: bool = False
    address: bool = False
    link: bool = False


def content(answer: Answer, columns: list[str] | None = None) -> bytes:
    """Return the workbook of an answer: a sheet for the records of each kind in it.

    In: an answer, and the columns wanted, as for CSV. Raises what `book` raises.
    """
    parts: dict[str, list[Record]] = {} if answer.records else {answer.kind: []}
    for record in answer.records:
        parts.setdefault(record.get("record_kind", answer.kind), []).append(record)
    sheets = {kind: answer.replace(kind=kind, records=records) for kind, records in parts.items()}
    return book(sheets, columns)


def book(parts: Mapping[str, Answer], columns: list[str] | None = None) -> bytes:
    """Return the bytes of a workbook with a sheet a kind; the same records give the same bytes.

    In: kind -> the answer that holds its records, at least one. Raises NoExtra where the library is not installed, and
    NqpfError for more records than a sheet holds.
    """
    from io import BytesIO

    written = BytesIO()
    made = optional("xlsxwriter", "xlsx").Workbook(written, {"in_memory": True})
    # The pages last, which every other sheet names.
    parts = dict(sorted(parts.items(), key=lambda item: item[0] == "source"))
    first = next(iter(parts.values()))
    made.set_properties({"created": datetime.fromisoformat(first.on)})
    sheets = {kind: _called(part) for kind, part in parts.items()}
    places: dict[str, tuple[str, int]] = {}
    for kind in parts.keys() & KINDS.keys():
        places |= {str(one["id"]): (sheets[kind], row) for row, one in enumerate(parts[kind].records, 2)}
    for kind, part in parts.items():
        _fill(made, made.add_worksheet(sheets[kind]), part, places, columns)
    if "kind" in first.vocabularies:  # what `check` says is about no facts of ours
        notes = made.add_worksheet("about")
        notes.set_column(0, 0, 100)
        for row, line in enumerate(about(parts)):
            notes.write_string(row, 0, escape(line))
    made.close()
    return written.getvalue()


def _called(part: Answer) -> str:
    """Return the name of a sheet: the kind in the plural where it is one of ours."""
    return str(part.vocabularies.get("kind", {}).get(part.kind, {}).get("plural", part.kind))[:31]


def _fill(
    made: "Workbook", sheet: "Worksheet", part: Answer, places: Places, columns: list[str] | None
) -> None:
    """Write the header and a row a record."""
    rows = [flat(record) for record in part.records]
    if len(rows) > MOST_ROWS:
        from nqpf_cli.model.errors import NqpfError

        raise NqpfError(f"a sheet holds {MOST_ROWS:,} records", "choose fewer, or take csv")
    described = [_column(part.kind, name, rows) for name in header(part, columns)]
    bold, day = made.add_format({"bold": True, "bottom": 1}), made.add_format({"num_format": "yyyy-mm-dd"})
    # As the apostrophe that a person types before a text: it stays text when its cell is edited, too.
    quoted = {"quote_prefix": True}
    plain = made.add_format(quoted)
    blue = made.add_format({**quoted, "font_color": "blue", "underline": 1})
    for at, column in enumerate(described):
        sheet.write_string(0, at, column.name, bold)
        widest = width(column.name) + 3  # beside the button of the filter
        for row, record in enumerate(rows, 1):
            value = record.get(column.name)
            if isinstance(value, bool):
                sheet.write_boolean(row, at, value)
            elif isinstance(value, int | float) and -EXACT <= value <= EXACT:
                sheet.write_number(row, at, value)
            elif said := _text(column.name, value):
                widest = max(widest, *(width(line) for line in said[:WIDE].split("\n")))
                if column.days and (on := _day(said)):
                    sheet.write_datetime(row, at, on, day)
                elif (link := _link(column, said, places)) and sheet.hlink_count < MOST_LINKS:
                    sheet.write_url(row, at, link, blue, said)
                else:
                    sheet.write_string(row, at, said, plain)
        sheet.set_column(at, at, min(max(widest, NARROW), WIDE))
    if described:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(described) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})


def _column(kind: str, name: str, rows: Iterable[Record]) -> Column:
    """Return what a column holds: by its description, and whether each value that it has is a date."""
    field = described(KINDS[kind].shape).get(name) if kind in KINDS else None
    values = [row[name] for row in rows if name in row]
    return Column(
        name,
        days=field.dated if field else all(isinstance(one, str) and _DATE.fullmatch(one) for one in values),
        address=name == "sources" or bool(field and field.limits.pattern == URL),
        link=bool(field and field.link and not field.many),
    )


def _day(said: str) -> date | None:
    """Return the day that a text is; nothing for a month, and for a day before those that a sheet knows."""
    with suppress(ValueError):
        return date.fromisoformat(said) if len(said) == 10 and said >= "1900-01-01" else None
    return None


def _text(name: str, value: object) -> str:
    """Return a value as text without a character that cannot be seen, cut where a cell could not hold it."""
    said = escape(text(name, value).replace("\r\n", "\n"))
    if len(said) <= MOST_TEXT // 2 or len(said.encode("utf-16-le")) // 2 <= MOST_TEXT:
        return said
    return f"{said[: MOST_TEXT // 2]}… (cut here, of {len(said):,} characters; JSON has it whole)"


def _link(column: Column, said: str, places: Places) -> str:
    """Return where a cell leads: to the page it names, the best of several, or to the row of a record; else nothing."""
    if column.address:
        link = safe_link(said.partition("; ")[0])
        return link if len(link) <= LONGEST_LINK else ""
    if column.link and said in places:
        return "internal:'{}'!A{}".format(*places[said])
    return ""
