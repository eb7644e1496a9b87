"""RIS, as reference managers import it: a page is `ELEC`, one tag a line, the Chinese title among the notes."""

from collections.abc import Iterator

from nqpf_cli.formats.sanitize import note, safe_link
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import clean


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield the `sources` of an answer, each with the day it was `accessed`, and an empty line after each."""
    for page in answer.sources.values():
        for tag, value in entry(page):
            # One line a tag, or a text could begin one of its own.
            yield f"{tag}  - {' '.join(clean(value).split())}"
        yield ""


def entry(page: Record) -> Iterator[tuple[str, str]]:
    """Yield the tags of a page with their values, dates as precise as they are."""
    yield "TY", "ELEC"
    yield "ID", page["id"]
    yield "AU", page["publisher"]
    yield "TI", page["title"]
    if "published" in page:
        yield "PY", page["published"][:4]
        yield "DA", date(page["published"])
    yield "PB", page["publisher"]
    yield "UR", safe_link(page["url"])
    if "accessed" in page:
        yield "Y2", date(page["accessed"])
    yield "LA", page["language"]
    for remark in filter(None, (page.get("title_zh"), note(page))):
        yield "N1", remark
    yield "ER", ""


def date(text: str) -> str:
    """Return an ISO date as year/month/day/, with nothing for what it does not say."""
    year, month, day, *_ = [*text.split("-"), "", ""]
    return f"{year}/{month}/{day}/"
