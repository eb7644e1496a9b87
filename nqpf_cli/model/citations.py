"""The explainer's citations: ids in square brackets at the end of a paragraph."""

from collections.abc import Iterator


def cited(body: str) -> Iterator[str]:
    """The ids in the square brackets of a text; a bracket may wrap over lines."""
    for piece in body.split("[")[1:]:
        inside, bracket, _ = piece.partition("]")
        if bracket:
            yield from ids(inside)


def ids(inside: str) -> list[str]:
    """The ids that stand between two square brackets, set apart by commas, spaces or line ends."""
    return inside.replace(",", " ").split()
