"""From what a person typed to the record that is meant: exactly, without punctuation, or the nearest."""

from collections.abc import Sequence

from nqpf_cli.index import query
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.names import fold, squeeze
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import plural

LONGEST = 4
"""So many words of a command line may make up the name of one region."""


NEAREST = 3
"""So many names are offered for one that does not exist."""

TYPED = 100
"""So many characters of what was typed are compared with names: longer, a miss would take seconds."""

NEAR = 68
"""How like what was typed (of 100) the best of them must be; below it, offers would only puzzle."""


def region(store: Store, text: str) -> str:
    """The id of the region that is called so. Raises NqpfError (code 1) with the nearest names."""
    found = query.named(store, ("region",), text) or query.named(store, ("region",), _bare(store, text))
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{name} ({title})" for name, title in query.titles(store, found).items())
        raise NqpfError(f'"{text}" is more than one region: {listed}', "name one by its id", code=1)
    many = query.count(store, "region")
    raise missed(
        store, ("region",), text, "region", f"nqpf list regions shows all {many}{_spoken_of(store, text)}."
    )


def _bare(store: Store, text: str) -> str:
    """A name without what kind of place it is: suzhou city, pudong district."""
    name, _, last = fold(text).rpartition(" ")
    levels = {said["label"] for said in store.meta("vocabularies")["region_level"].values()}
    return name if last in levels else ""


def names_among(store: Store, words: Sequence[str]) -> list[str]:
    """The words of a command line as names of regions: those that make up one name need no quotes."""
    found: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST), at, -1)
        joined = ((" ".join(words[at:end]), end) for end in ends)
        name, at = next(
            ((name, end) for name, end in joined if query.named(store, ("region",), name)),
            (words[at], at + 1),
        )
        found.append(name)
    return found


def _spoken_of(store: Store, text: str) -> str:
    """ "; nqpf search zhangjiang finds 6 records": where a place without a policy of its own is named, or nothing."""
    from shlex import quote

    from nqpf_cli.index import fulltext as words

    held = words.holding(store, text) if words.searchable(text) else 0
    return f"; nqpf search {quote(text)} finds {plural(held, 'record')}" if held else ""


def regions(store: Store, texts: Sequence[str], *, below: bool = True) -> list[str]:
    """Ids of the regions that are called so and, with `below`, of all that lies inside them."""
    found = [region(store, text) for text in texts]
    return list(
        dict.fromkeys(place for one in found for place in (query.inside(store, one) if below else [one]))
    )


def policies(store: Store, texts: Sequence[str]) -> list[str]:
    """Ids of the documents that are called so. Raises NqpfError (code 1) with the nearest names."""
    found: list[str] = []
    for text in texts:
        ids = query.named(store, ("policy",), text)
        if not ids:
            raise missed(store, ("policy",), text, "policy", "nqpf list policies shows all")
        found += ids
    return found


def anything(store: Store, text: str) -> list[str]:
    """Ids of what may be meant: the one with this id, else all that are called so, else those whose ids begin so.

    None where the record with this id was withdrawn.
    Of several that are called so the kinds that people want most come first; of ids that begin so, pages come last.
    """
    from nqpf_cli.index.fulltext import RANKED

    typed = text.strip()
    for key in (typed, fold(typed)):
        if query.get(store, key):
            return [key]
    if withdrawn(store, typed):
        return []
    slug = "-".join(fold(typed).split())
    if called := query.get_many(store, query.named(store, list(RANKED), typed) or [slug]):
        return sorted(called, key=lambda name: -RANKED[called[name].kind])
    begun = query.ids_beginning(store, slug) if slug else []
    return [name for _, name, _ in sorted(begun, key=lambda row: row[0] == "source")]


def one(store: Store, found: Sequence[str], text: str, verb: str = "show") -> Row:
    """The single record found. Raises NqpfError (code 1) where there is none or several, with the nearest names, or

    why it was withdrawn and the command that does the same (`verb`) with what took its place.
    """
    row = query.get(store, found[0]) if len(found) == 1 else None
    if row:
        return row
    if found:
        more = f" (+{len(found) - 5})" if len(found) > 5 else ""
        raise NqpfError(
            f'"{text}" may be any of {len(found)} records: {", ".join(found[:5])}{more}',
            f"name one by its id; nqpf show {found[0]} shows the first",
            code=1,
        )
    now = (withdrawn(store, text) or {}).get("now")
    hint = f"nqpf {verb} {now}" if now else "nqpf search WORDS looks in every text"
    raise missed(store, list(store.meta("fields")), text, "record", hint)


def withdrawn(store: Store, text: str) -> Record | None:
    """What is kept of a record that went (its day, why, and `now`, if anything took its place), or None."""
    found: Record | None = store.meta("withdrawn").get(fold(text))
    return found


def missed(store: Store, kinds: Sequence[str], text: str, what: str, hint: str) -> NqpfError:
    """The error (code 1) that nothing of these kinds is called so: the nearest names, the best of them in place of what
    was typed; or when and why it was withdrawn; or that nothing is near."""
    if gone := withdrawn(store, text):
        took = f" {gone['now']} took its place." if "now" in gone else ""
        why = f"It was withdrawn on {dates.long_words(gone['date'])}: {gone['why'].rstrip('.')}.{took}"
        return NqpfError(f'no {what} "{text}". {why}', hint, code=1)
    near = nearest(store, kinds, text)
    called = query.titles(store, near)
    names = [name if fold(name) == fold(title) else f"{name} ({title})" for name, title in called.items()]
    line = f"Nearest: {', '.join(names)}" if near else "Nothing is spelt like it."
    instead = (text, near[0]) if near else None
    return NqpfError(f'no {what} "{text}". {line}', hint, code=1, instead=instead)


def nearest(store: Store, kinds: Sequence[str], text: str) -> list[str]:
    """Ids of the records whose names are spelt most like `text`, best first; none where not even the best is near."""
    from rapidfuzz import fuzz, process

    names = query.all_names(store, kinds)
    typed = fold(text[:TYPED])
    hits = process.extract(typed, [name for name, _ in names], scorer=fuzz.WRatio, limit=60, score_cutoff=45)
    if not hits or hits[0][1] < NEAR:
        return []
    ranked = sorted(
        hits, key=lambda hit: (-fuzz.ratio(typed, hit[0]) - 0.3 * fuzz.partial_ratio(typed, hit[0]), hit[0])
    )
    return list(dict.fromkeys(names[place][1] for _, _, place in ranked))[:NEAREST]


def kind(store: Store, text: str) -> str:
    """The kind of record that is meant, in the singular or plural. Raises NqpfError (code 2) with the nearest."""
    kinds = store.meta("vocabularies")["kind"]
    typed = fold(text)
    for value, said in kinds.items():
        if typed in (value, fold(said["label"]), fold(said["plural"])):
            return str(value)
    from rapidfuzz import fuzz, process

    plurals = [said["plural"] for said in kinds.values()]
    near = process.extractOne(typed, plurals, scorer=fuzz.ratio, score_cutoff=50)
    suggestion = f" Nearest: {near[0]}." if near else ""
    instead = (text, near[0]) if near else None
    raise NqpfError(f'no kind "{text}".{suggestion}', f"it takes {', '.join(plurals)}", instead=instead)


def kinds(store: Store, texts: Sequence[str]) -> list[str]:
    """The kinds that are meant, in the singular or plural."""
    return list(dict.fromkeys(kind(store, part) for part in parts(texts)))


def choice(store: Store, vocabulary: str, text: str, option: str) -> str:
    """The value of a closed vocabulary that is meant, by value, label or another word for it.

    Raises NqpfError (code 2) with the nearest.
    """
    values = store.meta("vocabularies")[vocabulary]
    typed = squeeze(text)
    words = {
        squeeze(word): value
        for value, said in values.items()
        for word in (*said.get("also", ()), said["label"], value)
    }
    if typed and typed in words:
        return str(words[typed])
    from rapidfuzz import fuzz, process

    near = [
        words[hit[0]]
        for hit in process.extract(typed, list(words), scorer=fuzz.ratio, limit=5, score_cutoff=60)
    ]
    nearest = list(dict.fromkeys(near))[:3]
    raise NqpfError(
        f'{option} has no "{text}".' + (f" Nearest: {', '.join(nearest)}" if nearest else ""),
        f"it takes {', '.join(values)}",
        instead=(text, nearest[0]) if nearest else None,
    )


def parts(texts: Sequence[str]) -> list[str]:
    """What a repeatable option was given: several at once stand between commas."""
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def choices(store: Store, vocabulary: str, texts: Sequence[str], option: str) -> list[str]:
    """Each of several values of a closed vocabulary."""
    return [choice(store, vocabulary, part, option) for part in parts(texts)]


def wider(store: Store, vocabulary: str, texts: Sequence[str], option: str) -> list[str]:
    """The values that are meant and those that include them: a measure for any enterprise is one for a small firm."""
    values = store.meta("vocabularies")[vocabulary]
    chosen = choices(store, vocabulary, texts, option)
    for value in chosen:
        chosen += [above for above in values[value].get("within", []) if above not in chosen]
    return chosen
