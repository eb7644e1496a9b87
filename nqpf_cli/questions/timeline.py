"""What happened when: events chosen by date, place, category or body."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.area import Area, Elsewhere, area_named, elsewhere, in_area, regions_of

if TYPE_CHECKING:
    from nqpf_cli.model.records import Event  # noqa: F401 - in quotes below


class TimelineQuery(Values):
    """Which events: from and until which ISO days, how far back (`6m`), of which categories, bodies, places, sectors.

    An event is of a sector where its text names it. Names are as typed, `typed` is all that was written for the other
    filters. `with_parents` adds what wider places have, `with_children` what lies inside. `every` also takes what is no
    milestone. `changed_since` is the ISO day from which on what came in or changed is taken.
    """

    since: str | None = None
    until: str | None = None
    last: str | None = None
    category: Sequence[str] = ()
    actor: Sequence[str] = ()
    region: Sequence[str] = ()
    with_parents: bool = False
    with_children: bool = False
    every: bool = False
    reverse: bool = False
    limit: int | None = None
    typed: str = ""
    changed_since: str | None = None
    sector: Sequence[str] = ()


class TimelineResult(Result["Event"]):
    """Events in order of date, of how many on record; `milestones` where nothing was asked for and only these came.

    `area` has the places that were asked for, `elsewhere` counts what more stands around them. `begins` is the date of
    the first event on record, where an earlier day was asked for.
    """

    asked: TimelineQuery
    area: Area
    elsewhere: Elsewhere
    events: int
    milestones: bool
    begins: str = ""


def timeline(store: Store, asked: TimelineQuery, on: str) -> TimelineResult:
    """Find the milestones where nothing is asked for, else every event that matches.

    A span counts back from the end of the month that the events reach, not from today. Raises NqpfError for a region,
    category or sector that does not exist, ValueError for a span such as "soon".
    """
    since = asked.since
    if asked.last:
        reach = dates.bounds(store.meta("dataset")["covers_until"])[1]
        since = max(since or "", dates.back(reach, asked.last))
    where: list[SqlFilter] = sql_filters.overlap(since, asked.until)
    if asked.category:
        chosen = lookup.choices(store, "event_category", asked.category, "category")
        where.append(sql_filters.facet("category", chosen))
    if asked.sector:
        from nqpf_cli.questions.by_name import by_text

        where.append(by_text(store, lookup.choices(store, "sector", asked.sector)))
    where += [*lookup.bodies(store, asked.actor), *sql_filters.changed_since(asked.changed_since)]
    area = area_named(store, asked.region, with_parents=asked.with_parents, with_children=asked.with_children)
    more = elsewhere(store, "event", area, where)
    where += in_area(area, "event")
    filed = lexicon.filed(store, {"sector": lookup.parts(asked.sector)})
    milestones = not where and not asked.every
    if milestones:
        where.append(sql_filters.facet("milestone", ["yes"]))
    total, events = query.count(store, "event", where), store.meta("counts")["event"]
    rows = query.select(store, "event", where, reverse=asked.reverse, limit=asked.limit)
    left_out = {"no-milestone": events - total} if milestones and events > total else {}
    records, code = [row.record for row in rows], 0 if rows else 1
    regions = regions_of(store, area, list(more.above))
    answer = Answer(
        "event", records, total, on, context(store), code, left_out, regions, filed=filed, around=more.told
    )
    earlier = bool(asked.since) and all(str(asked.since)[:4] < record["date"][:4] for record in records)
    first = [row.record["date"] for row in query.select(store, "event", limit=1)] if earlier else []
    begins = next((day for day in first if day > str(asked.since)), "")
    return TimelineResult(answer, asked, area, more, events, milestones, begins)
