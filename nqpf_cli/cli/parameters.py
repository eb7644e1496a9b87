"""How options and arguments are declared, and made into Typer's.

A parameter of a command is `Annotated` with its type and what `option`, `flag` or `argument` says of it. Typer would
make the same of such a signature, but takes a twentieth of a lookup for the thirty options of `nqpf incentives`.
"""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption

from nqpf_cli.model.errors import NqpfError

if TYPE_CHECKING:
    from typing import Annotated as Annotated  # noqa: PLC0414 - commands import it from here
else:

    class Annotated:
        """Hold a type and what is said of it, as typing's does, which takes a hundredth of a lookup for all of them."""

        def __class_getitem__(cls, parts: tuple[object, "Said"]) -> SimpleNamespace:
            return SimpleNamespace(kind=parts[0], said=parts[1])


Many: TypeAlias = list[str] | None
"""The values of an option or argument that may be repeated."""

Said: TypeAlias = Mapping[str, Any]
"""What is said of a parameter, as the constructors of Typer's options and arguments take it."""


class ExampleCommand(TyperCommand):
    """A command with the examples that its help begins with; `shared` names options that other commands have too."""

    examples: Sequence[str] = ()
    shared: Sequence[str] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments. Raises NqpfError for an option that takes one value and is given several."""
        if not ctx.resilient_parsing and sum(word.startswith("-") for word in args) > 1:
            _, _, given = self.make_parser(ctx).parse_args(args=[*args])
            options = (one for one in given if isinstance(one, TyperOption))
            names = [max(one.opts, key=len) for one in options if not (one.multiple or one.is_flag)]
            for name in names:
                if (many := names.count(name)) > 1:
                    raise NqpfError(f"{name} takes one value and is given {many}", "leave all but one out")
        return super().parse_args(ctx, args)


def option(names: str, metavar: str, help: str, **more: object) -> Said:
    """Declare an option that takes a value: its names, set apart by spaces, what stands for the value, what it does."""
    return {"param_decls": names.split(), "metavar": metavar, "help": help, **more}


def flag(names: str, help: str) -> Said:
    """Declare an option that takes no value: its names, set apart by spaces, what it does."""
    return {"param_decls": names.split(), "help": help, "is_flag": True}


def asking(names: str, help: str, does: Callable[[typer.Context], None]) -> TyperOption:
    """Return an option of the program or of every command for which something is printed, and nothing else done."""

    def callback(ctx: typer.Context, _: object, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            does(ctx)
            raise typer.Exit

    return TyperOption(
        **flag(names, help), default=False, callback=callback, is_eager=True, expose_value=False
    )


def argument(metavar: str, help: str) -> Said:
    """Declare an argument: what stands for the value, what it does."""
    return {"metavar": metavar, "help": help}


_TYPES = {bool: bool, int | None: int}


def parameter(name: str, annotation: Any, default: object) -> TyperOption | TyperArgument:
    """Make the parameter `name` of its annotated type and its default; without one (`...`) it must be given."""
    said, kind = annotation.said, annotation.kind
    several, value = kind in (Many, list[str]), None if default is ... else default
    made: dict[str, Any] = {**said, "type": _TYPES.get(kind, str), "default": value}
    if "param_decls" not in said:
        number = -1 if several else 1
        return TyperArgument(**made, param_decls=[name], nargs=number, required=default is ...)
    made["param_decls"] = [name, *said["param_decls"]]
    return TyperOption(**made, multiple=several)
