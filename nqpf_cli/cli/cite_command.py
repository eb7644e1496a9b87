"""`nqpf cite`."""

import sys

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, argument, option
from nqpf_cli.cli.run import respond
from nqpf_cli.formats import STYLES, STYLES_ALSO
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import BadChoice, NqpfError, picked
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import title
from nqpf_cli.model.text import clean
from nqpf_cli.output import streams as stream
from nqpf_cli.pages.cite_page import cite_page
from nqpf_cli.questions.cite import CiteQuery, CiteResult, cite

TEXT = "text"


@command(
    "nqpf cite patient-capital",
    "nqpf cite lingang-2024-computing-power-measures --style bibtex",
    "nqpf cite china-rd-spending-2025 --style csl-json",
    "nqpf cite lingang-2024-computing-power-measures --style ris --output refs.ris",
    "nqpf cite what-it-means --format markdown",
)
def run(
    out: Output,
    identifier: Annotated[list[str], argument("ID", "The id of any record, or its name.")],
    style: Annotated[str, option("--style", "STYLE", "text, bibtex, biblatex, csl-json or ris.")] = TEXT,
    web: options.Web = False,
) -> int:
    """Where a record is written, as references to copy: text, BibTeX, biblatex, CSL-JSON or RIS.

    A page cites itself. The key of an entry is the id of its page; accessed is the day it was read for the record.
    """
    if out.format in STYLES:
        raise NqpfError(f"{out.format} is a style of citations", f"write --style {out.format}")
    if web:
        from nqpf_cli.cli.web import open_page

        return open_page(out, " ".join(identifier), more=style != TEXT)
    try:
        style = picked("--style", style, [TEXT, *STYLES], STYLES_ALSO)
    except BadChoice as fault:
        if fault.nearest:
            raise
        more = f"text is to read; {', '.join(STYLES)} go to a reference manager, which sets them in any style"
        raise NqpfError(f'--style has no "{clean(style)}"', more) from None
    if style != TEXT and (out.format or out.json or out.columns or out.bom):
        raise NqpfError(
            f"--style {style} is a format of its own", "leave --format, --json, --columns and --bom out"
        )
    asked, style = CiteQuery(" ".join(identifier), listed=style == TEXT), "" if style == TEXT else style
    question = told if style else cite
    return respond(out, question, asked, cite_page, kind="source", cites=True, style=style)


def told(store: Store, asked: CiteQuery, on: str) -> CiteResult:
    """Return what `cite` does, having said on standard error which record a name stood for: a style does not say it."""
    found = cite(store, asked, on)
    if fold(asked.text) not in (found.of["id"], fold(title(found.of))):
        stream.write([f"nqpf: cites {title(found.of)} ({found.of['id']})"], sys.stderr)
    return found
