"""How well a measure is founded, what its record leaves open, and whom to ask about that."""

from collections.abc import Iterable, Mapping, Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import few


def evidence(sources: Sequence[Record]) -> str:
    """ "official page, December 2020", "text read on another site, 2025", "three pages, none official, May 2025".

    The month is that of the newest page of the kind that is named: a later note by others makes no official page newer.
    """
    for words, fits in (("official page", _at_home), ("text read on another site", _is_text)):
        if pages := [source for source in sources if fits(source)]:
            return words + _newest(pages)
    count = "one page" if len(sources) == 1 else f"{few(len(sources))} pages, none official"
    return count + _newest(sources)


def best_first(sources: Iterable[Record]) -> list[Record]:
    """Return the same pages, the issuer's own first, then the document's text elsewhere, then what others wrote."""
    return sorted(sources, key=lambda source: (not _at_home(source), not _is_text(source)))


def rank(sources: Iterable[Record]) -> int:
    """Return how well pages found a record: 0 for the issuer's own, 1 for its text elsewhere, 2 for others' words."""
    return min((0 if _at_home(one) else 1 if _is_text(one) else 2 for one in sources), default=2)


def copied(source: Record) -> bool:
    """Whether a page holds the text of a document and is not its issuer's own: a copy, which may have been changed."""
    return _is_text(source) and not source.get("official") and "read_at" not in source


def _at_home(source: Record) -> bool:
    """Whether the page is its issuer's own and was read there."""
    return source.get("official", False) and "read_at" not in source


def _is_text(source: Record) -> bool:
    """Whether what was read is the document itself: a primary page, or "(text)", "(full text)" in its title."""
    return source["kind"] == "primary" or "text)" in source["title"]


def questions(record: Record, derived: Record) -> list[str]:
    """Return what a record does not state and a client would ask, most decisive first; empty if nothing is missing.

    Which instruments pay a share of a cost, and which pay no sum at all, `derived` has from the vocabulary.
    """
    cap, rated = record.get("cap"), "rate_percent" in record
    shared = derived.get("share_paid")
    unsaid = not (cap or rated or record.get("tiers") or derived.get("unpriced"))
    asked = {
        "the amount": unsaid and "pool" not in record,
        "the amount for one applicant": unsaid and "pool" in record,
        "the rate": cap and not rated and shared and cap["kind"] != "fixed",
        "the ceiling": rated and not cap and shared,
        "per project or per applicant": cap and "per" not in cap,
        "shared or not": cap and "group" in cap,
        "a share of what": rated and "cost_base" not in record,
        "who qualifies": "conditions" not in record,
        "the end": "until" not in derived and not derived.get("standing"),
    }
    return [question for question, open_ in asked.items() if open_]


def ask_whom(regions: Mapping[str, Record], record: Record, policy: Record | None) -> str:
    """Whom to ask about a measure: the body nearest to it, else who issued its document, else those of its place."""
    issuer = policy["issuer"] if policy else ""
    where = regions.get(record["region"], {}).get("name", record["region"])
    return str(record.get("whom") or issuer or f"the authorities of {where}")


def to_ask(regions: Mapping[str, Record], record: Record, policy: Record | None, open_: Sequence[str]) -> str:
    """ "State Council: the rate · the end": whom to ask what a measure leaves open, or nothing where nothing is."""
    found = "" if policy else " (no document found)"
    return f"{ask_whom(regions, record, policy)}{found}: {' · '.join(open_)}" if open_ else ""


def _newest(sources: Iterable[Record]) -> str:
    """ ", December 2020", or nothing where no page has a date."""
    day = max((source.get("published", "") for source in sources), default="")
    return f", {dates.long_words(day[:7])}" if day else ""
