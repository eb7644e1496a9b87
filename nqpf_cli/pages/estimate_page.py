"""What a plan could draw: what can be computed first, then what cannot, then what nearly fits and why not."""

from collections.abc import Callable
from typing import TypeAlias

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record, grouped
from nqpf_cli.model.text import few, plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled
from nqpf_cli.pages.common import ADVICE, Notes, RenderOptions, around, closing, label, line, name, place
from nqpf_cli.pages.dollars import dollars, rate_note
from nqpf_cli.pages.estimate_words import count_words, how, spent, sum_words, tier_words
from nqpf_cli.pages.incentives_page import cited, title
from nqpf_cli.pages.measure_rows import state
from nqpf_cli.pages.open_to_any import asked_for, not_shown
from nqpf_cli.pages.summary import narrowed, typed
from nqpf_cli.questions.estimate import EstimateResult, largest
from nqpf_cli.wording import extent
from nqpf_cli.wording.amounts import benefit
from nqpf_cli.wording.evidence import to_ask
from nqpf_cli.wording.extent import lacking
from nqpf_cli.wording.status import IN_FORCE

FIGURED = ("computed", "fixed-sum", "ceiling")
"""Outcomes that are shown measure by measure."""

LISTED = {
    "loan-limit": "LIMITS OF WHAT IS BORROWED",
    "no-figure": "NEITHER RATE NOR CEILING",
    "not-stated": "WHICH COST THEY PAY IS NOT STATED",
    "tax-rate": "LOWER TAX RATES, WHATEVER IS SPENT",
    "near": "NEARLY FIT, WITH WHAT SPEAKS AGAINST EACH",
}
"""Outcomes that get a line each."""

MOST = 20
"""Lines of a list before the rest is counted."""


More: TypeAlias = Callable[[Record], Rows]
"""Returns labelled lines that stand in the place of the conditions of a measure."""


def estimate_page(
    result: EstimateResult,
    options: RenderOptions,
    more: More = lambda record: [],
    together: Page | None = None,
) -> Page:
    """The plan, the largest single measures, what is in force in the place, what may hold, then what has no sum.

    `more` gives lines of each that is shown whole, and `together` follows these.
    """
    answer, area = result.answer, result.selection.area
    notes = Notes(answer.sources)
    by_outcome = grouped(answer.records, lambda record: record["outcome"])
    page: Page = [*title(answer, area, options), *summary(result, options)]
    page += open_to_any(result, options, "" if together is None else ", with the same of the firm")
    for words, records in sections(result).items():
        page += [Gap(), Heading(words, 2)] if records else []
        for number, uses in enumerate(figures(records)):
            page += [Gap()] if number else []
            page += measure(result, uses, options, notes, more)
    page += together or []
    for outcome, words in LISTED.items():
        page += lines(result, by_outcome.get(outcome, []), words, options)
    shown = [record for record in answer.records if record["outcome"] in FIGURED]
    page += [Gap(), *unasked(result)]
    beyond = around(answer, result.elsewhere, options, "measure", "measures")
    page += [Para(f"More that may pay towards it. {' '.join(beyond)}")] if beyond else []
    page += [Para(lacking(answer.gaps))] if answer.gaps else []
    page += rate_note(answer, (record["currency"] for record in shown))
    one = f"{line(options, 'show', ['ID'])} for one measure" if answer.records else ""
    hints = [one, line(options, "brief", area.named)]
    return [*page, *closing(answer, options, notes, *hints, most=None)]


def open_to_any(result: EstimateResult, options: RenderOptions, more: str) -> Page:
    """How many measures `--only` leaves out, and the command that works them out too."""
    spend = [f"{kind}={yuan}" for kind, yuan in result.plan.items()]
    asked = result.selection.asked.replace(only=False)
    chosen = {"spend": spend, **typed(asked)}
    return not_shown(result.answer, line(options, "estimate", result.selection.area.named, chosen), more)


def is_certain(result: EstimateResult, record: Record) -> bool:
    """Is a measure of the place itself, and in force?"""
    return record["region"] in result.selection.area.own and record["status"]["code"] in IN_FORCE


def sections(result: EstimateResult) -> dict[str, list[Record]]:
    """Heading -> measures with a sum: in force in the place itself; there with no end date found; of wider places.

    What is open to any comes last.
    """
    own = result.selection.area.own
    figured = [record for record in result.answer.records if record["outcome"] in FIGURED]
    figured.sort(key=lambda one: open_mark(result, one))
    wider = [record for record in figured if record["region"] not in own]
    here = "THE PLACES ASKED FOR" if own[1:] else "THE PLACE ITSELF"
    certain = [record for record in figured if is_certain(result, record)]
    return {
        f"IN FORCE IN {here}": certain,
        f"MAY HOLD IN {here}: NO END DATE FOUND, SO ASK": [
            record for record in figured if record["region"] in own and record not in certain
        ],
        "MAY HOLD FROM WIDER PLACES": sorted(wider, key=lambda one: one["status"]["code"] not in IN_FORCE),
    }


def summary(result: EstimateResult, options: RenderOptions) -> Page:
    """What is planned, by whom; how many measures answer; the largest; that nothing is added up."""
    answer, values, equality = result.answer, result.selection.values, result.selection.equality
    costs = [spent(answer, kind, yuan) for kind, yuan in result.plan.items()]
    sought = asked_for(answer, values, *narrowed(result.selection.asked))
    whom = f" for {sought}" if sought else ""
    computed = [record for record in answer.records if record["outcome"] == "computed"]
    certain = [record for record in computed if is_certain(result, record)]
    open_ = [record for record in computed if record not in certain]
    here = extent.listed([place(answer, one, options) for one in result.selection.area.named])
    itself = "" if result.selection.area.own[1:] else " itself"
    words = f"{count_words(len(certain))} in force in {here}{itself} can be computed"
    verdict: list[str | Span] = [Span(words, "good" if certain else ""), *best(result, certain)]
    if open_:
        others = "more" if certain else "other" if len(open_) == 1 else "others"
        words = f"{few(len(open_)).capitalize()} {others} may hold"
        verdict += [f". {words}, with no end date found or from wider places", *best(result, open_)]
    if more := sum(record["outcome"] == "ceiling" for record in answer.records):
        verdict.append(f". {few(more).capitalize()} {'has' if more == 1 else 'have'} a ceiling and no rate")
    figured = sum(record["outcome"] in FIGURED for record in answer.records)
    caution = "Who gets it, its text decides."
    if figured > 1:
        caution = "They are not added up: whether measures may be combined, and who gets them"
        caution += ", their texts decide."
    opened = sum("equal_by_law" in record and record["outcome"] != "near" for record in answer.records)
    if equality and opened:
        caution += f" {opened} equal by law ({equality.law}), unless their conditions say otherwise."
    planned = Para(f"Planned: {', '.join(costs)}{whom}, on {dates.long_words(answer.on)}")
    return [planned, Para([*verdict, "."]), *([dim(caution)] if figured else [])]


def best(result: EstimateResult, records: list[Record]) -> list[str | Span]:
    """ "; the largest single one gives at most RMB 2.4 million: Computing voucher", or nothing of none."""
    most = largest(records, result.answer.dataset)
    if not most:
        return []
    lead = ", and gives " if len(records) == 1 else "; the largest single one gives "
    return [lead, Span(sum_words(result, most), "title"), f": {most['title']}"]


def figures(records: list[Record]) -> list[list[Record]]:
    """Measures whose ceiling is one figure together, any other alone."""
    return list(grouped(records, lambda record: record.get("group") or record["id"]).values())


def measure(
    result: EstimateResult, records: list[Record], options: RenderOptions, notes: Notes, more: More
) -> Page:
    """One figure: whose it is, the most it gives, how that comes about, what decides and where it is written."""
    first = records[0]
    uses = f"one figure for {few(len(records))} uses; " if len(records) > 1 else ""
    head: Rows = [
        [[Span(name(one, options), "term"), Span(f"{open_mark(result, one)}  {one['id']}", "id")], state(one)]
        for one in records
    ]
    about = Span(dollars(result.answer, first["amount"], first["currency"]), "dim")
    amount: Text = [Span(sum_words(result, first), "title"), about, f"   {uses}{how(result, first)}"]
    instead = more(first)
    facts: list[tuple[str, Text]] = [
        ("Tiers", "; ".join(tier_words(tier, first) for tier in first.get("tiers", ()))),
        ("Decides", "" if instead else "; ".join(first.get("conditions", ()))),
        ("Ask", to_ask(result.answer.regions, first, policy_of(result, first), first["ask"])),
        ("From", source(result, first, options, notes)),
    ]
    table = Table([*instead, *labelled(*facts)], indent=2, flex=1)
    return [Table(head, align="lr", flex=0, fill=True), Para(amount, indent=2, hang=2), table]


def open_mark(result: EstimateResult, record: Record) -> str:
    """ " · open to any" behind a measure that does not name what was asked for; nothing where it does."""
    measure = result.measures.get(record["id"])
    return "" if measure is None or result.selection.names(measure) else " · open to any"


def policy_of(result: EstimateResult, record: Record) -> Record | None:
    """The document on which a measure rests, if one is on record."""
    return result.policies.get(result.measures[record["id"]].get("policy", ""))


def source(result: EstimateResult, record: Record, options: RenderOptions, notes: Notes) -> Text:
    """The place, the document, the pages; of a deduction also where the tax rate is written."""
    policy = policy_of(result, record)
    pages = cited(result.answer, [record], options)
    if "tax_rate_percent" in record["arithmetic"]:
        pages += [result.tax_source] if result.tax_source else []
    where = place(result.answer, record["region"], options)
    where += f", {name(policy, options)}" if policy else ""
    return [where, "  ", *notes.mark(dict.fromkeys(pages))]


def lines(result: EstimateResult, records: list[Record], words: str, options: RenderOptions) -> Page:
    """A section with a line a measure: its title and id, then its worth or what speaks against it."""
    if not records:
        return []
    rows: Rows = []
    for record in records[:MOST]:
        called: Text = [name(record, options), Span(f"{open_mark(result, record)}  {record['id']}", "id")]
        held = result.measures.get(record["id"], {})
        near = record["outcome"] == "near"
        rows.append([called, record["reason"] if near else benefit(held, result.answer.vocabularies)])
    page: Page = [Gap(), Heading(words, 2), Table(rows, flex=1)]
    if len(records) > MOST:
        page.append(dim(f"and {len(records) - MOST} more; --format json has all"))
    return page


def unasked(result: EstimateResult) -> Page:
    """How many measures that hold here answer no spending, or other spending; whose text decides."""
    more = result.unasked
    other = more.other
    costs = [f"{label(result.answer, 'cost_base', base)} {many}" for base, many in other.most_common()]
    parts = [f"{plural(other.total(), 'measure')} for other spending ({', '.join(costs)})"] if other else []
    if more.no_cost:
        parts.append(f"{more.no_cost} for a status or an output reached, where no cost counts")
    if more.no_share:
        parts.append(f"{more.no_share} without any share of a cost (funds, loans, access, tax rules)")
    text = f"Not asked here: {'; '.join(parts)}. " if parts else ""
    return [Para(f"{text}{ADVICE}")]
