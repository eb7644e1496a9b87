"""What an official text says of private, foreign, venture or small-firm participation."""

from typing import Annotated

from nqpf_cli.model.kinds.field_types import Confidence, Date, Field, Id, Kept, Kind, Line, Region_, Sources, Summary


class Position(Kept):
    """What an official text says of private, foreign, venture or small-firm participation."""

    date: Annotated[Date, Field("When it was said.", past=True)]
    actor: Annotated[Line, Field("Who said it, as written.", filter="actor", body=True)]
    about: Annotated[Id,
        Field("Whose participation it is about.", vocabulary="position_about", filter="about", search="labels")]
    region: Region_
    title: Annotated[Line, Field("What it says, in a line.", name=True, own_place=True)]
    summary: Summary
    sources: Sources
    confidence: Confidence


KIND = Kind(Position, folder="positions", when=("date",), newest_first=True)
