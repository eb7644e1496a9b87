"""Whom to ask what a measure leaves open."""

from collections.abc import Mapping, Sequence

from nqpf_cli.model.record import Record


def ask_whom(regions: Mapping[str, Record], record: Record, policy: Record | None) -> str:
    """Whom to ask about a measure: the body nearest to it, else who issued its document, else those of its place."""
    issuer = policy["issuer"] if policy else ""
    where = regions.get(record["region"], {}).get("name", record["region"])
    return str(record.get("whom") or issuer or f"the authorities of {where}")


def to_ask(regions: Mapping[str, Record], record: Record, policy: Record | None, open_: Sequence[str]) -> str:
    """ "State Council: the rate · the end": whom to ask what a measure leaves open, or nothing where nothing is."""
    found = "" if policy else " (no document found)"
    return f"{ask_whom(regions, record, policy)}{found}: {' · '.join(open_)}" if open_ else ""
