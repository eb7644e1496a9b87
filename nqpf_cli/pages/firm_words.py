"""What is said of a firm and of a judgement, in words: nothing here promises anything."""

from collections import Counter
from collections.abc import Iterable, Sequence

from nqpf_cli.model import dates, money
from nqpf_cli.model.firm_profile import Firm, Known
from nqpf_cli.model.judging import Lexicon
from nqpf_cli.model.record import Lists, Record
from nqpf_cli.pages.blocks import Span
from nqpf_cli.questions.firm import Judged, Judgement, test_of

GROUPS = {
    "nothing-against": "nothing we read stands against it",
    "answers": "open: your answers can settle it",
    "office": "open: an office judges, or the text is vague",
    "unread": "open: we read no condition; ask",
    "not-claimable": "not yours to claim: a fund or bank chooses",
    "not-yet": "not yet: a title you can apply for",
    "fails": "not for you",
}
"""What a measure can come to, in words."""

VERDICTS = {
    "nothing-against": "NOTHING READ STANDS AGAINST IT",
    "open": "OPEN",
    "not-claimable": "NOT YOURS TO CLAIM",
    "not-yet": "NOT YET",
    "fails": "NOT FOR YOU",
}

STYLES = {"nothing-against": "good", "open": "warn", "fails": "past"}

TOLD = 4
"""So many facts stand for a firm that names itself by none."""


def firm_name(firm: Firm, words: Lexicon) -> str:
    """What to call a firm: its name, else the first facts that it tells."""
    if firm.name:
        return firm.name
    facts = [f"{words.facts[name].label} {value_words(name, one, words)}" for name, one in firm.facts.items()]
    more = f", … (+{len(facts) - TOLD})" if len(facts) > TOLD else ""
    return f"a firm ({', '.join(facts[:TOLD])}{more})" if facts else "a firm that tells nothing of itself"


def value_words(name: str, known: Known, words: Lexicon) -> str:
    """The value of a fact as a person reads it."""
    fact = words.facts[name]
    if fact.type in ("place", "places"):
        return " and ".join(words.regions[place] for place in known.words) or "none"
    if known.words or fact.values:
        closed = words.vocabularies[words.vocabularies["firm_fact"].get(name, {}).get("values", "")]
        return " and ".join(str(closed[word]["label"]) for word in known.words) or "none"
    if known.low is None:
        return "yes" if known.yes else "no"
    if fact.type in ("date", "held"):
        return _day(str(known.low), str(known.high))
    if fact.type == "money":
        return money.words(int(known.low), known.unit)
    span = f"{known.low:,}" if known.low == known.high else f"{known.low:,} to {known.high:,}"
    return f"{span}%" if fact.unit == "percent" else f"{span} {fact.unit}"


def _day(first: str, last: str) -> str:
    """A day, month or year, as exact as it was given."""
    shorter = (text for text in (first[:4], first[:7]) if dates.bounds(text) == (first, last))
    return dates.words(next(shorter, first))


MARKS = {
    "fail": Span("✗ failed", "warn"),
    "pass": Span("✓ met", "good"),
    "you": Span("? you", "term"),
    "office": Span("? office", "label"),
    "beside": Span("beside", "label"),
    "then": Span("then", "label"),
}
"""What stands before a condition, in the order of a page: failed, met, whose answer it waits for, and what decides

nothing: what holds beside another measure, and what comes after the award."""


def mark(one: Judged, tests: Record) -> str:
    """Return which of MARKS a condition has."""
    if one.whose == "afterwards":
        return "then"
    if "stacking" in test_of(tests, one):
        return "beside"
    if one.value == "open":
        return "office" if one.whose == "office" else "you"
    return one.value


def verdict(judged: Judgement) -> Span:
    """What a measure comes to."""
    return Span(VERDICTS[judged.verdict], STYLES.get(judged.verdict, "title"))


def counted(conditions: Iterable[Judged], tests: Record) -> str:
    """ "1 met, 3 not decided": how many of these conditions are failed, met or open; nothing where none decides."""
    counts = Counter(mark(one, tests) for one in conditions)
    named = [(counts["fail"], "failed"), (counts["pass"], "met")]
    named.append((counts["you"] + counts["office"], "not decided"))
    return ", ".join(f"{many} {word}" for many, word in named if many)


def apply_words(apply: Record, vocabularies: Lists, on: str) -> str:
    """ "in rounds: 1 Aug 2026 to 31 Aug 2026, over; Lingang administration": how a measure is claimed."""
    if not apply:
        return ""
    opens, closes = (dates.words(apply[key]) if key in apply else "" for key in ("opens", "closes"))
    when = f": {opens} to {closes}" if opens and closes else f": from {opens}" if opens else ""
    when = when or (f": to {closes}" if closes else "")
    when += ", over" if "closes" in apply and dates.bounds(apply["closes"])[1] < on else ""
    counts = f"; facts count on {dates.words(apply['cutoff'])}" if "cutoff" in apply else ""
    seen = f" (seen {dates.words(apply['seen'])})" if "seen" in apply else ""
    with_whom = f"; {apply['authority']}" if "authority" in apply else ""
    return f"{vocabularies['apply_how'][apply['how']]['label']}{when}{counts}{with_whom}{seen}"


def facts_words(facts: Sequence[str]) -> str:
    """ "say headcount, revenue": the facts that an open condition waits for; the first few."""
    more = f" (+{len(facts) - 3})" if len(facts) > 3 else ""
    return f"say {', '.join(facts[:3])}{more}" if facts else ""
