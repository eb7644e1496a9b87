"""A number that a target promises or a figure gives, in words: about 150 EFLOPS, RMB 1.2 trillion, 8% of GDP."""

from nqpf_cli.model import money
from nqpf_cli.model.record import Record


def words(record: Record, qualifier: str = "") -> str:
    """Return the value of a target or figure with its unit, exact as authored, led by the words of its qualifier."""
    low, high = record["value"], record.get("value_to")
    shown = _with_unit(low, low if high is None else high, record["unit"])
    return f"{qualifier} {shown}" if qualifier else shown


def _with_unit(low: float, high: float, unit: str) -> str:
    if is_currency(unit):
        return _money(low, high, unit)
    if unit == "percent" or unit.startswith("percent "):
        return _span(money.percent(low), money.percent(high)) + unit.removeprefix("percent")
    shown = _span(money.number(low), money.number(high))
    return f"rank {shown}" if unit == "rank" else f"{shown} {unit}"


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code: three capitals, as no other unit here is written."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()


def _money(low: float, high: float, currency: str) -> str:
    if low == high and low >= 10**12 and low % 10**6 == 0:
        # Statistics give trillions with up to six decimals: written out they would be a row of noughts.
        return f"{money.prefix(currency)}{money.number(int(low) // 10**6 / 10**6)} trillion"
    if float(low).is_integer() and float(high).is_integer():
        return money.range_words(int(low), int(high), currency)
    return f"{money.prefix(currency)}{_span(money.number(low), money.number(high))}"


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
