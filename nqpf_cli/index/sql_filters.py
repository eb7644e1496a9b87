"""Filters of records: each is a piece of SQL over the table `record` with its parameters. Several are joined by AND."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.model.names import fold

SqlFilter: TypeAlias = tuple[str, Sequence[str]]

MOST_MARKS = 500
"""Values that are bound one by one, which lets SQLite plan by their number. A longer list is bound as one JSON text:
SQLite takes 32,766 parameters at most."""


def one_of(column: str, values: Collection[str]) -> SqlFilter:
    """Keep records whose column holds one of these values."""
    if len(values) > MOST_MARKS:
        return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(list(values))]
    return f"{column} IN ({','.join('?' * len(values))})", list(values)


def facet(field: str, values: Collection[str], *, prefer_exists: bool = False) -> SqlFilter:
    """Keep records that carry one of these values under the filter `field`.

    Set `prefer_exists` where other filters, such as a place, leave few records: each is then asked for its values,
    which is faster than listing every record that has them.
    """
    text, values = one_of("value", values)
    carried = f"FROM facet WHERE field = ? AND {text}"
    if prefer_exists:
        return f"EXISTS (SELECT 1 {carried} AND facet.n = record.n)", [field, *values]
    return f"n IN (SELECT n {carried})", [field, *values]


def any_facet(values: Mapping[str, Collection[str]]) -> SqlFilter:
    """Keep records that carry one of these values under any of these filters."""
    made = [facet(field, each) for field, each in values.items()]
    return f"({' OR '.join(text for text, _ in made)})", [value for _, each in made for value in each]


def facet_part(field: str, part: str) -> SqlFilter:
    """Keep records with a value of `field` that contains `part`."""
    return "n IN (SELECT n FROM facet WHERE field = ? AND instr(value, ?) > 0)", [field, fold(part)]


def naming(bodies: Collection[str], *, lent: bool = False) -> SqlFilter:
    """Keep records that name one of these bodies, by its id or as they write it, folded.

    With `lent` those whose document does, too.
    """
    of_actors, ids = one_of("id", bodies)
    as_written, texts = one_of("value", bodies)
    targets = f"SELECT n FROM record WHERE {of_actors}"
    meant = f"SELECT source FROM link WHERE field IN ('actors', 'actor', 'issuer') AND target IN ({targets})"
    also = f"SELECT n FROM facet WHERE field = 'actor' AND {as_written}"
    named, values = f"{meant} UNION ALL {also}", [*ids, *texts]
    if lent:
        of_document = f"SELECT source FROM link WHERE field = 'policy' AND target IN ({named})"
        return f"n IN ({named} UNION ALL {of_document})", values * 2
    return f"n IN ({named})", values


def in_regions(regions: Collection[str]) -> SqlFilter:
    """Keep records of exactly these regions."""
    return one_of("region", regions)


def placed(condition: SqlFilter) -> SqlFilter:
    """Keep records that belong to a place which a filter keeps."""
    text, values = condition
    return f"region IN (SELECT record.id FROM record WHERE kind = 'region' AND {text})", values


def changed_since(day: str | None) -> list[SqlFilter]:
    """Keep records that came in or last changed on this ISO day or later; a month or year counts by its last day."""
    return [("n IN (SELECT n FROM scope WHERE changed >= ?)", [day])] if day else []


def among(ids: Collection[str]) -> SqlFilter:
    """Keep exactly these records."""
    return one_of("id", ids)


def dated() -> SqlFilter:
    """Keep records with a first or a last day; one that is open on both sides cannot be told to lie in a span."""
    return "coalesce(first, last) IS NOT NULL", []


def begun_in(first: str, last: str) -> SqlFilter:
    """Keep records whose first day lies between two ISO days."""
    return "first BETWEEN ? AND ?", [first, last]


def running_in(kinds: Collection[str], first: str, last: str) -> SqlFilter:
    """Keep records whose first day lies between two ISO days; of some kinds also those whose span touches these."""
    of_kinds, values = one_of("kind", kinds)
    touches = "coalesce(last, '9999') >= ? AND coalesce(first, '0000') <= ?"
    text = f"n IN (SELECT n FROM scope WHERE first BETWEEN ? AND ? OR ({of_kinds} AND {touches}))"
    return text, [first, last, *values, first, last]


def overlap(since: str | None, until: str | None) -> list[SqlFilter]:
    """Keep records whose span touches the ISO days `since` to `until`; an open side of a record has no bound."""
    sides = (("coalesce(last, '9999') >= ?", since), ("coalesce(first, '0000') <= ?", until))
    return [(text, [day]) for text, day in sides if day]


def standing_on(day: str) -> list[SqlFilter]:
    """Keep records whose span holds this ISO day and that are neither a draft nor replaced."""
    return [*overlap(day, day), ("n NOT IN (SELECT n FROM facet WHERE field = 'withdrawn')", [])]


STATUS = """CASE WHEN scope.state = 'draft' THEN 'draft' WHEN scope.starts > ? THEN 'not-yet'
    WHEN scope.ends < ? THEN iif(scope.state = 'replaced', 'replaced', 'ended')
    WHEN scope.ends <= ? THEN 'ends-soon' WHEN scope.ends IS NOT NULL THEN 'in-force'
    WHEN scope.state != '' THEN scope.state
    WHEN scope.lapses < ? THEN 'presume-lapsed' ELSE 'end-not-read' END"""
"""The status of a document or measure, by the rule of `wording.status`; its values are the day, the day, the last day
on which an end is near, and the year."""


def stands(codes: Collection[str], on: str, soon: str, span: Sequence[str] = ()) -> SqlFilter:
    """Keep the documents and measures of a search with one of these statuses on the ISO day `on`, by the rule of
    `wording.status`; with a first and a last day, those that end between them. `soon`: the last day on which an end is
    near.
    """
    chosen, values = one_of(STATUS, codes)
    days = [on, on, soon, on[:4]]
    ending = " AND scope.ends BETWEEN ? AND ?" if span else ""
    return f"state IS NOT NULL AND {chosen}{ending}", [*days, *values, *span]


def times_by_status(factors: Mapping[str, float], on: str, soon: str) -> SqlFilter:
    """Return what a score is multiplied with by the status on the ISO day `on`, in SQL; 1 for what has no other."""
    each = " ".join(f"WHEN '{code}' THEN {factor}" for code, factor in factors.items())
    days = [on, on, soon, on[:4]]
    return f"CASE WHEN scope.state IS NULL THEN 1 ELSE CASE {STATUS} {each} ELSE 1 END END", days


def holding_in(places: Sequence[str], inner: Sequence[str], above: Sequence[str]) -> SqlFilter:
    """Keep records of wider places that hold in these places: those not limited to others by `applies_in`.

    `inner` are the places and all that lies in them, `above` what they lie in. A record that names one of the places
    counts even where its own region is no ancestor (the Greater Bay Area lies across provinces).
    """
    limits = "SELECT n FROM facet WHERE field = 'applies_in'"
    wider, of_above = one_of("region", above)
    reaches, named = one_of("value", [*places, *above])
    inside, of_inner = one_of("region", inner)
    return (
        f"(({wider} AND n NOT IN ({limits})) OR (n IN ({limits} AND {reaches}) AND NOT {inside}))",
        [*of_above, *named, *of_inner],
    )


def either(one: SqlFilter, other: SqlFilter) -> SqlFilter:
    """Keep the records that one of two filters keeps."""
    return f"({one[0]} OR {other[0]})", [*one[1], *other[1]]


def excluding(condition: SqlFilter) -> SqlFilter:
    """Keep the records that a filter leaves out."""
    text, values = condition
    return f"NOT {text}", values


def mentioning(names: Iterable[str], column: str = "") -> SqlFilter:
    """Keep records whose text, or one column of it, holds one of these names, word for word, the last in any form.

    A name that ends in a sign which the full-text index leaves out is not looked for: AI+ would match AI.
    """
    from nqpf_cli.index.tokens import phrase, some
    from nqpf_cli.model.inflection import inflections

    known = (phrase(name) for name in names if not name.endswith(("+", "×")))
    parted = [(rest, last) for rest, _, last in (one.rpartition(" ") for one in known if one)]
    phrases = [f"{rest} {form}".strip() for rest, last in parted for form in inflections(last)]
    if not phrases:
        return "0", []
    return "n IN (SELECT rowid FROM words WHERE words MATCH ?)", [
        f"{column} : ({some(phrases)})" if column else some(phrases)
    ]
