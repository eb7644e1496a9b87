"""Places side by side: a table of what is best in each, and what that does not say."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record, pack_name
from nqpf_cli.pages.blocks import Block, Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import ADVICE, Notes, RenderOptions, facts_of, label, place
from nqpf_cli.pages.summary import asked_for, in_force
from nqpf_cli.questions.compare import BY, CompareQuery, CompareResult
from nqpf_cli.wording.amounts import cap_words, rate_words
from nqpf_cli.wording.status import IN_FORCE, counted

NONE = "none recorded"
OPEN = "end-not-read"


def compare_page(result: CompareResult, options: RenderOptions) -> Page:
    """How the places stand, then a row a field with a column a place."""
    answer = result.answer
    names = [place(answer, region, options) for region in result.places]
    sought = asked_for(answer, result.values)
    whom = f" for {sought}" if sought else ""
    title = f"{', '.join(names[:-1])} and {names[-1]}{whom}, on {dates.long_words(answer.on)}"
    page: Page = [Heading(title, 1), standing(result, options)]
    if not answer.records:
        more = "Fewer filters" if sought else "--with-parents"
        return [*page, Gap(), Para(f"{more} may show more: the data holds little of some places.")]
    rows: list[list[Text]] = [
        [row_name(result, row), *(cell(result, row["regions"][region]) for region in result.places)]
        for row in answer.records
    ]
    return [*page, Gap(), Table(rows, header=["", *names], flex=0), *around(result, options)]


def standing(result: CompareResult, options: RenderOptions) -> Block:
    """A line a place: what is compared, and what is left out for its age or status."""
    rows: list[list[Text]] = []
    for region, stand in result.standing.items():
        live = sum(stand.counts.get(code, 0) for code in IN_FORCE)
        parts = [in_force(result.answer, live, stand.counts.get("ends-soon", 0))] if live else []
        parts += counted({code: many for code, many in stand.counts.items() if code == OPEN})
        out = counted({code: many for code, many in stand.counts.items() if code != OPEN}, stand.old)
        words = " · ".join(parts) or "nothing on record"
        left = f" · not compared: {', '.join(out)}" if out else ""
        rows.append([Span(place(result.answer, region, options), "label"), [words, Span(left, "dim")]])
    return Table(rows, flex=1)


def row_name(result: CompareResult, row: Record) -> Text:
    """The sector, the instrument or both, by label."""
    return ", ".join(label(result.answer, field, row[field]) for field in BY[result.asked.by])


def cell(result: CompareResult, held: Record) -> Text:
    """ "4: up to RMB 20 million per project; up to 30% of project investment", or that nothing is recorded."""
    if not held["count"]:
        return Span(NONE, "dim")
    figures = [words(result, best, held[best]) for best in held if best.startswith("best_")]
    packs = f" (pack {', '.join(map(pack_name, held['packs']))})" if "packs" in held else ""
    return f"{held['count']}: " + ("; ".join(figures) or "no figure") + packs


def words(result: CompareResult, best: str, figure: Record) -> str:
    """A best in the words of the measure that names it."""
    record, vocabularies = result.measures[figure["measure"]], result.answer.vocabularies
    text = (cap_words if "amount" in figure else rate_words)(record, vocabularies)
    return f"{text} in shares" if best.startswith("best_stake") else text


def around(result: CompareResult, options: RenderOptions) -> Page:
    """What a cell is, what a gap is not, and where to go on."""
    answer = result.answer
    own = (
        "What holds in each from wider places is counted too."
        if result.asked.with_parents
        else "Only measures of each place itself; --with-parents adds what holds there from wider ones."
    )
    notes = Notes(answer.sources)
    if options.sources:
        notes.mark(source for row in answer.records for source in row["sources"])
    return [
        Gap(),
        Para(
            "A cell gives the number of measures, then the best ceiling and the best share, each from one of them. "
            f'"{NONE.capitalize()}" says what this data holds, not what the place offers. {own} {ADVICE}'
        ),
        *([Gap(), *notes.full(options)] if options.sources else []),
        Gap(),
        Para(
            Span(
                f"{facts_of(answer)} · {measures_of(result.asked, result.places[0])} for the measures", "dim"
            )
        ),
    ]


def measures_of(asked: CompareQuery, region: str) -> str:
    """What to type for the measures behind the cells of a place."""
    options = (("sector", asked.sector), ("for", asked.beneficiary), ("instrument", asked.instrument))
    words = [f"--{option} {value}" for option, values in options for value in values]
    return " ".join(["nqpf incentives", region, *words, *(["--with-parents"] if asked.with_parents else [])])
