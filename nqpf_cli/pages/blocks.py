"""What a page for people is made of, before a format gives it a form.

A module of `pages/` returns a `Page`; each format turns the blocks into its own notation. Styles are meanings, not
colours: title, term, good, warn, past, dim, label, id, match. A block's text is never markup.
Three more styles change the notation where a format has one for it: `bar` is a drawing that says what the cell beside
it says in figures, and is left out where it would be read aloud; `note` is the mark of a numbered note
("[1]"), and a table without header whose rows begin in such marks holds the notes themselves; `tick`, as
the first cell of such a row, is a box to tick.
"""

from typing import TYPE_CHECKING, TypeAlias

from nqpf_cli.model.values import Values

if TYPE_CHECKING:
    from nqpf_cli.pages.lanes import Picture


class Span(Values):
    """A run of text with one meaning; `link` is an http(s) address, or nothing."""

    text: str
    style: str = ""
    link: str = ""


Text: TypeAlias = str | Span | list[str | Span]
Rows: TypeAlias = list[list[Text]]


class Heading(Values):
    """A heading: level 1 for the page, 2 for a section (a year, MONEY), 3 for a group."""

    text: Text
    level: int = 2


class Para(Values):
    """A paragraph, `indent` columns in, its second and later lines `hang` columns further in."""

    text: Text
    indent: int = 0
    hang: int = 0


class Table(Values):
    """Rows of cells. Without a header it is a list of labelled lines and formats draw no frame.

    `align` has one letter a column, l or r; `indent` moves the whole; `flex` is the column that wraps first
    (-1: the widest); `fill` stretches that column, so that what follows it ends at the right edge.
    A format that can draw puts `picture` before the rows, which must tell the same without it.
    """

    rows: Rows
    header: list[str] | None = None
    align: str = ""
    indent: int = 0
    flex: int = -1
    gap: int = 2
    fill: bool = False
    picture: "Picture | None" = None


class Gap:
    """An empty line."""


Block: TypeAlias = Heading | Para | Table | Gap
Page: TypeAlias = list[Block]


def dim(text: str, indent: int = 0, hang: int = 0) -> Para:
    """A paragraph of what matters less."""
    return Para(Span(text, "dim"), indent, hang)


def labelled(*rows: tuple[str, Text]) -> Rows:
    """Rows of a table, a label and its text each; without those that have no text."""
    return [[Span(label, "label"), text] for label, text in rows if text]


def section(title: Text, table: Table, level: int = 2) -> Page:
    """A table under its heading, an empty line above; nothing where it has no rows."""
    return [Gap(), Heading(title, level), table] if table.rows else []


def spans(text: Text) -> list[Span]:
    """Any text as a list of spans."""
    if isinstance(text, Span):
        return [text]
    if isinstance(text, str):
        return [Span(text)]
    return [part if isinstance(part, Span) else Span(part) for part in text]


def undrawn(page: Page) -> Page:
    """The page without its bars, for formats that a screen reader or a script may read."""
    return [_undrawn(block) if isinstance(block, Table) else block for block in page]


def _undrawn(table: Table) -> Table:
    first = table.rows[0] if table.rows else []
    bars = [at for at, cell in enumerate(first) if isinstance(cell, Span) and cell.style == "bar"]
    if not bars:
        return table
    rows = [[cell for at, cell in enumerate(row) if at not in bars] for row in table.rows]
    return table.replace(rows=rows, flex=table.flex - sum(at < table.flex for at in bars))


def tick(row: list[Text]) -> bool:
    """Is this row of a table a line to tick?"""
    return len(row) > 1 and isinstance(row[0], Span) and row[0].style == "tick"


def plain(text: Text) -> str:
    """The bare characters of a text."""
    return "".join(part.text for part in spans(text))
