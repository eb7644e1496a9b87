"""Measures as rows: until when, how much, which; and how a status is shown."""

from collections.abc import Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.pages.blocks import Rows, Span, Table, Text
from nqpf_cli.pages.common import RenderOptions, change_span, name, place
from nqpf_cli.wording.amounts import short
from nqpf_cli.wording.status import IN_FORCE, short_words

STYLE = {"in-force": "good", "standing": "good", "ends-soon": "warn", "ended": "past", "replaced": "past"}


def state(record: Record) -> Span:
    """The status in its words and colour."""
    return Span(record["status"]["words"], STYLE.get(record["status"]["code"], "dim"))


def listing(
    answer: Answer,
    records: Sequence[Record],
    options: RenderOptions,
    *,
    placed: bool = False,
    since: str | None = None,
) -> Table:
    """A row a measure: the end or status, the amount in short, the title, the id.

    With `placed` also its place, which stands nowhere above, and what changed from the ISO day `since` on.
    """
    rows: Rows = []
    for record in records:
        law = ", equal by law" if "equal_by_law" in record else ""
        where = f"{place(answer, record['region'], options)}  " if placed else ""
        called, key = name(record, options), Span(f"  {where}{record['id']}{law}", "id")
        what: Text = [called, key, change_span(answer, record, since)]
        rows.append([ends(record), short(record, answer.vocabularies), what])
    return Table(rows, header=["until", "worth", "measure"], flex=1)


def ends(record: Record) -> Span:
    """The status of a document or measure for a column: its last day where it is in force, else a few words."""
    status = record["status"]
    dated = status["code"] in IN_FORCE and "until" in status
    return Span(until_words(status) if dated else short_words(status), STYLE.get(status["code"], "dim"))


def until_words(status: Record) -> str:
    """The end of what is in force, as precise as it is stated: a month stays a month."""
    return dates.words(status.get("until_stated") or status["until"])
