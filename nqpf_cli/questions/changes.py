"""What is new in all kinds at once: how many records came in or changed from a day on, and the weightiest."""

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Unsuited
from nqpf_cli.model.kinds import RANKED
from nqpf_cli.model.record import ADDED, BECAME, Answer, Record, Result, last_change
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.listing import ListingQuery

MOST = 3
"""So many records are named."""


class ChangesResult(Result[Record]):
    """The kinds with records that came in or changed since the ISO day `since`, each with how many.

    `how` counts all by what became of them. `first` holds the weightiest: where the law changed before what was wrong,
    what is new, what was read again; among these measures and documents first, then the latest.
    """

    since: str
    how: dict[str, int]
    first: list[Record]


def changes(store: Store, asked: ListingQuery, on: str) -> ChangesResult:
    """Count what came in or changed from `asked.changed_since` on. Raises Unsuited for any other filter."""
    if others := [name for name in asked.used if name != "changed-since"]:
        raise Unsuited(others[:1], suited=["policies"])
    since, released = asked.changed_since or "", store.meta("dataset")["first_release"]
    how = dict.fromkeys(BECAME, 0)
    kinds: list[Record] = []
    found: list[tuple[int, bool, float, Record]] = []
    latest: dict[str, str] = {}
    for kind, said in store.meta("vocabularies")["kind"].items():
        records = [row.record for row in query.select(store, kind, sql_filters.changed_since(since))]
        for record in records:
            latest[record["id"]], what = last_change(record, released, since)
            how[what] += 1
            found.append((BECAME.index(what), kind not in ADDED, -RANKED[kind], record))
        row = {"kind": kind, "plural": said["plural"], "count": len(records), "meaning": said["meaning"]}
        kinds += [row] if records else []
    found.sort(key=lambda one: latest[one[-1]["id"]], reverse=True)
    found.sort(key=lambda one: one[:-1])
    answer = Answer("kind", kinds, len(kinds), on, context(store), code=0 if kinds else 1)
    how = {what: many for what, many in how.items() if many}
    return ChangesResult(answer, since, how, [record for *_, record in found[:MOST]])
