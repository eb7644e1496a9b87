"""Records as every format prints them: what was authored, with their status, their pages, the order of their fields."""

from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.query import records as records_of
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.wording.evidence import questions
from nqpf_cli.wording.status import Status, status

TOLD = {"incentive": ("status", "ask"), "policy": ("status",), "mixed": ("status", "ask")}
"""Kinds that a day makes valid or not, with what an answer adds to their fields.

A policy's authored status stands as `status.stated`."""

PACKS = ("pack", "touched_by")
"""What a record says of fact packs: whose it is, and whose records decide what it says."""

STATUS_PARTS = ("code", "words", "until", "until_stated", "replaced_by", "stated")


def packs_of(record: Record) -> list[str]:
    """Every fact pack that has a part in a record."""
    return [*([record["pack"]] if "pack" in record else []), *record.get("touched_by", ())]


def told(row: Row, on: str, soon: int) -> Record:
    """The record as it stands on the ISO day `on`; kinds without validity come as authored."""
    if row.kind not in TOLD:
        return row.record
    return with_status(row, status(row.first, row.last, row.derived, on, soon))


def with_status(row: Row, state: Status) -> Record:
    """The record, its status and, for a measure, what it leaves open; `stated` is what the document says of itself."""
    stated = row.derived.get("until")
    found = {
        "code": state.code,
        "words": state.words,
        "until": state.until,
        "until_stated": stated if stated != state.until else None,
        "replaced_by": state.replaced_by,
        "stated": row.record.get("status"),
    }
    record = {**row.record, "status": {key: value for key, value in found.items() if value is not None}}
    if row.kind == "incentive":
        record["ask"] = questions(row.record, row.derived)
    return record


def with_facts(
    store: Store, answer: Answer, *, fields: bool, sources: bool, whole: bool, packs: bool
) -> Answer:
    """The answer with what its format needs beside the records: the words of the vocabularies, and as asked for

    the order of `fields`, the `sources` that records name (with `whole` in the place of their ids), and how many
    records are those of `packs`.
    """
    said: Record = {"vocabularies": store.meta("vocabularies"), **answer.said}
    records = answer.records
    if packs:
        said["packs"] = store.meta("packs")
    if fields:
        known = store.meta("fields").get(answer.kind) or said.get("fields", [])
        said["fields"] = [*known, *TOLD.get(answer.kind, ()), *(PACKS if packs else [])]
        said["parts"] = {"status": STATUS_PARTS} if answer.kind in TOLD else {}
    if sources:
        ids = (source for record in records for source in record.get("sources", ()))
        pages = records_of(store, ids)
        said["sources"] = {**pages, **said.get("sources", {})}
        if whole:
            records = [_whole(record, pages) for record in records]
    return answer._replace(records=records, said=said)


def _whole(record: Record, pages: Record) -> Record:
    """A record with its pages in place of their ids."""
    if "sources" not in record:
        return record
    return {**record, "sources": [pages.get(source, {"id": source}) for source in record["sources"]]}
