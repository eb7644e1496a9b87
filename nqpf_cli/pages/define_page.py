"""A glossary entry as a page; several candidates as a list."""

from nqpf_cli.model.record import Answer, Record
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import Notes, RenderOptions, closing, owner, quoted
from nqpf_cli.questions.define import DefineResult

RELATED = 5
"""See-also terms shown before the rest is counted; `show` gives all."""


def define_page(result: DefineResult, options: RenderOptions) -> Page:
    """The entry of the one term that was found, or a line a candidate."""
    answer = result.answer
    if len(answer.records) != 1:
        rows: list[list[Text]] = [
            [Span(term["id"], "id"), heading(term, options), term["definition"]] for term in answer.records
        ]
        return [Para(f"{len(rows)} terms are called so:"), Gap(), Table(rows, flex=2)]
    return entry(answer, answer.records[0], result.titles, options)


def entry(answer: Answer, term: Record, titles: dict[str, str], options: RenderOptions) -> Page:
    """Heading, definition, explanation, relations, sources."""
    notes = Notes(answer.sources)
    notes.mark(term["sources"])
    page: Page = [Heading(heading(term, options), 1), Para(term["definition"])]
    if "explanation" in term:
        page += [Gap(), Para(term["explanation"], indent=2)]
    if rows := relations(term, titles):
        page += [Gap(), Table(rows, indent=2, flex=1)]
    if "note" in term:
        page += [Gap(), Para([Span("Note  ", "label"), term["note"]], indent=2)]
    return [
        *page,
        *closing(answer, options, notes, f"nqpf cite {term['id']}", f"nqpf show {term['id']}", most=3),
    ]


def heading(term: Record, options: RenderOptions) -> Text:
    """The term in both scripts, the language asked for first."""
    english, chinese = (Span(quoted(term, term.get(field, "")), "term") for field in ("term", "zh"))
    pinyin, whose = Span(term.get("pinyin", ""), "dim"), Span(owner(term), "dim")
    if not chinese.text:
        return [english, whose]
    return (
        [chinese, "  ", pinyin, "  ", english, whose]
        if options.lang == "zh"
        else [english, "  ", chinese, "  ", pinyin, whose]
    )


def relations(term: Record, titles: dict[str, str]) -> list[list[Text]]:
    """Other names, then SKOS relations by name."""
    rows: list[list[Text]] = []
    if aliases := term.get("aliases"):
        rows.append([Span("Also called", "label"), ", ".join(aliases)])
    for field, words in (("broader", "Part of"), ("narrower", "Includes"), ("related", "See also")):
        if ids := term.get(field):
            shown = ids if field != "related" else ids[:RELATED]
            more = f"  (+{len(ids) - len(shown)})" if len(ids) > len(shown) else ""
            rows.append([Span(words, "label"), " · ".join(titles.get(item, item) for item in shown) + more])
    return rows
