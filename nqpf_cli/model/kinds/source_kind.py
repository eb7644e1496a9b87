"""A public page."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import SORTED_BY, Chinese, Date, Field, Id, Kept, Kind, Language, Line, Url
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Record


class Source(Kept):
    """A public page."""

    title: Annotated[Line, Field("Title of the page, in English.", name=True, own_place=True)]
    title_zh: NotRequired[Chinese]
    publisher: Annotated[Line, Field("Who published it.", filter="publisher")]
    url: Annotated[Url, Field("Address of the page itself.", label="Address", search="none")]
    read_at: NotRequired[Annotated[Url, Field("Where its text was read, if elsewhere.", search="none")]]
    official: NotRequired[Annotated[bool,
        Field("True where that is its issuer's own page.", label="Issuer's own page")]]
    published: NotRequired[Annotated[Date, Field("Day, month or year of the page.", past=True)]]
    language: Annotated[Language, Field("BCP 47 code of its language.", vocabulary="language", search="none")]
    kind: Annotated[Id, Field("Who speaks.", vocabulary="source_kind", filter="type")]


def by_publisher(record: Record) -> str:
    """Order the pages of one publisher together, by day."""
    return f"{fold(record['publisher'])[:SORTED_BY]} {record.get('published', '')}"


KIND = Kind(Source, folder="sources", when=("published",), newest_first=True, sort=by_publisher)
