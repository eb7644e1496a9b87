"""What each tool takes: a Struct a tool, of which its JSON Schema is made and by which what comes is read.

The fields that are filters bear the names that the method of `Facts` gives them.
"""

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias, TypeVar

from msgspec import Meta, Struct, ValidationError, convert, to_builtins
from msgspec.json import encode, schema_components

from nqpf_cli.model.errors import BadArgument
from nqpf_cli.model.kinds import KINDS
from nqpf_cli.model.record import Record

LONGEST = 4_000
"""Bytes of all arguments of a call, as JSON."""


Kinds: TypeAlias = Annotated[
    list[Annotated[str, Meta(extra_json_schema={"enum": [*KINDS]})]], Meta(description="Only these kinds.")
]
Places: TypeAlias = Annotated[list[str], Meta(description="Places, by id or name in either language.")]
Sectors: TypeAlias = Annotated[
    list[str], Meta(description="Fields of industry, such as ai; an error lists all.")
]
Statuses: TypeAlias = Annotated[list[str], Meta(description="Only these status codes.")]
For: TypeAlias = Annotated[list[str], Meta(description="Who gets it, such as sme; an error lists all.")]
Instruments: TypeAlias = Annotated[
    list[str], Meta(description="How it helps, such as subsidy; an error lists all.")
]
Wider: TypeAlias = Annotated[bool, Meta(description="Also what holds there from wider places.")]
Inside: TypeAlias = Annotated[bool, Meta(description="Also what lies inside the places.")]
Since: TypeAlias = Annotated[str, Meta(description="ISO day, month or year.")]
ChangedSince: TypeAlias = Annotated[
    str, Meta(description="Only what was added or changed here from this day on.")
]
Day: TypeAlias = Annotated[str, Meta(description="ISO day of every status; today if left out.")]
Firm: TypeAlias = Annotated[
    dict[str, bool | int | float | str | list[str]],
    Meta(
        description="Facts of a firm by name, such as registered_in, founded (date), sector, headcount, revenue "
        "(text with its currency); an error lists all. Only what the user said."
    ),
]


class Asked(Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every tool takes: whether more than a small answer is wanted."""

    full: Annotated[bool, Meta(description="Up to 10,000 tokens instead of 2,000.")] = False


class Listed(Asked, kw_only=True):
    """What every tool takes that gives a list: which part of it."""

    limit: Annotated[int, Meta(ge=1, le=50, description="Records at most.")] = 10
    offset: Annotated[int, Meta(ge=0, le=10_000, description="Records to pass over: next_offset.")] = 0


class Search(Listed, kw_only=True):
    """Words, and what narrows the search."""

    words: Annotated[str, Meta(description="Words in English or Chinese, or a question.")]
    kind: Kinds = []
    region: Places = []
    sector: Sectors = []
    status: Statuses = []
    since: Since = ""
    until: Since = ""
    changed_since: ChangedSince = ""
    with_parents: Wider = False
    with_children: Inside = False


class Define(Asked, kw_only=True):
    """The name of a term."""

    term: Annotated[str, Meta(description="In English, Chinese or pinyin, or an abbreviation.")]


class Timeline(Listed, kw_only=True):
    """When, where, of what sort, by whom."""

    since: Since = ""
    until: Since = ""
    changed_since: ChangedSince = ""
    region: Places = []
    category: Annotated[list[str], Meta(description="Sorts of event, such as law; an error lists all.")] = []
    actor: Annotated[list[str], Meta(description="Bodies or people who acted.")] = []
    sector: Sectors = []
    with_parents: Wider = False
    with_children: Inside = False
    every: Annotated[bool, Meta(description="All events, where no filter is given.")] = False
    oldest_first: bool = False


class Incentives(Listed, kw_only=True):
    """Where, for whom, and which firm to compare with."""

    region: Places = []
    sector: Sectors = []
    beneficiary: For = []
    instrument: Instruments = []
    status: Statuses = []
    with_parents: Wider = False
    with_children: Inside = False
    every: Annotated[bool, Meta(description="Also what is ended, replaced, a draft or not yet in force.")] = (
        False
    )
    changed_since: ChangedSince = ""
    on: Day = ""
    firm: Firm = {}


class Estimate(Listed, kw_only=True):
    """Where, and what is planned."""

    region: Annotated[Places, Meta(min_length=1)]
    spend: Annotated[
        dict[str, Annotated[int, Meta(ge=1)]],
        Meta(
            min_length=1,
            description="Kind of cost, such as compute-rental or equipment (an error lists all) -> whole yuan.",
        ),
    ]
    sector: Sectors = []
    beneficiary: For = []
    instrument: Instruments = []
    status: Statuses = []
    with_parents: Wider = False
    with_children: Inside = False
    on: Day = ""
    firm: Firm = {}


class Get(Asked, kw_only=True):
    """Which record, and which firm to compare a measure with."""

    id: Annotated[str, Meta(description="The id of a record, or its name.")]
    on: Day = ""
    firm: Firm = {}


class Cite(Asked, kw_only=True):
    """Which record."""

    id: Annotated[str, Meta(description="The id of a record, or its name.")]


AskedT = TypeVar("AskedT", bound=Asked)


def read(tool: str, shape: type[AskedT], given: Mapping[str, object]) -> AskedT:
    """Return the arguments of a call. Raises BadArgument for what the tool does not take."""
    try:
        if (size := len(encode(given))) > LONGEST:
            raise BadArgument(
                tool, f"its arguments are {size:,} bytes long; at most {LONGEST:,} are read", []
            )
        return convert(given, shape)
    except (UnicodeEncodeError, RecursionError):
        raise BadArgument(tool, "half a character, or lists too deep in one another", []) from None
    except ValidationError as error:
        what = str(error).replace("`", '"')
        raise BadArgument(tool, what[:1].lower() + what[1:], [*schema(shape)["properties"]]) from None


def filters(asked: Asked, *but: str) -> dict[str, Any]:
    """Return what was given by name, for the method that asks; without these fields and how much is wanted."""
    given: Record = to_builtins(asked)
    return {name: value for name, value in given.items() if name not in {*but, "full", "limit", "offset"}}


def schema(shape: type[Asked]) -> Record:
    """Return the JSON Schema of a tool's arguments, as short as it can be."""
    _, parts = schema_components([shape])
    found: Record = parts[shape.__name__]
    last = ("limit", "offset", "full")
    names = sorted(found["properties"], key=lambda name: last.index(name) if name in last else -1)
    return {
        "type": "object",
        "properties": {name: _described(found["properties"][name]) for name in names},
        **({"required": found["required"]} if found["required"] else {}),
        "additionalProperties": False,
    }


def _described(field: Record) -> Record:
    """Return the schema of a field without a default that says as much as leaving it out."""
    return {name: value for name, value in field.items() if name != "default" or value}
