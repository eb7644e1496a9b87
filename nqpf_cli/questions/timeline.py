"""What happened when: events chosen by date, place, category or body."""

from collections.abc import Sequence
from typing import NamedTuple

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context


class Asked(NamedTuple):
    """A question to the timeline; `since` and `until` are ISO days."""

    since: str | None = None
    until: str | None = None
    last: str | None = None
    category: Sequence[str] = ()
    actor: Sequence[str] = ()
    region: Sequence[str] = ()
    all: bool = False
    reverse: bool = False
    limit: int | None = None


def timeline(store: Store, asked: Asked, on: str, typed: str = "") -> Answer:
    """The milestones where nothing is asked for, else every event that matches; `said` tells which and of how many.

    `--last` counts back from the end of the month that the events reach, not from today. `typed` is what a person
    wrote for the filters, for a page to repeat. Raises NqpfError
    for a region or category that does not exist, ValueError for a span such as "soon".
    """
    dataset = store.meta("dataset")
    since, until = asked.since, asked.until
    if asked.last:
        reach = dates.bounds(dataset["covers_until"])[1]
        since = max(since or "", dates.back(reach, asked.last))
    where: list[SqlFilter] = sql_filters.overlap(since, until)
    if asked.category:
        chosen = lookup.choices(store, "event_category", asked.category, "category")
        where.append(sql_filters.facet("category", chosen))
    where += [sql_filters.naming(actor) for actor in asked.actor]
    if asked.region:
        where.append(sql_filters.in_regions(lookup.regions(store, asked.region)))
    milestones = not where and not asked.all
    if milestones:
        where.append(sql_filters.facet("milestone", ["yes"]))
    total, events = query.count(store, "event", where), store.meta("counts")["event"]
    rows = query.select(store, "event", where, reverse=asked.reverse, limit=asked.limit)
    said = {
        "milestones": milestones,
        "events": events,
        "since": since if asked.last else None,
        "last": asked.last,
        "typed": typed,
    }
    left_out = {"no-milestone": events - total} if milestones and events > total else {}
    return Answer(
        "event", [row.record for row in rows], total, on, context(store), said, 0 if rows else 1, left_out
    )
