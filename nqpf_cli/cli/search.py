"""`nqpf search`."""

from typing import Annotated

import typer

from nqpf_cli.answers.search import LIMIT, Asked, search
from nqpf_cli.cli import complete
from nqpf_cli.cli.clock import today
from nqpf_cli.cli.command import Output, command
from nqpf_cli.cli.options import Limit, Region
from nqpf_cli.cli.run import day, respond
from nqpf_cli.render.views.search import view


def run(
    out: Output,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS…",
            help="English, Chinese, pinyin, sums or document numbers; quotes are not needed, nothing is syntax.",
        ),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="term, policy, incentive, event, …; repeatable.",
            autocompletion=complete.kinds,
        ),
    ] = None,
    region: Region = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what is dated from this day, month or year on.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only what is dated to the end of this day, month or year."),
    ] = None,
    limit: Limit = LIMIT,
) -> int:
    """Find words in any record, best first, the matched words marked.

    Every word must match; where no record holds them all, those with some of them are shown and it says so.
    A region includes what lies inside it. The date of a measure is the time it holds, as far as that was read.
    """
    asked = Asked(
        words=" ".join(words),
        kind=kind or (),
        region=region or (),
        since=day(since, "--since"),
        until=day(until, "--until", end=True),
        limit=limit or LIMIT,
    )
    return respond(out, lambda store: search(store, asked, today()), view, kind="mixed")


COMMAND = command(
    run,
    [
        "nqpf search computing vouchers",
        "nqpf search 智算中心 --kind policy",
        "nqpf search subsidies for robots --region guangdong --since 2025",
        "nqpf search 10 million chips",
        "nqpf search 国发〔2025〕11号",
    ],
)
