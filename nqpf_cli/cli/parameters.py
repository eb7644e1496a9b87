"""How options and arguments that take a value are declared."""

from collections.abc import Callable
from typing import TypeAlias

import typer

from nqpf_cli.cli.complete import Completion

Many: TypeAlias = list[str] | None
"""The values of an option or argument that may be repeated."""


def option(
    names: str,
    metavar: str,
    help: str,
    offers: Completion | None = None,
    callback: Callable[[str | None], None] | None = None,
) -> object:
    """Declare an option: its names, set apart by spaces, what stands for the value, what it does, what TAB offers.

    `callback` is called with the value before any command is run.
    """
    eager = callback is not None
    return typer.Option(
        *names.split(), metavar=metavar, help=help, autocompletion=offers, callback=callback, is_eager=eager
    )


def argument(metavar: str, help: str, offers: Completion | None = None) -> object:
    """Declare an argument: what stands for the value, what it does, what TAB offers."""
    return typer.Argument(metavar=metavar, help=help, autocompletion=offers)
