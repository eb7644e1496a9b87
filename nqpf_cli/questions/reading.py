"""Words of a command line read as what they name: a date, a sum, a place, a value of a closed list."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from nqpf_cli.clock import today
from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model import money, typed_dates
from nqpf_cli.model.names import has_han
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.wording.status import code_of

LONGEST = 5
"""So many words may make up one date."""


SHARE = "share"
"""A percentage, which names nothing and is looked for in texts as it stands."""


class Read(Values):
    """A part of what was typed, and what it names: a kind, "date", "sum" or "status"; nothing where that is unknown.

    `kinds` has every kind that has the name, `kind` the first of them.
    """

    kind: str
    text: str
    kinds: tuple[str, ...] = ()


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
            found += [Read(kind, " ".join(split[at:end]), (kind,))] if kind not in ("", SHARE) else []
            found += [Read("", split[at])] if kind == SHARE else []
            loose = end
        at = end
    return found


def _figure(text: str) -> str:
    """Return "date", "sum" or "share" for a text that is one, else nothing."""
    with suppress(ValueError):
        typed_dates.asked(text, end=False, on=today())
        return "date"
    if not any(ch.isnumeric() for ch in text):
        return ""
    if text.endswith(("%", "％")) and text[:-1].replace(".", "").isdecimal():
        return SHARE
    with suppress(ValueError):
        money.parse(text)
        return "sum"
    return "sum" if money.foreign(text) else ""


def _named(store: Store, text: str, kinds: Sequence[str]) -> list[Read]:
    """Return the names that a text is made of, and what lies between them; figures alone name nothing here."""
    passed = [*lookup.said_in_passing(store), *store.meta("dataset")["constants"]["kind_words"]]
    found = []
    for piece in _pieces(store, text, kinds):
        bearers = [] if piece.text.isdecimal() else [one.partition(" ")[0] for one in piece.bearers]
        named = tuple(dict.fromkeys(bearers)) or (("status",) if code_of(piece.text) else ())
        if named or not lookup.only(piece.text, passed):
            found.append(Read(named[0] if named else "", piece.text, named))
    return found


def _pieces(store: Store, text: str, kinds: Sequence[str]) -> Iterator[lexicon.Piece]:
    """Yield the pieces of a text, names of one Han character too: a place as a word of its own, 券 after 算力."""
    for piece in lexicon.cut(store, kinds, text, lexicon.of_each_kind):
        words = piece.text.split()
        if piece.bearers or not any(len(word) == 1 and has_han(word) for word in words):
            yield piece
            continue
        for word in words:
            may_be = kinds if word in text.split() else [kind for kind in kinds if kind != "region"]
            yield lexicon.Piece(
                word, *lexicon.of_each_kind(store, may_be, [word] if len(word) == 1 else [""])
            )
