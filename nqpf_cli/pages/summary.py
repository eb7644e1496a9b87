"""The sentences around a list of measures: how it stands, what nearly matches, whom a law adds."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer
from nqpf_cli.pages import common
from nqpf_cli.pages.blocks import Page, Para, Span, dim
from nqpf_cli.pages.common import ADVICE, RenderOptions, label, showing, told_from
from nqpf_cli.questions.incentives import IncentivesQuery, IncentivesResult
from nqpf_cli.wording.status import IN_FORCE, ORDER, age_words, counted

FELL_OUT = {
    "sector": "for another sector",
    "beneficiary": "for other beneficiaries",
    "instrument": "of another kind",
    "policy": "of another document",
    "changed-since": "unchanged since then",
    "status": "of another status",
    "span": "of another time, or with no date",
    "min-cap": "with a lower ceiling, or none named",
    "expiring": "that end later, or with no end date found",
}
"""The filters that a measure may fail, in words; one that is not here asks for another of its name."""


def summary(result: IncentivesResult) -> Page:
    """ "5 in force · 7 with no end date found", the day; beneath it what nearly matches."""
    answer, asked = result.answer, result.selection.asked
    counts = Counter(record["status"]["code"] for record in result.matched)
    live = sum(counts[code] for code in IN_FORCE)
    span = f"within {dates.span_words(asked.expiring)}" if asked.expiring else ""
    parts: list[str | Span] = []
    if live:
        ending = f"{live} in force, {'all ' if live > 1 else ''}ending {span}" if span else ""
        parts.append(Span(ending or in_force(answer, live, counts["ends-soon"]), "good"))
    parts += counted(counts, age_words(result.matched))
    sought = asked_for(answer, result.selection.values, *narrowed(asked))
    text: list[str | Span] = [f"For {sought}: "] if sought else []
    nothing = f"{'nothing' if text else 'Nothing'} on record{f' that ends {span}' if span else ''}"
    for at, part in enumerate(parts or [nothing]):
        text += [" · ", part] if at else [part]
    day = "counted from" if span else "on"
    text.append(Span(f", {day} {dates.long_words(answer.on)}{showing(answer)}", "dim"))
    return [Para(text), *near(result), *equals(result)]


def in_force(answer: Answer, live: int, soon: int) -> str:
    """ "10 in force, 9 of them ending within 90 days"."""
    if not soon:
        return f"{live} in force"
    share = f"{soon} of them " if soon < live else "all " if live > 1 else ""
    return f"{live} in force, {share}ending within {answer.dataset['constants']['ends_soon_days']} days"


def asked_for(answer: Answer, values: Mapping[str, Sequence[str]], *more: str) -> str:
    """ "SMEs, foreign-invested companies; AI": what the filters name, by label, and `more` of them in words."""
    listed = [", ".join(label(answer, name, value) for value in chosen) for name, chosen in values.items()]
    return "; ".join([*listed, *more])


def narrowed(asked: IncentivesQuery) -> list[str]:
    """Return the filters whose values no vocabulary holds, in words: a document, a sum, a status, a span, a change."""
    floor = [] if asked.min_cap is None else [f"ceilings of at least {money.words(asked.min_cap)}"]
    status = [f"status {', '.join(asked.status)}"] if asked.status else []
    since = f" from {dates.long_words(asked.since)}" if asked.since else ""
    until = f" to {dates.long_words(asked.until)}" if asked.until else ""
    span = [f"dates{since}{until}"] if since or until else []
    new = asked.changed_since
    changed = [f"what changed since {dates.long_words(new)}"] if new else []
    return [*asked.policy, *floor, *status, *span, *changed]


def typed(asked: IncentivesQuery) -> str:
    """ " --sector ai --with-parents": the options that choose such measures again, each after a space, or nothing."""
    from shlex import quote

    options = (
        ("sector", asked.sector),
        ("for", asked.beneficiary),
        ("instrument", asked.instrument),
        ("status", asked.status),
    )
    words = [f" --{option} {quote(value)}" for option, values in options for value in values]
    wider = [*[" --with-parents"] * asked.with_parents, *[" --with-children"] * asked.with_children]
    return "".join([*words, *wider])


def near(result: IncentivesResult) -> Page:
    """ "Not shown: 1 ended (--all) · 14 for another sector": what fails one test alone, counted by that."""
    counts = Counter(result.near.values())
    past = counted(counts)
    parts = (
        [" and ".join([", ".join(past[:-1]), past[-1]] if past[1:] else past) + " (--all)"] if past else []
    )
    reasons = FELL_OUT | {why: f"of another {why}" for why in counts if why not in (*FELL_OUT, *ORDER)}
    parts += [f"{counts[why]} {words}" for why, words in reasons.items() if counts[why]]
    return [dim(f"Not shown: {' · '.join(parts)}")] if parts else []


def equals(result: IncentivesResult) -> Page:
    """Who names the firms that were asked for, and by what law the others are open to them."""
    equality = result.selection.equality
    opened = sum("equal_by_law" in record for record in result.matched)
    if not equality or not opened:
        return []
    whom = ", ".join(label(result.answer, "beneficiary", value) for value in sorted(equality.named))
    named = sum(not equality.named.isdisjoint(record["beneficiaries"]) for record in result.matched)
    first = f"{named} {'names' if named == 1 else 'name'} {whom}, first in each group; " if named else ""
    text = f"{first}{opened} equal by law ({equality.law}), unless their conditions say otherwise."
    return [dim(text)]


def around(result: IncentivesResult, options: RenderOptions) -> Page:
    """What waits in wider places and inside, and whose text decides."""
    answer, selection, more = result.answer, result.selection, result.elsewhere
    area = selection.area
    parts = common.around(answer, more, options, "measure", "measures")
    if not area.above and any("parent" in area.regions[place] for place in area.own):
        parts.append("What wider places offer holds here only where it names the place.")
    if not answer.records and (selection.values or narrowed(selection.asked)):
        parts.append("Fewer filters show more.")
    parts.append(ADVICE)
    return [Para(" ".join(parts)), *told_from(answer, selection.asked.changed_since)]
