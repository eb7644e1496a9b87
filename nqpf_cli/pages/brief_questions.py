"""What the facts leave open, as questions to whoever issued each document."""

from nqpf_cli.model.record import Record
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Table
from nqpf_cli.pages.brief_measures import figures, whole
from nqpf_cli.pages.common import RenderOptions, name, place
from nqpf_cli.pages.incentives_page import documents
from nqpf_cli.questions.brief import BriefResult

OPEN = "What the facts do not state, to be put to whoever issued the text."
REST = ("Is it still in force, and until when?", "Who qualifies, and on which conditions?")


def questions(result: BriefResult, options: RenderOptions) -> Page:
    """A section an issuer, under it the documents with their questions."""
    by_issuer: dict[str, Page] = {}
    for together in documents(whole(result)):
        policy = result.cited.get(together[0].get("policy", ""))
        where = place(result.answer, together[0]["region"], options)
        issuer = f"To {policy['issuer']}" if policy else f"{where}: no document on record"
        by_issuer.setdefault(issuer, []).extend(_asked(together, policy, options))
    if len(result.measures) > len(whole(result)):
        by_issuer["Of each measure that is not told whole above"] = [Table([[text] for text in REST])]
    page: Page = []
    for issuer, asked in by_issuer.items():
        page += [Gap(), Heading(issuer, 3), *asked] if asked else []
    return [Gap(), Heading("Open questions"), Para(OPEN), *page] if page else []


def _asked(records: list[Record], policy: Record | None, options: RenderOptions) -> Page:
    """The questions on one document; one that only some of its measures leave open names them."""
    found: dict[str, list[list[Record]]] = {}
    every = figures(records)
    for uses in every:
        for question in dict.fromkeys(ask for one in uses for ask in one["open_questions"]):
            found.setdefault(question, []).append(uses)
    if not found:
        return []
    title = name(policy if policy and len(records) > 1 else records[0], options)
    rows: Rows = []
    for question, open_ in found.items():
        some = "" if len(open_) == len(every) else f" ({'; '.join(_called(uses, options) for uses in open_)})"
        rows.append([f"{question}{some}"])
    return [Heading(title, 4), Table(rows)]


def _called(uses: list[Record], options: RenderOptions) -> str:
    return name(uses[0], options) if len(uses) == 1 else f"the figure for {len(uses)} uses"
