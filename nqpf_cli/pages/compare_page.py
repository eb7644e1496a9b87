"""Places side by side: a table of what is best in each, and what that does not say."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, pack_name
from nqpf_cli.pages.blocks import Block, Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import ADVICE, Notes, RenderOptions, facts_of, label, place
from nqpf_cli.pages.summary import asked_for, in_force
from nqpf_cli.questions.compare import BY, OLD
from nqpf_cli.wording.amounts import cap_words, rate_words
from nqpf_cli.wording.status import LAPSED

NONE = "none recorded"


def view(answer: Answer, options: RenderOptions) -> Page:
    """How the places stand, then a row a field with a column a place."""
    said = answer.said
    names = [place(answer, region, options) for region in said["places"]]
    sought = f" for {asked_for(answer)}" if said["wanted"] else ""
    title = f"{', '.join(names[:-1])} and {names[-1]}{sought}, on {dates.long_words(answer.on)}"
    page: Page = [Heading(title, 1)]
    page += [standing(answer, options)]
    if not answer.records:
        more = "Fewer filters" if asked_for(answer) else "--with-parents"
        return [*page, Gap(), Para(f"{more} may show more: the data holds little of some places.")]
    rows: list[list[Text]] = [
        [row_name(answer, row), *(cell(answer, row["regions"][region]) for region in said["places"])]
        for row in answer.records
    ]
    return [*page, Gap(), Table(rows, header=["", *names], flex=0), *around(answer, options)]


def standing(answer: Answer, options: RenderOptions) -> Block:
    """A line a place: what is compared, and what is left out for its age or status."""
    rows: list[list[Text]] = []
    for region in answer.said["places"]:
        stand = answer.said["stand"][region]
        out = [f"{stand[OLD]} {LAPSED}"] if stand[OLD] else []
        out += [f"{stand['past']} ended, replaced or not yet"] if stand["past"] else []
        parts = [in_force(answer, stand["in force"], stand["soon"])] if stand["in force"] else []
        parts += [f"{stand['end not read']} whose end was not read"] if stand["end not read"] else []
        words = " · ".join(parts) or "nothing on record"
        left = f" · left out: {', '.join(out)}" if out else ""
        rows.append([Span(place(answer, region, options), "label"), [words, Span(left, "dim")]])
    return Table(rows, flex=1)


def row_name(answer: Answer, row: Record) -> Text:
    """The sector, the instrument or both, by label."""
    return ", ".join(label(answer, field, row[field]) for field in BY[answer.said["asked"].by])


def cell(answer: Answer, held: Record) -> Text:
    """ "4: up to RMB 20 million per project; up to 30% of project investment", or that nothing is recorded."""
    if not held["count"]:
        return Span(NONE, "dim")
    figures = [words(answer, best, held[best]) for best in held if best.startswith("best_")]
    packs = f" (pack {', '.join(map(pack_name, held['packs']))})" if "packs" in held else ""
    return f"{held['count']}: " + ("; ".join(figures) or "no figure") + packs


def words(answer: Answer, best: str, figure: Record) -> str:
    """A best in the words of the measure that names it."""
    record, vocabularies = answer.said["measures"][figure["measure"]], answer.vocabularies
    said = (cap_words if "amount" in figure else rate_words)(record, vocabularies)
    return f"{said} in shares" if best.startswith("best_stake") else said


def around(answer: Answer, options: RenderOptions) -> Page:
    """What a cell is, what a gap is not, and where to go on."""
    said, asked = answer.said, answer.said["asked"]
    own = (
        "What holds in each from wider places is counted too."
        if asked.with_parents
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
        Para(Span(f"{facts_of(answer)} · {measures_of(answer, said['places'][0])} for the measures", "dim")),
    ]


def measures_of(answer: Answer, region: str) -> str:
    """What to type for the measures behind the cells of a place."""
    asked = answer.said["asked"]
    options = (("sector", asked.sector), ("for", asked.beneficiary), ("instrument", asked.instrument))
    words = [f"--{option} {value}" for option, values in options for value in values]
    return " ".join(["nqpf incentives", region, *words, *(["--with-parents"] if asked.with_parents else [])])
