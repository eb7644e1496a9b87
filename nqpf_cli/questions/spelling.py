"""What was meant by words that no record holds: words of the index and names that are spelt much like them."""

import re
from collections.abc import Sequence

from nqpf_cli.index import lexicon, query, vocabulary
from nqpf_cli.index.query import Store
from nqpf_cli.model.inflection import inflections
from nqpf_cli.model.names import fold
from nqpf_cli.model.near import LONGEST, is_slip, slips

NEAR = 3
"""So many words or names are offered."""

CLIPPED = 5
"""A word of so many letters at most may be the beginning of another: chem, semi, agri."""

SURE = 6
"""A word of so many letters is taken for the one that a slip makes of it."""


def called_like(store: Store, text: str) -> dict[str, str]:
    """id -> title of the records whose whole name is spelt much like this."""
    from nqpf_cli.model.kinds import KINDS, fields_of  # which a search that finds something has no use for

    typed = fold(text)
    named = [kind for kind in KINDS if any(field.name for field in fields_of(kind).values())]
    names = lexicon.names_like(store, named, typed)
    near = _spelt_like(typed, [name for name, _ in names])
    return query.titles(store, [names[place][1] for place in near][:NEAR])


def misspelt(store: Store, text: str) -> str:
    """Return the id of the one place whose name a slip of the finger made a text that names nothing; else nothing."""
    named = {place for name, place in lexicon.all_names(store, ("region",)) if is_slip(text[:LONGEST], name)}
    return named.pop() if len(named) == 1 else ""


def like(store: Store, word: str) -> list[str]:
    """Words of the index that begin with this one, if it is CLIPPED, else that are spelt much like it."""
    word = fold(word)
    if len(word) < 4 or not word.isascii():
        return []
    begun = vocabulary.begun(store, word) if len(word) <= CLIPPED else []
    longer = sorted(begun, key=lambda one: vocabulary.holding(store, one), reverse=True)
    known = longer or vocabulary.about_as_long(store, word)
    found: list[str] = []
    for near in longer or [known[place] for place in _spelt_like(word, known)]:
        if not set(inflections(near)) & set(found):
            found.append(near)
    return found[:NEAR]


def _likeliest(store: Store, word: str) -> str:
    """Return the word of the index that one is most like, of several the one that most records hold; else itself."""
    near = like(store, word)
    alike = [near[at] for at in _spelt_like(fold(word), near, 1)]
    return max(alike, key=lambda one: vocabulary.holding(store, one)) if len(alike) > 1 else (*near, word)[0]


def clear(text: str, mended: str) -> bool:
    """Whether a mended text is clearly what was meant: each word of it, in the singular or plural, is one slip away."""
    words = zip(fold(text).split(), fold(mended).split(), strict=False)
    return all(_spelt_like(word, [meant, meant.removesuffix("s")], 1) for word, meant in words)


def _spelt_like(typed: str, forms: Sequence[str], most: int | None = None) -> list[int]:
    """The places of the forms that a slip or two make of what was typed, the most alike first; each form once.

    `most` says how many slips, where it is not left to the length.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    far = slips(typed) if most is None else most
    near = process.extract(typed, forms, scorer=OSA.distance, limit=3 * NEAR, score_cutoff=far)
    return list({form: place for form, _, place in reversed(near)}.values())[::-1]


def put_right(store: Store, text: str, missing: Sequence[str], names: Sequence[str]) -> str:
    """Return a text without its slips, nothing where none can be told: the one of these names that it is but for these,
    else with the word that was meant in the place of each that stands nowhere.

    A short word is left as it is, since many others are a letter away, and so is one that is most like its own stem:
    of forced labour nothing is formed.
    """
    if near := _spelt_like(fold(text), [fold(name) for name in names]):
        return names[near[0]]
    mended = text
    for word in missing:
        meant = _likeliest(store, word)
        if len(word) >= SURE and not (meant.startswith(word) or word.startswith(meant)):
            mended = re.sub(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", meant, mended)
    return "" if mended == text else mended
