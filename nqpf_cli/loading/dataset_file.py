"""What `dataset.yaml` and `withdrawn.yaml` hold, as typed records: which facts these are, and which are no more."""

from typing import Annotated, NotRequired, TypedDict

from nqpf_cli.model import patterns
from nqpf_cli.model.kinds.field_types import MANY, Code, Count, Date, Id, Limits, Line, Lines, Percent, Text


class Rate(TypedDict):
    """What a dollar costs; a decimal as text, so that no float holds money; `also`: its other names."""

    currency: Code
    also: NotRequired[Lines]
    per_dollar: Annotated[str, Limits(pattern=patterns.DECIMAL)]
    date: Date
    source: Id
    note: NotRequired[Text]


class Tax(TypedDict):
    """A tax rate and the page that states it."""

    rate_percent: Percent
    source: Id


class Gap(TypedDict):
    """What is known not to be here; of which place, and of which kind of measure there, that the term is about."""

    what: Line
    region: NotRequired[Id]
    instrument: NotRequired[Id]
    term: NotRequired[Id]


class Elsewhere(TypedDict):
    """A country or place outside the reference; `also`: its other names, and those of what lies in it."""

    name: Line
    also: NotRequired[Lines]


class Wording(TypedDict):
    """A Chinese word of ours, and what people elsewhere say for it."""

    ours: Line
    also: Lines


class NotHeld(TypedDict):
    """Places that people ask for and that have no record, and the words that say so of one."""

    why: Line
    places: Annotated[list[Elsewhere], Limits(min_length=1, max_length=200)]


class Constants(TypedDict):
    """What is no fact of its own and yet not ours to put into code."""

    dollar_rates: Annotated[list[Rate], MANY]
    standard_corporate_income_tax: Tax
    foreign_equality_law: Id
    presume_lapsed_after_years: Count
    trial_words: Annotated[list[Line], MANY]
    ends_soon_days: Count
    passed_over: Annotated[list[Line], Limits(min_length=1, max_length=400)]
    kind_words: Annotated[list[Line], Limits(min_length=1, max_length=400)]
    no_sector: NotRequired[Annotated[list[Line], Limits(min_length=1, max_length=400)]]
    place_words: Annotated[list[Line], Limits(min_length=1, max_length=400)]
    government_words: NotRequired[Annotated[list[Line], Limits(min_length=1, max_length=400)]]
    wordings: NotRequired[Annotated[list[Wording], Limits(min_length=1, max_length=400)]]
    not_held: NotHeld


class Withdrawn(TypedDict):
    """A record that went, in `withdrawn.yaml`: its id, the day and the reason, and what took its place, if anything."""

    id: Id
    date: Date
    why: Text
    now: NotRequired[Id]


class Dataset(TypedDict):
    """The facts as a whole."""

    title: Line
    version: Line
    checked: Date
    first_release: Date
    covers_until: Date
    not_here: NotRequired[Annotated[list[Gap], MANY]]
    licence: Line
    constants: Constants
