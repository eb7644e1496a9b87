"""The measures on a page to hand on: in force by sector, then each with its conditions to tick."""

from collections.abc import Sequence

from nqpf_cli.model.record import Record, grouped
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled
from nqpf_cli.pages.common import Notes, RenderOptions, line, name, names, place
from nqpf_cli.pages.incentives_page import documents, pages_of, sectors, shared, whom, worth
from nqpf_cli.pages.measure_rows import until_words
from nqpf_cli.pages.summary import typed
from nqpf_cli.questions.brief import BriefResult
from nqpf_cli.wording.amounts import benefit, tiers
from nqpf_cli.wording.evidence import evidence
from nqpf_cli.wording.status import IN_FORCE, age_words

MANY = 12
"""So many measures stand whole, where that is all of them; those of no known end only then."""

FIRST = 5
"""Of more measures so many in force stand whole, the best founded."""

MOST_LINES = 12
"""So many measures have a line in a section; the rest is counted, with the command that shows it."""
SPARE = 3
"""So many more take hardly more room than to count them."""

UNKNOWN = "end-not-read"
SILENT = "No page that was read says when these end. That is no sign that they are still in force."


def standing(result: BriefResult, *codes: str) -> list[Record]:
    """The measures whose status is one of these."""
    return [record for record in result.measures if record["status"]["code"] in codes]


def whole(result: BriefResult) -> list[Record]:
    """The measures shown with their conditions: all in force and of unknown end, or the first in force of too many."""
    certain, open_ = standing(result, *IN_FORCE), standing(result, UNKNOWN)
    return [*certain, *open_] if len(certain) + len(open_) <= MANY else certain[:FIRST]


def figures(records: Sequence[Record]) -> list[list[Record]]:
    """Measures one by one, those whose sum is one figure in the source together."""
    return list(grouped(records, lambda record: record.get("cap", {}).get("group") or record["id"]).values())


def elsewhere(result: BriefResult, record: Record, options: RenderOptions) -> str:
    """The place of a measure; nothing where the page is about that place."""
    here = record["region"] in result.subject.places
    return "" if here else place(result.answer, record["region"], options)


def led(where: str, title: str) -> str:
    """ "Pudong: title", or the title alone where there is no place, or it begins with it."""
    return title if title.startswith(where) else f"{where}: {title}"


def titled(result: BriefResult, uses: Sequence[Record], options: RenderOptions) -> str:
    """A measure's title; for several that share one figure, their document's."""
    policy = result.cited.get(uses[0].get("policy", ""))
    if len(uses) == 1 or not policy:
        return " · ".join(name(record, options) for record in uses)
    return f"{name(policy, options)}, {len(uses)} uses"


def sums(result: BriefResult, uses: Sequence[Record]) -> str:
    """What a measure is worth, or several that share one figure."""
    words = benefit(uses[0], result.answer.vocabularies)
    group = uses[0].get("cap", {}).get("group")
    sharing = sum(record.get("cap", {}).get("group") == group for record in result.measures) if group else 1
    if sharing == 1:
        return words
    return f"{words}, one figure for {'all' if len(uses) == sharing else f'{sharing} uses'}"


def ending(record: Record) -> Text:
    """The last day of a measure in force, or that it has none."""
    status = record["status"]
    if "until" not in status:
        return str(status["words"])
    return Span(until_words(status), "warn" if status["code"] == "ends-soon" else "")


def details(result: BriefResult, options: RenderOptions, notes: Notes) -> Page:
    """The measures with their conditions, the best founded first; the less certain ones a line each."""
    certain, shown = standing(result, *IN_FORCE), whole(result)
    open_ = [record for record in shown if record not in certain]
    later = [record for record in certain if record not in shown]
    lines = [record for record in standing(result, UNKNOWN) if record not in open_]
    lapsed = standing(result, "presume-lapsed")
    page: Page = []
    if certain:
        page += [Gap(), Heading("In force: what to check")]
        page += _documents(result, [one for one in certain if one in shown], options, notes)
        page += _lines(result, later, options, notes)
    if open_ or lines:
        page += [Gap(), Heading("No end date found: ask first, then check"), Para(SILENT)]
        page += [*_documents(result, open_, options, notes), *_lines(result, lines, options, notes)]
    if lapsed:
        age = age_words(lapsed).capitalize()
        page += [Gap(), Heading(f"{age}, no end found: ask whether they still hold")]
        page += _lines(result, lapsed, options, notes)
    return page


def every(result: BriefResult, options: RenderOptions) -> str:
    """The command that shows all the measures of the page whole."""
    subject, asked = result.subject, result.selection.asked
    if subject.kind == "term":
        return line(options, "search", [subject.id], {"kind": "incentive"})
    by_sector = asked.replace(sector=subject.sectors) if subject.kind == "sector" else asked
    return line(options, "incentives", subject.places, typed(by_sector))


def _documents(result: BriefResult, records: Sequence[Record], options: RenderOptions, notes: Notes) -> Page:
    page: Page = []
    for together in documents(records):
        page += [Gap(), *document(result, together, options, notes)]
    return page


def document(result: BriefResult, records: list[Record], options: RenderOptions, notes: Notes) -> Page:
    """One document under both its names, then its measures, each with its conditions to tick."""
    policy = result.cited.get(records[0].get("policy", ""))
    alone = len(records) == 1
    pages = pages_of(result.answer, *records)
    facts: list[tuple[str, Text]] = [
        *_called(policy, options, alone=alone),
        ("Place", elsewhere(result, records[0], options)),
        ("Status", " · ".join(dict.fromkeys(record["status"]["words"] for record in records))),
        ("By law", _law(result, records, options)),
        ("Evidence", [f"{evidence(pages)} ", *notes.mark(page["id"] for page in pages)]),
    ]
    called = name(records[0] if alone or not policy else policy, options)
    page: Page = [Heading(called, 3), Table(labelled(*facts), flex=1)]
    for uses in figures(records):
        page += _measure(result, uses, options, titled=not alone)
    return page


def _called(policy: Record | None, options: RenderOptions, *, alone: bool) -> list[tuple[str, Text]]:
    """A document's other name, or both where the heading has another, with its number and issuer."""
    if policy is None:
        return [("Document", "none on record")]
    first, second = names(policy, options)
    number = policy.get("document_number", "")
    heading = [("Document", first)] if alone else []
    return [*heading, ("Also called", second), ("Number", number), ("Issuer", policy["issuer"])]


def _law(result: BriefResult, records: Sequence[Record], options: RenderOptions) -> str:
    """The law that opens the measures to firms that they do not name."""
    law = result.law
    if not law or not any("equal_by_law" in record for record in records):
        return ""
    both = " ".join(part for part in names(law, options) if part)
    return f"open to any company, so on equal terms to those asked for, unless a condition says otherwise ({both})"


def _measure(result: BriefResult, uses: list[Record], options: RenderOptions, *, titled: bool) -> Page:
    """One figure: what it is worth, for whom, tiers, conditions to tick, what is not stated."""
    record, many = uses[0], len(uses)
    page: Page = []
    if titled or many > 1:
        page.append(Heading(name(record, options) if many == 1 else f"One figure for {many} uses", 4))
    whose = f" · for {whom(result.answer, uses)} · {sectors(result.answer, record)}"
    about: list[str | Span] = [worth(result.answer, record), whose]
    if many > 1:
        named: list[Text] = [[Span(name(one, options), "title"), f". {one['summary']}"] for one in uses]
        page += [Para(about), Table([[use] for use in named])]
    else:
        page += [Para(about), Para(record["summary"])]
    remarks = dict.fromkeys(one["note"] for one in uses if "note" in one)
    page += [Para([Span("Note: ", "label"), remark]) for remark in remarks]
    if steps := tiers(record):
        page.append(Para([Span("Tiers: ", "label"), "; ".join(steps)]))
    if ticks := _ticks(uses, options):
        # Two lists in a row would be one, in Markdown.
        page += [Para(Span("Conditions:", "label"))] if isinstance(page[-1], Table) else []
        page.append(Table([[Span("☐", "tick"), condition] for condition in ticks], flex=1))
    return page


def _ticks(uses: Sequence[Record], options: RenderOptions) -> list[str]:
    """The conditions, those of all uses first; what only one of them asks says whose it is."""
    common = shared(uses)
    found = [one for one in uses[0].get("conditions", []) if one in common]
    for record in uses:
        own = [one for one in record.get("conditions", []) if one not in common]
        found += [f"{name(record, options)}: {one}" for one in own]
    return found


def lines(many: int) -> int:
    """How many of so many measures have a line."""
    return many if many <= MOST_LINES + SPARE else MOST_LINES


def _lines(result: BriefResult, records: Sequence[Record], options: RenderOptions, notes: Notes) -> Page:
    """A line a measure, of too many the first, under the command that shows them whole."""
    if not records:
        return []
    rows: Rows = []
    for record in records[: lines(len(records))]:
        called = led(elsewhere(result, record, options), name(record, options))
        status, pages = record["status"], pages_of(result.answer, record)
        known = evidence(pages) if status["code"] == "presume-lapsed" else status["words"]
        title: Text = [f"{called} ", *notes.mark(record["sources"])]
        rows.append([title, benefit(record, result.answer.vocabularies), known])
    of = f"{len(rows)} of " if len(rows) < len(records) else ""
    whole = "each whole" if result.subject.kind == "term" else "whole, with what each asks for"
    told = f"A line each for {of}{plural(len(records), 'measure')}; {whole}: {every(result, options)}"
    return [dim(told), Table(rows, header=["measure", "worth", "known from"], flex=0)]
