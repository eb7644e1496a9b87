"""A whole HTML page around the fragment: one file that needs nothing else, fit to be sent or printed."""

from collections.abc import Iterator
from pathlib import Path

from nqpf_cli.formats import html_fragment
from nqpf_cli.formats.sanitize import escape_html
from nqpf_cli.model.text import clean
from nqpf_cli.pages.blocks import Heading, Page

_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser lets the page do: nothing but show itself in its own look."""


def lines(page: Page, title: str) -> Iterator[str]:
    """Yield a document that loads and runs nothing, `title` in the browser's tab; Chinese in it is marked as such."""
    look = Path(__file__).with_name("page.css").read_text("utf-8")
    yield from ("<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">')
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">'
    yield f"<title>{escape_html(clean(title))}</title>"
    yield f"<style>\n{look}</style>"
    yield from ("</head>", "<body>", "<main>")
    parts = list(html_fragment.lines(page, whole=True))
    first = next((at for at, line in enumerate(parts) if line.startswith("<section") and at), len(parts))
    yield from parts[:first]
    yield from _contents(page)
    yield from parts[first:]
    yield from ("</main>", "</body>", "</html>")


def _contents(page: Page) -> Iterator[str]:
    """Links to the sections, where there are enough of them to lose one's way."""
    headings = [(at, block) for at, block in enumerate(page) if isinstance(block, Heading)]
    sections = [(at, block.text) for at, block in headings if block.level == 2]
    if len(sections) < 4:
        return
    yield from ('<nav aria-label="On this page">', "<ul>")
    yield from (f'<li><a href="#part-{at}">{html_fragment.inline(text)}</a></li>' for at, text in sections)
    yield from ("</ul>", "</nav>")
