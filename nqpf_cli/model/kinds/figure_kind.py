"""A number that was measured, forecast or claimed."""

from typing import Annotated, NotRequired

from nqpf_cli.model import dates
from nqpf_cli.model.kinds.field_types import (
    AS_SAID, Confidence, Field, Id, Kept, Kind, Line, Number, Period, Qualifier, Region_, Sources, Summary, Unit,
)
from nqpf_cli.model.record import Record


class Figure(Kept):
    """A number that was measured, forecast or claimed."""

    series: NotRequired[Annotated[Id,
        Field("Name shared by figures that can be drawn as one line.", filter="series")]]
    title: Annotated[Line, Field("What is counted, in a line.", name=True, own_place=True)]
    value: Annotated[Number, Field("The number.", unit=AS_SAID)]
    value_to: NotRequired[Annotated[Number, Field("Upper end, where it is a range.", merged=True, unit=AS_SAID)]]
    qualifier: NotRequired[Qualifier]
    unit: Unit
    period: Annotated[Period, Field("Date or EDTF interval that it is for.")]
    region: Region_
    kind: Annotated[Id, Field("How the number came about.", vocabulary="figure_kind", filter="type")]
    summary: Summary
    sources: Sources
    confidence: Confidence


def by_series(record: Record) -> str:
    """Order the figures of one series together, by period."""
    return f"{record.get('series', record['id'])} {dates.order(record['period'])}"


KIND = Kind(Figure, folder="figures", when=("period",), sort=by_series, uses_terms=True)
