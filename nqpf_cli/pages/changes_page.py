"""What is new: how many records of which kinds, the weightiest records, how to see more."""

from collections.abc import Mapping

from nqpf_cli.model import dates
from nqpf_cli.model.record import BECAME, Answer, last_change
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Text, dim
from nqpf_cli.pages.common import (
    CAME,
    RenderOptions,
    change_words,
    label,
    line,
    listing_line,
    name,
    since_note,
)
from nqpf_cli.questions.changes import ChangesResult


def changes_page(result: ChangesResult, options: RenderOptions) -> Page:
    """Lay out what came in or changed since a day, in all kinds."""
    answer, since = result.answer, result.since
    day = dates.long_words(since)
    if not answer.records:
        return [Para(f"Nothing came in or changed since {day}."), *since_note(answer, since)]
    kinds = sorted(answer.records, key=lambda record: -record["count"])
    listed = [plural(one["count"], label(answer, "kind", one["kind"]), one["plural"]) for one in kinds]
    head = Heading(f"Since {day}: {plural(sum(result.how.values()), 'record')}", 1)
    page: Page = [head, Para(became_words(answer, result.how)), Para(f"{', '.join(listed)}.")]
    page += [Gap(), Heading("First to look at", 2)]
    for record in result.first:
        called: Text = [Span(name(record, options), "term"), Span(f"  {record['id']}", "id")]
        page += [Para(called, indent=2, hang=2), dim(change_words(answer, record, since), 4)]
    rest = listing_line(options, answer, kinds[0]["kind"], {"changed-since": since})
    hint = f"{line(options, 'show', [result.first[0]['id']])} · {rest}"
    return [*page, Gap(), *since_note(answer, since), dim(hint)]


def became(answer: Answer, since: str | None) -> Page:
    """What became of the records of an answer, summed up, where it was asked what changed `since` a day."""
    if not since or not answer.records:
        return []
    last = [last_change(record, answer.dataset["first_release"], since)[1] for record in answer.records]
    how = {what: many for what in BECAME if (many := last.count(what))}
    shown = f", of the {len(last):,} shown" if len(last) < answer.total else ""
    return [Para(f"{became_words(answer, how)}{shown}")]


def became_words(answer: Answer, how: Mapping[str, int]) -> str:
    """ "The law changed: 3 · new: 12": what became of how many records."""
    said = [f"{CAME.get(what) or label(answer, 'change_kind', what)}: {many:,}" for what, many in how.items()]
    text = " · ".join(said)
    return f"{text[:1].upper()}{text[1:]}"
