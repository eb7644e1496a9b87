"""Places side by side: field by field what is best in each, and what that does not say."""

from collections.abc import Collection, Sequence
from typing import Any

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record, grouped, pack_name
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
EVERYWHERE = "everywhere"

MANY = 5
"""From so many sections on, a table before them sums up."""


def compare_page(result: CompareResult, options: RenderOptions) -> Page:
    """How the places stand, then a section a field with a line a place."""
    answer = result.answer
    regions, wide = answer.regions, result.asked.measures
    names = [place(answer, one, options) + spanning(regions, one, options) for one in result.places]
    sought = asked_for(answer, result.values, *narrowed(wide))
    whom = f" for {sought}" if sought else ""
    more = extent.besides(with_parents=wide.with_parents, with_children=wide.with_children)
    each = f", each with {extent.listed(more)}" if more else ""
    title = f"{extent.listed(names)}{whom}{each}, on {dates.long_words(answer.on)}"
    page: Page = [Heading(title, 1), standing(result, options)]
    page += [Para(extent.lacking(answer.gaps))] if answer.gaps else []
    if not answer.records:
        fewer = [Para("Fewer filters may show more: the data holds little of some places.")] if sought else []
        return [*page, Gap(), *open_to_any(result, options), *wider(result, options), *fewer]
    notes = Notes(answer.sources)
    if result.asked.by == "both" and len(result.records) >= MANY:
        page.append(dim(f"Shorter: {again(result, options, by='instrument')}"))
    page += summed_up(result, options)
    page += sections(result, options, notes)
    return [*page, *around(result, options, notes)]


def wider(result: CompareResult, options: RenderOptions) -> Page:
    """The command that compares what stands around places of which nothing is compared, if anything does."""
    wide: dict[str, Any] = {
        "with_parents": any(near.above for near in result.nearby.values()),
        "with_children": any(near.inside for near in result.nearby.values()),
    }
    return (
        [dim(f"With what stands around them: {again(result, options, **wide)}")] if any(wide.values()) else []
    )


def summed_up(result: CompareResult, options: RenderOptions) -> Page:
    """Where many sections follow, how many measures of each kind each place has."""
    if len(result.records) < MANY:
        return []
    field = BY[result.asked.by][-1]
    held: dict[str, dict[str, set[str]]] = {}
    for row in result.records:
        cells = held.setdefault(row[field], {place: set() for place in result.places})
        for region, cell in row["regions"].items():
            cells[region].update(cell["measures"])
    if len(held) == 1:
        return []
    order = sorted(held, key=[*result.answer.vocabularies[field]].index)
    rows: Rows = [
        [label(result.answer, field, value), *(str(len(ids)) for ids in held[value].values())]
        for value in order
    ]
    header = ["measures", *(place(result.answer, region, options) for region in result.places)]
    return [Gap(), Table(rows, header=header, align="l" + "r" * len(result.places))]


def open_to_any(result: CompareResult, options: RenderOptions) -> Page:
    """How many measures `--only` leaves out, and the command that compares them too."""
    return not_shown(result.answer, again(result, options, only=False))


def again(result: CompareResult, options: RenderOptions, *, by: str = "", **other: object) -> str:
    """The command that makes this comparison, with another `by`, or fields of its query that are `other`."""
    rows = by or result.asked.by
    asked = result.asked.measures.replace(**other)
    return line(options, "compare", result.places, {"by": rows if rows != "both" else None, **typed(asked)})


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
        words += "".join(f" · {near}" for near in nearby(result, region, options))
        left = f" · not compared: {', '.join(out)}" if out else ""
        rows.append([Span(place(result.answer, region, options), "label"), [words, Span(left, "dim")]])
    return Table(rows, flex=1)


def nearby(result: CompareResult, region: str, options: RenderOptions) -> list[str]:
    """ "17 of China (--with-parents)": what stands around a place, above it only where nothing of its own does."""
    near = result.nearby[region]
    above = [f"{many} of {place(result.answer, one, options)}" for one, many in near.above.items()]
    inside = [f"{near.inside} in places inside (--with-children)"] if near.inside else []
    return [*([f"{extent.listed(above)} (--with-parents)"] if above else []), *inside]


def sections(result: CompareResult, options: RenderOptions, notes: Notes) -> Page:
    """A section a row; those of a sector and an instrument stand together by instrument, so no measure comes twice."""
    field = BY[result.asked.by][-1]
    page: Page = []
    order = [*result.answer.vocabularies[field]].index if result.asked.by == "both" else None
    together = grouped(result.answer.records, lambda row: str(row[field]))
    for value in sorted(together, key=order) if order else together:
        page += section(result, label(result.answer, field, value), together[value], options, notes)
    return page


def section(
    result: CompareResult, title: str, rows: Sequence[Record], options: RenderOptions, notes: Notes
) -> Page:
    """Rows of the comparison under one name, a line a place, with how many measures and a line for each best.

    What all places share stands once, before them.
    """
    field = BY[result.asked.by][-1]
    wide = any(row[field] not in result.values.get(field, [row[field]]) for row in rows)
    common = [(row, row["everywhere"]) for row in rows if "everywhere" in row]
    shared = {measure for _, cell in common for measure in cell["measures"]}
    table = cell_rows(result, EVERYWHERE, "", common, options, notes)
    for region in result.places:
        cells = [(row, without(row["regions"][region], shared)) for row in rows]
        table += cell_rows(result, place(result.answer, region, options), region, cells, options, notes)
    empty = [
        place(result.answer, one, options)
        for one in result.places
        if not any(row["regions"][one]["count"] for row in rows)
    ]
    none = [dim(f"{', '.join(empty)}: {NONE}")] if empty else []
    head = Heading(f"{title} (open to any)" if wide else title, 2)
    return [Gap(), head, Table(table, flex=2), *none]


def says_sector(result: CompareResult) -> bool:
    """Whether each best says in which sectors it is one: not where a single sector was asked for."""
    sectors = {row.get("sector") for row in result.records}
    return result.asked.by == "both" and (len(sectors) > 1 or "sector" not in result.values)


def without(cell: Record, shared: Collection[str]) -> Record:
    """A cell without the measures that all places share."""
    own = [one for one in cell["measures"] if one not in shared]
    bests = [best for best, measure in named_in(cell).items() if measure in shared]
    return {name: value for name, value in cell.items() if name not in bests} | {"measures": own}


def cell_rows(
    result: CompareResult,
    lead: str,
    region: str,
    cells: Sequence[tuple[Record, Record]],
    options: RenderOptions,
    notes: Notes,
) -> Rows:
    """How many measures, and a line for each best with the sectors it is the best of, under the name `lead`.

    `cells` are rows of the comparison, each with what a place has in it; `region` needs no naming again.
    """
    held = list(dict.fromkeys(measure for _, cell in cells for measure in cell["measures"]))
    by_pack = sorted({pack for _, cell in cells for pack in cell.get("packs", ())})
    packs = f" (pack {', '.join(map(pack_name, by_pack))})" if by_pack else ""
    found: dict[str, dict[str, tuple[Record, list[str]]]] = {}
    for row, cell in cells:
        for best, measure in named_in(cell).items():
            _, sectors = found.setdefault(measure, {}).setdefault(best, (cell.get(best, {}), []))
            sectors += [label(result.answer, "sector", row["sector"])] if says_sector(result) else []
    rows: Rows = []
    for measure, bests in found.items():
        for at, (best, (figure, sectors)) in enumerate(bests.items()):
            again = at and sectors == next(iter(bests.values()))[1]
            of = Span("" if again or not sectors else f"{', '.join(sectors)}: ", "label")
            more: list[str | Span] = [Span("; of the same measure", "dim")]
            more = more if at else about(result, region, measure, options, notes)
            first: list[Text] = [Span(lead, "label"), plural(len(held), "measure") + packs]
            text = Span(words(result, best, measure, figure), "title")
            rows.append([*(["", ""] if rows else first), [of, text, *more]])
    return rows


def about(
    result: CompareResult, region: str, measure: str, options: RenderOptions, notes: Notes
) -> list[str | Span]:
    """How a measure stands, its first condition and how many more, its place if another, its id, its best pages."""
    record = result.measures[measure]
    conditions = record.get("conditions", [])
    more = f" (+{len(conditions) - 1})" if conditions[1:] else ""
    where = "" if record["region"] == region else f", {place(result.answer, record['region'], options)}"
    decides = f"; if {conditions[0]}{more}" if conditions else "; who qualifies is not stated"
    marks = notes.mark(cited(result.answer, [record], options))
    return [f"{where}, ", state(record), decides, Span(f"  {measure}  ", "id"), *marks]


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
    holds = "what holds there from wider places"
    added = [
        *([] if asked.with_parents else [f"--with-parents adds {holds}"]),
        *([] if asked.with_children else ["--with-children adds what lies inside"]),
    ]
    too = [holds] * asked.with_parents + ["what places inside have"] * asked.with_children
    own = f"Of each place itself{' with ' + ' and '.join(too) if too else ' alone'}"
    own += f"; {', '.join(added)}." if added else "."
    if any("everywhere" in row for row in result.records):
        own += f" What all of them have stands once, under “{EVERYWHERE}”."
    fields = " in the fields before them" if says_sector(result) else ""
    reading = (
        f"Beside the number of measures stand the best ceiling and the best share{fields}, each of one measure, "
        "with the first of its conditions (+ how many more), its id, and by number its pages, named below. "
        f'"{NONE.capitalize()}" says what this data holds, not what the place offers. {own} {ADVICE}'
    )
    measures = line(options, "incentives", result.places[:1], typed(asked))
    page: Page = [Gap(), *open_to_any(result, options), Para(reading), Gap()]
    page += notes.full(options) if options.sources else notes.brief()
    return [*page, dim(f"{facts_of(answer)} · {measures} for the measures")]
