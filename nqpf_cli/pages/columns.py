"""The fields that were chosen, as one table."""

from nqpf_cli.model.flat_rows import flat, header, text
from nqpf_cli.model.record import Answer
from nqpf_cli.pages.blocks import Page, Table
from nqpf_cli.pages.common import RenderOptions


def columns_page(answer: Answer, options: RenderOptions) -> Page:
    """A row a record, a column for each of `options.columns` and of its parts."""
    names = header(answer, list(options.columns))
    rows = map(flat, answer.records)
    return [Table([[text(name, row.get(name)) for name in names] for row in rows], header=names)]
