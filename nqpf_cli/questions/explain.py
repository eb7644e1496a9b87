"""The explainer: its table of contents, one section, or the whole."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.citations import cited as cited_in
from nqpf_cli.model.errors import Ambiguous, NoMatch, NotFound
from nqpf_cli.model.inflection import inflections
from nqpf_cli.model.names import fold, has_han
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import define, lookup, not_found
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.naming import sides
from nqpf_cli.questions.trust import Trust, trust

if TYPE_CHECKING:
    from nqpf_cli.model.records import Topic  # noqa: F401 - in quotes below
    from nqpf_cli.questions.hits import Hit, Piece


class ExplainQuery(Values):
    """A section by id, title, number, or how one of them begins; with `every` all of them; else their contents."""

    text: str = ""
    every: bool = False


class ExplainResult(Result["Topic"]):
    """Sections of `topics` in all, to be read or, as `contents`, to be named.

    `cited` holds by id the records that the sections rest on or name to read next; `answer.sources` their pages.
    Where no title has the words that were typed (`answer.searched`), the section is the one whose summary holds them,
    else whose text does best and has most of them in one place, and `others` hold them too; `passages` are its
    paragraphs with the places that match. `trust` says, with the contents, how far the facts can be trusted. `sides`
    are the terms that the words hold against each other.
    """

    contents: bool
    topics: int
    cited: dict[str, Record]
    others: Sequence[Record] = ()
    trust: Trust | None = None
    passages: "Sequence[Piece]" = ()
    sides: Sequence[str] = ()


def explain(store: Store, asked: ExplainQuery, on: str) -> ExplainResult:
    """Find the section that is meant, or all of them. Raises NotFound with the nearest, or Ambiguous.

    Of a term that no title or summary names, the glossary tells more than a section that mentions it: NotFound has it.
    """
    topics = [row.record for row in query.select(store, "topic")]
    contents = not (asked.text.strip() or asked.every)
    named = topics if contents or asked.every else titled(topics, lexicon.plain(store, asked.text))
    numbered = [] if named else _numbered(topics, asked.text)
    if len(named) > 1 and not (contents or asked.every):
        raise Ambiguous("topic", asked.text, {topic["id"]: str(topic["order"]) for topic in named})
    named = named or numbered
    found = named or by_summary(topics, asked.text)
    if not found and (known := told_by_name(store, asked.text)).other:
        raise known
    apart = [] if named else sides(store, asked.text)
    held = {} if named else by_text(store, asked.text, on, whole=bool(apart))
    found += [topic for name in held for topic in topics if topic["id"] == name and topic not in found]
    if not found:
        raise not_found.missed(store, ("topic", "term"), asked.text, "topic")
    records, searched = (found, "") if named else (found[:1], asked.text)
    cited, sources = ({}, {}) if contents else around(store, records)
    answer = Answer("topic", records, len(records), on, context(store), searched=searched, sources=sources)
    others = [topic for topic in found if topic not in records]
    passages = held.get(records[0]["id"], ()) if searched else ()
    sure = trust(store, on) if contents else None
    return ExplainResult(answer, contents, len(topics), cited, others, sure, passages, apart)


def told_by_name(store: Store, text: str) -> NotFound:
    """Return the error that no section is called so, with the term, or else the record, that the name stands for."""
    named = define.entries(store, text) or lexicon.named(store, list(store.meta("fields")), text)
    missed = NotFound("topic", text, {}, other="".join(named[:1]))
    return missed if named else define.filed(store, missed)


def titled(topics: list[Record], text: str) -> list[Record]:
    """The section with this number, id or title, else whose id or title begins so, else with these words in its title.

    A title is the English or the Chinese one.
    """
    typed = fold(text)
    slug = "-".join(typed.split())

    def titles(topic: Record) -> list[str]:
        return [fold(topic[name]) for name in ("title", "title_zh") if name in topic]

    ways: tuple[Callable[[Record], bool], ...] = (
        lambda topic: str(topic["order"]) == typed,
        lambda topic: topic["id"] == slug or typed in titles(topic),
        lambda topic: topic["id"].startswith(slug) or any(title.startswith(typed) for title in titles(topic)),
        lambda topic: any(typed in title for title in titles(topic)),
        lambda topic: set(typed.split()) <= set(fold(topic["title"]).replace(",", " ").split()),
    )
    return next(filter(None, ([topic for topic in topics if way(topic)] for way in ways)), [])


def _numbered(topics: list[Record], text: str) -> list[Record]:
    """The sections whose numbers are all that was typed: 4 7, or 4, 7; none where one of them is no number of one."""
    known = {str(topic["order"]): topic for topic in topics}
    numbers = dict.fromkeys(_words(text))
    return [known[number] for number in numbers] if known.keys() >= numbers.keys() else []


def by_summary(topics: list[Record], text: str) -> list[Record]:
    """The sections whose title and summary hold all the words, as they are typed before those in another form."""
    typed = _words(text)
    held = [{*_words(topic["title"]), *_words(topic["summary"])} for topic in topics]
    each = [*zip(topics, held, strict=True)]
    exact = [topic for topic, words in each if typed and words.issuperset(typed)]
    forms = [set(inflections(word)) for word in typed]
    alike = [topic for topic, words in each if typed and all(words & form for form in forms)]
    return exact + [topic for topic in alike if topic not in exact]


def _words(text: str) -> list[str]:
    return "".join(ch if ch.isalnum() else " " for ch in fold(text)).split()


def by_text(store: Store, text: str, on: str, *, whole: bool) -> "dict[str, Sequence[Piece]]":
    """The ids of the sections whose text holds the words best, or the `whole` of them, the best first, each with its
    paragraphs, marked. One that holds no more than half of the words in any one place is about something else."""
    from nqpf_cli.questions.found_by_name import WHOLE
    from nqpf_cli.questions.hits import said
    from nqpf_cli.questions.search import search
    from nqpf_cli.questions.search_reading import SearchQuery

    with suppress(NoMatch):
        if any(map(str.isalpha, text)):  # a number that no section has is in no text either
            result = search(store, SearchQuery(text, kind=("topic",)), on)
            if whole and not result.counts.keys() & set(WHOLE):
                return {}
            typed = _size(_telling(store, text))

            def held(name: str, hit: "Hit") -> float:
                best = max(_size(" ".join(said(piece))) for piece in (*hit.prose, *hit.titles))
                return min(best, typed - _size(" ".join(result.partly.lacks[name])))

            both = zip((record["id"] for record in result.answer.records), result.hits, strict=True)
            return {name: hit.prose for name, hit in both if whole or held(name, hit) > typed / 2}
    return {}


def _telling(store: Store, text: str) -> str:
    """What was typed without the words that carry nothing."""
    passed = lookup.said_in_passing(store)
    left = " ".join(word for word in _words(lexicon.plain(store, text)) if word not in passed)
    for word in sorted(filter(has_han, passed), key=len, reverse=True) if has_han(left) else ():
        left = left.replace(word, " ")
    return left


def _size(text: str) -> float:
    """How many words a text has, where two Chinese characters are one."""
    return sum(len(word) / 2 if has_han(word) else 1 for word in text.split())


def around(store: Store, topics: list[Record]) -> tuple[dict[str, Record], dict[str, Record]]:
    """What the sections cite or name to read next, and the pages on which those records rest, by id."""
    ids = dict.fromkeys(
        name for topic in topics for name in (*cited_in(topic["body"]), *topic.get("see", ()))
    )
    rows = query.get_many(store, ids)
    pages = [page for row in rows.values() for page in (row.record.get("sources") or [row.record["id"]])]
    sources = {name: row.record for name, row in query.get_many(store, pages).items() if row.kind == "source"}
    return {name: row.record for name, row in rows.items()}, sources
