"""An export as one Markdown document: a section a kind, a list of fields a record."""

from collections.abc import Iterator, Mapping
from typing import Any

from nqpf_cli.model import dates
from nqpf_cli.model.flat_rows import text
from nqpf_cli.model.kinds import field_of
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import RenderOptions, counted, followed, label, name, source_line
from nqpf_cli.pages.record_rows import worded
from nqpf_cli.wording.amounts import benefit, tiers

NAMED = ("title", "title_zh", "name", "name_zh", "term", "zh", "body", "sources")
"""Fields that stand above or below the list, or in the words of another."""

WORTH = ("rate_percent", "rate_kind", "rate_from", "cost_base", "standard_rate", "cap", "pool", "tiers")
"""Fields that the words for the benefit of a measure hold."""


def about(parts: Mapping[str, Answer]) -> Iterator[str]:
    """Yield what a file of these parts holds, how fresh it is, and what it is not."""
    data = next(iter(parts.values())).dataset
    yield f"{data['title']}, version {data['version']}, licence {data['licence']}"
    yield from caveats(parts)
    for kind, part in parts.items():
        many = len(part.records)
        yield counted(part, kind, many) if kind in part.vocabularies["kind"] else plural(many, "row")


def caveats(parts: Mapping[str, Answer]) -> Iterator[str]:
    """Yield how fresh the facts are, what they are not, and whose licence holds."""
    first = next(iter(parts.values()))
    data = first.dataset
    yield f"Facts last checked on {data['checked']}; status as of {first.on}."
    yield f"Events {followed(data)}."
    yield "An end that was not read is no sign that a measure is in force. The text of a measure decides."
    if first.context.packs:
        yield "Records with a `pack` are from that fact pack, and under its licence."


def export_page(parts: Mapping[str, Answer]) -> Page:
    """Every record of the parts, with its fields in their order and its pages."""
    first = next(iter(parts.values()))
    data = first.dataset
    days = f"As of {dates.long_words(first.on)}; facts last checked on {dates.long_words(data['checked'])}"
    reach = f"{days}, events {followed(data)}. Licence {data['licence']}. The text of a measure decides."
    page: Page = [Heading(f"{data['title']}, {data['version']}", 1), Para(reach)]
    # The pages last: each record names its own.
    for kind, part in sorted(parts.items(), key=lambda item: item[0] == "source"):
        page += [Gap(), Heading(counted(part, kind, len(part.records)))]
        for record in part.records:
            body = [Para(part) for part in record.get("body", "").split("\n\n") if part.strip()]
            page += [Gap(), Heading(name(record, RenderOptions(lang="both")), 3), *body]
            page.append(Table(list(_rows(part, record)), flex=1))
    return page


def _rows(answer: Answer, record: Record) -> Iterator[list[Text]]:
    """(label, value) of every field in words, what a measure is worth as one; then the pages."""
    for key, value in record.items():
        field = field_of(answer.kind, key)
        if key in NAMED or key in WORTH or field.merged:
            continue
        if key == "instrument":
            steps = "; ".join(tiers(record))
            yield [Span("Worth", "label"), f"{benefit(record, answer.vocabularies)}{steps and f' ({steps})'}"]
        words = worded(answer, record) if key == "value" else _words(answer, key, value)
        yield [Span(field.called(key), "label"), words]
    for page in record.get("sources", ()):
        yield [Span("Source", "label"), source_line(page)]


def _words(answer: Answer, field: str, value: Any) -> str:
    if field == "status":
        return str(value["words"])
    described = field_of(answer.kind, field)
    if described.dated:
        return dates.long_words(value)
    if field == "period":
        return dates.interval_words(value)
    if described.vocabulary:
        each = value if isinstance(value, list) else [value]
        return ", ".join(label(answer, described.vocabulary, one) for one in each)
    return text(field, value)
