"""A happening named in place of a date, and words for a side of one: timeline 三中全会以来, --since "third plenum"."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from nqpf_cli.cli import options
from nqpf_cli.cli.commands import command_of
from nqpf_cli.cli.unquoted import Line
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.happenings import day_of

SINCE, UNTIL = "--since", "--until"

BEFORE = dict.fromkeys(("since", "after", "following", "自", "从", "自从"), SINCE) | dict.fromkeys(
    ("until", "till", "before"), UNTIL
)
"""Words in front of what happened -> the side of it that they mean."""

BEHIND = {SINCE: "以来|之后|以后|至今|后|起|来", UNTIL: "之前|以前|为止|前"}
"""Side -> what stands behind what happened in Chinese."""

LONGEST = 8
"""So many words may name what happened."""


def with_days(store: Store, arguments: Sequence[str]) -> tuple[Line, Line]:
    """Return a line without the words for a happening or a date and its side, and the option with its day for them.

    Both are empty where no such words stand in the line, or name no milestone or several.
    """
    takes = {one for each in command_of(arguments[0]).params for one in each.opts}
    if SINCE in takes:
        for kept, side, text in sides(arguments):
            if day := _day(store, side, text):
                return kept, [side, day]
    return [], []


def sides(arguments: Sequence[str]) -> Iterator[tuple[Line, str, str]]:
    """Yield a line without some words that may name a day, the side that is meant and those words, the most first."""
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    for at in range(1, len(arguments)):
        word, equals, value = arguments[at].partition("=")
        side = BEFORE.get(word.casefold(), "") if at < end else word if word in (SINCE, UNTIL) else ""
        stops = (n for n in range(at + 1, len(arguments)) if arguments[n].startswith("-"))
        stop = min(next(stops, len(arguments)), at + 1 + LONGEST)
        for last in range(stop, at, -1) if side else ():
            text = " ".join([*([value] if equals else ()), *arguments[at + 1 : last]])
            yield [*arguments[:at], *arguments[last:]], side, text
        if at < end:
            for behind, words in BEHIND.items():
                if found := re.fullmatch(f"(?:自从?|从|在)?(.+(?:{words}))", arguments[at]):
                    yield [*arguments[:at], *arguments[at + 1 :]], behind, found[1]


def _day(store: Store, side: str, text: str) -> str:
    """Return what an option takes for the day that a text names, nothing where it names none."""
    named = re.sub(f"(?:{'|'.join(BEHIND.values())})$", "", text)
    if not named.strip():
        return ""
    with suppress(NqpfError):
        if named != text:  # a date in English the words themselves make clear
            options.read(side.lstrip("-"), named)
            return named
    days = day_of(store, named)
    return days[side == UNTIL] if days else ""
