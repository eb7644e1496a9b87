"""`nqpf brief`."""

from functools import partial

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, argument, flag, option
from nqpf_cli.cli.run import respond
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.pages.brief_page import brief_page
from nqpf_cli.questions.brief import BriefQuery, brief


@command(
    "nqpf brief lingang --output lingang.html",
    "nqpf brief shenzhen --sector ai --for foreign-invested --with-parents",
    "nqpf brief beijing --short --prepared-for Acme --output beijing.html",
    "nqpf brief lingang | pandoc -o lingang.docx",
    "nqpf brief patient capital",
    "nqpf brief --sector low-altitude --format html",
    "nqpf brief --is registered_in=lingang --is headcount=24 --output firm.html",
    shared=("json", "lang", "data", "output", "force"),
)
def run(
    *,
    out: Output,
    subject: Annotated[
        Many, argument("[SUBJECT…]", "Places, else a term, else a sector; several words need no quotes.")
    ] = None,
    measures: options.Measures,
    form: Annotated[
        str | None,
        option(
            "--format -f",
            "FORMAT",
            "markdown, html (a whole page), or any other of nqpf's formats. By FILE's ending, else markdown.",
        ),
    ] = None,
    short: Annotated[
        bool, flag("--short", "One sheet of A4: verdict, five measures, what ends, whom to ask.")
    ] = False,
    prepared_for: Annotated[
        str | None, option("--prepared-for", "NAME", "For whom; stands at the top.")
    ] = None,
    firm: options.AFirm,
) -> int:
    """A page to hand on, on a place, a term or a sector.

    What it is, what is in force by sector, what ends when, conditions to tick, documents, targets, events, and
    what the facts leave open as questions to the issuer, with numbered sources. Markdown, or one HTML file.
    The five of --short: one of each document before a second of any, and among these what is in force first, then
    what its issuer's own page or its text bears out, what names a sum, what is newer.
    With a firm: the measures of a place, else of its own places, compared with its answers, each whole.
    """
    if measures.region and subject:
        raise NqpfError("brief takes a place, term or sector, or --region", "leave one of the two out")
    when, asked = options.day(measures.on), measures.query()
    out, words = out.replace(format=form), " ".join(subject or [])
    if source := firm.source():
        from nqpf_cli.firm_api import about
        from nqpf_cli.pages.firm_brief_page import firm_brief_page
        from nqpf_cli.pages.short_brief_page import short_firm_page
        from nqpf_cli.questions.firm_answer import compare_with_firm

        wanted = asked.replace(region=measures.region or ([words] if words else []))
        question = about(compare_with_firm, source)
        page = partial(short_firm_page if short else firm_brief_page, prepared_for=prepared_for or "")
        return respond(out, question, wanted, page, kind="incentive", cites=True, document=True, on=when)
    from nqpf_cli.pages.short_brief_page import short_brief_page

    page = partial(short_brief_page if short else brief_page, prepared_for=prepared_for or "")
    return respond(
        out, brief, BriefQuery(words, asked), page, kind="brief", cites=True, document=True, on=when
    )
