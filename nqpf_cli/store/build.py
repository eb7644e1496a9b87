"""The index: one SQLite file made from checked facts, read by every lookup.

Lookups never parse YAML. Whatever a status or an order needs (bounds inherited from the policy, the year
a record was last seen) is worked out here once, so that a lookup asks SQLite for just the rows it shows.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from nqpf_cli.model import dates, names
from nqpf_cli.model.kinds import KINDS
from nqpf_cli.model.record import Record
from nqpf_cli.store import words
from nqpf_cli.store.facets import Actors, actors_by_name, facets_of, links_of, names_of
from nqpf_cli.store.load import Facts, Loaded
from nqpf_cli.store.open import SCHEMA_VERSION
from nqpf_cli.store.prose import prose
from nqpf_cli.store.tokens import spaced

TABLES = """
CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, region TEXT,
  title TEXT NOT NULL, first TEXT, last TEXT, sort TEXT NOT NULL, derived TEXT, pack TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE name (key TEXT, tier INTEGER, kind TEXT, id TEXT, PRIMARY KEY (key, tier, kind, id)) WITHOUT ROWID;
CREATE TABLE facet (field TEXT, value TEXT, n INTEGER, PRIMARY KEY (field, value, n)) WITHOUT ROWID;
CREATE TABLE link (source TEXT, field TEXT, target TEXT, PRIMARY KEY (source, field, target)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX record_kind_sort ON record (kind, sort);
CREATE INDEX record_kind_region ON record (kind, region, sort);
CREATE INDEX link_target ON link (target, source);
"""


def build(facts: Facts, path: Path | str) -> None:
    """Write the index of sound facts to `path` (":memory:" callers use `fill`). Raises OSError, sqlite3.Error."""
    connection = sqlite3.connect(path)
    try:
        fill(facts, connection)
    finally:
        connection.close()


def fill(facts: Facts, connection: sqlite3.Connection) -> None:
    """Make and fill the tables in an empty database, in one transaction."""
    connection.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + TABLES + words.TABLES
    )
    actors = actors_by_name(facts)
    with connection:
        for n, loaded in enumerate(sorted(facts.records.values(), key=_wanted), 1):
            _insert(connection, facts, actors, n, loaded)
        meta = {
            "dataset": facts.dataset,
            "vocabularies": facts.vocabularies,
            "counts": _counts(facts),
            "fields": _fields(),
        }
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [(key, json.dumps(value, ensure_ascii=False)) for key, value in meta.items()],
        )
        connection.execute("INSERT INTO words(words) VALUES ('optimize')")
    connection.executescript(INDEXES + f"ANALYZE; PRAGMA user_version={SCHEMA_VERSION};")


def _wanted(loaded: Loaded) -> float:
    """The place of a record in the tables: kinds that people want most come first (`store.words` says why)."""
    return -words.RANKED[loaded.kind]


def _fields() -> dict[str, list[str]]:
    """The fields of each kind in order, and of a list of mixed kinds, where each record says its own kind."""
    found = {kind: list(struct.__struct_fields__) for kind, struct in KINDS.items()}
    mixed = dict.fromkeys(["id", "record_kind", *(name for kind in words.RANKED for name in found[kind])])
    return {**found, "mixed": list(mixed)}


def _counts(facts: Facts) -> dict[str, int]:
    counts = dict.fromkeys(KINDS, 0)
    for loaded in facts.records.values():
        counts[loaded.kind] += 1
    counts["milestone"] = sum(1 for loaded in facts.records.values() if loaded.record.get("milestone"))
    return counts


def _insert(connection: sqlite3.Connection, facts: Facts, actors: Actors, n: int, loaded: Loaded) -> None:
    kind, record = loaded.kind, loaded.record
    title = title_of(kind, record)
    first, last = span_of(facts, kind, record)
    derived = derive(facts, kind, record, first)
    region = record.get("parent") if kind == "region" else record.get("region")
    connection.execute(
        "INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            n,
            record["id"],
            kind,
            region,
            title,
            first,
            last,
            f"{_sort_key(facts, kind, record)} {record['id']}",
            json.dumps(derived, ensure_ascii=False) if derived else None,
            loaded.pack,
            json.dumps(record, ensure_ascii=False),
        ),
    )
    known = list(names_of(kind, record))
    connection.executemany(
        "INSERT OR IGNORE INTO name VALUES (?,?,?,?)",
        [
            (key, tier, kind, record["id"])
            for name in known
            for tier, key in ((0, names.fold(name)), (1, names.squeeze(name)))
            if key
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO facet VALUES (?,?,?)",
        [
            (field, value, n)
            for field, value in (*facets_of(kind, record, actors), *_withdrawn(derived, last))
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO link VALUES (?,?,?)",
        [(record["id"], field, target) for field, target in links_of(kind, record, actors)],
    )
    connection.execute(
        "INSERT INTO words(rowid, title, names, body) VALUES (?,?,?,?)",
        (
            n,
            spaced(title),
            spaced(" ".join([record["id"].replace("-", " "), *known])),
            spaced(" ".join(prose(facts, record))),
        ),
    )
    place = record["id"] if kind == "region" else region
    when = when_of(kind, record, derived, (first, last))
    connection.execute("INSERT INTO scope VALUES (?,?,?,?,?,?)", (n, kind, place, *when, words.RANKED[kind]))


def _withdrawn(derived: Record, last: str | None) -> Iterator[tuple[str, str]]:
    """Marks what no day can bring back (a draft; replaced without a date), so that SQL can count what may be shown."""
    if derived.get("draft") or (derived.get("replaced") and not last):
        yield "withdrawn", "yes"


def title_of(kind: str, record: Record) -> str:
    """What a record is called in a list: its title, name or term."""
    return str(record.get("title") or record.get("name") or record["term"])


def span_of(facts: Facts, kind: str, record: Record) -> tuple[str | None, str | None]:
    """First and last ISO day of a record: its date, its period, or its validity with what the policy lends."""
    if kind in ("event", "position"):
        return dates.bounds(record["date"])
    if kind == "figure":
        return dates.interval(record["period"])
    if kind == "target":
        return _bounds(record.get("by"))
    if kind == "source":
        return _bounds(record.get("published"))
    if kind not in ("policy", "incentive"):
        return None, None
    policy = policy_of(facts, kind, record)
    start = record.get("valid_from") or policy.get("effective") or policy.get("issued")
    end = record.get("valid_until") or policy.get("expires")
    return _bounds(start)[0], _bounds(end)[1]


def when_of(
    kind: str, record: Record, derived: Record, span: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """First and last ISO day by which a search finds a record: its date, when a document came, how long it holds.

    An end that is not stated is no promise, so a span without one is its beginning alone; a record that says no
    day has none.
    """
    if kind == "policy":
        return _bounds(record.get("issued") or record.get("effective"))
    first, last = span
    if derived.get("standing"):
        last = "9999-12-31"
    return first or last, last or first


def policy_of(facts: Facts, kind: str, record: Record) -> Record:
    """The document a measure stands in (a policy is its own), or an empty record."""
    if kind == "policy":
        return record
    loaded = facts.records.get(record.get("policy", ""))
    return loaded.record if loaded else {}


def derive(facts: Facts, kind: str, record: Record, first: str | None) -> Record:
    """What `answers.status` needs beyond the span (draft, replaced, standing, the year last known, what lapses),
    and what `answers.evidence` needs of the instrument."""
    if kind not in ("policy", "incentive"):
        return {}
    policy = policy_of(facts, kind, record)
    found: Record = {}
    until = record.get("valid_until") or policy.get("expires")
    if until:
        found["until"] = until
    start = record.get("valid_from") or policy.get("effective") or policy.get("issued")
    if start:
        found["from"] = start
    if policy.get("status") == "draft":
        found["draft"] = True
    replaced_by = record.get("replaced_by") or policy.get("replaced_by")
    if replaced_by or policy.get("status") in ("superseded", "repealed"):
        found["replaced"] = replaced_by or True
    if record.get("open_ended"):
        found["standing"] = True
    if seen := record.get("seen"):
        found["seen"] = seen
    if year := seen or first or _newest_page(facts, record):
        found["year"] = dates.year(year)
    if kind == "incentive":
        if _lapses(facts, record):
            found["lapses"] = True
        instrument = facts.vocabularies["instrument"].get(record["instrument"], {})
        found |= {key: True for key in ("share_paid", "unpriced") if instrument.get(key)}
    return found


def _lapses(facts: Facts, record: Record) -> bool:
    """May this measure be presumed lapsed with age? Its instrument and every level above it must allow it."""
    vocabularies = facts.vocabularies
    if not vocabularies["instrument"].get(record["instrument"], {}).get("lapses", True):
        return False
    levels = [facts.records[region].record["level"] for region in up(facts, record["region"])]
    own, above = levels[0], levels[1:]
    level = vocabularies["region_level"]
    if not level.get(own, {}).get("lapses", True):
        return False
    return all(level.get(name, {}).get("lapses_inside", True) for name in above)


def _newest_page(facts: Facts, record: Record) -> str:
    pages = (facts.records[source].record.get("published", "") for source in record.get("sources", []))
    return max(pages, default="")


def _bounds(date: str | None) -> tuple[str | None, str | None]:
    return dates.bounds(date) if date else (None, None)


def up(facts: Facts, region: str) -> Iterator[str]:
    """A region and all that it lies in, nearest first."""
    here: str | None = region
    while here:
        yield here
        here = facts.records[here].record.get("parent")


def _sort_key(facts: Facts, kind: str, record: Record) -> str:
    """The order of a plain listing of this kind."""
    match kind:
        case "event" | "position":
            return dates.order(record["date"])
        case "policy":
            date = record.get("issued") or record.get("effective")
            return dates.order(date) if date else "9999"
        case "target":
            return f"{dates.order(record['by']) if 'by' in record else '9999'} {record['region']}"
        case "figure":
            return f"{record.get('series', record['id'])} {dates.order(record['period'])}"
        case "topic":
            return f"{record['order']:04d}"
        case "source":
            return f"{names.fold(record['publisher'])} {record.get('published', '')}"
        case "region":
            path = [names.fold(facts.records[region].record["name"]) for region in up(facts, record["id"])]
            return " / ".join(reversed(path))
        case "incentive":
            return f"{record['region']} {record.get('policy', '~')}"
        case _:
            return names.fold(title_of(kind, record))
