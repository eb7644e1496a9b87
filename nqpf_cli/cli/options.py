"""Options that several commands share, named and read alike everywhere."""

from typing import Annotated, Any

import typer

from nqpf_cli.cli import complete
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NqpfError

Region = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        "-r",
        metavar="PLACE",
        help="A place by name, alias, id or Chinese name; repeatable.",
        autocompletion=complete.regions,
    ),
]
Sector = Annotated[
    list[str] | None,
    typer.Option(
        "--sector",
        "-s",
        metavar="SECTOR",
        help="ai, hydrogen, …, and what is open to any; repeatable.",
        autocompletion=complete.sectors,
    ),
]
For = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        metavar="WHO",
        help="sme, startup, …, and what is open to any; repeatable.",
        autocompletion=complete.beneficiaries,
    ),
]
Instrument = Annotated[
    list[str] | None,
    typer.Option(
        "--instrument",
        metavar="KIND",
        help="grant, voucher, tax-relief, …; repeatable.",
        autocompletion=complete.instruments,
    ),
]
Policy = Annotated[
    list[str] | None,
    typer.Option(
        "--policy",
        metavar="DOC",
        help="A document by id, title or number; repeatable.",
        autocompletion=complete.policies,
    ),
]
Actor = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="A body or person, or part of a name; repeatable.",
        autocompletion=complete.actors,
    ),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="To the end of this day, month or year.")
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="Judge as of this day; today if none.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many.")]


def span(text: str | None, option: str) -> str | None:
    """A span such as 90d, checked. Raises NqpfError with the forms that are read."""
    if text is not None:
        try:
            dates.ahead("2000-01-01", text)
        except ValueError as fault:
            raise NqpfError(f"{option}: {fault}") from None
    return text


def as_typed(filters: dict[str, Any]) -> str:
    """The filters as they could be typed again."""
    said = {
        option: value if isinstance(value, list) else [value] for option, value in filters.items() if value
    }
    if not said:
        return ""
    from shlex import quote

    return " ".join(f"--{option} {quote(one)}" for option, values in said.items() for one in values)
