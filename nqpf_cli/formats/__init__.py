"""The formats by name: which module writes one, what it takes, what it is for.

A page format (`takes` is "page") lays out a `Page` for people: `lines(page)`. A data format ("answer") never sees a
page and writes the records of an `Answer`: `lines(answer, columns)`. Each record keeps the fields named in `columns`,
or all; calendars and bibliographies have no use for that. Lines come without their newline.
"""

from collections.abc import Iterable, Iterator
from types import ModuleType

from nqpf_cli.model.errors import NoExtra
from nqpf_cli.model.values import Values


class Format(Values):
    """One way to write an answer: its module, what that takes, what it means to a user, where files end.

    `binary`: it is no text, and goes to a file alone.
    """

    module: str
    takes: str
    meaning: str
    suffix: str
    binary: bool = False


FORMATS: dict[str, Format] = {
    "table": Format("terminal", "page", "laid out for the terminal, with colour", ".txt"),
    "plain": Format("plain", "page", "the table's content, undecorated, a row a line", ".txt"),
    "json": Format("json_writer", "answer", "one object: the data set, the count, the records", ".json"),
    "jsonl": Format("jsonl", "answer", "a record a line", ".jsonl"),
    "csv": Format("csv_writer", "answer", "a row a record, for a spreadsheet", ".csv"),
    "markdown": Format("markdown", "page", "for a document or an issue", ".md"),
    "html": Format("html_fragment", "page", "a fragment for a web page", ".html"),
    "yaml": Format("yaml_writer", "answer", "the records as a list", ".yaml"),
    "ics": Format("ics", "answer", "dates and deadlines for a calendar", ".ics"),
    "xlsx": Format("workbook", "answer", "a sheet a kind, for Excel; with --output", ".xlsx", binary=True),
}

ALSO = {"txt": "plain", "md": "markdown", "yml": "yaml"}
"""Other names that mean the same, by which files end."""

STYLES: dict[str, Format] = {
    "bibtex": Format("bibtex", "answer", "BibTeX entries that every reader of them takes", ".bib"),
    "biblatex": Format("biblatex", "answer", "biblatex entries, with more fields", ".bib"),
    "csl-json": Format("csl", "answer", "items for citation processors", ".json"),
    "ris": Format("ris", "answer", "RIS, which every reference manager imports", ".ris"),
}
"""Ways to write pages alone, for `cite`: any other record has no place in them."""


STYLES_ALSO = {"csl": "csl-json"}
"""Other names that mean the same."""


def form(name: str) -> Format:
    """Return what is to be known of a format. In: a name of `FORMATS` or `STYLES`; raises KeyError for any other."""
    return FORMATS.get(name) or STYLES[name]


def load(name: str) -> ModuleType:
    """Return the module of a format, imported now, since some pull in a library. Raises KeyError as `form` does."""
    from importlib import import_module

    return import_module(f"nqpf_cli.formats.{form(name).module}")


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield lines as UTF-8, each with its newline; half a character stands as its escape."""
    return (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines)


def optional(module: str, extra: str) -> ModuleType:
    """Return a library that an extra of the package brings, imported now. Raises NoExtra where it is not installed."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise NoExtra(module, extra) from None
