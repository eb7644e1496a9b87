"""What describes a field and a kind, the types of fields, the fields that many kinds share, and the parts of records.

A kind is a `TypedDict`: the type checker reads it, and at run time everything else follows from it (`kinds/__init__`).
A bound stands in the type as `Limits`; whatever else is to be known of a field stands beside it as a `Field`. Nothing
here imports more than `typing`, since lookups use it.
"""

from collections.abc import Callable
from typing import Annotated, NamedTuple, NotRequired, Required, TypeAlias, TypedDict

from nqpf_cli.model import patterns
from nqpf_cli.model.record import Record


class Limits(NamedTuple):
    """What a value must keep to beyond its type: the form or the length of a text, the length of a list, a range."""

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    ge: float | None = None
    le: float | None = None


class Field(NamedTuple):
    """All that is to be known of a field beyond its type.

    `says`: what it holds, in a line, which the JSON Schema shows.
    `vocabulary`: the closed list of `data/vocabularies.yaml` that it takes; `link`: the kinds of record whose ids it
    holds, "*" for any.
    `label`: how a page calls it, where its name does not say that.
    `filter`: the option that asks for its values, and the name under which the index keeps them; `facet`: the index
    keeps them under its own name, for the program to ask.
    `search`: "labels" where the words for its codes are looked for too, the name of a vocabulary where that one's are,
    "none" where nobody looks for what it holds.
    `name`: a record may be called by it. `body`: it names bodies as written, which link where they are on record.
    `own_place`: a page of one record shows it above or below the table of fields. `merged`: the words of another field
    hold it. `rests_on`: without the records it names, this one cannot be read.
    `past`: it holds a day that has come. `before`: fields whose day must not lie before its own.
    `short`: the key whose text alone may stand for a whole mapping in it.
    `computed`: an answer adds it, and no file of facts holds it. `authored`: its type in a file of facts, where an
    answer puts something else in its place.
    `unit`: what its numbers count, where no other field says it or it is not a share in percent.
    The last four follow from its type: `limits` of the value or of each item, whether it is `many` and `required`,
    and the names of its `parts`.
    """

    says: str
    vocabulary: str = ""
    link: tuple[str, ...] = ()
    label: str = ""
    filter: str = ""
    facet: bool = False
    search: str = ""
    name: bool = False
    body: bool = False
    own_place: bool = False
    merged: bool = False
    rests_on: bool = False
    past: bool = False
    before: tuple[str, ...] = ()
    short: str = ""
    computed: bool = False
    authored: object = None
    unit: str = ""
    limits: Limits = Limits()
    many: bool = False
    required: bool = False
    parts: tuple[str, ...] = ()

    def called(self, name: str) -> str:
        """Return how a person reads the name of the field."""
        return self.label or name.replace("_", " ").capitalize()

    @property
    def percent(self) -> bool:
        """Whether it is a share in percent."""
        return self.limits == PERCENT

    @property
    def dated(self) -> bool:
        """Whether it holds a day, month or year."""
        return self.limits.pattern == patterns.DATE

    @property
    def bounded(self) -> bool:
        """Whether it holds a day, month, year or an interval of them, which has a first and a last day."""
        return self.limits.pattern in (patterns.DATE, patterns.PERIOD)


Id: TypeAlias = Annotated[str, Limits(pattern=patterns.ID, max_length=80)]
Date: TypeAlias = Annotated[str, Limits(pattern=patterns.DATE)]
Period: TypeAlias = Annotated[str, Limits(pattern=patterns.PERIOD)]
Url: TypeAlias = Annotated[str, Limits(pattern=patterns.URL, max_length=1000)]
Line: TypeAlias = Annotated[str, Limits(min_length=1, max_length=300)]
Text: TypeAlias = Annotated[str, Limits(min_length=1, max_length=1000)]
Body: TypeAlias = Annotated[str, Limits(min_length=1, max_length=10_000)]
MANY = Limits(min_length=1, max_length=60)
Lines: TypeAlias = Annotated[list[Line], MANY]
Ids: TypeAlias = Annotated[list[Id], MANY]
Language: TypeAlias = Annotated[str, Limits(pattern=patterns.LANGUAGE)]
GbCode: TypeAlias = Annotated[str, Limits(pattern=patterns.GB_CODE)]
RegionCode: TypeAlias = Annotated[str, Limits(pattern=patterns.REGION_CODE)]
Code: TypeAlias = Annotated[str, Limits(pattern=patterns.CURRENCY)]
Money: TypeAlias = Annotated[int, Limits(ge=1, le=10**15)]
Count: TypeAlias = Annotated[int, Limits(ge=1, le=1000)]
# A `float` may be a whole number too.
PERCENT = Limits(ge=0, le=1000)
Percent: TypeAlias = Annotated[float, PERCENT]
Number: TypeAlias = Annotated[float, Limits(ge=-1e16, le=1e16)]

# Fields that many kinds share, said once.
Key: TypeAlias = Annotated[Id,
    Field("Name of the record, kebab-case, one of its kind and of all kinds.", own_place=True, search="none")]
Sources: TypeAlias = Annotated[Ids,
    Field("Pages it rests on, the best first.", link=("source",), own_place=True, search="none", rests_on=True)]
Confidence: TypeAlias = Annotated[Id, Field("How well the pages bear it out.", vocabulary="confidence", search="none")]
Checked: TypeAlias = Annotated[Date,
    Field("Day on which it was last read against its page.", label="Last read", search="none", past=True)]
Added: TypeAlias = Annotated[Date,
    Field("Day on which it came into the facts; absent, the first release.", search="none", past=True)]
Note: TypeAlias = Annotated[Text, Field("What a reader must know about the record itself.")]
Replaces: TypeAlias = Annotated[Id,
    Field("In a fact pack: the record of ours it stands for.", link=("*",), rests_on=True)]
Region_: TypeAlias = Annotated[Id, Field("Place it belongs to by origin.", link=("region",), rests_on=True)]
Summary: TypeAlias = Annotated[Text, Field("What it is, in our own words, at most 60 words.", own_place=True)]
Chinese: TypeAlias = Annotated[Line,
    Field("The same in Chinese, as written in the source.", name=True, own_place=True)]
Aliases: TypeAlias = Annotated[Lines, Field("Other names by which people look for it.", name=True)]
Qualifier: TypeAlias = Annotated[Id,
    Field("How exact the value is.", vocabulary="qualifier", search="none", merged=True)]
Unit: TypeAlias = Annotated[Line, Field("What is counted; an ISO 4217 code where it is money.", merged=True)]
Currency: TypeAlias = Annotated[Code, Field("ISO 4217 code.")]
Policy_: TypeAlias = Annotated[Id, Field("Document it rests on.", link=("policy",), filter="policy", rests_on=True)]
WHOLE = "whole units of the currency"
YEARS = "years"
AS_SAID = "what the column unit names"

Amount: TypeAlias = Annotated[Money, Field("Sum in whole units of the currency.", unit=WHOLE)]


class Change(TypedDict):
    """The last change of a record, and no earlier one."""

    date: Annotated[Date, Field("Day of the change.")]
    what: Annotated[Id, Field("Whether the world changed or the record.", vocabulary="change_kind")]
    why: Annotated[Text, Field("What changed and why, in a line.")]


class DocumentLife(TypedDict):
    """What a rule on documents says of how long they live."""

    rule: Annotated[Id, Field("What becomes of a document with age.", vocabulary="document_life")]
    years: Annotated[Count, Field("Years after which that is due.", unit=YEARS)]
    trial_years: NotRequired[Annotated[Count, Field("The same for a document on trial.", unit=YEARS)]]


Cap = TypedDict(
    "Cap",
    {
        "amount": Amount,
        "currency": Currency,
        "kind": Annotated[Id, Field("What kind of limit it is.", vocabulary="cap_kind")],
        "from": NotRequired[Annotated[Money, Field("The lowest tier, of several.", unit=WHOLE)]],
        "per": NotRequired[Annotated[Id, Field("What it is counted by.", vocabulary="cap_per")]],
        "each": NotRequired[Annotated[Id, Field("The span after which it renews.", vocabulary="cap_each")]],
        "years": NotRequired[Annotated[Count, Field("Years over which it is a total.", unit=YEARS)]],
        "of": NotRequired[Annotated[Id, Field("What it counts, if no payment.", vocabulary="cap_of")]],
        "group": NotRequired[Annotated[Id, Field("Name shared by caps that are one figure in the source.")]],
    },
)
Cap.__doc__ = "The limit of what one applicant gets."


class Tier(TypedDict):
    """One step of a scale."""

    when: Annotated[Line, Field("Who or what falls into the tier.")]
    amount: NotRequired[Amount]
    rate_percent: NotRequired[Annotated[Percent, Field("Share of the cost, in percent.")]]


class Pool(TypedDict):
    """The whole pot, which is no limit for one applicant."""

    amount: Amount
    currency: Currency
    per: NotRequired[Annotated[Id, Field("What the pot is for.", vocabulary="pool_per")]]


class Elsewhere(TypedDict):
    """A number in a topic's prose that no record it cites holds."""

    number: Annotated[Line, Field("The number as the prose writes it.")]
    reason: Annotated[Text, Field("Why it may stand there all the same.")]


class Status(TypedDict):
    """How a document or a measure stands on the day of the answer."""

    code: Annotated[str, Field("How it stands, as a code.")]
    words: Annotated[str, Field("The same in words.")]
    until: NotRequired[Annotated[str, Limits(pattern=patterns.DAY), Field("The last day on which it holds or held.")]]
    until_stated: NotRequired[Annotated[str,
        Field("The end that its document states, where another is reckoned with.")]]
    replaced_by: NotRequired[Annotated[str | bool,
        Field("What took its place, where that is on record; the code says it too.", link=("incentive", "policy"))]]
    stated: NotRequired[Annotated[str, Field("What its file of facts says of it.", vocabulary="policy_status")]]


class Computed(TypedDict, total=False):
    """What an answer adds to a record of any kind."""

    record_kind: Annotated[str, Field("Its kind, where records of several kinds stand together.", computed=True)]
    pack: Annotated[str,
        Field("The fact pack it comes from; absent for the bundled facts.", own_place=True, computed=True)]
    touched_by: Annotated[
        list[str],
        Field(
            "Fact packs with a record that this one rests on: its document, place, page or a link.",
            own_place=True,
            computed=True,
        ),
    ]
    matched: Annotated[str, Field("In a search: how the words matched.", computed=True)]
    links: Annotated[dict[str, list[str]],
        Field("In `show`: ids it names, and that name it.", own_place=True, computed=True)]


class Kept(Computed, total=False):
    """What every kind has: `id` comes before the fields of the kind, the others after them."""

    id: Required[Key]
    checked: Checked
    added: Added
    changed: Annotated[Change, Field("Its last change, where there was one.", label="Last change", search="none")]
    note: Note
    replaces: Replaces


SORTED_BY = 100
"""So many characters of a name decide its place in a listing; then its id does."""


class Kind(NamedTuple):
    """All that is to be known of a kind beyond its fields; what it is called stands in `data/vocabularies.yaml`.

    `shape`: its TypedDict. `folder`: its file or folder of facts.
    `when`: the fields that hold its day or period, the first that is there counting; none for one without.
    `sort`: what a listing is ordered by; without it the day, `by_place` then the place, else the name.
    `newest_first`: the newest matter most where not all are shown. `uses_terms`: its text is searched for the names of
    a term.
    """

    shape: type
    folder: str
    when: tuple[str, ...] = ()
    sort: Callable[[Record], str] | None = None
    by_place: bool = False
    newest_first: bool = False
    uses_terms: bool = False
