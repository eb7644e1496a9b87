"""Values of several words that were typed without quotes behind their option: --status in force, --region Hong Kong."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TypeAlias

from typer.core import TyperCommand

from nqpf_cli.cli import options
from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.reading import LONGEST
from nqpf_cli.wording.status import BEGINNINGS, ORDER

Line: TypeAlias = list[str]
"""The words of a command line, without the name of the program."""

TAKES = {
    "--region": ("region",),
    "--spend": ("cost_base",),
    "--sector": ("sector",),
    "--for": ("beneficiary",),
    "--instrument": ("instrument",),
    "--category": ("event_category", "term_category"),
    "--type": ("actor_kind", "figure_kind"),
    "--level": ("region_level",),
    "--actor": ("actor",),
    "--policy": ("policy",),
    "--status": ("standing",),
    "--kind": ("kind",),
}
"""Option -> the kinds of names that it takes."""

NAMED = tuple(kind for kinds in TAKES.values() for kind in kinds)
"""What may be named in place of a day."""

READ = ("--since", "--until", "--on", "--expiring", "--last", "--changed-since", "--min-cap")
"""Options that take a date, a span or a sum."""

STATED = {*(words.strip() for words in BEGINNINGS), *(code.replace("-", " ") for code in ORDER)}
"""Statuses as they are printed and by their codes."""


def options_in(arguments: Sequence[str]) -> Iterator[tuple[str, str, Line, Line]]:
    """Yield of each word the name that it may be of an option, the value behind it or its =, and the words around."""
    for at, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        end = at + (1 if equals else 2)
        said = value if equals else "".join(arguments[at + 1 : end])
        yield name, said, [*arguments[:at]], [*arguments[end:]]


def parted(store: Store, command: TyperCommand, arguments: Sequence[str]) -> tuple[Line, Line]:
    """Return the words that stand alone, and the options with their values; a value without its quotes is one.

    Of several words behind an option the most that it takes as one value are, else the first alone.
    """
    long = {name: max(one.opts, key=len) for one in command.params for name in one.opts}
    flags = {name for one in command.params if getattr(one, "is_flag", False) for name in one.opts}
    loose: Line = []
    rest: Line = []
    at = 0
    while at < len(arguments):
        word, at = arguments[at], at + 1
        if not word.startswith("-") or len(word) == 1:
            loose.append(word)
            continue
        about = arguments[at : at + 1] if long.get(word) == "--on" else []
        if any(lexicon.named(store, NAMED, text) for text in about):
            continue  # --on drones: what it is about, and no day
        name, equals, value = word.partition("=")
        if name not in long or name in flags or not (equals or at < len(arguments)):
            rest.append(word)
            continue
        if not equals:
            rest.append(word)
            value, at = arguments[at], at + 1
        stop = next((n for n in range(at, len(arguments)) if arguments[n].startswith("-")), len(arguments))
        texts = {end: " ".join([value, *arguments[at:end]]) for end in range(stop, at, -1)}
        end = next((end for end, text in texts.items() if _takes(store, long[name], text)), at)
        rest.append(f"{name}=" * bool(equals) + texts.get(end, value))
        at = end
    return loose, rest


def _takes(store: Store, option: str, text: str) -> bool:
    """Whether an option takes a text of several words as one value."""
    if option == "--spend" and "=" in text:
        option, text = "--min-cap", text.partition("=")[2]
    if option in READ and len(text.split()) <= LONGEST:
        with suppress(NqpfError):
            options.read(option.lstrip("-").replace("-", "_"), text)
            return True
    known = TAKES.get(option, ())
    stated = option == "--status" and " ".join(text.casefold().split()) in STATED
    return stated or bool(known and lexicon.named(store, known, text))
