"""`nqpf timeline`."""

from functools import partial

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, flag, option
from nqpf_cli.cli.run import respond
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.text import typed_options
from nqpf_cli.model.values import Values
from nqpf_cli.pages.timeline_page import timeline_page
from nqpf_cli.questions.timeline import TimelineQuery, timeline

SHOWN = ("since", "until", "last", "category", "actor", "sector", "changed_since")
"""The filters that a page names as they were typed."""


class Events(Values):
    """The options that choose events."""

    since: options.Since = None
    until: options.Until = None
    last: Annotated[
        str | None,
        option("--last", "SPAN", "90d, 12w, 6m or 2y, back from the month to which events were followed."),
    ] = None
    category: Annotated[Many, option("--category", "KIND", "speech, meeting, plan, policy, law, …")] = None
    actor: options.Actor = None
    sector: options.Named = None
    region: options.Region = None
    with_parents: options.WithParents = False
    with_children: options.WithChildren = False
    changed_since: options.ChangedSince = None
    every: Annotated[bool, flag("--all", "Every event, not the milestones only.")] = False


@command(
    "nqpf timeline",
    "nqpf timeline --since 2026",
    "nqpf timeline --region shanghai --with-children --long",
    "nqpf timeline --chart --since 2024",
    "nqpf timeline --last 6m --category meeting --reverse",
    "nqpf timeline --sector low-altitude",
    "nqpf timeline --actor MIIT --format csv",
)
def run(
    *,
    out: Output,
    events: Events,
    long: Annotated[bool, flag("--long", "Add what happened, the id and the pages.")] = False,
    chart: Annotated[bool, flag("--chart", "How many a month, as bars by category.")] = False,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
) -> int:
    """What happened when.

    Without a filter the milestones; with --all, or any filter, every event that matches. A region
    is the place itself; --with-children adds what happened inside it. An event is of a sector where its
    text names it.
    """
    if chart and (long or limit):
        raise NqpfError(
            "--chart counts events, so it takes neither --long nor --limit", "leave one of them out"
        )
    typed = typed_options({name: value for name, value in events.as_dict().items() if name in SHOWN})
    asked = TimelineQuery(typed=typed.strip(), reverse=reverse, limit=limit, **options.given(events))
    if chart:
        from nqpf_cli.pages.chart_page import chart_page
        from nqpf_cli.questions import chart as counts

        return respond(out, counts.chart, asked, chart_page, kind="chart")
    page = partial(timeline_page, long=long)
    return respond(out, timeline, asked, page, kind="event", cites=long)
