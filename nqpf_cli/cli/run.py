"""The path of every command from a question to what is printed."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence

from nqpf_cli.api import Facts, QueryT
from nqpf_cli.cli.environment import language, packs, unread
from nqpf_cli.cli.output_options import Output
from nqpf_cli.formats import ALSO, FORMATS, STYLES, encoded, form, load
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NeedsFile, NqpfError, picked
from nqpf_cli.model.record import Answer, ResultT, with_whole_sources
from nqpf_cli.model.text import clean, plural
from nqpf_cli.output import streams as stream
from nqpf_cli.pages.blocks import Heading, Page, plain
from nqpf_cli.pages.common import RenderOptions, beside

BOM = "\ufeff"
"""The byte-order mark by which some spreadsheets tell UTF-8."""


UNWRITTEN = ("pdf", "docx", "doc", "xls", "tsv", "xml")
"""Formats that a person may name in place of a file, and that none of ours writes."""

ENVELOPES = ("json", "yaml")
"""Formats that say in themselves how many records match in all."""


def respond(
    out: Output,
    question: Callable[[Store, QueryT, str], ResultT],
    asked: QueryT,
    view: Callable[[ResultT, RenderOptions], Page],
    *,
    kind: str,
    on: str | None = None,
    cites: bool = False,
    document: bool = False,
    style: str = "",
) -> int:
    """Put a query to a question, lay out and print the result; return the exit code.

    `on` is the ISO day to judge by where one was typed, else None: today. `cites` says that the view names its sources
    even without `--sources`. `document` says that the page is a document of its own: Markdown in a pipe where nothing
    else is asked for, and its HTML a whole page. `style` is one of `STYLES` in place of a format. Where nothing has the
    name that was asked for (an error with code 1), the error that is raised has an empty `envelope` of `kind` to print
    in a data format.
    """
    name = style or chosen_format(out, "markdown" if document else "")
    refuse(out)
    machine = form(name).takes == "answer"
    lang = language(out.lang)

    facts = facts_of(out, pages=machine or cites or out.sources, tests=name in ("json", "jsonl", "yaml"))
    try:
        result = facts.ask(question, asked, on)
    except NqpfError as fault:
        if machine and fault.code == 1 and not path_of(out):
            fault.envelope = lambda: _deliver(name, facts.nothing(kind), None, out)
        raise
    answer = with_whole_sources(result.answer) if machine else result.answer
    again = {"on": on, "data": out.data}
    options = RenderOptions(out.sources, lang, _columns(out, answer), again)
    page = None
    if options.columns and not machine:
        from nqpf_cli.pages.columns import columns_page

        page = columns_page(answer, options)
    elif not machine:
        page = [*view(result, options), *beside(answer, "" if document else lang)]
    _deliver(name, answer, page, out, options.columns, document=document)
    if name == "jsonl" and not answer.records and answer.code == 1:
        stream.write(
            ["nqpf: no record matches, so there is no line; without --format it says why"], sys.stderr
        )
    if machine and name not in ENVELOPES and len(answer.records) < answer.total:
        part = f"{len(answer.records):,} of {answer.total:,} records are given"
        stream.write([f"nqpf: {part}; --limit takes another number"], sys.stderr)
    if name == "ics" and not any(any(load(name).entries(record)) for record in answer.records):
        hint = "nqpf timeline, or nqpf incentives PLACE, with -f ics gives events and ends"
        raise NqpfError("nothing here has a date, so the calendar is empty", hint, code=1)
    return answer.code


def facts_of(out: Output, *, pages: bool = False, tests: bool = False) -> Facts:
    """Return the bundled facts and the packs that the line names; an index that must be made first is announced."""
    return Facts(packs(out.data), pages=pages, tests=tests, announce=stream.notice)


def render(out: Output, result: ResultT, view: Callable[[ResultT, RenderOptions], Page]) -> int:
    """Lay out and print an answer that took no question to the index; return the exit code."""
    name = chosen_format(out)
    refuse(out)
    page = None if FORMATS[name].takes == "answer" else view(result, RenderOptions())
    _deliver(name, result.answer, page, out)
    return result.answer.code


def path_of(out: Output) -> str | None:
    """Return the file that the output goes to; None for standard output."""
    return None if out.output == "-" else out.output


def refuse(out: Output) -> None:
    """Raise what `save.refuse` raises where the output goes to a file that cannot be written."""
    if path := path_of(out):
        from nqpf_cli.output import save

        save.refuse(path, force=out.force)


def chosen_format(out: Output, otherwise: str = "") -> str:
    """Return the format asked for, by name or by how the file ends.

    Where neither says: a table on a terminal, in a pipe and in a file `otherwise`; without that, plain text, and a
    table where colour is demanded.
    Raises BadChoice for another name, NqpfError for another ending, NeedsFile for what cannot go to standard output.
    """
    path = path_of(out)
    if path and path.lower() in (*FORMATS, *ALSO, *STYLES):
        prints = "" if form(ALSO.get(path.lower(), path.lower())).binary else f"-f {path} prints it"
        prints = f"write --style {path.lower()}, with cite" if path.lower() in STYLES else prints
        raise NqpfError(f'--output names a file, and "{path}" is a format', prints)
    if path and path.lower() in UNWRITTEN:
        _ending(f"facts.{path}")
    chosen = out.format and picked("--format", out.format, FORMATS, ALSO)
    name = "json" if out.json else chosen or (path and _ending(path))
    if not name:
        shown = stream.is_terminal(sys.stdout) or (not otherwise and stream.should_colour())
        name = "table" if shown and not path else otherwise or "plain"
    if FORMATS[name].binary and not path:
        raise NeedsFile(name, FORMATS[name].suffix)
    if out.bom and name != "csv":
        raise NqpfError("--bom is for CSV", "add --format csv, or leave it out")
    return name


def _ending(path: str) -> str:
    """Return the format of a file by its ending, nothing where it has none. Raises NqpfError for an unknown ending."""
    from os.path import splitext

    found = splitext(path)[1].lower()
    known = {each.suffix: name for name, each in FORMATS.items() if name != "table"} | {".htm": "html"}
    if not found or found in known:
        return known.get(found, "")
    written = f"{', '.join(known)} are written; pandoc makes other kinds of the Markdown"
    raise NqpfError(f'no format ends in "{found}"', written)


def _columns(out: Output, answer: Answer) -> list[str]:
    """Return the fields that `--columns` names. Raises BadChoice for one that no record of the kind can have."""
    if not out.columns:
        return []
    from nqpf_cli.model.flat_rows import header
    from nqpf_cli.questions.lookup import parts

    known = dict.fromkeys([*answer.columns, *header(answer)])
    return [picked("--columns", name, known) for name in parts([out.columns])]


def print_page(name: str, page: Page, out: Output) -> None:
    """Print a page in one of the page formats."""
    module = load(name)
    said = os.environ.get("COLUMNS", "")
    if name in ("table", "plain") and said.strip(" 0") and not stream.asked_width():
        unread("COLUMNS", said, "it takes a number; none is taken")
    if name == "table":
        width = stream.terminal_width()
        colour = stream.should_colour()
        lines = module.lines(page, width=width, colour=colour, links=stream.should_link())
        stream.page_out(lines, pager=not out.no_pager)
    elif name == "plain":
        stream.write(module.lines(page, stream.asked_width() or None))
    else:
        stream.write(module.lines(page), data=True)


def _deliver(
    name: str,
    answer: Answer,
    page: Page | None,
    out: Output,
    columns: Sequence[str] = (),
    *,
    document: bool = False,
) -> None:
    """Write to the file that is named, else print; in a file, and of a document, HTML is a whole page."""
    if form(name).binary:
        deliver(out, [load(name).content(answer, list(columns) or None)], len(answer.records))
    elif page is None:
        # CSV, which may begin with a mark, is one piece.
        lines = (BOM * out.bom + line for line in load(name).lines(answer, list(columns) or None))
        deliver(out, encoded(lines), len(answer.records))
    elif name == "html" and (document or path_of(out)):
        from nqpf_cli.formats import html_page

        title = plain(page[0].text) if page and isinstance(page[0], Heading) else answer.kind
        deliver(out, encoded(html_page.lines(page, title)))
    elif path_of(out):
        deliver(out, encoded(load("plain" if name == "table" else name).lines(page)))
    else:
        print_page(name, page, out)


def deliver(out: Output, content: Iterable[bytes], many: int | None = None) -> None:
    """Write a file whole or not at all, and say so on a terminal; without a file, print.

    In: `many`, how many records it holds, where that is known.
    Raises what `save` raises.
    """
    path = path_of(out)
    if path is None:
        lines = (part.decode().removesuffix("\n") for part in content)
        stream.write(lines, data=True)
        return
    from nqpf_cli.output import save

    save.save(path, content, force=out.force)
    if stream.is_terminal(sys.stderr):
        held = "" if many is None else f": {plural(many, 'record')}"
        stream.write([f"wrote {clean(path)}{held}"], sys.stderr)
