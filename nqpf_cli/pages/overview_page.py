"""All places with how much they offer: a map, not five hundred rows."""

from collections import Counter
from collections.abc import Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Rows, Span, Table, Text, dim
from nqpf_cli.pages.common import RenderOptions, facts_of, label, line, place
from nqpf_cli.questions.overview import OverviewResult
from nqpf_cli.wording.status import IN_FORCE


def overview_page(result: OverviewResult, options: RenderOptions) -> Page:
    """A row a province: what is in force, what is uncertain, in which sectors most."""
    answer, records = result.answer, result.answer.records
    rows: Rows = []
    by_region = grouped(records, lambda record: result.tops[record["region"]])
    for region, here in sorted(by_region.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        codes = [record["status"]["code"] for record in here]
        ended = sum(code not in (*IN_FORCE, "end-not-read", "presume-lapsed") for code in codes)
        live = sum(code in IN_FORCE for code in codes)
        cells: list[Text] = [
            place(answer, region, options),
            Span(str(live), "good" if live else "dim"),
            str(codes.count("end-not-read")),
            str(codes.count("presume-lapsed") + ended),
            most_in(answer, here),
        ]
        rows.append(cells)
    regions = len({record["region"] for record in records})
    head = f"{plural(len(records), 'measure')} in {plural(regions, 'place')} on {dates.long_words(answer.on)}"
    table = Table(
        rows, header=["", "in force", "no end found", "older, ended", "most in"], align="lrrrl", flex=4
    )
    hints = f"{line(options, 'incentives', ['shenzhen'])} · --sector ai · --for sme · --min-cap 10m"
    dated = sum("checked" in record for record in records)
    read = f"{facts_of(answer)}, {dated} of {len(records)} checked."
    tail = f"Districts and zones count with their province. {read}"
    return [Heading(head, 1), Gap(), table, Gap(), dim(tail), dim(hints)]


def most_in(answer: Answer, records: Sequence[Record]) -> str:
    """The sectors with the most measures."""
    counts = Counter(sector for record in records for sector in record["sectors"])
    best = sorted(counts, key=lambda sector: (-counts[sector], sector))[:2]
    return ", ".join(label(answer, "sector", sector) for sector in best)
