"""From the words of a person to the records that they call so, of one kind or of any."""

from collections.abc import Sequence

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model.errors import Ambiguous
from nqpf_cli.model.names import fold, keys, names_of_term
from nqpf_cli.model.record import issued, title, title_zh
from nqpf_cli.questions import lookup

MOST_TITLED = 30
"""So many records are offered whose titles hold the words that were typed."""

ENTERED = ("actor", "policy", "region")
"""Kinds that the glossary may have an entry about, under the same name."""


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


def sides(store: Store, text: str) -> list[str]:
    """Ids of the terms that a text holds against each other: difference between A and B, A vs B, A和B的区别.

    None where it names fewer than two, or says anything else."""
    empty = lookup.said_in_passing(store)
    pieces = lexicon.cut(store, ("term",), text)
    telling = [piece.bearers for piece in pieces if not lookup.only(piece.text, empty)]
    found = list(dict.fromkeys(each[0] for each in telling if each))
    return found if all(telling) and len(found) > 1 else []


def anything(store: Store, text: str) -> list[str]:
    """Ids of what may be meant: the one with this id, else all that are called so, else those whose ids begin so,
    else those whose titles hold all the words, or what a term names in a year.

    What is typed may be any name, number or page address. None where the record with this id was withdrawn.
    Of several that are called so the one with this id in other letters comes first, then the kinds that people want
    most; of ids that begin so, pages come last, and only what is written as an id asks for pages alone.
    """
    from nqpf_cli.model.kinds import RANKED

    typed = text.strip()
    if query.get(store, typed):
        return [typed]
    if lexicon.withdrawn(store, typed):
        return []
    slug = "-".join(fold(typed).split())
    (bearers,) = lexicon.named_each(store, list(RANKED), [typed], ids_first=False)
    if called := query.get_many(store, bearers or [slug]):
        return sorted(called, key=lambda name: (name != slug, -RANKED[called[name].kind]))
    begun = sorted(query.ids_beginning(store, slug) if slug else [], key=lambda row: row[0] == "source")
    if begun and (begun[0][0] != "source" or typed.casefold() == slug):
        return [name for _, name, _ in begun]
    facts = [kind for kind in RANKED if kind != "source"]
    if told := called_in(store, facts, typed):  # me the Hainan free trade port
        return told
    held = titled(store, list(RANKED), typed)
    if {*query.kinds(store, held).values()} - {"source"}:
        return held
    return of_a_year(store, typed) or held


def of_a_year(store: Store, text: str) -> list[str]:
    """Ids of the documents and events of a year whose titles hold the first name of a term that any holds: GWR 2024."""
    from nqpf_cli.model import typed_dates  # only for what nothing is called

    year, rest = typed_dates.year_in(text)
    terms = query.get_many(store, lexicon.named(store, ("term",), rest)).values() if year and rest else ()
    names = [name for row in terms for name in names_of_term(row.record)]
    for name in names:
        rows = query.get_many(store, titled(store, ("policy", "event"), name)).values()
        days = ((row.record["id"], issued(row.record) or row.record.get("date", "")) for row in rows)
        if held := [each for each, day in days if day[:4] == year]:
            return held
    return []


def meant(store: Store, text: str) -> tuple[list[str], dict[str, str]]:
    """Ids of the facts that may be meant, and, id -> kind, the pages that are called so too, none of them theirs.

    A page is meant only where no fact is. What the glossary has an entry about is meant with it.
    """
    found = anything(store, text)
    if found == [text.strip()]:
        return found, {}
    rows = query.get_many(store, found)
    pages = {name: row.kind for name, row in rows.items() if row.kind == "source"}
    facts = [name for name in found if name not in pages]
    if not facts:
        return found, {}
    theirs = {page for row in rows.values() for page in row.record.get("sources", ())}
    facts += _twins(store, rows[facts[0]]) if len(facts) == 1 else []
    return facts, {name: kind for name, kind in pages.items() if name not in theirs}


def _twins(store: Store, row: Row) -> list[str]:
    """Ids of what the glossary's entry is about, or of the entry about a record: what bears a name of its."""
    record, kinds = row.record, ENTERED if row.kind == "term" else ("term",) if row.kind in ENTERED else ()
    names = names_of_term(record) if row.kind == "term" else [title(record), title_zh(record)]
    return (
        sorted({name for each in lexicon.named_each(store, kinds, names) for name in each}) if kinds else []
    )


def told_best(store: Store, found: list[str]) -> list[str]:
    """Of a body, document or place and the glossary's entry about it, leave the one that more facts name."""
    kinds = query.kinds(store, found)
    if len(found) != 2 or "term" not in kinds.values() or not {*kinds.values()} & {*ENTERED}:
        return found
    return [max(found, key=lambda name: (len(query.linking_to(store, name)), kinds[name] != "term"))]


def titled(store: Store, kinds: Sequence[str], text: str) -> list[str]:
    """Ids of the records of some kinds whose title or names hold all words of a text, best first.

    Where the text is a title but for spelling and punctuation, which a long one is not looked up without, it is that.
    """
    from nqpf_cli.index import fulltext

    rows = query.get_many(store, fulltext.titled(store, kinds, text, MOST_TITLED))
    typed = keys(lexicon.plain(store, text))[2]
    called = {name: (title(row.record), title_zh(row.record)) for name, row in rows.items()}
    same = [name for name, titles in called.items() if typed in [keys(each)[2] for each in titles]]
    return same or list(rows)


def one(store: Store, found: Sequence[str], text: str) -> Row:
    """Return the single record found. Raises Ambiguous where there are several, NotFound where there is none."""
    if len(found) > 1:
        raise Ambiguous("record", text, dict.fromkeys(found, ""))
    if found and (row := query.get(store, found[0])):
        return row
    from nqpf_cli.questions import not_found

    raise not_found.missed(store, list(store.meta("fields")), text, "record")
