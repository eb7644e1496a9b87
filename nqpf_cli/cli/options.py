"""Options and arguments that several commands share, and how their values are read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from nqpf_cli.cli import complete
from nqpf_cli.cli.parameters import Many, argument, option
from nqpf_cli.clock import today
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NqpfError

if TYPE_CHECKING:
    from nqpf_cli.questions.incentives import IncentivesQuery

Place = Annotated[Many, argument("[PLACE…]", "The same as --region.", complete.places)]
Region = Annotated[
    Many,
    option(
        "--region -r",
        "PLACE",
        "The place itself, by name, alias, id or Chinese name; repeatable.",
        complete.regions,
    ),
]
Sector = Annotated[
    Many,
    option(
        "--sector -s", "SECTOR", "ai, hydrogen, …, and what is open to any; repeatable.", complete.sectors
    ),
]
For = Annotated[
    Many,
    option("--for", "WHO", "sme, startup, …, and what is open to any; repeatable.", complete.beneficiaries),
]
Only = Annotated[
    bool,
    typer.Option("--only", help="With --sector or --for: what names it, without what is open to any."),
]
Instrument = Annotated[
    Many, option("--instrument", "KIND", "grant, voucher, tax-relief, …; repeatable.", complete.instruments)
]
Policy = Annotated[
    Many, option("--policy", "DOC", "A document by id, title or number; repeatable.", complete.policies)
]
Actor = Annotated[
    Many, option("--actor", "NAME", "A body or person, or part of a name; repeatable.", complete.actors)
]
Kinds = Annotated[
    Many, option("--kind -k", "KIND", "events, policies, incentives, …; repeatable.", complete.kinds)
]
Status = Annotated[
    Many,
    option(
        "--status",
        "STATUS",
        "Of policies and measures, as printed or by code: in-force, no-end-date-found, …; repeatable.",
        complete.statuses,
    ),
]
Since = Annotated[str | None, option("--since", "DATE", "From this day, month or year on: 2024, 2024-06.")]
Until = Annotated[str | None, option("--until", "DATE", "To the end of this day, month or year.")]
ChangedSince = Annotated[
    str | None,
    option("--changed-since", "DATE", "Only what came in or changed from then on in these facts, and how."),
]
Expiring = Annotated[
    str | None,
    option("--expiring", "SPAN", "Only what ends within 90d, 6m, …, counted from --on, else from today."),
]
Category = Annotated[
    Many, option("--category", "CATEGORY", "Of events or terms; repeatable.", complete.filtered("category"))
]
On = Annotated[str | None, option("--on", "DATE", "Judge as of this day; today if none.")]
WithParents = Annotated[
    bool, typer.Option("--with-parents", help="With --region: also what holds there from wider places.")
]
WithChildren = Annotated[bool, typer.Option("--with-children", help="With --region: also what lies inside.")]
Firm = Annotated[
    str | None, option("--firm", "FILE", "Compare with a firm's facts in a YAML file, which is not kept.")
]
Is = Annotated[
    Many,
    option("--is", "FACT=VALUE", "A fact of the firm: headcount=120; repeatable.", complete.firm_facts),
]
Web = Annotated[
    bool, typer.Option("--web", help="Open the page that bears it out best in a browser; print nothing.")
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The other way round: by date, the newest first.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=1,
        # More than any set of facts holds, and less than SQLite counts to.
        callback=lambda limit: limit and min(limit, 10**9),
        help="At most so many.",
    ),
]


def named(place: list[str] | None, region: list[str] | None) -> list[str]:
    """Return the places that are asked for; bare words are one place (`incentives hong kong`)."""
    return [*([" ".join(place)] if place else []), *(region or [])]


def filters(**typed: Sequence[str] | None) -> dict[str, Sequence[str]]:
    """Return the values of filters by their options; a name that is a word of Python ends in an underscore."""
    return {name.rstrip("_"): values or () for name, values in typed.items()}


def measures(
    region: Many,
    sector: Many,
    beneficiary: Many,
    instrument: Many,
    status: Many,
    with_parents: bool,
    with_children: bool,
    only: bool,
) -> "IncentivesQuery":
    """Return the query for the measures that these options choose. Raises NqpfError for `only` without its filter."""
    from nqpf_cli.questions.incentives import IncentivesQuery

    return IncentivesQuery(
        region or (), sector or (), beneficiary or (), instrument or (), status=status or (),
        with_parents=with_parents, with_children=with_children, only=suited_only(only, sector, beneficiary),
    )  # fmt: skip


def suited_only(only: bool, *filters: Many) -> bool:
    """Return whether `--only` was given. Raises NqpfError where no filter was given that it could narrow."""
    if only and not any(filters):
        raise NqpfError("--only needs --sector or --for", "name one of them, or leave it out")
    return only


def day(text: str | None, option: str, *, end: bool = False) -> str | None:
    """Return the ISO day of a date as typed, its last day with `end`. Raises NqpfError with the forms that are read."""
    if text is None:
        return None
    from nqpf_cli.model import typed_dates

    try:
        return typed_dates.asked(text, end=end)
    except ValueError as fault:
        raise NqpfError(f"{option}: {fault}") from None


def as_of(text: str | None) -> str:
    """Return the ISO day that `--on` names, else today."""
    return day(text, "--on") or today()


def yuan(text: str, option: str) -> int:
    """Return a sum in whole yuan. Raises NqpfError with the forms that are read."""
    from nqpf_cli.model import money

    try:
        return money.parse(text)
    except ValueError as fault:
        raise NqpfError(f"{option}: {fault}") from None


def span(text: str | None, option: str) -> str | None:
    """Return a span such as 90d unchanged. Raises NqpfError with the forms that are read."""
    if text is not None:
        try:
            dates.ahead("2000-01-01", text)
        except ValueError as fault:
            raise NqpfError(f"{option}: {fault}") from None
    return text


def as_typed(filters: Mapping[str, Sequence[str] | str | None]) -> str:
    """Return the filters as they could be typed again."""
    said = {
        option: [value] if isinstance(value, str) else value for option, value in filters.items() if value
    }
    if not said:
        return ""
    from shlex import quote

    return " ".join(f"--{option} {quote(one)}" for option, values in said.items() for one in values)
