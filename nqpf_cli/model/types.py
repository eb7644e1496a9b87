"""The types of fields, the fields that many kinds share, and the parts of records.

A pattern or a bound stands in the type; what a type cannot say stands in `Meta.extra`, as `model.kinds` tells.
"""

from typing import Annotated, Any, TypeAlias

from msgspec import UNSET, Meta, Struct, field
from msgspec import UnsetType as Unset

from nqpf_cli.model import patterns

Id: TypeAlias = Annotated[str, Meta(pattern=patterns.ID, max_length=80)]
Date: TypeAlias = Annotated[str, Meta(pattern=patterns.DATE)]
Period: TypeAlias = Annotated[str, Meta(pattern=patterns.PERIOD)]
Url: TypeAlias = Annotated[str, Meta(pattern=patterns.URL, max_length=1000)]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=300)]
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1000)]
Body: TypeAlias = Annotated[str, Meta(min_length=1, max_length=10_000)]
MANY = Meta(min_length=1, max_length=60)
Lines: TypeAlias = Annotated[list[Line], MANY]
Ids: TypeAlias = Annotated[list[Id], MANY]
Language: TypeAlias = Annotated[str, Meta(pattern=patterns.LANGUAGE)]
RegionCode: TypeAlias = Annotated[str, Meta(pattern=patterns.REGION_CODE)]
Code: TypeAlias = Annotated[str, Meta(pattern=patterns.CURRENCY)]
Money: TypeAlias = Annotated[int, Meta(ge=1, le=10**15)]
Percent: TypeAlias = Annotated[int, Meta(ge=0, le=1000)] | Annotated[float, Meta(ge=0, le=1000)]
Count: TypeAlias = Annotated[int, Meta(ge=1, le=1000)]
Number: TypeAlias = Annotated[int, Meta(ge=-(10**16), le=10**16)] | Annotated[float, Meta(ge=-1e16, le=1e16)]


def says(description: str, **extra: Any) -> Meta:
    """What a field holds, with what the loader must check beyond its type."""
    return Meta(description=description, extra=extra or None)


# Fields that many kinds share, said once.
Key: TypeAlias = Annotated[Id, says("Name of the record, kebab-case, one of its kind and of all kinds.")]
Sources: TypeAlias = Annotated[Ids, says("Pages it rests on, the best first.", link=["source"])]
Confidence: TypeAlias = Annotated[Id, says("How well the pages bear it out.", vocabulary="confidence")]
Checked: TypeAlias = Annotated[Date, says("Day on which it was last read against its page.")]
Added: TypeAlias = Annotated[Date, says("Day on which it came into the facts; absent, the first release.")]
Note: TypeAlias = Annotated[Text, says("What a reader must know about the record itself.")]
Replaces: TypeAlias = Annotated[Id, says("In a fact pack: the record of ours it stands for.", link=["*"])]
Region_: TypeAlias = Annotated[Id, says("Place it belongs to by origin.", link=["region"])]
Summary: TypeAlias = Annotated[Text, says("What it is, in our own words, at most 60 words.")]
Chinese: TypeAlias = Annotated[Line, says("The same in Chinese, as written in the source.")]
Aliases: TypeAlias = Annotated[Lines, says("Other names by which people look for it.")]
Qualifier: TypeAlias = Annotated[Id, says("How exact the value is.", vocabulary="qualifier")]
Unit: TypeAlias = Annotated[Line, says("What is counted; an ISO 4217 code where it is money.")]
Currency: TypeAlias = Annotated[Code, says("ISO 4217 code.")]
Policy_: TypeAlias = Annotated[Id, says("Document it rests on.", link=["policy"])]
Amount: TypeAlias = Annotated[Money, says("Sum in whole units of the currency.")]


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all kinds and their parts have in common: an unknown field is a fault."""


class Change(Fact, frozen=True, kw_only=True):
    """The last change of a record, and no earlier one."""

    date: Annotated[Date, says("Day of the change.")]
    what: Annotated[Id, says("Whether the world changed or the record.", vocabulary="change_kind")]
    why: Annotated[Text, says("What changed and why, in a line.")]


Changed: TypeAlias = Annotated[Change, says("Its last change, where there was one.")]


class DocumentLife(Fact, frozen=True, kw_only=True):
    """What a rule on documents says of how long they live."""

    rule: Annotated[Id, says("What becomes of a document with age.", vocabulary="document_life")]
    years: Annotated[Count, says("Years after which that is due.")]
    trial_years: Annotated[Count, says("The same for a document on trial.")] | Unset = UNSET


class Cap(Fact, frozen=True, kw_only=True):
    """The limit of what one applicant gets."""

    amount: Amount
    currency: Currency
    kind: Annotated[Id, says("What kind of limit it is.", vocabulary="cap_kind")]
    from_: Annotated[Money, says("The lowest tier, of several.")] | Unset = field(name="from", default=UNSET)
    per: Annotated[Id, says("What it is counted by.", vocabulary="cap_per")] | Unset = UNSET
    each: Annotated[Id, says("The span after which it renews.", vocabulary="cap_each")] | Unset = UNSET
    years: Annotated[Count, says("Years over which it is a total.")] | Unset = UNSET
    of: Annotated[Id, says("What it counts, if no payment.", vocabulary="cap_of")] | Unset = UNSET
    group: Annotated[Id, says("Name shared by caps that are one figure in the source.")] | Unset = UNSET


class Tier(Fact, frozen=True, kw_only=True):
    """One step of a scale."""

    when: Annotated[Line, says("Who or what falls into the tier.")]
    amount: Amount | Unset = UNSET
    rate_percent: Annotated[Percent, says("Share of the cost, in percent.")] | Unset = UNSET


class Pool(Fact, frozen=True, kw_only=True):
    """The whole pot, which is no limit for one applicant."""

    amount: Amount
    currency: Currency
    per: Annotated[Id, says("What the pot is for.", vocabulary="pool_per")] | Unset = UNSET


class Elsewhere(Fact, frozen=True, kw_only=True):
    """A number in a topic's prose that no record it cites holds."""

    number: Annotated[Line, says("The number as the prose writes it.")]
    reason: Annotated[Text, says("Why it may stand there all the same.")]
