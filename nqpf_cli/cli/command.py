"""Turns the function of a command's module into a Typer command.

Options that several commands take together are declared once, as the fields of a class (`Output`, and the groups of
`cli/options.py`), and put into the signature of a function in the place of a parameter of that type.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from nqpf_cli.cli.help_option import HelpOption
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import ExampleCommand


def command(
    *examples: str, shared: Sequence[str] = Output.field_names
) -> Callable[[Callable[..., int]], TyperCommand]:
    """Make a command of the function that this decorates; its help begins with the examples.

    A parameter of the type Output becomes the options named in `shared`.
    """

    def made(function: Callable[..., int]) -> TyperCommand:
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(cls=ExampleCommand, add_help_option=False)(
            _spliced(function, shared)
        )  # which adds our own
        found = get_command(app)
        assert isinstance(found, ExampleCommand)
        found.examples, found.shared = examples, shared
        return found

    return made


def _spliced(function: Callable[..., int], shared: Sequence[str]) -> Callable[..., int]:
    """Return the function with each group of options spread out, those of the output last, and `--help` added."""
    own = inspect.signature(function, eval_str=True)
    groups: dict[str, tuple[Callable[..., object], list[str]]] = {}
    parameters: list[inspect.Parameter] = []
    keyword = inspect.Parameter.KEYWORD_ONLY
    for name, one in sorted(own.parameters.items(), key=lambda item: item[1].annotation is Output):
        if hasattr(group := one.annotation, "field_names"):
            taken = [field for field in group.field_names if group is not Output or field in shared]
            groups[name] = group, taken
            parameters += [
                inspect.Parameter(
                    field, keyword, default=getattr(group, field), annotation=group.__annotations__[field]
                )
                for field in taken
            ]
        else:
            parameters.append(one)
    parameters.append(inspect.Parameter("help", keyword, default=False, annotation=HelpOption))

    def run(**values: Any) -> int:
        del values["help"]  # its callback has seen to it
        made = {
            name: group(**{field: values.pop(field) for field in fields})
            for name, (group, fields) in groups.items()
        }
        return function(**made, **values)

    run.__name__ = function.__name__
    run.__doc__ = function.__doc__
    run.__signature__ = own.replace(parameters=[p.replace(kind=keyword) for p in parameters])  # type: ignore[attr-defined]
    run.__annotations__ = {}  # they stand in the signature; Typer would evaluate these again, twice
    return run
