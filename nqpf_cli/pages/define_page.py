"""A glossary entry as a page; several candidates as a list."""

from nqpf_cli.model.record import Record
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text
from nqpf_cli.pages.common import Notes, RenderOptions, closing, counted, line, name, owner, quoted
from nqpf_cli.questions.define import DefineResult

RELATED = 5
"""Related terms shown before the rest is counted; `show` gives all."""

BODY = "institution"
"""The category of terms that name a body: a ministry, a commission, a fund."""


def define_page(result: DefineResult, options: RenderOptions) -> Page:
    """The entry of the one term that was found, or a line a candidate."""
    answer = result.answer
    if len(answer.records) != 1:
        page: Page = [Para(f"{len(answer.records)} terms are called so:")]
        for term in answer.records:
            page += [Gap(), Heading(heading(term, options), 2), Para(term["definition"], indent=2)]
            page.append(Para([Span(line(options, "define", [term["id"]]), "id")], indent=2))
        return page
    return entry(result, answer.records[0], options)


def entry(result: DefineResult, term: Record, options: RenderOptions) -> Page:
    """Heading, definition, explanation, relations, what uses it, sources."""
    answer = result.answer
    notes = Notes(answer.sources)
    marks = [" ", *notes.mark(term["sources"])]
    explained = term.get("explanation")
    page: Page = [Heading(heading(term, options), 1)]
    page.append(Para([term["definition"], *([] if explained else marks)]))
    if explained:
        page += [Gap(), Para([explained, *marks], indent=2)]
    for rows in (relations(term, result.linked, options), uses(result, options)):
        page += [Gap(), Table(rows, indent=2, flex=1)] if rows else []
    if "note" in term:
        page += [Gap(), Para([Span("Note  ", "label"), term["note"]], indent=2)]
    hints = (line(options, how, [term["id"]]) for how in ("cite", "show"))
    return [*page, *closing(answer, options, notes, *hints, most=3)]


def heading(term: Record, options: RenderOptions) -> Text:
    """The term in both scripts, the language asked for first."""
    english, chinese = (Span(quoted(term, term.get(field, "")), "term") for field in ("term", "zh"))
    pinyin, whose = Span(term.get("pinyin", ""), "dim"), Span(owner(term), "dim")
    if not chinese.text:
        return [english, whose]
    if options.lang == "zh":
        return [chinese, "  ", pinyin, "  ", english, whose]
    return [english, "  ", chinese, "  ", pinyin, whose]


def relations(term: Record, linked: dict[str, Record], options: RenderOptions) -> Rows:
    """Other names, then the linked terms by name, bodies such as the fund that carries an idea apart."""
    related = term.get("related", [])
    bodies = [key for key in related if linked[key]["category"] == BODY]
    ways = [
        ("Part of", term.get("broader", []), None),
        ("Includes", term.get("narrower", []), None),
        ("See also", [key for key in related if key not in bodies], RELATED),
        ("Bodies", bodies, RELATED),
    ]
    rows: Rows = []
    if aliases := term.get("aliases"):
        rows.append([Span("Also called", "label"), ", ".join(aliases)])
    for words, ids, most in ways:
        if ids:
            more = len(ids) - len(ids[:most])
            hint = Span(f"  (+{more}: {line(options, 'show', [term['id']])})" if more else "", "dim")
            rows.append([Span(words, "label"), [" · ".join(linked[key]["term"] for key in ids[:most]), hint]])
    return rows


def uses(result: DefineResult, options: RenderOptions) -> Rows:
    """The first measures, documents and other records whose text uses the term, and the command for the rest."""
    rows: Rows = []
    for users in result.users:
        kind, shown = users.kind, users.shown
        label = counted(result.answer, kind, users.total)
        for record in shown:
            ended = status_words(record)
            told: Text = [name(record, options), "  ", Span(record["id"], "id"), *ended]
            rows.append([Span("" if record is not shown[0] else label, "label"), told])
        if more := users.total - len(shown):
            rest = line(options, "search", [result.called], {"kind": kind})
            rows.append(["", Span(f"(+{more}: {rest})", "dim")])
    return rows


def status_words(record: Record) -> list[str | Span]:
    """How a measure or document stands, in dim words after its id; nothing of what no day makes valid."""
    stands = record.get("status")
    return ["  ", Span(stands["words"], "dim")] if isinstance(stands, dict) else []
