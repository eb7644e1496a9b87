"""All records of a kind that pass the filters which suit it, and the kinds there are."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import BadValue, Unsuited, bad_choice
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.record import ADDED, Answer, Record, issued
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told
from nqpf_cli.wording.status import ORDER, code_of, soon_days

Filters: TypeAlias = Mapping[str, Sequence[str]]
"""The name of a filter -> the values that it lets through, as typed; what is empty filters nothing."""

OPTIONS = (
    "region", "since", "until", "category", "kind", "level", "about", "actor", "policy", "status", "on", "sector",
    "for", "instrument", "series", "publisher", "reverse",
)  # fmt: skip
"""The order in which the filters of a kind are named; one that is not here comes last."""


def _takes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {option: [] for option in OPTIONS}
    for kind, described in KINDS.items():
        fields = fields_of(kind)
        own = [field.filter for field in fields.values() if field.filter]
        own += ["region"] if kind == "region" or "region" in fields else []
        own += ["since", "until", "reverse"] if described.when else []
        own += ["status", "on"] if kind in ADDED else []
        for option in own:
            found.setdefault(option, []).append(kind)
    return found


TAKES = _takes()
"""Option -> the kinds it suits; an option that is not here suits all."""


def closed_by(option: str, kind: str) -> str:
    """The vocabulary whose values an option takes for a kind, or nothing where none closes them."""
    return next((field.vocabulary for field in fields_of(kind).values() if field.filter == option), "")


class ListingQuery(NamedTuple):
    """Which records: of a kind (singular or plural), passing every filter, of a span of ISO days, at most `limit`.

    `on` is the ISO day of every status where one was asked for. `typed` is all that was written for the filters.
    """

    kind: str = ""
    filters: Filters = {}  # noqa: RUF012 - read only
    since: str | None = None
    until: str | None = None
    on: str | None = None
    reverse: bool = False
    limit: int | None = None
    typed: str = ""

    @property
    def used(self) -> list[str]:
        """The names of all filters that were given."""
        other = [name for name in ("on", "reverse", "limit") if getattr(self, name)]
        names = [
            *(name for name in ("since", "until") if getattr(self, name)),
            *filter(self.filters.get, self.filters),
        ]
        return [*sorted(names, key=lambda name: name != "region"), *other]


class ListingResult(NamedTuple):
    """The records of a kind that match, of `whole` in all; `undated` counts those that a span left out for no date.

    Of regions, `parents` is the tree of all, and `counts` holds by kind how many records each has of its own.
    """

    answer: Answer
    asked: ListingQuery
    whole: int
    undated: int
    counts: dict[str, dict[str, int]]
    parents: dict[str, str | None]

    @property
    def records(self) -> list[Record]:
        """The records of the answer."""
        return self.answer.records


def listing(store: Store, asked: ListingQuery, on: str) -> ListingResult:
    """Find the records of a kind that pass every filter, with their status on the ISO day `on` where they have one.

    Raises NqpfError for a name or value that does not exist, and for a filter that does not suit the kind.
    """
    kind, on, dated = lookup.kind(store, asked.kind), asked.on or on, asked.since or asked.until
    suited(store, kind, asked)
    other = [
        made for name, values in asked.filters.items() if values for made in wheres(store, kind, name, values)
    ]
    where = [*other, *span(kind, asked.since, asked.until)]
    codes = states(asked.filters.get("status", ()))
    # Where nothing is filtered or ordered afterwards, only the records that are shown are read.
    read = None if kind == "region" or codes or dated else asked.limit
    rows = query.select(store, kind, where, reverse=asked.reverse, limit=read)
    soon = soon_days(store.meta("dataset"))
    records = [told(row, on, soon) for row in rows if within(row, asked.since, asked.until)]
    if codes:
        records = [record for record in records if record["status"]["code"] in codes]
    counts, parents = {}, {}
    if kind == "region":
        counts = {counted: query.count_by_region(store, counted) for counted in ("policy", "incentive")}
        parents = query.parents(store)
        records = as_tree(records, parents)
    shown = records[: asked.limit]
    total = query.count(store, kind, where) if read is not None else len(records)
    places = (record["region"] for record in shown if kind != "region" and "region" in record)
    regions, code = query.records(store, places), 0 if records else 1
    answer = Answer(kind, shown, total, on, context(store), code=code, regions=regions)
    undated = without_date(store, kind, other) if dated else 0
    return ListingResult(answer, asked, query.count(store, kind), undated, counts, parents)


def kinds(store: Store, asked: ListingQuery, on: str) -> Answer:
    """Count the records of each kind. Raises NqpfError (code 2) for any filter."""
    if asked.used:
        raise Unsuited(asked.used[:1], suited=_suiting(store, asked.used[0]))
    counts = store.meta("counts")
    records = [
        {"kind": kind, "plural": said["plural"], "count": counts[kind], "meaning": said["meaning"]}
        for kind, said in store.meta("vocabularies")["kind"].items()
    ]
    return Answer("kind", records, len(records), on, context(store))


def suited(store: Store, kind: str, asked: ListingQuery) -> None:
    """Raise Unsuited for the first filter that does not suit the kind, with the kinds that take it."""
    for option in asked.used:
        taken = TAKES.get(option)
        if taken and kind not in taken:
            takes = [name for name, kinds in TAKES.items() if kind in kinds] + ["limit"]
            plural = store.meta("vocabularies")["kind"][kind]["plural"]
            raise Unsuited([option], plural, _suiting(store, option), takes)


def _suiting(store: Store, option: str) -> list[str]:
    """The kinds that an option suits, in the plural: the one that it names first, others as the closed lists stand."""
    known = store.meta("vocabularies")
    lists = ["", *known]
    found = [kind for kind in known["kind"] if kind in TAKES.get(option, ("policy",))]
    found.sort(key=lambda kind: (kind != option, lists.index(closed_by(option, kind))))
    return [known["kind"][kind]["plural"] for kind in found]


def wheres(store: Store, kind: str, option: str, values: Sequence[str]) -> list[SqlFilter]:
    """One filter as SQL; nothing for a status, by which records are filtered afterwards."""
    if made := OPEN.get(option):
        return made(store, kind, values)
    vocabulary = closed_by(option, kind)
    return (
        [sql_filters.facet(option, lookup.choices(store, vocabulary, values, option))] if vocabulary else []
    )


def _region(store: Store, kind: str, values: Sequence[str]) -> list[SqlFilter]:
    places = lookup.regions(store, values)
    return [sql_filters.among(places) if kind == "region" else sql_filters.in_regions(places)]


def span(kind: str, since: str | None, until: str | None) -> list[SqlFilter]:
    """What lies in the span; a document is looked at afterwards, since the index knows its force and not its day."""
    within = [] if kind == "policy" else sql_filters.overlap(since, until)
    return [*within, sql_filters.dated()] if within else []


def _wider(store: Store, option: str, vocabulary: str, values: Sequence[str]) -> list[SqlFilter]:
    return [sql_filters.facet(option, lookup.wider(store, vocabulary, values, option))]


def _series(store: Store, kind: str, values: Sequence[str]) -> list[SqlFilter]:
    known = query.values(store, "series")
    for value in values:
        if value not in known:
            from difflib import get_close_matches

            near = get_close_matches(value[: lookup.TYPED], known, n=3, cutoff=0.4)
            raise BadValue("series", value, known, near)
    return [sql_filters.facet("series", values)]


OPEN: dict[str, Callable[[Store, str, Sequence[str]], list[SqlFilter]]] = {
    "region": _region,
    "actor": lambda store, kind, names: lookup.bodies(store, names),
    "policy": lambda store, kind, names: [sql_filters.facet("policy", lookup.policies(store, names))],
    "sector": lambda store, kind, names: _wider(store, "sector", "sector", names),
    "for": lambda store, kind, names: _wider(store, "for", "beneficiary", names),
    "series": _series,
    "publisher": lambda store, kind, parts: [sql_filters.facet_part("publisher", part) for part in parts],
}
"""Option -> how its value becomes SQL, where that is more than a choice of a vocabulary."""


def within(row: Row, since: str | None, until: str | None) -> bool:
    """Whether a document came about in the span; other kinds the index has filtered already."""
    if row.kind != "policy" or not (since or until):
        return True
    date = issued(row.record)
    if date is None:
        return False
    first, last = dates.bounds(date)
    return last >= (since or "") and first <= (until or "9999")


def without_date(store: Store, kind: str, where: Sequence[SqlFilter]) -> int:
    """How many that pass these filters say no date."""
    if kind == "policy":
        return sum(issued(row.record) is None for row in query.select(store, kind, where))
    return query.count(store, kind, where) - query.count(store, kind, [*where, sql_filters.dated()])


def states(texts: Sequence[str]) -> list[str]:
    """Return the codes meant by codes or printed words. Raises NqpfError (code 2) for a status that does not exist."""
    found: list[str] = []
    for text in texts:
        # Words that are printed may hold a comma.
        for part in [text] if code_of(text) else lookup.parts([text]):
            if not (code := code_of(part)):
                raise bad_choice("status", part, ORDER)
            found.append(code)
    return found


def as_tree(records: Sequence[Record], parents: dict[str, str | None]) -> list[Record]:
    """Regions with what lies inside each right after it, in the order given among equals."""
    below: dict[str | None, list[Record]] = {}
    chosen = {record["id"] for record in records}
    for record in records:
        above = parents.get(record["id"])
        while above is not None and above not in chosen:
            above = parents.get(above)
        below.setdefault(above, []).append(record)
    found: list[Record] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting += below.get(record["id"], [])[::-1]
    return found
