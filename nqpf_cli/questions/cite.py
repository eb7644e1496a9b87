"""Where a record is written: its pages, and the day on which each was read."""

from typing import TYPE_CHECKING

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import naming
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.show import ShowQuery, ShowResult, candidates

if TYPE_CHECKING:
    from nqpf_cli.model.records import Source  # noqa: F401 - in quotes below


class CiteQuery(Values):
    """The record whose pages are asked for, by its id or a name; `listed`: several that may be meant are no error."""

    text: str
    listed: bool = False


class CiteResult(Result["Source"]):
    """The pages of the record `of`, which is of some `kind`; `answer.beside` holds what else the words may mean.

    In `answer.sources` each page that was read says the day as `accessed`: the page's own, else the record's, else the
    latest of all records that rest on it. Where several records may be meant, the answer has these (kind "candidate"),
    and `candidates` is all that a page of them needs.
    """

    of: Record
    kind: str
    candidates: ShowResult | None = None


def cite(store: Store, asked: CiteQuery, on: str) -> CiteResult:
    """Find the pages of the record that is meant, the best first; a page cites itself.

    Of what is called so, and is not named by its id, the one document is meant before all else: it is what one cites.
    A page that is called so is meant only where nothing else is.

    Raises NqpfError for no words (code 2), and (code 1) for no such record, or several unless they are `listed`.
    """
    if not asked.text.strip():
        raise Missing("cite", "an id or a name")
    found, pages_so = naming.meant(store, asked.text)
    documents = [name for name, kind in query.kinds(store, found).items() if kind == "policy"]
    meant = documents if len(documents) == 1 else naming.told_best(store, found)
    if asked.listed and len(meant) > 1:
        several = candidates(store, ShowQuery(asked.text), [*found, *pages_so], on)
        return CiteResult(several.answer, {}, several.answer.kind, several)
    row = naming.one(store, meant, asked.text)
    ids = [row.record["id"]] if row.kind == "source" else row.record.get("sources", [])
    pages = list(query.records(store, ids).values())
    sources, code = accessed(store, row.record, pages), 0 if pages else 1
    beside = query.kinds(store, [name for name in found if name not in meant]) | pages_so
    answer = Answer(
        "source", pages, len(pages), on, context(store), code=code, sources=sources, beside=beside
    )
    return CiteResult(answer, row.record, row.kind)


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
