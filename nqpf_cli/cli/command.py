"""How a plain function becomes a command: shared options, help that leads with examples.

A command's module holds one function that parses and asks. Whatever every listing takes (`--format`,
`--sources`, …) is declared once, in `Output`, and spliced into the function's signature.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from nqpf_cli.cli.help import HelpOption
from nqpf_cli.cli.output_options import Output


class ExampleCommand(TyperCommand):
    """A command whose help begins with examples."""

    examples: Sequence[str] = ()
    shared: Sequence[str] = ()
    """The options that it shares with the other commands."""
    function: Callable[..., int]


def command(
    function: Callable[..., int], examples: Sequence[str], *, shared: Sequence[str] = Output._fields
) -> TyperCommand:
    """The command for a function; its first parameter `out` becomes the shared options named in `shared`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    spliced = _spliced(function, shared)
    app.command(cls=ExampleCommand, add_help_option=False)(spliced)  # `_spliced` adds our own
    made = get_command(app)
    assert isinstance(made, ExampleCommand)
    made.examples, made.shared, made.function = examples, shared, spliced
    return made


def _spliced(function: Callable[..., int], shared: Sequence[str]) -> Callable[..., int]:
    """The function with its parameter `out` replaced by the shared options."""
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
