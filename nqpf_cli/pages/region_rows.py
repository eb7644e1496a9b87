"""Places as a tree: what lies in what, and how much each holds."""

from nqpf_cli.model.record import Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Page, Rows, Span, Table, Text, dim
from nqpf_cli.pages.common import RenderOptions, names
from nqpf_cli.questions.listing import ListingResult

STEP = 2
"""Columns by which what lies inside is moved in."""


def tree(result: ListingResult, options: RenderOptions) -> Page:
    """A line a place, moved in under the place it lies in; neighbours of one depth make one list."""
    page: Page = [Gap()]
    run: Rows = []
    depth = 0
    for record, here in depths(result):
        if here != depth and run:
            page.append(branch(run, depth))
            run = []
        depth = here
        run.append(line(result, record, options))
    note = (
        "Counted is what a place has itself; nqpf incentives PLACE adds what holds there from wider places."
    )
    return [*page, branch(run, depth), Gap(), dim(note)]


def depths(result: ListingResult) -> list[tuple[Record, int]]:
    """Each place with the number of places shown that it lies in."""
    shown = {record["id"] for record in result.answer.records}
    found = []
    for record in result.answer.records:
        depth, above = 0, result.parents.get(record["id"])
        while above is not None:
            depth, above = depth + (above in shown), result.parents.get(above)
        found.append((record, depth))
    return found


def branch(rows: Rows, depth: int) -> Table:
    """Places of one depth; what they hold stands at the right edge, whatever the depth."""
    return Table(rows, align="lr", indent=STEP * depth, flex=0, fill=True)


def line(result: ListingResult, record: Record, options: RenderOptions) -> list[Text]:
    """A place in both scripts, its id, and what it holds itself."""
    first, second = names(record, options)
    kinds = (("policy", "policy", "policies"), ("incentive", "measure", "measures"))
    held = [
        plural(many, one, several)
        for kind, one, several in kinds
        if (many := result.counts[kind].get(record["id"], 0))
    ]
    return [
        [first, f" {second}" if second else "", "  ", Span(record["id"], "id")],
        Span(", ".join(held), "dim"),
    ]
