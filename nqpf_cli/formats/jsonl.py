"""JSON Lines: the bare records, one a line."""

from collections.abc import Iterator

from nqpf_cli.formats.escape import chosen, escape
from nqpf_cli.model.record import Answer


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield a line a record, and nothing where there is none."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    for record in chosen(answer.records, columns):
        yield escape(encode(record))
