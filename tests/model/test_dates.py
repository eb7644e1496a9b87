"""Dates: what they bound, how they sort and read, what a person may type."""

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.model import dates, typed_dates

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
DATES = st.builds(lambda day, size: day[:size], DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-06", "2024-06-01", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2024-06-18", "2024-06-18", "2024-06-18"),
        ("2199-12-31", "2199-12-31", "2199-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert dates.bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "24", "2024-", "2024-6", "2024-13", "2024-00", "2023-02-29", "2024-06-31", "2024-06-18 ", "1899",
        "2200", "1899-12-31", "20240618", "2024-W25-2", "2024/06", "2024-06-18T00:00", "２０２４", "-2024",
        "june", "2024-06-1x", "2024-1²", "..", "2024/2025",
    ],
)  # fmt: skip
def test_bounds_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]{1,90}$"):
        dates.bounds(text)


@given(DATES)
def test_bounds_enclose_every_day_of_the_date_and_no_other(text: str) -> None:
    first, last = dates.bounds(text)
    assert first.startswith(text) and last.startswith(text) and first <= last
    for outside in (
        date.fromisoformat(first) - timedelta(1),
        date.fromisoformat(last) + timedelta(1),
    ):
        assert not outside.isoformat().startswith(text)


@given(st.text(max_size=12))
def test_bounds_of_anything_is_two_days_or_a_value_error(text: str) -> None:
    try:
        first, last = dates.bounds(text)
    except ValueError:
        return
    assert date.fromisoformat(first) <= date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01/2025-06", ("2025-01-01", "2025-06-30")),
        ("../2024-02", (None, "2024-02-29")),
        ("2025-12-18/..", ("2025-12-18", None)),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("2024-06", ("2024-06-01", "2024-06-30")),
    ],
)
def test_interval(text: str, expected: tuple[str | None, str | None]) -> None:
    assert dates.interval(text) == expected


@pytest.mark.parametrize(
    "text", ["2025/2024", "2025-06/2025-01", "../..", "/2024", "2024/", "2024/2025/2026", "x"]
)
def test_interval_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="not a date|neither|before it begins"):
        dates.interval(text)


def test_order_puts_a_month_after_its_days_and_the_open_last() -> None:
    ordered = [
        "2024-05", "2024-06-01", "2024-06-29", "2024-06-30", "2024-06", "2024-01/2024-06", "../2024-06",
        "2024-07-01", "2024-12-31", "2024-12", "2024", "2023/2024", "2025-01-01", "2024-06/..", "2024/..",
    ]  # fmt: skip
    keys = [dates.order(text) for text in ordered]
    assert keys == sorted(set(keys))


@given(DATES, DATES)
def test_order_is_total_and_agrees_with_bounds(one: str, other: str) -> None:
    assert (dates.order(one) == dates.order(other)) == (one == other)
    (first, last), (other_first, other_last) = dates.bounds(one), dates.bounds(other)
    if last < other_last or (last == other_last and first > other_first):
        assert dates.order(one) < dates.order(other)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("2024-06-18", "18 Jun 2024", "18 June 2024"),
        ("2024-06-08", "8 Jun 2024", "8 June 2024"),
        ("2029-04", "Apr 2029", "April 2029"),
        ("2024", "2024", "2024"),
    ],
)
def test_words(text: str, short: str, long: str) -> None:
    assert (dates.words(text), dates.long_words(text)) == (short, long)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01/2025-06", "January to June 2025"),
        ("2024-09/2025-07", "September 2024 to July 2025"),
        ("2021/2025", "2021 to 2025"),
        ("../2024-02", "to February 2024"),
        ("2025-12-18/..", "since 18 Dec 2025"),
        ("2024-06-03/2024-06-18", "3 to 18 Jun 2024"),
        ("2024-05-03/2024-06-18", "3 May to 18 Jun 2024"),
        ("2023-05-03/2024-05-03", "3 May 2023 to 3 May 2024"),
        ("2023/2024-06", "2023 to June 2024"),
        ("2025-06/2025-06", "June 2025"),
        ("2025-06", "June 2025"),
        ("2025-06-08", "8 Jun 2025"),
        ("2025", "2025"),
    ],
)
def test_interval_words(text: str, expected: str) -> None:
    assert dates.interval_words(text) == expected


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024", "2024"), ("2024-06", "2024-06"), ("2024-06-18", "2024-06-18"), (" 2024-06 ", "2024-06"),
        ("2024/6", "2024-06"), ("2024/06/18", "2024-06-18"), ("2024.06.18", "2024-06-18"),
        ("2024.6", "2024-06"),        ("2024-6-8", "2024-06-08"), ("20240618", "2024-06-18"), ("June 2024", "2024-06"),
        ("jun 2024", "2024-06"),        ("JUNE 2024", "2024-06"), ("18 Jun 2024", "2024-06-18"), ("18 June 2024", "2024-06-18"),
        ("Jun 18, 2024", "2024-06-18"), ("June 18 2024", "2024-06-18"), ("Sept. 3rd, 2024", "2024-09-03"),
        ("18-Jun-2024", "2024-06-18"), ("2024年6月18日", "2024-06-18"), ("2024年06月18号", "2024-06-18"),
        ("2024年6月", "2024-06"), ("2024年", "2024"), ("2024 年 6 月 18 日", "2024-06-18"),
    ],
)  # fmt: skip
def test_asked(text: str, iso: str) -> None:
    assert (typed_dates.asked(text, end=False), typed_dates.asked(text, end=True)) == dates.bounds(iso)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "today", "2024-13", "2023-02-29", "30 Feb 2024", "24-06", "31/31/2024",
        "Ju 2024",        "June", "June June 2024", "1 2 2024", "18 Jun 24", "2024/2025", "2024-06-18-01", "1850",
        "2024-06-18\n\x1b[31m!", "九月", "Jun 0 2024", "x" * 500,
    ],
)  # fmt: skip
def test_asked_refuses_in_one_line_that_gives_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="18 Jun 2024") as caught:
        typed_dates.asked(text, end=False)
    assert str(caught.value).isprintable() and len(str(caught.value)) < 180


# What is counted from a day, on 28 November 2026: its first and its last day, and what a deadline makes of it.
RELATIVE = {
    "last year": ("2025", "2025"), "this year": ("2026", "2026"), "去年": ("2025", "2025"), "今年": ("2026", "2026"),
    "last month": ("2026-10", "2026-10"), "上个月": ("2026-10", "2026-10"), "本月": ("2026-11", "2026-11"),
    "yesterday": ("2026-11-27", "2026-11-27"), "今天": ("2026-11-28", "2026-11-28"),
    "July": ("2026-07", "2027-07"), "last July": ("2026-07", "2026-07"), "next july": ("2027-07", "2027-07"),
    "July last year": ("2025-07", "2025-07"), "7月": ("2026-07", "2027-07"), "去年三月": ("2025-03", "2025-03"),
    "December": ("2025-12", "2026-12"), "18 June": ("2026-06-18", "2027-06-18"), "6月18日": ("2026-06-18", "2027-06-18"),
    "29 Feb": ("2024-02-29", "2028-02-29"), "去年年底": ("2025-12", "2025-12"), "今年年底": ("2026-12", "2026-12"),
    "2026年底": ("2026-12", "2026-12"), "end of 2026": ("2026-12", "2026-12"), "年初": ("2026-01", "2026-01"),
    "the end of July": ("2026-07-31", "2027-07-31"), "月底": ("2026-11-30", "2026-11-30"),
    "3 months ago": ("2026-08-28", "2026-08-28"), "90天前": ("2026-08-30", "2026-08-30"),
    "18/6/2024": ("2024-06-18", "2024-06-18"), "6.18.2024": ("2024-06-18", "2024-06-18"), "5/5/2024": ("2024-05-05",) * 2,
}  # fmt: skip


THIRDS = {
    "early 2023": ("2023-01-01", "2023-04-30"), "mid-2024": ("2024-05-01", "2024-08-31"),
    "late last year": ("2025-09-01", "2025-12-31"), "early February 2024": ("2024-02-01", "2024-02-10"),
    "late Feb 2024": ("2024-02-21", "2024-02-29"), "2024年10月中旬": ("2024-10-11", "2024-10-20"),
    "2024年中": ("2024-05-01", "2024-08-31"), "late June": ("2026-06-21", "2026-06-30"),
}  # fmt: skip


@pytest.mark.parametrize("text", THIRDS)
def test_a_third_of_a_year_or_a_month_has_a_name(text: str) -> None:
    assert tuple(typed_dates.asked(text, end=end, on="2026-11-28") for end in (False, True)) == THIRDS[text]


@pytest.mark.parametrize("text", ["early Q3 2024", "late 2024-06-18", "mid", "年中"])
def test_nothing_else_has_a_third(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        typed_dates.asked(text, end=False, on="2026-11-28")


@pytest.mark.parametrize("text", RELATIVE)
def test_a_date_is_counted_from_the_day_that_is_asked_about(text: str) -> None:
    on, (past, ahead) = "2026-11-28", RELATIVE[text]
    assert tuple(typed_dates.asked(text, end=end, on=on) for end in (False, True)) == dates.bounds(past)
    assert typed_dates.deadline(text, on) == dates.bounds(ahead)[1]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last week", "2026-11-16", "2026-11-22"), ("last quarter", "2026-07-01", "2026-09-30"),
        ("今年上半年", "2026-01-01", "2026-06-30"), ("上半年", "2026-01-01", "2026-06-30"), ("Q3", "2026-07-01", "2026-09-30"),
        ("第四季度", "2026-10-01", "2026-12-31"), ("first half of last year", "2025-01-01", "2025-06-30"),
        ("last summer", "2026-06-01", "2026-08-31"), ("last fall", "2025-09-01", "2025-11-30"),
        ("last winter", "2025-12-01", "2026-02-28"), ("next winter", "2026-12-01", "2027-02-28"),
        ("this autumn", "2026-09-01", "2026-11-30"), ("去年夏天", "2025-06-01", "2025-08-31"),
        ("Spring 2024", "2024-03-01", "2024-05-31"), ("summer of 2025", "2025-06-01", "2025-08-31"),
        ("2023年冬季", "2023-12-01", "2024-02-29"), ("last November", "2025-11-01", "2025-11-30"),
        ("近三个月", "2026-08-28", "2026-11-28"), ("last 6 months", "2026-05-28", "2026-11-28"),
    ],
)  # fmt: skip
def test_a_span_is_counted_from_the_day_that_is_asked_about(text: str, first: str, last: str) -> None:
    assert typed_dates.asked(text, end=False, on="2026-11-28") == first
    assert typed_dates.asked(text, end=True, on="2026-11-28") == last


@pytest.mark.parametrize("text", ["5/3/2024", "5.3.2024", "05-03-2024"])
def test_a_date_that_may_be_either_of_two_is_refused_with_both(text: str) -> None:
    said = re.escape(f'"{text}" may be 5 March 2024 or 3 May 2024; write 2024-03-05 or 2024-05-03')
    for asked in (lambda: typed_dates.asked(text, end=True), lambda: typed_dates.deadline(text)):
        with pytest.raises(ValueError, match=f"^{said}$"):
            asked()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90d", "90d"), ("three months", "3m"), ("三个月", "3m"), ("近三个月", "3m"), ("半年", "6m"), ("half a year", "6m"),
        ("the last 3 months", "3m"), ("a year", "1y"), ("last year", "1y"), ("two quarters", "6m"), ("两周", "2w"),
        ("Twelve Months", "12m"), ("past 18 months", "18m"),
    ],
)  # fmt: skip
def test_a_span_in_words_is_counted_as_one_in_figures(text: str, span: str) -> None:
    assert typed_dates.length(text) == span


@pytest.mark.parametrize("text", ["soon", "", "months three", "2024", "three moons"])
def test_what_is_no_span_of_time_gets_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="is not a span of time; write 90d, 12w, 6m or 2y$"):
        typed_dates.length(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("90d", "2026-08-30"), ("3 months", "2026-08-28"), ("two years", "2024-11-28"), ("半年", "2026-05-28"),
     ("last year", "2025-01-01"), ("2024", "2024-01-01")],
)  # fmt: skip
def test_since_a_span_is_since_so_long_ago(text: str, day: str) -> None:
    assert typed_dates.start(text, "2026-11-28") == day


@pytest.mark.parametrize(
    ("text", "ago"),
    [("two years ago", True), ("三个月前", True), ("half a year ago", True), ("2024", False), ("昨天", False),
     ("last month", False), ("in 2 weeks", False)],
)  # fmt: skip
def test_how_long_ago_is_told_from_a_day(text: str, ago: bool) -> None:
    assert typed_dates.is_ago(text) is ago


@pytest.mark.parametrize("span", ["90d", "6m", "3年", "2 weeks"])
def test_a_span_is_no_date_counted_from_today(span: str) -> None:
    assert typed_dates.deadline(span, "2026-11-28") == span


@given(st.text(), DATES.map(lambda text: dates.bounds(text)[0]))
def test_asked_of_anything_on_a_day_is_a_day_or_a_value_error(text: str, on: str) -> None:
    with suppress(ValueError):
        assert dates.bounds(typed_dates.asked(text, end=True, on=on))


@given(st.text())
def test_asked_of_anything_is_a_day_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert dates.bounds(typed_dates.asked(text, end=True))


@given(DATES, st.sampled_from([dates.words, dates.long_words]))
def test_what_we_write_can_be_typed_back(text: str, write) -> None:  # type: ignore[no-untyped-def]
    assert typed_dates.asked(write(text), end=True) == dates.bounds(text)[1]


@pytest.mark.parametrize(
    ("day", "span", "before", "after"),
    [
        ("2024-03-31", "1m", "2024-02-29", "2024-04-30"),
        ("2024-02-29", "1y", "2023-02-28", "2025-02-28"),
        ("2024-02-29", "4 years", "2020-02-29", "2028-02-29"),
        ("2024-12-15", "1 month", "2024-11-15", "2025-01-15"),
        ("2024-01-15", "1M", "2023-12-15", "2024-02-15"),
        ("2026-11-24", "90d", "2026-08-26", "2027-02-22"),
        ("2024-03-01", "1w", "2024-02-23", "2024-03-08"),
        ("2024-03-01", "0d", "2024-03-01", "2024-03-01"),
    ],
)
def test_back_and_ahead(day: str, span: str, before: str, after: str) -> None:
    assert (dates.back(day, span), dates.ahead(day, span)) == (before, after)


@pytest.mark.parametrize("span", ["", "d", "90", "-3d", "1.5y", "3q", "3 d d", "９d", "9" * 5000 + "d"])
def test_a_span_is_refused_with_examples(span: str) -> None:
    with pytest.raises(ValueError, match="90d, 12w, 6m or 2y"):
        dates.back("2024-01-01", span)


def test_spans_stay_inside_the_calendar() -> None:
    for span in ("999999d", "99999w", "3000m", "300y"):
        assert dates.back("2024-01-01", span) == "1900-01-01"
        assert dates.ahead("2024-01-01", span) == "2199-12-31"
    for day in ("2024-01", "20240101", "x"):
        for move in (dates.back, dates.ahead):
            with pytest.raises(ValueError, match="not a day"):
                move(day, "1m")
        with pytest.raises(ValueError, match="not a day"):
            dates.add_days(day, 1)


NEAR = st.dates(date(1950, 1, 1), date(2150, 12, 31)).map(date.isoformat)


@given(NEAR, st.integers(0, 6000), st.sampled_from("dw"))
def test_back_undoes_ahead(day: str, n: int, unit: str) -> None:
    n //= 7 if unit == "w" else 1
    assert dates.back(dates.ahead(day, f"{n}{unit}"), f"{n}{unit}") == day


@given(NEAR, st.integers(0, 500), st.sampled_from("my"))
def test_back_undoes_ahead_but_for_the_end_of_a_month(day: str, n: int, unit: str) -> None:
    span = f"{n // 12 if unit == 'y' else n}{unit}"
    there = dates.ahead(day, span)
    again = dates.back(there, span)
    assert again == f"{day[:8]}{there[8:]}"
    assert again == day or (int(day[8:]) > 28 and there == dates.bounds(there[:7])[1])


@given(NEAR, st.integers(-9000, 9000))
def test_add_days(day: str, n: int) -> None:
    assert dates.add_days(day, n) == (date.fromisoformat(day) + timedelta(n)).isoformat()


def test_year() -> None:
    years = [dates.year(text) for text in ("2024", "2023-06-18", "2021/2025", "../2024-02", "2025-12-18/..")]
    assert years == [2024, 2023, 2025, 2024, 2025]
