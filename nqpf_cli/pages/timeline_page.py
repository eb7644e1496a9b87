"""The timeline as a page: years, days, what happened."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import Notes, RenderOptions, checked, followed, name, showing, source_line


def view(answer: Answer, options: RenderOptions, *, long: bool = False) -> Page:
    """Events by year; `long` adds what happened, the id and the sources."""
    records = answer.records
    page: Page = []
    if not records:
        return nothing(answer)
    page += [Heading(title(answer), 1)]
    for year, events in grouped(records, lambda event: event["date"][:4]).items():
        page += [Gap(), Heading(year, 2)]
        rows: list[list[Text]] = []
        for event in events:
            rows.append(
                [Span(day(event["date"]), "label"), [Span(name(event, options), "title" if long else "")]]
            )
            if long:
                rows += [["", event["summary"]], ["", _footing(event, answer)]]
                rows += (
                    [["", source_line(answer.sources[source], options)] for source in event["sources"]]
                    if options.sources
                    else []
                )
        page.append(Table(rows, align="rl", indent=1, flex=1))
        if options.sources and not long:
            page += _sources(events, answer, options)
    return [*page, Gap(), Para(Span(closing(answer, long=long, sources=options.sources), "dim"))]


def nothing(answer: Answer) -> Page:
    """What was searched, and how to widen."""
    said = answer.said
    which = f"passes {said['typed']}" if said["typed"] else "is a milestone"
    return [
        Para(f"None of {plural(said['events'], 'event')} {which}."),
        Para(Span(f"Events were {followed(answer.dataset)}.", "dim")),
        Para(Span("Leave a filter out, or: nqpf timeline --all", "dim")),
    ]


def title(answer: Answer) -> str:
    """The data set's title and the years that are shown."""
    years = sorted({record["date"][:4] for record in answer.records})
    reach = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return f"{answer.dataset['title']}, {reach}"


def day(date: str) -> str:
    """ "7 Sep", "Sep" or nothing for a whole year: the year stands above."""
    return dates.words(date).rpartition(" ")[0]


def closing(answer: Answer, *, long: bool, sources: bool) -> str:
    """What is shown of how much, how far events reach, and how to see more."""
    said = answer.said
    reach = dates.long_words(answer.dataset["covers_until"])
    if said["milestones"]:
        text = f"{answer.total} milestones of {said['events']} events{showing(answer)}, "
        text += f"{followed(answer.dataset)}. --all for every event, "
        text += "" if long else "--long for what happened, "
        return text + "--since 2026 or --region shanghai for all that match."
    many = plural(answer.total, "event")
    count = f"{many}{showing(answer)}"
    since = (
        f", counted back {said['last']} from {reach}, up to which events were followed"
        if said.get("last")
        else f", followed to {reach}"
    )
    hints = [
        hint
        for hint, wanted in (
            ("--long for what happened", not long),
            ("--sources for where it is written", not sources),
        )
        if wanted
    ]
    return f"{count}{since}; {checked(answer)}. " + (f"{', '.join(hints)}." if hints else "")


def _footing(event: Record, answer: Answer) -> Text:
    """Id and pages of an event, in one dim line."""
    pages = [answer.sources[source] for source in event["sources"]]
    shown: list[str | Span] = [Span(event["id"], "id")]
    for source in pages:
        shown += [Span(" · ", "dim"), Span(source["publisher"], "dim", source["url"])]
    return shown


def _sources(events: list[Record], answer: Answer, options: RenderOptions) -> Page:
    notes = Notes(answer.sources)
    notes.mark(source for event in events for source in event["sources"])
    return notes.full(options)
