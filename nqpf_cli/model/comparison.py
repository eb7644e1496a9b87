"""Comparisons as conditions write them (`>= 20`, `< 5`, `20..50`, `<= 50000000 CNY`, `< 12 months`), and spans held
against them in three values: True, False, and None where both may be.
"""

import re
from typing import Any, Final, NamedTuple, TypeAlias

from nqpf_cli.model import dates
from nqpf_cli.model.text import quoted

Truth: TypeAlias = bool | None
"""Kleene's three values; None is open."""

_NUMBER = r"-?\d{1,18}(?:\.\d{1,6})?"
_COMPARED = re.compile(rf"(>=|<=|>|<)?\s*({_NUMBER})(?:\.\.({_NUMBER}))?(?:\s+(\S+))?", re.ASCII)
_DATED = re.compile(r"(>=|<=|>|<)?\s*([\d-]{4,10})(?:\.\.([\d-]{4,10}))?", re.ASCII)
SPANS: Final = ("months", "years", "month", "year")
LONGEST: Final = 1200
"""So many months or years may a span count."""


class Range(NamedTuple):
    """From `low` to `high`, None where a side has no end; an open end is not inside."""

    low: float | str | None = None
    high: float | str | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, first: float | str, last: float | str) -> Truth:
        """Whether a value that lies somewhere from `first` to `last` lies inside; both are of the range's kind."""
        if not (self.above(last) and self.below(first)):
            return False
        return True if self.above(first) and self.below(last) else None

    def ends_before(self, other: "Range") -> bool:
        """Whether a range of the same kind begins only where this one has ended."""
        if self.high is None or other.low is None:
            return False
        return not other.above(self.high) or (self.high_open and self.high == other.low)

    def above(self, value: Any) -> bool:
        """Whether a value does not lie below the range."""
        return self.low is None or value > self.low or (value == self.low and not self.low_open)

    def below(self, value: Any) -> bool:
        """Whether a value does not lie beyond the range."""
        return self.high is None or value < self.high or (value == self.high and not self.high_open)


def numbers(text: str, example: str) -> tuple[Range, str]:
    """Return a comparison of numbers with its unit, "" where it has none. Raises ValueError (what, what to do)."""
    found = _COMPARED.fullmatch(text.strip())
    if not found or (found[1] and found[3]):
        raise ValueError(f"{quoted(text)} is no comparison", f"write it like {example}")
    first = _number(found[2])
    last = _number(found[3]) if found[3] else first
    if last < first:
        raise ValueError(f"{quoted(text)} ends before it begins", "write the smaller number first")
    return _range(found[1], first, first, last if found[3] else first), found[4] or ""


def days(text: str, example: str) -> tuple[Range, str]:
    """Return a comparison with a date (unit ""), or with how long ago a day is (`months`, `years`).

    Raises ValueError (what, what to do).
    """
    found = _DATED.fullmatch(text.strip())
    if not found:
        span, unit = numbers(text, example)
        if unit not in SPANS or not all(end is None or end in range(LONGEST + 1) for end in span[:2]):
            raise ValueError(f"{quoted(text)} compares no date", f"write it like {example}")
        return span, unit if unit.endswith("s") else f"{unit}s"
    if found[1] and found[3]:
        raise ValueError(f"{quoted(text)} is no comparison", f"write it like {example}")
    try:
        first, after = dates.bounds(found[2])
        last = dates.bounds(found[3])[1] if found[3] else after
    except ValueError as error:
        raise ValueError(str(error), "write the date as the source gives it") from None
    if last < first:
        raise ValueError(f"{quoted(text)} ends before it begins", "write the earlier date first")
    return _range(found[1], first, after, last), ""


def ago(span: Range, unit: str, day: str) -> Range:
    """Return the days that lie so many months or years before an ISO day: less than two years ago is after a day."""
    low, high = (
        None if end is None else dates.back(day, f"{int(end)} {unit}") for end in (span.high, span.low)
    )
    return Range(low, high, span.high_open, span.low_open)


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _range(sign: str | None, first: float | str, after: float | str, last: float | str) -> Range:
    """Return the range of a sign and a value that itself reaches from `first` to `after`, or from `first` to `last`."""
    return {
        ">=": Range(low=first),
        ">": Range(low=after, low_open=True),
        "<=": Range(high=after),
        "<": Range(high=first, high_open=True),
        None: Range(first, last),
    }[sign]


def both(*values: Truth) -> Truth:
    """And: False where one is, else None where one is, else True."""
    return False if False in values else None if None in values else True


def either(*values: Truth) -> Truth:
    """Or: True where one is, else None where one is, else False."""
    return True if True in values else None if None in values else False


def opposite(value: Truth) -> Truth:
    """Not; what is open stays open."""
    return None if value is None else not value
