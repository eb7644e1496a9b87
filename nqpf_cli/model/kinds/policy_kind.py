"""A document."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import (
    Chinese, Confidence, Date, DocumentLife, Field, Id, Kept, Kind, Line, Region_, Sources, Status, Summary,
)


class Policy(Kept):
    """A document."""

    title: Annotated[Line, Field("Title in English.", name=True, own_place=True)]
    title_zh: NotRequired[Chinese]
    document_number: NotRequired[Annotated[Line, Field("Number of the document, as printed on it.", name=True)]]
    issuer: Annotated[Line, Field("Who issued it, as written.", label="Issued by", filter="actor", body=True)]
    region: Region_
    issued: NotRequired[Annotated[Date, Field("When it was issued.", past=True, before=("expires",))]]
    effective: NotRequired[Annotated[Date, Field("First day, month or year of its force.", before=("expires",))]]
    expires: NotRequired[Annotated[Date, Field("Last day, month or year of its force.")]]
    # An answer puts how it stands on a day in the place of what was authored.
    status: NotRequired[Annotated[Status,
        Field("Where it is not in force.", vocabulary="policy_status", own_place=True, authored=Id)]]
    replaced_by: NotRequired[Annotated[Id, Field("Document that took its place.", link=("policy",), rests_on=True)]]
    document_life: NotRequired[Annotated[DocumentLife,
        Field("How long documents live by it.", label="Life of documents", search="none")]]
    summary: Summary
    sources: Sources
    confidence: Confidence


KIND = Kind(Policy, folder="policies", when=("issued", "effective"), newest_first=True, uses_terms=True)
