"""The eleven kinds of fact as typed records, one `msgspec.Struct` a kind; their fields' order is every output's.

Each field says in one line what it holds; the JSON Schema shows that. What a type cannot say stands in
`Meta.extra` for the loader: `vocabulary` (a closed list of `data/vocabularies.yaml`) and `link` (the id of a
record of one of these kinds, "*" for any). An absent field is `Unset`; empty texts and lists are faults.
"""

from typing import Annotated

from msgspec import UNSET
from msgspec import UnsetType as Unset

from nqpf_cli.model.types import (
    MANY,
    Added,
    Aliases,
    Body,
    Cap,
    Changed,
    Checked,
    Chinese,
    Confidence,
    Count,
    Date,
    DocumentLife,
    Elsewhere,
    Fact,
    Id,
    Ids,
    Key,
    Language,
    Line,
    Lines,
    Note,
    Number,
    Percent,
    Period,
    Policy_,
    Pool,
    Qualifier,
    Region_,
    RegionCode,
    Replaces,
    Sources,
    Summary,
    Text,
    Tier,
    Unit,
    Url,
    says,
)


class Source(Fact, frozen=True, kw_only=True):
    """A public page."""

    id: Key
    title: Annotated[Line, says("Title of the page, in English.")]
    title_zh: Chinese | Unset = UNSET
    publisher: Annotated[Line, says("Who published it.")]
    url: Annotated[Url, says("Address of the page itself.")]
    read_at: Annotated[Url, says("Where its text was read, if elsewhere.")] | Unset = UNSET
    official: Annotated[bool, says("True where that is its issuer's own page.")] | Unset = UNSET
    published: Annotated[Date, says("Day, month or year of the page.")] | Unset = UNSET
    language: Annotated[Language, says("BCP 47 code of its language.", vocabulary="language")]
    kind: Annotated[Id, says("Who speaks.", vocabulary="source_kind")]
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Region(Fact, frozen=True, kw_only=True):
    """A place with its own policy, the nation and the world included."""

    id: Key
    name: Annotated[Line, says("Name in English.")]
    name_zh: Annotated[Line, says("Name in Chinese.")]
    level: Annotated[Id, says("What kind of place it is.", vocabulary="region_level")]
    parent: Annotated[Id, says("Place it lies in; the world has none.", link=["region"])] | Unset = UNSET
    code: Annotated[RegionCode, says("ISO 3166 code, where there is one.")] | Unset = UNSET
    aliases: Aliases | Unset = UNSET
    spans: Annotated[Ids, says("Places that make it up.", link=["region"])] | Unset = UNSET
    overlaps: Annotated[Ids, says("Places whose ground it shares.", link=["region"])] | Unset = UNSET
    document_rule: Annotated[Id, says("Its rule on how long documents live.", link=["policy"])] | Unset = (
        UNSET
    )
    sources: Sources | Unset = UNSET
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Actor(Fact, frozen=True, kw_only=True):
    """A body or a person that acts or speaks."""

    id: Key
    name: Annotated[Line, says("Name in English, as events and positions write it.")]
    name_zh: Annotated[Line, says("Name in Chinese.")] | Unset = UNSET
    abbreviation: Annotated[Line, says("Short form by which it is known.")] | Unset = UNSET
    kind: Annotated[Id, says("What kind of body it is.", vocabulary="actor_kind")]
    summary: Summary
    sources: Sources
    confidence: Confidence | Unset = UNSET
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Term(Fact, frozen=True, kw_only=True):
    """An entry of the glossary; `broader`, `narrower` and `related` as in SKOS."""

    id: Key
    term: Annotated[Line, says("The term in English.")]
    zh: Annotated[Line, says("The term in Chinese.")] | Unset = UNSET
    pinyin: Annotated[Line, says("Its pinyin with tone marks, written in words.")] | Unset = UNSET
    aliases: Aliases | Unset = UNSET
    category: Annotated[Id, says("What kind of thing it names.", vocabulary="term_category")]
    definition: Annotated[Text, says("What it means, in one or two sentences, at most 60 words.")]
    explanation: Annotated[Text, says("What else a reader should know.")] | Unset = UNSET
    broader: Annotated[Ids, says("Terms of which it is a case or a part.", link=["term"])] | Unset = UNSET
    narrower: Annotated[Ids, says("Terms that are a case or a part of it.", link=["term"])] | Unset = UNSET
    related: Annotated[Ids, says("Terms to read beside it.", link=["term"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Event(Fact, frozen=True, kw_only=True):
    """A dated happening."""

    id: Key
    date: Annotated[Date, says("When it happened, as exactly as the source says.")]
    milestone: Annotated[bool, says("Whether the short timeline shows it.")] | Unset = UNSET
    title: Annotated[Line, says("What happened, in a line.")]
    category: Annotated[Id, says("What kind of happening it is.", vocabulary="event_category")]
    actors: Annotated[Lines, says("Who acted, names as written.")] | Unset = UNSET
    region: Region_
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Policy(Fact, frozen=True, kw_only=True):
    """A document."""

    id: Key
    title: Annotated[Line, says("Title in English.")]
    title_zh: Chinese | Unset = UNSET
    document_number: Annotated[Line, says("Number of the document, as printed on it.")] | Unset = UNSET
    issuer: Annotated[Line, says("Who issued it, as written.")]
    region: Region_
    issued: Annotated[Date, says("When it was issued.")] | Unset = UNSET
    effective: Annotated[Date, says("First day, month or year of its force.")] | Unset = UNSET
    expires: Annotated[Date, says("Last day, month or year of its force.")] | Unset = UNSET
    status: Annotated[Id, says("Where it is not in force.", vocabulary="policy_status")] | Unset = UNSET
    replaced_by: Annotated[Id, says("Document that took its place.", link=["policy"])] | Unset = UNSET
    document_life: Annotated[DocumentLife, says("How long documents live by it.")] | Unset = UNSET
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Incentive(Fact, frozen=True, kw_only=True):
    """One measure with its own benefit."""

    id: Key
    policy: Policy_ | Unset = UNSET
    region: Region_
    applies_in: Annotated[Ids, says("Places to which it is limited.", link=["region"])] | Unset = UNSET
    title: Annotated[Line, says("What is offered, in a line.")]
    instrument: Annotated[Id, says("How it helps.", vocabulary="instrument")]
    sectors: Annotated[Ids, says("Fields of industry it is for.", vocabulary="sector")]
    beneficiaries: Annotated[Ids, says("Who can get it.", vocabulary="beneficiary")]
    summary: Summary
    rate_percent: Annotated[Percent, says("Share of the cost, or tax rate, in percent.")] | Unset = UNSET
    rate_kind: Annotated[Id, says("What kind of rate it is.", vocabulary="rate_kind")] | Unset = UNSET
    rate_from: Annotated[Percent, says("The lowest rate, where there are several.")] | Unset = UNSET
    cost_base: Annotated[Id, says("What is paid for.", vocabulary="cost_base")] | Unset = UNSET
    standard_rate: Annotated[Percent, says("Tax rate that would hold without it.")] | Unset = UNSET
    cap: Annotated[Cap, says("The limit of what one applicant gets.")] | Unset = UNSET
    tiers: Annotated[list[Tier], MANY, says("The steps, where the source names them.")] | Unset = UNSET
    pool: Annotated[Pool, says("The whole pot.")] | Unset = UNSET
    conditions: Annotated[Lines, says("What an applicant must meet.")] | Unset = UNSET
    valid_from: Annotated[Date, says("First day, month or year of its force.")] | Unset = UNSET
    valid_until: Annotated[Date, says("Last day, month or year of its force.")] | Unset = UNSET
    seen: Annotated[Date, says("Latest day on which a page showed it in use.")] | Unset = UNSET
    open_ended: Annotated[bool, says("True where its own text sets no end.")] | Unset = UNSET
    replaced_by: Annotated[Id, says("Measure that took its place.", link=["incentive"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Target(Fact, frozen=True, kw_only=True):
    """A number promised by a date."""

    id: Key
    title: Annotated[Line, says("What is to be reached, in a line.")]
    value: Annotated[Number, says("The number promised.")]
    value_to: Annotated[Number, says("Upper end, where it is a range.")] | Unset = UNSET
    qualifier: Qualifier | Unset = UNSET
    unit: Unit
    by: Annotated[Date, says("Day, month or year by which.")] | Unset = UNSET
    policy: Policy_ | Unset = UNSET
    issuer: Annotated[Line, says("Who promised it, where no document of ours does.")] | Unset = UNSET
    region: Region_
    summary: Summary
    outcome: Annotated[Text, says("What was reported of it since.")] | Unset = UNSET
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Figure(Fact, frozen=True, kw_only=True):
    """A number that was measured, forecast or claimed."""

    id: Key
    series: Annotated[Id, says("Name shared by figures that can be drawn as one line.")] | Unset = UNSET
    title: Annotated[Line, says("What is counted, in a line.")]
    value: Annotated[Number, says("The number.")]
    value_to: Annotated[Number, says("Upper end, where it is a range.")] | Unset = UNSET
    qualifier: Qualifier | Unset = UNSET
    unit: Unit
    period: Annotated[Period, says("Date or EDTF interval that it is for.")]
    region: Region_
    kind: Annotated[Id, says("How the number came about.", vocabulary="figure_kind")]
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Position(Fact, frozen=True, kw_only=True):
    """What an official text says of private, foreign, venture or small-firm participation."""

    id: Key
    date: Annotated[Date, says("When it was said.")]
    actor: Annotated[Line, says("Who said it, as written.")]
    about: Annotated[Id, says("Whose participation it is about.", vocabulary="position_about")]
    region: Region_
    title: Annotated[Line, says("What it says, in a line.")]
    summary: Summary
    sources: Sources
    confidence: Confidence
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


class Topic(Fact, frozen=True, kw_only=True):
    """A section of the explainer."""

    id: Key
    title: Annotated[Line, says("Heading of the section.")]
    order: Annotated[Count, says("Place in the explainer, from 1.")]
    summary: Summary
    body: Annotated[Body, says("Short Markdown paragraphs, each ending in the ids it rests on.")]
    numbers_elsewhere: Annotated[list[Elsewhere], MANY, says("Numbers it need not cite.")] | Unset = UNSET
    see: Annotated[Ids, says("Records to read next.", link=["*"])] | Unset = UNSET
    sources: Sources
    confidence: Confidence | Unset = UNSET
    checked: Checked | Unset = UNSET
    added: Added | Unset = UNSET
    changed: Changed | Unset = UNSET
    note: Note | Unset = UNSET
    replaces: Replaces | Unset = UNSET


_ALL = (Source, Region, Actor, Term, Event, Policy, Incentive, Target, Figure, Position, Topic)
KINDS: dict[str, type[Fact]] = {struct.__name__.lower(): struct for struct in _ALL}
# Kind to the name of its file or folder.
FOLDERS: dict[str, str] = {kind: "policies" if kind == "policy" else f"{kind}s" for kind in KINDS}
