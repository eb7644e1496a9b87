"""The shape of each record as the program passes it on, for type checking alone: plain dicts at run time.

A field that may be absent is `NotRequired`. Dates are ISO text, links are ids. What an answer adds to the fields that
were authored (whose a record is, how it stands on a day, what a measure leaves open) is said here too.
"""

from typing import NotRequired, TypeAlias, TypedDict


class Change(TypedDict):
    """The last change of a record, and no earlier one."""

    date: str
    what: str
    why: str


class DocumentLife(TypedDict):
    """What a rule on documents says of how long they live."""

    rule: str
    years: int
    trial_years: NotRequired[int]


Cap = TypedDict(
    "Cap",
    {
        "amount": int,
        "currency": str,
        "kind": str,
        "from": NotRequired[int],
        "per": NotRequired[str],
        "each": NotRequired[str],
        "years": NotRequired[int],
        "of": NotRequired[str],
        "group": NotRequired[str],
    },
)
"""The limit of what one applicant gets."""


class Tier(TypedDict):
    """One step of a scale."""

    when: str
    amount: NotRequired[int]
    rate_percent: NotRequired[float]


class Pool(TypedDict):
    """The whole pot, which is no limit for one applicant."""

    amount: int
    currency: str
    per: NotRequired[str]


class Elsewhere(TypedDict):
    """A number in a topic's prose that no record it cites holds."""

    number: str
    reason: str


class Status(TypedDict):
    """How a policy or a measure stands on the day of the answer."""

    code: str
    words: str
    until: NotRequired[str]
    until_stated: NotRequired[str]
    replaced_by: NotRequired[str | bool]
    stated: NotRequired[str]


class Kept(TypedDict, total=False):
    """What a record of any kind may say of itself, and what an answer says of it."""

    checked: str
    added: str
    changed: Change
    note: str
    replaces: str
    record_kind: str
    matched: str
    pack: str
    touched_by: list[str]
    links: dict[str, list[str]]


class Source(Kept):
    """A public page."""

    id: str
    title: str
    title_zh: NotRequired[str]
    publisher: str
    url: str
    read_at: NotRequired[str]
    official: NotRequired[bool]
    published: NotRequired[str]
    language: str
    kind: str


class Region(Kept):
    """A place with its own policy, the nation and the world included."""

    id: str
    name: str
    name_zh: str
    level: str
    parent: NotRequired[str]
    code: NotRequired[str]
    aliases: NotRequired[list[str]]
    spans: NotRequired[list[str]]
    overlaps: NotRequired[list[str]]
    document_rule: NotRequired[str]
    sources: NotRequired[list[str]]


class Actor(Kept):
    """A body or a person that acts or speaks."""

    id: str
    name: str
    name_zh: NotRequired[str]
    abbreviation: NotRequired[str]
    kind: str
    summary: str
    sources: list[str]
    confidence: NotRequired[str]


class Term(Kept):
    """An entry of the glossary; `broader`, `narrower` and `related` as in SKOS."""

    id: str
    term: str
    zh: NotRequired[str]
    pinyin: NotRequired[str]
    aliases: NotRequired[list[str]]
    category: str
    definition: str
    explanation: NotRequired[str]
    broader: NotRequired[list[str]]
    narrower: NotRequired[list[str]]
    related: NotRequired[list[str]]
    sources: list[str]
    confidence: str


class Event(Kept):
    """A dated happening."""

    id: str
    date: str
    milestone: NotRequired[bool]
    title: str
    category: str
    actors: NotRequired[list[str]]
    region: str
    summary: str
    sources: list[str]
    confidence: str


class Policy(Kept):
    """A document."""

    id: str
    title: str
    title_zh: NotRequired[str]
    document_number: NotRequired[str]
    issuer: str
    region: str
    issued: NotRequired[str]
    effective: NotRequired[str]
    expires: NotRequired[str]
    replaced_by: NotRequired[str]
    document_life: NotRequired[DocumentLife]
    summary: str
    sources: list[str]
    confidence: str
    status: NotRequired[Status]


class Incentive(Kept):
    """One measure with its own benefit."""

    id: str
    policy: NotRequired[str]
    region: str
    applies_in: NotRequired[list[str]]
    title: str
    instrument: str
    sectors: list[str]
    beneficiaries: list[str]
    summary: str
    rate_percent: NotRequired[float]
    rate_kind: NotRequired[str]
    rate_from: NotRequired[float]
    cost_base: NotRequired[str]
    standard_rate: NotRequired[float]
    cap: NotRequired[Cap]
    tiers: NotRequired[list[Tier]]
    pool: NotRequired[Pool]
    conditions: NotRequired[list[str]]
    valid_from: NotRequired[str]
    valid_until: NotRequired[str]
    seen: NotRequired[str]
    open_ended: NotRequired[bool]
    replaced_by: NotRequired[str]
    sources: list[str]
    confidence: str
    status: NotRequired[Status]
    ask: NotRequired[list[str]]
    open_questions: NotRequired[list[str]]
    equal_by_law: NotRequired[str]


class Target(Kept):
    """A number promised by a date."""

    id: str
    title: str
    value: float
    value_to: NotRequired[float]
    qualifier: NotRequired[str]
    unit: str
    by: NotRequired[str]
    policy: NotRequired[str]
    issuer: NotRequired[str]
    region: str
    summary: str
    outcome: NotRequired[str]
    sources: list[str]
    confidence: str


class Figure(Kept):
    """A number that was measured, forecast or claimed."""

    id: str
    series: NotRequired[str]
    title: str
    value: float
    value_to: NotRequired[float]
    qualifier: NotRequired[str]
    unit: str
    period: str
    region: str
    kind: str
    summary: str
    sources: list[str]
    confidence: str


class Position(Kept):
    """What an official text says of private, foreign, venture or small-firm participation."""

    id: str
    date: str
    actor: str
    about: str
    region: str
    title: str
    summary: str
    sources: list[str]
    confidence: str


class Topic(Kept):
    """A section of the explainer."""

    id: str
    title: str
    order: int
    summary: str
    body: str
    numbers_elsewhere: NotRequired[list[Elsewhere]]
    see: NotRequired[list[str]]
    sources: list[str]
    confidence: NotRequired[str]


AnyRecord: TypeAlias = (
    Source | Region | Actor | Term | Event | Policy | Incentive | Target | Figure | Position | Topic
)
