"""BibTeX: an entry a page, for LaTeX and reference managers.

Entries are `@online`, which biblatex and today's readers know and BibTeX's old styles treat as `@misc`. The key is
the id of the page. Who published stands as a corporate author: pages here name no person.
"""

from collections.abc import Iterator

from nqpf_cli.model.dates import MONTHS
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import clean
from nqpf_cli.render.formats.edge import note, safe_link

_ESCAPES = {
    **{ord(mark): f"\\{mark}" for mark in "&%$#_"},
    ord("\\"): "\\textbackslash{}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
    # Escaped by a backslash, a brace would still count: one alone would swallow all that follows.
    ord("{"): "\\textbraceleft{}",
    ord("}"): "\\textbraceright{}",
}


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """The pages of an answer, `said["accessed"]` giving the day on which each was read.

    In: an answer whose records are pages; `columns` says nothing to a bibliography and is ignored.
    Out: lines without newline, an empty one between entries.
    """
    for number, page in enumerate(answer.records):
        if number:
            yield ""
        yield from entry(page, answer.said["accessed"].get(page["id"]))


def entry(page: Record, accessed: str | None) -> Iterator[str]:
    """One page, the day it was read (ISO) or None: dates at their own precision, both titles of a Chinese page."""
    yield f"@online{{{page['id']},"
    # Twice in braces: a name that is not to be taken apart, a title whose capitals stay.
    yield f"  author = {{{{{escaped(page['publisher'])}}}}},"
    yield f"  title = {{{{{escaped(page['title'])}}}}},"
    if "title_zh" in page:
        yield f"  titleaddon = {{{escaped(page['title_zh'])}}},"
    yield from _dates(page.get("published", ""))
    yield f"  url = {{{safe_link(page['url'])}}},"
    if accessed:
        yield f"  urldate = {{{accessed}}},"
    yield f"  language = {{{page['language']}}},"
    if said := note(page):
        yield f"  note = {{{escaped(said)}}},"
    yield "}"


def _dates(published: str) -> Iterator[str]:
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if year:
        yield f"  year = {{{year}}},"
    if month:
        yield f"  month = {MONTHS[int(month) - 1][:3].lower()},"
    if day:
        yield f"  day = {{{int(day)}}},"


def escaped(text: str) -> str:
    """Text in which nothing is a command, and braces are in balance."""
    return clean(text).translate(_ESCAPES)
