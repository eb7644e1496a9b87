"""The sentences around a list of measures: how it stands, what nearly matches, whom a law adds."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import plural
from nqpf_cli.model.values import Values
from nqpf_cli.pages import common
from nqpf_cli.pages.blocks import Page, Para, Span, dim
from nqpf_cli.pages.common import ADVICE, RenderOptions, label, showing, since_note
from nqpf_cli.pages.open_to_any import asked_for, headings
from nqpf_cli.questions.incentives import OPEN, IncentivesQuery, IncentivesResult
from nqpf_cli.wording import extent
from nqpf_cli.wording.status import IN_FORCE, ORDER, SHOWN, age_words, counted, worded

NAMED = 3
"""So many documents are named where no measure is on record."""

Other: TypeAlias = dict[str, Any]
"""Fields of a query with the values that they have in another."""

FELL_OUT: dict[str, tuple[str, Other]] = {
    "words": ("without the words in their text", {"place": ""}),
    "sector": ("for another sector", {"sector": ()}),
    "beneficiary": ("for other beneficiaries", {"beneficiary": ()}),
    "instrument": ("of another kind", {"instrument": ()}),
    "policy": ("of another document", {"policy": ()}),
    "changed-since": ("unchanged since then", {"changed_since": None}),
    "span": ("of another time, or with no date", {"since": None, "until": None}),
    "min-cap": ("with a lower ceiling, or none named", {"min_cap": None}),
    "expiring": ("that end later, or with no end date found", {"expiring": None}),
    "open-to-any": ("open to any", {"only": False}),
}
"""The test that a measure may fail -> in words, and what the query that shows it says instead."""


def summary(result: IncentivesResult, options: RenderOptions) -> Page:
    """How what was found stands, what names the sector asked for apart, the day; beneath it what nearly matches."""
    answer, asked = result.answer, result.selection.asked
    span = dates.until_words(asked.expiring) if asked.expiring else ""
    first = len(result.matched) if answer.specific is None else answer.specific
    by_name = ", by name" if answer.specific is not None and result.matched else ""
    values = result.selection.values
    whom = asked_for(answer, {name: values[name] for name in values if name in OPEN}) + by_name
    kinds = asked_for(answer, {name: values[name] for name in values if name not in OPEN})
    other = [f"of the kind {kinds}" if kinds else "", *narrowed(asked)]
    sought = "; ".join(filter(None, [whom, *other]))
    begins = "" if sought.startswith("of the kind") else "For "
    text: list[str | Span] = (
        [f"{begins}{sought[:1].upper() if not begins else sought[:1]}{sought[1:]}: "] if sought else []
    )
    nothing = f"{'nothing' if text else 'Nothing'} on record{f' that ends {span}' if span else ''}"
    text += standing(answer, result.matched[:first], span) or ["none" if by_name else nothing]
    day = "counted from" if span else "on"
    text.append(Span(f", {day} {dates.long_words(answer.on)}{showing(answer)}", "dim"))
    rest = standing(answer, result.matched[first:], span)
    words = result.selection.words
    # A place that is named leaves no doubt; a share (15%) is none either.
    none = not result.selection.area.own and "%" not in words
    why = f"No place is called “{words}”: these are the measures whose text holds it"
    why = why if none else f"These are the measures whose text holds “{words}”"
    page: Page = [Para(f"{why}, in any form or language.")] if words else []
    page += [Para(text), *([Para(["Open to any: ", *rest])] if rest else [])]
    page += [
        *none_itself(result, options),
        *ends_by_then(result, options),
        *near(result, options),
        *papers(result, options),
    ]
    return [*page, *equals(result)]


def none_itself(result: IncentivesResult, options: RenderOptions) -> Page:
    """Where nothing that was found names the narrower thing that was typed: that, and which option shows what does."""
    closer = result.elsewhere.closer
    if not closer:
        return []
    above = sum(closer.above.values())
    around = [
        (above, "of wider places", {"with_parents": True}),
        (closer.inside, "in places inside", {"with_children": True}),
    ]
    do = [
        f"{many} {where} {'does' if many == 1 else 'do'}: {command(result, other, options)}"
        for many, where, other in around
        if many
    ]
    none = f"{'None of these' if result.matched else 'No measure here'} names {' or '.join(result.answer.filed)} itself"
    return [Para(f"{none}; {'; '.join(do)}" if do else f"{none}.")] if do or result.matched else []


def papers(result: IncentivesResult, options: RenderOptions) -> Page:
    """Where no measure is on record: the documents of the place whose text names the sector."""
    answer, selection = result.answer, result.selection
    found = [f"{common.name(result.policies[one], options)} ({one})" for one in answer.documents[:NAMED]]
    if not found:
        return []
    chosen = {"region": selection.area.named, "sector": selection.asked.sector}
    whole = common.line(options, "list", ["policies"], chosen)
    more = f"; all {len(answer.documents)}" if answer.documents[NAMED:] else ""
    return [Para(f"Documents that name it: {'; '.join(found)}{more}: {whole}")]


def standing(answer: Answer, records: Sequence[Record], span: str) -> list[str | Span]:
    """ "5 in force · 7 with no end date found", of measures that end within a `span` if that was asked for."""
    counts = Counter(record["status"]["code"] for record in records)
    live = sum(counts[code] for code in IN_FORCE)
    parts: list[str | Span] = []
    if live:
        ending = f"{live} in force, {'all ' if live > 1 else ''}ending {span}" if span else ""
        parts.append(Span(ending or in_force(answer, live, counts["ends-soon"]), "good"))
    parts += counted(counts, age_words(records))
    return [piece for at, part in enumerate(parts) for piece in ([" · ", part] if at else [part])]


def ends_by_then(result: IncentivesResult, options: RenderOptions) -> Page:
    """Where only the last day of a span was typed, the line for what ends by then: that may have been meant."""
    asked = result.selection.asked
    if not asked.until or asked.since or asked.expiring or asked.until < result.answer.on:
        return []
    other = command(result, {"until": None, "expiring": asked.until}, options)
    return [dim(f"What begins later is left out; what ends by then: {other}")]


def in_force(answer: Answer, live: int, soon: int) -> str:
    """ "10 in force, 9 of them ending within 90 days"."""
    if not soon:
        return f"{live} in force"
    share = f"{soon} of them " if soon < live else "all " if live > 1 else ""
    return f"{live} in force, {share}ending within {answer.dataset['constants']['ends_soon_days']} days"


def narrowed(asked: IncentivesQuery) -> list[str]:
    """Return the filters whose values no vocabulary holds, in words: a document, a sum, a status, a span, a change."""
    floor = [] if asked.min_cap is None else [f"ceilings of at least {money.words(asked.min_cap)}"]
    states = [worded(one.strip()) for typed in asked.status for one in typed.split(",")]
    status = [f"status “{', '.join(states)}”"] if states else []
    since = f" from {dates.long_words(asked.since)}" if asked.since else ""
    until = f" to {dates.long_words(asked.until)}" if asked.until else ""
    span = [f"dates{since}{until}"] if since or until else []
    new = asked.changed_since
    changed = [f"what changed since {dates.long_words(new)}"] if new else []
    return [*asked.policy, *floor, *status, *span, *changed]


def typed(asked: IncentivesQuery) -> dict[str, object]:
    """Return the options that choose such measures again."""
    return {
        "sector": asked.sector,
        "for": asked.beneficiary,
        "instrument": asked.instrument,
        "status": asked.status,
        "only": asked.only,
        "with-parents": asked.with_parents,
        "with-children": asked.with_children,
    }


def near(result: IncentivesResult, options: RenderOptions) -> Page:
    """ "Not shown: 14 for another sector: nqpf incentives lingang": what fails one test alone, and what shows it."""
    counts = Counter(result.near.values())
    live = sum(counts[code] for code in IN_FORCE)
    past = [*([f"{live} in force"] if live else []), *counted(counts)]
    hidden = any(counts[code] for code in ORDER if code not in SHOWN)
    shown = {"status": (), "every": hidden or result.selection.asked.every}
    lines: list[tuple[str, Other]] = [(extent.listed(past), shown)] if past else []
    lines += [(f"{counts[why]} {words}", other) for why, (words, other) in FELL_OUT.items() if counts[why]]
    return [dim(f"Not shown: {words}: {command(result, other, options)}") for words, other in lines]


def command(result: IncentivesResult, other: Other, options: RenderOptions) -> str:
    """ "nqpf incentives lingang --sector ai": the whole line of a result, with fields of its query that are `other`."""
    asked = result.selection.asked.replace(**other)
    asked = asked.replace(only=asked.only and bool(asked.sector or asked.beneficiary))
    words = [result.selection.words] if asked.place and result.selection.words else []
    names = ("policy", "min_cap", "since", "until", "expiring", "changed_since")
    more = {name: getattr(asked, name) for name in names}
    chosen = {**typed(asked), **more, "all": asked.every}
    return common.line(options, "incentives", [*result.selection.area.named, *words], chosen)


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
    parts += [extent.lacking(answer.gaps)] if answer.gaps else []
    parts.append(ADVICE)
    return [Para(" ".join(parts)), *since_note(answer, selection.asked.changed_since)]


class Part(Values):
    """A part of the page: its heading, if any, the measures below it, and all that match, those not shown too."""

    heading: str
    shown: Sequence[Record]
    matched: Sequence[Record]

    def split(self, said: str, other: str, test: Callable[[Record], bool]) -> list["Part"]:
        """Part what passes a test from what does not, each under what is `said` of it; what is empty is left out."""
        found = []
        for words, passes in ((said, True), (other, False)):
            shown, matched = (
                [one for one in each if test(one) is passes] for each in (self.shown, self.matched)
            )
            before = self.heading.partition(":")[0]
            heading = f"{before} · {words}" if before else words[:1].upper() + words[1:]
            found += (
                [Part(f"{heading}: {plural(len(matched), 'measure')}", shown, matched)] if matched else []
            )
        return found


def parts(result: IncentivesResult) -> list[Part]:
    """What names the sector and beneficiary asked for, then what is open to any; one part where neither was asked.

    Of these what names the narrower thing that was typed, and where it was asked for, what is known to be in force.
    """
    selection, found = result.selection, named_or_open(result)
    if selection.closer:
        words = f"“{' or '.join(selection.filed)}” by name"
        split = [one.split(words, "others", lambda each: each["id"] in selection.closer) for one in found]
        found = [part for each in split for part in each]
    if selection.undated:
        unread = "with no end date found, so not known to have ended"
        split = [
            one.split("in force", unread, lambda each: each["status"]["code"] in IN_FORCE) for one in found
        ]
        found = [part for each in split for part in each]
    return found


def named_or_open(result: IncentivesResult) -> list[Part]:
    """What names the sector and beneficiary asked for, then what is open to any; one part where neither was asked."""
    answer, selection = result.answer, result.selection
    if answer.specific is None or not result.matched:
        return [Part("", answer.records, result.matched)]
    values = {name: selection.values[name] for name in OPEN if name in selection.values}
    first = answer.specific
    by_name, rest = headings(answer, values, first, answer.total - first, "measure", "measures")
    heading = by_name if rest else ""
    found = [Part(heading, answer.records[:first], result.matched[:first])] if first else []
    return [*found, Part(rest, answer.records[first:], result.matched[first:])] if rest else found


def nowhere(result: IncentivesResult, found: Sequence[Part]) -> list[str]:
    """The places that were asked for and have nothing in any of several parts, said once before them."""
    held = {record["region"] for part in found for record in part.matched}
    return [place for place in result.selection.area.own if place not in held] if found[1:] else []
