"""A list of records of one kind: how many, the rows as the kind wants them, how to see more."""

from collections.abc import Callable

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import plural
from nqpf_cli.pages import common, figures
from nqpf_cli.pages import record_rows as records
from nqpf_cli.pages import region_rows as regions
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, dim
from nqpf_cli.pages.common import Notes, RenderOptions, around, checked_line, showing, told_from, where
from nqpf_cli.questions.listing import ListingResult

ROWS: dict[str, Callable[[Answer, RenderOptions, Notes], Page]] = {
    "figure": figures.rows,
    **records.ROWS,
}
"""kind -> how its rows are laid out, where that is not its day, name and id."""

HINTS = {
    "region": "--region guangdong · --level city",
    "policy": "--region shanghai · --since 2025 · --status in-force",
    "incentive": "nqpf incentives PLACE groups and judges them",
    "event": "nqpf timeline tells the story",
    "term": "--category concept · nqpf define TERM",
    "target": "--region china · --since 2027",
    "figure": "--series NAME · --type forecast",
    "position": "--about foreign · --since 2025",
    "actor": "--type ministry",
    "source": "--publisher xinhua · --type primary",
    "topic": "nqpf explain TOPIC",
}
"""kind -> filters, or the command, that a person may want next."""


def listing_page(result: ListingResult, options: RenderOptions) -> Page:
    """The heading, the rows, the sources where they are asked for, and the closing line."""
    answer = result.answer
    if not answer.records:
        return nothing(result, options)
    notes = Notes(answer.sources)
    since = result.asked.changed_since
    if since:
        rows = records.changes(answer, options, notes, since)
    elif answer.kind == "region":
        rows = regions.tree(result, options)
    else:
        rows = ROWS.get(answer.kind, records.others)(answer, options, notes)
    tail: Page = [Gap(), *notes.full(options), Gap()] if notes.order else [Gap()]
    if result.undated:
        tail.append(dim(f"{result.undated} more say no date and were left out."))
    tail += [*outside(result, options), *told_from(answer, since), closing(result)]
    return [Heading(title(result, options), 1), *open_to_any(result), *rows, *tail]


def outside(result: ListingResult, options: RenderOptions) -> Page:
    """How many more records places around have, where there are any."""
    kind = result.answer.vocabularies["kind"][result.answer.kind]
    more = around(result.answer, result.elsewhere, options, kind["label"], kind["plural"])
    return [Para(" ".join(more))] if more else []


def open_to_any(result: ListingResult) -> Page:
    """How many name neither the sector nor the beneficiary asked for, with the command without them, or with them."""
    asked = result.asked
    flags = (
        "with_parents", "with_children", "since", "until", "on", "expiring", "changed_since", "reverse", "limit",
    )  # fmt: skip
    options = {**asked.filters, **{name: getattr(asked, name) for name in flags}, "only": not asked.only}
    kind = result.answer.vocabularies["kind"][result.answer.kind]
    return common.open_to_any(
        result.open_to_any, common.line("list", [kind["plural"]], options), only=asked.only
    )


def title(result: ListingResult, options: RenderOptions) -> str:
    """ "Hefei and places inside: 12 of 363 policies on 25 November 2026: --since 2025"."""
    answer = result.answer
    kind = answer.vocabularies["kind"][answer.kind]
    many = plural(result.whole, kind["label"], kind["plural"])
    if answer.total != result.whole:
        many = f"{answer.total:,} of {many}"
    judged = isinstance(answer.records[0].get("status"), dict) and not result.asked.expiring
    many += f" on {dates.long_words(answer.on)}" if judged else ""
    many += showing(answer)
    return ": ".join(filter(None, [where(result.area, options), many, typed(result)]))


def typed(result: ListingResult) -> str:
    """What was asked for besides the place; a span ahead with the day from which it counts."""
    asked = result.asked
    only = " --only" if asked.only else ""
    return (
        f"{asked.typed}{only} from {dates.long_words(result.answer.on)}"
        if asked.expiring
        else asked.typed + only
    )


def nothing(result: ListingResult, options: RenderOptions) -> Page:
    """What was searched, and how to widen."""
    kind = result.answer.vocabularies["kind"][result.answer.kind]
    many = plural(result.whole, kind["label"], kind["plural"])
    asked = "; ".join(filter(None, [where(result.area, options), typed(result)]))
    page: Page = [Para(f"None of {many} matches: {asked}."), *open_to_any(result), *outside(result, options)]
    if result.undated:
        page.append(Para(f"{result.undated} say no date and were left out."))
    page += told_from(result.answer, result.asked.changed_since)
    return [*page, dim(f"Leave a filter out, or: nqpf list {kind['plural']}")]


def closing(result: ListingResult) -> Para:
    """The day the facts were checked and what to try next; kinds that carry no day of their own say just that."""
    answer = result.answer
    hints = (
        "" if result.asked.used else HINTS.get(answer.kind, ""),
        f"nqpf show {answer.records[0].get('id', '')}",
    )
    return checked_line(answer, *hints)


def kinds_page(answer: Answer, options: RenderOptions) -> Page:
    """The kinds there are, how many of each, and what one is."""
    rows: Rows = [
        [Span(record["plural"], "term"), f"{record['count']:,}", record["meaning"]]
        for record in answer.records
    ]
    return [
        Heading("What there is to list", 1),
        Gap(),
        Table(rows, align="lrl", indent=2, flex=2),
        Gap(),
        dim("nqpf list regions · nqpf list policies --region shanghai · nqpf show lingang for one record"),
    ]
