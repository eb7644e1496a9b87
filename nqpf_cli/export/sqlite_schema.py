"""The tables of the SQLite file and what each holds: made of the flat columns, so a new field needs nothing here."""

from collections.abc import Iterator
from typing import NamedTuple

from nqpf_cli.model.kinds import FOLDERS, KINDS
from nqpf_cli.model.record import PACKS, Lists
from nqpf_cli.model.table_columns import Column, columns_of

TYPES = {"bool": "INTEGER", "int": "INTEGER", "float": "REAL", "str": "TEXT", "date": "TEXT"}


class Place(NamedTuple):
    """A column of the file: its name, type and meaning, the table whose id it holds, the flat column it is made of."""

    name: str
    says: str
    type: str = "TEXT"
    required: bool = True
    to: str = ""
    flat: str = ""
    unit: str = ""
    vocabulary: str = ""
    many: bool = False

    @property
    def sql(self) -> str:
        """The column as SQL declares it."""
        reference = f' REFERENCES "{self.to}"("id")' if self.to else ""
        return f'"{self.name}" {self.type}{" NOT NULL" * self.required}{reference}'


class Made(NamedTuple):
    """A table: what it holds, its columns, and which of them are its key; the names of those that are searched."""

    says: str
    places: list[Place]
    key: tuple[str, ...] = ("id",)
    prose: tuple[str, ...] = ()


OURS = {
    "about": Made(
        "What the file is, and how to read it.",
        [Place("name", "What is told."), Place("value", "What there is to tell.")],
        ("name",),
    ),
    "dictionary": Made(
        "What each table and column of this file holds.",
        [
            Place("id", "The table, or the table and its column."),
            Place("table", "The table."),
            Place("name", "The column; of a table its name."),
            Place("meaning", "What it holds."),
            Place("type", "The type of a column.", required=False),
            Place("unit", "What its numbers count.", required=False),
            Place("vocabulary", "The closed list of its codes, which codes explains.", required=False),
            Place("leads_to", "The table whose id it holds.", required=False),
        ],
        prose=("id", "meaning"),
    ),
    "codes": Made(
        "The words for coded values.",
        [
            Place("id", "The vocabulary and the value."),
            Place("vocabulary", "The closed list that it belongs to."),
            Place("value", "The code, as columns hold it."),
            Place("name", "What a person reads for it."),
            Place("meaning", "What it means."),
        ],
        prose=("name", "meaning"),
    ),
    "records": Made(
        "Every record of all kinds, for searches over all and for links to any.",
        [
            Place("id", "Name of the record, which links point at."),
            Place("kind", "What kind of record it is; its table has the plural.", vocabulary="kind"),
            Place("title", "What it is called."),
            Place("text", "All its words, for full text."),
            Place("pack", "The fact pack it comes from; absent for the bundled facts.", required=False),
            Place("touched_by", "Fact packs whose records it rests on, as a JSON array.", required=False),
        ],
        prose=("title", "text"),
    ),
}


def schema(vocabularies: Lists) -> dict[str, Made]:
    """Return every table by name in the order of the file. In: the closed lists, which say what a kind is."""
    found = dict(OURS)
    for kind, table in FOLDERS.items():
        places = list(_places(kind))
        prose = (
            place.name for place in places if place.flat == place.name and columns_of(kind)[place.flat].prose
        )
        found[table] = Made(vocabularies["kind"][kind]["meaning"], places, prose=tuple(prose))
    for kind in KINDS:
        found |= {
            link.table: link.made for column in columns_of(kind).values() if (link := link_of(kind, column))
        }
    return found


def _places(kind: str) -> Iterator[Place]:
    """Yield the columns of a kind's own table, in order: all of the flat table but links to several records."""
    columns = {name: column for name, column in columns_of(kind).items() if name not in PACKS}
    for name, column in columns.items():
        if link_of(kind, column) and column.link:
            continue
        says = f"{column.says} In {column.unit}." if column.unit else column.says
        sort = "TEXT" if column.many else TYPES[column.type.__name__]
        to = "records" if name == "id" else _to(column)
        yield Place(name, says, sort, column.required, to, name, column.unit, column.vocabulary, column.many)
        if name == "id" and not {"name", "title"} & columns.keys():
            yield Place("name", "What the record is called, under the name that tools look for.", flat=kind)
        if column.body and not column.many:
            yield Place(f"{name}_id", "That body, where it is on record.", required=False, to="actors")


def _to(column: Column) -> str:
    """Return the table that a column leads to."""
    if not column.link:
        return ""
    return "records" if len(column.link) > 1 or column.link == ("*",) else FOLDERS[column.link[0]]


class Link(NamedTuple):
    """The table for the links of a column to several records, and what it is made as."""

    table: str
    made: Made


def link_of(kind: str, column: Column) -> Link | None:
    """Return the table that holds the links of a column, named after the two that it joins; None where it has none.

    It holds, in this order: the record that names, the field, the place in the list, and the record that is named; of
    bodies the name as written too.
    """
    if not column.many or not (column.link or column.body):
        return None
    nth = Place("nth", "Place in the list, from 1.", "INTEGER")
    if column.link == ("source",):
        page = Place("source", "A page that it rests on, the best first.", to="sources")
        places = [Place("record", "The record.", to="records"), nth, page]
        return Link("record_sources", Made("The pages that records rest on.", places, ("record", "nth")))
    owner = Place(kind, "The record that names the other.", to=FOLDERS[kind])
    if column.body:
        named = Place("actor", "The body's name as written.")
        body = Place("actor_id", "That body, where it is on record.", required=False, to="actors")
        return Link(f"{FOLDERS[kind]}_actors", Made(column.says, [owner, nth, named, body], (kind, "nth")))
    to = _to(column)
    target = "record" if to == "records" else "other" if column.link == (kind,) else column.link[0]
    field, other = Place("field", "The field that names it."), Place(target, "The record named.", to=to)
    says = f"Which {to} the {FOLDERS[kind]} name in lists."
    return Link(f"{FOLDERS[kind]}_{to}", Made(says, [owner, field, nth, other], (kind, "field", "nth")))
