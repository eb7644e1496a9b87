"""Plain text: the page's content without colour or frame, quick enough for a pipe of hundreds of rows."""

from collections.abc import Iterator

from nqpf_cli.formats.sanitize import safe_text
from nqpf_cli.model.text import width as columns_of
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Table, undrawn


def lines(page: Page, width: int | None = None) -> Iterator[str]:
    """Yield a page as lines that fit a `width` in columns; without one nothing is wrapped and a row is a line."""
    page = undrawn(page)
    if width is not None:
        from nqpf_cli.formats.line_layout import layout

        for line in layout(page, width):
            yield "".join([part.text for part in line]).rstrip()
        return
    for block in page:
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Gap):
            yield ""
        elif isinstance(block, Para):
            yield f"{' ' * block.indent}{safe_text(block.text)}".rstrip()
        elif isinstance(block, Heading):
            yield safe_text(block.text).rstrip()


def _table(table: Table) -> Iterator[str]:
    rows = [[safe_text(cell) for cell in row] for row in table.rows]
    if table.header:
        rows.insert(0, [safe_text(name) for name in table.header])
    size = max(map(len, rows), default=0)
    if not size:
        return
    right = [table.align[column : column + 1] == "r" for column in range(size)]
    # The last column is padded only to the left, so its width matters only there.
    padded = size if right[-1:] == [True] else size - 1
    sizes = [[columns_of(cell) for cell in row[:padded]] for row in rows]
    widest = [max([row[column] for row in sizes if column < len(row)], default=0) for column in range(padded)]
    gap, indent = " " * table.gap, " " * table.indent
    for row, taken in zip(rows, sizes, strict=True):
        cells = [
            " " * (wide - used) + cell if end else cell + " " * (wide - used)
            for cell, used, wide, end in zip(row, taken, widest, right, strict=False)
        ]
        yield (indent + gap.join(cells + row[padded:])).rstrip()
