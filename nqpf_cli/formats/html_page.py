"""A whole HTML page around the fragment: one file that needs nothing else, fit to be sent or printed."""

from collections.abc import Iterator

from nqpf_cli.formats import html_fragment
from nqpf_cli.formats.sanitize import escape_html
from nqpf_cli.model.text import clean
from nqpf_cli.pages.blocks import Heading, Page

_LOOK = """\
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c2128; --soft: #57606a; --line: #d0d7de; --link: #0b5394;
  --good: #1a7f37; --warn: #8a5a00; --past: #a33;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181d; --ink: #e3e6ea; --soft: #a3acb6; --line: #3a4149; --link: #84b8f4;
  --good: #58c26c; --warn: #dcb24f; --past: #ec8b86;
} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; overflow-wrap: break-word; }
:lang(zh-Hans) { font-family: "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.4em 0 .4em; text-wrap: balance; }
h1 { font-size: 1.9rem; margin-top: 0; }
h2 { font-size: 1.35rem; margin-top: 2.2em; padding-bottom: .2em; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.1rem; }
h4 { font-size: 1rem; }
h1 + p, .dim, .label, .id, .note { color: var(--soft); }
p { margin: .5em 0; }
a { color: var(--link); text-underline-offset: .15em; }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; }
th, td { padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top; font-weight: normal; }
th:last-child, td:last-child { padding-right: 0; }
table:not(.list) thead th { color: var(--soft); font-size: .875rem; border-bottom: 1px solid var(--soft); }
table:not(.list) td, table:not(.list) th { border-bottom: 1px solid var(--line); }
.list { width: auto; margin: .5rem 0; }
.list th, .list td { padding-top: .1rem; padding-bottom: .1rem; }
.list th { min-width: 6.5rem; }
table.list tr > td:only-child::before { content: "– "; color: var(--soft); }
.number { text-align: right; }
.short { white-space: nowrap; }
.indent { margin-left: 1.5rem; }
.title, .term, .match { font-weight: 600; }
.match { text-decoration: underline; }
.good { color: var(--good); }
.warn { color: var(--warn); }
.past { color: var(--past); }
.id { font: .8rem ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.note { font-size: .75rem; line-height: 1; }
.note a { text-decoration: none; padding: 0 .1em; }
.ticks { list-style: none; margin: .5rem 0; padding: 0; }
.ticks label { display: flex; gap: .6rem; padding: .15rem 0; }
.ticks input { flex: none; width: 1.05rem; height: 1.05rem; margin: .22rem 0 0; }
.notes { padding-left: 2.2rem; font-size: .875rem; }
.notes li { margin: .3rem 0; overflow-wrap: anywhere; }
.notes li:target, section:target > :first-child { background: color-mix(in srgb, var(--warn) 20%, transparent); }
nav ul { columns: 2; margin: .5rem 0; padding-left: 1.2rem; }
.time { display: block; margin: 1rem 0; overflow: visible; color: var(--soft); }
.time text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.time .year, .time text.now { fill: var(--soft); }
.time .bar { fill: var(--link); }
.time .good { fill: var(--good); }
.time .warn { fill: var(--warn); }
@media (max-width: 40rem) {
  main { padding: 1rem 1rem 2rem; }
  h1 { font-size: 1.5rem; }
  nav ul { columns: 1; }
  [role=table] thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  [role=table], [role=table] tbody, [role=table] tr, [role=table] td, [role=table] tbody th { display: block; }
  [role=table] tbody tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  [role=table] tbody td, [role=table] tbody th { border: 0 !important; padding: .1rem 0; }
  [role=table] [data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .875rem;
    font-weight: normal; }
  [role=table] .number { text-align: left; }
}
@page { size: A4; margin: 15mm 16mm 17mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt sans-serif; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000;
    --good: #14602a; --warn: #6b4600; --past: #822; }
  body { font-size: 9.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  h1 { font-size: 18pt; } h2 { font-size: 12.5pt; margin-top: 1.1em; } h3 { font-size: 11pt; } h4 { font-size: 10pt; }
  h1, h2, h3, h4, h5, h2 + p { break-after: avoid; }
  tr, li, svg, .list, h4 + p { break-inside: avoid; }
  th, td { padding-top: .15rem; padding-bottom: .15rem; } table { margin: .4rem 0; }
  .notes { font-size: 7.5pt; line-height: 1.3; } .notes li { margin: .1rem 0; }
  thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; }
  a { text-decoration: none; }
}"""

_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser lets the page do: nothing but show itself in its own look."""


def lines(page: Page, title: str) -> Iterator[str]:
    """Yield a document in English with Chinese marked as such; it loads nothing and runs nothing.

    In: a page, whose level 1 heading becomes the h1, and the title for the browser's tab. Out: its lines.
    """
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">'
    yield f"<title>{escape_html(clean(title))}</title>"
    yield f"<style>\n{_LOOK}\n</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    parts = list(html_fragment.lines(page, whole=True))
    first = next((at for at, line in enumerate(parts) if line.startswith("<section") and at), len(parts))
    yield from parts[:first]
    yield from _contents(page)
    yield from parts[first:]
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _contents(page: Page) -> Iterator[str]:
    """Links to the sections, where there are enough of them to lose one's way."""
    sections = [
        (at, block) for at, block in enumerate(page) if isinstance(block, Heading) and block.level == 2
    ]
    if len(sections) < 4:
        return
    yield '<nav aria-label="On this page">'
    yield "<ul>"
    for at, block in sections:
        yield f'<li><a href="#part-{at}">{html_fragment.inline(block.text)}</a></li>'
    yield "</ul>"
    yield "</nav>"
