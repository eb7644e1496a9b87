"""What of a search falls out: the words that a record lacks which does not hold all, and places that none is of."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.index import query
from nqpf_cli.index.fulltext import Found
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.terms import Term
from nqpf_cli.model.record import Record
from nqpf_cli.model.values import Values
from nqpf_cli.questions.area import area_of, in_area

AsTyped: TypeAlias = Callable[[Sequence[Term]], list[str]]

PARTLY = ("most", "any")
"""How a record may hold a part of what was typed."""

FEWER = 5
"""Of so many hits at most it is hard to say that they are what was meant, where what tells falls out."""


class HeldPartly(Values):
    """What is to be said of the records that do not hold everything, in words as typed: those that all of them hold,
    those that each of them lacks, by id, and whether they are of wider places than those in the words; which of these
    places no record is of, id -> name, and which of them have measures."""

    told: Sequence[str]
    lacks: Mapping[str, Sequence[str]]
    around: bool
    away: Mapping[str, str]
    offering: Sequence[str]


def held_partly(
    store: Store, found: Found, records: Sequence[Record], apart: Mapping[str, str], typed: AsTyped
) -> HeldPartly:
    """Return what is to be said of the records shown; `apart` are the places that none of them is of, and `typed` says
    terms in the words as typed.

    A record that says itself of which place it is, is not said to lack another.
    """
    lacks = {
        record["id"]: typed(
            [term for term in found.lacks.get(record["id"], ()) if not (term.places and "region" in record)]
        )
        for record in records
    }
    offering = [place for place in apart if query.count(store, "incentive", in_area(area_of(store, [place])))]
    return HeldPartly(typed(found.told), lacks, found.around, apart, offering)


def handful(found: Found) -> list[tuple[Row, str]]:
    """Return the rows with how they match; behind those that hold all, FEWER where each of the others lacks what tells.

    A place does not, nor what only weighs.
    """
    chosen = list(zip(found.rows, found.ways, strict=True))
    partly = [found.lacks.get(row.record["id"], ()) for row, way in chosen if way == "most"]
    lost = all(any(not (term.places or term.weighs) for term in each) for each in partly)
    spare = max(0, len(partly) - FEWER) if lost and len(partly) < len(chosen) else 0
    return chosen[: len(chosen) - spare]


def away(store: Store, records: Sequence[Record], places: Sequence[str]) -> dict[str, str]:
    """Return id -> name of the places that none of the records lies in, of records that lie in any."""
    regions = {record["region"] for record in records if "region" in record}
    other = [
        place for place in places if place not in regions and regions.isdisjoint(query.inside(store, place))
    ]
    return query.titles(store, other) if other and regions else {}
