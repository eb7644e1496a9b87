"""Where a record is written: its pages, and the day on which each was read."""

from typing import NamedTuple, cast

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.records import Source
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context


class CiteQuery(NamedTuple):
    """The record whose pages are asked for, by its id or a name of it."""

    text: str


class CiteResult(NamedTuple):
    """The pages of the record `of`, which is of some `kind`.

    In `answer.sources` each page that was read says the day as `accessed`: the page's own, else the record's, else the
    latest of all records that rest on it.
    """

    answer: Answer
    of: Record
    kind: str

    @property
    def records(self) -> list[Source]:
        """The pages, typed."""
        return cast("list[Source]", self.answer.records)


def cite(store: Store, asked: CiteQuery, on: str) -> CiteResult:
    """Find the pages of the record that is meant, the best first; a page cites itself.

    Raises NqpfError for no words (code 2), and (code 1) for no such record or several.
    """
    if not asked.text.strip():
        raise Missing("cite", "an id or a name")
    row = lookup.one(store, _without_own_pages(store, lookup.anything(store, asked.text)), asked.text)
    ids = [row.record["id"]] if row.kind == "source" else row.record.get("sources", [])
    pages = list(query.records(store, ids).values())
    sources, code = accessed(store, row.record, pages), 0 if pages else 1
    answer = Answer("source", pages, len(pages), on, context(store), code=code, sources=sources)
    return CiteResult(answer, row.record, row.kind)


def _without_own_pages(store: Store, found: list[str]) -> list[str]:
    """Leave out the pages on which another of these records rests: they are cited with it, often under its title."""
    records = query.records(store, found if len(found) > 1 else ())
    cited = {page for record in records.values() for page in record.get("sources", ())}
    return [one for one in found if one not in cited]


def accessed(store: Store, record: Record, pages: list[Record]) -> dict[str, Record]:
    """The pages by id, each with the ISO day on which it was read, where that is known.

    A record of ours says nothing of the day on which a pack's page was read.
    """
    latest = query.last_read(store, [page["id"] for page in pages])
    found: dict[str, Record] = {}
    for page in pages:
        read = record.get("checked") if "pack" in record or "pack" not in page else None
        day = page.get("checked") or read or latest.get(page["id"])
        found[page["id"]] = {**page, "accessed": day} if day else page
    return found
