"""The eleven kinds of fact as typed records, one `msgspec.Struct` a kind; their fields' order is every output's.

Each field says in one line what it holds; the JSON Schema shows that. What a type cannot say stands in
`Meta.extra` for the loader: `vocabulary` (a closed list of `data/vocabularies.yaml`) and `link` (the id of a
record of one of these kinds, "*" for any). An absent field is `Unset`; empty texts and lists are faults.
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


def _says(description: str, **extra: Any) -> Meta:
    """What a field holds, with what the loader must check beyond its type."""
    return Meta(description=description, extra=extra or None)


# Fields that many kinds share, said once.
Key: TypeAlias = Annotated[Id, _says("Name of the record, kebab-case, one of its kind and of all kinds.")]
Sources: TypeAlias = Annotated[Ids, _says("Pages it rests on, the best first.", link=["source"])]
Confidence: TypeAlias = Annotated[Id, _says("How well the pages bear it out.", vocabulary="confidence")]
Checked: TypeAlias = Annotated[Date, _says("Day on which it was last read against its page.")]
Note: TypeAlias = Annotated[Text, _says("What a reader must know about the record itself.")]
Replaces: TypeAlias = Annotated[Id, _says("In a fact pack: the record of ours it stands for.", link=["*"])]
Region_: TypeAlias = Annotated[Id, _says("Place it belongs to by origin.", link=["region"])]
Summary: TypeAlias = Annotated[Text, _says("What it is, in our own words, at most 60 words.")]
Chinese: TypeAlias = Annotated[Line, _says("The same in Chinese, as written in the source.")]
Aliases: TypeAlias = Annotated[Lines, _says("Other names by which people look for it.")]
Qualifier: TypeAlias = Annotated[Id, _says("How exact the value is.", vocabulary="qualifier")]
Unit: TypeAlias = Annotated[Line, _says("What is counted; an ISO 4217 code where it is money.")]
Currency: TypeAlias = Annotated[Code, _says("ISO 4217 code.")]
Policy_: TypeAlias = Annotated[Id, _says("Document it rests on.", link=["policy"])]
Amount: TypeAlias = Annotated[Money, _says("Sum in whole units of the currency.")]


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all kinds and their parts have in common: an unknown field is a fault."""


class Source(Fact, frozen=True, kw_only=True):
    """A public page."""

    id: Key
    title: Annotated[Line, _says("Title of the page, in English.")]
    title_zh: Chinese | Unset = UNSET
    publisher: Annotated[Line, _says("Who published it.")]
    url: Annotated[Url, _says("Address at which it was read.")]
    published: Annotated[Date, _says("Day, month or year of the page.")] | Unset = UNSET
    language: Annotated[Language, _says("BCP 47 code of its language.", vocabulary="language")]
    kind: Annotated[Id, _says("Who speaks.", vocabulary="source_kind")]
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Region(Fact, frozen=True, kw_only=True):
    """A place with its own policy, the nation and the world included."""

    id: Key
    name: Annotated[Line, _says("Name in English.")]
    name_zh: Annotated[Line, _says("Name in Chinese.")]
    level: Annotated[Id, _says("What kind of place it is.", vocabulary="region_level")]
    parent: Annotated[Id, _says("Place it lies in; the world has none.", link=["region"])] | Unset = UNSET
    code: Annotated[RegionCode, _says("ISO 3166 code, where there is one.")] | Unset = UNSET
    aliases: Aliases | Unset = UNSET
    sources: Sources | Unset = UNSET
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Actor(Fact, frozen=True, kw_only=True):
    """A body or a person that acts or speaks."""

    id: Key
    name: Annotated[Line, _says("Name in English, as events and positions write it.")]
    name_zh: Annotated[Line, _says("Name in Chinese.")] | Unset = UNSET
    abbreviation: Annotated[Line, _says("Short form by which it is known.")] | Unset = UNSET
    kind: Annotated[Id, _says("What kind of body it is.", vocabulary="actor_kind")]
    summary: Summary
    sources: Sources
    confidence: Confidence | Unset = UNSET
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Term(Fact, frozen=True, kw_only=True):
    """An entry of the glossary; `broader`, `narrower` and `related` as in SKOS."""

    id: Key
    term: Annotated[Line, _says("The term in English.")]
    zh: Annotated[Line, _says("The term in Chinese.")] | Unset = UNSET
    pinyin: Annotated[Line, _says("Its pinyin with tone marks, written in words.")] | Unset = UNSET
    aliases: Aliases | Unset = UNSET
    category: Annotated[Id, _says("What kind of thing it names.", vocabulary="term_category")]
    definition: Annotated[Text, _says("What it means, in one or two sentences, at most 60 words.")]
    explanation: Annotated[Text, _says("What else a reader should know.")] | Unset = UNSET
    broader: Annotated[Ids, _says("Terms of which it is a case or a part.", link=["term"])] | Unset = UNSET
    narrower: Annotated[Ids, _says("Terms that are a case or a part of it.", link=["term"])] | Unset = UNSET
    related: Annotated[Ids, _says("Terms to read beside it.", link=["term"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Event(Fact, frozen=True, kw_only=True):
    """A dated happening."""

    id: Key
    date: Annotated[Date, _says("When it happened, as exactly as the source says.")]
    milestone: Annotated[bool, _says("Whether the short timeline shows it.")] | Unset = UNSET
    title: Annotated[Line, _says("What happened, in a line.")]
    category: Annotated[Id, _says("What kind of happening it is.", vocabulary="event_category")]
    actors: Annotated[Lines, _says("Who acted, names as written.")] | Unset = UNSET
    region: Region_
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Policy(Fact, frozen=True, kw_only=True):
    """A document."""

    id: Key
    title: Annotated[Line, _says("Title in English.")]
    title_zh: Chinese | Unset = UNSET
    document_number: Annotated[Line, _says("Number of the document, as printed on it.")] | Unset = UNSET
    issuer: Annotated[Line, _says("Who issued it, as written.")]
    region: Region_
    issued: Annotated[Date, _says("When it was issued.")] | Unset = UNSET
    effective: Annotated[Date, _says("First day, month or year of its force.")] | Unset = UNSET
    expires: Annotated[Date, _says("Last day, month or year of its force.")] | Unset = UNSET
    status: Annotated[Id, _says("Where it is not in force.", vocabulary="policy_status")] | Unset = UNSET
    replaced_by: Annotated[Id, _says("Document that took its place.", link=["policy"])] | Unset = UNSET
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Cap(Fact, frozen=True, kw_only=True):
    """The limit of what one applicant gets."""

    amount: Amount
    currency: Currency
    kind: Annotated[Id, _says("What kind of limit it is.", vocabulary="cap_kind")]
    from_: Annotated[Money, _says("The lowest tier, of several.")] | Unset = field(name="from", default=UNSET)
    per: Annotated[Id, _says("What it is counted by.", vocabulary="cap_per")] | Unset = UNSET
    each: Annotated[Id, _says("The span after which it renews.", vocabulary="cap_each")] | Unset = UNSET
    years: Annotated[Count, _says("Years over which it is a total.")] | Unset = UNSET
    of: Annotated[Id, _says("What it counts, if no payment.", vocabulary="cap_of")] | Unset = UNSET
    group: Annotated[Id, _says("Name shared by caps that are one figure in the source.")] | Unset = UNSET


class Tier(Fact, frozen=True, kw_only=True):
    """One step of a scale."""

    when: Annotated[Line, _says("Who or what falls into the tier.")]
    amount: Amount | Unset = UNSET
    rate_percent: Annotated[Percent, _says("Share of the cost, in percent.")] | Unset = UNSET


class Pool(Fact, frozen=True, kw_only=True):
    """The whole pot, which is no limit for one applicant."""

    amount: Amount
    currency: Currency
    per: Annotated[Id, _says("What the pot is for.", vocabulary="pool_per")] | Unset = UNSET


class Incentive(Fact, frozen=True, kw_only=True):
    """One measure with its own benefit."""

    id: Key
    policy: Policy_ | Unset = UNSET
    region: Region_
    applies_in: Annotated[Ids, _says("Places to which it is limited.", link=["region"])] | Unset = UNSET
    title: Annotated[Line, _says("What is offered, in a line.")]
    instrument: Annotated[Id, _says("How it helps.", vocabulary="instrument")]
    sectors: Annotated[Ids, _says("Fields of industry it is for.", vocabulary="sector")]
    beneficiaries: Annotated[Ids, _says("Who can get it.", vocabulary="beneficiary")]
    summary: Summary
    rate_percent: Annotated[Percent, _says("Share of the cost, or tax rate, in percent.")] | Unset = UNSET
    rate_kind: Annotated[Id, _says("What kind of rate it is.", vocabulary="rate_kind")] | Unset = UNSET
    rate_from: Annotated[Percent, _says("The lowest rate, where there are several.")] | Unset = UNSET
    cost_base: Annotated[Id, _says("What is paid for.", vocabulary="cost_base")] | Unset = UNSET
    standard_rate: Annotated[Percent, _says("Tax rate that would hold without it.")] | Unset = UNSET
    cap: Annotated[Cap, _says("The limit of what one applicant gets.")] | Unset = UNSET
    tiers: Annotated[list[Tier], MANY, _says("The steps, where the source names them.")] | Unset = UNSET
    pool: Annotated[Pool, _says("The whole pot.")] | Unset = UNSET
    conditions: Annotated[Lines, _says("What an applicant must meet.")] | Unset = UNSET
    valid_from: Annotated[Date, _says("First day, month or year of its force.")] | Unset = UNSET
    valid_until: Annotated[Date, _says("Last day, month or year of its force.")] | Unset = UNSET
    seen: Annotated[Date, _says("Latest day on which a page showed it in use.")] | Unset = UNSET
    open_ended: Annotated[bool, _says("True where its own text sets no end.")] | Unset = UNSET
    replaced_by: Annotated[Id, _says("Measure that took its place.", link=["incentive"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Target(Fact, frozen=True, kw_only=True):
    """A number promised by a date."""

    id: Key
    title: Annotated[Line, _says("What is to be reached, in a line.")]
    value: Annotated[Number, _says("The number promised.")]
    value_to: Annotated[Number, _says("Upper end, where it is a range.")] | Unset = UNSET
    qualifier: Qualifier | Unset = UNSET
    unit: Unit
    by: Annotated[Date, _says("Day, month or year by which.")] | Unset = UNSET
    policy: Policy_ | Unset = UNSET
    issuer: Annotated[Line, _says("Who promised it, where no document of ours does.")] | Unset = UNSET
    region: Region_
    summary: Summary
    outcome: Annotated[Text, _says("What was reported of it since.")] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Figure(Fact, frozen=True, kw_only=True):
    """A number that was measured, forecast or claimed."""

    id: Key
    series: Annotated[Id, _says("Name shared by figures that can be drawn as one line.")] | Unset = UNSET
    title: Annotated[Line, _says("What is counted, in a line.")]
    value: Annotated[Number, _says("The number.")]
    value_to: Annotated[Number, _says("Upper end, where it is a range.")] | Unset = UNSET
    qualifier: Qualifier | Unset = UNSET
    unit: Unit
    period: Annotated[Period, _says("Date or EDTF interval that it is for.")]
    region: Region_
    kind: Annotated[Id, _says("How the number came about.", vocabulary="figure_kind")]
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Position(Fact, frozen=True, kw_only=True):
    """What an official text says of private, foreign, venture or small-firm participation."""

    id: Key
    date: Annotated[Date, _says("When it was said.")]
    actor: Annotated[Line, _says("Who said it, as written.")]
    about: Annotated[Id, _says("Whose participation it is about.", vocabulary="position_about")]
    region: Region_
    title: Annotated[Line, _says("What it says, in a line.")]
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Elsewhere(Fact, frozen=True, kw_only=True):
    """A number in a topic's prose that no record it cites holds."""

    number: Annotated[Line, _says("The number as the prose writes it.")]
    reason: Annotated[Text, _says("Why it may stand there all the same.")]


class Topic(Fact, frozen=True, kw_only=True):
    """A section of the explainer."""

    id: Key
    title: Annotated[Line, _says("Heading of the section.")]
    order: Annotated[Count, _says("Place in the explainer, from 1.")]
    summary: Summary
    body: Annotated[Body, _says("Short Markdown paragraphs, each ending in the ids it rests on.")]
    numbers_elsewhere: Annotated[list[Elsewhere], MANY, _says("Numbers it need not cite.")] | Unset = UNSET
    see: Annotated[Ids, _says("Records to read next.", link=["*"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence | Unset = UNSET
    checked: Checked | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


_ALL = (Source, Region, Actor, Term, Event, Policy, Incentive, Target, Figure, Position, Topic)
KINDS: dict[str, type[Fact]] = {struct.__name__.lower(): struct for struct in _ALL}
# Kind to the name of its file or folder.
FOLDERS: dict[str, str] = {kind: "policies" if kind == "policy" else f"{kind}s" for kind in KINDS}
