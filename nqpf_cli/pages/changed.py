"""What changed in a record, in words."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, changes_of
from nqpf_cli.pages.blocks import Page, Span, dim
from nqpf_cli.pages.common import label

CAME = {"added": "new", "first-release": "in the first release"}
"""How a record came in, in words."""


def change_words(answer: Answer, record: Record, since: str | None) -> str:
    """ "corrected, 27 November 2026: the rate": what changed in a record from the ISO day `since` on, in words."""
    if not since:
        return ""
    parts: list[str] = []
    for day, what in changes_of(record, answer.dataset["first_release"]):
        if dates.bounds(day)[1] >= since:
            how = CAME.get(what) or label(answer, "change_kind", what)
            why = "" if what in CAME else f": {record['changed']['why']}"
            parts.append(f"{how}, {dates.long_words(day)}{why}")
    return "; ".join(parts)


def change_span(answer: Answer, record: Record, since: str | None) -> Span:
    """The same set apart behind a record, or nothing where `since` is None."""
    words = change_words(answer, record, since)
    return Span(f"  {words}" if words else "", "dim")


def since_note(answer: Answer, since: str | None) -> Page:
    """From which day on the facts can tell what changed; nothing where that was not asked for."""
    if not since:
        return []
    packs = "; of records of fact packs where they say it" if answer.context.packs else ""
    day = dates.long_words(answer.dataset["first_release"])
    return [dim(f"What changed is told from {day} on, the first release{packs}.")]
