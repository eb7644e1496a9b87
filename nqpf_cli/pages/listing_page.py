"""A list of records of one kind: how many, the rows as the kind wants them, how to see more."""

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from nqpf_cli.model import dates
from nqpf_cli.model.record import ADDED, Answer, Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages import figures
from nqpf_cli.pages import record_rows as records
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim
from nqpf_cli.pages.changes_page import became
from nqpf_cli.pages.common import (
    Notes,
    RenderOptions,
    checked_line,
    counted,
    counted_from,
    filed,
    line,
    listing_line,
    names,
    outside,
    showing,
    since_note,
    where,
)
from nqpf_cli.pages.open_to_any import headings, not_shown
from nqpf_cli.questions.listing import ListingResult
from nqpf_cli.wording.status import IN_FORCE, age_words
from nqpf_cli.wording.status import counted as standing_counted

ROWS: dict[str, Callable[[Answer, RenderOptions, Notes], Page]] = {"figure": figures.rows, **records.ROWS}
"""kind -> how its rows are laid out, where that is not its day, name and id."""

HINTS = {
    "region": "--region guangdong · --level city",
    "policy": "--region shanghai · --since 2025 · --status in-force",
    "term": "--category concept",
    "target": "--sector low-altitude · --level city · --since 2027",
    "figure": "--series NAME · --type forecast",
    "position": "--about foreign · --since 2025",
    "actor": "--type ministry",
    "source": "--publisher xinhua · --type primary",
}
"""kind -> filters that a person may want next."""

COMMANDS = {
    "incentive": ("incentives", "PLACE", "groups and judges them"),
    "event": ("timeline", "", "tells the story"),
    "term": ("define", "TERM", ""),
    "topic": ("explain", "TOPIC", ""),
}
"""kind -> the command of its own that it has, a word after it, and what it does."""

STEP = 2
"""Columns by which what lies inside a place is moved in."""


def listing_page(result: ListingResult, options: RenderOptions) -> Page:
    """The heading, the rows, the sources where they are asked for, and the closing line."""
    answer = result.answer
    if not answer.records:
        return nothing(result, options)
    notes = Notes(answer.sources)
    since = result.asked.changed_since
    rows: Page = []
    for heading, part in parts(result):
        rows += [Gap(), Heading(heading, 2)] if heading else []
        if since:
            rows += records.changes(part, options, notes, since)
        elif answer.kind == "region":
            rows += tree(result, options)
        elif part.records:
            rows += ROWS.get(answer.kind, records.others)(part, options, notes)
    tail: Page = [Gap(), *notes.full(options), Gap()] if notes.order else [Gap()]
    if result.undated:
        tail.append(dim(f"{result.undated} more say no date and were left out."))
    tail += [
        *outside(answer, result.elsewhere, options),
        *since_note(answer, since),
        closing(result, options),
    ]
    head = [Heading(title(result, options), 1), *standing(result), *became(answer, since)]
    return [*head, *without_only(result, options), *rows, *tail]


def standing(result: ListingResult) -> Page:
    """How many of the measures or documents of a place are in force, of no known end, or over; nothing of a part."""
    answer = result.answer
    whole = answer.kind in ADDED and result.area.own and len(answer.records) == answer.total
    if not whole or result.asked.filters.get("status"):
        return []
    counts = Counter(record["status"]["code"] for record in answer.records)
    live = sum(counts[code] for code in IN_FORCE)
    parts = [f"{live} in force"] if live else []
    return [Para(" · ".join([*parts, *standing_counted(counts, age_words(answer.records))]))]


def parts(result: ListingResult) -> list[tuple[str, Answer]]:
    """What names the sector or beneficiary asked for, then what is open to any, each under its heading.

    One part where neither was asked for.
    """
    answer, kind = result.answer, result.answer.vocabularies["kind"][result.answer.kind]
    if answer.specific is None:
        return [("", answer)]
    first, rest = answer.specific, answer.total - answer.specific
    named, others = headings(answer, result.values, first, rest, kind["label"], kind["plural"])
    found = [(named, answer.replace(records=answer.records[:first]))]
    return [*found, (others, answer.replace(records=answer.records[first:]))] if others else found


def tree(result: ListingResult, options: RenderOptions) -> Page:
    """A line a place, moved in under the place it lies in; what it holds stands at the right edge."""
    page: Page = [Gap()]
    for depth, places in groupby(depths(result), key=lambda pair: pair[1]):
        rows: Rows = [place_row(result, record, options) for record, _ in places]
        page.append(Table(rows, align="lr", indent=STEP * depth, flex=0, fill=True))
    whole = line(options, "incentives", ["PLACE"])
    note = f"Counted is what a place has itself; {whole} adds what holds there from wider places."
    return [*page, Gap(), dim(note)]


def depths(result: ListingResult) -> list[tuple[Record, int]]:
    """Each place with the number of places shown that it lies in."""
    shown = {record["id"] for record in result.answer.records}
    found = []
    for record in result.answer.records:
        depth, above = 0, result.parents.get(record["id"])
        while above is not None:
            depth, above = depth + (above in shown), result.parents.get(above)
        found.append((record, depth))
    return found


def place_row(result: ListingResult, record: Record, options: RenderOptions) -> list[Text]:
    """A place in both scripts, its id, and what it holds itself."""
    first, second = names(record, options)
    documents, measures = (result.counts[kind].get(record["id"], 0) for kind in ("policy", "incentive"))
    held = [plural(documents, "policy", "policies")] if documents else []
    held += [plural(measures, "measure")] if measures else []
    called: Text = [first, f" {second}" if second else "", "  ", Span(record["id"], "id")]
    return [called, Span(", ".join(held), "dim")]


def without_only(result: ListingResult, options: RenderOptions) -> Page:
    """How many `--only` leaves out, with the command that lists them too."""
    asked = result.asked
    flags = (
        "with_parents", "with_children", "since", "until", "expiring", "changed_since", "reverse", "limit",
    )  # fmt: skip
    chosen = {**asked.filters, **{name: getattr(asked, name) for name in flags}}
    return not_shown(result.answer, listing_line(options, result.answer, result.answer.kind, chosen))


def title(result: ListingResult, options: RenderOptions) -> str:
    """ "Hefei and places inside: 12 of 363 policies on 25 November 2026: --since 2025"."""
    answer = result.answer
    many = counted(answer, answer.kind, result.whole)
    if answer.total != result.whole:
        many = f"{answer.total:,} of {many}"
    judged = isinstance(answer.records[0].get("status"), dict) and not result.asked.expiring
    many += f" on {dates.long_words(answer.on)}" if judged else ""
    many += showing(answer)
    return ": ".join(filter(None, [where(result.area, options), many, typed(result)]))


def typed(result: ListingResult) -> str:
    """What was asked for besides the place; a span ahead with the day from which it counts."""
    asked = result.asked
    text = (
        asked.typed + (" --only" if asked.only else "") + counted_from(asked.since, asked.until, asked.typed)
    )
    text += filed(result.answer)
    return f"{text} from {dates.long_words(result.answer.on)}" if asked.expiring else text


def nothing(result: ListingResult, options: RenderOptions) -> Page:
    """What was searched, and how to widen."""
    answer = result.answer
    many = counted(answer, answer.kind, result.whole)
    asked = "; ".join(filter(None, [where(result.area, options), typed(result)]))
    page: Page = [Para(f"None of {many} matches: {asked}."), *without_only(result, options)]
    page += outside(answer, result.elsewhere, options)
    if result.undated:
        page.append(Para(f"{result.undated} say no date and were left out."))
    page += since_note(answer, result.asked.changed_since)
    return [*page, dim(f"Leave a filter out, or: {listing_line(options, answer, answer.kind)}")]


def closing(result: ListingResult, options: RenderOptions) -> Para:
    """The day the facts were checked and what to try next; kinds that carry no day of their own say just that."""
    answer = result.answer
    held = answer.kind == "incentive" and result.area.named
    hints = (
        *([] if result.asked.used else next_(answer.kind, options)),
        *([f"{line(options, 'incentives', result.area.named)} for what holds there"] if held else []),
        line(options, "show", [answer.records[0].get("id", "")]),
    )
    return checked_line(answer, *hints)


def next_(kind: str, options: RenderOptions) -> list[str]:
    """Filters that suit a kind, and the command that is made for it."""
    command, word, does = COMMANDS.get(kind, ("", "", ""))
    own = f"{line(options, command, [word] if word else [])} {does}".strip() if command else ""
    return [HINTS.get(kind, ""), own]


def kinds_page(answer: Answer, options: RenderOptions) -> Page:
    """The kinds there are, how many of each, and what one is."""
    rows: Rows = [
        [Span(record["plural"], "term"), f"{record['count']:,}", record["meaning"]]
        for record in answer.records
    ]
    hints = [
        listing_line(options, answer, "region"),
        listing_line(options, answer, "policy", {"region": "shanghai"}),
        f"{line(options, 'show', ['lingang'])} for one record",
    ]
    table = Table(rows, align="lrl", indent=2, flex=2)
    return [Heading("What there is to list", 1), Gap(), table, Gap(), dim(" · ".join(hints))]
