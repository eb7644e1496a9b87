"""A record as every format prints it: what was authored, with its status where it has one."""

from nqpf_cli.answers.evidence import questions
from nqpf_cli.answers.status import Rules, Status, status
from nqpf_cli.model.record import Record
from nqpf_cli.store.query import Row

TOLD = {"incentive": ("status", "ask"), "policy": ("status",), "mixed": ("status", "ask")}
"""Kinds that a day makes valid or not, with what an answer adds to their fields.

A policy's authored status stands as `status.stated`."""

STATUS_PARTS = ("code", "words", "until", "replaced_by", "stated")


def told(row: Row, on: str, rule: Rules) -> Record:
    """The record as it stands on the ISO day `on`; kinds without validity come as authored."""
    if row.kind not in TOLD:
        return row.record
    return with_status(row, status(row.first, row.last, row.derived, on, rule))


def among_others(row: Row, on: str, rule: Rules) -> Record:
    """The record in a list of several kinds: it says its own as `record_kind`, since some kinds have a `kind` field."""
    record = told(row, on, rule)
    return {"id": record["id"], "record_kind": row.kind, **record}


def with_status(row: Row, state: Status) -> Record:
    """The record, its status and, for a measure, what it leaves open; `stated` is what the document says of itself."""
    found = {
        "code": state.code,
        "words": state.words,
        "until": state.until,
        "replaced_by": state.replaced_by,
        "stated": row.record.get("status"),
    }
    record = {**row.record, "status": {key: value for key, value in found.items() if value is not None}}
    if row.kind == "incentive":
        record["ask"] = questions(row.record, row.derived)
    return record
