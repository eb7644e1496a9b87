"""The program: its commands, loaded one at a time, and the one place where faults become plain lines."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from nqpf_cli.cli import complete
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.help import HelpOption
from nqpf_cli.model.errors import NqpfError


class Lazy(TyperGroup):
    """A group that imports the module of a command only when that command is named."""

    def list_commands(self, ctx: object) -> list[str]:
        """Names in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand:
        """Return the `COMMAND` of a command's module. Raises NqpfError with the nearest names for an unknown one."""
        if cmd_name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(cmd_name, COMMANDS, n=3, cutoff=0.5)
            nearest = f" Nearest: {', '.join(near)}." if near else ""
            raise NqpfError(
                f'no command "{cmd_name}".{nearest}',
                "nqpf --help lists them all",
                instead=(cmd_name, near[0]) if near else None,
            )
        found: TyperCommand = import_module(f"nqpf_cli.cli.{COMMANDS[cmd_name].module}").COMMAND
        found.name = cmd_name
        return found

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer options alone: `cli/completion.py` adds the commands without importing them for their help."""
        return super(TyperGroup, self).shell_complete(ctx, incomplete)


def version(value: bool) -> None:
    """Print the version and leave."""
    if value:
        from nqpf_cli import __version__
        from nqpf_cli.output.streams import write

        write([f"nqpf {__version__}"])
        raise typer.Exit


def completing(does: str) -> Callable[[str | None], None]:
    """What an option for TAB completion does with the shell that is named: `install` or `script`, then leave."""

    def callback(shell: str | None) -> None:
        if shell:
            from nqpf_cli.cli import completion
            from nqpf_cli.output.streams import write

            write([getattr(completion, does)(shell)])
            raise typer.Exit

    return callback


SHELL_OPTIONS = ("--install-completion", "--show-completion")


def root(
    ctx: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", "-V", callback=version, is_eager=True, help="Show the version.")
    ] = False,
    install: Annotated[
        str | None,
        typer.Option(
            SHELL_OPTIONS[0],
            metavar="[SHELL]",
            callback=completing("install"),
            is_eager=True,
            help="Install TAB completion for bash, zsh or fish; for this shell if none is named.",
            autocompletion=complete.shells,
        ),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(
            SHELL_OPTIONS[1],
            metavar="[SHELL]",
            callback=completing("script"),
            is_eager=True,
            help="Print the completion script, to put it elsewhere.",
            autocompletion=complete.shells,
        ),
    ] = None,
    show_help: HelpOption = False,
) -> int:
    """The terminal reference on China's new quality productive forces."""
    if ctx.invoked_subcommand is None:
        from nqpf_cli.cli.welcome_command import welcome

        return welcome()
    return 0


def program() -> Lazy:
    """The command line as one object (also for documentation and completion)."""
    app = typer.Typer(
        cls=Lazy,
        name="nqpf",
        add_completion=False,  # cli/completion.py has our own
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_help_option=False,  # `root` has our own
    )
    app.callback()(root)
    made = get_command(app)
    assert isinstance(made, Lazy)
    return made


def main(arguments: list[str]) -> int:
    """Run with these arguments; what comes back is the exit code. Never raises."""
    try:
        if instruction := os.environ.get("_NQPF_COMPLETE"):
            from nqpf_cli.cli.completion import answer

            return answer(program(), instruction)
        if arguments[-1:] and arguments[-1] in SHELL_OPTIONS:
            from nqpf_cli.cli.completion import this_shell

            arguments = [*arguments, this_shell()]
        return int(program().main(args=arguments, prog_name="nqpf", standalone_mode=False) or 0)
    except NqpfError as fault:
        return _say(fault.message, _corrected(fault, arguments), fault.code)
    except typer.TyperException as fault:
        context = getattr(fault, "ctx", None)
        where = context.command_path if context else "nqpf"
        return _say(_usage(fault), f"{where} --help shows what it takes", 2)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception as fault:
        if os.environ.get("NQPF_DEBUG"):
            raise
        return _say(
            f"an unexpected fault: {type(fault).__name__}: {fault}",
            "NQPF_DEBUG=1 shows where; please report it with the command you typed",
            3,
        )


def _usage(fault: typer.TyperException) -> str:
    """A usage error as one sentence without capitals and full stop."""
    text = " ".join(fault.format_message().split()).rstrip(".")
    return text[:1].lower() + text[1:]


def _corrected(fault: NqpfError, arguments: list[str]) -> str:
    """The hint of a fault, led by the whole command as it was meant where one word of it was mistyped."""
    if fault.instead is None:
        return fault.hint
    from shlex import join

    wrong, right = fault.instead
    words = len(wrong.split())  # a name of several words needs no quotes
    for at, word in enumerate(arguments):
        if words > 1 and arguments[at : at + words] == wrong.split():
            return f"{join(['nqpf', *arguments[:at], right, *arguments[at + words :]])}; {fault.hint}"
        option, equals, value = word.rpartition("=")
        # An option may take several at once, between commas.
        values = [part.strip() for part in value.split(",")]
        if wrong in values:
            meant = ",".join(right if part == wrong else part for part in values)
            return f"{join(['nqpf', *arguments[:at], option + equals + meant, *arguments[at + 1 :]])}; {fault.hint}"
    return fault.hint


def _say(message: str, hint: str, code: int) -> int:
    """Two plain lines on stderr, wrapped where that is a terminal."""
    from nqpf_cli.model.text import clean

    said = [f"nqpf: {_short(clean(message), 1_000)}"]
    said += [f"{_MARGIN}{_short(clean(hint), 4_000)}"] if hint else []
    with suppress(OSError, ValueError, AttributeError):
        from nqpf_cli.output.streams import is_terminal, terminal_width

        if is_terminal(sys.stderr):
            said = [line for text in said for line in _wrapped(text, terminal_width())]
    text = "".join(f"{line}\n" for line in said)
    with suppress(OSError, ValueError, AttributeError):
        if reconfigure := getattr(sys.stderr, "reconfigure", None):
            reconfigure(errors="backslashreplace")
        sys.stderr.write(text)
        sys.stderr.flush()
    return code


_MARGIN = " " * len("nqpf: ")
_COMMAND = re.compile(r"\bnqpf(?: (?!(?:shows?|lists?|finds?|looks|for|to|has|gives|says|is)\b)[^\s;,]+)+")


def _wrapped(text: str, width: int) -> list[str]:
    """A line as lines that end between words, moved in alike; a command that fits stays on one line, to be copied."""
    from nqpf_cli.model.text import breaks
    from nqpf_cli.model.text import width as columns

    room = width - len(_MARGIN)
    glued = _COMMAND.sub(
        lambda found: found[0].replace(" ", "\x00") if columns(found[0]) < room else found[0],
        text[len(_MARGIN) :],
    )
    lines = [glued[start:end].replace("\x00", " ") for start, end in breaks(glued, room)]
    return [f"{text[: len(_MARGIN)] if not number else _MARGIN}{line}" for number, line in enumerate(lines)]


def _short(text: str, most: int) -> str:
    """A text without its middle where it repeats something enormous that was typed."""
    return text if len(text) <= most else f"{text[:200]} … ({len(text):,} characters) … {text[-300:]}"


def run() -> None:
    """The console script. Leaves without the interpreter's teardown, which frees what the system frees anyway."""
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
