"""The measures of a firm as a document to hand on."""

from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Table, labelled
from nqpf_cli.pages.brief_page import ADVICE, beyond, prepared
from nqpf_cli.pages.common import Notes, RenderOptions, place
from nqpf_cli.pages.dollars import caps_note
from nqpf_cli.pages.firm_page import groups, summary, told_whole
from nqpf_cli.pages.firm_words import firm_name
from nqpf_cli.questions.firm_answer import FirmResult


def firm_brief_page(result: FirmResult, options: RenderOptions, prepared_for: str = "") -> Page:
    """Whom it is for and the day, what the measures come to, each measure with every condition, the pages."""
    answer = result.answer
    notes = Notes(answer.sources, "note")
    page: Page = [*head(result, options, prepared_for), Gap()]
    page += summary(result, typed=False)
    page += groups(result, options, notes, brief=False, whole=True)
    others = beyond(answer, result.measures.elsewhere, options)
    elsewhere = f"Not compared, measures that may hold too: {', '.join(others)}. " if others else ""
    page += [Gap(), Para(f"{elsewhere}{ADVICE}"), *caps_note(answer, told_whole(result))]
    return [*page, Gap(), Heading("Sources"), *notes.full(options)]


def head(result: FirmResult, options: RenderOptions, prepared_for: str) -> Page:
    """Title, whom it is for (the firm, unless somebody else is named), the day, the places."""
    own = [place(result.answer, one, options) for one in result.measures.selection.area.own]
    firm = firm_name(result.applicant.firm, result.applicant.lexicon)
    rows = [
        *prepared(result.answer, prepared_for or firm),
        *labelled(("Firm", firm if prepared_for else ""), ("Places", ", ".join(own) or "all")),
    ]
    return [Heading("Measures compared with a firm's answers", 1), Table(rows, flex=1)]
