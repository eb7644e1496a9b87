"""Questions to the names of the index: what is called so, and which names a text is made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import one_of
from nqpf_cli.model.names import fold, has_han, is_han, keys
from nqpf_cli.model.record import Record
from nqpf_cli.model.values import Values

Called: TypeAlias = Callable[[Store, Sequence[str], Sequence[str]], list[tuple[str, ...]]]

MOST_UNITS = 40
"""So many words and Chinese characters of a text are cut into names."""
MOST_JOINED = 16
"""So many of them may make up one name."""


class Piece(Values):
    """A part of a text, and the ids or values that bear it as a name; none where it is no name."""

    text: str
    bearers: tuple[str, ...]


def plain(store: Store, text: str) -> str:
    """Return a text with its traditional characters as simplified ones."""
    return plain_each(store, [text])[0]


def plain_each(store: Store, texts: Sequence[str]) -> list[str]:
    """Return texts, each as long as before, with their traditional characters as simplified ones."""
    if not any(map(has_han, texts)):
        return list(texts)
    table = _table(*store.meta("simplified"))
    return [text.translate(table) for text in texts]


def filed(store: Store, typed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the words typed for values of closed lists that name a narrower thing, each with the label of its value.

    `typed` has the words by list: 物联网 for a sector is filed under digital transformation.
    """
    found: dict[str, str] = {}
    for name, words in typed.items():
        for word in words:
            key = keys(plain(store, word))[-1]
            for said in store.meta("vocabularies")[name].values():
                narrower = (keys(one)[-1] for each in said.get("includes", ()) for one in each)
                if key in narrower and key != keys(said["label"])[-1]:
                    found[word] = said["label"]
    return found


def wordings(store: Store, text: str) -> list[tuple[str, str]]:
    """Return (word of Taiwan or Hong Kong, ours) of each that stands in a plain text, the longest first."""
    if not has_han(text):
        return []
    known = store.meta("dataset")["constants"].get("wordings", ())
    found = [(other, one["ours"]) for one in known for other in one["also"] if other in text]
    longest = []
    for other, ours in sorted(found, key=lambda pair: -len(pair[0])):
        if other in text:  # and not only inside a longer one
            text = text.replace(other, " ")
            longest.append((other, ours))
    return longest


def reworded(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return a text with our word in the place of each other one."""
    for other, ours in pairs:
        text = text.replace(other, ours)
    return text


@lru_cache(maxsize=2)
def _table(traditional: str, simple: str) -> dict[int, int]:
    return str.maketrans(traditional, simple)


def named(store: Store, kinds: Sequence[str], text: str) -> list[str]:
    """Return what is called so: the ids of records of these kinds, the values of closed lists of these names.

    By the id, else by a name of ours, else by a pack's; in each exactly so, else without spaces and punctuation, else
    in another spelling or number, else by its pinyin and the like. So no pack can take an id or a name of ours away.
    """
    return list(named_each(store, kinds, [text])[0])


def named_each(
    store: Store, kinds: Sequence[str], texts: Sequence[str], *, ids_first: bool = True
) -> list[tuple[str, ...]]:
    """Return what each of several texts is called by, as `named` does, with one statement for all.

    Without `ids_first` an id is a name like any other.
    """
    found: dict[str, list[tuple[int, str, str]]] = {}
    typed, rows = _bearing(store, kinds, texts)
    for _, key, *row in rows:
        found.setdefault(key, []).append((row[0], row[1], row[2]))
    return [_closest(each, found, ids_first=ids_first) for each in typed]


def of_each_kind(store: Store, kinds: Sequence[str], texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what each of several texts is called by in every kind: the kind, a space, the id or value."""
    found: dict[str, dict[str, list[tuple[int, str, str]]]] = {}
    typed, rows = _bearing(store, kinds, texts)
    for kind, key, *row in rows:
        found.setdefault(kind, {}).setdefault(key, []).append((row[0], row[1], row[2]))
    return [
        tuple(f"{kind} {one}" for kind in kinds if kind in found for one in _closest(each, found[kind]))
        for each in typed
    ]


def _bearing(
    store: Store, kinds: Sequence[str], texts: Sequence[str]
) -> tuple[list[Sequence[str]], list[Any]]:
    """Return the keys of some texts, and (kind, key, tier, id or value, pack) of each name that has one of them.

    Behind the keys of a text stand those of the same in our words.
    """
    plain = plain_each(store, texts)
    pairs = wordings(store, "\n".join(plain))
    typed: list[Sequence[str]] = [
        (*keys(text), *(keys(ours) if (ours := reworded(text, pairs)) != text else ())) for text in plain
    ]
    wanted, parameters = one_of("key", sorted({key for each in typed for key in each if key}))
    of_kinds, values = one_of("name.kind", kinds)
    rows = store.sql(
        f"""SELECT name.kind, key, tier, coalesce(id, value), coalesce(pack, '')
            FROM name LEFT JOIN record USING (n) WHERE {wanted} AND {of_kinds}""",
        [*parameters, *values],
    )
    return typed, rows


def _closest(
    typed: Sequence[str], found: dict[str, list[tuple[int, str, str]]], *, ids_first: bool = True
) -> tuple[str, ...]:
    """Return those of the bearers of the keys of one text that it means before all others."""
    ranked: dict[tuple[bool, bool, int], dict[str, None]] = {}
    for distance, key in enumerate(typed):
        for tier, bearer, pack in found.get(key, ()) if key else ():
            far = max(distance, tier)
            ranked.setdefault((ids_first and (bearer != key or far > 0), pack != "", far), {})[bearer] = None
    return tuple(sorted(ranked[min(ranked)])) if ranked else ()


def is_cut_whole(text: str) -> bool:
    """Whether `cut` looks at all of a text, and not at its beginning alone."""
    return len(list(units_of(text))) <= MOST_UNITS


def cut(store: Store, kinds: Sequence[str], text: str, called: Called = named_each) -> list[Piece]:
    """Cut a text into the longest names of these kinds that stand in it, from the left, and what lies between.

    Chinese is cut anywhere, anything else between words; one character (新, Xinjiang) is a name only where no other
    stands beside it. Punctuation around a piece is left out. `called` says what bears each name: `named_each` or
    `of_each_kind`.
    """
    units = list(units_of(text))[:MOST_UNITS]
    spans = [
        (first, last)
        for first in range(len(units))
        for last in range(first + 1, min(first + MOST_JOINED, len(units)) + 1)
        if last > first + 1 or not _inside_chinese(text, *units[first])
    ]
    texts = [text[units[first][0] : units[last - 1][1]] for first, last in spans]
    bearers = dict(zip(spans, called(store, kinds, texts), strict=True)) if spans else {}
    found: list[Piece] = []
    at = loose = 0
    while at < len(units):
        ends = range(min(at + MOST_JOINED, len(units)), at, -1)
        end = next((end for end in ends if bearers.get((at, end))), 0)
        if end:
            found += [Piece(text[units[loose][0] : units[at - 1][1]], ())] if loose < at else []
            found.append(Piece(text[units[at][0] : units[end - 1][1]], bearers[at, end]))
            loose = end
        at = end or at + 1
    return [*found, Piece(text[units[loose][0] : units[-1][1]], ())] if loose < len(units) else found


def _inside_chinese(text: str, start: int, end: int) -> bool:
    """Whether a part of a text is one Chinese character with another beside it."""
    return is_han(text[start]) and (has_han(text[end : end + 1]) or has_han(text[:start][-1:]))


def units_of(text: str) -> Iterable[tuple[int, int]]:
    """Yield where each word and each Chinese character of a text begins and ends, what is somebody's without 's."""
    start = None
    for at, ch in enumerate(f"{text} "):
        han = is_han(ch)
        owns = ch in "'’" and text[at + 1 : at + 2] in ("s", "S") and not text[at + 2 : at + 3].isalnum()
        if start is not None and (han or owns or not (ch.isalnum() or ch in "'’+")):
            yield start, at
            start = None
        if han:
            yield at, at + 1
        elif start is None and ch.isalnum():
            start = at


def all_names(store: Store, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return (folded name, id or value) of every name of these kinds, for near misses."""
    text, values = one_of("name.kind", kinds)
    return store.sql(
        f"SELECT key, coalesce(id, value) FROM name LEFT JOIN record USING (n) WHERE tier = 0 AND {text}",
        values,
    )


def names_like(store: Store, kinds: Sequence[str], name: str) -> list[tuple[str, str]]:
    """Return (folded name, id) of the names of these kinds that begin with the same letter and are about as long."""
    of_kinds, values = one_of("name.kind", kinds)
    lengths = ",".join(map(str, range(max(1, len(name) - 4), len(name) + 5)))
    found = store.sql(
        f"""SELECT key, id FROM name INDEXED BY name_length JOIN record USING (n)
            WHERE tier = 0 AND {of_kinds} AND length(key) IN ({lengths}) AND key >= ? AND key < ?""",
        [*values, name[:1], f"{name[:1]}\U0010ffff"],
    )
    return [(row[0], row[1]) for row in found]


def names_beginning(store: Store, kinds: Sequence[str], text: str) -> list[tuple[str, str, str]]:
    """Return (folded name, id or value, title of the record) of every name of these kinds that begins so."""
    key = fold(plain(store, text)) + (" " if text.endswith(" ") else "")
    of_kinds, values = one_of(
        "+name.kind" if key else "name.kind", kinds
    )  # +: what begins so is less than a kind
    text = f"""SELECT key, coalesce(id, value), coalesce(title, '') FROM name LEFT JOIN record USING (n)
        WHERE tier = 0 AND {of_kinds} AND key >= ? AND key < ? ORDER BY key"""
    return store.sql(text, [*values, key, f"{key}\U0010ffff"])


def withdrawn(store: Store, text: str) -> Record | None:
    """What is kept of a record that went (its day, why, and `now`, if anything took its place), or None."""
    found: Record | None = store.meta("withdrawn").get(fold(text))
    return found
