"""What is in force and when it ends, as a table and as a line of time."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages import brief_measures as measures
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Table, dim
from nqpf_cli.pages.common import RenderOptions, label, name
from nqpf_cli.pages.lanes import Lane, Picture, year_marks
from nqpf_cli.pages.measure_rows import until_words
from nqpf_cli.questions.brief import BriefResult
from nqpf_cli.wording.status import IN_FORCE

FEWEST_ENDS = 3
"""With fewer days on which something ends, a line of time tells no more than the table."""


class End(NamedTuple):
    """What ends on one day: the day (ISO), its words, the document or measure, the measures under it."""

    day: str
    words: str
    title: str
    measures: list[Record]


def in_force(result: BriefResult, options: RenderOptions) -> Page:
    """What is in force, a row a figure, the nearest end first; under it the line of time, where it tells something."""
    records = measures.standing(result, *IN_FORCE)
    page: Page = [Gap(), Heading("In force")]
    if not records:
        none, inside = "No measure is known to be in force", result.elsewhere.inside
        of = f" of the place itself; {plural(inside, 'measure')} of places inside may be" if inside else ""
        return [*page, Para(f"{none}{of}. What follows may be, or may not.")]
    rows: Rows = []
    figures = sorted(measures.figures(records), key=lambda uses: uses[0]["status"].get("until", "9999"))
    for uses in figures[: measures.lines(len(figures))]:
        where, title = measures.elsewhere(result, uses[0], options), measures.titled(result, uses, options)
        named = dict.fromkeys(sector for one in uses for sector in one["sectors"])
        fields = ", ".join(label(result.answer, "sector", sector) for sector in named)
        others = len(named.keys() - set(result.subject.sectors)) if result.subject.kind == "sector" else 0
        more = f" (for {plural(others, 'other field')} too)" if others else ""
        what, worth = f"{measures.led(where, title)}{more}", measures.sums(result, uses)
        rows.append([what, fields, worth, measures.ending(uses[0])])
    header = ["measure", "for", "worth", "until"]
    if result.subject.kind == "sector":  # its rows would all name the sector
        rows, header = [[row[0], *row[2:]] for row in rows], [header[0], *header[2:]]
    ends = endings(result, options)
    drawn = picture(result, ends) if len({end.day for end in ends}) >= FEWEST_ENDS else None
    page.append(Table(rows, header=header, flex=0, picture=drawn))
    if len(rows) < len(figures):
        cut = f"{len(rows)} of {len(figures)}, the nearest end first; all of them: {measures.every(result, options)}"
        page.append(dim(cut))
    return page


def endings(result: BriefResult, options: RenderOptions) -> list[End]:
    """Measures with an end ahead, those of one document on one day together, the nearest first."""
    dated = [record for record in result.measures if record["status"].get("until", "") >= result.answer.on]

    def key(record: Record) -> tuple[str, str]:
        figure = record.get("cap", {}).get("group")
        return record["status"]["until"], record.get("policy") or figure or record["id"]

    found: list[End] = []
    for (day, _), group in groupby(sorted(dated, key=key), key=key):
        here = list(group)
        policy = result.cited.get(here[0].get("policy", ""))
        title = name(policy, options) if policy and len(here) > 1 else measures.titled(result, here, options)
        title = measures.led(measures.elsewhere(result, here[0], options), title)
        found.append(End(day, until_words(here[0]["status"]), title, here))
    return found


def picture(result: BriefResult, ends: Sequence[End]) -> Picture:
    """Events by month and the days on which measures end, on one line of time with the day of the page."""
    happened = [date for date in result.dates if len(date) >= 7]
    first = min([*happened, result.answer.on])[:4]
    last = str(int(max(end.day for end in ends)[:4]) + 1)
    start, length = int(first), int(last) - int(first)

    def at(day: str) -> float:
        """Where an ISO day or month lies, as a share of the whole."""
        months = (int(day[:4]) - start) * 12 + int(day[5:7]) - 1
        return (months + (int(day[8:10]) - 1) / 31 if len(day) == 10 else months + 0.5) / (12 * length)

    lanes = [_events(result, happened, at)] if happened else []
    for day, group in groupby(ends, key=lambda end: end.day):
        here = list(group)
        many = sum(len(end.measures) for end in here)
        style = "warn" if here[0].measures[0]["status"]["code"] == "ends-soon" else "good"
        words = f"{here[0].words}: {plural(many, 'measure')} {'ends' if many == 1 else 'end'}"
        lanes.append(Lane(words, [(at(result.answer.on), at(day), 1.0)], style))
    on = result.answer.on
    described = f"On {dates.long_words(on)}. {'; '.join(lane.words for lane in lanes)}."
    title, day = "What happened and what ends when", (at(on), dates.words(on))
    return Picture(title, described, year_marks(start, length), day, lanes)


def _events(result: BriefResult, happened: Sequence[str], at: Callable[[str], float]) -> Lane:
    months = [(month, len(list(group))) for month, group in groupby(sorted(date[:7] for date in happened))]
    most = max(many for _, many in months)
    reach = dates.long_words(result.answer.dataset["covers_until"])
    words = f"{plural(len(happened), 'event')} on record, followed to {reach}"
    return Lane(words, [(at(month), at(month), many / most) for month, many in months])
