"""What the checks share: the records of a kind, and a problem at a field."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import Facts, Loaded
from nqpf_cli.loading.problems import Problem


def of_kind(facts: Facts, *kinds: str) -> Iterator[Loaded]:
    """Yield the records of these kinds, in the order of files."""
    return (loaded for loaded in facts.records.values() if loaded.kind in kinds)


def parts_of(facts: Facts, *kinds: str) -> Iterator[Loaded]:
    """Yield the same and what is right in those with problems of their own, so that none hides another."""
    return (loaded for loaded in facts.texts() if loaded.kind in kinds)


def problem(loaded: Loaded, path: str, what: str, hint: str) -> Problem:
    """Make a problem of a field of a record (`cap.amount`, `sources.2`), or of the record where it has none such."""
    return Problem(loaded.file, *loaded.at(path), what, hint)


def where(loaded: Loaded) -> str:
    """Name a record as another's problem does: by its id and its place."""
    return f"{loaded.record['id']} ({loaded.place})"
