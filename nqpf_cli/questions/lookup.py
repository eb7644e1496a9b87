"""From what a person typed to the record that is meant: exactly, without punctuation, or the nearest."""

from collections.abc import Sequence
from itertools import pairwise

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.errors import Ambiguous, BadValue, NoSuch, picked
from nqpf_cli.model.names import fold, has_han, is_han, spaced
from nqpf_cli.wording.status import ORDER, code_of

CLOSED = {
    "sector": "sector", "instrument": "instrument", "beneficiary": "beneficiary",
    "recipient": "beneficiary", "status": "standing", "category": "event_category", "level": "region_level",
    "cost": "cost_base",
}  # fmt: skip
"""What a closed list is called by who asks for its values -> the list."""


def region(store: Store, text: str) -> str:
    """The id of the region that is called so. Raises NqpfError (code 1) with the nearest names."""
    return _single(store, text, _called(store, "region", text))


def _called(store: Store, kind: str, text: str) -> list[str]:
    """Ids of the records of a kind that are called so. Raises NotFound with the nearest names."""
    if found := lexicon.named(store, (kind,), text):
        return found
    from nqpf_cli.questions import not_found

    raise not_found.missed(store, (kind,), text, kind)


def _single(store: Store, text: str, found: Sequence[str]) -> str:
    """The one region found. Raises Ambiguous for several."""
    if len(found) > 1:
        raise Ambiguous("region", text, query.titles(store, found))
    return found[0]


def regions(store: Store, texts: Sequence[str]) -> list[str]:
    """Ids of the regions that are called so.

    A text may name several, by commas or spaces; of a place and what it lies in, it means the inner one.
    """
    return list(dict.fromkeys(place for text in texts for place in _places(store, text)))


def _places(store: Store, text: str) -> list[str]:
    """Ids of the places that a text is made of: "east" is the east region, 粤港澳 three places of one character each.

    Raises as `region` does for what is none.
    """
    letters = list(text.strip()) if all(map(is_han, text.strip())) else []
    whole, region, *each = lexicon.named_each(store, ("region",), [text, f"{text} region", *letters])
    if whole or region:
        return [_single(store, text, whole or region)]
    if each and all(each):
        return [_single(store, letter, named) for letter, named in zip(letters, each, strict=True)]
    said = store.meta("dataset")["constants"]
    empty = [*said["passed_over"], *said["place_words"], *said.get("government_words", ())]
    every = lexicon.cut(store, ("region",), text)
    pieces = [piece for piece in every if piece.bearers or not only(piece.text, empty)]
    # 15% is no code of Inner Mongolia.
    short = [piece for piece in pieces if piece.text.isdecimal() and len(piece.text) < 6]
    if not pieces or short or not all(piece.bearers for piece in pieces):
        separate = parts([text])
        if len(separate) < 2:
            from nqpf_cli.questions import not_found

            raise not_found.missed(store, ("region",), text, "region")
        return [place for part in separate for place in _places(store, part)]
    found: list[str] = []
    for number, piece in enumerate(pieces):
        beside = {one for other in pieces[:number] + pieces[number + 1 :] for one in other.bearers}
        above = {one: set(query.ancestors(store, one)) for one in piece.bearers}
        meant = [one for one in above if above[one] & beside] or list(above)
        found.append(_single(store, piece.text, meant))
    outer = {place for one in found for place in query.ancestors(store, one)}
    return [one for one in found if one not in outer]


def policies(store: Store, texts: Sequence[str]) -> list[str]:
    """Ids of the documents that are called so. Raises NqpfError (code 1) with the nearest names."""
    return [one for text in _each(store, "policy", texts) for one in _called(store, "policy", text)]


def bodies(store: Store, texts: Sequence[str], *, lent: bool = False) -> list[SqlFilter]:
    """Return a filter a text: of records that name the body called so, else one whose name holds all its words.

    With `lent` also of those whose document does.
    Raises NotFound with the nearest names for what no body is called.
    """
    return [sql_filters.naming(bodies_called(store, text), lent=lent) for text in texts]


def bodies_called(store: Store, text: str) -> list[str]:
    """The ids of the bodies that are meant, with what else records write for one, folded."""
    found: list[str] = []
    written = query.values(store, "actor")
    for one in _each(store, "actor", [text]):
        typed = fold(lexicon.plain(store, one))
        ids = lexicon.named(store, ("actor",), one)
        as_written = [name for name in written if (name == typed if ids else _holds(name, typed))]
        if not ids and typed not in as_written:
            ids = [key for name, key in lexicon.all_names(store, ("actor",)) if _holds(name, typed)]
        if not ids and not as_written:
            from nqpf_cli.questions import not_found

            raise not_found.missed(store, ("actor",), one, "actor")
        found += [*ids, *as_written]
    return found


def _holds(name: str, words: str) -> bool:
    """Whether a folded name holds some words, none of them cut; Chinese ones of two characters or more anywhere."""
    if has_han(words):
        return len(words) > 1 and words in name
    return bool(words.strip()) and f" {spaced(words)} " in f" {spaced(name)} "


def _each(store: Store, kind: str, texts: Sequence[str]) -> list[str]:
    """The names that texts hold: a text that is a name whole, else what stands between commas."""
    called = lexicon.named_each(store, (kind,), texts) if texts else []
    return [
        name
        for text, ids in zip(texts, called, strict=True)
        for name in ([text] if ids else parts([text]) or [text])
    ]


def said_in_passing(store: Store) -> list[str]:
    """Words of a question that carry nothing."""
    words: list[str] = store.meta("dataset")["constants"]["passed_over"]
    return words


def only(text: str, words: Sequence[str]) -> bool:
    """Whether a text is made of some words alone, Chinese ones without spaces between them."""
    left = fold(text)
    if has_han(left):
        for word in sorted(filter(has_han, words), key=len, reverse=True):
            left = left.replace(word, " ")
    return all(word in words for word in spaced(left.replace("'s", "s")).split())


def kind(store: Store, text: str) -> str:
    """The kind of record that is meant, in the singular or plural.

    Raises NqpfError (code 2) with the nearest, or with the values of a closed list that was named in its place.
    """
    if found := lexicon.named(store, ("kind",), text):
        return found[0]
    from nqpf_cli.model.inflection import inflections  # only for what is no kind

    lists = store.meta("vocabularies")
    if closed := next((CLOSED[form] for form in inflections(fold(text)) if form in CLOSED), ""):
        raise NoSuch("kind", text, ORDER if closed == "standing" else list(lists[closed]), closed=closed)
    plurals = {value: entry["plural"] for value, entry in lists["kind"].items()}
    from nqpf_cli.questions import not_found

    like = not_found.nearest(store, ("kind",), text)[:1]
    raise NoSuch("kind", text, list(plurals.values()), [plurals[value] for value in like])


def kinds(store: Store, texts: Sequence[str]) -> list[str]:
    """The kinds that are meant, in the singular or plural."""
    return list(dict.fromkeys(kind(store, part) for part in parts(texts)))


def choice(store: Store, vocabulary: str, text: str, field: str = "") -> str:
    """Return the value of a vocabulary that is meant, by value, label or another word for it.

    Raises BadValue for `field`, where that is called otherwise than the vocabulary, with the nearest values.
    """
    if found := lexicon.named(store, (vocabulary,), text):
        return found[0]
    from nqpf_cli.questions import not_found

    like = not_found.nearest(store, (vocabulary,), text)
    raise BadValue(field or vocabulary, text, store.meta("vocabularies")[vocabulary], like)


def parts(texts: Sequence[str]) -> list[str]:
    """What a repeatable option was given: several at once stand between commas."""
    listed = [text.replace("，", ",").replace("、", ",") for text in texts]
    return [part.strip() for text in listed for part in text.split(",") if part.strip()]


def choices(store: Store, vocabulary: str, texts: Sequence[str], field: str = "") -> list[str]:
    """Each of several values of a closed vocabulary, also where words join them or say what kind of thing they are."""
    return [value for part in parts(texts) for value in _values_in(store, vocabulary, part, field)]


def _values_in(store: Store, vocabulary: str, text: str, field: str) -> list[str]:
    """The values that a text is made of: AI and chips, semiconductor industry, 低空经济产业. Raises as `choice` does.

    Two names side by side are none (green hydrogen), unless one includes the other: foreign firms.
    """
    if not lexicon.named(store, (vocabulary,), text):
        empty = [*said_in_passing(store), *store.meta("dataset")["constants"]["kind_words"]]
        cut, known = lexicon.cut(store, (vocabulary,), text), store.meta("vocabularies")[vocabulary]
        wider = {above for one in cut for name in one.bearers for above in known[name].get("within", ())}
        pieces = [one for one in cut if wider.isdisjoint(one.bearers)]
        beside = any(one.bearers and other.bearers for one, other in pairwise(pieces))
        loose = any(not piece.bearers and not only(piece.text, empty) for piece in pieces)
        found = [piece.bearers[0] for piece in pieces if piece.bearers]
        if found and not (beside or loose):
            return found
    return [choice(store, vocabulary, text, field)]


def including(store: Store, vocabulary: str, chosen: Sequence[str]) -> list[str]:
    """Return values and those that include them: a measure for any enterprise is one for a small firm."""
    values, found = store.meta("vocabularies")[vocabulary], list(chosen)
    for value in found:
        found += [above for above in values[value].get("within", []) if above not in found]
    return found


def standings(store: Store, texts: Sequence[str]) -> list[str]:
    """Return statuses as typed, those that are other words for one (有效) by its name (in-force)."""
    called = lexicon.named_each(store, ("standing",), texts)
    return [ids[0] if ids else text for text, ids in zip(texts, called, strict=True)]


def states(store: Store, texts: Sequence[str]) -> list[str]:
    """Return the codes meant by codes, printed words or other words for them: expired, 有效.

    Raises NqpfError (code 2) for a status that does not exist.
    """
    known = store.meta("vocabularies")["standing"] if texts else {}
    found: list[str] = []
    for text in texts:
        # Words that are printed may hold a comma; codes, and words joined by hyphens, do not.
        pieces = parts([text])
        printed = any(" " in piece and piece.replace(" ", "-") not in ORDER for piece in pieces)
        for part in [text] if printed and code_of(text) else pieces:
            code, called = code_of(part), lexicon.named(store, ("standing",), part)
            meant = known[called[0]]["status"] if called else []
            found += [code] if code else meant or [picked("status", part, ORDER)]
    return found
