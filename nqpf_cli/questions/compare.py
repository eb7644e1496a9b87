"""Places side by side: in each field, how many measures stand there and the best that one of them names.

Only like is set against like. A ceiling of money paid, a limit of a loan, a stake, a share of a cost, points of
interest, a tax rate: each has a best of its own, and a pot is no ceiling at all.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from nqpf_cli.index.query import Store
from nqpf_cli.index.query import records as records_of
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, packs_of
from nqpf_cli.questions.incentives import Asked as Wanted
from nqpf_cli.questions.incentives import incentives, wanted
from nqpf_cli.wording.amounts import LEADS, yuan
from nqpf_cli.wording.status import IN_FORCE, SHOWN

BY = {
    "sector": ("sector",),
    "instrument": ("instrument",),
    "beneficiary": ("beneficiary",),
    "both": ("sector", "instrument"),
}
"""What a row can be, by the vocabularies that name it."""

FIELDS = {"sector": "sectors", "beneficiary": "beneficiaries", "instrument": "instrument"}
FIRM = tuple(LEADS)
"""Kinds of rates and ceilings: of two that are equal the firmer is the better."""

OLD = "presume-lapsed"


class Asked(NamedTuple):
    """Places to compare, as a person named them, and what of them; `by` is a key of BY."""

    regions: Sequence[str]
    by: str = "both"
    sector: Sequence[str] = ()
    beneficiary: Sequence[str] = ()
    instrument: Sequence[str] = ()
    with_parents: bool = False


def compare(store: Store, asked: Asked, on: str) -> Answer:
    """A record a row: its sector, instrument or both, and for each place a count, the bests and the measures.

    What is presumed lapsed, ended, replaced, not yet or a draft is counted in `said["stand"]`, not compared.
    Raises NqpfError for fewer than two places, and for a name or value that does not exist.
    """
    vocabularies, dataset = store.meta("vocabularies"), store.meta("dataset")
    places = lookup.regions(store, lookup.names_among(store, asked.regions), below=False)
    if len(places) < 2:
        raise Missing("compare", "two places or more")
    found = {place: incentives(store, _wanted(asked, place), on) for place in places}
    live = {
        place: [record for record in answer.records if record["status"]["code"] != OLD]
        for place, answer in found.items()
    }
    shown = _shown(store, asked)
    rows: dict[tuple[str, ...], dict[str, list[Record]]] = {}
    for place, records in live.items():
        for record in records:
            for key in _keys(record, BY[asked.by], shown):
                rows.setdefault(key, {}).setdefault(place, []).append(record)
    order = {name: list(vocabularies[name]) for name in FIELDS}
    names = BY[asked.by]
    records = [
        _row(dict(zip(names, key, strict=True)), places, rows[key], vocabularies, dataset)
        for key in sorted(
            rows, key=lambda key: [order[name].index(value) for name, value in zip(names, key, strict=True)]
        )
    ]
    said = {
        "asked": asked,
        "wanted": wanted(store, _wanted(asked, "")),
        "places": places,
        "measures": {record["id"]: record for records_ in live.values() for record in records_},
        "stand": {place: _stand(found[place]) for place in places},
    }
    return Answer(
        "comparison",
        records,
        len(records),
        on,
        context(store),
        said,
        0 if records else 1,
        regions=records_of(store, places),
        fields=[*names, "regions", "sources"],
    )


def _wanted(asked: Asked, place: str) -> Wanted:
    return Wanted(
        region=[place],
        sector=asked.sector,
        beneficiary=asked.beneficiary,
        instrument=asked.instrument,
        with_parents=asked.with_parents,
    )


def _shown(store: Store, asked: Asked) -> dict[str, set[str]]:
    """Vocabulary -> the values that may name a row, where a filter narrows them."""
    found: dict[str, set[str]] = {}
    if asked.sector:
        found["sector"] = set(lookup.wider(store, "sector", asked.sector))
    if asked.beneficiary:
        found["beneficiary"] = set(lookup.wider(store, "beneficiary", asked.beneficiary))
    return found


def _keys(record: Record, names: Sequence[str], shown: dict[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """The rows in which a measure stands: one for each of its sectors, or of those it is for."""
    keys: list[tuple[str, ...]] = [()]
    for name in names:
        value = record[FIELDS[name]]
        values = value if isinstance(value, list) else [value]
        keys = [(*key, each) for key in keys for each in values if each in shown.get(name, values)]
    yield from keys


def _row(
    name: Record, places: Sequence[str], held: dict[str, list[Record]], vocabularies: Record, dataset: Record
) -> Record:
    cells: Record = {}
    for place in places:
        records = held.get(place, [])
        best = bests(records, vocabularies, dataset)
        cells[place] = {"count": len(records), **best, "measures": [record["id"] for record in records]}
        if packs := {pack for record in records for pack in packs_of(record)}:
            cells[place]["packs"] = sorted(packs)
    told = {one["measure"] for cell in cells.values() for one in cell.values() if isinstance(one, dict)}
    pages = dict.fromkeys(
        page
        for records in held.values()
        for record in records
        if record["id"] in told
        for page in record["sources"]
    )
    return {**name, "regions": cells, "sources": list(pages)}


def _stand(answer: Answer) -> dict[str, int]:
    """How many measures of a place are in force, end soon, have no known end, are old, or are left out otherwise."""
    codes = [record["status"]["code"] for record in answer.records]
    return {
        "in force": sum(code in IN_FORCE for code in codes),
        "soon": codes.count("ends-soon"),
        "end not read": codes.count("end-not-read"),
        OLD: codes.count(OLD),
        "past": sum(one.why == one.state.code and one.why not in SHOWN for one in answer.said["near"]),
    }


def bests(records: Sequence[Record], vocabularies: Record, dataset: Record) -> Record:
    """`best_cap`, `best_rate`, `best_loan`, …: of each class the best, with whose it is and how that stands."""
    found: dict[str, tuple[Any, Record]] = {}
    for record in records:
        for name, worth, figure in _figures(record, vocabularies, dataset):
            if name not in found or worth > found[name][0]:
                found[name] = (worth, {**figure, "measure": record["id"], "status": record["status"]["code"]})
    return {f"best_{name}": found[name][1] for name in sorted(found, key=_rank)}


def _rank(name: str) -> tuple[bool, bool, str]:
    return name != "cap", name != "rate", name


def _figures(record: Record, vocabularies: Record, dataset: Record) -> Iterator[tuple[str, Any, Record]]:
    """(class, how good, figure) of the ceiling and of the rate of a measure, whichever it has."""
    counts = vocabularies["instrument"][record["instrument"]].get("counts", "")
    cap, rate = record.get("cap"), record.get("rate_percent")
    if cap:
        sum_ = yuan(record, dataset)
        yield (
            cap.get("of") or {"tax": "tax_cap", "": "cap"}.get(counts, counts),
            (sum_ or 0, -FIRM.index(cap["kind"])),
            {key: value for key, value in cap.items() if key != "group"},
        )
    if rate is not None:
        kind, base = record["rate_kind"], record.get("cost_base")
        figure = {"percent": rate, "kind": kind, **({"cost_base": base} if base else {})}
        of = f"_{base.replace('-', '_')}" if base else ""
        if kind == "reduced-rate":
            yield f"tax_rate{of}", -rate, figure
        elif kind == "deduction":
            yield "deduction", rate, figure
        elif base and vocabularies["cost_base"][base].get("points"):
            yield "points", (rate, -FIRM.index(kind)), figure
        else:
            name = f"tax_credit{of}" if counts == "tax" else "rate"
            yield name, (rate, -FIRM.index(kind)), figure
