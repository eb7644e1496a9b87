"""`nqpf list`."""

import sys

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.filters import Filters
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, argument, option
from nqpf_cli.cli.run import facts_of, respond
from nqpf_cli.model.text import typed_options
from nqpf_cli.output import streams as stream
from nqpf_cli.pages.listing_page import kinds_page, listing_page
from nqpf_cli.questions import lookup
from nqpf_cli.questions.listing import TAKES, kinds, listing

Type = Annotated[
    Many,
    option(
        "--type",
        "TYPE",
        "Of actors (ministry, …), sources (primary, …) or figures (forecast, …); repeatable.",
    ),
]
Renamed = Annotated[Many, option("--kind", "TYPE", "Now --type.", hidden=True)]
Level = Annotated[
    Many,
    option(
        "--level", "LEVEL", "Of regions, or of the place of a record: province, city, zone, …; repeatable."
    ),
]
About = Annotated[Many, option("--about", "WHOM", "Of positions: private, foreign, …; repeatable.")]
Series = Annotated[Many, option("--series", "NAME", "Of figures that can be drawn as one line; repeatable.")]
Publisher = Annotated[str | None, option("--publisher", "NAME", "Of sources: a name, or part of one.")]


@command(
    "nqpf list",
    "nqpf list regions",
    "nqpf list policies --region shanghai --with-children --since 2025",
    "nqpf list targets --region china --until 2027",
    "nqpf list targets --sector low-altitude --level city",
    "nqpf list figures --series china-rd-spending",
    "nqpf list --changed-since 2026-11-27",
    "nqpf list policies --changed-since 2026-11-27",
    "nqpf list sources --type primary --publisher lin-gang --format csv",
)
def run(
    *,
    out: Output,
    kind: Annotated[
        str | None,
        argument("KIND", "regions, policies, targets, figures, …; without it, the kinds there are."),
    ] = None,
    filters: Filters,
    type_: Type = None,
    kind_of: Renamed = None,
    level: Level = None,
    about: About = None,
    series: Series = None,
    publisher: Publisher = None,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
) -> int:
    """All records of a kind: places as a tree, figures with bars, the rest as tables.

    Each filter goes with the kinds it suits, and says so where it does not. A region is the place itself;
    --with-children adds what lies inside. A document counts by its day of issue. Measures say their sectors, and
    those that name one come first; what else is of a sector names it in its text. --changed-since without a kind
    sums up what is new in all.
    """
    types, publishers = [*(type_ or ()), *(kind_of or ())], publisher and [publisher]
    asked = filters.query(type=types, level=level, about=about, series=series, publisher=publishers)
    span = {"since": filters.since, "until": filters.until}
    also = {"region": None, "changed-since": filters.changed_since, "expiring": filters.expiring}
    typed = typed_options({**span, **asked.filters, **also}).strip()
    asked = asked.replace(kind=kind or "", reverse=reverse, limit=limit, typed=typed)
    if kind is None and asked.changed_since:
        from nqpf_cli.pages.changes_page import changes_page
        from nqpf_cli.questions.changes import changes

        return respond(out, changes, asked, changes_page, kind="kind")
    if kind is None:
        return respond(out, kinds, asked, kinds_page, kind="kind")
    meant = facts_of(out).read(lambda store: lookup.kind(store, kind))
    if kind_of and meant in TAKES["type"]:
        stream.write(["nqpf: --kind of list is now --type"], sys.stderr)
    return respond(out, listing, asked, listing_page, kind=meant, on=asked.on)
