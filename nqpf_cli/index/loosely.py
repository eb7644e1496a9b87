"""What a search finds where few records hold all of it: those that hold most, in other parts, or some."""

from collections.abc import Callable, Sequence

from nqpf_cli.index import tokens
from nqpf_cli.index.query import Store
from nqpf_cli.index.search_terms import around
from nqpf_cli.index.terms import FEW, Term, every, marking, partly
from nqpf_cli.model.values import Values


class Loose(Values):
    """What no record at all holds, what those that were found hold, and a query for all that was looked for."""

    missing: list[Term]
    told: list[Term]
    marked: str


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
    marked, told = marking(parts), list[Term]()
    for part in partly(parts, many, around(store, parts)):
        if held < FEW and (part.way == "most" or not held):
            before, held = held, take(part.way, part.query)
            told = part.demanded if held > before and not told else told
    alone = len(parts) == 1 and not any(holds(part.meant()) for part in parts[0].parted())
    pieces = [piece for word in parts[0].words for piece in word.parts[1:]] if alone else []
    if pieces and not held:
        marked = tokens.some(pieces)
        take("any", marked)
    return Loose([term for term, total in zip(parts, many, strict=True) if not total], told, marked)


def _parted(terms: Sequence[Term], holds: Callable[[str], int]) -> tuple[list[Term], list[int]]:
    """Return what is looked for, with how many records hold each; what none holds whole in its parts, if most are held.

    Of 深度求索 one half is a word of any text.
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
    return found, many
