"""The index: one SQLite file made from checked facts, read by every lookup.

Lookups never parse YAML. Whatever a status or an order needs (bounds inherited from the policy, the year
a record was last seen) is worked out here once, so that a lookup asks SQLite for just the rows it shows.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from nqpf_cli.index import fulltext as words
from nqpf_cli.index.derive import derive, places_in_order, sort_key, span_of, touched_by, when_of
from nqpf_cli.index.extract import actors_by_name, facets_of, links_of, names_of
from nqpf_cli.index.search_text import prose
from nqpf_cli.index.tokens import spaced
from nqpf_cli.index_version import SCHEMA_VERSION
from nqpf_cli.loading.facts import Facts, Loaded
from nqpf_cli.loading.problems import Problem
from nqpf_cli.model import names
from nqpf_cli.model.kinds import KINDS
from nqpf_cli.model.record import Record
from nqpf_cli.model.record import title as called

TABLES = """
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, region TEXT,
  title TEXT NOT NULL, first TEXT, last TEXT, sort TEXT NOT NULL, derived TEXT, pack TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE name (key TEXT, tier INTEGER, kind TEXT, n INTEGER, PRIMARY KEY (key, tier, kind, n)) WITHOUT ROWID;
CREATE TABLE facet (field TEXT, value TEXT, n INTEGER, PRIMARY KEY (field, value, n)) WITHOUT ROWID;
CREATE TABLE link (source INTEGER, field TEXT, target INTEGER, PRIMARY KEY (source, field, target)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
PAGE: Final = 4096
SETTINGS = f"""
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size={PAGE}; PRAGMA cache_size=-65536;
"""
# So many bytes of words are sorted in memory before any are written; by default a megabyte, merged many times.
WORDS_AT_ONCE = "INSERT INTO words(words, rank) VALUES ('hashsize', 67108864);"
MOST_TIMES: Final = 10
"""So many times the bytes of its files may the index of a fact pack take; ours takes four times."""
NO_LESS: Final = 1_000_000
"""So many bytes it may take however small the files are."""
STEPS = 7
"""How many tables there are to fill."""
INDEXES = """
CREATE INDEX record_kind_sort ON record (kind, sort);
-- With the span, so that counting what a place offers on a day never touches the records themselves.
CREATE INDEX record_kind_region ON record (kind, region, sort, first, last);
CREATE INDEX link_target ON link (target, source);
-- For near misses, which look through every name of a kind.
CREATE INDEX name_kind ON name (kind, key, n) WHERE tier = 0;
"""


def build(facts: Facts, path: Path | str, step: Callable[[str], None] | None = None) -> None:
    """Write the index of sound facts to `path` (":memory:" callers use `fill`). Raises OSError, sqlite3.Error."""
    connection = sqlite3.connect(path)
    try:
        fill(facts, connection, step)
    finally:
        connection.close()


def fill(facts: Facts, connection: sqlite3.Connection, step: Callable[[str], None] | None = None) -> None:
    """Make and fill the tables in an empty database, in one transaction; `step` is called after each of STEPS."""
    _fill(_marked(list(_entries(facts)), facts), facts, connection, step)


def _fill(
    entries: Sequence["_Entry"],
    facts: Facts,
    connection: sqlite3.Connection,
    step: Callable[[str], None] | None = None,
) -> None:
    connection.executescript(SETTINGS + TABLES + words.TABLES + WORDS_AT_ONCE)
    with connection:
        # A statement takes all rows of its table: one a record would take twice as long.
        for statement, rows in _tables(facts, entries).items():
            connection.executemany(statement, rows)
            if step:
                step("tables")
        connection.execute("INSERT INTO words(words) VALUES ('optimize')")
    connection.executescript(INDEXES + f"ANALYZE; PRAGMA user_version={SCHEMA_VERSION};")


def oversized(facts: Facts) -> Iterator[Problem]:
    """Fact packs whose records alone make an index of more than MOST_TIMES their bytes; it is made to see, in memory
    and no further than that. In: facts without faults."""
    for pack, (shown, size) in facts.sizes.items():
        most = max(MOST_TIMES * size, NO_LESS)
        connection = sqlite3.connect(":memory:")
        try:
            connection.execute(f"PRAGMA max_page_count={most // PAGE}")
            _fill([entry for entry in _entries(facts) if entry.pack == pack], facts, connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            what = f"its index would take more than {most:,} bytes, of {size:,} bytes of facts"
            how = "give its records fewer names and links, or take some out"
            yield Problem(shown, 1, 1, what, how)
        finally:
            connection.close()


class _Entry(NamedTuple):
    """A record on its way into the tables, with what several of them hold."""

    n: int
    kind: str
    record: Record
    pack: str
    region: str | None
    title: str
    span: tuple[str | None, str | None]
    derived: Record


def _numbered(facts: Facts) -> Iterator[tuple[int, Loaded]]:
    """Each record with its number in the tables."""
    return enumerate(sorted(facts.records.values(), key=_wanted), 1)


def _entries(facts: Facts) -> Iterator[_Entry]:
    for n, loaded in _numbered(facts):
        kind, record = loaded.kind, loaded.record
        region = record.get("parent" if kind == "region" else "region")
        span = span_of(facts, kind, record)
        derived = derive(facts, kind, record, span[0])
        yield _Entry(n, kind, record, loaded.pack, region, called(record), span, derived)


def _tables(facts: Facts, entries: Sequence[_Entry]) -> dict[str, Iterable[Sequence[Any]]]:
    """SQL statement -> the rows that it takes."""
    return {
        "INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)": _record_rows(facts, entries),
        "INSERT OR IGNORE INTO name VALUES (?,?,?,?)": _name_rows(entries),
        "INSERT OR IGNORE INTO facet VALUES (?,?,?)": _facet_rows(entries),
        "INSERT OR IGNORE INTO link VALUES (?,?,?)": _link_rows(facts, entries),
        "INSERT INTO words(rowid, title, names, body) VALUES (?,?,?,?)": _word_rows(facts, entries),
        "INSERT INTO scope VALUES (?,?,?,?,?,?)": _scope_rows(entries),
        "INSERT INTO meta VALUES (?,?)": _meta_rows(facts),
    }


def _marked(entries: list[_Entry], facts: Facts) -> list[_Entry]:
    """The entries, those that rest on a fact pack's records saying so."""
    actors = actors_by_name(facts)
    packs = {entry.record["id"]: entry.pack for entry in entries if entry.pack}
    links = {
        entry.record["id"]: list(links_of(entry.kind, entry.record, actors)) for entry in entries if packs
    }
    touched = touched_by(packs, links)
    return [
        entry._replace(derived={**entry.derived, "touched_by": touched[entry.record["id"]]})
        if entry.record["id"] in touched
        else entry
        for entry in entries
    ]


def _record_rows(facts: Facts, entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    places = places_in_order(facts)
    for n, kind, record, pack, region, title, span, derived in entries:
        sort = f"{sort_key(places, kind, record)} {record['id']}"
        more = _json(derived) if derived else None
        yield n, record["id"], kind, region, title, *span, sort, more, pack, _json(record)


def _name_rows(entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        for name in names_of(entry.kind, entry.record):
            folded, bare = names.keys(name)
            yield folded, 0, entry.kind, entry.n
            if bare and bare != folded:
                yield bare, 1, entry.kind, entry.n


def _facet_rows(entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        for field, value in facets_of(entry.kind, entry.record):
            yield field, value, entry.n
        for field, value in _withdrawn(entry.derived, entry.span[1]):
            yield field, value, entry.n


def _link_rows(facts: Facts, entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    actors = actors_by_name(facts)
    numbers = {loaded.record["id"]: n for n, loaded in _numbered(facts)}
    for entry in entries:
        for field, target in links_of(entry.kind, entry.record, actors):
            yield entry.n, field, numbers[target]


def _word_rows(facts: Facts, entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        known = [entry.record["id"].replace("-", " "), *names_of(entry.kind, entry.record)]
        said = " ".join(prose(facts, entry.record))
        yield entry.n, spaced(entry.title), spaced(" ".join(known)), spaced(said)


def _scope_rows(entries: Iterable[_Entry]) -> Iterator[Sequence[Any]]:
    for n, kind, record, _, region, _, span, derived in entries:
        place = record["id"] if kind == "region" else region
        yield n, kind, place, *when_of(kind, record, derived, span), words.RANKED[kind]


def _meta_rows(facts: Facts) -> Iterator[Sequence[Any]]:
    newest = max((one.record["date"] for one in facts.records.values() if one.kind == "event"), default=None)
    yield "dataset", _json({**facts.dataset, **({"newest_event": newest} if newest else {})})
    yield "vocabularies", _json(facts.vocabularies)
    yield "counts", _json(_counts(facts))
    yield "packs", _json(_packs(facts))
    yield "fields", _json(_fields())
    yield "withdrawn", _json({key: loaded.record for key, loaded in facts.withdrawn.items()})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()  # as json.dumps, in a tenth of the time


def _wanted(loaded: Loaded) -> float:
    """The place of a record in the tables: kinds that people want most come first (`index.fulltext` says why)."""
    return -words.RANKED[loaded.kind]


def _fields() -> dict[str, list[str]]:
    """The fields of each kind in order, and of a list of mixed kinds, where each record says its own kind."""
    found = {kind: list(struct.__struct_fields__) for kind, struct in KINDS.items()}
    mixed = dict.fromkeys(["id", "record_kind", *(name for kind in words.RANKED for name in found[kind])])
    return {**found, "mixed": list(mixed)}


def _packs(facts: Facts) -> dict[str, int]:
    """Fact pack -> how many records are its own."""
    own = Counter(loaded.pack for loaded in facts.records.values() if loaded.pack)
    return dict(sorted(own.items()))


def _counts(facts: Facts) -> dict[str, int]:
    counts = dict.fromkeys(KINDS, 0)
    for loaded in facts.records.values():
        counts[loaded.kind] += 1
    counts["milestone"] = sum(1 for loaded in facts.records.values() if loaded.record.get("milestone"))
    return counts


def _withdrawn(derived: Record, last: str | None) -> Iterator[tuple[str, str]]:
    """Marks what no day can bring back (a draft; replaced without a date), so that SQL can count what may be shown."""
    if derived.get("draft") or (derived.get("replaced") and not last):
        yield "withdrawn", "yes"
