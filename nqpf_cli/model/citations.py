"""The explainer's citations: ids in square brackets at the end of a paragraph."""

import re
from collections.abc import Iterator

BRACKETS = r"\s*\[([^\[\]]+)\]"
"""Square brackets with the space before them; they may wrap over lines."""


def cited(body: str) -> Iterator[str]:
    """Yield the ids in the square brackets of a text."""
    for inside in re.findall(BRACKETS, body):
        yield from ids(inside)


def ids(inside: str) -> list[str]:
    """Split what stands between two square brackets at commas, spaces and line ends."""
    return inside.replace(",", " ").split()
