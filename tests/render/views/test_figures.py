"""Figures drawn as bars: from nought, and only what can be compared."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.pages.blocks import plain
from nqpf_cli.pages.figures import FULL, HALF, WIDE, bars, blocks, heading


def figure(value: float, period: str = "2024", unit: str = "CNY", **more: Any) -> dict[str, Any]:
    return {"id": f"{value}-{period}", "value": value, "period": period, "unit": unit, **more}


def columns(bar: str) -> float:
    return bar.count(FULL) + bar.count(HALF) / 2


@given(st.lists(st.integers(0, 10**15), min_size=2, max_size=8, unique=True))
def test_bars_are_as_long_as_their_share_of_the_largest(values: list[int]) -> None:
    drawn = [columns(bar) for bar in bars([figure(value, unit="firms") for value in values])]
    for value, length in zip(values, drawn, strict=True):
        assert length == pytest.approx(WIDE * value / max(values), abs=0.5)
    assert max(drawn) == WIDE


def test_a_sliver_still_shows_and_nought_does_not() -> None:
    assert blocks(0.0001) == HALF
    assert blocks(0) == ""


def test_a_half_year_of_money_is_not_set_beside_a_year() -> None:
    together = [figure(1, "2023"), figure(2, "2024"), figure(1, "2025-01/2025-06")]
    assert [bool(bar) for bar in bars(together)] == [True, True, False]
    assert bars([figure(1, "2023"), figure(1, "2025-01/2025-06")]) == ["", ""]


def test_shares_of_any_span_are() -> None:
    together = [figure(15, "2023", "percent of GDP"), figure(16, "2025-01/2025-06", "percent of GDP")]
    assert all(bars(together))


def test_a_leap_year_is_a_year() -> None:
    assert all(bars([figure(1, "2023"), figure(2, "2024")]))


@pytest.mark.parametrize(
    "together",
    [
        [figure(1, unit="firms"), figure(2, unit="sites")],
        [figure(-1, unit="firms"), figure(2, unit="firms")],
        [figure(0, unit="firms"), figure(0, "2023", unit="firms")],
        [figure(1, "../2023"), figure(2, "2024")],
    ],
)
def test_what_cannot_be_compared_has_no_bars(together: list[dict[str, Any]]) -> None:
    assert not any(bars(together))


def test_the_upper_end_of_a_range_counts() -> None:
    assert (
        columns(bars([figure(1, unit="firms", value_to=4), figure(2, "2023", unit="firms")])[1]) == WIDE / 2
    )


def test_a_series_is_called_what_its_figures_share() -> None:
    titles = ["Research spending, first half of 2025", "Research spending, 2024"]
    together = [figure(1, title=title, series="research") for title in titles]
    assert plain(heading(together).text) == "Research spending  research"
