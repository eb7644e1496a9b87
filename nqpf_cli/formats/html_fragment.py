"""HTML: a fragment whose structure is the page's and whose classes are its meanings; all text is escaped."""

import re
from collections.abc import Callable, Iterator

from nqpf_cli.formats.sanitize import escape_html, safe
from nqpf_cli.model.text import clean
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text, plain, spans, tick

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A run begins in Han and keeps the letters, digits and full-width marks up to the last Han, with its stops.
_BETWEEN = r"\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2026\u2014·0-9A-Za-z+%-"
_CHINESE = re.compile(rf"[{_HAN}](?:[{_HAN}{_BETWEEN}]*[{_HAN}])?[\u3001\u3002\uff0c\uff1b\uff1f\uff01]*")
_SHORT = 12  # a day in words; broken in two it would be hard to read
_CLASS = re.compile(r"[a-z][a-z0-9-]*")


def lines(page: Page, *, whole: bool = False) -> Iterator[str]:
    """Yield a page as sections, paragraphs and tables.

    `whole`: nothing else stands beside it in its file, so that its first heading is an h1, not an h2, and sections may
    bear ids and cells the name of their column.
    """
    open_levels: list[int] = []
    for number, block in enumerate(page):
        if isinstance(block, Gap):
            continue
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
                yield "</section>"
            open_levels.append(block.level)
            rank = min(6, block.level + (not whole))
            yield f'<section id="part-{number}">' if whole else "<section>"
            yield f"<h{rank}>{inline(block.text)}</h{rank}>"
        elif isinstance(block, Para):
            indent = ' class="indent"' if block.indent else ""
            yield f"<p{indent}>{inline(block.text)}</p>"
        else:
            if block.picture:
                from nqpf_cli.formats import svg

                yield from svg.lines(block.picture, f"picture-{number}")
            yield from _marked(block) or _table(block, whole)
    for _ in open_levels:
        yield "</section>"


def _marked(table: Table) -> list[str]:
    """Return a list whose rows are boxes to tick, or numbered notes; nothing for any other table."""
    rows = [] if table.header else table.rows
    if rows and all(map(tick, rows)):
        texts = (" ".join(map(inline, row[1:])) for row in rows)
        items = [f'<li><label><input type="checkbox"> <span>{text}</span></label></li>' for text in texts]
        return ['<ul class="ticks">', *items, "</ul>"]
    marks = [spans(row[0]) for row in rows if row]
    if marks and all(len(mark) == 1 and mark[0].style == "note" for mark in marks):
        items = []
        for (mark,), row in zip(marks, rows, strict=True):
            text = " ".join(map(inline, row[1:]))
            items.append(f'<li id="{_note(mark)}" value="{_digits(mark)}">{text}</li>')
        return ['<ol class="notes">', *items, "</ol>"]
    return []


def _table(table: Table, whole: bool) -> Iterator[str]:
    if not table.rows and not table.header:
        return
    # On a telephone the style sheet lays cells out one below the other; the roles keep them a table.
    framed = whole and bool(table.header)

    def role(name: str) -> str:
        return f' role="{name}"' if framed else ""

    yield f"<table{role('table')}>" if table.header else '<table class="list">'
    if table.header:
        cells = [_column(table, at, inline(name), role) for at, name in enumerate(table.header)]
        yield f"<thead{role('rowgroup')}><tr{role('row')}>{''.join(cells)}</tr></thead>"
    yield f"<tbody{role('rowgroup')}>"
    names = [escape_html(clean(plain(name))) for name in table.header or ()] if framed else []
    for row in table.rows:
        cells = []
        for at, cell in enumerate(row):
            text = inline(cell)
            # The first cell names its row; an empty one names nothing.
            names_row = at == 0 and text and len(row) > 1
            start = f'th scope="row"{role("rowheader")}' if names_row else f"td{role('cell')}"
            called = f' data-label="{names[at]}"' if text and at < len(names) and names[at] else ""
            cells.append(f"<{start}{_side(table, at, cell if framed else '')}{called}>{text}</{start[:2]}>")
        yield f"<tr{role('row')}>{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _column(table: Table, at: int, name: str, role: Callable[[str], str]) -> str:
    # A header without a word names nothing, and a screen reader should not announce it.
    if not name:
        return f"<td{role('cell')}></td>"
    return f'<th scope="col"{role("columnheader")}{_side(table, at)}>{name}</th>'


def _side(table: Table, column: int, cell: Text = "") -> str:
    if table.align[column : column + 1] == "r":
        return ' class="number"'
    return ' class="short"' if 0 < len(plain(cell)) <= _SHORT else ""


def inline(text: Text) -> str:
    """Return text as phrasing content: escaped, spans for meanings and Chinese, links where there are any."""
    return "".join(map(_span, safe(text)))


def _span(part: Span) -> str:
    if part.style == "note" and _digits(part):
        return f'<sup class="note"><a href="#{_note(part)}">{escape_html(part.text)}</a></sup>'
    style = f' class="{part.style}"' if _CLASS.fullmatch(part.style) else ""
    if part.style == "bar":
        style += ' aria-hidden="true"'  # a screen reader would spell it out
    text = escape_html(part.text)  # which touches nothing that is part of a run of Chinese
    if _CHINESE.fullmatch(part.text):
        written = f'<span{style} lang="zh-Hans">{text}</span>'
    else:
        written = _CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', text)
        if style:
            written = f"<span{style}>{written}</span>"
    return f'<a href="{escape_html(part.link)}">{written}</a>' if part.link else written


def _note(mark: Span) -> str:
    """Return the id of a numbered note."""
    return f"note-{_digits(mark)}"


def _digits(mark: Span) -> str:
    return "".join(digit for digit in mark.text if digit in "0123456789")
