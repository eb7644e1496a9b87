"""Which measures a law opens to firms that they do not name."""

from collections.abc import Sequence

from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Record
from nqpf_cli.model.values import Values


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
