"""How the places of a question are told: "Shanghai", "Shanghai and places inside"."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Return "A", "A and B" or "A, B and C"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def besides(*, with_parents: bool, with_children: bool) -> list[str]:
    """Return what counts besides the places themselves, in words."""
    return ["places inside"] * with_children + ["wider places"] * with_parents


def lacking(gaps: Sequence[str]) -> str:
    """Return what is known not to be here of what was asked for, as a sentence, or nothing."""
    return f"Not recorded in this data, though it may exist: {'; '.join(gaps)}." if gaps else ""


def where(names: Sequence[str], *, with_parents: bool, with_children: bool) -> str:
    """Return the names of the places that were asked for and what counts besides; nothing for none."""
    return listed([*names, *besides(with_parents=with_parents, with_children=with_children)]) if names else ""
