"""Dates of any precision: what they bound, how they sort, how they read.

A date is ISO 8601 text as precise as its source: `2024`, `2024-06`, `2024-06-18`. An interval is EDTF:
`2025-01/2025-06`, `../2024-02`, `2025-12-18/..`. A day is always the ten characters `YYYY-MM-DD`, so days
compare as text.
"""

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from nqpf_cli.model.text import quoted

FIRST_YEAR = 1900
LAST_YEAR = 2199

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_end(month: str) -> str:
    """Return the last day of an ISO month that is known to be sound."""
    after = int(month[:4]) * 12 + int(month[5:7])
    return (date(after // 12, after % 12 + 1, 1) - timedelta(days=1)).isoformat()


@lru_cache(maxsize=8192)  # an index asks for the days of all records several times
def bounds(text: str) -> tuple[str, str]:
    """Return the first and the last day, both inside, of an ISO date of any precision.

    Raises ValueError, with a short plain message, for anything else, impossible days and years outside
    1900 to 2199 included.
    """
    size = len(text)
    digits = text[:4]
    if not (text.isascii() and digits.isdigit()):
        raise ValueError(f"{quoted(text)} is not a date")
    if size == 10 and text[4] == "-" == text[7]:  # the hyphens keep ISO weeks (2024-W25-2) out
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{quoted(text)} is not a day in the calendar") from None
        found = (text, text)
    elif size == 7 and text[4] == "-" and text[5:].isdigit():
        if not "01" <= text[5:] <= "12":
            raise ValueError(f"{quoted(text)} is not a month in the calendar")
        found = (f"{text}-01", month_end(text))
    elif size == 4:
        found = (f"{text}-01-01", f"{text}-12-31")
    else:
        raise ValueError(f"{quoted(text)} is not a date")
    if not "1900" <= digits <= "2199":
        raise ValueError(f"{quoted(text)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def interval(text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day of an EDTF interval or a plain date; None where a side is open.

    Raises ValueError for anything else, for an interval open on both sides and for one that ends before
    it begins.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return bounds(text)
    if start == end == "..":
        raise ValueError(f"{quoted(text)} has neither a start nor an end")
    first = None if start == ".." else bounds(start)[0]
    last = None if end == ".." else bounds(end)[1]
    if first and last and first > last:
        raise ValueError(f"{quoted(text)} ends before it begins")
    return first, last


def order(text: str) -> str:
    """Return a key that puts dates and intervals in order when compared as text.

    By last day, then the shorter first: a month comes after its days and a year after its months. An
    interval without an end comes last. Raises ValueError as `interval` does.
    """
    first, last = interval(text)
    start, end = date.fromisoformat(first or "0001-01-01"), date.fromisoformat(last or "9999-12-31")
    return f"{end.isoformat()} {(end - start).days:07d}"


def year(text: str) -> int:
    """Return the year of a date; of an interval, the year of its end, or of its start where the end is open."""
    start, slash, end = text.partition("/")
    return int((end if slash and end != ".." else start)[:4])


def words(text: str) -> str:
    """Return a sound date with short months, as tables show it: 18 Jun 2024, Jun 2024, 2024."""
    return _worded(text, 3)


_OF_TIME = frozenset(("last", "past", "previous", "this", "next", "coming"))


def may_name_time(text: str) -> bool:
    """Return whether a text may name a time: a look before what reads one is loaded."""
    signs = set(text)
    return (
        any(map(str.isdigit, signs))
        or not signs.isdisjoint("月季周天年期")
        or not _OF_TIME.isdisjoint(text.casefold().split())
    )


def long_words(text: str) -> str:
    """Return a sound date with whole months, as sentences show it: 18 June 2024, April 2029, 2024."""
    return _worded(text, 9)


def _worded(text: str, letters: int) -> str:
    if len(text) == 4:
        return text
    month = MONTHS[int(text[5:7]) - 1][:letters]
    return f"{month} {text[:4]}" if len(text) == 7 else f"{int(text[8:])} {month} {text[:4]}"


def interval_words(text: str) -> str:
    """Return a sound date or interval: January to June 2025, to February 2024, since 18 Dec 2025, 2021 to 2025.

    Months are whole where they stand without a day; what both ends share is said once.
    """
    start, slash, end = text.partition("/")
    if not slash or start == end:
        return _plain(start)
    if start == "..":
        return f"to {_plain(end)}"
    if end == "..":
        return f"since {_plain(start)}"
    first, last = _plain(start), _plain(end)
    if len(start) == len(end) > 4 and start[:4] == end[:4]:
        first = first[:-5]  # the year
        if len(start) == 10 and start[:7] == end[:7]:
            first = first[:-4]  # the month
    return f"{first} to {last}"


def between_words(first: str, last: str) -> str:
    """Return what lies between two ISO days in words: October 2026, January to June 2026, 2025, 3 to 5 May 2026."""
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    months = first[8:] == "01" and last == month_end(last[:7])
    return interval_words(f"{first[:7]}/{last[:7]}" if months else f"{first}/{last}")


def _plain(text: str) -> str:
    return words(text) if len(text) == 10 else long_words(text)


def add_days(day: str, n: int) -> str:
    """Return the day `n` days after an ISO day, or before it where `n` is negative; never beyond the years we know.

    Raises ValueError for what is no day.
    """
    _check_day(day)
    first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
    there = date.fromisoformat(day).toordinal() + n
    return date.fromordinal(min(max(there, first), last)).isoformat()


def _check_day(day: str) -> None:
    """Raise ValueError for what is no ISO day."""
    if len(day) != 10:
        raise ValueError(f"{quoted(day)} is not a day")
    bounds(day)


def back(day: str, span: str) -> str:
    """Return the day that lies `span` (90d, 12w, 6m, 2y) before an ISO day; the 31st clamps to a month's end,
    and what lies before the years we know to their first day.

    Raises ValueError with examples for any other span.
    """
    return _moved(day, span, -1)


def ahead(day: str, span: str) -> str:
    """Return the day that lies `span` after an ISO day, as `back` takes it; never after the years we know."""
    return _moved(day, span, 1)


def until(day: str, within: str) -> str:
    """Return the last day of a span ahead of an ISO day (`90d`), or of an ISO date that is named in its place.

    Raises ValueError as `back` does.
    """
    with suppress(ValueError):
        return bounds(within)[1]
    return ahead(day, within)


def until_words(within: str) -> str:
    """Return what `until` takes as it reads in a sentence: within 60 days, by 31 March 2027."""
    with suppress(ValueError):
        bounds(within)
        return f"by {long_words(within)}"
    return f"within {span_words(within)}"


def span_words(span: str) -> str:
    """Return a sound span as it reads in a sentence: 60 days, 1 week, 6 months."""
    digits, unit = _parted(span)
    count, steps = int(digits), _UNITS[unit]
    word = next(name for name in ("day", "week", "month", "year") if _UNITS[name] == steps)
    return f"{count} {word}{'' if count == 1 else 's'}"


_UNITS = {
    "d": (1, 0), "day": (1, 0), "days": (1, 0), "天": (1, 0), "日": (1, 0),
    "w": (7, 0), "week": (7, 0), "weeks": (7, 0), "周": (7, 0),
    "m": (0, 1), "month": (0, 1), "months": (0, 1), "个月": (0, 1), "月": (0, 1),
    "y": (0, 12), "year": (0, 12), "years": (0, 12), "年": (0, 12),
}  # fmt: skip


def _parted(span: str) -> tuple[str, str]:
    """Return the digits and the unit of a span as typed."""
    typed = span.strip().casefold()
    unit = typed.lstrip("0123456789")
    return typed[: len(typed) - len(unit)], unit.strip()


def _moved(day: str, span: str, sign: int) -> str:
    count, unit = _parted(span)
    steps = _UNITS.get(unit)
    if not steps or not count or len(count) > 6:
        raise ValueError(f"{quoted(span)} is not a span of time; write 90d, 12w, 6m or 2y")
    days, months = (sign * int(count) * step for step in steps)
    if not months:
        return add_days(day, days)
    _check_day(day)
    total = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    to_year, month = divmod(total, 12)
    if not FIRST_YEAR <= to_year <= LAST_YEAR:
        return f"{FIRST_YEAR}-01-01" if sign < 0 else f"{LAST_YEAR}-12-31"
    to_month = f"{to_year}-{month + 1:02d}"
    return min(f"{to_month}-{day[8:]}", month_end(to_month))
