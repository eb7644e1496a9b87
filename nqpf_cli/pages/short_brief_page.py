"""The page to hand on, cut to one sheet of A4: a verdict, five measures, what ends, whom to ask, five pages."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.model.text import plural
from nqpf_cli.pages import brief_measures as measures
from nqpf_cli.pages import brief_page as long
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled, section
from nqpf_cli.pages.common import Notes, RenderOptions, name
from nqpf_cli.pages.dollars import caps_note
from nqpf_cli.pages.ends import endings
from nqpf_cli.pages.firm_page import short, summary, told_whole
from nqpf_cli.pages.incentives_page import pages_of, worth
from nqpf_cli.questions.brief import BriefResult
from nqpf_cli.questions.firm_answer import FirmResult
from nqpf_cli.wording.evidence import ask_whom, best_first, rank
from nqpf_cli.wording.extent import lacking
from nqpf_cli.wording.status import IN_FORCE, age_words

MOST = 5
"""So many measures, ends and issuers stand on the sheet, and a page for each measure."""

LONGEST = 90
"""A condition of more characters is cut: the long page has it whole."""


class Sheet(NamedTuple):
    """What both kinds of brief have: their measures, by id the documents these rest on, and words for each.

    `decides` says of a measure what decides, `where` in which place it holds, if that is not clear. `called` are the
    ids of those that are called after what the sheet is about.
    """

    answer: Answer
    records: Sequence[Record]
    policies: Mapping[str, Record]
    decides: Callable[[Record], Text]
    where: Callable[[Record], str]
    called: Collection[str] = ()


def short_brief_page(result: BriefResult, options: RenderOptions, prepared_for: str = "") -> Page:
    """Lay out the sheet on a place, a term or a sector."""
    subject, notes = result.subject, Notes(result.answer.sources, "note")
    about = result.term["definition"] if result.term else subject.record.get("meaning", "")
    rows = [*long.prepared(result.answer, prepared_for), *labelled(("Narrowed to", long.narrowed_to(result)))]
    sheet = Sheet(
        result.answer,
        result.measures,
        result.cited,
        decides=_conditions,
        where=lambda record: measures.elsewhere(result, record, options),
        called=result.called,
    )
    page: Page = [Heading(long.title(result, options), 1), Table(rows, flex=1)]
    page += [Gap(), Para(about)] if about else []
    page += [Gap(), Para(Span(verdict(result), "title"))]
    page += _best(sheet, options, notes)
    page += _ending_soon(result, options)
    page += _to_ask(sheet)
    page += [Gap(), Heading("Sources"), *notes.full()] if notes.order else []
    more = long.elsewhere_words(result, options)
    last = [f"{more[:1].upper()}{more[1:]}."] if more else []
    last += [lacking(result.answer.gaps)] if result.answer.gaps else []
    page += [Gap(), Para(" ".join([*last, long.ADVICE])), *caps_note(result.answer, _chosen(sheet))]
    return [*page, dim(f"The long page: {long.command(result, options)}")]


def short_firm_page(result: FirmResult, options: RenderOptions, prepared_for: str = "") -> Page:
    """Lay out the sheet on the measures of a firm: what they come to, and five of those that may be for it."""
    from nqpf_cli.pages.firm_brief_page import head

    notes = Notes(result.answer.sources, "note")
    sheet = Sheet(
        result.answer,
        told_whole(result),
        result.measures.policies,
        decides=lambda record: short(result.judged[record["id"]], result.tests.get(record["id"], {})),
        where=lambda record: "",
    )
    page: Page = [*head(result, options, prepared_for), Gap(), *summary(result, typed=False)]
    page += _best(sheet, options, notes)
    page += _to_ask(sheet)
    page += [Gap(), Heading("Sources"), *notes.full()] if notes.order else []
    return [*page, Gap(), Para(long.ADVICE), *caps_note(result.answer, _chosen(sheet))]


def verdict(result: BriefResult) -> str:
    """Say in one or two sentences how the measures stand, and what that means."""
    stands = (IN_FORCE, [measures.UNKNOWN], ["presume-lapsed"])
    live, unknown, old = (measures.standing(result, *codes) for codes in stands)
    ends = sorted((one["status"] for one in live if "until" in one["status"]), key=lambda one: one["until"])
    text = "No measure is known to be in force"
    if live:
        stated = [status.get("until_stated", status["until"]) for status in ends[:1]]
        first = "".join(f", the first to end {dates.long_words(day)}" for day in stated)
        text = f"{plural(len(live), 'measure')} {'is' if len(live) == 1 else 'are'} in force{first}"
    if unknown:
        more = " more" if live else ""
        text += f"; of {len(unknown)}{more} no end date was found: ask before counting on one"
    if old:
        text += f"; {len(old)} {'is' if len(old) == 1 else 'are'} {age_words(old)}"
    return f"{text}."


class Figure(NamedTuple):
    """Measures that share one figure, and how many more figures of their document the sheet leaves out."""

    uses: list[Record]
    more: int


def _figures(sheet: Sheet) -> list[Figure]:
    """Return the best founded figures of the sheet, one of each document before a second of any."""
    ordered = sorted(measures.figures(sheet.records), key=lambda uses: _standing(sheet, uses))
    of_document: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for uses in ordered:
        turns.append((of_document[_document(uses)], len(turns)))
        of_document[_document(uses)] += 1
    chosen = [ordered[at] for at in sorted(at for _, at in sorted(turns)[:MOST])]
    of_document.subtract(map(_document, chosen))
    return [Figure(uses, of_document.pop(_document(uses), 0)) for uses in chosen]


def _document(uses: Sequence[Record]) -> str:
    return str(uses[0].get("policy") or uses[0]["id"])


def _standing(sheet: Sheet, uses: Sequence[Record]) -> tuple[bool, bool, bool, int, bool, int]:
    """Order figures: what is presumed lapsed last, what is in force first, then what is called after the subject, then

    the best founded, then what names a sum, then the newer text.
    """
    first, pages = uses[0], pages_of(sheet.answer, *uses)
    code, sum_missing = first["status"]["code"], not ("cap" in first or "rate_percent" in first)
    policy = sheet.policies.get(first.get("policy", ""), {})
    day = issued(policy) or max((page.get("published", "") for page in pages), default="") or "0"
    other = all(one["id"] not in sheet.called for one in uses)
    return code == "presume-lapsed", code not in IN_FORCE, other, rank(pages), sum_missing, -dates.year(day)


def _chosen(sheet: Sheet) -> list[Record]:
    return [record for figure in _figures(sheet) for record in figure.uses]


def _best(sheet: Sheet, options: RenderOptions, notes: Notes) -> Page:
    """A paragraph a figure: what it is, its worth and how it stands, then what decides, over the whole width."""
    told: Page = []
    for uses, more in _figures(sheet):
        first = uses[0]
        policy = sheet.policies.get(first.get("policy", ""))
        called = " · ".join(name(one, options) for one in uses)
        if len(uses) > 1:
            called = f"{name(policy, options) if policy else called}, one figure for {len(uses)} uses"
        page = best_first(pages_of(sheet.answer, *uses))[:1]
        decides = sheet.decides(first)
        what: list[str | Span] = [Span(measures.led(sheet.where(first), called), "title"), ": "]
        what += [worth(sheet.answer, first), f", {first['status']['words']} "]
        what += [*notes.mark(one["id"] for one in page), ". "]
        what += [decides] if isinstance(decides, str | Span) else list(decides)
        what += [f" · {more} more of this document"] if more else []
        told.append(Para(what, hang=2))
    return [Gap(), Heading("The best founded measures", 2), *told] if told else []


def _conditions(record: Record) -> str:
    """The first condition of a measure, and how many there are besides."""
    conditions = record.get("conditions", [])
    if not conditions:
        return "Who qualifies is not stated"
    first, *more = conditions
    if len(first) > LONGEST:
        first = f"{first[:LONGEST].rpartition(' ')[0].rstrip(',;')} …"
    return f"Decides: {first}" + (f" (+{len(more)})" if more else "")


def _ending_soon(result: BriefResult, options: RenderOptions) -> Page:
    """What ends within a year of the day of the page."""
    on = result.answer.on
    limit = f"{int(on[:4]) + 1}{on[4:]}"
    soon = [end for end in endings(result, options) if end.day <= limit]
    rows: Rows = [[end.words, end.title] for end in soon[:MOST]]
    page = section("What ends within a year", Table(rows, header=["ends", "what"], flex=1))
    return [*page, dim(f"{len(soon)} in all end within a year.")] if len(soon) > MOST else page


def _to_ask(sheet: Sheet) -> Page:
    """Whom to ask what the measures above leave open, an issuer a line."""
    found: dict[str, dict[str, None]] = {}
    for record in _chosen(sheet):
        policy = sheet.policies.get(record.get("policy", ""))
        whom = ask_whom(sheet.answer.regions, record, policy)
        whom = f"{whom[:1].upper()}{whom[1:]}"
        found.setdefault(whom, {}).update(dict.fromkeys(record["ask"]))
    rows = labelled(*((whom, " · ".join(asks)) for whom, asks in list(found.items())[:MOST]))
    return section("Whom to ask", Table(rows, flex=1))
