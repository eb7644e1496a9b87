"""What a term means."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.questions.lookup import missed


def define(store: Store, text: str, on: str) -> Answer:
    """The glossary entry that is called so; several candidates where the name is shared.

    Raises NqpfError for no words (code 2), and with the nearest three for a name that no term bears (code 1).
    """
    if not text.strip():
        raise NqpfError("define needs a term", "for example: nqpf define patient capital")
    records = list(query.records(store, query.named(store, ("term",), text)).values())
    if not records:
        many = store.meta("counts")["term"]
        raise missed(store, ("term",), text, "term", f"nqpf list terms shows all {many}.")
    said = {"titles": relatives(store, records[0])} if len(records) == 1 else {}
    return Answer("term", records, len(records), on, store.meta("dataset"), said)


def relatives(store: Store, term: Record | None) -> dict[str, str]:
    """id -> name of the terms to which a term is linked."""
    return query.titles(
        store, [name for field in ("broader", "narrower", "related") for name in (term or {}).get(field, [])]
    )


def names_of_term(term: Record) -> list[str]:
    """What texts call a term: in English, in Chinese, by its aliases."""
    return [name for name in (term["term"], term.get("zh"), *term.get("aliases", [])) if name]
