"""The sentences around a list of measures: how it stands, what stands near, whom a law adds."""

from collections import Counter
from collections.abc import Mapping

from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Page, Para, Span
from nqpf_cli.pages.common import ADVICE, RenderOptions, label, place, showing
from nqpf_cli.wording.status import IN_FORCE, LAPSED, ORDER, SHOWN

FELL_OUT = {
    "sector": "for another sector",
    "for": "for other beneficiaries",
    "instrument": "of another kind",
    "policy": "of another document",
    "min-cap": "with a lower ceiling, or none named",
    "expiring": "that end later, or whose end was not read",
}
"""The filters that a measure may fail, in words; one that is not here asks for another of its name."""


def verdict(answer: Answer) -> Page:
    """ "5 in force · 7 whose end was not read", the day; beneath it what stood near."""
    counts = Counter(record["status"]["code"] for record in answer.said["matched"])
    live = sum(counts[code] for code in IN_FORCE)
    span = within(answer.said["asked"].expiring)
    parts: list[str | Span] = []
    if live:
        ending = f"{live} in force, {'all ' if live > 1 else ''}ending {span}" if span else ""
        parts.append(Span(ending or in_force(answer, live, counts["ends-soon"]), "good"))
    parts += other(answer, counts)
    sought = asked_for(answer, *narrowed(answer))
    text: list[str | Span] = [f"For {sought}: "] if sought else []
    nothing = f"{'nothing' if text else 'Nothing'} on record{f' that ends {span}' if span else ''}"
    for at, part in enumerate(parts or [nothing]):
        text += [" · ", part] if at else [part]
    text.append(Span(f", on {dates.long_words(answer.on)}{showing(answer)}", "dim"))
    return [Para(text), *close(answer), *equals(answer)]


def within(span: str | None) -> str:
    """ "within 60 days": the span that was asked for; "" where none was."""
    return f"within {dates.span_words(span)}" if span else ""


def other(answer: Answer, counts: Mapping[str, int]) -> list[str]:
    """ "7 whose end was not read", "1 ended": how many are not known to be in force, by status."""
    words = {
        "end-not-read": "whose end was not read",
        "presume-lapsed": LAPSED,
        **{code: code.replace("-", " ") for code in ORDER if code not in SHOWN},
    }
    return [f"{counts[code]} {said}" for code, said in words.items() if counts.get(code)]


def in_force(answer: Answer, live: int, soon: int) -> str:
    """ "10 in force, 9 of them ending within 90 days"."""
    if not soon:
        return f"{live} in force"
    share = f"{soon} of them " if soon < live else "all " if live > 1 else ""
    return f"{live} in force, {share}ending within {answer.dataset['constants']['ends_soon_days']} days"


def asked_for(answer: Answer, *more: str) -> str:
    """ "SMEs, foreign-invested companies; AI": what the filters name, by label, and `more` of them in words."""
    named = answer.said["wanted"].items()
    listed = [", ".join(label(answer, name, value) for value in values) for name, values in named]
    return "; ".join([*listed, *more])


def narrowed(answer: Answer) -> list[str]:
    """The filters whose values no vocabulary holds, in words: a document, a ceiling."""
    asked = answer.said["asked"]
    return [
        *asked.policy,
        *([f"ceilings of at least {money.words(asked.min_cap)}"] if asked.min_cap is not None else []),
    ]


def close(answer: Answer) -> Page:
    """ "Near: 1 ended (--all) · 14 for another sector": what fell out for one reason alone, counted by that."""
    counts = Counter(one.why for one in answer.said["near"])
    past = other(answer, counts)
    parts = (
        [" and ".join([", ".join(past[:-1]), past[-1]] if past[1:] else past) + " (--all)"] if past else []
    )
    reasons = FELL_OUT | {why: f"of another {why}" for why in counts if why not in (*FELL_OUT, *ORDER)}
    parts += [f"{counts[why]} {words}" for why, words in reasons.items() if counts[why]]
    return [Para(Span(f"Near, but left out: {' · '.join(parts)}", "dim"))] if parts else []


def equals(answer: Answer) -> Page:
    """Who names the firms that were asked for, and by what law the others are open to them."""
    law = answer.said["equal"]
    matched = answer.said["matched"]
    opened = sum(record.get("equal_by_law") == law for record in matched) if law else 0
    if not opened:
        return []
    firms = answer.said["named"]
    whom = ", ".join(label(answer, "beneficiary", value) for value in firms)
    named = sum(not set(firms).isdisjoint(record["beneficiaries"]) for record in matched)
    first = f"{named} {'names' if named == 1 else 'name'} {whom}, first in each group; " if named else ""
    text = f"{first}{opened} equal by law ({law}), unless their conditions say otherwise."
    return [Para(Span(text, "dim"))]


def around(answer: Answer, options: RenderOptions) -> Page:
    """What waits in wider places and inside, and whose text decides."""
    said = answer.said
    parts: list[str] = []
    above = {region: many for region, many in said["elsewhere"].items() if region != "inside"}
    if above:
        listed = [
            f"{plural(many, 'measure') if not at else many} of {place(answer, region, options)}"
            for at, (region, many) in enumerate(above.items())
        ]
        parts.append(f"Also here: {', '.join(listed)} (--with-parents, nearest first).")
    if inside := said["elsewhere"].get("inside"):
        parts.append(f"{plural(inside, 'measure')} of places inside (--with-children).")
    if said["apart"]:
        parts.append("What wider places offer holds here only where it names the place.")
    if not answer.records and asked_for(answer, *narrowed(answer)):
        parts.append("Fewer filters show more.")
    parts.append(ADVICE)
    return [Para(" ".join(parts))]
