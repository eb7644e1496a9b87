"""An incentive as its file gives it: conditions and tiers with tests, and how to apply.

Records carry the sentences alone, as every output prints them; `split` parts the tests from them.
"""

from itertools import zip_longest
from typing import Annotated, NotRequired, TypeAlias, TypedDict

from nqpf_cli.model.kinds import fields_of, incentive_kind
from nqpf_cli.model.kinds.field_types import MANY, Amount, Date, Field, Id, Limits, Line, Percent, Url
from nqpf_cli.model.record import Record

_FEW = Limits(min_length=1, max_length=20)
FirmFacts: TypeAlias = Annotated[dict[str, bool | int | float | str | list[str]], _FEW]
Needs: TypeAlias = Annotated[FirmFacts, Field("Facts of the firm that must hold, all of them.")]
Nones: TypeAlias = Annotated[
    list[FirmFacts], _FEW, Field("Facts that must not hold: none of the items, each of facts together.")
]
Rest: TypeAlias = Annotated[Id, Field("`open`: the test is only part of the sentence, and passes nobody.")]


class Partner(TypedDict):
    """What a measure meets: another measure, or all money of a scope."""

    id: NotRequired[Annotated[Id, Field("A measure.", link=("incentive",))]]
    scope: NotRequired[Annotated[Id, Field("For the same what.", vocabulary="stacking_scope")]]
    level: NotRequired[Annotated[Id, Field("Whose money: a level of places.", vocabulary="region_level")]]
    instrument: NotRequired[Annotated[Id, Field("Which kind of help.", vocabulary="instrument")]]
    policy: NotRequired[Annotated[Id, Field("Of which document.", link=("policy",))]]


Stacking = TypedDict(
    "Stacking",
    {
        "with": Annotated[Partner, Field("The other: an id, or a scope.", short="id")],
        "rule": Annotated[Id, Field("What holds then.", vocabulary="stacking_rule")],
    },
)
Stacking.__doc__ = "What holds where another measure pays as well."


class Condition(TypedDict):
    """A sentence that an applicant must meet, with what a program can do with it."""

    text: Annotated[Line, Field("The sentence.")]
    needs: NotRequired[Needs]
    none: NotRequired[Nones]
    branch: NotRequired[Annotated[Id, Field("Conditions of one branch hold together; any branch will do.")]]
    when: NotRequired[Annotated[FirmFacts, Field("Asked only where these facts hold.")]]
    judged: NotRequired[Annotated[bool, Field("True where an office decides.")]]
    rest: NotRequired[Rest]
    afterwards: NotRequired[Annotated[bool, Field("True for a duty or a time of payment: no test.")]]
    stacking: NotRequired[Annotated[Stacking, Field("What holds where another measure pays as well.")]]


class Tier(TypedDict):
    """One step of a scale, with what a firm must be to fall into it."""

    when: Annotated[Line, Field("Who or what falls into the tier.")]
    amount: NotRequired[Amount]
    rate_percent: NotRequired[Annotated[Percent, Field("Share of the cost, in percent.")]]
    needs: NotRequired[Needs]
    none: NotRequired[Nones]
    rest: NotRequired[Rest]


class Apply(TypedDict):
    """How a measure is claimed."""

    how: Annotated[Id, Field("By which way.", vocabulary="apply_how")]
    opens: NotRequired[Annotated[Date, Field("First day of the round.", before=("closes",))]]
    closes: NotRequired[Annotated[Date, Field("Last day of the round.")]]
    cutoff: NotRequired[Annotated[Date, Field("Day on which ages and titles count.")]]
    authority: NotRequired[Annotated[Line, Field("With whom.")]]
    url: NotRequired[Annotated[Url, Field("Address of the call.")]]
    seen: NotRequired[Annotated[Date, Field("Latest day on which a page said so.", past=True)]]


class Incentive(incentive_kind.Incentive):
    """One measure with its own benefit."""

    tiers: NotRequired[  # type: ignore[misc]
        Annotated[list[Tier], MANY, Field("The steps, where the source names them.")]
    ]
    conditions: NotRequired[  # type: ignore[misc]
        Annotated[list[Condition], MANY, Field("What an applicant must meet.", short="text")]
    ]
    settled_by: NotRequired[
        Annotated[FirmFacts, Field("Facts whose holder need not answer the other tests of the measure.")]
    ]
    apply: NotRequired[Annotated[Apply, Field("How it is claimed.")]]


def split(record: Record) -> Record:
    """Take the tests out of a record of an incentive, which keeps the sentences, and return them.

    `conditions` of what is returned holds as many items as there are sentences, `tiers` as many as there are tiers;
    an empty item stands for one without a test. What the record has no tests of is absent.
    """
    tests: Record = {}
    conditions: list[Record] = [dict(one) for one in record.get("conditions", ())]
    if conditions:
        record["conditions"] = [one.pop("text", None) for one in conditions]
    tiers: list[Record] = record.get("tiers", [])
    steps = [{key: tier.pop(key) for key in ("needs", "none", "rest") if key in tier} for tier in tiers]
    for name, parts in (("conditions", conditions), ("tiers", steps)):
        if any(parts):
            tests[name] = parts
    return tests | {name: record.pop(name) for name in ("settled_by", "apply") if name in record}


def join(record: Record, tests: Record) -> Record:
    """Return a record of an incentive as it is authored, with the tests that `split` took out of it."""
    sentences = zip_longest(record.get("conditions", ()), tests.get("conditions", ()))
    steps = zip_longest(record.get("tiers", ()), tests.get("tiers", ()))
    put_back = {
        "conditions": [{"text": text, **test} if test else text for text, test in sentences],
        "tiers": [{**tier, **(test or {})} for tier, test in steps],
        **{key: tests.get(key) for key in ("settled_by", "apply")},
    }
    order = [*fields_of("incentive")]
    at = order.index("conditions") + 1
    order[at:at] = ["settled_by", "apply"]
    whole = record | {name: value for name, value in put_back.items() if value}
    return {name: whole[name] for name in dict.fromkeys([*order, *whole]) if name in whole}
