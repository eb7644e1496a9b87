"""Questions to the facts that a command line names, where it has no answer as it was typed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from nqpf_cli.cli.environment import packs
from nqpf_cli.index.open_index import with_store
from nqpf_cli.index.query import Store

Said = TypeVar("Said")


def ask_store(arguments: Sequence[str], question: Callable[[Store], list[Said]]) -> list[Said]:
    """Return what a question finds in the facts that a line names."""
    return with_store(question, packs(named_packs(arguments)))


def named_packs(arguments: Sequence[str]) -> list[str]:
    """Return the folders of facts that a line names with --data."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return [after if word == "--data" else word.removeprefix("--data=") for word, after in pairs
            if word == "--data" or word.startswith("--data=")]  # fmt: skip


def facts_named(arguments: Sequence[str]) -> list[str]:
    """Return the options for the folders of facts that a line names."""
    return [word for pack in named_packs(arguments) for word in ("--data", pack)]
