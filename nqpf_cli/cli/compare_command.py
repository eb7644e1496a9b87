"""`nqpf compare`."""

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, argument, option
from nqpf_cli.cli.run import chosen_format, respond
from nqpf_cli.model.errors import NqpfError, picked
from nqpf_cli.pages.compare_page import compare_page
from nqpf_cli.questions.compare import BY, CompareQuery, compare

BY_ALSO = {"industry": "sector", "type": "instrument", "for": "beneficiary", "who": "beneficiary"}
"""Other names that mean the same."""


@command(
    "nqpf compare lingang shenzhen hefei",
    "nqpf compare shanghai beijing shenzhen --sector ai",
    "nqpf compare hengqin qianhai nansha --by instrument --with-parents",
    "nqpf compare shanghai hangzhou --sector computing-power --format csv",
)
def run(
    *,
    out: Output,
    places: Annotated[
        Many, argument("[PLACE PLACE…]", "Two or more places, each by name, alias, id or Chinese name.")
    ] = None,
    by: Annotated[
        str | None,
        option("--by", "WHAT", "A row a sector, instrument or beneficiary; else a sector and instrument."),
    ] = None,
    measures: options.Measures,
) -> int:
    """Places side by side: how many measures, and which has the best ceiling and the best share of a cost.

    Each best with its measure, how that stands, its first condition and its pages. Like is set against like: money
    paid, the limit of a loan, a tax rate each have a best of their own. What is years old without a known end is left
    out, and "none recorded" is not "none".
    """
    by = by and picked("--by", by, BY, BY_ALSO)
    if chosen_format(out) == "ics":
        raise NqpfError("a comparison holds no dates", "ics is for nqpf timeline and nqpf incentives")
    chosen = [*(places or []), *(measures.region or [])]
    asked = CompareQuery(chosen, by or "both", measures.replace(region=None).query())
    when = options.day(measures.on)
    return respond(out, compare, asked, compare_page, kind="comparison", on=when, cites=True)
