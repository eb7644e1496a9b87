"""The explainer's citations: ids in square brackets at the end of a paragraph."""

from collections.abc import Iterator


def cited(body: str) -> Iterator[str]:
    """The ids in the square brackets of a text; a bracket may wrap over lines."""
    for piece in body.split("[")[1:]:
        inside, bracket, _ = piece.partition("]")
        if bracket:
            yield from (name.strip() for name in inside.replace("\n", " ").split(",") if name.strip())
