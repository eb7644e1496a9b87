"""The explainer as pages: a table of contents, or sections with numbered references."""

from collections.abc import Sequence

from nqpf_cli.model.record import Answer, Record
from nqpf_cli.pages import record_rows as records
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import Notes, RenderOptions, facts_of, name, source_line
from nqpf_cli.pages.topic_markdown import blocks


def view(answer: Answer, options: RenderOptions) -> Page:
    """The contents, or the sections one after the other with the references of all at the end."""
    if answer.said["contents"]:
        return contents(answer, options)
    notes = Notes(answer.said["cited"])
    page: Page = []
    for topic in answer.records:
        page += [Gap(), Gap()] if page else []
        page += section(answer, topic, options, notes)
    page += references(answer, options, notes)
    return [*page, Gap(), closing(answer, options)]


def contents(answer: Answer, options: RenderOptions) -> Page:
    """Number, title, id and summary of every section."""
    hints = f"nqpf explain 1 · nqpf explain {answer.records[0]['id']} · --all for the whole"
    return [
        Heading("The explainer", 1),
        *records.topics(answer, options, Notes({})),
        Gap(),
        Para(Span(f"{facts_of(answer)} · {hints}", "dim")),
    ]


def section(answer: Answer, topic: Record, options: RenderOptions, notes: Notes) -> Page:
    """Heading, summary, body, what to read next."""
    page: Page = [
        Heading(f"{topic['order']}  {name(topic, options)}", 1),
        Para(Span(topic["summary"], "dim")),
        Gap(),
        *body(topic, notes),
    ]
    see = [answer.said["cited"][item] for item in topic.get("see", ()) if item in answer.said["cited"]]
    if see:
        rows: list[list[Text]] = [[name(record, options), Span(record["id"], "id")] for record in see]
        page += [Gap(), Heading("Read next", 2), Table(rows, flex=0)]
    return page


def body(topic: Record, notes: Notes) -> Page:
    """The Markdown of a section; a bracket that holds anything but known ids stays as it is."""

    def cite(ids: Sequence[str]) -> list[str | Span]:
        return notes.mark(ids) if all(name in notes.sources for name in ids) else []

    return blocks(topic["body"], cite)


def references(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """What the numbers stand for: a page in full, or a record with its id and, on demand, its own pages."""
    rows: list[list[Text]] = []
    for cited, number in notes.order.items():
        record = answer.said["cited"][cited]
        mark = Span(f"[{number}]", "dim")
        if "url" in record:
            rows.append([mark, source_line(record, options)])
            continue
        rows.append([mark, [name(record, options), "  ", Span(cited, "id")]])
        pages = record.get("sources", ()) if options.sources else ()
        rows += [["", source_line(answer.sources[page], options)] for page in pages]
    return [Gap(), Heading("References", 2), Table(rows, align="rl", flex=1)] if rows else []


def closing(answer: Answer, options: RenderOptions) -> Para:
    """The day of the facts, and what to try next."""
    first = answer.records[0]
    hints = [] if options.sources else ["--sources for the pages under each record"]
    if len(answer.records) == 1 and first["order"] < answer.said["topics"]:
        hints.append(f"next: nqpf explain {first['order'] + 1}")
    return Para(Span(" · ".join([facts_of(answer), *hints, "nqpf show ID"]), "dim"))
