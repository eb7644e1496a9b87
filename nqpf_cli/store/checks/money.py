"""Amounts, rates and ranges: what is least lies below what is most."""

from collections.abc import Iterator

from nqpf_cli.store.checks.places import fault, of_kind
from nqpf_cli.store.facts import Facts
from nqpf_cli.store.faults import Fault

_AGAIN = "look at the numbers in the source again"


def caps(facts: Facts) -> Iterator[Fault]:
    """The lowest tier of a cap is not above it, and every currency has a rate, so that sums compare."""
    rates = facts.dataset.get("constants", {}).get("dollar_rates", [])
    known = {"USD", *(rate.get("currency") for rate in rates)}
    for loaded in of_kind(facts, "incentive"):
        cap = loaded.record.get("cap", {})
        if cap.get("from", 0) > cap.get("amount", 0):
            yield fault(
                loaded, "cap.from", f"cap.from {cap['from']:,} is more than amount {cap['amount']:,}", _AGAIN
            )
        for field in ("cap", "pool"):
            currency = loaded.record.get(field, {}).get("currency", "USD")
            if currency not in known:
                what = f"{field}.currency: {currency} has no rate"
                yield fault(loaded, f"{field}.currency", what, "add its rate to dollar_rates in dataset.yaml")


def rates(facts: Facts) -> Iterator[Fault]:
    """A rate has a kind; only a deduction goes beyond 100 percent; a reduced rate is less than the standard one."""
    for loaded in of_kind(facts, "incentive"):
        record = loaded.record
        rate, kind, lowest = (record.get(key) for key in ("rate_percent", "rate_kind", "rate_from"))
        if rate is None:
            for field in ("rate_kind", "rate_from"):
                if field in record:
                    yield fault(
                        loaded, field, f"{field} without rate_percent", "add rate_percent, or take it out"
                    )
            continue
        if kind is None:
            yield fault(loaded, "rate_percent", "rate_percent without rate_kind", "add rate_kind")
        if rate > 100 and kind != "deduction":
            what = f"rate_percent {rate} is more than 100, which only a deduction can be"
            yield fault(loaded, "rate_percent", what, _AGAIN)
        if lowest is not None and lowest > rate:
            yield fault(loaded, "rate_from", f"rate_from {lowest} is more than rate_percent {rate}", _AGAIN)
        # Where the usual tax has steps and no one rate, a reduced rate may stand alone.
        base = facts.vocabularies.get("cost_base", {}).get(record.get("cost_base"), {})
        standard = record.get("standard_rate", 100 if base.get("steps") else 0)
        if kind == "reduced-rate" and rate >= standard:
            what = f"a reduced rate of {rate} needs a standard_rate above it"
            yield fault(loaded, "standard_rate", what, "add standard_rate, or mend the rate")


def tiers(facts: Facts) -> Iterator[Fault]:
    """Each tier gives an amount or a rate, inside what the whole measure says."""
    for loaded in of_kind(facts, "incentive"):
        record = loaded.record
        cap = record.get("cap", {})
        limits = {
            "amount": (cap.get("from"), cap.get("amount"), "the cap"),
            "rate_percent": (record.get("rate_from"), record.get("rate_percent"), "the rate"),
        }
        for index, tier in enumerate(record.get("tiers", ())):
            if not limits.keys() & tier.keys():
                what = f"the tier {tier['when']} has no amount and no rate_percent"
                yield fault(loaded, f"tiers.{index}", what, "add one of them, or take the tier out")
            for field, (low, high, of) in limits.items():
                value = tier.get(field)
                if value is None:
                    continue
                at = f"tiers.{index}.{field}"
                if high is not None and value > high:
                    yield fault(loaded, at, f"the tier's {field} {value:,} is above {of}, {high:,}", _AGAIN)
                if low is not None and value < low:
                    yield fault(
                        loaded, at, f"the tier's {field} {value:,} is below {of}'s lowest, {low:,}", _AGAIN
                    )


def ranges(facts: Facts) -> Iterator[Fault]:
    """The upper end of a range is not below the lower."""
    for loaded in of_kind(facts, "target", "figure"):
        low, high = loaded.record["value"], loaded.record.get("value_to")
        if high is not None and low > high:
            yield fault(loaded, "value_to", f"value_to {high:,} is less than value {low:,}", _AGAIN)
