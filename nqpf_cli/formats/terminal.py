"""The terminal: the page laid out for its width, meanings as colour, links that can be clicked."""

from collections.abc import Iterator

from nqpf_cli.formats.line_layout import layout
from nqpf_cli.pages.blocks import Page

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


def lines(page: Page, width: int, colour: bool = True, links: bool = True) -> Iterator[str]:
    """Yield a page as lines of `width` columns for a terminal or its pager, in colour with links, or bare."""
    if not colour:
        yield from ("".join([part.text for part in line]).rstrip() for line in layout(page, width))
        return
    from io import StringIO

    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    meanings = {name: Style.parse(style) for name, style in STYLES.items()}
    nothing = Style()
    text = Text(end="")
    for line in layout(page, width):
        for part in line:
            style = meanings.get(part.style, nothing)
            # A `Text` is never parsed for markup, whatever stands in it.
            text.append(part.text, style + Style(link=part.link) if part.link and links else style)
        text.append("\n")
    written = StringIO()
    # A console that adds nothing of its own: no markup, emoji, highlighting or guessed width.
    console = Console(
        file=written, width=width, color_system="standard", force_terminal=True, no_color=False,
        legacy_windows=False, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    console.print(text, soft_wrap=True, highlight=False, end="")
    # Not splitlines: that would break at more than the newlines put there above.
    yield from written.getvalue().split("\n")[:-1]
