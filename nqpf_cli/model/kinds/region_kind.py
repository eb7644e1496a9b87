"""A place with its own policy, the nation and the world included."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    Aliases, Field, GbCode, Id, Ids, Kept, Kind, Line, RegionCode, Sources,
)


class Region(Kept):
    """A place with its own policy, the nation and the world included."""

    name: Annotated[Line, Field("Name in English.", name=True, own_place=True)]
    name_zh: Annotated[Line, Field("Name in Chinese.", name=True, own_place=True)]
    level: Annotated[Id,
        Field("What kind of place it is.", vocabulary="region_level", filter="level", search="labels")]
    parent: NotRequired[Annotated[Id,
        Field("Place it lies in; the world has none.", link=("region",), label="Lies in", rests_on=True)]]
    code: NotRequired[Annotated[RegionCode, Field("ISO 3166 code, where there is one.", name=True)]]
    gb_code: NotRequired[Annotated[GbCode,
        Field("Code of GB/T 2260, of provinces and their like.", name=True, label="GB code")]]
    aliases: NotRequired[Aliases]
    spans: NotRequired[Annotated[Ids,
        Field("Places that make it up.", link=("region",), label="Made up of", search="none")]]
    overlaps: NotRequired[Annotated[Ids,
        Field("Places whose ground it shares.", link=("region",), label="Shares ground with", search="none")]]
    document_rule: NotRequired[Annotated[Id,
        Field("Its rule on how long documents live.", link=("policy",), label="Rule on documents", search="none")]]
    sources: NotRequired[Sources]


KIND = Kind(Region, folder="regions")
