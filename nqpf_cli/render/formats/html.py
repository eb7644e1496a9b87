"""HTML: a fragment whose structure is the page's and whose classes are its meanings; all text is escaped."""

import re
from collections.abc import Iterator

from nqpf_cli.render.formats.edge import safe
from nqpf_cli.render.page import Gap, Heading, Page, Para, Span, Table, Text

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A run begins in Han and keeps the letters, digits and full-width marks up to the last Han, with its stops.
_BETWEEN = r"\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2026\u2014·0-9A-Za-z+%-"
_CHINESE = re.compile(rf"[{_HAN}](?:[{_HAN}{_BETWEEN}]*[{_HAN}])?[\u3001\u3002\uff0c\uff1b\uff1f\uff01]*")
_CLASS = re.compile(r"[a-z][a-z0-9-]*")


def lines(page: Page, top: int = 2) -> Iterator[str]:
    """A page as a fragment.

    In: a page, and the rank of its first level of headings (2: h2). Out: sections, paragraphs, tables.
    """
    open_levels: list[int] = []
    for block in page:
        if isinstance(block, Gap):
            continue
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
                yield "</section>"
            open_levels.append(block.level)
            rank = min(6, block.level + top - 1)
            yield "<section>"
            yield f"<h{rank}>{inline(block.text)}</h{rank}>"
        elif isinstance(block, Para):
            indent = ' class="indent"' if block.indent else ""
            yield f"<p{indent}>{inline(block.text)}</p>"
        else:
            yield from _table(block)
    for _ in open_levels:
        yield "</section>"


def _table(table: Table) -> Iterator[str]:
    if not table.rows and not table.header:
        return
    yield "<table>" if table.header else '<table class="list">'
    if table.header:
        cells = [_column(table, at, inline(name)) for at, name in enumerate(table.header)]
        yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = []
        for at, cell in enumerate(row):
            text = inline(cell)
            # The first cell names its row; an empty one names nothing.
            tag, scope = ("th", ' scope="row"') if at == 0 and text and len(row) > 1 else ("td", "")
            cells.append(f"<{tag}{scope}{_side(table, at)}>{text}</{tag}>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"


def _column(table: Table, at: int, name: str) -> str:
    # A header without a word names nothing, and a screen reader should not announce it.
    return f'<th scope="col"{_side(table, at)}>{name}</th>' if name else "<td></td>"


def _side(table: Table, column: int) -> str:
    return ' class="number"' if table.align[column : column + 1] == "r" else ""


def inline(text: Text) -> str:
    """Text as phrasing content: escaped, spans for meanings and Chinese, links where there are any."""
    return "".join(map(_span, safe(text)))


def _span(part: Span) -> str:
    style = f' class="{part.style}"' if _CLASS.fullmatch(part.style) else ""
    if _CHINESE.fullmatch(part.text):
        written = f'<span{style} lang="zh-Hans">{escape(part.text)}</span>'
    else:
        written, at = "", 0
        for found in _CHINESE.finditer(part.text):
            written += escape(part.text[at : found.start()])
            written += f'<span lang="zh-Hans">{escape(found[0])}</span>'
            at = found.end()
        written += escape(part.text[at:])
        if style:
            written = f"<span{style}>{written}</span>"
    return f'<a href="{escape(part.link)}">{written}</a>' if part.link else written


def escape(text: str) -> str:
    """Text that is safe in content and in an attribute between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
