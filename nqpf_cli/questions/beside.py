"""What stands on a page to hand on beside its measures: documents, targets and events."""

from collections.abc import Iterable, Sequence

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.record import Record, issued
from nqpf_cli.model.values import Values
from nqpf_cli.questions.annotate import as_of
from nqpf_cli.questions.area import Area, in_area
from nqpf_cli.questions.by_name import by_text

POLICIES, TARGETS, EVENTS = 15, 15, 10
"""So many of each stand on the page, the newest or nearest; the rest is counted."""


class Part(Values):
    """The records of a kind that stand on the page, how many there are, and how many more name no sector asked for."""

    records: list[Record]
    total: int
    others: int = 0


def beside(
    store: Store, names: Sequence[str], area: Area, sectors: Sequence[str], rested: Iterable[str], on: str
) -> tuple[Part, Part, Part, list[str]]:
    """Find the documents, targets and events of a place, or that mention one of some names, and the days of all events.

    Of a place those alone whose text names one of the `sectors`, where there are any; the others are counted. The
    documents that measures rest on (`rested`, by id) belong to the page whatever they say. Days run from the oldest on.
    """
    whole = [sql_filters.mentioning(names)] if names else in_area(area, "event")
    where = [*whole, *([by_text(store, sectors)] if sectors else [])]
    policies = nearest(POLICIES, area, _policies(store, where, rested, on))
    targets = nearest(TARGETS, area, _targets(store, where, on))
    happening = [row.record for row in query.select(store, "event", where, reverse=True)]
    events = nearest(EVENTS, area, happening)
    events.records.sort(key=lambda event: event["date"], reverse=True)
    parts = {"policy": policies, "target": targets, "event": events}
    if sectors:
        parts = {
            kind: part.replace(others=max(0, query.count(store, kind, whole) - part.total))
            for kind, part in parts.items()
        }
    return parts["policy"], parts["target"], parts["event"], [one["date"] for one in reversed(happening)]


def nearest(most: int, area: Area, records: Sequence[Record]) -> Part:
    """Keep the first records, what wider places have after all else and the nearest first, in order otherwise."""
    outer = {place: area.distance[place] for place in area.above}
    ordered = sorted(records, key=lambda record: outer.get(record["region"], 0))
    return Part(ordered[:most], len(ordered))


def _policies(store: Store, where: Sequence[SqlFilter], rested: Iterable[str], on: str) -> list[Record]:
    """Find documents, the newest first: those of the subject, and those its measures rest on."""
    rows = {row.record["id"]: row for row in query.select(store, "policy", where)}
    rows |= query.get_many(store, rested)

    def newest(row: Row) -> tuple[str, str]:
        return issued(row.record) or "", row.record["id"]

    return [as_of(store, row, on) for row in sorted(rows.values(), key=newest, reverse=True)]


def _targets(store: Store, where: Sequence[SqlFilter], on: str) -> list[Record]:
    """Find targets: what is still ahead, the nearest first; then what is past or without a date."""
    rows = query.select(store, "target", where)
    ahead = [row for row in rows if row.last and row.last >= on]
    return [row.record for row in (*ahead, *(row for row in reversed(rows) if row not in ahead))]
