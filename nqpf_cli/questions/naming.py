"""From the words of a person to the records that they call so, of one kind or of any."""

from collections.abc import Sequence

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model.errors import Ambiguous
from nqpf_cli.model.names import fold
from nqpf_cli.questions import lookup

MOST_TITLED = 30
"""So many records are offered whose titles hold the words that were typed."""


def called_in(store: Store, kinds: Sequence[str], text: str) -> list[str]:
    """Ids of what is called so; else of what the one name in it means: what is patient capital, 两会 (Two Sessions).

    A text with words that are neither a name, a place nor part of a question is none; several names must mean the same.
    """
    if found := lexicon.named(store, kinds, text):
        return found
    empty = [*lookup.said_in_passing(store), *store.meta("dataset")["constants"]["kind_words"]]
    pieces = lexicon.cut(store, (*kinds, "region"), text, lexicon.of_each_kind)
    telling = [piece.bearers for piece in pieces if not lookup.only(piece.text, empty)]
    names = [
        {name for kind, _, name in (one.partition(" ") for one in each) if kind in kinds} for each in telling
    ]
    return [] if () in telling or not any(names) else sorted(set.intersection(*filter(None, names)))


def anything(store: Store, text: str) -> list[str]:
    """Ids of what may be meant: the one with this id, else all that are called so, else those whose ids begin so,
    else those whose titles hold all the words.

    What is typed may be any name, number or page address. None where the record with this id was withdrawn.
    Of several that are called so the one with this id in other letters comes first, then the kinds that people want
    most; of ids that begin so, pages come last.
    """
    from nqpf_cli.model.kinds import RANKED

    typed = text.strip()
    if query.get(store, typed):
        return [typed]
    if lookup.withdrawn(store, typed):
        return []
    slug = "-".join(fold(typed).split())
    (bearers,) = lexicon.named_each(store, list(RANKED), [typed], ids_first=False)
    if called := query.get_many(store, bearers or [slug]):
        return sorted(called, key=lambda name: (name != slug, -RANKED[called[name].kind]))
    begun = query.ids_beginning(store, slug) if slug else []
    if begun:
        return [name for _, name, _ in sorted(begun, key=lambda row: row[0] == "source")]
    return titled(store, list(RANKED), typed)


def titled(store: Store, kinds: Sequence[str], text: str) -> list[str]:
    """Ids of the records of some kinds whose title or names hold all words of a text, best first."""
    from nqpf_cli.index import fulltext

    return fulltext.titled(store, kinds, text, MOST_TITLED)


def one(store: Store, found: Sequence[str], text: str) -> Row:
    """Return the single record found. Raises Ambiguous where there are several, NotFound where there is none."""
    if len(found) > 1:
        raise Ambiguous("record", text, dict.fromkeys(found, ""))
    if found and (row := query.get(store, found[0])):
        return row
    raise lookup.missed(store, list(store.meta("fields")), text, "record")
