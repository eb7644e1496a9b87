"""Records as every format prints them: what was authored, with their status, pages, and the law that opens them."""

from collections.abc import Sequence

from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.query import records as records_of
from nqpf_cli.index.query import tests as tests_of
from nqpf_cli.model.record import ADDED, Answer, Context, Record
from nqpf_cli.model.values import Values
from nqpf_cli.wording.evidence import questions
from nqpf_cli.wording.status import Status, soon_days, status


def packs_of(record: Record) -> list[str]:
    """Every fact pack that has a part in a record."""
    return [*([record["pack"]] if "pack" in record else []), *record.get("touched_by", ())]


def status_of(store: Store, row: Row, on: str) -> Status:
    """How a document or measure stands on the ISO day `on`."""
    return status(row.first, row.last, row.derived, on, soon_days(store.meta("dataset")))


def as_of(store: Store, row: Row, on: str) -> Record:
    """The record as it stands on the ISO day `on`; kinds without validity come as authored."""
    return with_status(row, status_of(store, row, on)) if row.kind in ADDED else row.record


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
        if whom := row.derived.get("whom"):
            record["whom"] = whom
    return record


def context(store: Store) -> Context:
    """What every answer rests on."""
    return Context(*(store.meta(key) for key in Context.field_names))


def with_sources(store: Store, answer: Answer) -> Answer:
    """The answer with the pages that its records name."""
    ids = (source for record in answer.records for source in record.get("sources", ()))
    return answer.replace(sources={**records_of(store, ids), **answer.sources})


def with_tests(store: Store, answer: Answer) -> Answer:
    """The answer with what the conditions of its measures say to a program, which pages have no use for."""
    if answer.kind != "incentive":
        return answer
    found = tests_of(store, (record["id"] for record in answer.records if "tests" not in record))
    tests = [{"tests": found[record["id"]]} if record["id"] in found else {} for record in answer.records]
    return answer.replace(records=[record | test for record, test in zip(answer.records, tests, strict=True)])


class Equality(Values):
    """The id of the law, the kinds of firm that it treats as any other, and the kinds whose measures it opens."""

    law: str
    named: frozenset[str]
    opened: frozenset[str]


def equality(store: Store, beneficiaries: Sequence[str]) -> Equality | None:
    """Return what holds for these values of the vocabulary; None where no law says so of any of them."""
    values = store.meta("vocabularies")["beneficiary"]
    named = {value for value in beneficiaries if values[value].get("equal_by_law")}
    if not named:
        return None
    any_firm = {above for value in named for above in values[value].get("within", ())}
    smaller = {value for value, entry in values.items() if any_firm.intersection(entry.get("within", ()))}
    law = str(store.meta("dataset")["constants"]["foreign_equality_law"])
    return Equality(law, frozenset(named), frozenset((any_firm | smaller) - named))


def marked(record: Record, equal: Equality | None) -> Record:
    """Return the record, with the law as its ground where it names no such firm and is open to any."""
    whom = record["beneficiaries"]
    if equal and equal.named.isdisjoint(whom) and not equal.opened.isdisjoint(whom):
        record["equal_by_law"] = equal.law
    return record
