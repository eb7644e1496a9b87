"""The terminal: the page laid out for its width, meanings as colour, links that can be clicked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from nqpf_cli.formats.line_layout import layout
from nqpf_cli.pages.blocks import Page

if TYPE_CHECKING:
    from rich.console import Console

# Only the sixteen colours that a person's own theme makes legible.
STYLES = {
    "heading1": "bold",
    "heading2": "bold",
    "heading3": "bold",
    "header": "dim",
    "title": "bold",
    "term": "bold",
    "good": "green",
    "warn": "yellow",
    "past": "dim red",
    "dim": "dim",
    "label": "dim",
    "id": "dim",
    "match": "bold underline yellow",
}


def show(page: Page, console: "Console", links: bool = True) -> None:
    """Print a page on a Rich console, as wide as the console says.

    In: a page, and a console: whether it is a terminal, and has colour, is its own knowledge.
    """
    from rich.style import Style
    from rich.text import Text

    meanings = {name: Style.parse(style) for name, style in STYLES.items()}
    nothing = Style()
    text = Text(end="")
    for line in layout(page, console.width):
        for part in line:
            style = meanings.get(part.style, nothing)
            # A `Text` is never parsed for markup, whatever stands in it.
            text.append(part.text, style + Style(link=part.link) if part.link and links else style)
        text.append("\n")
    console.print(text, soft_wrap=True, highlight=False, end="")


def lines(page: Page, width: int, colour: bool = True, links: bool = True) -> Iterator[str]:
    """Yield a page as lines for a terminal, or for the pager that stands before it.

    In: a page, the columns to fit, whether colour is welcome, and with it links. Out: lines, coloured or bare.
    """
    if not colour:
        for line in layout(page, width):
            yield "".join([part.text for part in line]).rstrip()
        return
    from io import StringIO

    written = StringIO()
    show(page, console(written, width, colour), links)
    # Not splitlines: that would break at more than the newlines put there above.
    yield from written.getvalue().split("\n")[:-1]


def console(stream: TextIO, width: int, colour: bool) -> "Console":
    """Return a Rich console that adds nothing of its own: no markup, emoji, highlighting or guessed width."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
