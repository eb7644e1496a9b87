"""How many events of each category a month holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions.timeline import Asked, timeline


def chart(store: Store, asked: Asked, on: str, typed: str = "") -> Answer:
    """A row a month, from the first that has an event to the last: the month, how many events, how many a category.

    All events count where nothing is asked for, since a picture of the milestones alone would show what was
    chosen and not what happened. An event known by its year alone has a row of its own after the year's months.
    Takes and raises what `timeline` does.
    """
    answer = timeline(store, asked._replace(all=True, limit=None, reverse=False), on, typed)
    categories = list(store.meta("vocabularies")["event_category"])
    counts: dict[str, Counter[str]] = {}
    for event in answer.records:
        counts.setdefault(event["date"][:7], Counter())[event["category"]] += 1
    rows = [_row(month, counts.get(month, Counter()), categories) for month in months(list(counts))]
    rows = rows[::-1] if asked.reverse else rows
    said, fields = {**answer.said, "counted": answer.total}, ["month", "total", *categories]
    return Answer("chart", rows, len(rows), on, answer.context, said, answer.code, fields=fields)


def _row(month: str, counts: Counter[str], categories: Sequence[str]) -> Record:
    return {"month": month, "total": counts.total(), **{name: counts[name] for name in categories}}


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
