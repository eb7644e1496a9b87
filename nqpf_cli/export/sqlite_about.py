"""What the SQLite file tells of itself: the data set, the words for codes, a dictionary, and metadata for Datasette."""

from collections.abc import Iterator, Mapping

from nqpf_cli.export.sqlite_schema import Made
from nqpf_cli.model.flat_rows import compact
from nqpf_cli.model.record import Answer, Lists, Record

NOTES = (
    "Measures on one line each: measures. Each record stands in the table of its kind and in records, and links point "
    "at its id. What a table or column holds: dictionary. Words for coded values: codes. The pages of a record: "
    "record_sources.",
    "An end that was not read is no sign that a measure is in force. The text of a measure decides.",
    "Full text: each table with prose has its index (incentives_fts), records_fts is over all kinds. Chinese is found "
    "by any phrase that no mark breaks: SELECT id, kind, title FROM records_fts JOIN records ON records.rowid = "
    "records_fts.rowid WHERE records_fts MATCH 'voucher' ORDER BY rank. An index that is rebuilt loses that.",
    "Several values stand as a JSON array, for json_each and facets by array. A date is as exact as its page; "
    "its first and last day stand beside it.",
    "Datasette: sqlite3 facts.sqlite \"SELECT value FROM about WHERE name = 'datasette_metadata'\" > metadata.json; "
    "datasette facts.sqlite -m metadata.json",
)


def rows_about(first: Answer, tables: Mapping[str, Made]) -> Iterator[tuple[str, str]]:
    """Yield what the file is: the data set, the day of each status, and how to read the tables."""
    for name in ("title", "version", "checked", "covers_until", "licence"):
        yield name, first.dataset[name]
    yield "status_as_of", first.on
    yield from ((f"note_{number}", note) for number, note in enumerate(NOTES, 1))
    yield "datasette_metadata", compact(metadata(first.dataset, tables))


def rows_of_codes(
    vocabularies: Lists, tables: Mapping[str, Made]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield every value of the closed vocabularies that columns hold, with the words for it."""
    used = {place.vocabulary for made in tables.values() for place in made.places}
    for name, values in vocabularies.items():
        for value, about in values.items() if name in used else ():
            yield f"{name}/{value}", name, value, about["label"], about["meaning"]


def rows_of_dictionary(tables: Mapping[str, Made]) -> Iterator[tuple[str | None, ...]]:
    """Yield a row a table and a row a column."""
    for table, made in tables.items():
        yield table, table, table, made.says, None, None, None, None
        for place in made.places:
            more = (place.unit or None, place.vocabulary or None, place.to or None)
            yield f"{table}.{place.name}", table, place.name, place.says, place.type, *more


def metadata(dataset: Record, tables: Mapping[str, Made]) -> Record:
    """Return what Datasette is told by a file beside it, of a database that is called facts."""
    return {
        "title": f"{dataset['title']}, {dataset['version']}",
        "description": NOTES[1],
        "license": dataset["licence"],
        "databases": {"facts": {"tables": {table: _of_table(made) for table, made in tables.items()}}},
    }


def _of_table(made: Made) -> Record:
    facets: list[object] = []
    for place in made.places:
        if place.vocabulary and place.flat and "changed" not in place.name:
            facets.append({"array": place.name} if place.many else place.name)
    found: Record = {"description": made.says, "columns": {place.name: place.says for place in made.places}}
    return found | ({"facets": facets[:3]} if facets else {})
