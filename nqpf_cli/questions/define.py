"""What a term means."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Missing, NotFound, NqpfError
from nqpf_cli.model.names import names_of_term
from nqpf_cli.model.record import Answer, Record, Result, title
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup, naming
from nqpf_cli.questions.annotate import as_of, context
from nqpf_cli.wording.status import ORDER

if TYPE_CHECKING:
    from nqpf_cli.model.records import Term  # noqa: F401 - in quotes below

MOST = 2
"""Records shown of each kind that use a term; the rest is counted."""
POOL = 12
"""Records of a kind that are read to find the first."""


class DefineQuery(Values):
    """The name of a term as typed: in English or Chinese, an abbreviation, or pinyin."""

    term: str


class Users(Values):
    """Records of one kind whose text uses a term: how many, and the first of them as they stand on the day."""

    kind: str
    total: int
    shown: list[Record]


class DefineResult(Result["Term"]):
    """The entry, or several candidates where the name is shared.

    Of one entry, `linked` holds the terms that it names, by id, and `users` what uses it, kind by kind; `called` is the
    name by which most of those that are shown call it.
    """

    linked: dict[str, Record]
    users: Sequence[Users] = ()
    called: str = ""


def define(store: Store, asked: DefineQuery, on: str) -> DefineResult:
    """Find the glossary entry that is called so.

    Raises NqpfError for no words (code 2), and with the nearest three for a name that no term bears (code 1).
    """
    if not asked.term.strip():
        raise Missing("define", "a term")
    records = list(query.records(store, entries(store, asked.term)).values())
    if not records:
        from nqpf_cli.questions import not_found

        missed = not_found.missed(store, ("term",), asked.term, "term")
        raise missed if missed.other or missed.gone else filed(store, missed)
    answer = Answer("term", records, len(records), on, context(store))
    if len(records) > 1:
        return DefineResult(answer, {})
    found = users_of(store, records[0], on)
    shown = [record for users in found for record in users.shown]
    return DefineResult(answer, linked_terms(store, records[0]), found, usual_name(records[0], shown))


def entries(store: Store, text: str) -> list[str]:
    """Return the ids of the terms that are called so; else, if nothing is, of those whose names hold all the words."""
    called = naming.called_in(store, ("term",), text)
    if called or lexicon.named(store, list(store.meta("fields")), text):
        return called
    return naming.titled(store, ("term",), text)


def filed(store: Store, missed: NotFound) -> NotFound:
    """Return the error with the term, if there is one, of the one sector under which the missed name is filed."""
    with suppress(NqpfError):
        (sector,) = lookup.choices(store, "sector", [missed.text]) or [""]
        said = store.meta("vocabularies")["sector"][sector]
        for term in filter(
            None, lexicon.named_each(store, ("term",), [sector, said["label"], *said["also"]])
        ):
            return missed.replace(other=term[0], filed=said["label"])
    return missed


def linked_terms(store: Store, term: Record) -> dict[str, Record]:
    """Return id -> the term, of those to which a term is linked."""
    fields = ("broader", "narrower", "related")
    return query.records(store, [name for field in fields for name in term.get(field, [])])


def users_of(store: Store, term: Record, on: str) -> list[Users]:
    """Return what uses a term, in the order in which pages show linked kinds.

    Those whose title names it come first, in full before by another name, then the newest; of the first `POOL`
    measures the best founded.
    """
    found: dict[str, list[str]] = {kind: [] for kind in store.meta("uses_terms")}
    for kind, name in query.using(
        store, list(found), names_of_term({**term, "aliases": []}), term.get("aliases", ())
    ):
        found[kind].append(name)
    rows = query.get_many(store, [name for each in found.values() for name in each[:POOL]])
    listed = []
    for kind in filter(found.get, found):
        records = [as_of(store, rows[name], on) for name in found[kind][:POOL]]
        if kind == "incentive":
            records.sort(key=lambda record: ORDER.index(record["status"]["code"]))
        listed.append(Users(kind, len(found[kind]), records[:MOST]))
    return listed


def usual_name(term: Record, users: Iterable[Record]) -> str:
    """Return the name of the term that most of these records use: what to search for to find others."""
    texts = [f"{title(one)} {one.get('summary', '')}".casefold() for one in users]
    return max(names_of_term(term), key=lambda name: sum(name.casefold() in text for text in texts))
