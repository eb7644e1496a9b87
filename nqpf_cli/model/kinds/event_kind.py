"""A dated happening."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    Confidence, Date, Field, Id, Ids, Kept, Kind, Line, Lines, Region_, Sources, Summary,
)


class Event(Kept):
    """A dated happening."""

    date: Annotated[Date, Field("When it happened, as exactly as the source says.", past=True)]
    milestone: NotRequired[Annotated[bool,
        Field("Whether a timeline without filters shows it.", facet=True, search="none")]]
    title: Annotated[Line, Field("What happened, in a line.", name=True, own_place=True)]
    title_zh: NotRequired[Annotated[Line,
        Field("Its official name in Chinese, or one in words of its pages.", name=True, own_place=True)]]
    category: Annotated[Id,
        Field("What kind of happening it is.", vocabulary="event_category", filter="category", search="labels")]
    actors: NotRequired[Annotated[Lines, Field("Who acted, names as written.", filter="actor", body=True)]]
    region: Region_
    places: NotRequired[Annotated[Ids,
        Field("Places inside that where it was held, or that it was about; not the capital as the seat of who acted.",
              link=("region",), label="Where", facet=True)]]
    summary: Summary
    sources: Sources
    confidence: Confidence


KIND = Kind(Event, folder="events", when=("date",), newest_first=True, uses_terms=True)
