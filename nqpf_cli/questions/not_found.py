"""What can be said of a name that no record bears: what is spelt like it, what went, what lies elsewhere.

A module of its own, since a lookup that finds its record does without.
"""

from collections.abc import Sequence

from nqpf_cli.index import fulltext, lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NotFound
from nqpf_cli.model.names import fold, has_han, spaced
from nqpf_cli.model.near import LONGEST, NEAREST, near

TITLE = 14
"""So many Chinese characters in a row may be the title of a document."""


def missed(store: Store, kinds: Sequence[str], text: str, what: str) -> NotFound:
    """Return the error that nothing of these kinds, called `what`, bears a name, with all that could help instead."""
    total = store.meta("counts").get(what, 0)
    mentions = fulltext.holding(store, text) if fulltext.searchable(text) else 0
    gone, now = "", ""
    if record := lexicon.withdrawn(store, text):
        now = record.get("now", "")
        took = f" {now} took its place." if now else ""
        gone = f"It was withdrawn on {dates.long_words(record['date'])}: {record['why'].rstrip('.')}.{took}"
    elif name := not_held(store, text):
        gone = f"{name[:1].upper()}{name[1:]} is {store.meta('dataset')['constants']['not_held']['why']}."
    any_kind = list(store.meta("fields")) if what in ("term", "region") and not gone else []
    others = lexicon.named(store, any_kind, text)
    like = {} if gone or others else query.titles(store, nearest(store, kinds, text))
    return NotFound(what, text, like, gone, now, total, mentions, "".join(others[:1]))


def not_held(store: Store, text: str) -> str:
    """Return the name of the country or place without a record that a text names, or nothing."""
    typed = fold(lexicon.plain(store, text))
    places = store.meta("dataset")["constants"]["not_held"]["places"]
    return next(
        (one["name"] for one in places if typed in map(fold, (one["name"], *one.get("also", ())))), ""
    )


def untitled(store: Store, text: str) -> str:
    """Return the sentence that no document is called so, of what looks like a whole title: a long run of Chinese that
    ends with a word for documents; nothing for other words."""
    run = lexicon.plain(store, text).strip()
    if len(run) < TITLE or not has_han(run) or any(char.isascii() for char in run):
        return ""
    sorts = store.meta("vocabularies")["kind"]["policy"]["includes"]
    whole = any(run.endswith(name) for names in sorts for name in names if has_han(name))
    return "No document of this title is here." if whole else ""


def outside(store: Store, text: str) -> list[str]:
    """Return the names of the countries and places without a record that some words name among others.

    What is written in capitals must be typed so: *us* is no country, and no more is *US$*. A word in the name of a
    place that is held is none either: Sino-Singapore Suzhou Industrial Park.
    """
    named = _outside(store, text)
    pieces = lexicon.cut(store, ("region",), text) if named else []
    left = " | ".join(piece.text for piece in pieces if not piece.bearers)
    return _outside(store, left) if len(pieces) > 1 else [] if left == "" else named


def _outside(store: Store, text: str) -> list[str]:
    """Return the names of the places without a record that stand anywhere in a text."""
    typed = lexicon.plain(store, text).replace("$", "d")
    words = f" {spaced(typed)} "
    folded = fold(words)
    found = [
        place["name"]
        for place in store.meta("dataset")["constants"]["not_held"]["places"]
        for name in (place["name"].removeprefix("the "), *place.get("also", ()))
        if (
            name in typed
            if has_han(name)
            else f" {name} " in words
            if name.isupper()
            else f" {fold(name)} " in f" {folded} "
        )
    ]
    return list(dict.fromkeys(found))


def nearest(store: Store, kinds: Sequence[str], text: str, *, parts: bool = True) -> list[str]:
    """Ids of the records, or values of the closed lists, whose names are nearest to `text`, best first.

    With `parts` names of which the text is a part count too.
    """
    names = lexicon.all_names(store, kinds)
    found = near(lexicon.plain(store, text[:LONGEST]), [name for name, _ in names], parts=parts)
    return list(dict.fromkeys(names[at][1] for at in found))[:NEAREST]
