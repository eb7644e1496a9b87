"""The option `--help` of the program and of every command; what it prints is loaded when it is asked for."""

from typing import Annotated

import typer


def show(ctx: typer.Context, value: bool) -> None:
    """Print the help of the command as any page is printed, and leave."""
    if value and not ctx.resilient_parsing:
        from nqpf_cli.cli.help import of, page
        from nqpf_cli.cli.output_options import Output
        from nqpf_cli.cli.run import chosen_format, print_page

        print_page(chosen_format(Output()), page(of(ctx.command, ctx)), Output())
        raise typer.Exit


HelpOption = Annotated[
    bool,
    typer.Option("--help", "-h", callback=show, is_eager=True, help="Show this help."),
]
