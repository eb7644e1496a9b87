"""A section of the explainer."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    MANY, Body, Confidence, Count, Elsewhere, Field, Ids, Kept, Kind, Line, Sources, Summary,
)
from nqpf_cli.model.record import Record


class Topic(Kept):
    """A section of the explainer."""

    title: Annotated[Line, Field("Heading of the section.", name=True, own_place=True)]
    title_zh: NotRequired[Annotated[Line, Field("The same in Chinese.", name=True, own_place=True)]]
    order: Annotated[Count, Field("Place in the explainer, from 1.", label="Section", search="none")]
    summary: Summary
    body: Annotated[Body, Field("Short Markdown paragraphs, each ending in the ids it rests on.", own_place=True)]
    numbers_elsewhere: NotRequired[Annotated[list[Elsewhere], MANY,
        Field("Numbers it need not cite.", label="Numbers from elsewhere")]]
    see: NotRequired[Annotated[Ids, Field("Records to read next.", link=("*",), label="Read next")]]
    sources: Sources
    confidence: NotRequired[Confidence]


def by_number(record: Record) -> str:
    """Order the sections as they are numbered."""
    return f"{record['order']:04d}"


KIND = Kind(Topic, folder="topics", sort=by_number)
