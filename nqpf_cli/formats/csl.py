"""CSL-JSON: a list with an item a page, for citation processors and reference managers."""

from collections.abc import Iterator

from nqpf_cli.formats.escape import escape
from nqpf_cli.formats.sanitize import note, safe_link
from nqpf_cli.model.record import Answer, Record


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield the `sources` of an answer, each with the day it was `accessed`, as one JSON array."""
    from json import dumps

    yield escape(dumps([item(page) for page in answer.sources.values()], ensure_ascii=False, indent=2))


def item(page: Record) -> Record:
    """Return one page; who published stands as a corporate author."""
    found: Record = {
        "id": page["id"],
        "type": "webpage",
        "title": page["title"],
        "author": [{"literal": page["publisher"]}],
        "URL": safe_link(page["url"]),
        "language": page["language"],
    }
    if "title_zh" in page:
        found["original-title"] = page["title_zh"]
    if "published" in page:
        found["issued"] = date(page["published"])
    if "accessed" in page:
        found["accessed"] = date(page["accessed"])
    if remark := note(page):
        found["note"] = remark
    return found


def date(text: str) -> Record:
    """Return an ISO date as date-parts, as precise as it is."""
    return {"date-parts": [[int(part) for part in text.split("-")]]}
