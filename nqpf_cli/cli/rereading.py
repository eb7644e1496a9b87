"""A command line that has no answer as it was typed: what it may mean, tried before it is run or printed."""

from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from shlex import join
from typing import TypeAlias

import typer

from nqpf_cli.cli.asking import ask_store, facts_named
from nqpf_cli.cli.borrowed import UNSAID, sense, suiting
from nqpf_cli.cli.meant import ASKING, COST, PLANNED, Meant, readings
from nqpf_cli.cli.misnamed import corrected, elsewhere, found_first, renamed, without
from nqpf_cli.cli.named_days import sides
from nqpf_cli.cli.options import OnlyAlone, Unread
from nqpf_cli.cli.put_aside import (
    as_fact,
    as_kind,
    as_place,
    as_told,
    costs_named,
    defined,
    each_alone,
    in_yuan,
    respelt,
    terms_compared,
    without_broad,
)
from nqpf_cli.cli.unquoted import Line
from nqpf_cli.cli.written_so import written
from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model import errors
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.names import fold, has_han
from nqpf_cli.questions import lookup
from nqpf_cli.questions.lookup import parts
from nqpf_cli.wording.extent import listed

Ask: TypeAlias = Callable[[Line], int]
"""Runs a command line and returns its exit code."""

ONE = ("define", "show", "cite")
"""Commands that take one name."""

FILLED = {"estimate": ["--spend", f"{COST}={PLANNED}"]}
"""Command -> what completes a line that says all but that, for an example."""

APART = ("--sources", "--no-pager")
"""What may stand behind several names: with it, what is printed of one may follow what is printed of another."""

MOST = 10
"""So many names are answered one by one."""


def answerable(error: Exception, arguments: Sequence[str], ask: Ask) -> list[Meant]:
    """Return the line that answers what was typed where nothing of it had to be guessed; else nothing.

    Of several readings the first that finds something, else the first that is a question at all. For several names
    behind a command that takes one, a line each.
    """
    each = _each(arguments) if isinstance(error, errors.NotFound) else []
    if (
        each
        and bool(ask_store(arguments, lambda store: _all_named(store, each)))
        and all(_code(line, ask) == 0 for line in each)
    ):
        return [Meant(line) for line in each]
    every = _readings(error, arguments)
    certain = [one for one in every if one.certain]
    # 1: what was asked, though nothing holds it.
    missed = [1 if one.line[0] == arguments[0] else 2 for one in certain]
    codes = {at: _code(one.line, ask, missed[at]) for at, one in enumerate(certain)}
    found = [at for code in (0, 1) for at in codes if codes[at] == code]
    option = str(getattr(error, "option_name", ""))
    if not found and option and [one.line for one in certain[:1]] == [sense(option, arguments)[0]]:
        return certain[:1]  # an option by its other name: what is wrong with its value is told
    chosen = [certain[found[0]]] if found else []
    if chosen and isinstance(error, errors.NoSuch) and chosen[0].line == every[-1].line:
        # A guess tells more than a search.
        guesses = [one.line for one in every if not one.certain and one.line != chosen[0].line]
        return [] if any(_code(line, ask) == 0 for line in guesses) else chosen
    return chosen


def _each(arguments: Sequence[str]) -> list[Line]:
    """Return a line for each of several names, which commas set apart, or each of which is one argument."""
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    (command, *words), rest = arguments[:end] or [""], arguments[end:]
    texts = [" ".join(words).replace(";", ",").replace("；", ",")]
    names = parts(texts) if len(parts(texts)) > 1 else words
    apart = command in ONE and all(word in APART for word in rest)
    return [[command, name, *rest] for name in names] if apart and 1 < len(names) <= MOST else []


def suggested(error: Exception, arguments: Sequence[str], ask: Ask) -> str:
    """Return the whole command that may be meant, one that finds something; nothing where there is none."""
    found = _readings(error, arguments)
    extra = isinstance(error, typer.TyperException) and "unexpected extra" in error.format_message()
    no_kind = isinstance(error, errors.NoSuch) and not (error.nearest or error.closed)
    if arguments[:1] == ["list"] and (extra or no_kind):
        found.append(Meant(["search", *arguments[1:]]))
    if isinstance(error, Unread):
        named = [text for _, _, text in sides(arguments) if not any(map(str.isdecimal, text))]
        found += [Meant(["search", *text.split(), "--kind", "events"]) for text in named[:1]]
    if isinstance(error, errors.Missing):
        found += [Meant([*arguments, *more]) for name, more in FILLED.items() if name == error.question]
    if isinstance(error, errors.NotFound):
        with suppress(NqpfError, OSError):
            if told := _of_no_name(error, arguments, ask, alone=not found):
                return "; ".join(map(printed, told))
    if isinstance(error, errors.NoMatch) and error.place:
        line = [word for word in corrected(error.text, "", arguments) if word]
        ends = range(len(line), 0, -1) if any(word.startswith("-") for word in line) else ()
        found += [Meant(line[:end]) for end in ends if line[end - 1] != error.place]  # with fewer options
    if isinstance(error, errors.NotSpending) and corrected(error.value, "", arguments):
        found.append(Meant(corrected(error.value, f"{COST}={error.value}", arguments)))
    # A list that holds nothing answers too.
    fit = (0, 1) if isinstance(error, (errors.Unsuited, errors.NotSpending)) else (0,)
    whole = next((one for one in found if _code(one.line, ask) in fit), None)
    if whole is None and getattr(error, "option_name", None):
        costs = ask_store(arguments, lambda store: [Meant([one]) for one in costs_named(store, arguments)])
        return "; ".join(f"write it as --spend {one.line[0]}=8m, in yuan" for one in costs)
    if whole is None and isinstance(error, errors.BadValue) and error.field == "beneficiary":
        facts = ask_store(arguments, lambda store: [Meant(one) for one in as_fact(store, arguments)])
        if facts:
            return "; ".join(f"a fact of the firm: {printed(one)}" for one in facts)
    if whole is None and isinstance(error, errors.BadValue) and not error.nearest:
        rest = without(error.value, arguments)
        searched = (
            Meant(["search", *error.value.split(), *facts_named(arguments)])
            if error.field == "sector"
            else None
        )
        held = searched and _code(searched.line, ask) == 0
        left = f"without “{error.value}”" + (", which no record holds" if searched and not held else "")
        told = [Meant(rest, note=left)] if rest and _code(rest, ask) == 0 else []
        return "; ".join(map(printed, [*([searched] if searched and held else []), *told]))
    return printed(whole) if whole else ""


def _of_no_name(error: errors.NotFound, arguments: Sequence[str], ask: Ask, *, alone: bool) -> list[Meant]:
    """Return the lines to offer for a name that nothing bears, each of which finds something; `alone`: there is no
    other reading."""
    one, facts = arguments[0] in ONE, facts_named(arguments)
    lost = one and alone and not error.nearest

    def offered(store: Store) -> list[Meant]:
        several = [*elsewhere(store, error.text, arguments[0])] if lost or arguments[0] == "explain" else []
        if error.kind == "actor":
            return [Meant(line, certain=False) for line in as_place(store, "actor", ["region"], arguments)]
        if any(line.certain for line in several) or error.gone or error.other or error.kind != "record":
            return [line.replace(line=[*line.line, *facts]) for line in several]
        return [*found_first(store, error.text, arguments), *several]

    told = [line for line in ask_store(arguments, offered) if _code(line.line, ask) == 0]
    words = Meant(["search", *error.text.split(), *facts])
    known = any(line.certain for line in told)  # else a name in it is all that is known
    section = error.kind == "topic" and not error.other
    if (lost or section) and not (known or error.mentions or error.gone) and _code(words.line, ask) == 0:
        told.append(words)
    return told


def compared(error: NqpfError, arguments: Sequence[str]) -> NqpfError:
    """Return, of a line that compares terms, the error that these are no places; of any other the error."""
    if not isinstance(error, errors.NotFound) or arguments[:1] != ["compare"]:
        return error
    terms = ask_store(arguments, lambda store: terms_compared(store, arguments))
    are = "are terms" if terms[1:] else "is a term"
    hint = "; ".join(join(["nqpf", "define", term]) for term in terms)
    return NqpfError(f"compare takes places; {listed(terms)} {are}", hint, error.code) if terms else error


def weightiest(error: Exception, arguments: Sequence[str]) -> Exception:
    """Return what is more wrong with a line of `list` than words too many: a kind that there is not; else the error."""
    extra = isinstance(error, typer.TyperException) and "unexpected extra" in error.format_message()
    if extra and arguments[0] == "list" and not arguments[1].startswith("-"):
        try:
            ask_store(arguments, lambda store: [Meant([lookup.kind(store, arguments[1])])])
        except errors.NoSuch as worse:
            return worse
    return error


def printed(one: Meant) -> str:
    """Return a line as a whole command, with what is said of it."""
    return f"{join(['nqpf', *one.line])}{one.note and f' ({one.note})'}"


def _readings(error: Exception, arguments: Sequence[str]) -> list[Meant]:
    line, option, note = written(arguments)
    if line:
        other = [
            one.replace(line=[*one.line, *option], certain=one.certain and not note)
            for one in _readings(error, line)
        ]
        return [Meant([*line, *option], not note, note), *other]
    if isinstance(error, errors.NotFound) and (
        found := ask_store(arguments, lambda store: [*renamed(store, error, arguments)])
    ):
        return found
    match error:
        case errors.NotFound(kind="region" | "place, term or sector") | errors.Missing() | errors.NoSuch():
            pass
        case errors.NoMatch(place=place) if place:
            return ask_store(arguments, lambda store: [
                *(Meant(*one) for one in each_alone(store, arguments)), *readings(store, arguments)
            ])  # fmt: skip
        case errors.BadValue() if not isinstance(error, errors.BadChoice) or error.field == "status":
            pass
        case Unread():
            pass
        case OnlyAlone():
            return ask_store(arguments, lambda store: [Meant(one) for one in as_kind(store, arguments)])
        case typer.TyperException() if "unexpected extra" in error.format_message():
            pass
        case typer.TyperException() if getattr(error, "option_name", ""):
            return _of_option(str(getattr(error, "option_name", "")), arguments)
        case errors.Unsuited(filters=filters, takes=takes) if takes:
            suits, certain = suiting(filters[0], takes, arguments)
            guesses = ask_store(arguments, lambda store: [
                *(Meant(line, certain=False) for line in as_place(store, filters[0], takes, arguments)),
                *_narrower(store, arguments),
            ])  # fmt: skip
            return [*([Meant(suits, certain)] if suits else []), *guesses]
        case errors.OtherCurrency(value=typed):
            return ask_store(arguments, lambda store: _paid_in_yuan(store, typed, arguments))
        case _:
            return []
    with suppress(NqpfError, OSError):
        found = ask_store(
            arguments, lambda store: [*_narrower(store, arguments), *readings(store, arguments)]
        )
        return [*found, *_asked(error, arguments)]
    return []


def _narrower(store: Store, arguments: Sequence[str]) -> list[Meant]:
    """Return guesses: the line without what is no sector (innovation), or without slips."""
    line, said = without_broad(store, arguments)
    found = [(line, said)] if line[1:] else []
    found += [(one, "") for mend in (respelt, defined) for one in mend(store, arguments)]
    return [Meant(one, certain=False, note=note) for one, note in found]


def _asked(error: Exception, arguments: Sequence[str]) -> list[Meant]:
    """Return the search for a line that names no command, certain where it is a question or several words."""
    if not isinstance(error, errors.NoSuch) or error.field != "command" or error.nearest:
        return []
    words = [word.rstrip(ASKING) for word in arguments]
    if error.value.startswith("-") or not lexicon.is_cut_whole(" ".join(words)):
        return []
    end = next((at for at, word in enumerate(words) if word.startswith("-")), len(words))
    text = " ".join(words[:end])
    asks = " " in text or text != " ".join(arguments[:end])

    def searched(store: Store) -> list[Meant]:
        passed, plain = lookup.said_in_passing(store), lexicon.plain(store, text)
        said = fold(text) in passed or any(has_han(one) and one in plain for one in passed)
        return [Meant(["search", *words], asks or said)]

    return ask_store(arguments, searched)


def _all_named(store: Store, each: Sequence[Line]) -> list[Meant]:
    """Return lines of one name each where something is called so, and not one that only begins so."""
    called = lexicon.named_each(store, list(store.meta("fields")), [line[1] for line in each])
    return [Meant(line) for line in each] if all(called) else []


def _of_option(name: str, arguments: Sequence[str]) -> list[Meant]:
    """Return the line with an option that there is in place of one that there is not, read by its sense."""
    line, _ = sense(name, arguments)
    if not line or UNSAID in line:
        return ask_store(arguments, lambda store: [Meant(one) for one in as_told(store, arguments)])
    styled, closest, note = written(line)
    if styled:
        return [Meant([*styled, *closest], certain=False, note=note)]
    told = ask_store(arguments, lambda store: [*map(Meant, as_told(store, line)), *readings(store, line)])
    return [Meant(line), *told]


def _paid_in_yuan(store: Store, typed: str, arguments: Sequence[str]) -> list[Meant]:
    """Return the line with a sum in another currency put into yuan."""
    paid, note = in_yuan(store, typed)
    line = [
        f"{word.removesuffix(typed) or f'{COST}=' * (before == '--spend')}{paid}"
        if word.endswith(typed)
        else word
        for before, word in zip(["", *arguments], arguments, strict=False)
    ]
    every = [Meant(line), *readings(store, line)] if paid and line != [*arguments] else []
    return [one.replace(certain=False, note=note) for one in every]


def _code(line: Line, ask: Ask, missed: int = 2) -> int:
    """Run a line without showing or writing anything, and return its exit code, 2 for what is not to be tried.

    Where no text holds its words, the code is `missed`.
    """
    tried: Line = []
    words = iter(line)
    for word in words:
        if word in ("--output", "-o"):
            next(words, "")
        elif word != "--force" and not word.startswith("--output="):
            tried.append(word)
    if "--web" in tried or (tried[0] == "export" and "-" not in tried):
        return 0
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        try:
            return ask(tried)
        except errors.NoMatch:
            return missed
        except Exception:  # a reading that fails is none, and the first error is told all the same
            return 2
