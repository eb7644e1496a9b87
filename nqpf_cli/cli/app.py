"""The program: its commands, each imported when it is named, and the way from arguments to an exit code."""

import os
import sys
from contextlib import suppress
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from nqpf_cli.cli.command import HELP
from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.cli.parameters import asking, option
from nqpf_cli.model.errors import NoSuch, NqpfError


class Lazy(TyperGroup):
    """The group of all commands; it imports the module of a command when that command is named."""

    def list_commands(self, ctx: object) -> list[str]:
        """Return the names in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand:
        """Return a command. Raises NoSuch with the nearest names."""
        if cmd_name not in COMMANDS:
            from nqpf_cli.model.near import near

            known = [*COMMANDS]
            raise NoSuch("command", cmd_name, known, [known[at] for at in near(cmd_name, known)])
        found = command_of(cmd_name)
        found.name = cmd_name
        return found

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer options alone: `cli/completion.py` adds the commands without importing them for their help."""
        return super(TyperGroup, self).shell_complete(ctx, incomplete)


def _version(_: typer.Context) -> None:
    from nqpf_cli.output.streams import write
    from nqpf_cli.version import __version__

    write([f"nqpf {__version__}"])


def _completing(name: str, does: str, help: str) -> TyperOption:
    """Return an option that prints what a function of `cli/completion.py` makes of the shell named, and leaves."""

    def callback(_: object, __: object, shell: str | None) -> None:
        if shell:
            from nqpf_cli.cli import completion
            from nqpf_cli.output.streams import write

            write([getattr(completion, does)(shell)])
            raise typer.Exit

    said = option(name, "[SHELL]", help, callback=callback)
    return TyperOption(**said, is_eager=True, expose_value=False)


SHELL_OPTIONS = ("--install-completion", "--show-completion")
INSTALLS = "Install TAB completion for bash, zsh or fish; for this shell if none is named."
PRINTS = "Print the completion script, to put it elsewhere."


def program() -> Lazy:
    """Return the command line as one object; documentation and completion read it too."""
    return Lazy(
        name="nqpf",
        help="The terminal reference on China's new quality productive forces.",
        params=[
            asking("--version -V", "Show the version.", _version),
            _completing(SHELL_OPTIONS[0], "install", INSTALLS),
            _completing(SHELL_OPTIONS[1], "script", PRINTS),
            HELP,
        ],
        add_help_option=False,
        rich_markup_mode=None,
    )


def ask(arguments: list[str]) -> int:
    """Run one command line and return the exit code. Raises NqpfError, and what Typer raises for a wrong line."""
    return int(program().main(args=arguments, prog_name="nqpf", standalone_mode=False) or 0)


def _ask_each(lines: list[list[str]]) -> int:
    """Run several command lines, an empty line between what they print, and return the highest exit code."""
    from nqpf_cli.output.streams import write

    code = ask(lines[0])
    for line in lines[1:]:
        write([""])
        code = max(code, ask(line))
    return code


def main(arguments: list[str]) -> int:
    """Run with these arguments and return the exit code; every error becomes one or two lines on standard error."""
    try:
        if instruction := os.environ.get("_NQPF_COMPLETE"):
            from nqpf_cli.cli.completion import answer

            return answer(program(), instruction)
        if arguments[:1] == ["help"]:
            arguments = [*arguments[1:], "--help"]
        if arguments == ["version"]:
            arguments = ["--version"]
        if arguments[-1:] and arguments[-1] in SHELL_OPTIONS:
            from nqpf_cli.cli.completion import this_shell

            arguments = [*arguments, this_shell()]
        if arguments in ([], ["--"]):
            from nqpf_cli.cli.welcome_command import welcome

            return welcome()
        try:
            return ask(arguments)
        except (NqpfError, typer.TyperException) as error:
            from nqpf_cli.cli import messages

            if not (lines := messages.read_as(error, arguments, ask)):
                raise
            arguments = lines[0]  # what is wrong with it is told of the line as it was read
        return _ask_each(lines)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception as error:
        if os.environ.get("NQPF_DEBUG") and not isinstance(error, (NqpfError, typer.TyperException)):
            raise
        from nqpf_cli.cli import messages

        return messages.tell(error, arguments, ask)


def run() -> None:
    """Run the console script; leave without the interpreter's teardown, which frees what the system frees anyway."""
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
