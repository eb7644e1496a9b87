"""The constants of `dataset.yaml`."""

from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.nodes import Mapping, Sequence
from nqpf_cli.loading.problems import Problem

# Key of a constant that is an id, and the kind it must be of.
_LINKS = {"source": "source", "foreign_equality_law": "policy"}


def constants_resolve(facts: FactSet) -> Iterator[Problem]:
    """Check that every page and law that a constant names is a record."""
    if facts.dataset_node is None:
        return
    for node, key in _keys(facts.dataset_node):
        if key in _LINKS and (wrong := facts.missing(node[key], _LINKS[key], f"add the {_LINKS[key]}")):
            what, hint = wrong
            yield Problem(facts.dataset_file, *node.value_at(key), f"{key}: {what}", hint)


def _keys(node: object) -> Iterator[tuple[Mapping, str]]:
    """Yield every key at any depth, with the mapping it stands in."""
    waiting = [node]
    while waiting:
        held = waiting.pop()
        if isinstance(held, Mapping):
            yield from [(held, key) for key in held]
            waiting.extend(held.values())
        elif isinstance(held, Sequence):
            waiting.extend(held)
