"""Events a month as bars: a letter an event, each category its own letter, so that colour is not needed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text, dim
from nqpf_cli.pages.common import RenderOptions, followed, label, outside, where
from nqpf_cli.pages.lanes import Lane, Picture, year_marks
from nqpf_cli.pages.timeline_page import counted_back, nothing, years
from nqpf_cli.questions.chart import ChartResult

LONGEST = 24
"""Letters in the longest bar, so that it stands in 40 columns; where a month has more, a letter is several."""

QUIET = 2
"""More months in a row without an event are one line."""


def chart_page(result: ChartResult, options: RenderOptions) -> Page:
    """The letters, then the months by year, then what a letter is and where the events themselves are."""
    answer = result.answer
    rows = answer.records
    if not rows:
        return nothing(result.timeline, options)
    named = [name for name in rows[0] if name not in ("month", "total")]
    categories = [name for name in named if any(row[name] for row in rows)]
    letters = lettered({name: label(answer, "event_category", name) for name in categories})
    each = -(-max(row["total"] for row in rows) // LONGEST)
    page: Page = [Heading(title(result, options), 1), _legend(answer, letters)]
    drawn = picture(result, categories, options)
    for span, months in by_year(rows):
        total = sum(row["total"] for row in months)
        many = Span(f"  {plural(total, 'event') if total else 'none on record'}", "dim")
        page += [Gap(), Heading([span, many])]
        if total:
            page.append(Table(list(_bars(months, letters, each)), align="rrl", indent=1, picture=drawn))
            drawn = None
    page += [Gap(), *outside(result.timeline.answer, result.timeline.elsewhere, options)]
    return [*page, dim(closing(result, each))]


def by_year(rows: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
    """The rows of each year under it; years without an event that follow one another together."""
    each_year = [list(months) for _, months in groupby(rows, key=lambda row: row["month"][:4])]
    for empty, together in groupby(each_year, key=lambda months: not any(row["total"] for row in months)):
        found = list(together)
        if not empty:
            yield from ((months[0]["month"][:4], months) for months in found)
            continue
        first, last = found[0][0]["month"][:4], found[-1][0]["month"][:4]
        yield first if first == last else f"{first} to {last}", []


def title(result: ChartResult, options: RenderOptions) -> str:
    """How many events, of which places and years."""
    counted = result.timeline
    here = where(counted.area, options)
    many = plural(counted.answer.total, "event")
    return f"{many}{here and f' of {here}'} by month, {years(counted.answer)}"


def lettered(labels: Mapping[str, str]) -> dict[str, str]:
    """A letter for each category, the first of its label that is still free."""
    found: dict[str, str] = {}
    for name, text in labels.items():
        free = [letter for letter in text.lower() + "abcdefghijklmnopqrstuvwxyz" if letter.isalpha()]
        found[name] = next((letter.upper() for letter in free if letter.upper() not in found.values()), "*")
    return found


def _legend(answer: Answer, letters: Mapping[str, str]) -> Para:
    text: list[str | Span] = []
    for name, letter in letters.items():
        total = sum(row[name] for row in answer.records)
        called = label(answer, "event_category", name)
        text += [" · " if text else "", Span(letter, "term"), f" {called} {total}"]
    return Para(text)


def _bars(rows: Sequence[Record], letters: Mapping[str, str], each: int) -> Iterator[list[Text]]:
    """A row a month, and one for several in a row without an event."""
    for empty, together in groupby(rows, key=lambda row: not row["total"]):
        months = list(together)
        if empty and len(months) > QUIET:
            yield [Span(f"{_month(months[0])} to {_month(months[-1])}", "label"), "", Span("none", "dim")]
            continue
        for row in months:
            bar = "".join(letter * -(-row[name] // each) for name, letter in letters.items())
            yield [Span(_month(row), "label"), str(row["total"]), bar]


def _month(row: Record) -> str:
    return dates.words(row["month"]).partition(" ")[0] if len(row["month"]) > 4 else "no month"


def picture(result: ChartResult, categories: list[str], options: RenderOptions) -> Picture | None:
    """The same as drawn bars, a row a category; None where no event is known by its month."""
    answer = result.answer
    rows = sorted((row for row in answer.records if len(row["month"]) == 7), key=lambda row: row["month"])
    if not rows:
        return None
    start, months = int(rows[0]["month"][:4]), len({row["month"][:4] for row in rows}) * 12
    most = max(row[name] for row in rows for name in categories) or 1

    def at(month: str) -> float:
        return ((int(month[:4]) - start) * 12 + int(month[5:]) - 1) / months

    lanes = []
    for name in categories:
        total = f"{label(answer, 'event_category', name)}: {sum(row[name] for row in answer.records)}"
        bars = [(at(row["month"]), at(row["month"]), row[name] / most) for row in rows if row[name]]
        lanes.append(Lane(total, bars))
    words = "; ".join(lane.words for lane in lanes)
    return Picture(title(result, options), words, year_marks(start, months // 12), None, lanes)


def closing(result: ChartResult, each: int) -> str:
    """What a letter stands for, how far events reach, how to see them."""
    one = "A letter is an event" if each == 1 else f"A letter is up to {each} events"
    more = "Without --chart the events themselves; --since, --category for fewer."
    back = f", {counted_back(result.timeline)}" if result.timeline.asked.last else ""
    return f"{one}{back}. All were {followed(result.answer.dataset)}. {more}"
