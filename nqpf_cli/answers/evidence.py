"""How well a measure is founded, and what its record leaves open."""

from collections.abc import Sequence

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record

SHARE_PAID = ("grant", "subsidy", "voucher", "interest-subsidy", "insurance", "rent-relief")
"""Instruments that pay a share of a cost, so that a missing rate is a question."""


def evidence(sources: Sequence[Record]) -> str:
    """ "official text, 2020", "full text on another site, 2025", "press, 3 pages, to 2025" or "one page, June 2024"."""
    newest = max((source.get("published", "") for source in sources), default="")
    day = f", {_month(newest)}" if newest else ""
    if any(source["kind"] == "primary" for source in sources):
        return f"official page{day}"
    if any("(text)" in source["title"] or "(full text)" in source["title"] for source in sources):
        return f"text read on another site{day}"
    return f"one page{day}" if len(sources) == 1 else f"{len(sources)} pages, none official{day}"


def questions(record: Record, derived: Record) -> list[str]:
    """What the record does not state and a client would ask, most decisive first; empty where nothing is missing."""
    cap, rated = record.get("cap"), "rate_percent" in record
    found = []
    if (
        not cap
        and not rated
        and not record.get("tiers")
        and record["instrument"] not in ("market-access", "procurement")
    ):
        found.append("the amount")
    if cap and not rated and record["instrument"] in SHARE_PAID and cap["kind"] != "fixed":
        found.append("the rate")
    if rated and not cap and record["instrument"] in SHARE_PAID:
        found.append("the ceiling")
    if cap and "per" not in cap:
        found.append("per project or per applicant")
    if cap and "group" in cap:
        found.append("shared or not")
    if rated and "cost_base" not in record:
        found.append("a share of what")
    if "conditions" not in record:
        found.append("who qualifies")
    if "until" not in derived and not derived.get("standing"):
        found.append("the end")
    return found


def _month(date: str) -> str:
    return dates.long_words(date[:7])
