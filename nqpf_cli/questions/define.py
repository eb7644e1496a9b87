"""What a term means."""

from typing import NamedTuple, cast

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Missing
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.records import Term
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.lookup import missed


class DefineQuery(NamedTuple):
    """The name of a term as typed: in English or Chinese, an abbreviation, or pinyin."""

    term: str


class DefineResult(NamedTuple):
    """The entry, or several candidates where the name is shared; `titles` names the terms to which one entry is linked,

    by id."""

    answer: Answer
    titles: dict[str, str]

    @property
    def records(self) -> list[Term]:
        """The entries, typed."""
        return cast("list[Term]", self.answer.records)


def define(store: Store, asked: DefineQuery, on: str) -> DefineResult:
    """Find the glossary entry that is called so.

    Raises NqpfError for no words (code 2), and with the nearest three for a name that no term bears (code 1).
    """
    if not asked.term.strip():
        raise Missing("define", "a term")
    records = list(query.records(store, lexicon.named(store, ("term",), asked.term)).values())
    if not records:
        raise missed(store, ("term",), asked.term, "term")
    titles = linked_terms(store, records[0]) if len(records) == 1 else {}
    return DefineResult(Answer("term", records, len(records), on, context(store)), titles)


def linked_terms(store: Store, term: Record) -> dict[str, str]:
    """Return id -> name of the terms to which a term is linked."""
    return query.titles(
        store, [name for field in ("broader", "narrower", "related") for name in term.get(field, [])]
    )


def names_of_term(term: Record) -> list[str]:
    """Return what texts call a term: in English, in Chinese, by its aliases."""
    return [name for name in (term["term"], term.get("zh"), *term.get("aliases", [])) if name]
