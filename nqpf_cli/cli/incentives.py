"""`nqpf incentives`."""

from typing import Annotated

import typer

from nqpf_cli.answers.incentives import SORTS, Asked, incentives
from nqpf_cli.cli import complete
from nqpf_cli.cli.clock import today
from nqpf_cli.cli.command import Output, command
from nqpf_cli.cli.options import For, Instrument, Limit, On, Policy, Region, Sector, span
from nqpf_cli.cli.run import day, respond
from nqpf_cli.model import money
from nqpf_cli.model.errors import NqpfError, unknown
from nqpf_cli.render.views import incentives as page


def run(
    out: Output,
    place: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PLACE…]", help="The same as --region.", autocompletion=complete.places),
    ] = None,
    region: Region = None,
    sector: Sector = None,
    beneficiary: For = None,
    instrument: Instrument = None,
    policy: Policy = None,
    min_cap: Annotated[
        str | None,
        typer.Option(
            "--min-cap", metavar="SUM", help="Ceilings of at least this in yuan: 10m, 200万, 1.5亿."
        ),
    ] = None,
    on: On = None,
    expiring: Annotated[
        str | None, typer.Option(metavar="SPAN", help="Only what ends within 90d, 6m, …; by date.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is ended, replaced, not yet or a draft.")
    ] = False,
    with_parents: Annotated[
        bool, typer.Option("--with-parents", help="Also what holds here from wider places.")
    ] = False,
    with_children: Annotated[
        bool, typer.Option("--with-children", help="Also what places inside offer.")
    ] = False,
    sort: Annotated[
        str, typer.Option(metavar="BY", help="status, amount, end or region.", autocompletion=complete.sorts)
    ] = "status",
    limit: Limit = None,
) -> int:
    """What a place offers, to whom, how much, until when, and how sure that is.

    The place itself; one line counts what wider places and places inside it offer. Without a filter, a map.
    "End not read" says that no page we read names an end: the measure may hold or may have lapsed, so ask.
    """
    if sort not in SORTS:
        raise unknown("--sort", sort, SORTS)
    asked = Asked(
        region=[*together(place or []), *(region or [])],
        sector=sector or (),
        beneficiary=beneficiary or (),
        instrument=instrument or (),
        policy=policy or (),
        min_cap=floor(min_cap),
        expiring=span(expiring, "--expiring"),
        all=everything,
        with_parents=with_parents,
        with_children=with_children,
        sort=sort,
        limit=limit,
    )
    when = day(on, "--on") or today()
    if not asked.filtered():
        from nqpf_cli.answers.places import places
        from nqpf_cli.render.views.places import view

        return respond(out, lambda store: places(store, asked, when), view, kind="incentive")
    return respond(out, lambda store: incentives(store, asked, when), page.view, kind="incentive", cites=True)


def together(words: list[str]) -> list[str]:
    """Bare words are one place (`incentives hong kong`)."""
    return [" ".join(words)] if words else []


def floor(text: str | None) -> int | None:
    """A sum in whole yuan. Raises NqpfError with the forms that are read."""
    if text is None:
        return None
    try:
        return money.parse(text)
    except ValueError as fault:
        raise NqpfError(f"--min-cap: {fault}") from None


COMMAND = command(
    run,
    [
        "nqpf incentives --region lingang",
        "nqpf incentives shenzhen --sector ai --for foreign-invested",
        "nqpf incentives chengdu --with-parents",
        "nqpf incentives --expiring 180d",
        "nqpf incentives --min-cap 10m --instrument subsidy --format csv",
    ],
)
