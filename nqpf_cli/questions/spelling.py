"""What was meant by words that no record holds: words of the index and names that are spelt much like them."""

from collections.abc import Sequence

from nqpf_cli.index import fulltext, lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.inflection import inflections
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.names import fold

NEAR = 3
"""So many words or names are offered."""


def called_like(store: Store, text: str) -> dict[str, str]:
    """id -> title of the records whose whole name is spelt much like this."""
    typed = fold(text)
    named = [kind for kind in KINDS if any(field.name for field in fields_of(kind).values())]
    names = lexicon.names_like(store, named, typed)
    near = _spelt_like(typed, [name for name, _ in names])
    return query.titles(store, [names[place][1] for place in near][:NEAR])


def like(store: Store, word: str) -> list[str]:
    """Words of the index that are spelt much like this one."""
    if len(word) < 4 or not word.isascii():
        return []
    known = fulltext.vocabulary(store, word)
    found: list[str] = []
    for place in _spelt_like(word, known):
        if not set(inflections(known[place])) & set(found):
            found.append(known[place])
    return found[:NEAR]


def _spelt_like(typed: str, forms: Sequence[str]) -> list[int]:
    """The places of the forms that a slip or two make of what was typed, the most alike first; each form once."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extract(
        typed, forms, scorer=DamerauLevenshtein.normalized_similarity, limit=3 * NEAR, score_cutoff=0.7
    )
    return list({form: place for form, _, place in reversed(near)}.values())[::-1]
