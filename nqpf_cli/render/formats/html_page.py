"""A whole HTML page around the fragment: one file that needs nothing else, fit to be sent or printed."""

from collections.abc import Iterator

from nqpf_cli.model.text import clean
from nqpf_cli.render.formats import html
from nqpf_cli.render.page import Page

_LOOK = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
:lang(zh-Hans) { font-family: "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.5em 0 .4em; }
table { border-collapse: collapse; margin: .75rem 0; }
th, td { padding: .2rem 1rem .2rem 0; text-align: left; vertical-align: top; font-weight: normal; }
thead th { border-bottom: 1px solid; }
.list .label { white-space: nowrap; }
.number { text-align: right; }
.indent { margin-left: 1.5rem; }
.title, .term, .match { font-weight: bold; }
.match { text-decoration: underline; }
.good { color: #1a7f37; }
.warn { color: #8a5a00; }
.past { color: #a33; }
.dim, .label, .id { opacity: .75; }
@media (prefers-color-scheme: dark) {
  .good { color: #5c6; } .warn { color: #db5; } .past { color: #e88; }
}
@media print {
  body { margin: 0; max-width: none; } a { color: inherit; }
  tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
}"""


def lines(page: Page, title: str) -> Iterator[str]:
    """A document in English with Chinese marked as such; it loads nothing and runs nothing.

    In: a page, whose level 1 heading becomes the h1, and the title for the browser's tab. Out: its lines.
    """
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{html.escape(clean(title))}</title>"
    yield f"<style>\n{_LOOK}\n</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from html.lines(page, top=1)
    yield "</main>"
    yield "</body>"
    yield "</html>"
