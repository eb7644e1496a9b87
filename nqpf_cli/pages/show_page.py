"""One record whole: what it is, every field, what is linked to it, its pages, how to report an error in it."""

from collections.abc import Callable

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.model.text import plural
from nqpf_cli.pages import explain_page as explain
from nqpf_cli.pages import field_rows as fields
from nqpf_cli.pages import incentives_page as incentives
from nqpf_cli.pages.also_meant import also_meant
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim
from nqpf_cli.pages.common import Notes, RenderOptions, checked_line, label, line, listing_line, name, names
from nqpf_cli.pages.dollars import caps_note
from nqpf_cli.pages.measure_rows import STYLE, ends
from nqpf_cli.pages.record_rows import day, figured, worded
from nqpf_cli.questions.show import CANDIDATES, Group, ShowResult
from nqpf_cli.wording.amounts import short

TITLES = {
    "parent": "Places inside",
    "page": "{plural} on the same pages",
    "text": "{plural} that use it",
    "spans": "Areas that it is part of",
    "overlaps": "Places that share ground with it",
    "applies_in": "{plural} limited to it",
    "replaced_by": "Takes the place of",
    "document_rule": "Places whose documents it rules",
}
"""How a group of records is linked, where its kind alone does not say it."""

OPTIONS = {"region": "region", "parent": "region", "actor": "actor", "policy": "policy"}
"""Link -> the option of `list` that gives all of them; of what lies in a place, with --with-children."""

Cells = Callable[[Answer, Record], list[Text]]


LEADS: dict[str, tuple[list[str], Cells]] = {
    "event": ([""], lambda answer, record: [day(record["date"])]),
    "position": ([""], lambda answer, record: [day(record["date"])]),
    "policy": (["issued", "until"], lambda answer, record: [day(issued(record)), ends(record)]),
    "incentive": (
        ["until", "worth"],
        lambda answer, record: [ends(record), short(record, answer.vocabularies)],
    ),
    "target": (["by", "promised"], lambda answer, record: [day(record.get("by")), worded(answer, record)]),
    "figure": (
        ["period", "number"],
        lambda answer, record: [dates.interval_words(record["period"]), figured(answer, record)],
    ),
}
"""kind -> what stands before the name of a linked record, and what that is called."""


def show_page(result: ShowResult, options: RenderOptions) -> Page:
    """The record, or a line for each that may be meant."""
    answer = result.answer
    if answer.kind == "candidate":
        return candidates(result, options)
    record = answer.records[0]
    beside = also_meant(answer, "show", options)
    return [*head(answer, record, options), *beside, *lead(answer, record), *rest(result, options)]


def rest(result: ShowResult, options: RenderOptions) -> Page:
    """Every field of a record, what is linked to it, its pages, how to report an error in it."""
    answer = result.answer
    record = answer.records[0]
    notes = Notes(answer.sources)
    notes.mark(record.get("sources", ()))
    page: Page = []
    if rows := fields.rows(result, record, options):
        page += [Gap(), Table(rows, indent=2, flex=1)]
    page += holds(result)
    for group in result.groups:
        page += linked(result, record, group, options)
    if notes.order:
        page += [Gap(), Heading("Sources", 2), *notes.full(options)]
    return [*page, *report(answer, record), Gap(), closing(answer, record, options)]


def head(answer: Answer, record: Record, options: RenderOptions) -> Page:
    """Both names, then kind and id."""
    first, second = names(record, options)
    kind = answer.vocabularies["kind"][answer.kind]["label"]
    title = Heading([Span(first, "title"), f"  {second}" if second else ""], 1)
    return [title, Para([Span(f"{kind} · ", "dim"), Span(record["id"], "id")])]


def lead(answer: Answer, record: Record) -> Page:
    """What it says: the number, what a measure is worth, the summary, the body."""
    page: Page = []
    if isinstance(status := record.get("status"), dict):
        page.append(Para(standing(answer, status)))
    if answer.kind == "incentive":
        page += [Gap(), Para(incentives.worth(answer, record)), *caps_note(answer, [record])]
    elif "unit" in record:
        by = f" by {dates.long_words(record['by'])}" if "by" in record else ""
        how = figured(answer, record) if "kind" in record else [f"{worded(answer, record)}{by}"]
        page += [Gap(), Para([Span(str(how[0]), "title"), *how[1:]])]
    for field in ("summary", "definition", "explanation"):
        if field in record:
            page += [Gap(), Para(record[field])]
    if "body" in record:
        page += [Gap(), *explain.body(record, Notes({}))]
    return page


def standing(answer: Answer, status: Record) -> list[str | Span]:
    """The status in its words and colour, what took its place, its day, and what the document says of itself."""
    stated = status.get("stated")
    says = f"; the document counts as {label(answer, 'policy_status', stated)}" if stated else ""
    later = status.get("replaced_by") if status["code"] == "replaced" else None
    return [
        Span(status["words"], STYLE.get(status["code"], "")),
        *([", by " if "," in status["words"] else " by ", Span(later, "id")] if later else []),
        Span(f" (on {dates.long_words(answer.on)}{says})", "dim"),
    ]


def holds(result: ShowResult) -> Page:
    """How much a place holds."""
    kinds = result.answer.vocabularies["kind"]
    held = [(kind, *counts) for kind, counts in result.counts.items() if counts[1]]
    rows: Rows = [[kinds[kind]["plural"], str(own), str(whole)] for kind, own, whole in held]
    header = ["", "of its own", "with what lies inside"]
    return [Gap(), Table(rows, header=header, align="lrr", indent=2)] if rows else []


def linked(result: ShowResult, record: Record, group: Group, options: RenderOptions) -> Page:
    """The first records of a group, and how to see the rest."""
    answer = result.answer
    many = answer.vocabularies["kind"][group.kind]["plural"]
    title = TITLES.get(group.field, "{plural}").format(plural=many.capitalize())
    header, before = LEADS.get(group.kind, ([], lambda answer, record: []))
    rows: Rows = []
    for each in group.shown:
        rows.append([*before(answer, each), [name(each, options), "  ", Span(each["id"], "id")]])
    align = "r" if group.kind in ("event", "position", "policy", "target") else "l"
    top = [*header, ""] if any(header) else None
    table = Table(rows, header=top, align=align, indent=2, flex=len(header))
    page: Page = [Gap(), Heading(f"{title}  {group.total}", 2), table]
    more = group.total - len(group.shown)
    if more:
        page.append(dim(f"(+{more}{all_of(result, record, group, options)})", 2, 2))
    return page


def all_of(result: ShowResult, record: Record, group: Group, options: RenderOptions) -> str:
    """The command that lists a whole group, or nothing."""
    if option := OPTIONS.get(group.field):
        typed = {"with-children": group.field == "parent", option: record["id"]}
        return f": {listing_line(options, result.answer, group.kind, typed)}"
    search = line(options, "search", [result.called], {"kind": group.kind})
    return f": {search}" if group.field == "text" else ""


def report(answer: Answer, record: Record) -> Page:
    """What to send where something is wrong, in a line."""
    what = f"{record['id']} (facts of version {answer.dataset['version']})"
    return [
        Gap(),
        dim(f"An error in it? Send {what}, the field, what it should say, and the page that says so."),
    ]


def closing(answer: Answer, record: Record, options: RenderOptions) -> Para:
    """The day it was last read, and what else to do with it."""
    own = {"region": "incentives", "term": "define", "topic": "explain"}.get(answer.kind, "")
    hints = (line(options, command, [record["id"]]) for command in filter(None, ("cite", own)))
    return checked_line(answer, *hints)


def candidates(result: ShowResult, options: RenderOptions, command: str = "show") -> Page:
    """A line for each record that may be meant, and the `command` for the first."""
    answer = result.answer
    kinds = answer.vocabularies["kind"]
    shown = answer.records[:CANDIDATES]
    rows: Rows = []
    for each in shown:
        called: Text = [name(result.named[each["id"]], options), "  ", Span(each["id"], "id")]
        rows.append([Span(kinds[each["kind"]]["label"], "dim"), called])
    meant = f'{plural(answer.total, "record")} may be meant by "{result.asked.text}":'
    page: Page = [Para(meant), Gap(), Table(rows, flex=1)]
    if answer.total > len(shown):
        page.append(dim(f"(+{answer.total - len(shown)}: type more of it, or --json for all)"))
    return [*page, Gap(), dim(line(options, command, [shown[0]["id"]]))]
