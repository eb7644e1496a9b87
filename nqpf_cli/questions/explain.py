"""The explainer: its table of contents, one section, or the whole."""

from collections.abc import Callable

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.citations import cited
from nqpf_cli.model.errors import Ambiguous
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context


def explain(store: Store, text: str, on: str, *, everything: bool = False) -> Answer:
    """Return the section that is meant, all of them with `everything`, or all for a table of contents without a text.

    Raises NotFound with the nearest, or Ambiguous.
    """
    topics = [row.record for row in query.select(store, "topic")]
    contents = not text.strip() and not everything
    records = topics if contents or everything else meant(store, topics, text)
    said: Record = {"contents": contents, "topics": len(topics)}
    sources: dict[str, Record] = {}
    if not contents:
        said["cited"], sources = around(store, records)
    return Answer("topic", records, len(records), on, context(store), said, sources=sources)


def meant(store: Store, topics: list[Record], text: str) -> list[Record]:
    """The section with this number, id or title, else those whose id or title begins so, else part of a title."""
    typed = fold(text)
    slug = "-".join(typed.split())
    ways: tuple[Callable[[Record], bool], ...] = (
        lambda topic: str(topic["order"]) == typed,
        lambda topic: topic["id"] == slug or fold(topic["title"]) == typed,
        lambda topic: topic["id"].startswith(slug) or fold(topic["title"]).startswith(typed),
        lambda topic: typed in fold(topic["title"]),
    )
    for way in ways:
        found = [topic for topic in topics if way(topic)]
        if len(found) == 1:
            return found
        if found:
            raise Ambiguous("topic", text, {topic["id"]: str(topic["order"]) for topic in found})
    raise lookup.missed(store, ("topic",), text, "topic")


def around(store: Store, topics: list[Record]) -> tuple[dict[str, Record], dict[str, Record]]:
    """What the sections cite or name to read next, and the pages on which those records rest, by id."""
    ids = dict.fromkeys(name for topic in topics for name in (*cited(topic["body"]), *topic.get("see", ())))
    rows = query.get_many(store, ids)
    pages = [page for row in rows.values() for page in (row.record.get("sources") or [row.record["id"]])]
    sources = query.get_many(store, pages)
    return (
        {name: row.record for name, row in rows.items()},
        {name: row.record for name, row in sources.items() if row.kind == "source"},
    )
