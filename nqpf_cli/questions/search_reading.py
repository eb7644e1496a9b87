"""How the words of a search are read before it looks: a word for a status, a time, a slip of the finger."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from nqpf_cli.index import lexicon
from nqpf_cli.index.fulltext import but
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter, begun_in, running_in
from nqpf_cli.index.terms import TOPIC
from nqpf_cli.model import dates
from nqpf_cli.model.names import fold, has_han, names_of_value
from nqpf_cli.model.values import Values
from nqpf_cli.questions.found_by_name import WHOLE, Ordered
from nqpf_cli.questions.held_partly import away
from nqpf_cli.questions.standing import read_date, read_standing, standing

LIMIT = 20
"""Hits shown unless another number is asked for."""

MOST = "most"
"""The everyday word that asks for it, with its other names; in a search it says nothing, and passes for itself here."""

Look: TypeAlias = Callable[[str, Sequence[SqlFilter]], Ordered]
"""What finds some words within some filters."""


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


class Reading(Values):
    """How the words were read, and what was found so: the query, a filter by the status they name and what that is in
    words, the days between which it ends, and the words that a slip was mended in, where it was."""

    asked: SearchQuery
    ordered: Ordered
    stands: Sequence[SqlFilter] = ()
    says: str = ""
    ends: Sequence[str] = ()
    mended: str = ""

    @property
    def ending(self) -> str:
        """The year or month in which what is asked for ends, as an option takes it; nothing for other words."""
        if not self.ends:
            return ""
        first, last = self.ends
        whole_year = first[5:] == "01-01" and last == f"{first[:4]}-12-31"
        return first[:4] if whole_year else first[:7] if first[:7] == last[:7] else ""

    @property
    def whole(self) -> bool:
        """Whether some record holds everything."""
        return bool(self.ordered.found.counts.keys() & set(WHOLE))


def by_words(store: Store, asked: SearchQuery, on: str, look: Look, where: Sequence[SqlFilter]) -> Reading:
    """Read a word for a status, and a time, as a filter where what passes it holds the rest, or nothing holds the words
    as typed. A month that is written with its year is looked for as it stands first, and goes before any other word."""
    dated = None if asked.since or asked.until else read_date(store, asked.words, on)
    stated = None if asked.status else read_standing(store, asked.words, dated)
    narrowed: list[Reading] = []

    def narrow(rest: str, stands: Sequence[SqlFilter], says: str) -> bool:
        """Add what some words find within more filters, and say whether some record holds them all."""
        ordered = look(rest, [*where, *stands])
        narrowed.append(Reading(asked.replace(words=rest), ordered, stands, f" {says}"))
        return narrowed[-1].whole

    if stated and narrow(stated.rest, [standing(store, stated.codes, on, stated.span)], stated.says):
        return narrowed[-1].replace(ends=stated.span)
    if stated and stated.span:  # the time is that of an end, and of nothing else
        literal = Reading(asked, look(asked.words, where))
        return literal if literal.whole else narrowed[-1].replace(ends=stated.span)
    begun = ([begun_in(*dated.span)], f"dated {dates.between_words(*dated.span)}") if dated else ([], "")
    if dated and dated.counted:
        whole = narrow(dated.rest, *begun)
        read = narrowed[-1]
        if dated.span[0] <= on <= dated.span[1] and _of_another_place(store, read):
            still = [running_in(["incentive"], *dated.span)]
            if narrow(dated.rest, still, f"{begun[1]}, or in force then for all that is known"):
                return narrowed[-1]
        if whole:
            return read
    literal = Reading(asked, look(asked.words, where))
    if dated and not dated.counted and not literal.whole:
        if narrow(dated.rest, *begun):
            return narrowed[-1]
        in_year = f"{dated.rest.strip()} {dated.span[0][:4]}"
        undated = look(in_year, [*where, but(TOPIC)])
        read = Reading(asked.replace(words=in_year), undated, mended=in_year)
        if read.whole:
            return read
    held = [one for one in narrowed if one.ordered.found.rows]
    if narrowed and not literal.ordered.found.rows:
        held = held or narrowed
    return held[0] if held and "all" not in literal.ordered.found.counts else literal


def _of_another_place(store: Store, read: Reading) -> bool:
    """Whether words name a place, and what was found holds only a part of them or is of another."""
    found = read.ordered.found
    return bool(found.places) and (
        not read.whole or bool(away(store, [row.record for row in found.rows], found.places))
    )


def put_right(
    store: Store, read: Reading, missing: Sequence[str], look: Look, where: Sequence[SqlFilter]
) -> tuple[dict[str, list[str]], dict[str, str], Reading]:
    """Return what is like each missing word, what is called like the text, and the reading without slips: one that is
    held whole or, where the slips are clear, holds something with fewer words that stand nowhere; else the one given.
    """
    from nqpf_cli.questions import spelling

    text = read.asked.words
    names = spelling.called_like(store, text)
    likes = {word: spelling.like(store, word) for word in missing}
    mended = spelling.put_right(store, text, missing, [*names.values()])
    if mended:
        right = read.replace(
            asked=read.asked.replace(words=mended), ordered=look(mended, where), mended=mended
        )
        found = right.ordered.found
        fewer = bool(found.rows) and len(found.missing) < len(missing) and spelling.clear(text, mended)
        return likes, names, right if right.whole or fewer else read
    return likes, names, read


def largest(store: Store, text: str, places: Sequence[str]) -> dict[str, list[str]]:
    """Return the options of the listing that answers a text which asks what pays most, with the places that it names;
    none for another text."""
    plain = lexicon.plain(store, text)
    words = names_of_value(MOST, store.meta("vocabularies")["everyday"].get(MOST, {}))
    spaced = f" {fold(plain)} "
    if not any(word in spaced if has_han(word) else f" {word} " in spaced for word in words):
        return {}
    lists = ("instrument", "sector", "kind")
    found = {name: list[str]() for name in lists}
    for piece in lexicon.cut(store, lists, plain, lexicon.of_each_kind):
        for name, _, value in (one.partition(" ") for one in piece.bearers[:1]):
            generic = "leads" in store.meta("vocabularies")[name][value] or value == "incentive"
            found["kind" if generic else name].append(piece.text)
    paid = found["kind"] or found["instrument"]
    asked = {"region": list(places), "sector": found["sector"], "instrument": found["instrument"]}
    return {**asked, "sort": ["amount"]} if paid else {}
