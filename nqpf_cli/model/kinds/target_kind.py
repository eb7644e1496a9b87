"""A number promised by a date."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    AS_SAID, Confidence, Date, Field, Kept, Kind, Line, Number, Policy_, Qualifier, Region_, Sources, Summary, Text,
    Unit,
)


class Target(Kept):
    """A number promised by a date."""

    title: Annotated[Line, Field("What is to be reached, in a line.", name=True, own_place=True)]
    value: Annotated[Number, Field("The number promised.", unit=AS_SAID)]
    value_to: NotRequired[Annotated[Number, Field("Upper end, where it is a range.", merged=True, unit=AS_SAID)]]
    qualifier: NotRequired[Qualifier]
    unit: Unit
    by: NotRequired[Annotated[Date, Field("Day, month or year by which.", label="To be met by")]]
    policy: NotRequired[Policy_]
    issuer: NotRequired[Annotated[Line,
        Field("Who promised it, where no document of ours does.", label="Issued by", filter="actor", body=True)]]
    region: Region_
    summary: Summary
    outcome: NotRequired[Annotated[Text, Field("What was reported of it since.", label="Reported since")]]
    sources: Sources
    confidence: Confidence


KIND = Kind(Target, folder="targets", when=("by",), by_place=True, uses_terms=True)
