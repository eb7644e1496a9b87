"""A body or a person that acts or speaks."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    Aliases, Confidence, Field, Id, Kept, Kind, Line, Sources, Summary,
)


class Actor(Kept):
    """A body or a person that acts or speaks."""

    name: Annotated[Line, Field("Name in English, as events and positions write it.", name=True, own_place=True)]
    name_zh: NotRequired[Annotated[Line, Field("Name in Chinese.", name=True, own_place=True)]]
    abbreviation: NotRequired[Annotated[Line, Field("Short form by which it is known.", name=True)]]
    aliases: NotRequired[Aliases]
    kind: Annotated[Id, Field("What kind of body it is.", vocabulary="actor_kind", filter="type")]
    summary: Summary
    sources: Sources
    confidence: NotRequired[Confidence]


KIND = Kind(Actor, folder="actors")
