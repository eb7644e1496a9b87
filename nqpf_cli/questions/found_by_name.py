"""What a search finds, put in order: what names the sector that is asked for, then what is open to any."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nqpf_cli.index import fulltext as words
from nqpf_cli.index.fulltext import Found
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter, excluding
from nqpf_cli.index.terms import FEW
from nqpf_cli.model.values import Values

WHOLE = ("all", "inflected", "translated", "wider")
"""Ways to hold all that was typed."""


class Ordered(Values):
    """What was found, and how many of it name the sector, by way; None where no sector was asked for.

    `rest` counts what is open to any, given or not.
    """

    found: Found
    named: dict[str, int] | None = None
    rest: int = 0

    @property
    def specific(self) -> int | None:
        """How many name the sector before anything else comes: of what holds all, or where nothing does, of all."""
        if self.named is None:
            return None
        return sum(many for way, many in self.named.items() if way != "most" or len(self.named) == 1)


def find(
    store: Store,
    text: str,
    where: Sequence[SqlFilter],
    named: Sequence[SqlFilter],
    limit: int,
    *,
    only: bool = False,
    times: SqlFilter | None = None,
) -> Ordered:
    """Find what holds a text: of what holds all of it, then of what holds most, what `named` keeps before the rest.

    With `only` the rest is counted and not given; the score of each counts so many `times`.
    """
    if not named:
        return Ordered(words.find(store, text, where, limit, times))
    first = words.find(store, text, [*where, *named], limit, times)
    others = [words.within(excluding(condition)) for condition in named]
    rest = words.find(store, text, [*where, *others], 1 if only else limit, times)
    ways = _ways(first.counts, {} if only else rest.counts)
    alike = {*ways, *(WHOLE if set(WHOLE) & set(ways) else ())}
    left = sum(many for way, many in rest.counts.items() if way in alike)
    if only:
        return Ordered(first, first.counts, left)
    rows = [*zip(first.rows, first.ways, strict=True), *zip(rest.rows, rest.ways, strict=True)]
    shown = sorted(((row, way) for row, way in rows if way in ways), key=lambda one: one[1] == "most")[:limit]
    counts = {way: first.counts.get(way, 0) + rest.counts.get(way, 0) for way in ways}
    marks = first if first.counts.keys() & alike else rest
    partly = [one for one in (first, rest) if one.lacks] or [marks]
    found = marks.replace(
        rows=[row for row, _ in shown],
        ways=[way for _, way in shown],
        counts=counts,
        lacks={**first.lacks, **rest.lacks},
        told=[term for term in partly[0].told if all(term in one.told for one in partly)],
        around=all(one.around for one in partly),
    )
    return Ordered(found, {way: first.counts.get(way, 0) for way in ways}, left)


def _ways(*counted: Mapping[str, int]) -> list[str]:
    """Return the ways that count: those of holding everything, and where few do, most of it; else the closest."""
    counts = sum(map(Counter, counted), Counter[str]())
    whole = [way for way in WHOLE if counts[way]]
    if not whole:
        return [way for way in ("begins", "most", "any") if counts[way]][:1]
    few = sum(counts[way] for way in whole) < FEW
    return [*whole, "most"] if few and counts["most"] else whole
