"""Rows of the kinds that list as a table or in groups, a row a record."""

from collections.abc import Callable

from nqpf_cli.model import dates, quantity
from nqpf_cli.model.kinds import KINDS, field_of
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.pages.blocks import Gap, Heading, Page, Rows, Span, Table
from nqpf_cli.pages.common import Notes, RenderOptions, change_span, label, name, names, place
from nqpf_cli.pages.measure_rows import ends
from nqpf_cli.wording.amounts import short


def called(
    record: Record, options: RenderOptions, notes: Notes, style: str = "", link: str = ""
) -> list[str | Span]:
    """The name of a record, its id, and the numbers of its sources where they are shown."""
    title = Span(name(record, options), style, link)
    return [title, "  ", Span(record["id"], "id"), *marks(record, notes)]


def both(record: Record, options: RenderOptions) -> list[str | Span]:
    """The name of a record in both scripts, the one asked for first."""
    first, second = names(record, options)
    return [first, f"  {second}"] if second else [first]


def marks(record: Record, notes: Notes) -> list[str | Span]:
    """The numbers of a record's sources, set apart; nothing unless sources are asked for."""
    found = notes.mark(record.get("sources", ()))
    return ["  ", *found] if found else []


def placed(answer: Answer, record: Record, options: RenderOptions) -> str:
    """The place in front of a title that does not name it; nothing where all are of one place."""
    here = place(answer, record["region"], options)
    return "" if len(answer.regions) == 1 or here.split(" ")[0] in name(record, options) else f"{here}: "


def worded(answer: Answer, record: Record) -> str:
    """The number of a figure or target in words, its qualifier included."""
    qualifier = record.get("qualifier")
    return quantity.words(record, label(answer, "qualifier", qualifier) if qualifier else "")


def figured(answer: Answer, record: Record) -> list[str | Span]:
    """The number of a figure, and how it came about where it was not measured."""
    how = "" if record["kind"] == "measured" else f", {label(answer, 'figure_kind', record['kind'])}"
    return [worded(answer, record), Span(how, "warn")]


def day(date: str | None) -> str:
    """A date with a short month, or a dash where there is none."""
    return dates.words(date) if date else "–"


def policies(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Issued, status, place, title with number and id."""
    rows: Rows = []
    for record in answer.records:
        number = Span(f"  {record['document_number']}" if "document_number" in record else "", "dim")
        title, *rest = called(record, options, notes)
        what = [placed(answer, record, options), title, number, *rest]
        rows.append([day(issued(record)), ends(record), what])
    return [Gap(), Table(rows, header=["issued", "until", "document"], align="rll", flex=2)]


def measures(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Until when, worth what, which measure of which place."""
    rows: Rows = []
    for record in answer.records:
        what = [placed(answer, record, options), *called(record, options, notes)]
        rows.append([ends(record), short(record, answer.vocabularies), what])
    return [Gap(), Table(rows, header=["until", "worth", "measure"], flex=2)]


def targets(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """By when, how much of what where, and what was reported since."""
    rows: Rows = []
    for record in answer.records:
        what = [placed(answer, record, options), *called(record, options, notes)]
        rows.append([day(record.get("by")), Span(worded(answer, record), "title"), what])
        rows += [["", "", Span(record["outcome"], "dim")]] if "outcome" in record else []
    reported = any("outcome" in record for record in answer.records)
    last = "of what, and what was reported since" if reported else "of what"
    return [Gap(), Table(rows, header=["by", "promised", last], align="rll", flex=2)]


def positions(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """When, of whom, who said what."""
    rows: Rows = []
    for record in answer.records:
        about = label(answer, "position_about", record["about"])
        rows.append([day(record["date"]), about, [f"{record['actor']}: ", *called(record, options, notes)]])
    return [Gap(), Table(rows, header=["date", "on", "position"], align="rll", flex=2)]


def events(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """When, where, what; milestones stand out."""
    rows: Rows = []
    for record in answer.records:
        what = called(record, options, notes, "title" if record.get("milestone") else "")
        rows.append([day(record["date"]), place(answer, record["region"], options), what])
    return [Gap(), Table(rows, header=["date", "place", "event"], align="rll", flex=2)]


def in_groups(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Bodies or terms in both scripts under the sort they are of; how many, where a limit cut none of them off."""
    page: Page = []
    field = GROUPED[answer.kind]
    vocabulary = field_of(answer.kind, field).vocabulary
    for value in answer.vocabularies[vocabulary]:
        here = [record for record in answer.records if record[field] == value]
        rows: Rows = []
        for record in here:
            short = f"  {record['abbreviation']}" if "abbreviation" in record else ""
            rows.append([[*both(record, options), short], [Span(record["id"], "id"), *marks(record, notes)]])
        many = f"  {len(here)}" if len(answer.records) == answer.total else ""
        sort = label(answer, vocabulary, value)
        title = Heading(f"{sort[:1].upper()}{sort[1:]}{many}", 2)
        page += [Gap(), title, Table(rows, indent=2, flex=0)] if here else []
    return page


def sources(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Pages by publisher: when, title (a link), id."""
    rows: Rows = []
    for record in answer.records:
        page = called(record, options, notes, link=record["url"])
        rows.append([record["publisher"], day(record.get("published")), page])
    return [Gap(), Table(rows, header=["publisher", "published", "page"], align="lrl", flex=2)]


def topics(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """The table of contents of the explainer."""
    rows: Rows = []
    for record in answer.records:
        rows.append([str(record["order"]), called(record, options, notes, "term")])
        rows.append(["", record["summary"]])
    return [Gap(), Table(rows, align="rl", flex=1)]


def others(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Name and id of the records of a kind without rows of its own, with the day where its kind has one."""
    when = KINDS[answer.kind].when
    rows: Rows = []
    for record in answer.records:
        date = next((record[field] for field in when if field in record), None)
        shown = dates.interval_words(date) if date else "–"
        rows.append([*([shown] if when else []), called(record, options, notes)])
    return [Gap(), Table(rows, flex=len(rows[0]) - 1)]


def changes(answer: Answer, options: RenderOptions, notes: Notes, since: str) -> Page:
    """Name and id of records of any kind, and what changed in each from the ISO day `since` on."""
    rows: Rows = [
        [[*called(record, options, notes), change_span(answer, record, since)]] for record in answer.records
    ]
    return [Gap(), Table(rows, flex=0)]


GROUPED = {"actor": "kind", "term": "category"}
"""kind that is listed in groups -> the field that says of which group a record is."""

ROWS: dict[str, Callable[[Answer, RenderOptions, Notes], Page]] = {
    "policy": policies,
    "incentive": measures,
    "target": targets,
    "position": positions,
    "event": events,
    "actor": in_groups,
    "term": in_groups,
    "source": sources,
    "topic": topics,
}
