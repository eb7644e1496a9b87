"""JSON: one object that says which data set, which question, and holds the records."""

from collections.abc import Iterator

from nqpf_cli.formats.escape import chosen, escape
from nqpf_cli.model.record import Answer, Record

_DATASET = ("title", "version", "checked", "first_release", "covers_until")


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield the envelope, indented by two; invisible characters stand as their escapes, Chinese as itself."""
    from json import dumps

    yield escape(dumps(envelope(answer, columns), ensure_ascii=False, indent=2))


def envelope(answer: Answer, columns: list[str] | None = None) -> Record:
    """Return the object that `schema output` describes."""
    records = chosen(answer.records, columns)
    missing = [*answer.gaps, *([answer.outside] if answer.outside else [])]
    return {
        "dataset": {key: answer.dataset.get(key) for key in _DATASET},
        "kind": answer.kind,
        "on": answer.on,
        "count": len(records),
        "total": answer.total,
        **({"left_out": answer.left_out} if answer.left_out else {}),
        **({"searched": answer.searched} if answer.searched else {}),
        **({"unheld": answer.unheld} if answer.unheld else {}),
        **({} if answer.specific is None else {"specific": answer.specific}),
        **({"beside": answer.beside} if answer.beside else {}),
        **({"matched": answer.matched} if answer.matched else {}),
        **({"more_around": answer.around} if answer.around else {}),
        **({"fail_one_filter": answer.missed} if answer.missed else {}),
        **({"documents": answer.documents} if answer.documents else {}),
        **({"not_here": missing} if missing else {}),
        **({"columns": columns} if columns else {}),
        "records": records,
    }
