"""Dates that are counted from a day: last year, yesterday, July, 去年年底, 上半年, 3 months ago."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Final, TypeAlias

from nqpf_cli.model import dates, numerals

Span: TypeAlias = tuple[str, str]
"""The first and the last day, both inside."""

_DAYS: Final = {
    "today": 0, "now": 0, "yesterday": -1, "tomorrow": 1, "今天": 0, "今日": 0, "现在": 0, "昨天": -1, "昨日": -1,
    "前天": -2, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_YEARS: Final = {
    "last year": -1, "this year": 0, "next year": 1, "the year": 0, "前年": -2, "去年": -1, "上年": -1, "今年": 0,
    "本年": 0, "明年": 1, "后年": 2,
}  # fmt: skip
_STEP: Final = {
    "last": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "上": -1,
    "本": 0,
    "这": 0,
    "下": 1,
}
_UNITS: Final = {
    "day": "d", "week": "w", "month": "m", "quarter": "q", "year": "y", "天": "d", "日": "d", "周": "w", "星期": "w",
    "月": "m", "季度": "q", "年": "y",
}  # fmt: skip
_COUNTS: Final = {
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "eighteen": "18",
}  # fmt: skip
_UNIT = "|".join(_UNITS)
_NEAR = re.compile(rf"(?:the )?({'|'.join(_STEP)})一?个? ?({_UNIT})")
_NAMED = re.compile(r"(last|previous|this|next) ([a-z]{3,9})")
_AGO = re.compile(rf"(\w+?) ?个?({_UNIT})s?(?: (ago)|以?(前|后))|in (\w+) ({_UNIT})s?")
_LENGTH = re.compile(
    rf"(?:(?:the )?(?:last|past|next|coming) |近|最近|过去|未来)?(\w+?)?? ?个?({_UNIT})s?(?:以?[来内])?"
)
_PAST = re.compile(rf"(?:the )?(last|past|next|coming|近|最近|过去|未来)(?: ?(\w+?))?? ?个?({_UNIT})s?")
_EDGE = re.compile(r"(?:the )?(end|start|beginning)[ -](?:of )?(?:the )?(.+)|(.+?)年?(底|末|初)")
_THIRD = re.compile(r"(early|mid|middle of|late)[ -](?:in )?(.+)|(.+?)(上旬|中旬|下旬|年中)")
_THIRDS: Final = {"early": 0, "mid": 1, "middle of": 1, "late": 2, "上旬": 0, "中旬": 1, "下旬": 2, "年中": 1}


def span(typed: str, on: str, read: Callable[[str], Span | None], *, ahead: bool) -> Span | None:
    """Return the days that a text means on the day `on`; None where it is no such date.

    `typed` is in lower case and in simplified characters; `read` reads a date of its own year. A month, a day, a
    quarter or a half without a year is the last one that has begun, or with `ahead` the next that has not ended.
    """
    if typed in _DAYS:
        return (dates.add_days(on, _DAYS[typed]),) * 2
    typed = _in_months(typed)
    for one in (_of_a_year, _near, _counted, _edge, _third, _without_year):
        if found := one(typed, on, read, ahead):
            return found
    return None


def length(typed: str) -> str | None:
    """Return a span of time in words as a number and a letter: three months 3m, 半年 6m, last year 1y; else None.

    `typed` is in lower case and in simplified characters.
    """
    found = _LENGTH.fullmatch(_in_months(typed))
    return _units(found[1] or "1", found[2]) or None if found else None


def is_ago(typed: str) -> bool:
    """Whether a text names a day by how long ago it was: 2 years ago, 三个月前; what people mean is since then."""
    found = _AGO.fullmatch(_in_months(typed))
    return bool(found and (found[3] or found[4] == "前"))


def _in_months(typed: str) -> str:
    """Put half a year as six months; the first and the second half of one stay."""
    return re.sub("(?<![上下])半年", "6个月", typed.replace("half a year", "6 months"))


def _of_a_year(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read last year, July last year, 今年上半年: with the number of the year in place of its name."""
    for name, step in _YEARS.items():
        if name in typed:
            year = f"{int(on[:4]) + step}{'' if name.isascii() else '年'}"
            return span(typed.replace(name, year).strip(), on, read, ahead=ahead) or read(
                typed.replace(name, year)
            )
    return None


def _near(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read last month, this quarter, 下周, and last July or last summer: the latest that has ended."""
    if found := _NEAR.fullmatch(typed):
        return _period(on, _UNITS[found[2]], _STEP[found[1]])
    found = _NAMED.fullmatch(typed)
    if not found or not read(f"{found[2]} {on[:4]}"):
        return None
    year, step = int(on[:4]), _STEP[found[1]]
    days = [there for at in range(year - 2, year + 2) if (there := read(f"{found[2]} {at}"))]
    if step:
        ended, coming = [one for one in days if one[1] < on], [one for one in days if one[0] > on]
        return next(iter(ended[-1:] if step < 0 else coming), None)
    return next((one for one in days if one[0] <= on <= one[1]), read(f"{found[2]} {year}"))


def _period(on: str, unit: str, step: int) -> Span:
    """Return the day, week, month, quarter or year that lies so many after the one that a day lies in."""
    if unit == "d":
        return (dates.add_days(on, step),) * 2
    if unit == "w":
        first = dates.add_days(on, 7 * step - date.fromisoformat(on).weekday())
        return first, dates.add_days(first, 6)
    months = {"m": 1, "q": 3, "y": 12}[unit]
    number = (int(on[:4]) * 12 + int(on[5:7]) - 1) // months + step
    first, last = (f"{at // 12}-{at % 12 + 1:02d}" for at in (number * months, (number + 1) * months - 1))
    return f"{first}-01", dates.month_end(last)


def _counted(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read 3 months ago, 90天前, in 2 weeks, last 6 months, 近三个月, past year."""
    if found := _AGO.fullmatch(typed):
        count, unit = found[1] or found[5], found[2] or found[6]
        if there := _moved(on, count, unit, back=bool(found[3] or found[4] == "前")):
            return there, there
    if (found := _PAST.fullmatch(typed)) and (found[2] or found[1] == "past"):
        back = found[1] not in ("next", "coming", "未来")
        if there := _moved(on, found[2] or "1", found[3], back=back):
            return (there, on) if back else (on, there)
    return None


def _moved(on: str, count: str, unit: str, *, back: bool) -> str:
    """Return the day so many units before or after a day; nothing where the count is none."""
    span = _units(count, unit)
    return (dates.back if back else dates.ahead)(on, span) if span else ""


def _units(count: str, unit: str) -> str:
    """Return a count in words or figures and a unit as a span (3m), quarters in months; nothing for no count."""
    number = _COUNTS.get(count) or ("2" if count == "两" else str(numerals.figures(count) or ""))
    short, times = (_UNITS[unit], 1) if _UNITS[unit] != "q" else ("m", 3)
    return f"{int(number) * times}{short}" if number.isdigit() and len(number) <= 4 else ""


def _edge(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read end of 2026, 去年年底, 年初: a month of what is longer than one, else a day."""
    within = {"年": on[:4], "月": on[:7]}.get(typed[:1], "")
    found = _EDGE.fullmatch(within + typed)
    if not found:
        return None
    inner, late = found[2] or found[3], (found[1] or found[4]) in ("end", "底", "末")
    whole = read(inner) or span(inner, on, read, ahead=ahead)
    if not whole:
        return None
    first, last = whole
    if first[:7] == last[:7]:
        return (last, last) if late else (first, first)
    return dates.bounds((last if late else first)[:7])


def _third(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read early 2023, late June, 10月中旬: four months of a year, ten days of a month, the last third to its end."""
    found = _THIRD.fullmatch(typed)
    if not found:
        return None
    inner, third = found[2] or found[3], _THIRDS[found[1] or found[4]]
    whole = read(inner) or (inner.isdecimal() and read(f"{inner}年")) or span(inner, on, read, ahead=ahead)
    if not whole:
        return None
    first, last = whole
    if first[:7] == last[:7] and first != last:
        days = f"{first[:7]}-{third * 10 + 1:02d}", last if third == 2 else f"{first[:7]}-{third * 10 + 10}"
    elif first[:4] == last[:4] and (first[5:], last[5:]) == ("01-01", "12-31"):
        days = f"{first[:4]}-{third * 4 + 1:02d}-01", dates.month_end(f"{first[:4]}-{third * 4 + 4:02d}")
    else:
        return None
    return days


def _without_year(typed: str, on: str, read: Callable[[str], Span | None], ahead: bool) -> Span | None:
    """Read July, 18 June, 六月十八日, Q3, 上半年: the last one that has begun, or the next that has not ended."""
    if re.search(r"\d{3}", typed) or not re.search("[a-z]{3}|[qh][1-4]|月|季|半年", typed):
        return None
    year = int(on[:4])
    for at in range(year, year + 5) if ahead else range(year, year - 5, -1):
        for text in _in_year(typed, at):
            with suppress(ValueError):  # 29 February, of one year alone
                found = read(text)
                if found and (found[1] >= on if ahead else found[0] <= on):
                    return found
    return None


def _in_year(typed: str, year: int) -> Iterator[str]:
    """Yield a date without a year with one, as English and as Chinese has it."""
    yield f"{typed} {year}"
    yield f"{year}年{typed}"
