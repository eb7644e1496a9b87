"""Dates among other words: the month of a question, a day without its year, a quarter, last month."""

import re
from contextlib import suppress

from nqpf_cli.model import dates, typed_dates

_MONTH = "|".join([*dates.MONTHS, *(name[:3] for name in dates.MONTHS), "Sept"])
_ORDINALS = ("first", "second", "third", "fourth")
_DAYS = (
    r"(?i)(?:(?<!\d)(?P<year>20\d\d)年)?(?<!\d)(?P<number>\d\d?)月(?P<day>\d\d?)[日号]",
    rf"(?i)\b(?P<day>\d\d?)(?:st|nd|rd|th)? (?P<name>{_MONTH})\b\.?(?:,? (?P<year>20\d\d))?",
    rf"(?i)\b(?P<name>{_MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?(?!\w)(?:,? (?P<year>20\d\d))?",
)
_MONTHS = (
    r"(?<!\d)(?P<year>20\d\d)年(?P<number>\d\d?)月(?!\d)",
    rf"(?i)\b(?P<name>{_MONTH})\.? (?P<year>20\d\d)\b",
)
_PART = (
    r"(?i)(?<!\d)20\d\d年(?:第?[1-4一二三四]季度?|[上下]半年)|\b[QH][1-4][ -]?20\d\d\b|\b20\d\d[ -]?[QH][1-4]\b"
    rf"|\b(?:{'|'.join(_ORDINALS)}) (?:quarter|half)(?: of)? 20\d\d\b"
)
_THIRD = rf"(?i)\b(?:early|mid|late)[ -](?:(?:{_MONTH})\.? )?20\d\d\b"
_ISSUE = r"(?i)第 ?(\d{1,3}) ?期|\bissue (?:no\.? ?)?(\d{1,3})\b"

_NUMBER = r"(?:\b(?:19|20)\d\d ?年 ?|[〔\[（(【](?:19|20)\d\d[〕\]）)】] ?)第? ?\d{1,4} ?号"

_COUNT = r"\d{1,3}|two|three|four|five|six|nine|twelve"
_SEASON = "spring|summer|autumn|fall|winter"
_QUARTER = r"[上下]半年|第?[一二三四1-4]季度"
_RELATIVE = "|".join((
    rf"(?i)\b(?:the )?(?:last|past|previous|this|next|coming)(?: (?:{_COUNT}))? (?:week|month|quarter|year)s?\b",
    rf"\b(?:the )?(?:last|past|next|coming) (?:{_COUNT}) days\b|\b(?:last|this|next) (?:{_MONTH}|{_SEASON})\b",
    rf"[今去明前]年(?:{_QUARTER}|[春夏秋冬][季天]|年?[底初]|\d{{1,2}}月)?",
    rf"(?<![年第\d])(?:{_QUARTER}|\d{{1,2}}月)(?!\d)",
    "[上下本这]一?个?(?:周|星期|月|季度)",
    r"(?:最近|近|过去|未来)(?:\d+|" + "[一两二三四五六七八九十]+" + ")(?:天|周|个月|月|年)",
))  # fmt: skip


ANY = "2000-01-01"
"""A day to count from where nothing is counted: what is written has its year."""


def written_in(text: str) -> list[tuple[str, list[str]]]:
    """Return each day, month, quarter and half of a year that a text names, and each issue of a periodical, as it is
    written there and as it may be. A day may lack its year."""
    found: list[tuple[str, list[str]]] = []
    for third in re.findall(_THIRD, text):
        found.append((third, [third]))
        text = text.replace(third, " ", 1)
    for pattern in (*_DAYS, *_MONTHS):
        for match in re.finditer(pattern, text):
            if said := _named(match):
                found.append((match[0], [said]))
                text = text.replace(match[0], " ", 1)
    for part in re.finditer(_PART, text):
        if days := _days_of(part[0]):
            found.append((part[0], _part_of_year(*days)))
    for issue in re.finditer(_ISSUE, text):
        number = issue[1] or issue[2]
        found.append((issue[0], [f"issue {number}", f"第{number}期"]))
    return found


def numbers_in(text: str) -> tuple[list[str], str]:
    """Return what tells the numbers of documents in a text from others (2023年第7号, 〔2023〕44号), and the rest."""
    return re.findall(_NUMBER, text), re.sub(_NUMBER, " ", text)


def counted_in(text: str, on: str, *, ahead: bool = False) -> tuple[str, str, str] | None:
    """Return the first date of a text that is counted from the ISO day `on` (last month, 下半年), as it is written, and
    its first and last day; None where there is none. With `ahead` the next of its name."""
    for match in re.finditer(_RELATIVE, text):
        if days := _days_of(match[0], on, ahead=ahead):
            return match[0], *days
    return None


def spans_in(text: str) -> tuple[str, str, str] | None:
    """Return the first month, quarter or half of a year in a text that has its year, and its first and last day."""
    for written, _ in written_in(text):
        if (days := _days_of(written, ANY)) and days[0] < days[1]:
            return written, *days
    return None


def _named(match: re.Match[str]) -> str:
    """Return a day or a month in words; nothing for one that is in no calendar."""
    said = match.groupdict()
    called = [name[:3].casefold() for name in dates.MONTHS]
    number = int(said["number"]) if said.get("number") else called.index(said["name"][:3].casefold()) + 1
    year, day = said["year"], said.get("day")
    iso = f"{year or 2000}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    with suppress(ValueError):
        dates.bounds(iso)
        return dates.long_words(iso).removesuffix("" if year else " 2000")
    return ""


def _days_of(written: str, on: str = "", *, ahead: bool = False) -> tuple[str, str] | None:
    with suppress(ValueError):
        first, last = (typed_dates.asked(written, end=end, on=on, ahead=ahead) for end in (False, True))
        return first, last
    return None


def _part_of_year(first: str, last: str) -> list[str]:
    """Return how people write the quarter or the half year from one day to another."""
    year, start, end = first[:4], int(first[5:7]), int(last[5:7])
    size = end - start + 1
    at = end // size
    letter, name, figures, chinese = (
        ("Q", "quarter", "一二三四", ("第{}季度", "{}季度"))
        if size == 3
        else ("H", "half", "上下", ("{}半年",))
    )
    english = [f"{letter}{at} {year}", f"{year} {letter}{at}", f"{_ORDINALS[at - 1]} {name} of {year}"]
    return [*english, *(f"{year}年{form.format(figures[at - 1])}" for form in chinese)]
