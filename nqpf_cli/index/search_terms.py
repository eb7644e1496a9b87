"""What a person asks a search for: the words typed, their other forms, and what is called otherwise or tagged so."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from nqpf_cli.index import lexicon, query, tokens
from nqpf_cli.index.query import Store
from nqpf_cli.index.terms import MOST_TERMS, Known, Term, beside_subject, either
from nqpf_cli.index.tokens import Sought, tag
from nqpf_cli.model.inflection import VOWELS, inflections
from nqpf_cli.model.names import fold, has_han, keys

RECORDS = ("region", "term", "actor", "policy")
WEIGHING = ("instrument", "beneficiary", "kind")
LISTS = ("sector", *WEIGHING)
EVERYDAY = "everyday"
PLACE = "region "
EITHER = " OR "
LEADING = "instrument"
"""Kinds of records, and closed lists, whose names a query is cut by; of EVERYDAY words, all names are looked for.
What stands on both sides of EITHER is one thing to look for."""

NAMES = (
    "label",
    "plural",
    "also",
    "term",
    "zh",
    "name",
    "name_zh",
    "abbreviation",
    "aliases",
    "title",
    "title_zh",
)
OTHERS = 24
"""So many other names of what is meant are looked for."""

SHORT = 4
"""A word of so few letters is a name only where some record writes it so, or where nothing else was typed."""

JOINING = f"-&+'’/${tokens.BOUND}"
"""What binds a name to more than itself: *long-term* is not about terms, *HK$* is no place."""


def understood(store: Store, text: str) -> list[Term]:
    """Return what a person typed as the things to look for, without words that say nothing where others remain.

    Three statements, however much was typed: for the names, for what bears them, for the other forms of words; the
    first two again behind each of the first MOST_TERMS that say EITHER; and one for a word that two names share.
    """
    plain = _bound(store, lexicon.plain(store, tokens.clipped(text)))
    pairs = lexicon.wordings(store, plain)
    typed = lexicon.reworded(plain, pairs)
    constants = store.meta("dataset")["constants"]
    passed = _passed(typed, constants)
    parts: list[Term] = []
    for part in typed.split(EITHER, MOST_TERMS):
        more = _parts(store, part, passed, constants)
        parts[-1:] = [either(parts[-1], more.pop(0))] if parts and more else parts[-1:]
        parts += more
    parts = parts or [Term((one,)) for one in tokens.sought(typed)]
    meant: dict[object, Term] = {}
    for one in parts:  # park 园区: one thing, typed twice
        meant.setdefault(one.meaning, one)
    terms = beside_subject([*meant.values()][: tokens.QUERY_WORDS])
    if 1 < sum(bool(term.places) for term in terms) < len(terms):
        from nqpf_cli.index.nested_places import nested

        terms = nested(store, terms)
    held = _held(store, {word for term in terms for word in _last(term)})
    pairs = [(tokens.phrase(other), tokens.phrase(ours)) for other, ours in pairs]
    return [term.said(pairs).replace(forms={word: held[word] for word in _last(term)}) for term in terms]


def _bound(store: Store, text: str) -> str:
    """Return a text with what is quoted in it, and names of what is not held here, bound to one phrase each."""
    for quoted in re.findall(r'["“”„«「『](\w[^"“”„«»「」『』]*\w)["“”»」』]', text):
        text = text.replace(quoted, tokens.BOUND.join(quoted.split()))
    if " " in text:
        places = store.meta("dataset")["constants"]["not_held"]["places"]
        for name in (name for place in places for name in place.get("also", ()) if " " in name):
            if name.casefold() in text.casefold():
                text = re.sub(re.escape(name), name.replace(" ", tokens.BOUND), text, flags=re.IGNORECASE)
    return text


def _passed(text: str, constants: Mapping[str, Any]) -> list[str]:
    """Return the words that say nothing, without those that name a place in capitals and are typed so: the US."""
    passed: list[str] = constants["passed_over"]
    capitals = set() if text.isupper() else set(re.findall(r"\b[A-Z]{2,}\b(?!\$)", text))
    if not capitals & {word.upper() for word in passed}:
        return passed
    abroad = {name for place in constants["not_held"]["places"] for name in place.get("also", ())}
    return [word for word in passed if word.upper() not in capitals & abroad]


def _last(term: Term) -> Iterator[str]:
    """Yield the last word of each phrase: what may take another form."""
    return (phrase.rpartition(" ")[2] for word in term.words for phrase in word.phrases)


def _parts(store: Store, text: str, passed: list[str], constants: Mapping[str, Any]) -> list[Term]:
    """Return what to look for, part by part of a text: a name that we hold, else a word.

    Beside a place, words that say what kind of place it is (the city of Shenzhen) are passed over, too. What only asks
    (how big, the rate of) is not looked for beside anything else, and leads to the kinds of record that answer it.
    """
    of_places: list[str] = constants["place_words"]
    found: list[Term] = []
    asked: list[str] = []
    cut = lexicon.cut(store, (*RECORDS, *LISTS, EVERYDAY), text, lexicon.of_each_kind)
    longer = _sharing(store, cut, text)
    known = _known(store, [one for piece in (*cut, *longer.values()) for one in piece.bearers])
    at = loose = 0
    placed = False
    for place, piece in enumerate(cut):
        start = text.index(piece.text, at)
        at = start + len(piece.text)
        owns = re.match(r"['’]s\b", text[at:])
        around = {text[start - 1 : start], "" if owns else text[at : at + 1]}
        if piece.text.isdigit() or around & set(JOINING):
            continue
        if _everyday(piece.bearers) and _part_of_a_word(cut, place, around, passed):
            continue
        if fold(piece.text) in passed and not piece.text.isupper():
            piece = lexicon.Piece(piece.text, tuple(one for one in piece.bearers if known[one].asks))
            if not piece.bearers:
                continue
        whole = len(cut) == 1
        said = longer.get(place, piece)
        meant = [one for one in said.bearers if _means(said.text, one, known[one], whole=whole)]
        if not whole and any(map(_everyday, [[one] for one in meant])):
            meant = [one for one in meant if not one.startswith(PLACE)]
        if meant:
            before, placed = placed, any(one.startswith(PLACE) for one in meant)
            found += _words(text[loose:start], [*passed, *of_places * (before or placed)])
            if all(known[one].asks for one in meant):
                asked += [kind for one in meant for kind in known[one].leads]
            else:
                found.append(_named(store, known, meant, said.text))
            loose = at
    found += _words(text[loose:], [*passed, *of_places * placed])
    return [one.replace(leads=(*one.leads, *asked * (at == 0))) for at, one in enumerate(found)]


def _sharing(store: Store, cut: Sequence[lexicon.Piece], text: str) -> dict[int, lexicon.Piece]:
    """Return place -> the longer name that a piece makes with the last word of the name before it: in withholding tax
    credit the credit is a tax credit."""
    pairs = {
        at: f"{before.text.rpartition(' ')[2]} {piece.text}"
        for at, (before, piece) in enumerate(pairwise(cut), 1)
        if before.bearers and " " in before.text and piece.bearers and f"{before.text} {piece.text}" in text
    }
    called = lexicon.of_each_kind(store, (*RECORDS, *LISTS), [*pairs.values()]) if pairs else []
    return {
        at: lexicon.Piece(pairs[at], bearers) for at, bearers in zip(pairs, called, strict=True) if bearers
    }


def _everyday(bearers: Sequence[str]) -> bool:
    return all(one.startswith(EVERYDAY) for one in bearers)


def _part_of_a_word(cut: Sequence[lexicon.Piece], place: int, around: set[str], passed: list[str]) -> bool:
    """Whether one Chinese character is left beside a piece of a text, which then is no word: 研究 in 研究所."""
    beside = [cut[at].text for at in (place - 1, place + 1) if 0 <= at < len(cut) and not cut[at].bearers]
    return any(len(one) == 1 and has_han(one) and one in around and one not in passed for one in beside)


def _words(text: str, passed: Sequence[str]) -> Iterator[Term]:
    """Yield each word of a part that names nothing, without those that are passed over; of a year, also its tag."""
    if has_han(text):
        for empty in sorted((one for one in passed if len(one) > 1 and has_han(one)), key=len, reverse=True):
            text = text.replace(empty, " ")
    if any(map(str.isdigit, text)):
        from nqpf_cli.model.dates_in_text import numbers_in, written_in

        numbers, text = numbers_in(text)
        yield from (Term((Sought((tokens.phrase(number),), ()),)) for number in numbers)
        for span, forms in written_in(text):
            text = text.replace(span, " ", 1)
            yield Term((Sought(tuple(dict.fromkeys(map(tokens.phrase, (span, *forms)))), ()),), dated=True)
    for word in tokens.sought(text):
        bare = word.phrases[0].replace(" ", "")
        if bare not in passed:
            year = len(bare) == 4 and bare.isdecimal() and bare.isascii() and bare.startswith(("19", "20"))
            yield Term((word,), (tag("year", bare),) if year else (), weighs=year)


def _known(store: Store, bearers: Sequence[str]) -> dict[str, Known]:
    """Return what is called so -> its names and tags; a place that spans others has theirs too."""
    wanted = [bearer.partition(" ") for bearer in bearers]
    records = query.records(store, (key for kind, _, key in wanted if kind in RECORDS))
    lists = store.meta("vocabularies")
    found: dict[str, Known] = {}
    for kind, _, key in wanted:
        said: Mapping[str, Any] = records.get(key, {}) if kind in RECORDS else lists[kind][key]
        values = [said[field] for field in NAMES if field in said]
        names = [str(name) for value in values for name in (value if isinstance(value, list) else [value])]
        tagged = [key, *records[key].get("spans", ())] if kind == "region" else [key] * (kind in LISTS)
        narrower, alike = ([], []) if kind in RECORDS else (said.get("includes", []), said.get("alike", []))
        tags, leads = (
            [tag(kind, one) for one in (*tagged, *alike)],
            [] if kind in RECORDS else said.get("leads", []),
        )
        outer = said.get("within", ()) if kind in WEIGHING else ()
        within = {lists[kind][one]["label"]: tag(kind, one) for one in outer}
        found[f"{kind} {key}"] = Known(
            names, tags, narrower, leads, within, bool(said.get("weighs")), bool(said.get("asks"))
        )
    return found


def _means(typed: str, bearer: str, known: Known, *, whole: bool) -> bool:
    """Whether a part of a text means what bears it as a name.

    What is written in capitals must be typed so, unless nothing else was typed or it can be no word: *most* is no
    ministry, *nqpf* nothing but one thing.
    """
    wanted = {fold(typed)} if "+" in typed else set(keys(typed))  # AI+ is not AI
    every = [*known.names, *(name for names in known.narrower for name in names)]
    same = [name for name in every if wanted & set(keys(name))]
    if not same:  # by its pinyin, a code or an id; an id of a list (other) is a word like any other
        kind, _, key = bearer.partition(" ")
        sounded = kind in RECORDS or (kind in LISTS and not wanted & set(keys(key)))
        return sounded and "+" not in typed and (whole or has_han(typed) or len(typed) > SHORT)
    capitals = typed.rstrip("s").isupper() or (len(typed) >= SHORT and VOWELS.isdisjoint(typed.casefold()))
    return whole or any(capitals or not name.rstrip("s").isupper() for name in same)


def _named(store: Store, known: Mapping[str, Known], meant: Sequence[str], typed: str) -> Term:
    """Return what to look for where a name was typed.

    Of a value of a list, which gathers what is not quite the same, these are its tag and, where no record is called so,
    what it is called first and its names in the other script. Of what is filed under one these are its own names.
    """
    tags: list[str] = []
    others, wider = dict.fromkeys(""), dict.fromkeys("")
    under, recorded = dict.fromkeys(""), any(bearer.startswith(RECORDS) for bearer in meant)
    for bearer in meant:
        called, filed = known[bearer].names, known[bearer].filed(typed)
        heading = [*called[:1], *filter(has_han, called)]  # whatever the script of what is filed under it
        if bearer.partition(" ")[0] in LISTS:
            called = [*called[:1], *(name for name in called if has_han(name) != has_han(typed))]
        else:
            # 新 stands in any text, and the index keeps no sign: 人工智能+ would be any 人工智能.
            called = [name for name in called if len(name) > 1 and not (has_han(name) and "+" in name)]
        if filed:
            others |= dict.fromkeys(map(tokens.phrase, filed))
            wider |= dict.fromkeys([*known[bearer].tags, *map(tokens.phrase, heading)])
            under[f"filed under {called[0]}"] = None
        else:
            tags += known[bearer].tags
            skipped = recorded and bearer.partition(" ")[0] in LISTS
            others |= dict.fromkeys(() if skipped else map(tokens.phrase, called))
        wider |= dict.fromkeys(known[bearer].within.values())
        under |= dict.fromkeys(f"open to all {label}" for label in known[bearer].within)
    words = tuple(tokens.sought(typed))
    loose = len(words) > 1 and not _everyday(meant)
    if loose or _everyday(meant):  # a name is a phrase: far apart, its words mean something else
        words = (Sought((tokens.phrase(typed).removeprefix("the "),), ()),)
    phrases = [*filter(None, others)]
    # A name that holds another of them is found by that: each phrase of a long one costs as much as a word of it.
    named = tuple(
        one for one in phrases if not any(f" {part} " in f" {one} " for part in phrases if part != one)
    )[:OTHERS]
    listed = [bearer for bearer in meant if not bearer.startswith(EVERYDAY)]
    weighs = (
        all(bearer.startswith(WEIGHING) for bearer in listed)
        if listed
        else any(known[one].weighs for one in meant)
    )
    led = [kind for bearer in meant for kind in _led_to(store, *bearer.split(" ", 1))] if weighs else []
    weighs = weighs and not any(one.startswith(LEADING) and known[one].filed(typed) for one in listed)
    kinds = tuple(dict.fromkeys(kind for bearer in meant for kind in known[bearer].leads))
    led += kinds
    places = tuple(key for kind, _, key in (bearer.partition(" ") for bearer in meant) if kind == "region")
    return Term(
        words, tuple(tags), named, tuple(filter(None, wider)), " or ".join(under), weighs=weighs, leads=tuple(led),
        places=places, recorded=recorded and not places, loose=loose and not places, kinds=kinds * weighs,
    )  # fmt: skip


def _led_to(store: Store, kind: str, key: str) -> list[str]:
    """Return the kinds of which the records come first where a kind or an instrument is named."""
    if kind == "kind":
        return [key]
    return [one for one, fields in store.meta("fields").items() if kind == LEADING and kind in fields]


def _held(store: Store, words: set[str]) -> dict[str, list[str]]:
    """Return word -> those of its inflections that the index holds."""
    forms = {word: inflections(word) for word in words}
    every = sorted({form for each in forms.values() for form in each})
    text = "SELECT term FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))"
    held = {row[0] for row in store.sql(text, [json.dumps(every)])}
    return {word: [form for form in each if form in held] for word, each in forms.items()}
