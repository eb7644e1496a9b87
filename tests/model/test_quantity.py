"""Numbers of targets and figures in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.model import money, quantity

CASES = [
    ({"value": 1_200_000_000_000, "unit": "CNY"}, "RMB 1.2 trillion"),
    ({"value": 134_806_600_000_000, "unit": "CNY"}, "RMB 134.8066 trillion"),
    ({"value": 3_335_710_000_000, "unit": "CNY"}, "RMB 3.33571 trillion"),
    ({"value": 93_600_000_000, "unit": "CNY"}, "RMB 93.6 billion"),
    ({"value": 1.5, "unit": "USD"}, "US$1.5"),
    ({"value": 100_000_000, "value_to": 200_000_000, "unit": "CNY"}, "RMB 100 to 200 million"),
    ({"value": 10.5, "unit": "percent of GDP"}, "10.5% of GDP"),
    ({"value": 4.5, "value_to": 5, "unit": "percent"}, "4.5% to 5%"),
    ({"value": 7, "unit": "percent a year"}, "7% a year"),
    ({"value": 17600, "unit": "enterprises"}, "17,600 enterprises"),
    ({"value": 10, "value_to": 12.5, "unit": "firms"}, "10 to 12.5 firms"),
    ({"value": 5, "unit": "EFLOPS (FP32)"}, "5 EFLOPS (FP32)"),
    ({"value": 10, "unit": "rank"}, "rank 10"),
    ({"value": 1680, "unit": "EB"}, "1,680 EB"),
    ({"value": -3.5, "unit": "percent"}, "-3.5%"),
]


@pytest.mark.parametrize(("record", "words"), CASES)
def test_words(record: dict, words: str) -> None:
    assert quantity.words(record) == words
    assert quantity.words(record, "about") == f"about {words}"


@given(st.one_of(st.integers(-(10**16), 10**16), st.floats(-1e16, 1e16)))
def test_no_number_is_rounded(value: float) -> None:
    assert float(money.number(value).replace(",", "")) == pytest.approx(value, rel=1e-12, abs=1e-11)


@given(st.integers(1, 10**16))
def test_no_sum_is_rounded(value: int) -> None:
    said = quantity.words({"value": value, "unit": "CNY"}).removeprefix("RMB ").replace(",", "")
    number, _, scale = said.partition(" ")
    scales = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    assert float(number) * scales[scale] == pytest.approx(value, rel=1e-15)
