"""How many events of each category a month holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.questions.timeline import TimelineQuery, TimelineResult, timeline


class ChartResult(Result[Record]):
    """A row a month, and the events that it counts."""

    timeline: TimelineResult


def chart(store: Store, asked: TimelineQuery, on: str) -> ChartResult:
    """Count the events of each month, from the first that has one to the last: in all, and of each category.

    All events count where nothing is asked for, since a picture of the milestones alone would show what was
    chosen and not what happened. An event known by its year alone has a row of its own after the year's months.
    Takes and raises what `timeline` does.
    """
    counted = timeline(store, asked.replace(every=True, limit=None, reverse=False), on)
    answer = counted.answer
    categories = list(store.meta("vocabularies")["event_category"])
    counts: dict[str, Counter[str]] = {}
    for event in answer.records:
        counts.setdefault(event["date"][:7], Counter())[event["category"]] += 1
    rows: list[Record] = []
    for month in months(list(counts)):
        held = counts.get(month, Counter())
        rows.append({"month": month, "total": held.total(), **{name: held[name] for name in categories}})
    rows = rows[::-1] if asked.reverse else rows
    fields = ["month", "total", *categories]
    made = Answer("chart", rows, len(rows), on, answer.context, code=answer.code, fields=fields)
    return ChartResult(made, counted)


def months(known: Sequence[str]) -> Iterator[str]:
    """Every month (2024-03) from the first to the last of those known; a year known alone comes after its months."""
    if not known:
        return
    years, exact = {text for text in known if len(text) == 4}, [text for text in known if len(text) == 7]
    first = min([*exact, *(f"{year}-13" for year in years)])
    last = max([*exact, *(f"{year}-00" for year in years)])
    for year in range(int(min(known)[:4]), int(max(known)[:4]) + 1):
        yield from (
            month for month in (f"{year}-{number:02d}" for number in range(1, 13)) if first <= month <= last
        )
        if str(year) in years:
            yield str(year)
