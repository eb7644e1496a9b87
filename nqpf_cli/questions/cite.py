"""Where a record is written: its pages, and the day on which each was read."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context


def cite(store: Store, text: str, on: str) -> Answer:
    """The pages of the record that is meant, the best first; a page cites itself.

    `said["accessed"]` has the day on which each was read: the page's own, else the record's, else the latest of
    all records that rest on it. Raises NqpfError for no words (code 2), and (code 1) for no such record or several.
    """
    if not text.strip():
        raise Missing("cite", "an id or a name")
    row = lookup.one(store, lookup.anything(store, text), text)
    ids = [row.record["id"]] if row.kind == "source" else row.record.get("sources", [])
    pages = list(query.records(store, ids).values())
    said: Record = {
        "of": row.record,
        "kind": row.kind,
        "accessed": accessed(store, row.record, pages),
    }
    return Answer(
        "source",
        pages,
        len(pages),
        on,
        context(store),
        said,
        0 if pages else 1,
        sources={page["id"]: page for page in pages},
    )


def accessed(store: Store, record: Record, pages: list[Record]) -> dict[str, str]:
    """Page -> the ISO day on which it was read, where that is known.

    A record of ours says nothing of the day on which a pack's page was read.
    """
    latest = query.last_read(store, [page["id"] for page in pages])
    days: dict[str, str | None] = {}
    for page in pages:
        read = record.get("checked") if "pack" in record or "pack" not in page else None
        days[page["id"]] = page.get("checked") or read or latest.get(page["id"])
    return {page: day for page, day in days.items() if day}
