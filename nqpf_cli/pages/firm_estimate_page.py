"""What a plan of a firm could draw: the estimate, with what each measure comes to, and what holds between them."""

from nqpf_cli.model.record import Record
from nqpf_cli.pages import firm_page as firm
from nqpf_cli.pages import firm_words as words
from nqpf_cli.pages.blocks import Page, Para, Rows, Span, Table, section
from nqpf_cli.pages.common import RenderOptions, name
from nqpf_cli.pages.estimate_page import FIGURED, estimate_page
from nqpf_cli.questions.firm_estimate import EstimateFirmResult


def firm_estimate_page(result: EstimateFirmResult, options: RenderOptions) -> Page:
    """The estimate, under whom it is for, with the conditions of each measure and the texts on several at once."""

    def more(record: Record) -> Rows:
        """What a measure comes to, with its conditions."""
        judged, tests = result.judged[record["id"]], result.tests.get(record["id"], {})
        shown = firm.conditions_shown(judged, whole=False)
        return [[Span("For you", "label"), firm.counts(judged, shown, tests)], *firm.conditions(shown, tests)]

    whole = result.estimate.replace(answer=result.answer)
    page = estimate_page(whole, options, more, together(result, options))
    whom = words.firm_name(result.applicant.firm, result.applicant.lexicon)
    return [page[0], Para(f"For {whom}. No promise: offices decide."), *page[1:]]


def together(result: EstimateFirmResult, options: RenderOptions) -> Page:
    """What the texts of the measures with a figure say of other money for the same."""
    rows: Rows = [
        [[Span(name(record, options), "term"), Span(f"  {record['id']}", "id")], one.text]
        for record in result.answer.records
        if record["outcome"] in FIGURED
        for one in result.judged[record["id"]].conditions
        if words.mark(one, result.tests.get(record["id"], {})) == "beside"
    ]
    return section("BESIDE EACH OTHER, AS THEIR TEXTS SAY", Table(rows, flex=1))
