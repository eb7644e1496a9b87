"""Places side by side: field by field what is best in each, and what that does not say."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record, pack_name
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Block, Gap, Heading, Page, Para, Rows, Span, Table, Text, dim
from nqpf_cli.pages.common import ADVICE, Notes, RenderOptions, facts_of, label, line, place, spanning
from nqpf_cli.pages.incentives_page import cited
from nqpf_cli.pages.measure_rows import state
from nqpf_cli.pages.open_to_any import asked_for, not_shown
from nqpf_cli.pages.summary import in_force, narrowed, typed
from nqpf_cli.questions.compare import BY, CompareResult, named_in
from nqpf_cli.wording import extent
from nqpf_cli.wording.amounts import benefit, cap_words, rate_words
from nqpf_cli.wording.status import IN_FORCE, counted

NONE = "none recorded"


def compare_page(result: CompareResult, options: RenderOptions) -> Page:
    """How the places stand, then a section a field with a line a place."""
    answer = result.answer
    names = [
        place(answer, region, options) + spanning(answer.regions, region, options) for region in result.places
    ]
    sought = asked_for(answer, result.values, *narrowed(result.asked.measures))
    whom = f" for {sought}" if sought else ""
    wide = result.asked.measures
    more = extent.besides(with_parents=wide.with_parents, with_children=wide.with_children)
    each = f", each with {extent.listed(more)}" if more else ""
    title = f"{extent.listed(names)}{whom}{each}, on {dates.long_words(answer.on)}"
    page: Page = [Heading(title, 1), standing(result, options)]
    if not answer.records:
        wider = "Fewer filters" if sought else "--with-parents or --with-children"
        hint = Para(f"{wider} may show more: the data holds little of some places.")
        return [*page, Gap(), *open_to_any(result, options), hint]
    notes = Notes(answer.sources)
    for row in answer.records:
        page += section(result, row, options, notes)
    return [*page, *around(result, options, notes)]


def open_to_any(result: CompareResult, options: RenderOptions) -> Page:
    """How many measures `--only` leaves out, and the command that compares them too."""
    by = {"by": result.asked.by if result.asked.by != "both" else None}
    asked = result.asked.measures.replace(only=False)
    return not_shown(result.answer, line(options, "compare", result.places, {**by, **typed(asked)}))


def standing(result: CompareResult, options: RenderOptions) -> Block:
    """A line a place: what is compared, and what is left out for its age or status."""
    rows: Rows = []
    for region, stand in result.standing.items():
        kept = {code: many for code, many in stand.counts.items() if code in result.compared}
        rest = {code: many for code, many in stand.counts.items() if code not in result.compared}
        live, other = (sum(part.get(code, 0) for code in IN_FORCE) for part in (kept, rest))
        parts = [in_force(result.answer, live, kept.get("ends-soon", 0))] if live else []
        parts += counted(kept, stand.old)
        out = [*([f"{other} in force"] if other else []), *counted(rest, stand.old)]
        words = " · ".join(parts) or "nothing on record"
        left = f" · not compared: {', '.join(out)}" if out else ""
        rows.append([Span(place(result.answer, region, options), "label"), [words, Span(left, "dim")]])
    return Table(rows, flex=1)


def section(result: CompareResult, row: Record, options: RenderOptions, notes: Notes) -> Page:
    """A row of the comparison: under its name a line a place, with how many measures and a line for each best."""
    rows: Rows = []
    for region in result.places:
        held = row["regions"][region]
        packs = f" (pack {', '.join(map(pack_name, held['packs']))})" if "packs" in held else ""
        lead: list[Text] = [Span(place(result.answer, region, options), "label")]
        shown: list[str] = []
        for best, measure in named_in(held).items():
            text = words(result, best, measure, held.get(best, {}))
            more: list[str | Span] = [Span(", by the same", "dim")]
            more = more if measure in shown else about(result, region, measure, options, notes)
            first = plural(held["count"], "measure") + packs
            rows.append([*(["", ""] if shown else [*lead, first]), [Span(text, "title"), *more]])
            shown.append(measure)
    empty = [place(result.answer, one, options) for one in result.places if not row["regions"][one]["count"]]
    title = ", ".join(label(result.answer, field, row[field]) for field in BY[result.asked.by])
    if any(row[name] not in result.values.get(name, [row[name]]) for name in BY[result.asked.by]):
        title += " (open to any)"
    none = [dim(f"{', '.join(empty)}: {NONE}")] if empty else []
    return [Gap(), Heading(title, 2), Table(rows, flex=2), *none]


def about(
    result: CompareResult, region: str, measure: str, options: RenderOptions, notes: Notes
) -> list[str | Span]:
    """How a measure stands, its first condition and how many more, its place if another, its id, its best pages."""
    record = result.measures[measure]
    conditions = record.get("conditions", [])
    more = f" (+{len(conditions) - 1})" if conditions[1:] else ""
    where = "" if record["region"] == region else f", {place(result.answer, record['region'], options)}"
    return [
        f"{where}, ",
        state(record),
        f"; if {conditions[0]}{more}" if conditions else "; who qualifies is not stated",
        Span(f"  {measure}  ", "id"),
        *notes.mark(cited(result.answer, [record], options)),
    ]


def words(result: CompareResult, best: str, measure: str, figure: Record) -> str:
    """A best in the words of the measure that names it; the kind of measure where it names no figure."""
    record, vocabularies = result.measures[measure], result.answer.vocabularies
    if not figure:
        return benefit(record, vocabularies)
    text = (cap_words if "amount" in figure else rate_words)(record, vocabularies)
    return f"{text} in shares" if best.startswith("best_stake") else text


def around(result: CompareResult, options: RenderOptions, notes: Notes) -> Page:
    """What a cell is, what a gap is not, where it is written, and where to go on."""
    answer, asked = result.answer, result.asked.measures
    wider = [
        *([] if asked.with_parents else ["--with-parents adds what holds there from wider places"]),
        *([] if asked.with_children else ["--with-children adds what lies inside"]),
    ]
    counted_too = [
        *(["what holds there from wider places"] if asked.with_parents else []),
        *(["what places inside have"] if asked.with_children else []),
    ]
    own = f"Of each place itself{' with ' + ' and '.join(counted_too) if counted_too else ' alone'}"
    own += f"; {', '.join(wider)}." if wider else "."
    return [
        Gap(),
        *open_to_any(result, options),
        Para(
            "Beside the number of measures stand the best ceiling and the best share, each of one measure, with the "
            "first of its conditions (+ how many more). "
            f'"{NONE.capitalize()}" says what this data holds, not what the place offers. {own} {ADVICE}'
        ),
        Gap(),
        *(notes.full(options) if options.sources else notes.brief()),
        dim(
            f"{facts_of(answer)} · {line(options, 'incentives', result.places[:1], typed(asked))} for the measures"
        ),
    ]
