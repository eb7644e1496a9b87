"""Figures: those of one series together with a bar each, the others a row each."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from nqpf_cli.model import dates, quantity
from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.pages.blocks import Gap, Heading, Page, Rows, Span, Table, Text
from nqpf_cli.pages.common import Notes, RenderOptions, owner
from nqpf_cli.pages.record_rows import called, figured, marks, placed

WIDE = 12
"""Columns of the longest bar."""
FULL, HALF = "█", "▌"


def rows(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Each series under its name, then the figures that stand alone."""
    series, single = parted(answer.records)
    page: Page = []
    for together in series:
        page += [Gap(), heading(together), drawn(answer, together, notes)]
    if single:
        above = [Heading("Single figures", 2)] if series else []
        page += [Gap(), *above, listed(answer, single, options, notes)]
    return page


def parted(records: Sequence[Record]) -> tuple[list[list[Record]], list[Record]]:
    """The series of two and more figures, and all others."""
    groups = grouped(records, lambda record: record.get("series") or record["id"]).values()
    return [group for group in groups if len(group) > 1], [group[0] for group in groups if len(group) == 1]


def heading(together: Sequence[Record]) -> Heading:
    """What the figures of a series count: their shortest title without its date, the unit and the name to ask for."""
    title = min((record["title"] for record in together), key=len)
    head, comma, tail = title.rpartition(", ")
    if comma and any(sign.isdigit() for sign in tail):
        title = head
    unit = together[-1]["unit"]
    share = f" (%{unit.removeprefix('percent')})" if unit.startswith("percent ") else ""
    return Heading([title, Span(f"{share}  ", "dim"), Span(together[0]["series"], "id")], 3)


def drawn(answer: Answer, together: Sequence[Record], notes: Notes) -> Table:
    """Period, bar and number of each figure, and how the number came about where it was not measured."""
    lengths = bars(together)
    cells: Rows = []
    for record, bar in zip(together, lengths, strict=True):
        unit = record["unit"]
        bare = {**record, "unit": "percent"} if unit.startswith("percent ") else record
        when = dates.interval_words(record["period"])
        number: Text = [*figured(answer, bare), *own_id(record), *marks(record, notes)]
        cells.append([when, Span(bar, "bar"), number] if any(lengths) else [when, number])
    return Table(cells, indent=2, flex=2 if any(lengths) else 1)


def own_id(record: Record) -> list[str | Span]:
    """Whose a figure is, and the id of one that `nqpf show SERIES` would not list."""
    whose: list[str | Span] = [Span(owner(record), "dim")]
    listed = record["id"].startswith(record["series"])
    return whose if listed else [*whose, "  ", Span(record["id"], "id")]


def bars(together: Sequence[Record]) -> list[str]:
    """A bar for each figure, from nought, in half columns; none where the figures cannot be compared.

    Sums of money that cover spans of unlike length (a half-year beside a year) are not: only the most common
    length gets bars. Nor are different units, or numbers below nought.
    """
    counted = comparable(together)
    if len(counted) < 2 or len({record["unit"] for record in counted}) > 1:
        return [""] * len(together)
    values = [high(record) for record in counted]
    largest = max(values)
    if min(values) < 0 or largest <= 0:
        return [""] * len(together)
    drawn = {record["id"] for record in counted}
    return [blocks(high(record) / largest) if record["id"] in drawn else "" for record in together]


def comparable(together: Sequence[Record]) -> list[Record]:
    """The figures that a bar may set side by side."""
    if not quantity.is_currency(together[0]["unit"]):
        return list(together)
    spans = [days(record["period"]) for record in together]
    common = max(Counter(spans).items(), key=lambda pair: (pair[1], pair[0] or 0))[0]
    return [record for record, span in zip(together, spans, strict=True) if span == common]


def days(period: str) -> int | None:
    """How many days a period covers, to the nearest ten, or None where it is open."""
    first, last = dates.interval(period)
    if first is None or last is None:
        return None
    return round((date.fromisoformat(last) - date.fromisoformat(first)).days / 10)


def high(record: Record) -> float:
    """The number, or the upper end of a range."""
    return float(record["value_to"] if "value_to" in record else record["value"])


def blocks(share: float) -> str:
    """A bar of a share of the widest, at least half a column where there is anything."""
    halves = max(1 if share > 0 else 0, round(share * WIDE * 2))
    return FULL * (halves // 2) + HALF * (halves % 2)


def listed(answer: Answer, single: Sequence[Record], options: RenderOptions, notes: Notes) -> Table:
    """Figures that stand alone, a row each."""
    cells: Rows = []
    for record in single:
        what: Text = [placed(answer, record, options), *called(record, options, notes)]
        cells.append([dates.interval_words(record["period"]), figured(answer, record), what])
    return Table(cells, header=["period", "number", "figure"], flex=2)
