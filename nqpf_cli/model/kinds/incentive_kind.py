"""One measure with its own benefit."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    MANY, Cap, Confidence, Date, Field, Id, Ids, Kept, Kind, Line, Lines, Percent, Policy_, Pool, Region_, Sources,
    Status, Summary, Tier,
)
from nqpf_cli.model.record import Record


class Incentive(Kept):
    """One measure with its own benefit."""

    policy: NotRequired[Policy_]
    region: Region_
    applies_in: NotRequired[Annotated[Ids,
        Field("Places to which it is limited.", link=("region",), facet=True, rests_on=True)]]
    title: Annotated[Line, Field("What is offered, in a line.", name=True, own_place=True)]
    instrument: Annotated[Id, Field("How it helps.", vocabulary="instrument", filter="instrument", search="labels")]
    sectors: Annotated[Ids,
        Field("Fields of industry it is for.", vocabulary="sector", filter="sector", search="labels")]
    beneficiaries: Annotated[Ids, Field("Who can get it.", vocabulary="beneficiary", filter="for", search="labels")]
    summary: Summary
    rate_percent: NotRequired[Annotated[Percent, Field("Share of the cost, or tax rate, in percent.", label="Rate")]]
    rate_kind: NotRequired[Annotated[Id, Field("What kind of rate it is.", vocabulary="rate_kind")]]
    rate_from: NotRequired[Annotated[Percent, Field("The lowest rate, where there are several.")]]
    cost_base: NotRequired[Annotated[Id,
        Field("What is paid for.", vocabulary="cost_base", facet=True, search="labels")]]
    standard_rate: NotRequired[Annotated[Percent, Field("Tax rate that would hold without it.")]]
    cap: NotRequired[Annotated[Cap, Field("The limit of what one applicant gets.", label="Limit")]]
    tiers: NotRequired[Annotated[list[Tier], MANY, Field("The steps, where the source names them.")]]
    pool: NotRequired[Annotated[Pool, Field("The whole pot.", label="Whole pot")]]
    conditions: NotRequired[Annotated[Lines, Field("What an applicant must meet.")]]
    valid_from: NotRequired[Annotated[Date,
        Field("First day, month or year of its force.", before=("valid_until", "seen"))]]
    valid_until: NotRequired[Annotated[Date, Field("Last day, month or year of its force.")]]
    seen: NotRequired[Annotated[Date,
        Field("Latest day on which a page showed it in use.", label="Seen in use", past=True)]]
    open_ended: NotRequired[Annotated[bool,
        Field("True where its own text sets no end.", label="No end by its text")]]
    replaced_by: NotRequired[Annotated[Id, Field("Measure that took its place.", link=("incentive",), rests_on=True)]]
    sources: Sources
    confidence: Confidence
    status: NotRequired[Annotated[Status, Field("How it stands on the day `on`.", own_place=True, computed=True)]]
    ask: NotRequired[Annotated[list[str],
        Field("What its sources leave open and one should ask.", computed=True)]]
    whom: NotRequired[Annotated[str,
        Field("Whom to ask, where that is not who issued its document.",
            label="Whom to ask", own_place=True, computed=True)]]
    open_questions: NotRequired[Annotated[list[str],
        Field("In `brief`: what its sources leave open, as questions to the issuer.", computed=True)]]
    equal_by_law: NotRequired[Annotated[str,
        Field("The law by which it is open to firms it does not name.", computed=True)]]


def by_place(record: Record) -> str:
    """Order the measures of one place together, in it those of one document."""
    return f"{record['region']} {record.get('policy', '~')}"


KIND = Kind(Incentive, folder="incentives", sort=by_place, uses_terms=True)
