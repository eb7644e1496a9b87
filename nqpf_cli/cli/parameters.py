"""How commands, and options and arguments that take a value, are declared."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import typer
from typer.core import TyperCommand, TyperOption

from nqpf_cli.model.errors import NqpfError

Many: TypeAlias = list[str] | None
"""The values of an option or argument that may be repeated."""


class ExampleCommand(TyperCommand):
    """A command with the examples that its help begins with; `shared` names options that other commands have too."""

    examples: Sequence[str] = ()
    shared: Sequence[str] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments. Raises NqpfError for an option that takes one value and is given several."""
        if not ctx.resilient_parsing and sum(word.startswith("-") for word in args) > 1:
            _, _, given = self.make_parser(ctx).parse_args(args=[*args])
            single = [
                one for one in given if isinstance(one, TyperOption) and not (one.multiple or one.is_flag)
            ]
            names = [max(one.opts, key=len) for one in single]
            for name in names:
                if names.count(name) > 1:
                    raise NqpfError(
                        f"{name} takes one value and is given {names.count(name)}", "leave all but one out"
                    )
        return super().parse_args(ctx, args)


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
