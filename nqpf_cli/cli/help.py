"""What a command takes, as one structure from which `--help`, docs/commands.md and the man page are made."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, TypeAlias

import typer
from typer.core import TyperArgument, TyperOption

from nqpf_cli.cli import complete
from nqpf_cli.cli.parameters import ExampleCommand
from nqpf_cli.pages.blocks import Block, Gap, Heading, Page, Para, Span, Table

Rows: TypeAlias = list[tuple[str, str]]


class Help(NamedTuple):
    """Help in reading order; `sections` are titled lists of names with their meanings."""

    usage: str
    examples: list[str]
    text: list[str]
    sections: list[tuple[str, Rows]]


EXITS: Rows = [
    ("0", "Found; also where several records could be meant, and are listed."),
    ("1", "Nothing matched, or nothing has that name; JSON still prints its envelope, empty."),
    ("2", "Wrong usage, or a value that an option does not take."),
    ("3", "The facts are unsound or cannot be read."),
    ("130", "Interrupted."),
]

ENVIRONMENT: Rows = [
    ("NQPF_DATA", "Folders of your own facts, read as if each were given to --data; separated as in PATH."),
    (
        "NQPF_LANG",
        "en, zh, both or a locale (zh_CN.UTF-8): which name stands first, where --lang does not say.",
    ),
    ("NQPF_TODAY", "The day to take for today, as 2026-11-25."),
    ("NQPF_NO_AGE", "Not empty: nqpf alone does not say that these facts are older than 180 days."),
    (
        "NQPF_PAGER, PAGER",
        "The pager for what a terminal cannot show at once; empty or cat for none. Else less.",
    ),
    ("NO_COLOR", "Not empty: no colour, no emphasis, no links."),
    ("FORCE_COLOR, CLICOLOR_FORCE", "Not empty and not 0: a table with colour and links, even in a pipe."),
    ("TERM", "dumb: no colour, no links, no pager."),
    ("COLUMNS", "The width to lay out for, in a pipe too."),
    ("XDG_CACHE_HOME", "Where the index of a checkout, or of your own facts, is kept: in its folder nqpf."),
    ("NQPF_DEBUG", "Not empty: show where an unexpected fault arose."),
]

FILES: Rows = [
    (
        "~/.cache/nqpf",
        "The index made of a checkout's data/ or of your own facts, on first use; may be deleted.",
    )
]


def of(command: object, context: typer.Context) -> Help:
    """Return what there is to say of a command, or of the program."""
    return _command(command, context) if isinstance(command, ExampleCommand) else _program(context)


def _command(command: ExampleCommand, context: typer.Context) -> Help:
    sections: dict[str, Rows] = {"Arguments": [], "Options": [], "Output": []}
    for param in command.get_params(context):
        if getattr(param, "hidden", False):
            continue
        shared = param.name in (*command.shared, "help")
        place = "Arguments" if isinstance(param, TyperArgument) else "Output" if shared else "Options"
        sections[place].append(_row(param))
    pieces = " ".join(command.collect_usage_pieces(context)).replace("{", "").replace("}", "")
    return Help(
        f"{context.command_path} {pieces}",
        list(command.examples),
        [" ".join(part.split()) for part in (command.help or "").split("\n\n")],
        [(title, rows) for title, rows in [*sections.items(), *_values(command)] if rows],
    )


def _program(context: typer.Context) -> Help:
    from nqpf_cli.cli.commands import OVERVIEW
    from nqpf_cli.pages.welcome_page import EXAMPLES

    return Help(
        "nqpf COMMAND [OPTIONS]",
        [example for example, _ in EXAMPLES],
        [context.command.help or ""],
        [
            *((title, [*rows.items()]) for title, rows in OVERVIEW.items()),
            ("Options", [_row(param) for param in context.command.get_params(context)]),
            ("Formats, for --format", _meant(complete.CLOSED[complete.FORMATS])),
            ("Environment", ENVIRONMENT),
            ("Exit status", EXITS),
        ],
    )


def page(contents: Help) -> Page:
    """Lay out help for a screen."""
    blocks: list[Block] = [
        Para([Span("Usage: ", "label"), contents.usage], hang=7),
        Gap(),
        Heading("Examples", 3),
        *(Para(Span(example, "term"), indent=2, hang=4) for example in contents.examples),
    ]
    for paragraph in contents.text:
        blocks += [Gap(), Para(paragraph)]
    for title, rows in contents.sections:
        blocks += [Gap(), Heading(title, 3), Table([[name, words] for name, words in rows], indent=2)]
    return blocks


def _row(param: object) -> tuple[str, str]:
    """Return an option or argument as it is typed, and what it does."""
    assert isinstance(param, TyperOption | TyperArgument)
    words = param.help or ""
    if isinstance(param.default, str):
        words += f" [{param.default}]"
    metavar = param.metavar or ""
    if isinstance(param, TyperArgument):
        return metavar.strip("[]"), words
    # A short name first, as people know it from elsewhere.
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    return (names if param.is_flag else f"{names} {metavar}"), words


def _values(command: ExampleCommand) -> Iterator[tuple[str, Rows]]:
    """Yield each option of its own that takes one of few values, with these values and their meanings."""
    for param in command.params:
        if param.name in command.shared:
            continue
        offers = complete.of(command.name or "", param.name or "")
        if offers is not complete.FORMATS and (meanings := complete.CLOSED.get(offers)):
            typed = _row(param)[0].split(" ")
            yield f"Values of {typed[-2] if typed[0][0] == '-' else typed[0]}", _meant(meanings)


def _meant(meanings: complete.Meanings) -> Rows:
    """Return values with their meanings; none where the facts cannot be read, which help does without."""
    with suppress(Exception):
        return [(value.removesuffix(f"={complete.OPEN}"), words) for value, words in meanings([]).items()]
    return []
