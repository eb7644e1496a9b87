"""What a search finds where few records hold all of it: those that hold most, in other parts, or some."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from nqpf_cli.index import query, sql_filters, tokens
from nqpf_cli.index.query import Store
from nqpf_cli.index.terms import FEW, MOST_TERMS, Term, either_of, every, marking, together
from nqpf_cli.model.values import Values

PAIRS_LEFT_OUT = range(4, 7)
"""Of so many things asked for, each two in turn are left out where one is not enough."""

CLIPPED = 4
"""A word of so many letters may be the beginning of another."""

NAME = 3
"""A word of fewer letters that stands nowhere is a slip, and no name."""

FILLER = 60
"""A word that one in so many records holds tells nothing beside a number that stands nowhere."""

CHECKED = 5000
"""Of what more records hold than these it is not asked which of those shown lack it."""


class Loose(Values):
    """What no record at all holds, what all that were found hold or, of nothing found, what some record does, a query
    for all that was looked for, whether all that were found are of `wider` places, and what may be lacking in them."""

    missing: list[Term]
    told: list[Term]
    marked: str
    wider: bool
    asked: Sequence[Term]


def loosely(
    store: Store,
    terms: Sequence[Term],
    holds: Callable[[str], int],
    take: Callable[[str, str], int],
    held: int,
) -> Loose:
    """Take what holds less than everything, the closest first, until there are a FEW.

    `holds` counts the records that match a query, wherever they are; `take` takes those that match and have not been
    taken, and returns how many there are then; `held` is how many there are now.
    """
    parts, many = _parted(terms, holds)
    if len(parts) > len(terms):
        held = take("most", every([term.meant() for term in parts]))
    marked, told = marking(parts), None
    asked = set[str]()
    wider, whole = True, held
    filler = sum(store.meta("counts").values()) // FILLER
    for part in partly(parts, many, around(store, parts), filler):
        more = part.way == "most" or not held or (part.alone and not whole)
        if held < FEW and more and part.query not in asked:
            asked.add(part.query)
            before, held = held, take(part.way, part.query)
            if held > before:
                told = [term for term in parts if term in part.demanded and (told is None or term in told)]
                wider = wider and part.wider
    alone = len(parts) == 1 and not any(holds(part.meant()) for part in parts[0].parted())
    pieces = [piece for word in parts[0].words for piece in word.parts[1:]] if alone else []
    if pieces and not held:
        marked = tokens.some(pieces)
        take("any", marked)
    if not held:
        told = [term for term, total in zip(parts, many, strict=True) if total]
    counted = [*zip(parts, many, strict=True)]
    return Loose(
        [term for term, total in counted if not total],
        [*(told or ())],
        marked,
        wider and bool(held),
        [term for term, total in counted if 0 < total <= CHECKED],
    )


def lacked(store: Store, ids: Sequence[str], terms: Sequence[Term]) -> dict[str, list[Term]]:
    """Return id -> which of some terms a record holds under no name, nor by what they are filed under."""
    found: dict[str, list[Term]] = {key: [] for key in ids}
    for term in terms if ids else ():
        for key in found.keys() - holding_of(store, ids, either_of([term.meant(), term.filed()])):
            found[key].append(term)
    return found


def holding_of(store: Store, ids: Sequence[str], expression: str) -> set[str]:
    """Return which of the records with some ids match a query."""
    if not ids:
        return set()
    chosen, values = sql_filters.among(ids)
    # +: the query is put once and its rows are looked at, not put anew for each of the ids.
    text = f"""SELECT id FROM record WHERE n IN (SELECT rowid FROM words WHERE words MATCH ?
        AND +rowid IN (SELECT n FROM record WHERE {chosen}))"""
    return {row[0] for row in store.sql(text, [expression, *values])}


def _parted(terms: Sequence[Term], holds: Callable[[str], int]) -> tuple[list[Term], list[int]]:
    """Return what is looked for, with how many records hold each; what none holds whole in its parts, if most are held.

    Of 深度求索 one half is a word of any text. What no record holds and begins another name of what is looked for, says
    the same: chem beside 化工.
    """
    found: list[Term] = []
    many: list[int] = []
    for term in terms:
        total = holds(term.meant())
        parts = [] if total else term.parted()
        by_part = [holds(part.meant()) for part in parts] if len(parts) > 1 else []
        most = sum(map(bool, by_part)) * 2 > len(by_part) > 1
        found += parts if most else [term]
        many += by_part if most else [total]
    said = {
        word for term, n in zip(found, many, strict=True) if n for name in term.names for word in name.split()
    }
    counted = [
        (term, n)
        for term, n in zip(found, many, strict=True)
        if n or len(term.typed) < CLIPPED or not any(word.startswith(term.typed) for word in said)
    ]
    return [term for term, _ in counted], [n for _, n in counted]


class Partly(Values):
    """A way to hold some of what was typed: "most" or "any", the query for it, what it demands of all records, whether
    these are of `wider` places than those that were named, and whether it is what tells most, `alone`: no few records
    that hold more keep those from sight."""

    way: str
    query: str
    demanded: Sequence[Term] = ()
    wider: bool = False
    alone: bool = False


class Sides(Values):
    """What was typed, without the words that stand nowhere, which `lost` counts: what is asked about, the rarest first,
    the places, what only weighs, and of that what leads to a kind of record; `named` tells that any of what stands
    nowhere may be a name, `common` how much of what is asked about tells nothing beside a number that does: program."""

    content: Sequence[Term]
    places: Sequence[Term]
    weighing: Sequence[Term]
    led: Sequence[Term]
    lost: int
    named: bool
    common: int

    @property
    def told(self) -> list[Term]:
        """What is demanded: all but what only weighs, places last."""
        return [*self.content, *self.places]

    @property
    def known(self) -> list[Term]:
        """What is asked about and known by its name."""
        return [term for term in self.content if term.tells]

    @property
    def empty(self) -> bool:
        """Whether what is left says too little: a place or what only weighs; or words that name nothing, hardly more
        than stand nowhere (NIO share price), unless a place is asked for measures or the like."""
        measures = self.led and self.places
        few = self.lost + self.named >= len(self.content) - self.common
        unknown = few and not self.known and not measures
        return not self.told or (self.lost > 0 and bool(unknown or self.lost > max(1, len(self.told))))

    @property
    def way(self) -> str:
        """Return how a record matches that holds all of these."""
        return "most" if self.lost < min(len(self.told), 2) else "any"

    @property
    def way_but_one(self) -> str:
        """Return how a record matches that holds all of these but one or two."""
        return "any" if self.lost else "most"

    def lifted(self, query: str, also: Sequence[Term] = ()) -> str:
        """Return a query with what only weighs, and more, as what puts a record forward and is not demanded."""
        lift = _meant([*self.weighing, *also])
        return f"({query}) AND (({query}) OR {either_of(lift)})" if lift else query

    def without(self, each: Iterable[Sequence[Term]]) -> str:
        """Return a query for what holds everything but one of these."""
        return either_of(every(_meant([one for one in self.told if one not in left])) for left in each)


def partly(
    terms: Sequence[Term], many: Sequence[int], around: Sequence[str] = (), filler: int = 0
) -> Iterator[Partly]:
    """Yield ways to hold less than everything, given how many records hold each term, the tags of what is `around`, and
    how many hold what tells nothing.

    What stands nowhere is left out, then what only weighs, then what most records hold, and a place last.
    """
    sides = _sides(terms, many, filler)
    if sides.empty:
        return
    if sides.led:
        yield from _led(sides)
    whole = Partly(sides.way, sides.lifted(together(sides.told, Term.meant)), sides.told)
    if sides.weighing and all(term.of_kind for term in sides.weighing):
        yield whole  # a word for documents goes before the place
    near = around if not sides.lost and sides.content else ()
    held = [term for term in terms if not term.places]
    # What holds in the whole country and has the subject in its title is as good as what is of the place.
    if near:
        about = (sides.known or sides.content)[:1]
        yield Partly("most", every(_nearby(terms, near, Term.filed, about)), held, True)
    said = [term for term in sides.weighing if sides.content and not (term.tags or term.leads)]
    if said:  # attract, beside cities and companies
        yield Partly(sides.way, every(_meant([*sides.told, *said])), [*sides.told, *said])
    if sides.lost or sides.weighing:
        yield whole
    for held_by in (Term.meant, Term.filed) if near else ():
        yield Partly("most", every(_nearby(terms, near, held_by)), held, True)
    if sides.places and not sides.lost:
        for term in filter(Term.led, sides.content):
            others = [one for one in sides.told if one is not term]
            near_it = [tokens.some(one.tags) if one.places else one.meant() for one in others]
            yield Partly("most", every([term.led(), *near_it]), others)
        apart = [term for term in terms if term not in said]
        yield Partly("most", every(_meant(apart)), apart)  # in a topic
    yield from _less(sides)


def _sides(terms: Sequence[Term], many: Sequence[int], filler: int) -> Sides:
    """Return the terms that some record holds by what they are for; what more than `filler` hold is common."""
    held = [term for n, term in sorted(zip(many, terms, strict=True), key=lambda one: one[0]) if n]
    lost, places = len(terms) - len(held), [term for term in held if term.places]
    weighing = [term for term in held if term.weighs]
    content = [term for term in held if not (term.weighs or term.places)]
    if not (content or lost):
        content, weighing = weighing, []
    counted = [*zip(many, terms, strict=True)]
    named = any(len(term.typed) >= NAME for n, term in counted if not n)
    numbered = any(char.isdigit() for n, term in counted if not n for char in term.typed)
    common = sum(n > filler for n, term in counted if numbered and term in content and not term.tells)
    return Sides(content, places, weighing, [term for term in weighing if term.leads], lost, named, common)


def _led(sides: Sides) -> Iterator[Partly]:
    """Yield what is of a kind that was asked for and holds all the rest, or of several subjects all but one."""
    led = either_of(_meant(sides.led))
    if sides.lost or len(sides.weighing) > 1:
        yield Partly(sides.way, sides.lifted(every([*_meant(sides.told), led])), sides.told)
    if len(sides.known) > 1:
        but_one = sides.without([term] for term in sides.known)
        yield Partly(sides.way_but_one, sides.lifted(every([but_one, led])))


def around(store: Store, terms: Sequence[Term]) -> list[str]:
    """Return the tags of the wide places whose measures hold in those that are named, each once."""
    levels = store.meta("vocabularies")["region_level"]
    found: dict[str, None] = {}
    for place in [place for term in terms for place in term.places]:
        chain = query.records(store, [place, *query.ancestors(store, place)])
        for key, level in ((key, levels[record["level"]]) for key, record in chain.items()):
            if level.get("wide") and key != place:
                found[tokens.tag("region", key)] = None
            if level.get("wide") or level.get("apart"):
                break
    return [*found]


def _nearby(
    terms: Sequence[Term], tags: Sequence[str], held_by: Callable[[Term], str], about: Sequence[Term] = ()
) -> list[str]:
    """Return the queries for everything with wider places in place of those named, and some of it in the title."""
    return [
        tokens.some(tags)
        if term.places
        else f"{{title names}} : ({held_by(term)})"
        if term in about
        else held_by(term)
        for term in terms
    ]


def _less(sides: Sides) -> Iterator[Partly]:
    """Yield what holds less, down to any one thing: the largest part, of that what is known, then the rarest alone.

    Of a name of a term or a body and words beside it, the name is what tells: unicorn companies number.
    """
    told, content, lost = sides.told, sides.content, sides.lost
    if lost or sides.weighing:
        yield Partly(sides.way, sides.lifted(together(told, Term.filed)), told)
    if sides.weighing and content and not lost and (sides.places or len(told) == 2):
        elsewhere = content if sides.places else told[:1]
        asked = [*(term.filed() for term in elsewhere), *_meant(sides.weighing)]
        yield Partly("most", every(asked), [*elsewhere, *sides.weighing])
    named = [term for term in told if term.recorded and not (term.tags or term.wider)]
    if len(told) == 2 and len(named) == 1:
        yield Partly("most", named[0].meant(), named)
    if 2 < len(told) <= MOST_TERMS:
        for left in (content[1:], content, told):
            yield Partly(sides.way_but_one, sides.lifted(sides.without([term] for term in left or told)))
    if len(content) + bool(sides.places) in PAIRS_LEFT_OUT:
        yield Partly(sides.way_but_one, sides.lifted(sides.without(combinations(content, 2))))
    if sides.led and sides.places and not sides.known:
        measures = every([*_meant(sides.places), either_of(_meant(sides.led))])
        yield Partly("any", sides.lifted(measures, content), [*sides.places, *sides.led])
    known = [term for term in told if term.tells or term.places]
    if 1 < len(known) < len(told):
        rest = [term for term in told if term not in known]
        yield Partly("any", sides.lifted(every(_meant(known)), rest), known)
    # A sum says less of what is asked about than the name of a sector: low-altitude economy 3.5 trillion.
    numbers = [term for term in told if term.counts and sides.known]
    for term in sorted(told, key=lambda one: (bool(one.places), one in numbers, one not in named)):
        others = [one for one in told if one is not term]
        alone = term is told[0] and term.long and len(told) == 2 and not (lost or sides.places)
        yield Partly("any", sides.lifted(term.meant(), others), [term], alone=alone)


def _meant(terms: Iterable[Term]) -> list[str]:
    return [term.meant() for term in terms]
