"""Build the index: one SQLite file made from checked facts, which every lookup reads in place of YAML.

What a status or an order needs (bounds lent by the document, the year a record was last known) is worked out here
once, so that a lookup asks SQLite for just the rows that it shows.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import msgspec

from nqpf_cli.index import fulltext, name_rows
from nqpf_cli.index.bodies import bodies_of, whom
from nqpf_cli.index.derive import (
    derive,
    places_in_order,
    sort_key,
    span_of,
    state_of,
    touched_by,
    when_of,
    wider_places,
)
from nqpf_cli.index.extract import actors_of, facets_of, links_of, names_of
from nqpf_cli.index.search_text import Lent, lent_by_places, prose, sought_names, tags
from nqpf_cli.index.tokens import Spaces, spaced
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.loading.load import load
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.readings import scripts
from nqpf_cli.model import dates
from nqpf_cli.model.kinds import KINDS, LINKED, RANKED, fields_of
from nqpf_cli.model.record import ADDED, Record, changes_of, title
from nqpf_cli.version import SCHEMA_VERSION

TABLES = """
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, region TEXT,
  title TEXT NOT NULL, first TEXT, last TEXT, sort TEXT NOT NULL, derived TEXT, pack TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE name (key TEXT, tier INTEGER, kind TEXT, n INTEGER, value TEXT,
  PRIMARY KEY (key, kind, n, value)) WITHOUT ROWID;
CREATE TABLE facet (field TEXT, value TEXT, n INTEGER, PRIMARY KEY (field, value, n)) WITHOUT ROWID;
CREATE TABLE link (source INTEGER, field TEXT, target INTEGER, PRIMARY KEY (source, field, target)) WITHOUT ROWID;
CREATE TABLE test (n INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
PAGE: Final = 4096
CACHE: Final = 250_000
"""Kilobytes of an index that SQLite keeps in memory while it makes one: rows come in another order than they lie in."""
SETTINGS = (
    f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size={PAGE}; PRAGMA cache_size=-{CACHE};"
)
MOST_TIMES: Final = 12
"""The index of a fact pack may take so many times the bytes of its files; ours takes four times."""
NEWEST: Final = 1.25
"""Of a series of figures, the rank of the newest in a search is multiplied with this."""
MILESTONE: Final = 2.0
"""And that of an event without which the story cannot be told."""
NO_LESS: Final = 1_000_000
"""It may take so many bytes however small the files are."""
INDEXES = """
CREATE INDEX record_kind_sort ON record (kind, sort);
-- With the span, so that counting what a place offers on a day never touches the records themselves.
CREATE INDEX record_kind_region ON record (kind, region, sort, first, last);
CREATE INDEX link_target ON link (target, source);
-- For near misses, which look through the names of a kind that are about as long, or all of them.
CREATE INDEX name_length ON name (kind, length(key), key, n, value) WHERE tier = 0;
"""
ANALYZE = "PRAGMA analysis_limit=1000; ANALYZE"
"""SQLite looks at so many rows of an index to learn how many have one value, instead of at all."""

# OR FAIL: a statement that could be taken back makes FTS5 write out what it holds before, once in 200 records, and join
# the many parts later; of 100,000 records the index took a fifth longer. Whatever fails ends the whole.
NAME: Final = "INSERT OR FAIL INTO name VALUES (?,?,?,?,?)"
AT_ONCE: Final = 200
"""So many records go into the tables at once."""
WORDS: Final = "INSERT INTO words(rowid, title, names, body, tags) VALUES (?,?,?,?,?)"
PARAMETERS: Final = 300
"""A statement takes so many; with more it grows no quicker."""

TableRow: TypeAlias = Sequence[str | int | float | None]


def load_all(roots: Sequence[Path], shown: Sequence[str] = ()) -> FactSet:
    """Load facts as `loading.load.load` does, and hold sound packs to the bound on the size of their index."""
    facts = load(roots, shown)
    if facts.sizes and not facts.problems:
        facts.problems = sorted(oversized(facts))
    return facts


def build(facts: FactSet, path: Path) -> None:
    """Write the index of sound facts to a new file. Raises OSError, sqlite3.Error."""
    connection = sqlite3.connect(path)
    try:
        fill(facts, connection)
    finally:
        connection.close()


def fill(facts: FactSet, connection: sqlite3.Connection, pack: str | None = None) -> None:
    """Make and fill the tables in an empty database, of all records or of one pack's alone. Raises sqlite3.Error."""
    connection.executescript(SETTINGS + TABLES + fulltext.TABLES)
    entries = (entry for entry in _entries(facts) if pack in (None, entry.pack))
    tables = _tables(facts)
    with connection:
        # Some records at a time: what is at work on them stays in the processor's caches.
        while some := list(islice(entries, AT_ONCE)):
            for statement, rows in tables.items():
                _put(connection, statement, list(rows(some)))
        if pack is None:  # else what is ours would count as the pack's
            _put(connection, NAME, list(name_rows.of_lists(facts.vocabularies)))
            connection.executemany("INSERT INTO meta VALUES (?,?)", list(_meta_rows(facts)))
    connection.executescript(fulltext.FINISH + INDEXES + f"{ANALYZE}; PRAGMA user_version={SCHEMA_VERSION};")


def _put(connection: sqlite3.Connection, statement: str, rows: Sequence[TableRow]) -> None:
    """Put rows into a table, many with one statement, which takes a quarter off one a row; of texts it takes longer.

    `statement` ends with the values of one row, all of them parameters.
    """
    if statement == WORDS:
        connection.executemany(statement, rows)
        return
    head, values, one = statement.partition("VALUES ")
    each = PARAMETERS // one.count("?")
    for at in range(0, len(rows), each):
        some = rows[at : at + each]
        connection.execute(head + values + ",".join([one] * len(some)), [*chain.from_iterable(some)])


def oversized(facts: FactSet) -> Iterator[Problem]:
    """Find the fact packs whose records alone make an index of more than MOST_TIMES their bytes.

    Each index is made in memory, and no further than the bound. In: facts without problems.
    """
    for pack, (shown, size) in facts.sizes.items():
        most = max(MOST_TIMES * size, NO_LESS)
        connection = sqlite3.connect(":memory:")
        try:
            connection.execute(f"PRAGMA max_page_count={most // PAGE}")
            fill(facts, connection, pack)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            what = f"its index would take more than {most:,} bytes, of {size:,} bytes of facts"
            yield Problem(shown, 1, 1, what, "give its records fewer names and links, or take some out")
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
    names: list[str]
    span: tuple[str | None, str | None]
    days: tuple[str | None, str | None]
    derived: Record
    links: list[tuple[str, int]]
    tests: Record


def _entries(facts: FactSet) -> Iterator[_Entry]:
    """Number the records, the kinds that people want most first: `index.fulltext` says why."""
    bodies = [one.record for one in facts.of_kind("actor")]
    actors, nearest = actors_of(bodies), bodies_of(facts, bodies)
    ordered = sorted(facts.records.values(), key=lambda one: -RANKED[one.kind])
    numbers = {one.record["id"]: n for n, one in enumerate(ordered, 1)}
    links = {one.record["id"]: list(links_of(one.kind, one.record, actors)) for one in ordered}
    touched = touched_by({one.record["id"]: one.pack for one in ordered if one.pack}, links)
    levels = facts.vocabularies["region_level"]
    above = wider_places(facts)
    for loaded in ordered:
        kind, record, tests = loaded.kind, loaded.record, loaded.tests
        key = record["id"]
        span = span_of(facts, kind, record)
        derived = derive(facts, kind, record, span[0])
        if kind == "incentive" and (asked := whom(facts, record, tests, nearest)):
            derived["whom"] = asked
        if kind == "region":
            derived["above"] = above[key]
        if key in touched:
            derived["touched_by"] = touched[key]
        yield _Entry(
            n=numbers[key],
            kind=kind,
            record=record,
            pack=loaded.pack,
            region=record.get("parent" if kind == "region" else "region"),
            title=title(record),
            names=list(names_of(kind, record, levels)),
            span=span,
            days=when_of(kind, record, derived, span),
            derived=derived,
            links=[(field, numbers[target]) for field, target in links[key]],
            tests=tests,
        )


def _tables(facts: FactSet) -> dict[str, Callable[[Sequence[_Entry]], Iterable[TableRow]]]:
    """SQL statement -> what makes the rows that it takes of some entries."""
    lent = lent_by_places(facts)
    levels = facts.vocabularies["region_level"]
    regions = {one.record["id"]: one.record for one in facts.of_kind("region")}
    return {
        "INSERT OR FAIL INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)": partial(
            _record_rows, places_in_order(facts)
        ),
        NAME: partial(name_rows.of_records, regions, levels),
        "INSERT OR IGNORE INTO facet VALUES (?,?,?)": _facet_rows,
        "INSERT OR IGNORE INTO link VALUES (?,?,?)": _link_rows,
        WORDS: partial(_word_rows, facts, lent, Spaces(name_rows.simplified())),
        "INSERT OR FAIL INTO scope VALUES (?,?,?,?,?,?,?,?,?,?,?)": partial(
            _scope_rows, facts.dataset["first_release"], _newest(facts)
        ),
        "INSERT OR FAIL INTO test VALUES (?,?)": _test_rows,
    }


def _record_rows(places: Mapping[str, int], entries: Iterable[_Entry]) -> Iterator[TableRow]:
    for n, kind, record, pack, region, called, _, span, _, derived, *_ in entries:
        sort = f"{sort_key(places, kind, record)} {record['id']}"
        more = _json(derived) if derived else None
        yield n, record["id"], kind, region, called, *span, sort, more, pack, _json(record)


def _facet_rows(entries: Iterable[_Entry]) -> Iterator[TableRow]:
    for entry in entries:
        for field, value in facets_of(entry.kind, entry.record):
            yield field, value, entry.n
        # What no day brings back (a draft; replaced without a date), so that SQL can count what may be shown.
        if entry.derived.get("draft") or (entry.derived.get("replaced") and not entry.span[1]):
            yield "withdrawn", "yes", entry.n


def _link_rows(entries: Iterable[_Entry]) -> Iterator[TableRow]:
    for entry in entries:
        yield from [(entry.n, field, target) for field, target in entry.links]


def _word_rows(
    facts: FactSet, lent: Mapping[str, Lent], simple: Spaces, entries: Iterable[_Entry]
) -> Iterator[TableRow]:
    for entry in entries:
        kind, record = entry.kind, entry.record
        yield (
            entry.n,
            spaced(entry.title, spaces=simple),
            spaced(record["id"].replace("-", " "), *sought_names(record, entry.names), spaces=simple),
            spaced(*prose(facts, lent, kind, record), spaces=simple),
            " ".join(tags(lent, kind, record, entry.days)),
        )


def _scope_rows(came: str, newest: Mapping[str, str], entries: Iterable[_Entry]) -> Iterator[TableRow]:
    for entry in entries:
        kind, record = entry.kind, entry.record
        place = record["id"] if kind == "region" else entry.region
        stands = (*entry.span, *state_of(entry.derived)) if kind in ADDED else (None,) * 4
        is_newest = newest.get(record.get("series", "")) == entry.days[1] is not None
        since = None if entry.pack else came
        changed = max((dates.bounds(day)[1] for day, _ in changes_of(record, since)), default=None)
        weight = RANKED[kind] * (NEWEST if is_newest else MILESTONE if record.get("milestone") else 1)
        yield entry.n, kind, place, *entry.days, weight, *stands, changed


def _newest(facts: FactSet) -> dict[str, str]:
    """Return series -> the last day of its newest figure that is no forecast; none for a series of one day."""
    found: dict[str, set[str]] = {}
    for one in facts.records.values():
        if "series" in one.record:
            last = when_of(one.kind, one.record, {}, span_of(facts, one.kind, one.record))[1] or ""
            if last <= facts.dataset["checked"]:
                found.setdefault(one.record["series"], set()).add(last)
    return {series: max(days) for series, days in found.items() if len(days) > 1}


def _test_rows(entries: Iterable[_Entry]) -> Iterator[TableRow]:
    return ((one.n, _json(one.tests)) for one in entries if one.tests)


def _meta_rows(facts: FactSet) -> Iterator[TableRow]:
    loaded = facts.records.values()
    newest = max((one.record["date"] for one in loaded if one.kind == "event"), default=None)
    counts = {**dict.fromkeys(KINDS, 0), **Counter(one.kind for one in loaded)}
    counts["milestone"] = sum(1 for one in loaded if one.record.get("milestone"))
    yield "dataset", _json({**facts.dataset, **({"newest_event": newest} if newest else {})})
    yield "vocabularies", _json(list(facts.vocabularies))
    yield from ((f"vocabularies {name}", _json(values)) for name, values in facts.vocabularies.items())
    yield "simplified", _json(scripts())
    yield "counts", _json(counts)
    yield "packs", _json(dict(sorted(Counter(one.pack for one in loaded if one.pack).items())))
    yield "fields", _json(_fields())
    yield "uses_terms", _json([kind for kind in LINKED if KINDS[kind].uses_terms])
    yield "withdrawn", _json({key: one.record for key, one in facts.withdrawn.items()})


def _fields() -> dict[str, list[str]]:
    """Return the fields of each kind in order, and of a list of mixed kinds, where each record says its own kind."""
    found = {kind: list(fields_of(kind)) for kind in KINDS}
    mixed = dict.fromkeys(["id", "record_kind", *(name for kind in RANKED for name in found[kind])])
    return {**found, "mixed": list(mixed)}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()  # as json.dumps, in a tenth of the time
