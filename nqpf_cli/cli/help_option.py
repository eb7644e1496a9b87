"""The option `--help` of the program and of every command; what it prints is loaded when it is asked for."""

import typer

from nqpf_cli.cli.parameters import asking


def _show(ctx: typer.Context) -> None:
    """Print the help of the command as any page is printed."""
    from nqpf_cli.cli.help import of, page
    from nqpf_cli.cli.output_options import Output
    from nqpf_cli.cli.run import chosen_format, print_page

    print_page(chosen_format(Output()), page(of(ctx.command, ctx)), Output())


HELP = asking("--help -h", "Show this help.", _show)
