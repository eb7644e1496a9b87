"""How well a measure is founded, and what its record leaves open."""

from collections.abc import Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import few


def evidence(sources: Sequence[Record]) -> str:
    """ "official page, December 2020", "text read on another site, 2025", "three pages, none official, May 2025"."""
    newest = max((source.get("published", "") for source in sources), default="")
    day = f", {_month(newest)}" if newest else ""
    primary = [source for source in sources if source["kind"] == "primary"]
    if any(map(_at_home, primary)):
        return f"official page{day}"
    if primary or any(_is_text(source) for source in sources):
        return f"text read on another site{day}"
    return f"one page{day}" if len(sources) == 1 else f"{few(len(sources))} pages, none official{day}"


def _at_home(source: Record) -> bool:
    """Whether a primary page stands where its issuer put it: on a government's site, or under the issuer's own name."""
    host = source["url"].partition("://")[2].partition("/")[0]
    return ".gov." in f".{host}." or not (_is_text(source) or " via " in source["publisher"])


def _is_text(source: Record) -> bool:
    """Whether the page gives the document itself, as "(text)", "(full text)" in its title say."""
    return "text)" in source["title"] or "(full text" in source["title"]


def questions(record: Record, derived: Record) -> list[str]:
    """What the record does not state and a client would ask, most decisive first; empty where nothing is missing.

    Which instruments pay a share of a cost, and which pay no sum at all, `derived` has from the vocabulary.
    """
    cap, rated = record.get("cap"), "rate_percent" in record
    shared = derived.get("share_paid")
    asked = {
        "the amount": not (cap or rated or record.get("tiers") or derived.get("unpriced")),
        "the rate": cap and not rated and shared and cap["kind"] != "fixed",
        "the ceiling": rated and not cap and shared,
        "per project or per applicant": cap and "per" not in cap,
        "shared or not": cap and "group" in cap,
        "a share of what": rated and "cost_base" not in record,
        "who qualifies": "conditions" not in record,
        "the end": "until" not in derived and not derived.get("standing"),
    }
    return [question for question, open_ in asked.items() if open_]


def _month(date: str) -> str:
    return dates.long_words(date[:7])
