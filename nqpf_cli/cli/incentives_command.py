"""`nqpf incentives`."""

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, flag, option
from nqpf_cli.cli.run import respond
from nqpf_cli.model.errors import picked
from nqpf_cli.model.values import Values
from nqpf_cli.pages.incentives_page import incentives_page
from nqpf_cli.questions.incentives import SORTS, incentives


class More(Values):
    """The options that narrow the measures further, and put them in order."""

    policy: options.Policy = None
    min_cap: Annotated[
        str | None, option("--min-cap", "SUM", "Ceilings of at least this in yuan: 10m, 200万, 1.5亿.")
    ] = None
    since: options.Since = None
    until: options.Until = None
    changed_since: options.ChangedSince = None
    expiring: options.Expiring = None
    every: Annotated[
        bool, flag("--all", "Also what is ended, replaced, not yet, a draft, or not for the firm.")
    ] = False
    sort: Annotated[str, option("--sort", "BY", "status, amount, end or region.")] = "status"
    reverse: options.Reverse = False
    limit: options.Limit = None


SORTS_ALSO = {
    **dict.fromkeys(("deadline", "expiry", "expires", "end-date"), "end"),
    **dict.fromkeys(("cap", "value", "sum", "money"), "amount"),
    "place": "region",
}
"""Other names that mean the same."""


@command(
    "nqpf incentives --region lingang",
    "nqpf incentives shenzhen --sector ai --for foreign-invested",
    "nqpf incentives chengdu --with-parents",
    "nqpf incentives --expiring 180d",
    "nqpf incentives shanghai --expiring 2027-Q1",
    "nqpf incentives --min-cap 10m --instrument subsidy --format csv",
    "nqpf incentives --is registered_in=lingang --is founded=2024-03 --is sector=ai",
)
def run(
    *, out: Output, place: options.Place = None, measures: options.Measures, more: More, firm: options.AFirm
) -> int:
    """What a place offers, to whom, how much, until when, and how sure that is.

    With a firm, what each measure comes to for it: none is left out, and offices decide.
    The date of a measure is the time it holds, as far as that was read; --expiring puts what ends first first.
    The place itself; one line counts what wider places and places inside it offer. Without a filter, a map.
    "No end date found" says that no page we read names an end: the measure may hold or may have lapsed, so ask.
    """
    sort = picked("--sort", more.sort, SORTS, SORTS_ALSO)
    asked = measures.query(more).replace(place=" ".join(place or ()), sort=sort)
    when = options.day(measures.on)
    if source := firm.source():
        from nqpf_cli.firm_api import about
        from nqpf_cli.pages.firm_page import firm_page
        from nqpf_cli.questions.firm_answer import compare_with_firm

        question = about(compare_with_firm, source)
        return respond(out, question, asked, firm_page, kind="incentive", cites=True, on=when)
    if asked.is_empty():
        from nqpf_cli.pages.overview_page import overview_page
        from nqpf_cli.questions.overview import overview

        return respond(out, overview, asked, overview_page, kind="incentive", on=when)
    return respond(out, incentives, asked, incentives_page, kind="incentive", cites=True, on=when)
