"""Records that hold the words a person typed, of any kind, best first; and what was meant where none does."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from nqpf_cli.index import fulltext as words
from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import dates
from nqpf_cli.model.errors import NoMatch
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Answer, Record, with_kind
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import context, told
from nqpf_cli.wording.status import soon_days

LIMIT = 20
"""Hits shown unless another number is asked for."""

NEAR = 3


class Asked(NamedTuple):
    """A search as a person put it; `since` and `until` are ISO days, names are resolved here."""

    words: str
    kind: Sequence[str] = ()
    region: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    limit: int = LIMIT


class Scope(NamedTuple):
    """What was searched, in words: what one record of it is called, what several are, and where and when."""

    one: str
    many: str
    within: str


def search(store: Store, asked: Asked, on: str) -> Answer:
    """The records that match, best first: each with its `record_kind`, how it `matched` (`index.fulltext.Found.way`)
    and, where it has one, its status on the ISO day `on`.

    `said["mark"]` tells where, `said["unheld"]` which words stand nowhere, with those that may have been meant,
    `said["names"]` what is called much like the whole. Raises NqpfError for a kind or region that does not exist,
    and (code 1), with the nearest names and words, where nothing matches.
    """
    where = filters(store, asked)
    scope = scope_of(store, asked)
    found = words.find(store, asked.words, where, asked.limit)
    if not found.rows:
        raise missed(store, asked, scope)
    dataset = store.meta("dataset")
    soon = soon_days(dataset)
    records = [matched(with_kind(row.kind, told(row, on, soon)), found.way) for row in found.rows]
    said = {
        "asked": asked,
        "scope": scope,
        "way": found.way,
        "mark": partial(words.mark, found.expression),
    }
    if found.way == "any":
        said["unheld"] = {word: like(store, word) for word in words.unheld(store, asked.words)}
        said["names"] = called_like(store, asked.words) if said["unheld"] else {}
        said["elsewhere"] = words.holding(store, asked.words) if where else 0
    regions = query.records(store, (record["region"] for record in records if "region" in record))
    return Answer("mixed", records, found.total, on, context(store), said, regions=regions)


def matched(record: Record, way: str) -> Record:
    """The record with how it matched after its id and kind: a script must be able to tell a loose hit, too."""
    return {"id": record["id"], "record_kind": record["record_kind"], "matched": way, **record}


def filters(store: Store, asked: Asked) -> list[SqlFilter]:
    """What is asked for beside the words. Raises NqpfError for a name that does not exist."""
    found: list[SqlFilter] = []
    if asked.kind:
        found.append(words.kinds(lookup.kinds(store, asked.kind)))
    if asked.region:
        found.append(words.regions(lookup.regions(store, asked.region)))
    if asked.since:
        found.append(words.since(asked.since))
    if asked.until:
        found.append(words.until(asked.until))
    return found


def scope_of(store: Store, asked: Asked) -> Scope:
    """What is searched, in words."""
    labels = store.meta("vocabularies")["kind"]
    chosen = [labels[kind] for kind in lookup.kinds(store, asked.kind)]
    one = " or ".join(label["label"] for label in chosen) or "record"
    many = " or ".join(label["plural"] for label in chosen) or "records"
    places = query.titles(store, lookup.regions(store, asked.region, below=False))
    parts = [
        f"in {' or '.join(places.values())}" if places else "",
        f"since {dates.long_words(asked.since)}" if asked.since else "",
        f"until {dates.long_words(asked.until)}" if asked.until else "",
    ]
    return Scope(one, many, "".join(f" {part}" for part in parts if part))


def missed(store: Store, asked: Asked, scope: Scope) -> NoMatch:
    """Return the error that nothing matches: what was searched, what may have been meant, how to widen."""
    text = asked.words.strip()
    if not words.searchable(text):
        return NoMatch(text)
    where = f"{scope.one}{scope.within}"
    used = [name for name in ("kind", "region", "since", "until") if getattr(asked, name)]
    if used and (elsewhere := words.holding(store, text)):
        return NoMatch(text, where, used, elsewhere)
    slips = dict.fromkeys(near for word in words.unheld(store, text) for near in like(store, word))
    return NoMatch(text, where, like=list(slips), names=[*called_like(store, text).items()])


def called_like(store: Store, text: str) -> dict[str, str]:
    """id -> title of the records whose whole name is spelt much like this."""
    from nqpf_cli.model.kinds import KINDS, fields_of

    typed = fold(text)
    named = [kind for kind in KINDS if any(field.name for field in fields_of(kind).values())]
    names = words.names_like(store, named, typed)
    near = _spelt_like(typed, [name for name, _ in names])
    return query.titles(store, [names[place][1] for place in near][:NEAR])


def like(store: Store, word: str) -> list[str]:
    """Words of the index that are spelt much like this one, as records write them."""
    if len(word) < 4 or not word.isascii():
        return []
    from rapidfuzz import fuzz, process

    stems = process.extract(word, words.vocabulary(store, word), scorer=fuzz.ratio, limit=12, score_cutoff=60)
    written = [form for stem, _, _ in stems if (form := words.as_written(store, stem))]
    return [written[place] for place in _spelt_like(word, written)][:NEAR]


def _spelt_like(typed: str, forms: Sequence[str]) -> list[int]:
    """The places of the forms that a slip or two make of what was typed, the most alike first; each form once."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extract(
        typed, forms, scorer=DamerauLevenshtein.normalized_similarity, limit=3 * NEAR, score_cutoff=0.7
    )
    return list({form: place for form, _, place in reversed(near)}.values())[::-1]
