"""The explainer: its table of contents, one section, or the whole."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.model.citations import cited as cited_in
from nqpf_cli.model.errors import Ambiguous
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.trust import Trust, trust

if TYPE_CHECKING:
    from nqpf_cli.model.records import Topic  # noqa: F401 - in quotes below


class ExplainQuery(Values):
    """A section by id, title, number, or how one of them begins; with `every` all of them; else their contents."""

    text: str = ""
    every: bool = False


class ExplainResult(Result["Topic"]):
    """Sections of `topics` in all, to be read or, as `contents`, to be named.

    `cited` holds by id the records that the sections rest on or name to read next; `answer.sources` their pages.
    `trust` says, with the contents, how far the facts can be trusted.
    """

    contents: bool
    topics: int
    cited: dict[str, Record]
    trust: Trust | None = None


def explain(store: Store, asked: ExplainQuery, on: str) -> ExplainResult:
    """Find the section that is meant, or all of them. Raises NotFound with the nearest, or Ambiguous."""
    topics = [row.record for row in query.select(store, "topic")]
    contents = not (asked.text.strip() or asked.every)
    records = topics if contents or asked.every else meant(store, topics, asked.text)
    cited, sources = ({}, {}) if contents else around(store, records)
    answer = Answer("topic", records, len(records), on, context(store), sources=sources)
    return ExplainResult(answer, contents, len(topics), cited, trust(store, on) if contents else None)


def meant(store: Store, topics: list[Record], text: str) -> list[Record]:
    """The section with this number, id or title, else whose id or title begins so, else with these words in its title.

    Else one whose text holds the words one after the other. Raises Ambiguous for several.
    """
    typed = fold(text)
    slug = "-".join(typed.split())
    ways: tuple[Callable[[Record], bool], ...] = (
        lambda topic: str(topic["order"]) == typed,
        lambda topic: topic["id"] == slug or fold(topic["title"]) == typed,
        lambda topic: topic["id"].startswith(slug) or fold(topic["title"]).startswith(typed),
        lambda topic: typed in fold(topic["title"]),
        lambda topic: set(typed.split()) <= set(fold(topic["title"]).replace(",", " ").split()),
    )
    titled = ([topic for topic in topics if way(topic)] for way in ways)
    found = next(filter(None, titled), None)
    if not found:
        found = [row.record for row in query.select(store, "topic", [sql_filters.mentioning([text])])]
    if len(found) > 1:
        raise Ambiguous("topic", text, {topic["id"]: str(topic["order"]) for topic in found})
    if found:
        return found
    raise lookup.missed(store, ("topic",), text, "topic")


def around(store: Store, topics: list[Record]) -> tuple[dict[str, Record], dict[str, Record]]:
    """What the sections cite or name to read next, and the pages on which those records rest, by id."""
    ids = dict.fromkeys(
        name for topic in topics for name in (*cited_in(topic["body"]), *topic.get("see", ()))
    )
    rows = query.get_many(store, ids)
    pages = [page for row in rows.values() for page in (row.record.get("sources") or [row.record["id"]])]
    sources = {name: row.record for name, row in query.get_many(store, pages).items() if row.kind == "source"}
    return {name: row.record for name, row in rows.items()}, sources
