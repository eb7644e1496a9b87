"""The wording of errors: what was wrong, and in a second line what to do, with the command as it was meant."""

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from shlex import join, quote

import typer

from nqpf_cli.cli.borrowed import UNSAID, sense
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.misnamed import corrected
from nqpf_cli.cli.rereading import Ask, answerable, compared, printed, suggested, weightiest
from nqpf_cli.model import errors
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.names import has_han
from nqpf_cli.model.text import breaks, plural
from nqpf_cli.model.text import width as columns

EXAMPLES = {
    "define": "nqpf define patient capital",
    "show": "nqpf show lingang",
    "cite": "nqpf cite patient-capital",
    "compare": "nqpf compare lingang pudong",
    "brief": "nqpf brief lingang, nqpf brief --sector ai",
    "estimate": "nqpf estimate lingang --spend compute-rental=8m --with-parents",
}
"""Command -> an example of it."""

LISTS = {
    "region": "nqpf list regions shows all {total}",
    "policy": "nqpf list policies shows all",
    "actor": "nqpf list actors shows all {total}",
    "term": "nqpf list terms shows all {total}",
    "topic": "nqpf explain lists all {total}",
    "record": "nqpf search WORDS looks in every text",
    "place, term or sector": "nqpf list regions shows places; nqpf list terms shows terms; --sector names a sector",
}
"""Kind -> where to look for the name of one."""

HINTS: dict[type[NqpfError], str] = {
    errors.BadFolder: "name a folder of YAML facts",
    errors.Repeated: "add the two up, or run it once for each",
    errors.FileExists: "--force overwrites it",
    errors.NoPlace: "name one with --region, or leave it out",
    errors.OtherCurrency: "write it in yuan: 8m, 1.5 million, 200万",
    errors.NoMeasure: "name a measure, or leave --firm and --is out",
}

LISTED = 120
"""So many characters of what a firm's fact takes are named in an error."""

RANGE = re.compile(
    r"invalid value for '(--?[^' ]+)'.*?: '?(.*?)'? is not (?:a valid int|in the range)", re.IGNORECASE
)
"""What Typer says of a number that is none, or too small."""
EXTRA = re.compile(r"unexpected extra argument(?:s|\(s\))? \((.*)\)")
"""What it says of words that a command has no argument for."""

VALUES = {
    "sector": ("--sector", "incentives"),
    "instrument": ("--instrument", "incentives"),
    "beneficiary": ("--for", "incentives"),
    "standing": ("--status", "incentives"),
    "event_category": ("--category", "timeline"),
    "region_level": ("--level", "list"),
    "cost_base": ("--spend", "estimate"),
}
"""A closed list that was typed for a kind of record -> the option that takes its values, the command that has it."""

MARGIN = " " * len("nqpf: ")
COMMAND = re.compile(
    r"\bnqpf [^\s;,]+(?: (?!(?:shows?|lists?|finds?|looks|asks|tells|for|to|has|gives|says|is|and|or)\b)[^\s;,]+)*"
)


def read_as(error: Exception, arguments: Sequence[str], ask: Ask) -> list[list[str]]:
    """Return the lines that answer what was typed, having said on standard error how that was read, or nothing."""
    lines = answerable(error, arguments, ask)
    if lines:
        show([f"read as {'; '.join(map(printed, lines))}"])
    return [one.line for one in lines]


def tell(error: Exception, arguments: Sequence[str], ask: Ask) -> int:
    """Print an error on standard error and return the exit code; `ask` tries commands before they are offered."""
    if isinstance(error, NqpfError):
        if error.envelope:
            error.envelope()
        told = compared(error, arguments)
        show(worded(told, arguments, suggested(told, arguments, ask)))
        return error.code
    if isinstance(error, typer.TyperException):
        whole, worse = suggested(error, arguments, ask), weightiest(error, arguments)
        said = (
            worded(worse, arguments, whole)
            if isinstance(worse, NqpfError)
            else usage(error, whole, arguments)
        )
        show(said)
        return 2
    mend = "NQPF_DEBUG=1 shows where; please report it with the command you typed"
    show([f"an unexpected fault: {type(error).__name__}: {error}", mend])
    return 3


def option(field: str) -> str:
    """Return the option that sets a field of a question."""
    if field.startswith("--"):
        return field
    return "--for" if field == "beneficiary" else f"--{field.replace('_', '-')}"


def worded(error: NqpfError, arguments: Sequence[str], whole: str) -> list[str]:
    """Return what was wrong, and in a second line what to do: the command as it was meant, and the hint."""
    match error:
        case errors.Missing() if whole.startswith("nqpf search"):
            example = again(hint(error, arguments), arguments)
            return [error.message(option), f"{example}; {whole} looks for the words"]
        case errors.Missing() if whole:
            return [error.message(option), f"for example: {whole}"]
        case _ if whole and not (whole.startswith("nqpf search") and bool(getattr(error, "nearest", False))):
            pass
        case errors.NotFound(text=wrong, nearest=near) | errors.BadValue(value=wrong, nearest=near) if near:
            right = corrected(wrong, next(iter(near)), arguments)
            whole = join(["nqpf", *right]) if right else ""
        case errors.BadFirm(right=right) if right:
            whole = _put_right(error, arguments)
        case errors.NeedsFile(suffix=suffix):
            whole = join(["nqpf", *arguments, "--output", f"facts{suffix}"])
    said = (
        error.replace(mentions=0) if isinstance(error, errors.NotFound) and "nqpf search" in whole else error
    )
    if isinstance(said, errors.BadValue) and whole and not any(near in whole for near in said.nearest):
        said = said.replace(nearest=())  # what is offered is no slip of it
    return [said.message(option), "; ".join(filter(None, [whole, again(hint(said, arguments), arguments)]))]


def again(text: str, arguments: Sequence[str]) -> str:
    """Return a hint whose commands tell of the day and the facts that the command line names."""
    from nqpf_cli.model.text import typed_options
    from nqpf_cli.pages.common import JUDGING

    typed: dict[str, list[str]] = {"on": [], "data": []}
    for at, word in enumerate(arguments):
        name, equals, value = word.removeprefix("--").partition("=")
        if word.startswith("--") and name in typed:
            typed[name] += [value] if equals else arguments[at + 1 : at + 2]

    def whole(found: re.Match[str]) -> str:
        command = found[0].split()[1]
        if command == "check" or command.startswith("-"):  # `check` names its folders already
            return found[0]
        known = typed if command in JUDGING else {"data": typed["data"]}
        missing = {name: values for name, values in known.items() if f" --{name}" not in found[0]}
        return found[0] + typed_options(missing)

    return COMMAND.sub(whole, text)


def hint(error: NqpfError, arguments: Sequence[str]) -> str:
    """Return what to do about an error, in commands and options."""
    match error:
        case errors.NotFound(kind="record", successor=now) if now:
            return f"nqpf {'cite' if arguments[:1] == ['cite'] else 'show'} {now}"
        case errors.NotFound(other=found) if found:
            return f"nqpf show {found}"
        case errors.NotFound(kind=kind, total=total):
            where = "" if kind == "record" and error.mentions else LISTS[kind].format(total=total)
            return "; ".join(filter(None, [where, _mentions(error)]))
        case errors.Ambiguous(kind=kind, text=text, found=found):
            more = {
                "record": f"; nqpf show {quote(text)} lists them all",
                "topic": f" or number; nqpf explain {next(iter(found))} shows the first",
            }
            return f"name one by its id{more.get(kind, '')}"
        case errors.NoMatch():
            return _of_no_match(error)
        case errors.NoSuch():
            return _of_none(error)
        case errors.BadValue(allowed=allowed) if allowed:
            return f"it takes {', '.join(allowed)}"
        case errors.Missing(question=question):
            return f"for example: {EXAMPLES[question]}"
        case errors.Unsuited(kind=kind, takes=takes) if kind:
            return f"{kind} take {', '.join(map(option, takes))}"
        case errors.Unsuited(suited=suited):
            other = "leave one out, or name another --kind"
            return f"for example: nqpf list {suited[0]}" if suited else other
        case errors.Unsound(packs=packs):
            return f"{' '.join(['nqpf check', *packs])} shows every fault"
    return _of_a_firm(error) if isinstance(error, errors.BadFirm) else HINTS.get(type(error), error.hint)


def _of_no_match(error: errors.NoMatch) -> str:
    """Return where the words are held, or what to type instead."""
    if not error.scope:
        return "type letters, digits or Chinese: nqpf search computing vouchers"
    if error.place:
        words = join(["nqpf", "search", *error.text.split(), "--kind", "incentives"])
        others = f"; {words} finds {plural(error.elsewhere, 'measure')} elsewhere" if error.elsewhere else ""
        return f"nqpf incentives {error.place} shows all of them{others}"
    if error.elsewhere:
        closest = f"{plural(error.near, 'record')} of places inside {'comes' if error.near == 1 else 'come'} closest"
        held = f"{_hold(error.inside)} it" if error.inside else closest
        children = f"with --with-children {held}; " if error.inside or error.near else ""
        return f"{children}without {' and '.join(map(option, error.filters))} {_hold(error.elsewhere)} it"
    if error.missing and error.rest:
        rest = [part for word in error.rest for part in word.split()]
        of = "the rest" if error.rest[0].casefold() in error.text.casefold() else "that"
        return f"{join(['nqpf', 'search', *rest])} looks for {of}; nqpf list shows what there is"
    words = "fewer words" if " " in error.text.strip() else "another word"
    other = words if has_han(error.text) else f"{words}, or Chinese"
    return f"try {other}; nqpf list shows what there is"


def _of_none(error: errors.NoSuch) -> str:
    """Return where the commands, or the kinds of record, are listed; or the values of an option, typed for a kind."""
    if error.closed:
        name, command = VALUES[error.closed]
        return f"{name} of nqpf {command} takes {', '.join(error.allowed)}; nqpf {command} --help says what each means"
    return (
        "nqpf --help lists them all" if error.field == "command" else f"it takes {', '.join(error.allowed)}"
    )


def _put_right(error: errors.BadFirm, arguments: Sequence[str]) -> str:
    """Return the whole command with a fact of a firm put right that was typed in it, or nothing."""
    for at, word in enumerate(arguments):
        option = "--is=" if word.startswith("--is=") else ""
        name, sign, _ = word.removeprefix(option).partition("=")
        if sign and name.strip().lower() == error.where:
            return join(["nqpf", *arguments[:at], option + error.right, *arguments[at + 1 :]])
    return ""


def _of_a_firm(error: errors.BadFirm) -> str:
    """Return the facts of a firm, or the values of one, that there are: the likeliest, and where all stand."""
    if not error.allowed:
        return "nqpf list regions shows every place" if error.word else ""
    shown = [one for at, one in enumerate(error.allowed) if len(", ".join(error.allowed[: at + 1])) <= LISTED]
    more = len(error.allowed) - len(shown)
    rest = f" and {more:,} more: nqpf schema firm --example" if more else ""
    return f"it takes {', '.join(shown)}{rest}"


def _hold(many: int) -> str:
    return "1 record holds" if many == 1 else f"{many:,} records hold"


def _mentions(error: errors.NotFound) -> str:
    """Return the end of the hint: how many records mention what was typed."""
    found = f"nqpf search {quote(error.text)} finds {plural(error.mentions, 'record')}"
    return found if error.mentions else ""


def usage(error: typer.TyperException, whole: str, arguments: Sequence[str]) -> list[str]:
    """Return the message of an error that Typer raised, in our style, the command as it was meant, where to look."""
    text = " ".join(error.format_message().split()).rstrip(".")
    name, instead = str(getattr(error, "option_name", "")), ""
    if text.lower().startswith("no such option") and name:
        text = f"no such option: {name}"
        known, instead = sense(name, arguments)
        whole = whole or (join(["nqpf", *known]).replace(f"'{UNSAID}'", UNSAID) if known else "")
    if extra := EXTRA.search(text):
        text = f"{arguments[0]} takes no “{extra[1]}”"
    if wrong := RANGE.search(text):
        text = f"{wrong[1]} takes a whole number from 1, and {wrong[2]} is none"
    command = next((word for word in arguments if word in COMMANDS), "")
    hints = [whole, instead, f"{' '.join(filter(None, ['nqpf', command]))} --help shows what it takes"]
    return [text[:1].lower() + text[1:], "; ".join(filter(None, hints))]


def show(lines: Sequence[str]) -> None:
    """Print an error on standard error, wrapped on a terminal; where that cannot be written to, print nothing."""
    from nqpf_cli.model.text import clean

    shown = [_short(clean(line), 4_000 if at else 1_000) for at, line in enumerate(lines) if line]
    printed = [f"{MARGIN if at else 'nqpf: '}{line}" for at, line in enumerate(shown)]
    with suppress(OSError, ValueError, AttributeError):
        from nqpf_cli.output.streams import is_terminal, terminal_width

        if is_terminal(sys.stderr):
            printed = [line for text in printed for line in _wrapped(text, terminal_width())]
    with suppress(OSError, ValueError, AttributeError):
        if reconfigure := getattr(sys.stderr, "reconfigure", None):
            reconfigure(errors="backslashreplace")
        sys.stderr.write("".join(f"{line}\n" for line in printed))
        sys.stderr.flush()


def _wrapped(text: str, width: int) -> list[str]:
    """Break a line between words; keep a command that fits on one line, to be copied."""
    room = width - len(MARGIN)
    glued = COMMAND.sub(
        lambda found: found[0].replace(" ", "\x00") if columns(found[0]) < room else found[0],
        text[len(MARGIN) :],
    )
    lines = [glued[start:end].replace("\x00", " ") for start, end in breaks(glued, room)]
    return [f"{MARGIN if at else text[: len(MARGIN)]}{line}" for at, line in enumerate(lines)]


def _short(text: str, most: int) -> str:
    """Leave out the middle of a text that repeats something enormous that was typed."""
    return text if len(text) <= most else f"{text[:200]} … ({len(text):,} characters) … {text[-300:]}"
