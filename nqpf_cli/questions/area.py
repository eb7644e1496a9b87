"""The places that a question names, and what lies around them."""

from collections.abc import Sequence
from typing import NamedTuple

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.record import Record


class Area(NamedTuple):
    """Ids of the places themselves, of what they lie in (nearest first) and of what lies inside them.

    A region that spans several places counts as one they lie in. `regions` holds the records of the places and of all
    that they lie in. `distance` ranks places from the nearest: the places themselves, those inside, then outward; one
    that lies across wider ones (the Greater Bay Area) comes just before what holds both. All are empty for no place.
    """

    own: list[str]
    above: list[str]
    below: list[str]
    regions: dict[str, Record]
    distance: dict[str, float]


def area_of(store: Store, own: list[str]) -> Area:
    """Return the area around the places with these ids.

    Nothing holds above a place with laws of its own (Hong Kong): a measure from there must name it.
    """
    if not own:
        return Area([], [], [], {}, {})
    chains = {one: query.ancestors(store, one) for one in own}
    regions = query.records(store, [*own, *(place for chain in chains.values() for place in chain)])
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
    return Area(own, above, list(below), regions, {**across, **rank})


def regions_of(store: Store, area: Area, more: Sequence[str]) -> dict[str, Record]:
    """Return the records of the places of an area, of what they lie in, and of `more` places, by id."""
    return area.regions | query.records(store, [place for place in more if place not in area.regions])


def holding(area: Area) -> SqlFilter:
    """Keep measures of wider places that hold in these."""
    return sql_filters.holding_in(area.own, [*area.own, *area.below], area.above)
