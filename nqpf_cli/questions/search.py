"""Records that hold the words a person typed, of any kind, best first; and what was meant where none does."""

import re
from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from nqpf_cli.index import fulltext as words
from nqpf_cli.index import lexicon, sql_filters
from nqpf_cli.index.marks import Range, mark
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates, quantity
from nqpf_cli.model.citations import BRACKETS
from nqpf_cli.model.errors import NoMatch
from nqpf_cli.model.record import Answer, Record, with_kind
from nqpf_cli.model.values import Values
from nqpf_cli.questions import found_by_name, lookup
from nqpf_cli.questions.annotate import as_of, context
from nqpf_cli.questions.area import Area, area_named, gaps, in_area, regions_of
from nqpf_cli.questions.found_by_name import WHOLE
from nqpf_cli.questions.standing import read_standing, standing
from nqpf_cli.wording import extent
from nqpf_cli.wording.amounts import benefit

Piece: TypeAlias = tuple[str, list[Range]]
"""A text, and from and up to which of its characters each match reaches."""

NARROWING = ("kind", "region", "sector", "only", "status", "since", "until", "changed_since")

LIMIT = 20
"""Hits shown unless another number is asked for."""


PROSE = ("definition", "summary", "explanation", "outcome", "body", "conditions", "note")
TITLES = ("term", "title", "name", "zh", "title_zh", "name_zh")
NAMES = (
    "document_number", "aliases", "abbreviation", "term", "zh", "title", "title_zh", "name", "name_zh", "pinyin",
    "issuer", "actor", "actors", "publisher",
)  # fmt: skip
"""Fields in which matches are marked: what a record says, the names that a title may show, all that it is called."""

# Of a topic's Markdown: citations and marks of emphasis go, and rules of tables become a space.
_MARKS = rf"{BRACKETS}|\*+|`|^#+ "
_RULES = r"\s*\|[\s|:-]*"


class SearchQuery(Values):
    """Words to look for, and what narrows the search: kinds, places, sectors and statuses as typed, ISO days; how many
    hits at most.

    `with_parents` adds what wider places have, `with_children` what lies inside. `changed_since` is the ISO day from
    which on what came in or changed is taken. `only` leaves out what does not name the sector, but is open to any.
    """

    words: str
    kind: Sequence[str] = ()
    region: Sequence[str] = ()
    with_parents: bool = False
    with_children: bool = False
    since: str | None = None
    until: str | None = None
    limit: int = LIMIT
    sector: Sequence[str] = ()
    status: Sequence[str] = ()
    changed_since: str | None = None
    only: bool = False


class Scope(Values):
    """What was searched, in words: what one record of it is called, what several are, when; places apart."""

    one: str
    many: str
    when: str


class Hit(Values):
    """The texts of one record with their matches: names that its title may show, all its names, and its prose."""

    titles: list[Piece]
    names: list[Piece]
    prose: list[Piece]


class SearchResult(Values):
    """The records that match, best first, each with its `record_kind` and how it `matched`; and a hit for each.

    `counts` says how many match in which way, as `index.fulltext.Found` tells. Where no record holds everything,
    `unheld` holds each word that stands nowhere with the words like it, `names` what is called much like the whole
    (id -> title), and `elsewhere` counts the records outside the filters that hold everything. `area` has the places
    that were asked for, `inside` counts more that match in the places inside them. `sectors` are those asked for, and
    `named` says how many of `counts` name one, None where none was asked for: of each way these come first.
    """

    answer: Answer
    asked: SearchQuery
    area: Area
    inside: int
    scope: Scope
    counts: dict[str, int]
    hits: list[Hit]
    unheld: dict[str, list[str]]
    names: dict[str, str]
    elsewhere: int
    sectors: list[str]
    named: dict[str, int] | None

    @property
    def records(self) -> list[Record]:
        """The records of the answer."""
        return self.answer.records


def search(store: Store, asked: SearchQuery, on: str) -> SearchResult:
    """Find the records that match, with their status on the ISO day `on`.

    A word for how measures stand (expired, in force, ending 2026) narrows to those that stand so. It is a word like any
    other where none of these holds all the rest and some record holds it as typed.

    Raises NqpfError for a kind or region that does not exist, and NoMatch, with the nearest names and words.
    """
    area = area_named(store, asked.region, with_parents=asked.with_parents, with_children=asked.with_children)
    sectors = lookup.choices(store, "sector", asked.sector)
    other, named = [*filters(store, asked, on), *of(store, sectors)], of(store, sectors, only=True)
    where = [*(words.within(place) for place in in_area(area)), *other]
    look = partial(found_by_name.find, store, named=named, limit=asked.limit, only=asked.only)
    scope = scope_of(store, asked)
    sought, ordered = asked, None
    if stated := None if asked.status else read_standing(store, asked.words):
        stand = words.among(standing(store, stated.codes, on, stated.year))
        ordered = look(stated.rest, [*where, stand])
    if not (ordered and ordered.found.counts.keys() & set(WHOLE)):
        literal = look(asked.words, where)
        held = ordered and ordered.found.rows and "all" not in literal.found.counts
        ordered, stated = (ordered, stated) if ordered and held else (literal, None)
    found = ordered.found
    if stated:
        sought, where, other = asked.replace(words=stated.rest), [*where, stand], [*other, stand]
        scope = scope.replace(when=f"{scope.when} {stated.says}")
    other = [*other, *named] if asked.only else other
    if not found.rows:
        raise missed(store, asked, scope, area, other)
    inside = held_inside(store, sought, area, other)
    loose = bool({"most", "any"} & {next(iter(found.counts))})
    records = [
        matched(with_kind(row.kind, as_of(store, row, on)), way)
        for row, way in zip(found.rows, found.ways, strict=True)
    ]
    unheld = words.unheld(store, sought.words) if loose else []
    likes, names = spelt_like(store, sought.words, unheld) if unheld else ({}, {})
    regions = regions_of(store, area, [record["region"] for record in records if "region" in record])
    left = {"open-to-any": ordered.rest} if asked.only and ordered.rest else {}
    total, first = sum(found.counts.values()), ordered.specific
    answer = Answer(
        "mixed",
        records,
        total,
        on,
        context(store),
        left_out=left,
        specific=first,
        regions=regions,
        gaps=gaps_named(store, sought.words, area) if loose or "most" in found.counts else (),
    )
    return SearchResult(
        answer,
        asked,
        area,
        inside,
        scope,
        found.counts,
        hits(store, answer, found.expression),
        likes,
        names,
        words.holding(store, sought.words) if loose and where else 0,
        sectors,
        ordered.named,
    )


def gaps_named(store: Store, text: str, area: Area) -> list[str]:
    """What is known not to be here of the places that a text names or that are asked for, by kind of measure."""
    pieces = lexicon.cut(store, ("region", "instrument", "term"), text)
    named = [one for piece in pieces for one in piece.bearers]
    return gaps(store, [*area.own, *named], named or [""])


def hits(store: Store, answer: Answer, expression: str) -> list[Hit]:
    """The texts of each record of an answer, with the places that an expression of the full text matches."""
    texts = [
        [texts_of(record, TITLES), texts_of(record, NAMES), prose_of(answer, record)]
        for record in answer.records
    ]
    every = list(dict.fromkeys(text for parts in texts for part in parts for text in part))
    marks = dict(zip(every, mark(expression, lexicon.plain_each(store, every)), strict=True))
    return [Hit(*([(text, marks[text]) for text in part] for part in parts)) for parts in texts]


def prose_of(answer: Answer, record: Record) -> list[str]:
    """What a record says, a text a paragraph; a benefit or a number in words."""
    prose = texts_of(record, PROSE)
    if record["record_kind"] == "incentive":
        prose.append(benefit(record, answer.vocabularies))
    return [*prose, quantity.words(record)] if "unit" in record else prose


def texts_of(record: Record, fields: Sequence[str]) -> list[str]:
    """The paragraphs or items of some fields as plain text."""
    found: list[str] = []
    for field in fields:
        value = record.get(field)
        if value and field == "body":
            paragraphs = (re.sub(_MARKS, "", part) for part in value.split("\n\n"))
            found += [re.sub(_RULES, " ", part) for part in paragraphs if part]
        elif value:
            found += map(str, value if isinstance(value, list) else [value])
    return found


def matched(record: Record, way: str) -> Record:
    """The record with how it matched after its id and kind: a script must be able to tell a loose hit, too."""
    return {"id": record["id"], "record_kind": record["record_kind"], "matched": way, **record}


def filters(store: Store, asked: SearchQuery, on: str) -> list[SqlFilter]:
    """What is asked for beside the words and the places. Raises NqpfError for a name that does not exist."""
    found: list[SqlFilter] = []
    if asked.kind:
        found.append(words.kinds(lookup.kinds(store, asked.kind)))
    if codes := lookup.states(store, asked.status):
        found.append(words.among(standing(store, codes, on)))
    if asked.since:
        found.append(words.since(asked.since))
    if asked.until:
        found.append(words.until(asked.until))
    found += sql_filters.changed_since(asked.changed_since)
    return found


def of(store: Store, sectors: Sequence[str], *, only: bool = False) -> list[SqlFilter]:
    """Keep what names one of these sectors, and without `only` what is open to any; all where there are none."""
    if not sectors:
        return []
    from nqpf_cli.questions.by_name import of_any_kind

    return [words.within(of_any_kind(store, sectors, only=only))]


def scope_of(store: Store, asked: SearchQuery) -> Scope:
    """What is searched, in words; the places apart."""
    labels = store.meta("vocabularies")["kind"]
    chosen = [labels[kind] for kind in lookup.kinds(store, asked.kind)]
    one = " or ".join(label["label"] for label in chosen) or "record"
    many = " or ".join(label["plural"] for label in chosen) or "records"
    parts = [
        f"for {' or '.join(asked.sector)}{' by name' * asked.only}" if asked.sector else "",
        f"that are {' or '.join(asked.status)}" if asked.status else "",
        f"since {dates.long_words(asked.since)}" if asked.since else "",
        f"until {dates.long_words(asked.until)}" if asked.until else "",
        f"changed since {dates.long_words(asked.changed_since)}" if asked.changed_since else "",
    ]
    return Scope(one, many, "".join(f" {part}" for part in parts if part))


def held_inside(store: Store, asked: SearchQuery, area: Area, other: Sequence[SqlFilter]) -> int:
    """How many records of places inside hold every word, where these were not asked for."""
    if not area.below or area.with_children:
        return 0
    return words.holding(store, asked.words, [words.within(sql_filters.in_regions(area.below)), *other])


def missed(store: Store, asked: SearchQuery, scope: Scope, area: Area, other: Sequence[SqlFilter]) -> NoMatch:
    """Return the error that nothing matches: what was searched, what may have been meant, how to widen."""
    text = asked.words.strip()
    if not words.searchable(text):
        return NoMatch(text)
    names = [area.regions[place]["name"] for place in area.named]
    here = extent.where(names, with_parents=area.with_parents, with_children=area.with_children)
    where = f"{scope.one}{here and f' in {here}'}{scope.when}"
    if asked.changed_since:
        where += f" (told from {dates.long_words(store.meta('dataset')['first_release'])} on)"
    used = [name for name in NARROWING if getattr(asked, name)]
    if used and (elsewhere := words.holding(store, text)):
        return NoMatch(text, where, used, elsewhere, held_inside(store, asked, area, other))
    likes, named = spelt_like(store, text, words.unheld(store, text))
    slips = dict.fromkeys(near for found in likes.values() for near in found)
    return NoMatch(text, where, like=list(slips), names=[*named.items()])


def spelt_like(store: Store, text: str, unheld: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return each word that stands nowhere with words like it, and id -> title of what is called like the text."""
    from nqpf_cli.questions.spelling import called_like, like

    return {word: like(store, word) for word in unheld}, called_like(store, text)
