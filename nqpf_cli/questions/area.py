"""The places that a question names, and what lies around them: the one meaning of a region in every question."""

from collections.abc import Mapping, Sequence

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.errors import NoPlace
from nqpf_cli.model.record import Record
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup


class Area(Values):
    """Ids of the places themselves, of what they lie in (nearest first) and of what lies inside them.

    A region that spans several places counts as one they lie in; asked for, it stands for these (`spanned`) too, which
    are then among `own`. `regions` holds the records of the places and of all that they lie in. `with_parents` and
    `with_children` say whether what lies around them counts too. `distance` ranks places from the nearest: the places
    themselves, those inside, then outward; one that lies across wider ones (the Greater Bay Area) comes just before
    what holds both. All are empty for no place.
    """

    own: list[str]
    above: list[str]
    below: list[str]
    regions: dict[str, Record]
    distance: dict[str, float]
    with_parents: bool = False
    with_children: bool = False
    spanned: Sequence[str] = ()

    @property
    def named(self) -> list[str]:
        """The places as they were asked for, without those that one of them spans."""
        return [place for place in self.own if place not in self.spanned]

    @property
    def inner(self) -> list[str]:
        """The places themselves and, where it was asked for, what lies inside them."""
        return [*self.own, *self.below] if self.with_children else self.own


class Elsewhere(Values):
    """How many more records stand around the places: by wider region, nearest first, and in all places inside.

    `closer` counts those that name the narrower thing that was typed, where none that was found does.
    """

    above: dict[str, int]
    inside: int
    closer: "Elsewhere | None" = None

    @property
    def told(self) -> Record:
        """The same for data: `wider` and `inside`, each where there is any."""
        return {name: many for name, many in (("wider", self.above), ("inside", self.inside)) if many}


def area_named(
    store: Store, regions: Sequence[str], *, with_parents: bool = False, with_children: bool = False
) -> Area:
    """Return the area around the places that are called so. Raises NqpfError (code 1) with the nearest names."""
    own = lookup.regions(store, regions)
    return area_of(store, own, with_parents=with_parents, with_children=with_children)


def area_of(store: Store, own: list[str], *, with_parents: bool = False, with_children: bool = False) -> Area:
    """Return the area around the places with these ids.

    Nothing holds above a place with laws of its own (Hong Kong): a measure from there must name it. Raises NoPlace
    where what lies around is asked for and no place is.
    """
    if not own:
        if around := [*["with-parents"] * with_parents, *["with-children"] * with_children]:
            raise NoPlace(around)
        return Area([], [], [], {}, {})
    rows = query.get_many(store, own)
    chains: dict[str, list[str]] = {one: row.derived["above"] for one, row in rows.items()}
    wider = query.records(store, [place for chain in chains.values() for place in chain])
    regions = {one: row.record for one, row in rows.items()} | wider
    if spanned := [place for one in own for place in regions[one].get("spans", ()) if place not in own]:
        every = list(dict.fromkeys([*own, *spanned]))
        wide = area_of(store, every, with_parents=with_parents, with_children=with_children)
        return wide.replace(spanned=[place for place in wide.own if place not in own])
    levels = store.meta("vocabularies")["region_level"]
    outer: dict[str, None] = {}
    for one, chain in chains.items():
        for place, holder in zip([one, *chain], chain, strict=False):
            if levels[regions[place]["level"]].get("apart"):
                break
            outer[holder] = None
    below = dict.fromkeys(place for one in own for place in query.inside(store, one) if place not in own)
    above = [place for place in outer if place not in own and place not in below]
    rank: dict[str, float] = {place: number for number, place in enumerate([*own, *below, *above])}
    across = {place: rank[holder] - 0.5 for place, holder in query.lying_in(store, above).items()}
    distance = {**across, **rank}
    return Area(own, above, list(below), regions, distance, with_parents, with_children)


def regions_of(store: Store, area: Area, more: Sequence[str]) -> dict[str, Record]:
    """Return the records of the places of an area, of what they lie in, and of `more` places, by id."""
    return area.regions | query.records(store, [place for place in more if place not in area.regions])


def holding(area: Area) -> SqlFilter:
    """Keep records of wider places that hold in these."""
    return sql_filters.holding_in(area.own, [*area.own, *area.below], area.above)


def in_area(area: Area, kind: str = "") -> list[SqlFilter]:
    """Keep records of the places, and of what lies around them where that was asked for; all, for no place.

    A region counts by itself and not by what it lies in, an event also where it was held.
    """
    if not area.own:
        return []
    if kind == "region":
        return [_here([*area.inner, *(area.above if area.with_parents else [])], kind)]
    here = _here(area.inner, kind)
    return [sql_filters.either(here, holding(area))] if area.with_parents else [here]


def _here(places: Sequence[str], kind: str) -> SqlFilter:
    """Keep records of exactly these places; events also where they were held there."""
    if kind == "region":
        return sql_filters.among(places)
    here = sql_filters.in_regions(places)
    return sql_filters.either(here, sql_filters.facet("places", places)) if kind == "event" else here


def elsewhere(store: Store, kind: str, area: Area, where: Sequence[SqlFilter]) -> Elsewhere:
    """Count the records of a kind that pass the filters and stand around the places, where that was not asked for."""
    if not area.own:
        return Elsewhere({}, 0)
    inside, counts = 0, dict[str, int]()
    if area.below and not area.with_children:
        inside = query.count(store, kind, [_here(area.below, kind), *where])
    if area.above and not area.with_parents and kind != "region":
        held = [sql_filters.excluding(_here(area.inner, kind))] if kind == "event" else []
        counts = query.count_by_region(store, kind, [holding(area), *held, *where])
    return split(area, counts).replace(inside=inside)


def gaps(store: Store, places: Sequence[str], kinds: Sequence[str] = ()) -> list[str]:
    """Return what is known not to be here of some places, only of the kinds of measure or terms asked for, if any."""
    return [
        gap["what"]
        for gap in store.meta("dataset").get("not_here", ())
        if gap.get("region") in places
        and (not kinds or "instrument" not in gap or {gap["instrument"], gap.get("term")} & {*kinds})
    ]


def split(area: Area, counts: Mapping[str, int]) -> Elsewhere:
    """Part counts by region into wider places, nearest first, and places inside, as far as these were not asked for."""
    inside = 0 if area.with_children else sum(counts.get(place, 0) for place in area.below)
    if area.with_parents:
        return Elsewhere({}, inside)
    outer = [place for place in counts if place not in area.own and place not in area.below]
    outer.sort(key=lambda place: area.distance.get(place, 0))
    return Elsewhere({place: counts[place] for place in outer}, inside)
