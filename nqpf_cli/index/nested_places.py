"""Places of a search of which one lies in another: Hefei in Anhui.

A module of its own, since a search that names fewer than two places or nothing else does without.
"""

from collections.abc import Sequence

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.index.terms import Term, either


def nested(store: Store, terms: Sequence[Term]) -> list[Term]:
    """Return terms with one for a place and what it lies in, of which either counts, nations and the like apart."""
    levels = store.meta("vocabularies")["region_level"]
    named = query.records(store, [place for term in terms for place in term.places])
    local = {place for place, record in named.items() if not levels[record["level"]].get("wide")}
    found: list[Term] = []
    for term in terms:
        at = next((at for at, one in enumerate(found) if _one_in_other(store, one, term, local)), None)
        if at is None:
            found.append(term)
        else:
            found[at] = either(found[at], term).replace(places=found[at].places + term.places)
    return found


def _one_in_other(store: Store, one: Term, other: Term, local: set[str]) -> bool:
    """Whether a place of one term lies in a local place of another."""
    pairs = [(inner, outer) for inner in one.places for outer in other.places]
    return any(
        outer in local and outer in query.ancestors(store, inner)
        for pair in pairs
        for inner, outer in (pair, pair[::-1])
    )
