"""From what a person typed to the record that is meant: exactly, without punctuation, or the nearest."""

from collections.abc import Sequence

from nqpf_cli.index import query
from nqpf_cli.index.query import Row, Store
from nqpf_cli.model import dates
from nqpf_cli.model.errors import Ambiguous, BadValue, NoSuch, NotFound
from nqpf_cli.model.names import fold, squeeze
from nqpf_cli.model.record import Record

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
        raise Ambiguous("region", text, query.titles(store, found))
    raise missed(store, ("region",), text, "region")


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
            raise missed(store, ("policy",), text, "policy")
        found += ids
    return found


def anything(store: Store, text: str) -> list[str]:
    """Ids of what may be meant: the one with this id, else all that are called so, else those whose ids begin so.

    None where the record with this id was withdrawn.
    Of several that are called so the kinds that people want most come first; of ids that begin so, pages come last.
    """
    from nqpf_cli.model.kinds import RANKED

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


def one(store: Store, found: Sequence[str], text: str) -> Row:
    """Return the single record found. Raises Ambiguous where there are several, NotFound where there is none."""
    row = query.get(store, found[0]) if len(found) == 1 else None
    if row:
        return row
    if found:
        raise Ambiguous("record", text, dict.fromkeys(found, ""))
    raise missed(store, list(store.meta("fields")), text, "record")


def withdrawn(store: Store, text: str) -> Record | None:
    """What is kept of a record that went (its day, why, and `now`, if anything took its place), or None."""
    found: Record | None = store.meta("withdrawn").get(fold(text))
    return found


def missed(store: Store, kinds: Sequence[str], text: str, what: str) -> NotFound:
    """Return the error that nothing of these kinds, called `what`, bears a name: with the nearest names, or with when
    and why the record was withdrawn; how many there are of one kind; and how often the name of a place is mentioned.
    """
    total = store.meta("counts").get(what, 0)
    mentions = 0
    if what == "region":
        from nqpf_cli.index import fulltext as words

        mentions = words.holding(store, text) if words.searchable(text) else 0
    gone, now = "", ""
    if record := withdrawn(store, text):
        now = record.get("now", "")
        took = f" {now} took its place." if now else ""
        gone = f"It was withdrawn on {dates.long_words(record['date'])}: {record['why'].rstrip('.')}.{took}"
    near = {} if gone else query.titles(store, nearest(store, kinds, text))
    return NotFound(what, text, near, gone=gone, successor=now, total=total, mentions=mentions)


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
    raise NoSuch("kind", text, plurals, [near[0]] if near else [])


def kinds(store: Store, texts: Sequence[str]) -> list[str]:
    """The kinds that are meant, in the singular or plural."""
    return list(dict.fromkeys(kind(store, part) for part in parts(texts)))


def choice(store: Store, vocabulary: str, text: str, field: str = "") -> str:
    """Return the value of a vocabulary that is meant, by value, label or another word for it.

    Raises BadValue for `field`, where that is called otherwise than the vocabulary, with the nearest values.
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
    raise BadValue(field or vocabulary, text, values, list(dict.fromkeys(near))[:3])


def parts(texts: Sequence[str]) -> list[str]:
    """What a repeatable option was given: several at once stand between commas."""
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def choices(store: Store, vocabulary: str, texts: Sequence[str], field: str = "") -> list[str]:
    """Each of several values of a closed vocabulary."""
    return [choice(store, vocabulary, part, field) for part in parts(texts)]


def wider(store: Store, vocabulary: str, texts: Sequence[str], field: str = "") -> list[str]:
    """Return the values that are meant and those that include them."""
    return including(store, vocabulary, choices(store, vocabulary, texts, field))


def including(store: Store, vocabulary: str, chosen: Sequence[str]) -> list[str]:
    """Return values and those that include them: a measure for any enterprise is one for a small firm."""
    values, found = store.meta("vocabularies")[vocabulary], list(chosen)
    for value in found:
        found += [above for above in values[value].get("within", []) if above not in found]
    return found
