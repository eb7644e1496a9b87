"""The timeline as a page: years, days, what happened."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim
from nqpf_cli.pages.common import (
    Notes,
    RenderOptions,
    change_words,
    checked,
    counted_from,
    filed,
    followed,
    line,
    name,
    outside,
    showing,
    since_note,
    source_line,
    where,
)
from nqpf_cli.questions.timeline import TimelineResult


def timeline_page(result: TimelineResult, options: RenderOptions, *, long: bool = False) -> Page:
    """Events by year; `long` adds what happened, the id and the sources."""
    answer = result.answer
    if not answer.records:
        return nothing(result, options)
    since = result.asked.changed_since
    about = where(result.area, options) or answer.dataset["title"]
    page: Page = [Heading(f"{about}, {years(answer)}{filed(answer)}{meant(result)}", 1)]
    if since:
        from nqpf_cli.pages.changes_page import became  # of no use to a plain timeline

        page += became(answer, since)
    if result.asked.last:
        page.append(dim(f"This is {counted_back(result)}, up to which events were followed."))
    for year, events in grouped(answer.records, lambda event: event["date"][:4]).items():
        page += [Gap(), Heading(year, 2)]
        rows: Rows = []
        for event in events:
            called = Span(name(event, options), "title" if long else "")
            rows.append([Span(day(event["date"]), "label"), [called]])
            if since:
                rows.append(["", Span(change_words(answer, event, since), "dim")])
            if long:
                rows += [["", event["summary"]], ["", _footing(event, answer)]]
                pages = event["sources"] if options.sources else ()
                rows += [["", source_line(answer.sources[source], options)] for source in pages]
        page.append(Table(rows, align="rl", indent=1, flex=1))
        if options.sources and not long:
            notes = Notes(answer.sources)
            notes.mark(source for event in events for source in event["sources"])
            page += notes.full(options)
    page += [Gap(), *begins(result), *outside(answer, result.elsewhere, options), *since_note(answer, since)]
    return [*page, dim(closing(result, long=long, sources=options.sources))]


def nothing(result: TimelineResult, options: RenderOptions) -> Page:
    """What was searched, and how to widen."""
    asked = (
        "; ".join(filter(None, [where(result.area, options), result.asked.typed]))
        + filed(result.answer)
        + meant(result)
    )
    which = f"matches: {asked}" if asked else "is a milestone"
    which += f", {counted_back(result)}" if result.asked.last else ""
    return [
        Para(f"None of {plural(result.events, 'event')} {which}."),
        *outside(result.answer, result.elsewhere, options),
        *since_note(result.answer, result.asked.changed_since),
        *begins(result),
        dim(f"Events were {followed(result.answer.dataset)}."),
        dim(f"Leave a filter out, or: {line(options, 'timeline', (), {'all': True})}"),
    ]


def begins(result: TimelineResult) -> Page:
    """From when on there are events, where an earlier day was asked for."""
    return [dim(f"The first event here is of {dates.long_words(result.begins)}.")] if result.begins else []


def meant(result: TimelineResult) -> str:
    """ " (from 28 November 2024)": the days of a span that was typed in words such as last month."""
    asked = result.asked
    return counted_from(asked.since, asked.until, asked.typed)


def years(answer: Answer) -> str:
    """The year of the events, or the first and the last: "2023 to 2026"."""
    found = sorted({record["date"][:4] for record in answer.records})
    return found[0] if len(found) == 1 else f"{found[0]} to {found[-1]}"


def day(date: str) -> str:
    """ "7 Sep", "Sep" or nothing for a whole year: the year stands above."""
    return dates.words(date).rpartition(" ")[0]


def counted_back(result: TimelineResult) -> str:
    """ "counted back 6m from September 2026": from when a span of `--last` counts; nothing without one."""
    reach = dates.long_words(result.answer.dataset["covers_until"])
    return f"counted back {result.asked.last} from {reach}" if result.asked.last else ""


def closing(result: TimelineResult, *, long: bool, sources: bool) -> str:
    """What is shown of how much, how far events reach, and how to see more."""
    answer = result.answer
    reach = dates.long_words(answer.dataset["covers_until"])
    part = showing(answer)
    if part and not result.asked.reverse:
        part += " from the oldest on (--reverse from the newest)"
    if result.milestones:
        text = f"{answer.total} milestones of {result.events} events{part}, "
        text += f"{followed(answer.dataset)}. --all for every event, "
        text += "" if long else "--long for what happened, "
        return text + "--since 2026 or --region shanghai for all that match."
    since = "" if result.asked.last else f", followed to {reach}"
    hints = [] if long else ["--long for what happened"]
    hints += [] if sources else ["--sources for where it is written"]
    count = f"{plural(answer.total, 'event')}{part}{since}; {checked(answer)}. "
    return count + (f"{', '.join(hints)}." if hints else "")


def _footing(event: Record, answer: Answer) -> Text:
    """Id and pages of an event, in one dim line."""
    pages = [answer.sources[source] for source in event["sources"]]
    shown: list[str | Span] = [Span(event["id"], "id")]
    for source in pages:
        shown += [Span(" · ", "dim"), Span(source["publisher"], "dim", source["url"])]
    return shown
