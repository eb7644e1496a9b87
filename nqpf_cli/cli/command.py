"""Turns the function of a command's module into a Typer command.

The options that commands share (`--format`, `--sources`, …) are declared once, in `Output`, and put into the
signature of the function.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from nqpf_cli.cli.help import ExampleCommand, HelpOption
from nqpf_cli.cli.output_options import Output


def command(
    function: Callable[..., int], examples: Sequence[str], *, shared: Sequence[str] = Output._fields
) -> TyperCommand:
    """Return the command for a function, whose parameter `out` becomes the shared options named in `shared`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    spliced = _spliced(function, shared)
    app.command(cls=ExampleCommand, add_help_option=False)(spliced)  # `_spliced` adds our own
    made = get_command(app)
    assert isinstance(made, ExampleCommand)
    made.examples, made.shared, made.function = examples, shared, spliced
    return made


def _spliced(function: Callable[..., int], shared: Sequence[str]) -> Callable[..., int]:
    """Return the function with its parameter `out` replaced by the shared options, and `--help` added."""
    own = inspect.signature(function, eval_str=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [value for name, value in own.parameters.items() if name != "out"]
    options = inspect.signature(Output).parameters
    parameters += [options[name] for name in shared]
    parameters.append(inspect.Parameter("help", keyword, default=False, annotation=HelpOption))

    def run(**values: Any) -> int:
        del values["help"]  # its callback has seen to it
        given = {name: values.pop(name) for name in shared}
        return function(out=Output(**given), **values)

    run.__name__ = function.__name__
    run.__doc__ = function.__doc__
    run.__signature__ = own.replace(parameters=[p.replace(kind=keyword) for p in parameters])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
