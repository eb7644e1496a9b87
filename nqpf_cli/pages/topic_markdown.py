"""The Markdown of the explainer as blocks of a page: paragraphs, tables, lists, headings; citations as numbers."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from nqpf_cli.model.citations import BRACKETS, ids
from nqpf_cli.pages.blocks import Block, Gap, Heading, Page, Para, Span, Table

Cite: TypeAlias = Callable[[Sequence[str]], list[str | Span]]
"""The numbers of the records with these ids; empty where one of them is no record, so that the text stays."""

_STRONG = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*|(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])|`([^`]+)`")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,3}[.)]))\s+")
_OPENING = ("|", "- ", "* ", "+ ")
_RULE = re.compile(r"[\s|:-]+")


def blocks(body: str, cite: Cite) -> Page:
    """A body as blocks, a gap between each and the next; lines of one list stand together."""
    page: Page = []
    for lines in chunks(body):
        if page:
            page.append(Gap())
        page += block(lines, cite)
    return page


def chunks(body: str) -> Iterator[list[str]]:
    """Runs of lines between empty lines; a table or list that follows a paragraph at once begins a run of its own."""
    run: list[str] = []
    for line in [*body.splitlines(), ""]:
        begins = line.startswith(_OPENING) and not (run and run[0].startswith(_OPENING))
        if run and (begins or not line.strip()):
            yield run
            run = []
        if line.strip():
            run.append(line.rstrip())


def block(lines: Sequence[str], cite: Cite) -> list[Block]:
    """One run of lines: a table (with what follows it), a list, a heading, else a paragraph."""
    if not lines:
        return []
    first = lines[0].lstrip()
    if first.startswith("|"):
        end = next((at for at, line in enumerate(lines) if not line.lstrip().startswith("|")), len(lines))
        return [table(lines[:end], cite), *block(lines[end:], cite)]
    if _ITEM.match(first):
        return [item(text, cite) for text in items(lines)]
    if first.startswith("#"):
        return [Heading(inline(first.lstrip("# "), cite), 3), *block(lines[1:], cite)]
    return [Para(inline(" ".join(line.strip() for line in lines), cite))]


def table(lines: Sequence[str], cite: Cite) -> Table:
    """A table of pipes: the first row is its header where a rule follows."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    header = rows.pop(0) if len(lines) > 1 and _RULE.fullmatch(lines[1]) else None
    written = zip(rows, lines[1:] if header else lines, strict=True)
    body = [row for row, line in written if not _RULE.fullmatch(line)]
    return Table([[inline(cell, cite) for cell in row] for row in body], header=header)


def items(lines: Sequence[str]) -> list[str]:
    """Each item of a list, its further lines joined to it."""
    found: list[str] = []
    for line in lines:
        if _ITEM.match(line.lstrip()) or not found:
            found.append(line.strip())
        else:
            found[-1] += f" {line.strip()}"
    return found


def item(text: str, cite: Cite) -> Para:
    """One item, its mark hanging."""
    found = _ITEM.match(text)
    mark = (found[1] or "•") if found else "•"
    return Para([f"{mark} ", *inline(text[found.end() :] if found else text, cite)], 2, len(mark) + 1)


def inline(text: str, cite: Cite) -> list[str | Span]:
    """A run of text: citations as numbers, emphasis as a style."""
    parts: list[str | Span] = []
    at = 0
    for found in re.finditer(BRACKETS, text):
        marks = cite(ids(found[1]))
        if marks:
            parts += [*styled(text[at : found.start()]), *([" "] if found.start() else []), *marks]
            at = found.end()
    return parts + styled(text[at:])


def styled(text: str) -> list[str | Span]:
    """Text with what stands between stars as emphasis; code stands bare."""
    parts: list[str | Span] = []
    at = 0
    for found in _STRONG.finditer(text):
        emphasis = Span(found[1] or found[2] or found[3], "" if found[3] else "title")
        parts += [text[at : found.start()], emphasis]
        at = found.end()
    return [part for part in [*parts, text[at:]] if part]
