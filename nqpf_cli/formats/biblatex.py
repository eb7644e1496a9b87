"""biblatex: an `@online` entry a page, with the day it was read, both titles, and the language for hyphenation."""

from collections.abc import Iterator
from functools import partial

from nqpf_cli.formats import bibtex
from nqpf_cli.formats.bibtex import escaped, head
from nqpf_cli.formats.sanitize import note, safe_link
from nqpf_cli.model.record import Record

LANGUAGES = {"en": "english", "zh": "chinese", "zh-Hant": "chinese"}
"""Language of a page -> what babel and polyglossia call it."""


def entry(page: Record) -> Iterator[str]:
    """Yield one page: dates at their own precision, both titles of a Chinese page."""
    yield from head("online", page)
    if "title_zh" in page:
        yield f"  titleaddon = {{{escaped(page['title_zh'])}}},"
    if "published" in page:
        yield f"  date = {{{page['published']}}},"
    yield f"  url = {{{safe_link(page['url'])}}},"
    if "accessed" in page:
        yield f"  urldate = {{{page['accessed']}}},"
    if page["language"] in LANGUAGES:
        yield f"  langid = {{{LANGUAGES[page['language']]}}},"
    if remark := note(page):
        yield f"  note = {{{escaped(remark)}}},"
    yield "}"


lines = partial(bibtex.lines, entry=entry)
"""The pages of an answer, as `bibtex.lines` takes and gives them."""
