"""Dates as people type them, in English, Chinese and figures: from a year to a day, quarters and halves."""

import re
from contextlib import suppress

from nqpf_cli.model import dates, numerals
from nqpf_cli.model.text import quoted

_FORMS = "write 2024, 2024-06, 2024-06-18, 18 Jun 2024, Q2 2024, H1 2024, 2024年6月18日, July or last month"


def asked(text: str, *, end: bool, on: str = "", ahead: bool = False) -> str:
    """Return the day that a person means: the first day of what they typed, or with `end` the last.

    Takes ISO dates of any precision, 2024/6, 2024.06.18, 20240618, June 2024, 18 Jun 2024, Jun 18, 2024,
    2024年6月, 2024年6月18日, 二〇二四年六月, quarters and halves (Q2 2024, 2Q24, first half of 2024, 2024年上半年),
    a year of accounts (FY2024), a short year after an apostrophe (Jun '24), the day of an ISO time, and with the ISO
    day `on` what is counted from it (last year, July, 去年年底): the last of its name, or with `ahead` the next.
    Raises ValueError with a message of one line that gives the forms, or the two readings of 5/3/2024.
    """
    typed = text.strip()
    plain = _plainly(typed)
    try:
        found = _days_of(plain)
        if not found and on:
            from nqpf_cli.model import relative_dates  # only for what is no date of its own

            found = relative_dates.span(plain, on, _days_of, ahead=ahead)
    except ValueError as fault:
        # The fault names what we made of it (2023-02-29); the person typed something else, perhaps.
        what = str(fault).partition('" ')[2]
        hint = "" if "; write" in what else f"; {_FORMS}"
        raise ValueError(f"{quoted(typed)} {what}{hint}") from None
    if not found:
        raise ValueError(f"{quoted(typed)} is not a date; {_FORMS}")
    return found[end]


def deadline(text: str, on: str = "") -> str:
    """Return the last day of a date that a person typed, or a span ahead (90d, 6m) as it stands.

    Raises ValueError with a message of one line that gives the forms.
    """
    try:
        return asked(text, end=True, on=on, ahead=True)
    except ValueError as fault:
        with suppress(ValueError):
            return length(text)
        if _FORMS not in str(fault):
            raise
    raise ValueError(f"{quoted(text)} is neither a span nor a date; write 90d, 6m, 2027-03 or 2027-Q1")


def start(text: str, on: str) -> str:
    """Return the first day of a date that a person typed, or of a span (three months) the day so long before `on`.

    Raises ValueError as `asked` does.
    """
    try:
        return asked(text, end=False, on=on)
    except ValueError:
        with suppress(ValueError):
            return dates.back(on, length(text))
        raise


def length(text: str) -> str:
    """Return a span of time, written as 90d or in words (three months, 半年), as it is counted: 90d, 3m, 6m.

    Raises ValueError with a message of one line that gives the forms.
    """
    try:
        dates.ahead("2000-01-01", text)
    except ValueError:
        from nqpf_cli.model import relative_dates

        if found := relative_dates.length(_plainly(text)):
            return found
        raise
    return text


def is_ago(text: str) -> bool:
    """Whether a date is said by how long ago it was: two years ago, 三个月前."""
    from nqpf_cli.model import relative_dates

    return relative_dates.is_ago(_plainly(text))


def is_plain(text: str) -> bool:
    """Whether a date is written as a year, a month of one or a day: 2024-11, June 2024; not by words or a quarter."""
    return _iso_of(_plainly(text.strip())) is not None


_YEAR_IN = re.compile(r"(?<!\d)(20\d\d)(?!\d)年?的?")


def year_in(text: str) -> tuple[str, str]:
    """Return the first year that a text names, and the text without it: GWR 2024; an empty year where there is none."""
    found = _YEAR_IN.search(text)
    return (found[1], f"{text[: found.start()]} {text[found.end() :]}".strip()) if found else ("", text)


def _days_of(plain: str) -> tuple[str, str] | None:
    """Return the first and the last day of a date of its own year; None where it is none.

    Raises ValueError for a day that is not in the calendar, and for one that may be either of two.
    """
    if months := _months_of(plain):
        return f"{months[0]}-01", dates.month_end(months[1])
    iso = _of_figures(plain) or _iso_of(plain)
    return dates.bounds(iso) if iso else None


_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


def _of_figures(plain: str) -> str | None:
    """Read 18/6/2024 and 6/18/2024, of which one number can be no month. Raises ValueError where both can."""
    found = _FIGURES.fullmatch(plain)
    if not found:
        return None
    one, other, year = found[1].zfill(2), found[3].zfill(2), found[4]
    ways = [f"{year}-{month}-{day}" for month, day in ((other, one), (one, other)) if "01" <= month <= "12"]
    if len(set(ways)) == 2:
        said = " or ".join(map(dates.long_words, ways))
        raise ValueError(f'"{plain}" may be {said}; write {" or ".join(ways)}')
    return ways[0] if ways else None


_NUMBERED = re.compile(rf"[{numerals.CHARACTERS}]+(?=[年月日号季])")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2})?")
_SHORT_YEAR = re.compile(r"(?<!\w)'(\d\d)$")
_SINCE_THEN = re.compile(r"(?<=\d[年月日号])(?:以来|至今|来|起)$")
_ACCOUNTS = re.compile(r"fy ?(?:20)?(\d\d)|20(\d\d) ?财年")
_PART = re.compile(
    r"(?:([qh])([1-4])|([1-4])([qh]))[ ,/-]*(\d{4}|\d\d)|(\d{4})[ ,/年-]*(?:([qh])([1-4])|([1-4])([qh]))"
)
_SAID = {
    "quarter": "q", "half": "h", "季度": "q", "季": "q", "上半年": "h1", "下半年": "h2", "第": "", "first": "1",
    "second": "2", "third": "3", "fourth": "4",
}  # fmt: skip
_PLAIN = str.maketrans("號個後這週現過來", "号个后这周现过来")


def _plainly(typed: str) -> str:
    """Return what was typed, in one script and case, Chinese numbers in figures, an ISO time without its hours."""
    if not typed.isascii():
        from unicodedata import normalize

        typed = normalize("NFKC", typed).translate(_PLAIN)
        typed = _NUMBERED.sub(lambda found: str(numerals.figures(found[0]) or found[0]), typed)
    if re.match(r"\d{4}年", typed):
        typed = _SINCE_THEN.sub("", typed)
    typed = _SHORT_YEAR.sub(r"20\1", typed.casefold().replace("’", "'").strip())
    moment, accounts = _MOMENT.fullmatch(typed), _ACCOUNTS.fullmatch(typed)
    return moment[1] if moment else f"20{accounts[1] or accounts[2]}" if accounts else typed


_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
}
_SEASON = re.compile(
    r"(?:the )?(spring|summer|autumn|fall|winter)(?: of|,)? (\d{4})|(\d{4}) ?年?的?([春夏秋冬])[季天]?"
)


def _season_of(typed: str) -> tuple[str, str] | None:
    """Return the first and the last month of a season of a year; a winter begins in December and ends in the next."""
    found = _SEASON.fullmatch(typed)
    if not found:
        return None
    year, first = int(found[2] or found[3]), _SEASONS[found[1] or found[4]]
    if not dates.FIRST_YEAR <= year < dates.LAST_YEAR:
        return None
    return f"{year}-{first:02d}", f"{year + 1}-02" if first == 12 else f"{year}-{first + 2:02d}"


def _months_of(typed: str) -> tuple[str, str] | None:
    """Return the first and the last month of a quarter, a half year or a season; None for anything else."""
    if not 3 < len(typed) < 40:
        return None
    if season := _season_of(typed):
        return season
    for said, short in _SAID.items():
        typed = typed.replace(said, short)
    for ending in ("1st", "2nd", "3rd", "4th"):
        typed = typed.replace(f"{ending} ", ending[0])
    found = _PART.fullmatch("".join(word for word in typed.split() if word not in ("the", "of")))
    if not found:
        return None
    groups = [group for group in found.groups() if group]
    year = f"20{max(groups, key=len)}"[-4:]
    number = int(next(group for group in groups if len(group) == 1 and group.isdigit()))
    size = 3 if "q" in groups else 6
    if number * size > 12 or not f"{dates.FIRST_YEAR}" <= year <= f"{dates.LAST_YEAR}":
        return None
    return f"{year}-{(number - 1) * size + 1:02d}", f"{year}-{number * size:02d}"


def _iso_of(typed: str) -> str | None:
    """Return what was typed, put as an ISO date that may still be impossible; None where it is no date at all."""
    marked = typed[:-1] if typed.endswith(("年", "月", "日", "号")) else typed
    for mark in "年月/.":
        marked = marked.replace(mark, "-")
    parts = [part.strip() for part in marked.split("-")]
    if parts == [typed] and len(typed) == 8 and _is_number(typed, 8):
        parts = [typed[:4], typed[4:6], typed[6:]]
    if len(parts[0]) == 4 and len(parts) <= 3 and all(_is_number(part, 4) for part in parts):
        return "-".join(part if len(part) > 1 else f"0{part}" for part in parts)
    return _english(typed)


def _english(typed: str) -> str | None:
    """`June 2024`, `18 Jun 2024`, `Jun 18, 2024` and `18-Jun-2024` as ISO; None for anything else."""
    for mark in ",.-":
        typed = typed.replace(mark, " ")
    parts = [part for part in typed.split() if part not in ("of", "the")]
    if parts and _is_number(parts[0], 4) and len(parts[0]) == 4:  # 2024 June
        parts = [*parts[1:], parts[0]]
    if not 2 <= len(parts) <= 3 or len(parts[-1]) != 4 or not _is_number(parts[-1], 4):
        return None
    *rest, in_year = parts
    months = [part for part in rest if part.isalpha()]
    days = [part for part in rest if not part.isalpha()]
    if len(months) != 1:
        return None
    called = [month.casefold().startswith(months[0]) for month in dates.MONTHS]
    number = called.index(True) + 1 if True in called else None
    if number is None or len(months[0]) < 3:
        return None
    if not days:
        return f"{in_year}-{number:02d}"
    day = days[0]
    if day.endswith(("st", "nd", "rd", "th")):
        day = day[:-2]
    return f"{in_year}-{number:02d}-{day.zfill(2)}" if _is_number(day, 2) else None


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest
