"""The command that was meant where a word stands without the option that takes it: `timeline shanghai`."""

from collections.abc import Sequence
from contextlib import suppress
from shlex import join

from typer.core import TyperCommand

from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.index.lexicon import named
from nqpf_cli.index.open_index import with_store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.questions.reading import Read, read

OPTIONS = {
    "region": "--region",
    "sector": "--sector",
    "beneficiary": "--for",
    "instrument": "--instrument",
    "event_category": "--category",
    "actor": "--actor",
    "policy": "--policy",
    "status": "--status",
}
"""What a word may name -> the option that takes it."""

BOUNDS = {"since": "--since", "from": "--since", "after": "--since", "自": "--since", "从": "--since"} | {
    "until": "--until", "till": "--until", "before": "--until", "至": "--until", "到": "--until",
}  # fmt: skip
"""Words before a date -> the one end of a span that they mean."""

PLACES = ("place", "places", "subject")
"""Arguments that are places."""

COST = "equipment"
"""What a sum is taken to be spent on where nothing says it."""


def meant(arguments: Sequence[str]) -> str:
    """Return the whole command in which each word stands with the option that takes it.

    Nothing where a word names nothing that the command takes, or where every word stands well as it is.
    """
    if not arguments or arguments[0] not in COMMANDS:
        return ""
    command = command_of(arguments[0])
    takes = {name for one in command.params for name in one.opts}
    loose, rest = parted(command, arguments[1:])
    own = {str(one.name): one.nargs for one in command.params if one.param_type_name == "argument"}
    first = [word for word in loose if _is_kind(word)][:1] if "kind" in own else loose[: 1 in own.values()]
    words = [word for word in loose if word not in first]
    equal = [word for word in words if "=" in word]
    ends = {BOUNDS[word.casefold()] for word in words if word.casefold() in BOUNDS}
    words = [word for word in words if word not in equal and word.casefold() not in BOUNDS]
    if "--region" not in takes or "words" in own:
        return ""
    with suppress(NqpfError, OSError):
        kinds = [kind for kind, option in OPTIONS.items() if option in takes and kind != "status"]
        found = with_store(lambda store: read(store, words, kinds), [])
        placed = not own.keys().isdisjoint(PLACES)
        needs = bool(equal) or any(not (placed and part.kind == "region") for part in found)
        options = _options(found, takes, placed=placed, ends=ends)
        fact = "--spend" if "--spend" in takes else "--is" if "--is" in takes else ""
        if needs and options is not None and (fact or not equal) and len(first) == (1 in own.values()):
            more = [text for word in equal for text in (fact, word)]
            return join(["nqpf", arguments[0], *first, *options, *more, *rest])
        if needs and arguments[0] == "timeline" and not equal:
            return join(["nqpf", "search", *words, "--kind", "events", *rest])
    return ""


def _is_kind(word: str) -> bool:
    return with_store(lambda store: bool(named(store, ("kind",), word)), [])


def parted(command: TyperCommand, arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words that stand alone, and the options with their values, as they were typed."""
    valued = {name for one in command.params if not getattr(one, "is_flag", False) for name in one.opts}
    loose: list[str] = []
    rest: list[str] = []
    waiting = False
    for word in arguments:
        option = word.startswith("-") and len(word) > 1
        (rest if waiting or option else loose).append(word)
        waiting = not waiting and option and word in valued
    return loose, rest


def _options(found: Sequence[Read], takes: set[str], *, placed: bool, ends: set[str]) -> list[str] | None:
    """Return what was read as words of a command line, places first; None for what the command does not take."""
    places = " ".join(part.text for part in found if part.kind == "region")
    said = places.split() if placed else ["--region", places] if places else []
    days = [part.text for part in found if part.kind == "date"]
    for part in found:
        if part.kind in ("region", "date"):
            continue
        pair = [OPTIONS.get(part.kind, ""), part.text]
        if part.kind == "sum":
            pair = ["--min-cap", part.text] if "--min-cap" in takes else ["--spend", f"{COST}={part.text}"]
        if pair[0] not in takes:
            return None
        said += pair
    if days and "--since" in takes:
        bounds = {"--since": days[0], "--until": days[-1]}
        said += [word for name, day in bounds.items() if not ends or name in ends for word in (name, day)]
    elif days:
        said += ["--on", days[-1]]
    return said
