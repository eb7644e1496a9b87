"""Plain inflections of English words: what a search takes for the same word, and what not."""

from collections.abc import Iterator

from nqpf_cli.model.names import ENDINGS, SPELT

FIXED = frozenset((
    "based", "being", "customs", "economics", "forced", "forcing", "goods", "means", "news", "physics", "rated",
    "series", "species", "stated", "united",
))  # fmt: skip
"""Words that end like a form of another and are none: *news* is not more than one *new*, *forced* not of *forces*."""

VOWELS = frozenset("aeiouy")
_SHORTEST = 3
"""Letters that must be left when an ending is taken off."""


def inflections(word: str) -> list[str]:
    """Return the forms that a word, folded, may be written in: singular, plural, -ed, -ing, British and American.

    Many of them are no words, which costs nothing: whoever asks keeps those that its texts hold. No other word is
    derived: *important* is no form of *import*, *computer* none of *compute*. A word of another script, with a digit
    or of one or two letters has only itself.
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return [word]
    spelt = dict.fromkeys(other for stem in _stems(word) for other in _spelt(stem))
    forms = (form for stem in spelt for form in _inflected(stem))
    return list(dict.fromkeys([word, *(form for form in forms if form not in FIXED)]))


def _stems(word: str) -> Iterator[str]:
    """Yield the word, and what is left of it without an ending."""
    yield word
    if word in FIXED:
        return
    if word.endswith(("ies", "ied")):
        yield f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield from (left for left in (word[:-1], word.removesuffix("es")) if _is_word(left))
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word and _is_word(left):
            yield from (left, f"{left}e")
            if left[-1] == left[-2]:
                yield left[:-1]


def _is_word(left: str) -> bool:
    return len(left) >= _SHORTEST and not VOWELS.isdisjoint(left)


def _spelt(word: str) -> Iterator[str]:
    """Yield a word as it is, and as the other side of the Atlantic spells it."""
    yield word
    for british, american in (*SPELT.items(), *((f"*{a}", f"*{b}") for a, b in ENDINGS)):
        for one, other in ((british, american), (american, british)):
            if one[0] != "*":
                if word == one:
                    yield other
            elif len(word) > len(one) + 1 and word.endswith(one[1:]):
                yield word.removesuffix(one[1:]) + other[1:]


def _inflected(stem: str) -> Iterator[str]:
    yield stem
    if stem in FIXED or not _is_word(stem):
        return
    last = stem[-1]
    if last == "e":
        yield from (f"{stem}s", f"{stem}d", f"{stem[:-1]}ing")
    elif last == "y" and stem[-2:-1] not in VOWELS:
        yield from (f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing")
    else:
        plural = "es" if stem.endswith(("s", "x", "z", "ch", "sh")) else "s"
        yield from (f"{stem}{ending}" for ending in (plural, "ed", "ing", f"{last}ed", f"{last}ing"))
