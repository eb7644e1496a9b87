"""The nearest of some names to one that does not exist; what it needs is imported on a miss only."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import Final, TypeAlias

MOST: Final = 100
"""So many problems of one kind are looked up among all ids; the rest say what to do without a name."""

Suggest: TypeAlias = Callable[[str, Iterable[str], str], str]


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice most like `word`, or "" where none is like it."""
    names = list(choices)
    try:
        from rapidfuzz import fuzz, process
    except ImportError:  # the build hook runs where only YAML and msgspec are installed
        from difflib import get_close_matches

        return next(iter(get_close_matches(word, names, 1, 0.6)), "")
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else ""


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """`did you mean X?`, or what to do where nothing is near."""
    near = nearest(word[:100].lower(), choices)
    return f"did you mean {near}?" if near else otherwise


def limited_suggestions(most: int = MOST) -> Iterator[Suggest]:
    """Yield `did_you_mean` so many times, then for ever a function that returns `otherwise` without a search."""
    return chain(repeat(did_you_mean, most), repeat(lambda word, choices, otherwise: otherwise))
