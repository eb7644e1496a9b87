"""Words of a command line read as what they name: a date, a sum, a place, a value of a closed list."""

from collections.abc import Sequence
from contextlib import suppress

from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model import money, typed_dates
from nqpf_cli.model.names import fold
from nqpf_cli.model.values import Values
from nqpf_cli.wording.status import code_of

LONGEST = 5
"""So many words may make up one date."""


class Read(Values):
    """A part of what was typed, and what it names: a kind, "date", "sum" or "status"; nothing where that is unknown."""

    kind: str
    text: str


def read(store: Store, words: Sequence[str], kinds: Sequence[str]) -> list[Read]:
    """Return the parts of some words, in order, each with what it names: of `kinds`, the first that has the name.

    What only joins or asks ("in", "to", "what is") is passed over.
    """
    split = [part for word in words for part in word.split()]
    found: list[Read] = []
    at = loose = 0
    while at <= len(split):
        ends = range(min(at + LONGEST, len(split)), at, -1)
        end, kind = next(
            ((end, kind) for end in ends if (kind := _figure(" ".join(split[at:end])))), (at + 1, "")
        )
        if kind or at == len(split):
            found += _named(store, " ".join(split[loose:at]), kinds)
            found += [Read(kind, " ".join(split[at:end]))] if kind else []
            loose = end
        at = end
    return found


def _figure(text: str) -> str:
    """Return "date" or "sum" for a text that is one, else nothing."""
    if not any(ch.isnumeric() for ch in text):
        return ""
    with suppress(ValueError):
        typed_dates.asked(text, end=False)
        return "date"
    with suppress(ValueError):
        money.parse(text)
        return "sum"
    return ""


def _named(store: Store, text: str, kinds: Sequence[str]) -> list[Read]:
    passed = {*store.meta("dataset")["constants"]["passed_over"]}
    found = []
    for piece in lexicon.cut(store, kinds, text, lexicon.of_each_kind):
        bearers = [one.partition(" ")[0] for one in piece.bearers]
        kind = bearers[0] if bearers else "status" if code_of(piece.text) else ""
        if kind or set(fold(piece.text).split()) - passed:
            found.append(Read(kind, piece.text))
    return found
