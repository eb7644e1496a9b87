"""The kinds of file that an export can be: which ending means which, and what writes it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from nqpf_cli.export import bundle
from nqpf_cli.export.bundle import Parts
from nqpf_cli.formats import encoded

PARQUET = ("pyarrow", "parquet")


class Form(NamedTuple):
    """A kind of file: what writes it, what a person reads about it, and what it needs.

    `binary`: it cannot go to a terminal; `whole`: it needs all that the records rest on, sources as ids;
    `among`: the kinds it can hold, where it cannot hold all; `library`: the optional library that writes it, and the
    extra of the package that brings that; `one`: it holds one kind; `marked`: it may begin with a byte-order mark.
    """

    write: Callable[[Parts], Iterable[bytes]]
    says: str
    binary: bool = False
    whole: bool = False
    among: tuple[str, ...] = ()
    library: tuple[str, str] | None = None
    one: bool = False
    marked: bool = False


def _sqlite(parts: Parts) -> Iterable[bytes]:
    from nqpf_cli.export.sqlite import database

    yield database(bundle.tables(parts), bundle.first_of(parts))


def _workbook(parts: Parts) -> Iterable[bytes]:
    from nqpf_cli.formats import workbook

    yield workbook.book(parts)


def _markdown(parts: Parts) -> Iterable[bytes]:
    from nqpf_cli.formats import markdown
    from nqpf_cli.pages.export_page import export_page

    return encoded(markdown.lines(export_page(parts)))


FORMS: dict[str, Form] = {
    "json": Form(partial(bundle.text, "json"), "one object"),
    "jsonl": Form(partial(bundle.text, "jsonl"), "a record a line"),
    "csv": Form(bundle.csv, "one kind as a table", one=True, marked=True),
    "csv.zip": Form(bundle.packaged, "a Data Package of CSV, a table a kind", binary=True, whole=True),
    "parquet": Form(bundle.parquet, "one kind in typed columns", binary=True, one=True, library=PARQUET),
    "parquet.zip": Form(
        bundle.parquet_zipped, "the same, a file a kind, zipped", binary=True, whole=True, library=PARQUET
    ),
    "xlsx": Form(_workbook, "a sheet a kind, for Excel", binary=True, library=("xlsxwriter", "xlsx")),
    "sqlite": Form(_sqlite, "tables with links and full text", binary=True, whole=True),
    "ics": Form(partial(bundle.text, "ics"), "events and what ends", among=("event", "incentive")),
    "md": Form(_markdown, "a document"),
}
"""Ending -> the kind of file."""

ALSO = {"zip": "csv.zip", "db": "sqlite", "markdown": "md"}
"""Other endings that mean the same."""
