"""CSL-JSON: a list with an item a page, for citation processors and reference managers."""

from collections.abc import Iterator

from nqpf_cli.formats.escape import escape
from nqpf_cli.formats.sanitize import note, safe_link
from nqpf_cli.model.record import Answer, Record


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """The pages of an answer, `said["accessed"]` giving the day on which each was read.

    In: an answer whose records are pages; `columns` says nothing to a bibliography and is ignored.
    Out: one JSON array, indented by two.
    """
    from json import dumps

    accessed = answer.said.get("accessed", {})
    items = [item(page, accessed.get(page["id"])) for page in answer.records]
    yield escape(dumps(items, ensure_ascii=False, indent=2))


def item(page: Record, accessed: str | None) -> Record:
    """One page, the day it was read (ISO) or None; who published stands as a corporate author."""
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
    if accessed:
        found["accessed"] = date(accessed)
    if said := note(page):
        found["note"] = said
    return found


def date(text: str) -> Record:
    """An ISO date as date-parts, as precise as it is."""
    return {"date-parts": [[int(part) for part in text.split("-")]]}
