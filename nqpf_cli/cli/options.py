"""Options and arguments that several commands share, and how their values are read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from nqpf_cli.cli.parameters import Annotated, Many, argument, flag, option
from nqpf_cli.clock import today
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.values import Values

if TYPE_CHECKING:
    from nqpf_cli.firm_api import FirmSource
    from nqpf_cli.questions.incentives import IncentivesQuery

Place = Annotated[Many, argument("[PLACE…]", "The same as --region.")]
Region = Annotated[
    Many, option("--region -r", "PLACE", "The place itself, by name, alias, id or Chinese name; repeatable.")
]
Sector = Annotated[
    Many, option("--sector -s", "SECTOR", "ai, hydrogen, …, and what is open to any; repeatable.")
]
Named = Annotated[Many, option("--sector -s", "SECTOR", "ai, hydrogen, …: what names it; repeatable.")]
For = Annotated[Many, option("--for", "WHO", "sme, startup, …, and what is open to any; repeatable.")]
Only = Annotated[bool, flag("--only", "With --sector or --for: what names it, without what is open to any.")]
Instrument = Annotated[Many, option("--instrument", "KIND", "grant, voucher, tax-relief, …; repeatable.")]
Policy = Annotated[Many, option("--policy", "DOC", "A document by id, title or number; repeatable.")]
Actor = Annotated[Many, option("--actor", "NAME", "A body or person, or part of a name; repeatable.")]
Kinds = Annotated[Many, option("--kind -k", "KIND", "events, policies, incentives, …; repeatable.")]
Status = Annotated[
    Many,
    option(
        "--status",
        "STATUS",
        "Of policies and measures, as printed or by code: in-force, no-end-date-found, …; repeatable.",
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
    option(
        "--expiring",
        "WHEN",
        "Only what ends within 90d, 6m, …, or by the end of 2027-03, 2027-Q1, …, from --on or today on.",
    ),
]
Category = Annotated[Many, option("--category", "CATEGORY", "Of events or terms; repeatable.")]
On = Annotated[str | None, option("--on", "DATE", "Judge as of this day; today if none.")]
WithParents = Annotated[
    bool, flag("--with-parents", "With --region: also what holds there from wider places.")
]
WithChildren = Annotated[bool, flag("--with-children", "With --region: also what lies inside.")]
Firm = Annotated[
    str | None, option("--firm", "FILE", "Compare with a firm's facts in a YAML file, which is not kept.")
]
Is = Annotated[Many, option("--is", "FACT=VALUE", "A fact of the firm: headcount=120; repeatable.")]
Web = Annotated[bool, flag("--web", "Open the page that bears it out best in a browser; print nothing.")]
Reverse = Annotated[bool, flag("--reverse", "The other way round: by date, the newest first.")]


class Unread(NqpfError):
    """What was typed for a date, a span or a sum cannot be read as one."""


class OnlyAlone(NqpfError):
    """`--only` stands without a filter that it could narrow."""


def _limited(_: object, __: object, limit: int | None) -> int | None:
    """Return a number of rows. Raises typer.BadParameter for less than one."""
    if limit is not None and limit < 1:
        raise typer.BadParameter(f"{limit} is not in the range x>=1.")
    # More than any set of facts holds, and less than SQLite counts to.
    return limit and min(limit, 10**9)


Limit = Annotated[int | None, option("--limit -n", "N", "At most so many.", callback=_limited)]


def named(place: list[str] | None, region: list[str] | None) -> list[str]:
    """Return the places that are asked for; bare words are one place (`incentives hong kong`)."""
    return [*([" ".join(place)] if place else []), *(region or [])]


class Measures(Values):
    """The options that choose measures, and the day to judge them by."""

    region: Region = None
    sector: Sector = None
    beneficiary: For = None
    instrument: Instrument = None
    status: Status = None
    only: Only = False
    with_parents: WithParents = False
    with_children: WithChildren = False
    on: On = None

    def query(self, more: Values | None = None) -> "IncentivesQuery":
        """Return the query for these measures, with the options of a command. Raises what `given` raises."""
        from nqpf_cli.questions.incentives import IncentivesQuery

        return IncentivesQuery(**given(self.replace(on=None), more, on=self.on))


class AFirm(Values):
    """The options by which a firm is told of."""

    firm: Firm = None
    facts: Is = None

    def source(self) -> "FirmSource | None":
        """Return where a firm is told of, if anywhere. Raises NqpfError for what is not FACT=VALUE."""
        if self.firm is None and not self.facts:
            return None
        from nqpf_cli.firm_api import FirmSource

        pairs = []
        for text in self.facts or ():
            name, sign, value = (part.strip() for part in text.partition("="))
            if not (name and sign and value):
                raise NqpfError(
                    f'--is: "{text}" is not FACT=VALUE',
                    "for example: --is registered_in=lingang; nqpf schema firm --example asks for every fact",
                )
            pairs.append((name.lower(), value))
        return FirmSource(None if self.firm is None else Path(self.firm).expanduser(), tuple(pairs))


def given(*groups: Values | None, on: str | None = None) -> dict[str, Any]:
    """Return by name what was typed of groups of options, as queries take it; the others keep the query's default.

    Dates are counted from `--on`, here or as `on`. Raises NqpfError for what cannot be read, and for `--only` without a
    filter that it could narrow.
    """
    typed = {name: value for group in groups if group for name, value in group.as_dict().items()}
    if typed.get("only") and not (typed["sector"] or typed.get("beneficiary")):
        raise OnlyAlone("--only needs --sector or --for", "name one of them, or leave it out")
    when = day(on or cast("str | None", typed.get("on")))
    found = {name: read(name, value, when) for name, value in typed.items() if value is not None}
    if found.get("since") and found.get("until") and found["since"] > found["until"]:
        since, until = typed["since"], typed["until"]
        raise NqpfError(
            f"--since {since} is later than --until {until}",
            f"the other way round: --since {until} --until {since}",
        )
    return found


def read(name: str, value: Any, on: str | None = None) -> Any:
    """Return what an option was given: days as ISO text, sums in whole yuan, all else as it was typed.

    A day is counted from `on` (last month), or today; a span (90d) stays as it is, and is the day so long ago where a
    first day is asked for. Raises NqpfError with the forms that
    are read.
    """
    try:
        match name:
            case "since" | "until" | "changed_since" | "on":
                from nqpf_cli.model import typed_dates

                if name in ("since", "changed_since"):
                    return typed_dates.start(value, on or today())
                return typed_dates.asked(value, end=name == "until", on=on or today())
            case "expiring":
                from nqpf_cli.model import typed_dates

                return typed_dates.deadline(value, on or today())
            case "last":
                from nqpf_cli.model import typed_dates

                return typed_dates.length(value)
            case "min_cap" | "spend":
                from nqpf_cli.model import money

                return money.parse(value)
    except ValueError as fault:
        if name in ("min_cap", "spend"):
            from nqpf_cli.model.errors import OtherCurrency

            if sum_elsewhere := money.foreign(value):
                raise OtherCurrency(name, value, *sum_elsewhere) from None
        raise Unread(f"--{name.replace('_', '-')}: {fault}") from None
    return value


def day(on: str | None) -> str | None:
    """Return the ISO day of `--on`; None where none was typed. Raises NqpfError with the forms that are read."""
    return None if on is None else read("on", on)
