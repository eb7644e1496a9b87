"""How commands, and options and arguments that take a value, are declared."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import typer
from typer.core import TyperCommand

Many: TypeAlias = list[str] | None
"""The values of an option or argument that may be repeated."""


class ExampleCommand(TyperCommand):
    """A command with the examples that its help begins with; `shared` names options that other commands have too."""

    examples: Sequence[str] = ()
    shared: Sequence[str] = ()


def option(
    names: str,
    metavar: str,
    help: str,
    callback: Callable[[str | None], None] | None = None,
) -> object:
    """Declare an option: its names, set apart by spaces, what stands for the value, what it does.

    `callback` is called with the value before any command is run.
    """
    eager = callback is not None
    return typer.Option(*names.split(), metavar=metavar, help=help, callback=callback, is_eager=eager)


def argument(metavar: str, help: str) -> object:
    """Declare an argument: what stands for the value, what it does."""
    return typer.Argument(metavar=metavar, help=help)
