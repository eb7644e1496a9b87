"""Amounts: written exactly, read as people type them, never a float."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.model import money

AMOUNTS = st.one_of(
    st.integers(0, 10**15),
    st.builds(lambda n, zeros: min(n * 10**zeros, 10**15), st.integers(0, 99999), st.integers(0, 12)),
)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (0, "CNY", "RMB 0"),
        (500, "CNY", "RMB 500"),
        (250_000, "CNY", "RMB 250,000"),
        (999_999, "CNY", "RMB 999,999"),
        (1_000_000, "CNY", "RMB 1 million"),
        (1_500_000, "CNY", "RMB 1.5 million"),
        (20_500_000, "CNY", "RMB 20.5 million"),
        (1_234_000, "CNY", "RMB 1.234 million"),
        (1_050_000, "CNY", "RMB 1.05 million"),
        (1_234_567, "CNY", "RMB 1,234,567"),
        (1_234_567_000, "CNY", "RMB 1,234,567,000"),
        (344_000_000_000, "CNY", "RMB 344 billion"),
        (1_500_000_000_000, "CNY", "RMB 1.5 trillion"),
        (3_000_000, "USD", "US$3 million"),
        (2_000_000, "HKD", "HK$2 million"),
        (2_000_000, "MOP", "MOP 2 million"),
        (5_000_000, "EUR", "EUR 5 million"),
        (-5_000_000, "CNY", "-RMB 5 million"),
    ],
)
def test_words(amount: int, currency: str, expected: str) -> None:
    assert money.words(amount, currency) == expected


@given(AMOUNTS)
def test_what_we_write_reads_back_exactly(amount: int) -> None:
    assert money.parse(money.words(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "expected"),
    [
        (10_000_000, "CNY", "7.08", "≈ US$1.4 million"),
        (344_000_000_000, "CNY", "7.1", "≈ US$48 billion"),
        (250_000, "CNY", "7.1", "≈ US$35,000"),
        (7_095_000, "CNY", "7.1", "≈ US$1 million"),
        (1_000_000_000, "CNY", "7.1", "≈ US$140 million"),
        (7_000, "HKD", "7", "≈ US$1,000"),
        (145, "CNY", "10", "≈ US$15"),
        (53, "CNY", "10", "≈ US$5.3"),
        (50, "CNY", "10", "≈ US$5"),
        (4, "CNY", "7.1", "≈ US$0.6"),
        (1, "CNY", "1000", "under US$0.1"),
        (0, "CNY", "7.1", ""),
        (10_000_000, "USD", "1", ""),
    ],
)
def test_dollars(amount: int, currency: str, rate: str, expected: str) -> None:
    assert money.dollars(amount, currency, rate) == expected


@pytest.mark.parametrize("rate", ["", "0", "0.00", "-7.1", "7,1", "7.1e0", "x", "."])
def test_dollars_refuses_a_rate_that_is_none(rate: str) -> None:
    with pytest.raises(ValueError, match="rate"):
        money.dollars(1, "CNY", rate)


@given(st.integers(1000, 10**15), st.integers(1, 99999))
def test_dollars_are_within_half_of_the_second_digit(amount: int, ten_thousandths: int) -> None:
    exact = Fraction(amount * 10_000, ten_thousandths)
    shown = money.dollars(amount, "CNY", f"{ten_thousandths // 10_000}.{ten_thousandths % 10_000:04d}")
    number, _, unit = shown.removeprefix("≈ US$").partition(" ")
    value = (
        Fraction(number.replace(",", ""))
        * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[unit]
    )
    assert abs(value - exact) <= exact / 20
    assert len(number.replace(",", "").replace(".", "").strip("0")) <= 2


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (200_000, 12_000_000, "RMB 200,000 to 12 million"),
        (1_000_000, 12_000_000, "RMB 1 to 12 million"),
        (500_000_000, 2_000_000_000, "RMB 500 million to 2 billion"),
        (200_000, 500_000, "RMB 200,000 to 500,000"),
        (1_234_567, 2_000_000, "RMB 1,234,567 to 2 million"),
        (5, 12_000_000, "RMB 5 to RMB 12 million"),
        (5, 120, "RMB 5 to 120"),
        (3_000_000, 3_000_000, "RMB 3 million"),
    ],
)
def test_range_words(low: int, high: int, expected: str) -> None:
    assert money.range_words(low, high) == expected
    assert money.range_words(low, high, "HKD") == expected.replace("RMB ", "HK$")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8000000", 8_000_000), ("8,000,000", 8_000_000), ("2m", 2_000_000), ("2M", 2_000_000),
        ("2 m", 2_000_000),        ("10 million", 10_000_000), ("1.5亿", 150_000_000), ("200万", 2_000_000), ("1.5bn", 1_500_000_000),
        ("1.5 billion", 1_500_000_000), ("500k", 500_000), ("RMB 2 million", 2_000_000), ("rmb2m", 2_000_000),
        ("CNY 2,500", 2_500), ("¥2m", 2_000_000), ("￥２００万", 2_000_000), ("2000万元", 20_000_000),
        ("0", 0),        ("1,234.5k", 1_234_500), ("2 million yuan", 2_000_000), ("2m RMB", 2_000_000),
        ("人民币500万元", 5_000_000),        ("3万亿", 3 * 10**12), ("12.00", 12), ("1000 trillion", 10**15), ("0.3m", 300_000),
    ],
)  # fmt: skip
def test_parse(text: str, expected: int) -> None:
    assert money.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "RMB", "million", "m", "-5", "−5", "1.2345", "0.5", "8,00", "8,0000", ",800", "1,,000", "1.",
        ".5m", "1.50",        "1.5.2m", "US$2m", "$5", "2e6", "0x10", "10²", "1_000", "5 apples", "2m m", "1000.001 trillion",
        "inf", "nan",        "9" * 29, "9" * 5000, "5\n\x1b[31m",
    ],
)  # fmt: skip
def test_parse_refuses_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"1\.5 million") as caught:
        money.parse(text)
    assert str(caught.value).isprintable() and len(str(caught.value)) < 140


@given(st.text(alphabet="0123456789.,kmbn万亿元 ¥RMB-", max_size=14))
def test_parse_is_a_whole_amount_or_a_value_error(text: str) -> None:
    try:
        found = money.parse(text)
    except ValueError:
        return
    assert type(found) is int and 0 <= found <= 10**15


def test_percent() -> None:
    shown = [money.percent(value) for value in (15, 2.5, 10.0, 0.1, 2.3, 0, 300, 33.33, 0.00001, -5)]
    assert shown == ["15%", "2.5%", "10%", "0.1%", "2.3%", "0%", "300%", "33.33%", "0.00001%", "-5%"]
