"""What a format that can draw is given: rows of bars along a line of time.

Apart from `blocks.py`, since few pages have one.
"""

from typing import NamedTuple

MOST_MARKS = 6
"""So many years can stand under a picture on a telephone."""


class Lane(NamedTuple):
    """One row of a picture: its words, and bars as (from, to, height), each a share of the whole from 0 to 1."""

    words: str
    bars: list[tuple[float, float, float]]
    style: str = ""


class Picture(NamedTuple):
    """A line of time: what it is, the same in words, the marks under it, the day it is drawn for (if any), its rows."""

    title: str
    description: str
    marks: list[tuple[float, str]]
    day: tuple[float, str] | None
    lanes: list[Lane]


def year_marks(start: int, years: int) -> list[tuple[float, str]]:
    """The years under a line of time, each with its place from 0 to 1; not more than MOST_MARKS."""
    return [(year / years, str(start + year)) for year in range(0, years, -(-years // MOST_MARKS))]
