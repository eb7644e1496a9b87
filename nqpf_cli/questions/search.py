"""Records that hold the words a person typed, of any kind, best first; and what was meant where none does."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from nqpf_cli.index import fulltext as words
from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.index.terms import Term
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NoMatch
from nqpf_cli.model.names import has_han
from nqpf_cli.model.record import Answer, Record, Result, with_kind
from nqpf_cli.model.values import Values
from nqpf_cli.questions import found_by_name, lookup, not_found
from nqpf_cli.questions.annotate import as_of, context
from nqpf_cli.questions.area import Area, area_named, gaps, in_area, regions_of
from nqpf_cli.questions.held_partly import FEWER, HeldPartly, away, handful, held_partly
from nqpf_cli.questions.hits import Hit, hits
from nqpf_cli.questions.search_reading import LIMIT, Reading, SearchQuery, by_words, largest, put_right
from nqpf_cli.questions.standing import first_in_force, standing
from nqpf_cli.wording import extent

NARROWING = ("kind", "region", "sector", "only", "status", "since", "until", "changed_since")

NUMBER = "(\\S*[\u3014[\u3010\uff08(]\\d{4}[\u3015\\]\u3011\uff09)]\\D*)\\d+\\D{0,2}"
"""The number of a document, up to where it counts: what holds other words of it is another document."""

NUMBERS = ("figure", "target")
"""Kinds whose records are a number of a place."""

NEAREST = 3
"""So many documents whose numbers begin alike are offered for one that is not held."""


class Scope(Values):
    """What was searched, in words: what one record of it is called, what several are, when; places apart."""

    one: str
    many: str
    when: str

    @property
    def when_one(self) -> str:
        """The same of one record: " that is in force"."""
        return self.when.replace(" that are ", " that is ")


class SearchResult(Result[Record]):
    """The records that match, best first, each with its `record_kind` and how it `matched`; and a hit for each.

    `counts` says how many match in which way, as `index.fulltext.Found` tells. Where no record holds everything, the
    answer has the words that stand nowhere, `names` what is called much like the whole (id -> title), and `elsewhere`
    counts the records outside the filters that hold everything. `area` has the places that were asked for, `inside`
    counts more that match in the places inside them. `sectors` are those asked for, and `named` says how many of
    `counts` name one, None where none was asked for: of each way these come first. `under` is what is meant by a wider
    heading, `kinds` those of which any record is meant by a word for money, `partly` what is said of those that do not
    hold everything. `ending` are the places in the words and the time, as an option takes it, where these ask for
    what ends in it; `rest` the words without those for a status or a time. `largest` are the options of the listing
    that puts the largest first, where that was asked for; `leads` are the kinds that come first.
    """

    asked: SearchQuery
    area: Area
    inside: int
    scope: Scope
    counts: dict[str, int]
    hits: list[Hit]
    names: dict[str, str]
    elsewhere: int
    sectors: list[str]
    named: dict[str, int] | None
    under: Sequence[str]
    kinds: Sequence[str]
    partly: HeldPartly
    ending: tuple[Sequence[str], str] = ((), "")
    rest: str = ""
    largest: Mapping[str, Sequence[str]] = {}
    leads: Sequence[str] = ()

    @property
    def unheld(self) -> Mapping[str, Sequence[str]]:
        """The words that no record holds, each with the words like it."""
        return self.answer.unheld

    @property
    def outside(self) -> str:
        """That a place or a whole title in the words is not held, in a sentence; nothing for other words."""
        return self.answer.outside


def search(store: Store, asked: SearchQuery, on: str) -> SearchResult:
    """Find the records that match, with their status on the ISO day `on`.

    A word for how measures stand (expired, in force, ending 2026) narrows to those that stand so. It is a word like any
    other where none of these holds all the rest and some record holds it as typed.

    Raises NqpfError for a kind or region that does not exist, and NoMatch, with the nearest names and words.
    """
    area = area_named(store, asked.region, with_parents=asked.with_parents, with_children=asked.with_children)
    sectors = lookup.choices(store, "sector", asked.sector)
    other, named = [*filters(store, asked, on), *of(store, sectors)], of(store, sectors, only=True)
    where = [*(words.within(place) for place in in_area(area, "event")), *other]
    times = first_in_force(store, on)
    look = partial(found_by_name.find, store, named=named, limit=asked.limit, only=asked.only, times=times)
    read = by_words(store, asked, on, look, where)
    where, other = [*where, *read.stands], [*other, *read.stands, *(named if asked.only else ())]
    missing = [] if read.whole else as_typed(store, asked.words, read.ordered.found.missing)
    likes, names, read = put_right(store, read, missing, look, where) if missing else ({}, {}, read)
    scope = scope_of(store, asked, read.says)
    ordered, found = read.ordered, read.ordered.found
    outside = _outside(store, read, asked)
    nearest = _nearest_numbers(store, read)
    if nearest is not None:
        raise missed(store, asked, scope, area, other).replace(names=nearest)
    if not found.rows:
        error = missed(store, asked, scope, area, other)
        if not error.scope:
            raise error
        error = spelt(store, error, found, missing, likes).replace(names=[*names.items()])
        # None in Shenzhen has expired: the scope says the other words.
        of_place = read.stands and error.rest and not missing
        raise error.replace(text=" ".join(error.rest)) if of_place else error
    chosen = list(zip(found.rows, found.ways, strict=True))
    if asked.limit == LIMIT:
        chosen = chosen[:FEWER] if not read.whole and (missing or outside) else handful(found)
    records = [matched(with_kind(row.kind, as_of(store, row, on)), way) for row, way in chosen]
    regions = regions_of(store, area, [record["region"] for record in records if "region" in record])
    if not (area.own or found.places or named):
        records = _nation_first(store, records, regions)
    left = {"open-to-any": ordered.rest} if asked.only and ordered.rest else {}
    total, first = sum(found.counts.values()), ordered.specific
    filed = lexicon.filed(store, {"sector": lookup.parts(asked.sector)})
    lacking = () if read.whole and "most" not in found.counts else gaps_named(store, read.asked.words, area)
    begun, kinds = read.whole or "begins" in found.counts, lookup.kinds(store, asked.kind)
    elsewhere = words.holding(store, read.asked.words) if where and not begun else 0
    inside = held_inside(store, read.asked, area, other)
    answer = Answer(
        kinds[0] if len(kinds) == 1 else "mixed", records, total, on, context(store), 0, left, regions,
        searched=read.mended, specific=first, gaps=lacking, unheld=likes, outside=outside, filed=filed,
        matched=found.counts, around={"inside": inside} if inside else {},
    )  # fmt: skip
    marked = hits(store, answer, found.expression)
    typed = partial(as_typed, store, asked.words)
    apart = away(store, records, [] if read.whole and not read.ending else found.places)
    return SearchResult(
        answer, asked, area, inside, scope, found.counts, marked, names, elsewhere, sectors, ordered.named,
        found.under, found.kinds, held_partly(store, found, records, apart, typed), (found.places, read.ending),
        " ".join(read.asked.words.split()), largest(store, read.asked.words, found.places or area.own),
        found.leads,
    )  # fmt: skip


def _nation_first(store: Store, records: list[Record], regions: Mapping[str, Record]) -> list[Record]:
    """Return the records, of numbers that match in one way those of the nation or the world first: where no place is
    named, a number of one of them is not what was asked for."""
    levels = store.meta("vocabularies")["region_level"]
    found = list(records)
    for way in dict.fromkeys(record["matched"] for record in records):
        of_numbers = [
            at
            for at, record in enumerate(records)
            if record["matched"] == way and record["record_kind"] in NUMBERS and "region" in record
        ]
        local = {at: not levels[regions[records[at]["region"]]["level"]].get("wide") for at in of_numbers}
        for at, other in zip(of_numbers, sorted(of_numbers, key=local.__getitem__), strict=True):
            found[at] = records[other]
    return found


def _outside(store: Store, read: Reading, asked: SearchQuery) -> str:
    """Say of places that they are not covered, where what was found holds their names by chance at most; and of a whole
    title that none is called so."""
    few = sum(read.ordered.found.counts.values()) <= FEWER
    by_chance = not read.whole or (few and not_found.not_held(store, asked.words))
    title = "" if read.whole else not_found.untitled(store, asked.words)
    return (not_covered(store, asked.words) if by_chance else "") or title


def _nearest_numbers(store: Store, read: Reading) -> list[tuple[str, str]] | None:
    """Return (id, title) of documents whose number begins as the one typed, which is not held; None for other words."""
    number = None if read.whole else re.fullmatch(NUMBER, read.asked.words.strip())
    if not number:
        return None
    near = words.beginning(store, number[1], [words.kinds(["policy"])])[:NEAREST]
    return [*query.titles(store, near).items()]


def gaps_named(store: Store, text: str, area: Area) -> list[str]:
    """What is known not to be here of the places that a text names or that are asked for, by kind of measure."""
    pieces = lexicon.cut(store, ("region", "instrument", "term"), text)
    named = [one for piece in pieces for one in piece.bearers]
    return gaps(store, [*area.own, *named], named or [""])


def matched(record: Record, way: str) -> Record:
    """The record with how it matched after its id and kind: a script must be able to tell a loose hit, too."""
    return {"id": record["id"], "record_kind": record["record_kind"], "matched": way, **record}


def filters(store: Store, asked: SearchQuery, on: str) -> list[SqlFilter]:
    """What is asked for beside the words and the places. Raises NqpfError for a name that does not exist."""
    found: list[SqlFilter] = []
    if asked.kind:
        found.append(words.kinds(lookup.kinds(store, asked.kind)))
    if codes := lookup.states(store, asked.status):
        found.append(standing(store, codes, on))
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


def scope_of(store: Store, asked: SearchQuery, says: str = "") -> Scope:
    """What is searched, in words, with what the words themselves say of a status; the places apart."""
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
    return Scope(one, many, "".join(f" {part}" for part in parts if part) + says)


def held_inside(
    store: Store, asked: SearchQuery, area: Area, other: Sequence[SqlFilter], *, filed: bool = False
) -> int:
    """How many records of places inside hold every word, or with `filed` what it is filed under, where these were not
    asked for."""
    if not area.below or area.with_children:
        return 0
    inside = [words.within(sql_filters.in_regions(area.below)), *other]
    return words.holding(store, asked.words, inside, filed=filed)


def as_typed(store: Store, text: str, terms: Sequence[Term]) -> list[str]:
    """What was typed of some terms, in the case and the script in which it was."""
    found = []
    plain = lexicon.plain(store, text)
    for term in terms:
        letters = [re.escape(letter) for letter in term.typed if letter != " "]  # US$ 5m for us 5m
        at = re.search(r"\W*".join(letters), plain, re.IGNORECASE)
        found.append(text[at.start() : at.end()] if at else term.typed)
    return found


def not_covered(store: Store, text: str) -> str:
    """Return the sentence that the places in a text have no record here; nothing where it names none."""
    places = not_found.outside(store, text)
    if not places:
        return ""
    named, why = " and ".join(places), store.meta("dataset")["constants"]["not_held"]["why"]
    return f"{named[:1].upper()}{named[1:]} {'is' if len(places) == 1 else 'are'} {why}."


def spelt(
    store: Store,
    error: NoMatch,
    found: words.Found,
    missing: Sequence[str],
    likes: Mapping[str, Sequence[str]],
) -> NoMatch:
    """Return the error with what may have been meant: words like the missing ones, words that some record holds
    and that tell what is asked about, else, where none holds any, what the missing ones are filed under."""
    slips = list(dict.fromkeys(near for each in likes.values() for near in each))
    rest = [
        word for word in as_typed(store, error.text, _telling(found)) if len(word) > 1 or not has_han(word)
    ]
    error = error.replace(like=slips, missing=missing, rest=rest)
    filed = lexicon.filed(store, {"sector": missing}) if not (found.told or error.outside) else {}
    if not filed:
        return error
    says = " ".join(f"“{word}” is filed under {label}." for word, label in filed.items())
    return error.replace(outside=says, rest=[*filed.values()][:1])


def _telling(found: words.Found) -> Sequence[Term]:
    """Return the terms that some record holds, if one names a thing or place, or no known name stands nowhere and no
    more words than they: for rare earth controls, controls are something else."""
    named = any(term.subject or term.recorded or term.places for term in found.told)
    bare = len([term for term in found.told if not term.weighs]) >= max(1, len(found.missing))
    return found.told if named or (bare and not any(term.tells for term in found.missing)) else ()


def missed(store: Store, asked: SearchQuery, scope: Scope, area: Area, other: Sequence[SqlFilter]) -> NoMatch:
    """Return the error that nothing matches: what was searched, what may have been meant, how to widen."""
    text = asked.words.strip()
    if not words.searchable(text):
        return NoMatch(text)
    names = [area.regions[place]["name"] for place in area.named]
    here = extent.where(names, with_parents=area.with_parents, with_children=area.with_children)
    where = f"{scope.one}{here and f' in {here}'}{scope.when_one}"
    if asked.changed_since:
        where += f" (told from {dates.long_words(store.meta('dataset')['first_release'])} on)"
    used = [name for name in NARROWING if getattr(asked, name)]
    if used and (elsewhere := words.holding(store, text)):
        inside = held_inside(store, asked, area, other)
        near = 0 if inside else held_inside(store, asked, area, other, filed=True)
        return NoMatch(text, where, used, elsewhere, inside, near)
    return NoMatch(text, where, outside=not_covered(store, text))
