"""Turns the function of a command's module into a Typer command.

Options that several commands take together are declared once, as the fields of a class (`Output`, and the groups of
`cli/options.py`), and put in the place of a parameter of that type.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import typer

from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import ExampleCommand, asking, parameter


def _show(ctx: typer.Context) -> None:
    """Print the help of the command as any page is printed."""
    from nqpf_cli.cli.help import of, page
    from nqpf_cli.cli.run import chosen_format, print_page

    print_page(chosen_format(Output()), page(of(ctx.command, ctx)), Output())


HELP = asking("--help -h", "Show this help.", _show)


def command(
    *examples: str, shared: Sequence[str] = Output.field_names
) -> Callable[[Callable[..., int]], ExampleCommand]:
    """Make a command of the function that this decorates; its help begins with the examples.

    A parameter of the type Output becomes the options named in `shared`, which come last.
    """

    def made(function: Callable[..., int]) -> ExampleCommand:
        own = inspect.signature(function).parameters.values()
        groups: dict[str, tuple[Callable[..., object], list[str]]] = {}
        parameters: list[Any] = []
        for one in sorted(own, key=lambda one: one.annotation is Output):
            if hasattr(group := one.annotation, "field_names"):
                taken = [field for field in group.field_names if group is not Output or field in shared]
                groups[one.name] = group, taken
                said = group.__annotations__
                parameters += [parameter(field, said[field], getattr(group, field)) for field in taken]
            else:
                default = ... if one.default is one.empty else one.default
                parameters.append(parameter(one.name, one.annotation, default))

        def run(**typed: Any) -> int:
            values = {
                name: ([*value] or None) if isinstance(value, tuple) else value
                for name, value in typed.items()
            }
            grouped = {
                name: group(**{field: values.pop(field) for field in fields})
                for name, (group, fields) in groups.items()
            }
            return function(**grouped, **values)

        found = ExampleCommand(
            None,
            callback=run,
            params=[*parameters, HELP],
            help=inspect.getdoc(function),
            add_help_option=False,
            rich_markup_mode=None,
        )
        found.examples, found.shared = examples, shared
        return found

    return made
