"""The nearest of some names to one that does not exist; what it needs is imported on a miss only."""

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice most like `word`, or "" where none is like it."""
    names = list(choices)
    try:
        from rapidfuzz import fuzz, process
    except ImportError:  # the build hook runs where only YAML and msgspec are installed
        from difflib import get_close_matches

        return next(iter(get_close_matches(word, names, 1, 0.6)), "")
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else ""


def mend(word: str, choices: Iterable[str], otherwise: str) -> str:
    """`did you mean X?`, or what to do where nothing is near."""
    near = nearest(word[:100].lower(), choices)
    return f"did you mean {near}?" if near else otherwise
