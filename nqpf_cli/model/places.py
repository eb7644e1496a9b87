"""Whether one place lies in another, in three values: bounds that cross, and places too wide to tell, leave it open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from nqpf_cli.model.comparison import Truth, either
from nqpf_cli.model.record import Record


class Places(NamedTuple):
    """The tree of places: what each lies in, is made up of, and shares ground with.

    What a wider place offers does not hold in those `apart`, so they lie in nothing but the root. Bounds of those that
    are `crossing` cut through others unless `overlaps` says which.
    """

    parents: dict[str, str]
    spans: dict[str, tuple[str, ...]]
    overlaps: dict[str, tuple[str, ...]]
    apart: frozenset[str]
    crossing: frozenset[str]


def places_of(regions: Iterable[Record], levels: Record) -> Places:
    """Return the tree of the records of all regions; `levels` is the vocabulary of their levels."""
    listed = list(regions)
    level_of = {one["id"]: levels.get(one["level"], {}) for one in listed}
    return Places(
        {one["id"]: one["parent"] for one in listed if "parent" in one},
        {one["id"]: tuple(one["spans"]) for one in listed if "spans" in one},
        {one["id"]: tuple(one["overlaps"]) for one in listed if "overlaps" in one},
        frozenset(key for key, level in level_of.items() if level.get("apart")),
        frozenset(key for key, level in level_of.items() if level.get("crosses")),
    )


def upwards(region: str, regions: Mapping[str, Record]) -> Iterator[str]:
    """Yield the ids of a region and of those that it lies in, nearest first; each once, also in a ring."""
    seen = {""}
    while region not in seen:
        seen.add(region)
        yield region
        region = regions.get(region, {}).get("parent", "")


def lies_in(places: Places, here: str, wanted: str) -> Truth:
    """Whether what is in `here` is in `wanted`: it is inside or it spans it; open where the one holds or overlaps the
    other, or where either has bounds that cross others and are not on record."""
    up, wanted_up = _upwards(places, here), _upwards(places, wanted)
    if wanted in up:  # where it spans places apart, it does not lie there whole
        return True if all(lies_in(places, part, wanted) for part in places.spans.get(here, ())) else None
    if wanted in places.spans:
        parts = [lies_in(places, here, part) for part in places.spans[wanted]]
        if either(*parts) is not False:
            return either(*parts)
    if here in wanted_up:
        return None
    if here in places.spans:
        return None if any(_meet(places, part, wanted) for part in places.spans[here]) else False
    return None if _meet(places, here, wanted) else False


def _upwards(places: Places, here: str) -> list[str]:
    """Return a place and all it lies in, from the inside; of a place apart, the place and the root alone."""
    found, at = [here], here
    while at in places.parents and len(found) <= len(places.parents):
        at = places.parents[at]
        if found[-1] in places.apart and at in places.parents:
            continue
        found.append(at)
    return found


def _meet(places: Places, one: str, other: str) -> bool:
    """Whether two places may share ground: one holds the other, or the branches of the tree on which they lie cross."""
    up, other_up = _upwards(places, one), _upwards(places, other)
    if one in other_up or other in up:
        return True
    own = [place for place in up if place not in other_up]
    others = [place for place in other_up if place not in up]
    for place in own:
        for against in others:
            if against in places.overlaps.get(place, ()) or place in places.overlaps.get(against, ()):
                return True
    # Where they part: two places side by side, of which one may cut into the other.
    return bool(own and others) and any(
        place in places.crossing and place not in places.overlaps and place not in places.spans
        for place in (own[-1], others[-1])
    )
