"""Questions to the index, in SQL; what comes back are plain records.

`where` is always a list of filters from `index.sql_filters`.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, Literal, overload

from nqpf_cli.index.sql_filters import SqlFilter, among, in_regions, mentioning, one_of
from nqpf_cli.model.record import Lists, Record
from nqpf_cli.model.values import Values

_ROW = "body, kind, first, last, derived, pack"
_LINKED = "SELECT kind, field, id FROM link JOIN record ON n ="
_NUMBER = "(SELECT n FROM record WHERE id = ?)"


class Row(Values):
    """A record with what the index worked out for it: its span in ISO days, what its status needs, whose it is."""

    record: Record
    kind: str
    first: str | None
    last: str | None
    derived: Record
    pack: str

    def touches(self, since: str | None, until: str | None) -> bool:
        """Does its span touch another, of ISO days, which may be open? One without any date touches none."""
        begins, ends = self.first or "0000", self.last or "9999"
        return bool(self.first or self.last) and ends >= (since or "") and begins <= (until or "9999")


LATE = ("simplified", "vocabularies everyday")
"""What only searches and Chinese names read: a third of all that is kept of the facts as a whole."""


class Store:
    """An open index, read-only; several threads may use one.

    `path` is the file that it lies in, None in memory. Close it when no thread uses it any more.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self.connection, self.path = connection, path
        self._written: dict[str, str] = {}
        self._meta: dict[str, object] = {}
        self._turn = Lock()  # not every build of SQLite lets threads share a connection by themselves

    def sql(self, text: str, parameters: Sequence[str | int] = ()) -> list[Any]:
        """Return all rows of one statement. Raises sqlite3.Error."""
        try:
            with self._turn:
                return self.connection.execute(text, parameters).fetchall()
        except UnicodeEncodeError:  # half a character was typed, which no text in the index holds
            whole = [
                one.encode("utf-8", "replace").decode() if isinstance(one, str) else one for one in parameters
            ]
            return self.sql(text, whole)

    @overload
    def meta(self, key: Literal["counts", "packs"]) -> dict[str, int]: ...
    @overload
    def meta(self, key: Literal["fields"]) -> dict[str, list[str]]: ...
    @overload
    def meta(self, key: Literal["dataset", "withdrawn"]) -> Record: ...
    @overload
    def meta(self, key: Literal["vocabularies"]) -> Lists: ...
    @overload
    def meta(self, key: str) -> Any: ...
    def meta(self, key: str) -> object:
        """Return what the index says of the facts as a whole, as `index.build` writes it; it is read once."""
        if key not in self._meta:
            value = json.loads(self._text(key))
            self._meta[key] = _Lists(value, self._text) if key == "vocabularies" else value
        return self._meta[key]

    def _text(self, key: str) -> str:
        """Return the JSON under a key, also where the index is closed already."""
        late, values = one_of("key", LATE if self.path else ())
        if not self._written:
            self._written = dict(self.sql(f"SELECT key, value FROM meta WHERE NOT {late}", values))
        if key in values and key not in self._written:
            rows = f"SELECT key, value FROM meta WHERE {late}", values
            try:
                self._written |= dict(self.sql(*rows))
            except sqlite3.ProgrammingError:
                with closing(sqlite3.connect(self.path or "")) as again:
                    self._written |= dict(again.execute(*rows).fetchall())
        return self._written[key]

    def close(self) -> None:
        """Close the index."""
        self.connection.close()


class _Lists(Mapping[str, Record]):
    """The closed lists, each read when it is first asked for: a lookup needs a few of 120 kB. `text` is their JSON."""

    def __init__(self, names: Sequence[str], text: Callable[[str], str]) -> None:
        self._names, self._text = names, text
        self._read: dict[str, Record] = {}

    def __getitem__(self, name: str) -> Record:
        if name not in self._read:
            self._read[name] = json.loads(self._text(f"vocabularies {name}"))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __len__(self) -> int:
        return len(self._names)


def select(
    store: Store,
    kind: str,
    where: Sequence[SqlFilter] = (),
    *,
    first: Sequence[SqlFilter] = (),
    reverse: bool = False,
    limit: int | None = None,
) -> list[Row]:
    """Return records of a kind that pass every filter, in the listing order of the kind; those that `first` keeps too

    come before the others.
    """
    order = "".join(f"{text} DESC, " for text, _ in first)
    text = f"SELECT {_ROW} FROM record WHERE {_clause(kind, where)} ORDER BY {order}sort"
    text += f"{' DESC' if reverse else ''}{f' LIMIT {int(limit)}' if limit is not None else ''}"
    values = [*_values(kind, where), *(value for _, each in first for value in each)]
    return [_row(row) for row in store.sql(text, values)]


def count(store: Store, kind: str, where: Sequence[SqlFilter] = ()) -> int:
    """Return how many records of a kind pass every filter."""
    text = f"SELECT count(*) FROM record WHERE {_clause(kind, where)}"
    return int(store.sql(text, _values(kind, where))[0][0])


def count_by_region(store: Store, kind: str, where: Sequence[SqlFilter] = ()) -> dict[str, int]:
    """Return region -> how many of its records of a kind pass every filter, most first."""
    text = f"SELECT region, count(*) FROM record WHERE {_clause(kind, where)} GROUP BY region"
    return dict(store.sql(f"{text} ORDER BY 2 DESC, 1", _values(kind, where)))


def get(store: Store, identifier: str) -> Row | None:
    """Return the record with this id, or None."""
    return get_many(store, [identifier]).get(identifier)


def records(store: Store, ids: Iterable[str]) -> dict[str, Record]:
    """Return id -> the record as authored, in the order given; an id that does not exist is left out."""
    return {key: row.record for key, row in get_many(store, ids).items()}


def get_many(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    """Return the records with these ids, by id; an id that does not exist is left out."""
    return {row.record["id"]: row for row in map(_row, _each(store, _ROW, ids))}


def tests(store: Store, ids: Iterable[str]) -> dict[str, Record]:
    """Return id -> the tests of a measure (conditions, tiers, way to apply); one without any is left out."""
    listed, values = among(list(dict.fromkeys(ids)))
    text = f"SELECT id, test.body FROM record JOIN test USING (n) WHERE {listed}"
    return {key: json.loads(body) for key, body in store.sql(text, values)}


def titles(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return id -> title, for links that are shown by name only."""
    return dict(_each(store, "id, title", ids))


def kinds(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return id -> kind, in the order given; an id that does not exist is left out."""
    return dict(_each(store, "id, kind", ids))


def _each(store: Store, columns: str, ids: Iterable[str]) -> Iterator[Any]:
    """Return the rows of the records with these ids, in the order given, each once."""
    listed = list(dict.fromkeys(ids))
    if not listed:
        return iter(())
    text, values = among(listed)
    found = {row[0]: row[1:] for row in store.sql(f"SELECT id, {columns} FROM record WHERE {text}", values)}
    return (found[name] for name in listed if name in found)


def ancestors(store: Store, region: str) -> list[str]:
    """Return what holds a region, in the order of `derive.wider_places`; nothing for what is none."""
    row = get(store, region)
    return row.derived.get("above", []) if row else []


def inside(store: Store, region: str) -> list[str]:
    """Return a region and all that lies in it or that it spans."""
    text = """WITH RECURSIVE down(n, id) AS (SELECT n, id FROM record WHERE id = ?
        UNION SELECT record.n, record.id FROM down JOIN record ON record.kind = 'region' AND (record.region = down.id
        OR record.n IN (SELECT target FROM link WHERE source = down.n AND field = 'spans')))
        SELECT id FROM down"""
    return [row[0] for row in store.sql(text, (region,))]


def parents(store: Store) -> dict[str, str | None]:
    """Return region -> the region it lies in."""
    return dict(store.sql("SELECT id, region FROM record WHERE kind = 'region'"))


def lying_in(store: Store, regions: Collection[str]) -> dict[str, str]:
    """Return region -> which of these regions it lies in directly; a region that lies in none of them is not there."""
    text, values = in_regions(regions)
    return dict(store.sql(f"SELECT id, region FROM record WHERE kind = 'region' AND {text}", values))


def linking_to(store: Store, identifier: str) -> list[tuple[str, str, str]]:
    """Return (kind, field, id) of every record that names this one, by kind and listing order."""
    return store.sql(f"{_LINKED} source WHERE target = {_NUMBER} ORDER BY kind, sort, field", (identifier,))


def links_from(store: Store, identifier: str) -> list[tuple[str, str, str]]:
    """Return (kind, field, id) of every record that this one names, by field, kind and listing order."""
    return store.sql(f"{_LINKED} target WHERE source = {_NUMBER} ORDER BY field, kind, sort", (identifier,))


def ids_beginning(store: Store, text: str) -> list[tuple[str, str, str]]:
    """Return (kind, id, title) of the records whose id begins so."""
    span = [text, f"{text}\U0010ffff"]
    return store.sql("SELECT kind, id, title FROM record WHERE id >= ? AND id < ? ORDER BY id", span)


def values(store: Store, field: str) -> list[str]:
    """Return every value of a facet."""
    text = "SELECT DISTINCT value FROM facet WHERE field = ? ORDER BY 1"
    return [row[0] for row in store.sql(text, (field,))]


def saying(store: Store, kinds: Sequence[str], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return (kind, id) of the records of these kinds that mention one of these names, by kind and listing order."""
    (of_kinds, chosen), (said, found) = one_of("kind", kinds), mentioning(names)
    text = f"SELECT kind, id FROM record WHERE {of_kinds} AND {said} ORDER BY kind, sort"
    return store.sql(text, [*chosen, *found])


def using(
    store: Store, kinds: Sequence[str], names: Iterable[str], other: Iterable[str]
) -> list[tuple[str, str]]:
    """Return (kind, id) of the records of these kinds that mention one of these names.

    Those of a kind whose title does come first, before those whose title has one of the `other` names; of these and of
    the rest the newest.
    """
    own, every = list(names), [*names, *other]
    (of_kinds, chosen), (said, found) = one_of("kind", kinds), mentioning(every)
    titled = [phrases for each in (own, every) for phrases in mentioning(each, "title")[1]]
    text = f"""SELECT kind, id FROM record WHERE {of_kinds} AND {said}
        ORDER BY kind, {said} DESC, {said} DESC, first DESC, sort"""
    return store.sql(text, [*chosen, *found, *titled])


def same_page(store: Store, identifier: str, kind: str) -> list[str]:
    """Return ids of the records of a kind that share a page and the place with this one."""
    text = """SELECT other.id FROM record AS one JOIN record AS other ON other.region = one.region AND other.n != one.n
        WHERE other.kind = ? AND one.id = ? AND EXISTS (SELECT 1 FROM link AS a JOIN link AS b ON a.target = b.target
        WHERE a.source = one.n AND b.source = other.n AND a.field = 'sources' AND b.field = 'sources')
        ORDER BY other.sort"""
    return [row[0] for row in store.sql(text, [kind, identifier])]


def pages(store: Store) -> list[tuple[str, bool, bool, int]]:
    """Return how many pages there are of each kind, official or not, read there or elsewhere."""
    text = """SELECT json_extract(body, '$.kind'), json_extract(body, '$.official') IS 1,
        json_extract(body, '$.read_at') IS NOT NULL, count(*) FROM record WHERE kind = 'source' GROUP BY 1, 2, 3"""
    return [(kind, bool(own), bool(moved), many) for kind, own, moved, many in store.sql(text)]


def read_again(store: Store) -> tuple[int, int]:
    """Return how many records were read against their pages on a day they name, of how many that rest on pages."""
    text = """SELECT count(json_extract(body, '$.checked')), count(*) FROM record
        WHERE json_extract(body, '$.sources') IS NOT NULL AND kind != 'topic'"""
    again, every = store.sql(text)[0]
    return again, every


def last_read(store: Store, sources: Sequence[str]) -> dict[str, str]:
    """Source -> the latest day on which a record that cites it, of the same pack as the page or ours as it is, was
    read against its pages: what a pack puts in the place of a page of ours, nobody of ours has read."""
    of_pages, values = one_of("page.id", sources)
    text = f"""SELECT page.id, max(json_extract(record.body, '$.checked')) AS day FROM record AS page
        JOIN link ON target = page.n JOIN record ON record.n = source AND record.pack = page.pack
        WHERE field = 'sources' AND {of_pages}
        GROUP BY page.n HAVING day IS NOT NULL"""
    return dict(store.sql(text, values))


def _clause(kind: str, where: Sequence[SqlFilter]) -> str:
    return " AND ".join(["kind = ?", *(text for text, _ in where)])


def _values(kind: str, where: Sequence[SqlFilter]) -> list[str | int]:
    return [kind, *(value for _, values in where for value in values)]


def _row(row: Sequence[Any]) -> Row:
    body, kind, first, last, derived, pack = row
    record = json.loads(body)
    worked_out = json.loads(derived) if derived else {}
    if pack:  # whose it is, and on whose facts it rests, goes wherever the record goes
        record["pack"] = pack
    if touched := worked_out.get("touched_by"):
        record["touched_by"] = touched
    return Row(record, kind, first, last, worked_out, pack)
