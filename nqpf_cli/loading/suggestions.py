"""The nearest of some names to one that does not exist; what it needs is imported on a miss only."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Final, TypeAlias

MOST: Final = 100
"""So many problems of one kind are looked up among all ids; the rest say what to do without a name."""

Suggest: TypeAlias = Callable[[str, Iterable[str], str], str]


def nearest(word: str, choices: Iterable[str], least: int = 60) -> str:
    """Return the choice most like `word`, or "" where none is like it by so many percent."""
    names = list(choices)
    try:
        from rapidfuzz import fuzz, process
    except ImportError:  # the build hook runs where only YAML and msgspec are installed
        from difflib import get_close_matches

        return next(iter(get_close_matches(word, names, 1, least / 100)), "")
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else ""


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """`did you mean X?`, or what to do where nothing is near."""
    near = nearest(word[:100].lower(), choices)
    return f"did you mean {near}?" if near else otherwise


def likest(word: str, choices: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return which of some choices may be meant, best first, and all of them in an order that begins with these.

    In: a word as typed, and each choice with what it is called. Like the word is what is called so, ends so
    (`title.unicorn`), is spelt so or has it as a part; a name in a family, `title.x`, may mean its members alone.
    """
    typed = word[:100].lower()
    head = f"{typed.partition('.')[0]}."
    family = [one for one in choices if one.startswith(head)]
    near = [one for one in choices if typed in (choices[one].lower(), one.partition(".")[2])]
    if "." in typed or not family:
        tails = {one.removeprefix(head): one for one in family or choices}
        near += [tails[found] for found in [nearest(typed.removeprefix(head), tails, 70)] if found]
    parts = re.compile(rf"(?<![.\w]){re.escape(typed)}(?!\w)")
    near += [
        one
        for one in choices
        if "." not in one and parts.search(f"{one} {choices[one]}".replace("_", "-").lower())
    ]
    return [*dict.fromkeys(near)], [*dict.fromkeys([*near, *family, *choices])]


def limited_suggestions(most: int = MOST) -> Iterator[Suggest]:
    """Yield `did_you_mean` so many times, then for ever a function that returns `otherwise` without a search."""
    return chain(repeat(did_you_mean, most), repeat(lambda word, choices, otherwise: otherwise))
