"""The explainer as pages: a table of contents, or sections with numbered references."""

from collections.abc import Sequence

from nqpf_cli.model.record import Record
from nqpf_cli.pages import record_rows as records
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, dim
from nqpf_cli.pages.blocks import section as titled
from nqpf_cli.pages.common import Notes, RenderOptions, facts_of, line, name, source_line
from nqpf_cli.pages.topic_markdown import blocks
from nqpf_cli.pages.trust_rows import how_sure
from nqpf_cli.questions.explain import ExplainResult

ALSO = 3
"""So many more sections are named that hold the words that were typed."""

PASSAGE = 220
"""Columns of the passage that holds most of these words: about three lines of a terminal."""


def explain_page(result: ExplainResult, options: RenderOptions) -> Page:
    """The contents, or the sections one after the other with the references of all at the end."""
    if result.contents:
        return contents(result, options)
    notes = Notes(result.cited)
    page: Page = [*by_text(result, options), Gap()] if result.answer.searched else []
    for at, topic in enumerate(result.answer.records):
        page += [Gap(), Gap()] if at else []
        page += section(topic, options, notes)
    page += references(result, options, notes)
    return [*page, Gap(), closing(result, options)]


def by_text(result: ExplainResult, options: RenderOptions) -> Page:
    """That no title has the words that were typed, which other sections hold them, and the passage that says most."""
    also = [str(topic["order"]) for topic in result.others[:ALSO]]
    more = f" {'Section' if len(also) == 1 else 'Sections'} {', '.join(also)} next: " if also else ""
    command = line(options, "explain", also[:1]) if also else ""
    said = f"No section is called “{result.answer.searched}”: this one's text holds it best."
    page: Page = [dim(f"{said}{more}{command}")]
    if result.sides:
        each = " · ".join(line(options, "define", [side]) for side in result.sides)
        page.append(Para(f"Each by itself: {each}"))
    if not result.passages:
        return page
    from nqpf_cli.pages.hit_lines import window
    from nqpf_cli.questions.hits import said as words

    best = max(result.passages, key=lambda piece: sum(map(len, words(piece))))
    return (
        [*page, Para([Span("Where: ", "label"), *window(*best, columns=PASSAGE)], hang=7)]
        if best[1]
        else page
    )


def contents(result: ExplainResult, options: RenderOptions) -> Page:
    """Number, title, id and summary of every section, and how far the facts can be trusted."""
    answer = result.answer
    one, named = (line(options, "explain", [name]) for name in ("1", answer.records[0]["id"]))
    page: Page = [Heading("The explainer", 1), *records.topics(answer, options, Notes({})), Gap()]
    page += how_sure(answer, result.trust, options) if result.trust else []
    return [*page, Gap(), dim(f"{facts_of(answer)} · {one} · {named} · --all for the whole")]


def section(topic: Record, options: RenderOptions, notes: Notes) -> Page:
    """Heading, summary, body, what to read next."""
    head = Heading(f"{topic['order']}  {name(topic, options)}", 1)
    page: Page = [head, dim(topic["summary"]), Gap(), *body(topic, notes)]
    see = [notes.sources[item] for item in topic.get("see", ()) if item in notes.sources]
    rows: Rows = [[name(record, options), Span(record["id"], "id")] for record in see]
    return [*page, *titled("Read next", Table(rows, flex=0))]


def body(topic: Record, notes: Notes) -> Page:
    """The Markdown of a section; a bracket that holds anything but known ids stays as it is."""

    def cite(ids: Sequence[str]) -> list[str | Span]:
        return notes.mark(ids) if all(name in notes.sources for name in ids) else []

    return blocks(topic["body"], cite)


def references(result: ExplainResult, options: RenderOptions, notes: Notes) -> Page:
    """What the numbers stand for: a page in full, or a record with its id and, on demand, its own pages."""
    rows: Rows = []
    for cited, number in notes.order.items():
        record = result.cited[cited]
        mark = Span(f"[{number}]", "dim")
        if "url" in record:
            rows.append([mark, source_line(record, options)])
            continue
        rows.append([mark, [name(record, options), "  ", Span(cited, "id")]])
        pages = record.get("sources", ()) if options.sources else ()
        rows += [["", source_line(result.answer.sources[page], options)] for page in pages]
    return titled("References", Table(rows, align="rl", flex=1))


def closing(result: ExplainResult, options: RenderOptions) -> Para:
    """The day of the facts, and what to try next."""
    records, first = result.answer.records, result.answer.records[0]
    hints = [] if options.sources else ["--sources for the pages under each record"]
    if len(records) == 1 and first["order"] < result.topics:
        hints.append(f"next: {line(options, 'explain', [str(first['order'] + 1)])}")
    return dim(" · ".join([facts_of(result.answer), *hints, line(options, "show", ["ID"])]))
