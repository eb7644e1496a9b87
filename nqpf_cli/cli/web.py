"""`--web` of `show` and `cite`."""

from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.run import facts_of
from nqpf_cli.formats.sanitize import safe_link
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.text import clean
from nqpf_cli.output.browser import visit
from nqpf_cli.questions.cite import CiteQuery, cite


def open_page(out: Output, text: str, *, more: bool = False) -> int:
    """Open the page that bears a record out best, the first that it cites; return the exit code.

    `more`: the line asks for something else besides. Raises what `cite` raises, and NqpfError where there is no page
    that could be opened, or the line asks for output too.
    """
    if more or out != Output(data=out.data, lang=out.lang, no_pager=out.no_pager):
        raise NqpfError("--web opens a page and prints no record", "leave the other options out, or --web")
    result = facts_of(out, pages=True).ask(cite, CiteQuery(text))
    page = next((one for one in result.answer.sources.values() if safe_link(one["url"])), None)
    if page is None:
        record = result.of["id"]
        raise NqpfError(
            f"{record} cites no page of its own", f"nqpf show {record} lists the facts that do", 1
        )
    read = f"; its text was read at {safe_link(page['read_at'])}" if "read_at" in page else ""
    visit(safe_link(page["url"]), clean(f"{page['publisher']}: {page['title']} ({page['id']}){read}"))
    return 0
