"""`nqpf show`."""

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, argument
from nqpf_cli.cli.run import respond
from nqpf_cli.pages.show_page import show_page
from nqpf_cli.questions.show import ShowQuery, show


@command(
    "nqpf show lingang",
    "nqpf show lingang-2024-computing-power-measures",
    "nqpf show china-rd-spending",
    "nqpf show 新质生产力",
    "nqpf show patient capital --json",
    "nqpf show lingang-cit-15-percent --is founded=2024-03 --is registered_in=lingang",
)
def run(
    *,
    out: Output,
    identifier: Annotated[
        list[str], argument("ID", "The id of any record, how an id begins, or a name in either script.")
    ],
    on: options.On = None,
    firm: options.AFirm,
    web: options.Web = False,
) -> int:
    """One record whole: every field, what it names, what names it, its sources.

    Where several ids begin so, they are listed. A measure can be compared with a firm: each condition met, open
    or failed, and whose answer it waits for.
    """
    if web:
        from nqpf_cli.cli.web import open_page

        return open_page(out, " ".join(identifier), more=any(firm.as_dict().values()))
    asked, when = ShowQuery(" ".join(identifier)), options.day(on)
    if source := firm.source():
        from nqpf_cli.firm_api import about
        from nqpf_cli.pages.firm_page import show_firm_page
        from nqpf_cli.questions.firm_answer import show_for_firm

        question = about(show_for_firm, source)
        return respond(out, question, asked, show_firm_page, kind="record", cites=True, on=when)
    return respond(out, show, asked, show_page, kind="record", cites=True, on=when)
