"""`nqpf estimate`."""

import re
from shlex import quote

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, option
from nqpf_cli.cli.run import respond
from nqpf_cli.model.errors import Missing, NqpfError, OtherCurrency
from nqpf_cli.pages.estimate_page import estimate_page
from nqpf_cli.questions.estimate import EstimateQuery, estimate

SEVERAL = re.compile(r"[,，、]\s*(?=[^\d\s,][^=,]*=)")
"""Between two costs of one option: a comma before a kind, and none inside a sum (1,000,000)."""

EXAMPLE = "for example: nqpf estimate lingang --spend compute-rental=8m --with-parents"


@command(
    "nqpf estimate lingang --spend compute-rental=8000000 --for sme --for foreign-invested --with-parents",
    "nqpf estimate hangzhou --spend compute-rental=20m --spend r-and-d=1.5亿 --sector ai --with-parents",
    "nqpf estimate shenzhen --spend equipment=2m --format json",
    "nqpf estimate lingang --spend compute-rental=8m --is headcount=24 --is sector=ai",
)
def run(
    *,
    out: Output,
    place: options.Place = None,
    spend: Annotated[
        Many,
        option(
            "--spend",
            "KIND=SUM",
            "A planned cost in yuan: compute-rental=8000000, equipment=2m, r-and-d=1.5亿. Repeatable.",
        ),
    ] = None,
    measures: options.Measures,
    firm: options.AFirm,
) -> int:
    """The most a planned spend could draw, measure by measure, with the arithmetic.

    What the place itself offers, with --with-parents also what holds there from wider places; what nearly fits, and
    why not. Nothing is added up: whether measures may be combined, and who gets them, their texts decide. With a
    firm, no measure that it fails is worked out, and tiers go by their tests.
    """
    places = options.named(place, measures.region)
    if not places:
        raise Missing("estimate", "a place")
    if not spend:
        _in_yuan_alone(" ".join(places).rpartition("=")[2])
        raise Missing("estimate", "a planned cost")
    chosen = measures.replace(region=places).query()
    asked = EstimateQuery(chosen, [cost(part) for text in spend for part in SEVERAL.split(text)])
    when = options.day(measures.on)
    if source := firm.source():
        from nqpf_cli.firm_api import about
        from nqpf_cli.pages.firm_estimate_page import firm_estimate_page
        from nqpf_cli.questions.firm_estimate import estimate_for_firm

        question = about(estimate_for_firm, source)
        return respond(out, question, asked, firm_estimate_page, kind="estimate", cites=True, on=when)
    return respond(out, estimate, asked, estimate_page, kind="estimate", cites=True, on=when)


def _in_yuan_alone(text: str) -> None:
    """Raise OtherCurrency for a sum in another currency that stands where a cost in yuan should."""
    from nqpf_cli.model import money  # only for what is no cost

    if abroad := money.foreign(text):
        raise OtherCurrency("spend", text, *abroad)


def cost(text: str) -> tuple[str, int]:
    """Split KIND=SUM into the kind and whole yuan; a sum alone is a kind that there is not.

    Raises NqpfError with the forms that are read.
    """
    kind, sign, amount = text.partition("=")
    if not sign and any(map(str.isdecimal, text)):
        _in_yuan_alone(text)
        return text, 0
    if not sign and text.strip():
        raise NqpfError(f"--spend: {text.strip()} without a sum", f"write it as --spend {quote(text)}=8m")
    if not kind.strip():
        raise NqpfError(f'--spend: "{text}" is not KIND=SUM', EXAMPLE)
    planned = options.read("spend", amount)
    if not planned:
        raise NqpfError(f"--spend: {kind.strip()} is nothing", EXAMPLE)
    return kind.strip(), planned
