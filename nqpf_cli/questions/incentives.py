"""Which measures a place offers, to whom, how much, until when, and what nearly matches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NotFound
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import Equality, context, equality, marked, status_of, with_status
from nqpf_cli.questions.area import Area, Elsewhere, area_of, gaps, in_area, regions_of, split
from nqpf_cli.questions.area import elsewhere as around
from nqpf_cli.wording.amounts import yuan
from nqpf_cli.wording.status import IN_FORCE, ORDER, SHOWN, Status

if TYPE_CHECKING:
    from nqpf_cli.model.records import Incentive  # noqa: F401 - in quotes below

SORTS = {
    "status": "the best founded first",
    "amount": "the highest ceiling first",
    "end": "what ends soonest first",
    "region": "by place",
}

VALUES = {"sector": "sectors", "beneficiary": "beneficiaries", "instrument": "instrument"}
"""Vocabularies whose values narrow the measures, with the field of a measure that holds them."""

FACETS = {"beneficiary": "for"}
"""What the index calls one of them, where that is not its own name."""

OPEN = ("sector", "beneficiary")
"""Those of which a measure may be open to any value."""


class IncentivesQuery(Values):
    """Which measures, in what order: names and values as typed, days as ISO text.

    `min_cap` is a ceiling in whole yuan, `expiring` a span ("90d") or an ISO date by which the end must lie. `every`
    also takes what is ended, replaced, not yet in force or a draft; a `status` asked for is taken, whatever it is.
    `with_parents` adds what wider places offer here, `with_children` what lies inside. `changed_since` takes what came
    in or changed from a day on. `only` leaves out what names neither the sector nor the beneficiary asked for, but is
    open to any. `sort` is a key of SORTS. `place` was typed where a place is expected: what of it names none is looked
    for in the text of measures.
    """

    region: Sequence[str] = ()
    sector: Sequence[str] = ()
    beneficiary: Sequence[str] = ()
    instrument: Sequence[str] = ()
    policy: Sequence[str] = ()
    min_cap: int | None = None
    expiring: str | None = None
    every: bool = False
    with_parents: bool = False
    with_children: bool = False
    sort: str = "status"
    limit: int | None = None
    status: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    reverse: bool = False
    changed_since: str | None = None
    only: bool = False
    place: str = ""

    def is_empty(self) -> bool:
        """Was nothing asked for, not even an order or a number of rows?"""
        narrowed = self.replace(with_parents=False, with_children=False).as_dict()
        return all(value in (getattr(IncentivesQuery, name), []) for name, value in narrowed.items())


class Selection(Values):
    """A query with its names resolved to ids and values, once.

    `values` has what was asked for by vocabulary, `wider` that and what includes it: a measure for any enterprise is
    one for a small firm. `equality` is the law that opens measures to the firms asked for, if there is one. `states`
    are the codes of the statuses asked for. `words` were typed for a place and are none; `holding` keeps what has them.
    `filed` is that of an answer, and `closer` has the ids of the measures that name what is narrower themselves.
    """

    asked: IncentivesQuery
    area: Area
    values: dict[str, list[str]]
    wider: dict[str, list[str]]
    policies: list[str]
    equality: Equality | None
    states: list[str]
    words: str
    holding: SqlFilter | None
    filed: dict[str, str]
    closer: frozenset[str] = frozenset()

    @property
    def undated(self) -> bool:
        """Whether what is known to be in force was asked for and what has no end date found, which is told apart."""
        return "end-not-read" in self.states and not set(IN_FORCE).isdisjoint(self.states)

    @property
    def named(self) -> frozenset[str]:
        """The beneficiaries whose own measures come before those of wider groups."""
        return self.equality.named if self.equality else frozenset(self.values.get("beneficiary", ()))

    def names(self, record: Record) -> bool:
        """Does a measure name a sector or beneficiary that is asked for, or was none; else it is open to any."""
        asked = [name for name in OPEN if name in self.values]
        return not asked or any(not set(self.values[name]).isdisjoint(record[VALUES[name]]) for name in asked)


class Candidate(Values):
    """A measure, its status on the day, and what it fails: by that status, a filter or a field of the query."""

    row: Row
    status: Status
    failed: list[str]


class IncentivesResult(Result["Incentive"]):
    """The measures that match, each with its status and open questions.

    `matched` also has those that a limit cut off. `near` maps the ids of measures that fail one test alone to it, as
    `Candidate` names it. `policies` has the documents of what matched, by id; where nothing did, those of the places
    whose text names the sector.
    """

    selection: Selection
    matched: list[Record]
    near: dict[str, str]
    elsewhere: Elsewhere
    policies: dict[str, Record]


def incentives(store: Store, asked: IncentivesQuery, on: str) -> IncentivesResult:
    """Find the measures that match on the ISO day `on`.

    What is ended, replaced, not yet or only a draft is counted in `left_out`, not given, unless every one is asked for.
    Raises NotFound for a name, BadValue for a value that does not exist.
    """
    selection = resolve(store, asked)
    kept, rest = match(store, selection, on)
    near = near_misses(store, selection, [*kept, *rest], on)
    matched = as_records(kept, selection)
    more = elsewhere(store, selection, on)
    if selection.filed and selection.closer.isdisjoint(record["id"] for record in matched):
        from nqpf_cli.questions.narrower import naming

        closer = selection.replace(holding=naming(store, selection.filed, [*VALUES], selection.holding))
        more = more.replace(closer=elsewhere(store, closer, on))
    named = [*(record["region"] for record in matched), *more.above]
    why = {one.row.record["id"]: one.failed[0] for one in near}
    reasons = Counter(why.values())
    left = {reason: many for reason, many in reasons.items() if reason in (*ORDER, "open-to-any")}
    missed = {reason: many for reason, many in reasons.items() if reason not in left}
    specific = sum(map(selection.names, matched)) if selection.values.keys() & OPEN else None
    answer = Answer(
        "incentive", matched[: asked.limit], len(matched), on, context(store), 0 if matched else 1, left,
        regions_of(store, selection.area, named), searched=selection.words, specific=specific, filed=selection.filed,
        missed=missed, around=more.told, gaps=gaps(store, selection.area.own, selection.values.get("instrument", ())),
    )  # fmt: skip
    if matched:
        return IncentivesResult(answer, selection, matched, why, more, policies_of(store, matched))
    from nqpf_cli.questions.narrower import documents  # of no use where something matched

    papers = documents(store, selection.area, selection.values.get("sector", ()))
    return IncentivesResult(answer.replace(documents=[*papers]), selection, matched, why, more, papers)


def resolve(store: Store, asked: IncentivesQuery) -> Selection:
    """Turn the names of a query into ids and values. Raises NotFound and BadValue for those that do not exist."""
    places, words, holding = _typed_for_a_place(store, asked.place) if asked.place else ([], "", None)
    own = list(dict.fromkeys([*places, *lookup.regions(store, asked.region)]))
    area = area_of(store, own, with_parents=asked.with_parents, with_children=asked.with_children)
    typed = {"beneficiary": asked.beneficiary, "sector": asked.sector, "instrument": asked.instrument}
    values = {name: found for name in typed if (found := lookup.choices(store, name, typed[name]))}
    wider = {name: lookup.including(store, name, chosen) for name, chosen in values.items()}
    equal = equality(store, values.get("beneficiary", ()))
    policies, states = lookup.policies(store, asked.policy), lookup.states(store, asked.status)
    asked = asked.replace(status=lookup.standings(store, asked.status)) if asked.status else asked
    filed = lexicon.filed(store, {name: lookup.parts(words) for name, words in typed.items()})
    selection = Selection(asked, area, values, wider, policies, equal, states, words, holding, filed)
    if filed:
        from nqpf_cli.questions.narrower import closer

        selection = selection.replace(closer=closer(store, filed, [*VALUES], area))
    if words and not own and not query.count(store, "incentive", list(filters_of(selection).values())):
        from nqpf_cli.questions.not_found import missed

        raise missed(store, ("region",), asked.place, "region")
    return selection


def _typed_for_a_place(store: Store, text: str) -> tuple[list[str], str, SqlFilter | None]:
    """Return the places that a text names, the words of it that name none, and the filter for what holds these."""
    try:
        return lookup.regions(store, [text]), "", None
    except NotFound as missed:
        from nqpf_cli.questions.within import places_and_words

        return places_and_words(store, text, missed)


def filters_of(selection: Selection) -> dict[str, SqlFilter]:
    """Return the filters other than place and day, by what they ask for."""
    here = bool(selection.area.own)
    found = {
        name: sql_filters.facet(FACETS.get(name, name), selection.wider[name], prefer_exists=here)
        for name in VALUES
        if name in selection.wider
    }
    if selection.policies:
        found["policy"] = sql_filters.facet("policy", selection.policies)
    if selection.holding:
        found["words"] = selection.holding
    if changed := sql_filters.changed_since(selection.asked.changed_since):
        found["changed-since"] = changed[0]
    return found


def match(store: Store, selection: Selection, on: str) -> tuple[list[Candidate], list[Candidate]]:
    """Find what passes every filter: the measures that the day and the sum let through too, in order, and the rest."""
    found = _candidates(store, selection, filters_of(selection).values(), on)
    dataset = store.meta("dataset")
    kept = [one for one in found if not one.failed]
    kept.sort(key=lambda one: _sort_key(one, selection, dataset), reverse=selection.asked.reverse)
    kept.sort(key=lambda one: _kept_apart(one, selection))
    return kept, [one for one in found if one.failed]


def _kept_apart(one: Candidate, selection: Selection) -> tuple[bool, bool, bool]:
    """Return what puts measures after others however they are sorted: not naming what was asked for, or standing."""
    stands = not selection.undated or one.status.code in IN_FORCE
    return not selection.names(one.row.record), one.row.record["id"] not in selection.closer, not stands


def near_misses(store: Store, selection: Selection, found: Sequence[Candidate], on: str) -> list[Candidate]:
    """Return what fails one test alone, of what passes every filter (`found`) and, at a place, all but one of them."""
    near = [one for one in found if len(one.failed) == 1]
    if not selection.area.own:
        return near
    known = {one.row.record["id"] for one in found}
    filters = filters_of(selection)
    for name in filters:
        others = [condition for other, condition in filters.items() if other != name]
        passed = (one for one in _candidates(store, selection, others, on) if not one.failed)
        near += [one.replace(failed=[name]) for one in passed if one.row.record["id"] not in known]
    return near


def _candidates(store: Store, selection: Selection, filters: Iterable[SqlFilter], on: str) -> list[Candidate]:
    """Return the measures of the places, with what wider places offer and what lies inside where that is asked for."""
    asked, dataset = selection.asked, store.meta("dataset")
    rows = query.select(store, "incentive", [*in_area(selection.area), *filters])
    until = dates.until(on, asked.expiring) if asked.expiring else None
    wanted = selection.states or (ORDER if asked.every else SHOWN)
    found: list[Candidate] = []
    for row in rows:
        state = status_of(store, row, on)
        failed = [] if state.code in wanted else [state.code]
        if (asked.since or asked.until) and not row.touches(asked.since, asked.until):
            failed.append("span")
        if until and not state.ends_between(on, until):
            failed.append("expiring")
        if asked.only and not selection.names(row.record):
            failed.append("open-to-any")
        if asked.min_cap is not None and (yuan(row.record, dataset) or -1) < asked.min_cap:
            failed.append("min-cap")
        found.append(Candidate(row, state, failed))
    return found


def _sort_key(one: Candidate, selection: Selection, dataset: Record) -> tuple[Any, ...]:
    """Return what measures are sorted by: unless asked otherwise by the nearest place, who is named before who is only

    included, the best founded status, what ends soonest; of what names no end the newest.
    """
    record, asked = one.row.record, selection.asked
    rank = ORDER.index(one.status.code)
    amount = -(yuan(record, dataset) or 0)
    end = one.status.until or "9999"
    match "end" if asked.expiring and asked.sort == "status" else asked.sort:
        case "amount":
            return (amount, record["id"])
        case "end":
            return (end, record["id"])
        case "region":
            return (record["region"], rank, record["id"])
    included = bool(selection.named) and selection.named.isdisjoint(record["beneficiaries"])
    far = selection.area.distance.get(record["region"], 0)
    age = -one.row.derived.get("year", 0) if one.status.until is None else 0
    return (far, included, rank, end, age, record.get("policy", "~"), amount, record["id"])


def as_records(found: Iterable[Candidate], selection: Selection) -> list[Record]:
    """Return measures as every format prints them, with the law that opens each to the firms asked for."""
    return [marked(with_status(one.row, one.status), selection.equality) for one in found]


def elsewhere(store: Store, selection: Selection, on: str) -> Elsewhere:
    """Count the measures around the places that would be shown, were they asked for."""
    asked, area, filters = selection.asked, selection.area, filters_of(selection).values()
    judged = asked.only or asked.expiring or asked.since or asked.until or selection.states
    if asked.min_cap is None and not judged:
        return around(store, "incentive", area, [*sql_filters.standing_on(on), *filters])
    wide = selection.replace(area=area.replace(with_parents=True, with_children=True))
    found = _candidates(store, wide, filters, on) if area.own else []
    return split(area, Counter(one.row.record["region"] for one in found if not one.failed))


def policies_of(store: Store, records: Iterable[Record]) -> dict[str, Record]:
    """Return the documents on which measures rest, by id."""
    return query.records(store, (record["policy"] for record in records if "policy" in record))
