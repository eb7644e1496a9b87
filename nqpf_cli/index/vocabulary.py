"""The words of the index: those that begin as another does, and how many records hold one."""

from nqpf_cli.index import tokens
from nqpf_cli.index.fulltext import count
from nqpf_cli.index.query import Store


def holding(store: Store, word: str) -> int:
    """Return how many records hold a word of the index."""
    return count(store, tokens.some([word]))


def about_as_long(store: Store, word: str) -> list[str]:
    """Return the index's words, as it keeps them, that begin with the same letter and are about as long."""
    return _between(store, word[0], len(word) - 4, len(word) + 2)


def begun(store: Store, word: str) -> list[str]:
    """Return the index's words that begin with a whole word, longer by a syllable or more: chemical for chem."""
    return _between(store, word, len(word) + 3, LONGEST)


LONGEST = 16
"""A longer word is hardly meant by its beginning."""


def _between(store: Store, first: str, least: int, most: int) -> list[str]:
    found = store.sql(
        "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        [first, f"{first}\U0010ffff", least, most],
    )
    return [row[0] for row in found]
