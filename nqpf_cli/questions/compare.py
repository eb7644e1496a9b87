"""Places side by side: in each field, how many measures stand there and the best that one of them names.

Only like is set against like. A ceiling of money paid, a limit of a loan, a stake, a share of a cost, points of
interest, a tax rate: each has a best of its own, and a pot is no ceiling at all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.index.query import records as records_of
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Lists, Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, packs_of, with_status
from nqpf_cli.questions.area import Elsewhere, area_of, gaps
from nqpf_cli.questions.incentives import VALUES, IncentivesQuery, elsewhere, match, resolve
from nqpf_cli.wording.amounts import LEADS, yuan
from nqpf_cli.wording.status import IN_FORCE, age_words

BY = {
    "sector": ("sector",),
    "instrument": ("instrument",),
    "beneficiary": ("beneficiary",),
    "both": ("sector", "instrument"),
}
"""What a row can be, by the vocabularies that name it."""

FIRM = tuple(LEADS)
"""Kinds of rates and ceilings: of two that are equal the firmer is the better."""

LONGEST = 4
"""So many words of a command line may make up the name of one region."""

Worth: TypeAlias = tuple[float, int]
"""How good a figure is within its class, and how firm; the larger is the better."""


class CompareQuery(Values):
    """Places to compare, as typed, and which of the measures of each; `by` is a key of BY."""

    regions: Sequence[str]
    by: str = "both"
    measures: IncentivesQuery = IncentivesQuery()


class Standing(Values):
    """How many measures of a place have each status, by code, and what is said of those presumed lapsed."""

    counts: dict[str, int]
    old: str


class CompareResult(Result[Record]):
    """A record a row: its sector, instrument or both, and for each place a count, the bests and the measures.

    `everywhere` of a row has the same of the measures that all places share, where there are any. `places` are ids in
    the order given. `values` has what the filters ask for, by vocabulary, `compared` the codes of the statuses that
    count. `measures` has what is compared, by id; `nearby` what stands around each place: what holds there from wider
    places only where nothing of its own is compared.
    """

    asked: CompareQuery
    places: list[str]
    values: dict[str, list[str]]
    compared: Sequence[str]
    standing: dict[str, Standing]
    measures: dict[str, Record]
    nearby: dict[str, Elsewhere]


def compare(store: Store, asked: CompareQuery, on: str) -> CompareResult:
    """Set the measures of places side by side, as they stand on the ISO day `on`.

    What is presumed lapsed, ended, replaced, starting later or a draft is counted, not compared. Raises Missing for
    fewer than two places, NotFound for a name and BadValue for a value that does not exist.
    """
    vocabularies, dataset = store.meta("vocabularies"), store.meta("dataset")
    places = lookup.regions(store, names_among(store, asked.regions))
    if len(places) == 1:  # an area that spans several stands for these
        places = records_of(store, places)[places[0]].get("spans", places)
    if len(places) < 2:
        raise Missing("compare", "two places or more")
    wide = {"with_parents": asked.measures.with_parents, "with_children": asked.measures.with_children}
    selection = resolve(store, asked.measures.replace(with_parents=False, with_children=False))
    compared = selection.states or [*IN_FORCE, "end-not-read"]
    names = BY[asked.by]
    standing: dict[str, Standing] = {}
    measures: dict[str, Record] = {}
    areas: dict[str, Record] = {}
    nearby: dict[str, Elsewhere] = {}
    any_one: set[str] = set()
    rows: dict[tuple[str, ...], dict[str, list[Record]]] = {}
    for place in places:
        area = area_of(store, [place], **wide)
        areas |= area.regions
        kept, rest = match(store, selection.replace(area=area), on)
        counts = Counter(one.status.code for one in (*kept, *rest))
        any_one |= {one.row.record["id"] for one in rest if one.failed == ["open-to-any"]}
        here = [with_status(one.row, one.status) for one in kept]
        standing[place] = Standing(dict(counts), age_words(here))
        here = [record for record in here if record["status"]["code"] in compared]
        around = elsewhere(store, selection.replace(area=area), on)
        nearby[place] = around.replace(above={}) if here else around
        areas |= records_of(store, nearby[place].above)
        for record in here:
            measures[record["id"]] = record
            for key in _keys(record, names, selection.wider):
                rows.setdefault(key, {}).setdefault(place, []).append(record)
    order = {name: [*selection.values.get(name, ()), *vocabularies[name]] for name in names}

    def rank(key: Sequence[str]) -> list[int]:
        return [order[name].index(value) for name, value in zip(names, key, strict=True)]

    records = [
        _row(dict(zip(names, key, strict=True)), places, rows[key], vocabularies, dataset)
        for key in sorted(rows, key=rank)
    ]
    above = {place: many for near in nearby.values() for place, many in near.above.items()}
    left = {"open-to-any": len(any_one), "wider-places": sum(above.values())}
    left["places-inside"] = sum(near.inside for near in nearby.values())
    regions = areas | records_of(store, [record["region"] for record in measures.values()])
    shown = asked.replace(measures=selection.asked.replace(**wide))
    answer = Answer(
        "comparison", records, len(records), on, context(store), 0 if records else 1,
        {why: many for why, many in left.items() if many}, regions, fields=[*names, "regions", "sources"],
        filed=selection.filed, gaps=gaps(store, places, selection.values.get("instrument", ())),
    )  # fmt: skip
    return CompareResult(answer, shown, places, selection.values, compared, standing, measures, nearby)


def names_among(store: Store, words: Sequence[str]) -> list[str]:
    """The words of a command line as names of regions: those that make up one name need no quotes.

    Each of several places stays one where together they name a third (beijing tianjin hebei), or nothing would be left
    to compare with (shanghai lingang). What only joins them is passed over: shenzhen vs hangzhou.
    """
    alone = lexicon.named_each(store, ("region",), words) if words else []
    found: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST), at, -1)
        joined = [" ".join(words[at:end]) for end in ends]
        named = zip(joined, ends, lexicon.named_each(store, ("region",), joined), strict=True)
        name, at = next(
            ((name, end) for name, end, ids in named if ids and _is_one(ids, alone[at:end])),
            (words[at], at + 1),
        )
        found.append(name)
    if len(found) == 1 and all(alone):
        return list(words)
    return [name for name in found if not lookup.only(name, lookup.said_in_passing(store))] or found


def _is_one(whole: Sequence[str], each: Sequence[Sequence[str]]) -> bool:
    """Whether words name one place together: some of them names none alone, or the place itself (Beijing Yizhuang)."""
    return not all(each) or any(one in whole for names in each for one in names)


def _keys(record: Record, names: Sequence[str], shown: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Return the rows in which a measure stands: one for each of its values, of those that a filter shows."""
    keys: list[tuple[str, ...]] = [()]
    for name in names:
        value = record[VALUES[name]]
        values = value if isinstance(value, list) else [value]
        keys = [(*key, each) for key in keys for each in values if each in shown.get(name, values)]
    return keys


def _row(
    name: Record, places: Sequence[str], held: dict[str, list[Record]], vocabularies: Lists, dataset: Record
) -> Record:
    def cell(records: Sequence[Record]) -> Record:
        packs = sorted({pack for record in records for pack in packs_of(record)})
        best = bests(records, vocabularies, dataset)
        ids = [record["id"] for record in records]
        return {"count": len(records), **best, "measures": ids} | ({"packs": packs} if packs else {})

    cells = {place: cell(held.get(place, [])) for place in places}
    shared = set.intersection(*({*one["measures"]} for one in cells.values()))
    common = cell([record for record in held.get(places[0], ()) if record["id"] in shared])
    named = {measure for one in (*cells.values(), common) for measure in named_in(one).values()}
    shown = (record for records in held.values() for record in records if record["id"] in named)
    pages = dict.fromkeys(page for record in shown for page in record["sources"])
    return {**name, "regions": cells, **({"everywhere": common} if shared else {}), "sources": list(pages)}


def named_in(cell: Record) -> dict[str, str]:
    """Return best -> the measure that a cell names for it; where none has a figure, the best founded, under ""."""
    found = {name: str(best["measure"]) for name, best in cell.items() if name.startswith("best_")}
    return found or dict.fromkeys([""] if cell["measures"] else [], "".join(cell["measures"][:1]))


def bests(records: Sequence[Record], vocabularies: Lists, dataset: Record) -> Record:
    """`best_cap`, `best_rate`, `best_loan`, …: of each class the best, with whose it is and how that stands."""
    found: dict[str, tuple[Worth, Record]] = {}
    for record in records:
        for name, worth, figure in _figures(record, vocabularies, dataset):
            if name not in found or worth > found[name][0]:
                found[name] = (worth, {**figure, "measure": record["id"], "status": record["status"]["code"]})
    return {f"best_{name}": found[name][1] for name in sorted(found, key=_rank)}


def _rank(name: str) -> tuple[bool, bool, str]:
    return name != "cap", name != "rate", name


def _figures(record: Record, vocabularies: Lists, dataset: Record) -> Iterator[tuple[str, Worth, Record]]:
    """(class, how good, figure) of the ceiling and of the rate of a measure, whichever it has."""
    counts = vocabularies["instrument"][record["instrument"]].get("counts", "")
    cap, rate = record.get("cap"), record.get("rate_percent")
    if cap:
        name = cap.get("of") or {"tax": "tax_cap", "": "cap"}.get(counts, counts)
        worth = (yuan(record, dataset) or 0, -FIRM.index(cap["kind"]))
        yield name, worth, {key: value for key, value in cap.items() if key != "group"}
    if rate is not None:
        kind, base = record["rate_kind"], record.get("cost_base")
        figure = {"percent": rate, "kind": kind, **({"cost_base": base} if base else {})}
        of = f"_{base.replace('-', '_')}" if base else ""
        if kind == "reduced-rate":
            yield f"tax_rate{of}", (-rate, 0), figure
        elif kind == "deduction":
            yield "deduction", (rate, 0), figure
        elif base and vocabularies["cost_base"][base].get("points"):
            yield "points", (rate, -FIRM.index(kind)), figure
        else:
            name = f"tax_credit{of}" if counts == "tax" else "rate"
            yield name, (rate, -FIRM.index(kind)), figure
