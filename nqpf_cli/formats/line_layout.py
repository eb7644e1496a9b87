"""Lines of a given width: where paragraphs break, how wide columns are. Plain and terminal share it.

A line is a list of spans, padding included, that never ends in padding. Nothing here knows colour.
"""

from collections.abc import Iterator
from typing import TypeAlias

from nqpf_cli.formats.sanitize import safe
from nqpf_cli.model.text import breaks, width
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table

Line: TypeAlias = list[Span]
Cell: TypeAlias = tuple[list[Span], int]

PROSE = 100
"""Lines of prose longer than this are hard to read, however wide the screen is."""

_NARROW = 12  # a column of words is not made narrower than this
_NARROW_FLEX = 20
_NARROW_FILL = 24
_WORDS = range(52, 31, -4)
"""The longest word (an id, mostly) that a column keeps whole, by the room there is."""


def layout(page: Page, columns: int) -> Iterator[Line]:
    """Yield a page as lines of at most `columns` (40 or more); longer only where something cannot be broken."""
    prose = min(columns, PROSE)
    for block in page:
        if isinstance(block, Gap):
            yield []
        elif isinstance(block, Heading):
            style = f"heading{block.level}"
            text = [Span(part.text, part.style or style, part.link) for part in safe(block.text)]
            yield from flow(text, prose)
        elif isinstance(block, Para):
            yield from flow(safe(block.text), prose, block.indent, block.indent + block.hang)
        else:
            yield from _table(block, columns if block.header else prose)


def flow(text: list[Span], columns: int, first: int = 0, rest: int = 0) -> Iterator[Line]:
    """Spans broken into lines, the first moved in by `first` columns and the others by `rest`."""
    whole = text[0].text if len(text) == 1 else "".join([part.text for part in text])
    # Moved in too far for the width, a paragraph would be a column of letters.
    first, rest = min(first, columns // 2), min(rest, columns // 2)
    for number, (start, end) in enumerate(breaks(whole, columns, first, rest)):
        line = cut(text, start, end)
        indent = rest if number else first
        yield [Span(" " * indent), *line] if indent and line else line


def cut(text: list[Span], start: int, end: int) -> Line:
    """Return the spans between two offsets of their joined text."""
    line: Line = []
    at = 0
    for part in text:
        after = at + len(part.text)
        if after > start and at < end:
            inside = part.text[max(0, start - at) : end - at]
            line.append(part if len(inside) == len(part.text) else Span(inside, part.style, part.link))
        at = after
    return line


def measured(table: Table) -> tuple[list[list[Cell]], list[int]]:
    """Return a table's clean cells with their widths, the header's first, and the width that each column wants."""
    rows = [[_cell(safe(cell)) for cell in row] for row in table.rows]
    if table.header:
        rows.insert(0, [_cell([Span(part.text, "header") for part in safe(name)]) for name in table.header])
    wanted = [0] * max(map(len, rows), default=0)
    for row in rows:
        for column, (_, wide) in enumerate(row):
            wanted[column] = max(wanted[column], wide)
    return rows, wanted


def _cell(text: list[Span]) -> Cell:
    return text, sum([width(part.text) for part in text])


def _table(table: Table, columns: int) -> Iterator[Line]:
    rows, wanted = measured(table)
    if not wanted:
        return
    flex = table.flex if 0 <= table.flex < len(wanted) else wanted.index(max(wanted))
    room = columns - table.indent - table.gap * (len(wanted) - 1)
    widths = _fitted(rows, wanted, flex, room, table)
    if not widths:
        yield from _stacked(rows, table, columns)
        return
    if table.fill:
        widths[flex] += max(0, room - sum(widths))
    for row in rows:
        yield from _row(row, widths, table)


def _fitted(rows: list[list[Cell]], wanted: list[int], flex: int, room: int, table: Table) -> list[int]:
    """Widths that fit the room: the flexible column gives way first, then the widest. Empty if none do.

    Words stay whole as long as there is room for them.
    """
    if sum(wanted) <= room:
        return list(wanted)
    least = [_NARROW] * len(wanted)
    least[flex] = _NARROW_FILL if table.fill else _NARROW_FLEX
    words = [_longest_word(rows, at) for at in range(len(wanted))]
    for most in _WORDS:
        floors = [
            wide if table.align[at : at + 1] == "r" else min(wide, max(least[at], min(words[at], most)))
            for at, wide in enumerate(wanted)
        ]
        if sum(floors) <= room:
            return _shrunk(wanted, floors, flex, sum(wanted) - room)
    return []


def _shrunk(wanted: list[int], floors: list[int], flex: int, over: int) -> list[int]:
    """Return the widths less what is over: the flexible column down to its floor, then the widest of the others."""
    widths = list(wanted)
    given = min(over, widths[flex] - floors[flex])
    widths[flex] -= given
    for _ in range(over - given):
        spare = [at for at, wide in enumerate(widths) if wide > floors[at]]
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _longest_word(rows: list[list[Cell]], column: int) -> int:
    texts = ("".join([part.text for part in row[column][0]]) for row in rows if column < len(row))
    return max((width(word) for text in texts for word in text.split() if word.isascii()), default=0)


def _row(row: list[Cell], widths: list[int], table: Table) -> Iterator[Line]:
    cells = [
        [text] if wide <= widths[column] else list(flow(text, widths[column]))
        for column, (text, wide) in enumerate(row)
    ]
    for number in range(max(map(len, cells), default=1)):
        line: Line = []
        pad = table.indent  # owed, and paid only when more text follows
        for column, lines in enumerate(cells):
            text = lines[number] if number < len(lines) else []
            wide = row[column][1] if len(lines) == 1 else sum([width(part.text) for part in text])
            left = widths[column] - wide if table.align[column : column + 1] == "r" else 0
            if text and wide:
                if pad + left > 0:
                    line.append(Span(" " * (pad + left)))
                line.extend(text)
                pad = widths[column] - wide - left + table.gap
            else:
                pad += widths[column] + table.gap
        yield line


def _stacked(rows: list[list[Cell]], table: Table, columns: int) -> Iterator[Line]:
    """Yield a table too wide for any columns: each row's first cell on its own line, the others beneath it."""
    names = [text for text, _ in rows.pop(0)] if table.header else []
    for row in rows:
        for column, (text, wide) in enumerate(row):
            if not wide:
                continue
            indent = table.indent + (2 if column else 0)
            name = "".join([part.text for part in names[column]]) if 0 < column < len(names) else ""
            label = [Span(f"{name}: ", "label")] if name else []
            yield from flow([*label, *text], columns, indent, indent + 2)
