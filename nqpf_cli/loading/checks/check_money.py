"""Amounts, rates and ranges: what is least lies below what is most."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.nodes import Mapping, Sequence
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.suggestions import nearest

_AGAIN = "look at the numbers in the source again"


def caps(facts: FactSet) -> Iterator[Problem]:
    """Check that the lowest tier of a cap is not above it, and every currency has a rate, so that sums compare."""
    codes = currencies(facts)
    for loaded in facts.parts_of("incentive"):
        cap = loaded.record.get("cap", {})
        low, high = cap.get("from"), cap.get("amount")
        if low and high and low > high:
            yield loaded.problem("cap.from", f"cap.from {low:,} is more than amount {high:,}", _AGAIN)
        for field in ("cap", "pool"):
            code = loaded.record.get(field, {}).get("currency", "USD")
            if codes and code not in codes.values():
                what = f"{field}.currency: {code} has no rate"
                yield loaded.problem(f"{field}.currency", what, _known(code, codes))


def units(facts: FactSet) -> Iterator[Problem]:
    """Check that a number of money names its currency by the code, not by another name of it."""
    codes = currencies(facts)
    for loaded in facts.parts_of("target", "figure"):
        unit = loaded.record.get("unit", "USD")
        if unit in codes and unit not in codes.values():
            yield loaded.problem("unit", f"unit: {unit} is no ISO 4217 code", f"did you mean {codes[unit]}?")


def currencies(facts: FactSet) -> dict[str, str]:
    """Return every name of a currency that has a rate, with its code: codes, and what else `dataset.yaml` calls them.

    None where the rates themselves could not be read, which is said elsewhere.
    """
    rates = [
        rate for rate in facts.dataset.get("constants", {}).get("dollar_rates", []) if "currency" in rate
    ]
    also = {name: rate["currency"] for rate in rates for name in rate.get("also", ())}
    codes = {rate["currency"]: rate["currency"] for rate in rates}
    return {"USD": "USD", **also, **codes} if codes else {}


def _known(code: str, codes: dict[str, str]) -> str:
    near = codes.get(code) or codes.get(nearest(code, codes))
    listed = ", ".join(dict.fromkeys(codes.values()))
    return f"did you mean {near}?" if near else f"give the sum in one of {listed}"


def rates(facts: FactSet) -> Iterator[Problem]:
    """Check that a rate has a kind, only a deduction exceeds 100 percent, a reduced rate is below the standard."""
    for loaded in facts.parts_of("incentive"):
        record = loaded.record
        rate, kind, lowest = (record.get(key) for key in ("rate_percent", "rate_kind", "rate_from"))
        if rate is None:
            if "rate_percent" in loaded.node:  # wrong in itself, which is said elsewhere
                continue
            for field in ("rate_kind", "rate_from"):
                if field in record:
                    what = f"{field} without rate_percent"
                    yield loaded.problem(field, what, "add rate_percent, or take it out")
            continue
        if "rate_kind" not in loaded.node:
            yield loaded.problem("rate_percent", "rate_percent without rate_kind", "add rate_kind")
        if rate > 100 and kind != "deduction" and (kind or "rate_kind" not in loaded.node):
            what = f"rate_percent {rate} is more than 100, which only a deduction can be"
            yield loaded.problem("rate_percent", what, _AGAIN)
        if lowest is not None and lowest > rate:
            yield loaded.problem("rate_from", f"rate_from {lowest} is more than rate_percent {rate}", _AGAIN)
        # Where the usual tax has steps and no one rate, a reduced rate may stand alone.
        base = facts.vocabularies.get("cost_base", {}).get(record.get("cost_base"), {})
        standard = record.get("standard_rate", 100 if base.get("steps") else 0)
        known = "standard_rate" in record or "standard_rate" not in loaded.node
        if kind == "reduced-rate" and known and rate >= standard:
            what = f"a reduced rate of {rate} needs a standard_rate above it"
            yield loaded.problem("standard_rate", what, "add standard_rate, or mend the rate")


def tiers(facts: FactSet) -> Iterator[Problem]:
    """Check that each tier gives an amount or a rate, inside what the whole measure says."""
    for loaded in facts.parts_of("incentive"):
        record = loaded.record
        cap = record.get("cap", {})
        limits = {
            "amount": (cap.get("from"), cap.get("amount"), "the cap"),
            "rate_percent": (record.get("rate_from"), record.get("rate_percent"), "the rate"),
        }
        for index, tier in enumerate(record.get("tiers", ())):
            written = loaded.node["tiers"]  # as it stands there, what is wrong in it included
            written = written[index] if isinstance(written, Sequence) else written
            if "when" in tier and isinstance(written, Mapping) and not limits.keys() & written.keys():
                what = f"the tier {tier['when']} has no amount and no rate_percent"
                yield loaded.problem(f"tiers.{index}", what, "add one of them, or take the tier out")
            if "amount" in tier and "cap" not in loaded.node:
                what = f"the tier {tier.get('when', index + 1)} has an amount in no currency"
                yield loaded.problem(f"tiers.{index}.amount", what, "add cap, or take the amount out")
            for field, (low, high, of) in limits.items():
                value = tier.get(field)
                if value is None:
                    continue
                at = f"tiers.{index}.{field}"
                if high is not None and value > high:
                    yield loaded.problem(at, f"the tier's {field} {value:,} is above {of}, {high:,}", _AGAIN)
                if low is not None and value < low:
                    what = f"the tier's {field} {value:,} is below {of}'s lowest, {low:,}"
                    yield loaded.problem(at, what, _AGAIN)


def ranges(facts: FactSet) -> Iterator[Problem]:
    """Check that the upper end of a range is not below the lower."""
    for loaded in facts.parts_of("target", "figure"):
        low, high = loaded.record.get("value"), loaded.record.get("value_to")
        if low is not None and high is not None and low > high:
            yield loaded.problem("value_to", f"value_to {high:,} is less than value {low:,}", _AGAIN)
