"""BibTeX: an entry a page, in the fields that every style and reader knows.

A page is `@misc`, its address in `howpublished`, what BibTeX has no field for in `note`. The key is the id of the
page. Who published stands as a corporate author: pages here name no person.
"""

from collections.abc import Callable, Iterator

from nqpf_cli.formats.sanitize import note, safe_link
from nqpf_cli.model.dates import MONTHS, long_words
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import clean

_ESCAPES = {
    **{ord(mark): f"\\{mark}" for mark in "&%$#_"},
    ord("\\"): "\\textbackslash{}",
    ord("~"): "\\textasciitilde{}",
    ord("^"): "\\textasciicircum{}",
    # Escaped by a backslash, a brace would still count: one alone would swallow all that follows.
    ord("{"): "\\textbraceleft{}",
    ord("}"): "\\textbraceright{}",
}


def entry(page: Record) -> Iterator[str]:
    """Yield one page: dates at their own precision, both titles of a Chinese page."""
    link = safe_link(page["url"])
    yield from head("misc", page)
    yield from dates(page.get("published", ""))
    yield f"  howpublished = {{{escaped(link)}}},"  # as text: not every document loads a package for addresses
    accessed = f"Accessed {long_words(page['accessed'])}" if "accessed" in page else ""
    if notes := ". ".join(filter(None, (page.get("title_zh"), note(page), accessed))):
        yield f"  note = {{{escaped(notes)}}},"
    yield f"  url = {{{link}}},"
    yield "}"


def lines(
    answer: Answer, columns: list[str] | None = None, entry: Callable[[Record], Iterator[str]] = entry
) -> Iterator[str]:
    """Yield the `sources` of an answer, an empty line between them; `entry` writes one, and when it was `accessed`."""
    for number, page in enumerate(answer.sources.values()):
        if number:
            yield ""
        yield from entry(page)


def head(kind: str, page: Record) -> Iterator[str]:
    """Yield how an entry begins, of this kind: its key, author and title."""
    yield f"@{kind}{{{page['id']},"
    # Twice in braces: a name that is not to be taken apart, a title whose capitals stay.
    yield f"  author = {{{{{escaped(page['publisher'])}}}}},"
    yield f"  title = {{{{{escaped(page['title'])}}}}},"


def dates(published: str) -> Iterator[str]:
    """Year, month and day of an ISO date, as far as it goes."""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if year:
        yield f"  year = {{{year}}},"
    if month:
        yield f"  month = {MONTHS[int(month) - 1][:3].lower()},"
    if day:
        yield f"  day = {{{int(day)}}},"


def escaped(text: str) -> str:
    """Return text in which nothing is a command, and braces are in balance."""
    return clean(text).translate(_ESCAPES)
