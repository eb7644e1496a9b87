"""What measures come to for a firm: those of its places in groups, or one whole, and what to ask next.

With a firm nothing is filtered away: what it fails is marked so. None of its facts is kept.
"""

from collections.abc import Iterable

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NoMeasure
from nqpf_cli.model.firm_profile import Firm
from nqpf_cli.model.judging import Lexicon
from nqpf_cli.model.record import Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup
from nqpf_cli.questions.firm import Judgement, judge
from nqpf_cli.questions.incentives import IncentivesQuery, IncentivesResult, incentives
from nqpf_cli.questions.next_facts import Next, next_facts
from nqpf_cli.questions.show import ShowQuery, ShowResult, show

GROUPS = ("nothing-against", "answers", "office", "unread", "not-claimable", "not-yet", "fails")
"""What a measure can come to, in the order of an answer; three of them are why it is open."""


class Applicant(Values):
    """A firm with what it says of itself, and the lexicon by which its facts are read."""

    firm: Firm
    lexicon: Lexicon


class FirmResult(Result[Record]):
    """The measures, by GROUPS; the records of the answer are those of `measures` with their `tests` and `firm`.

    `judged` and `tests` are by id, of every measure that matched; a measure without tests is not in `tests`. `ask`
    has the facts that tell most, the best first.
    """

    measures: IncentivesResult
    applicant: Applicant
    judged: dict[str, Judgement]
    tests: dict[str, Record]
    ask: list[Next]


class ShowFirmResult(Result[Record]):
    """One measure whole, its tests and what they come to."""

    shown: ShowResult
    applicant: Applicant
    judged: Judgement
    tests: Record


def group(found: Judgement) -> str:
    """Return which of GROUPS a measure belongs to."""
    return found.why or found.verdict


def with_places(store: Store, pairs: Iterable[tuple[str, str]], words: Lexicon) -> list[tuple[str, str]]:
    """Return facts as typed with the ids of their places in the place of names. Raises NotFound and Ambiguous."""
    return [
        (name, ",".join(_place(store, part) for part in text.split(",")))
        if name in words.facts and words.facts[name].type in ("place", "places")
        else (name, text)
        for name, text in pairs
    ]


def _place(store: Store, text: str) -> str:
    typed = text.strip()
    return typed if typed.casefold() == "none" else lookup.region(store, typed)


def firm_places(firm: Firm) -> list[str]:
    """Return the places where a firm is registered or works, each once."""
    found = (firm.facts.get(name) for name in ("registered_in", "operates_in"))
    return list(dict.fromkeys(place for known in found if known for place in known.words))


def compare_with_firm(store: Store, asked: IncentivesQuery, applicant: Applicant, on: str) -> FirmResult:
    """Compare measures with what a firm tells of itself on the ISO day `on`.

    Where no place is asked for, the measures are those of the firm's own places and what holds there from above; of a
    firm that names none, all. Raises as `incentives` does.
    """
    if not (asked.region or asked.place) and (places := firm_places(applicant.firm)):
        asked = asked.replace(region=places, with_parents=True)
    found = incentives(store, asked, on)
    tests = query.tests(store, (record["id"] for record in found.matched))
    judged = {
        record["id"]: judge(record, tests.get(record["id"], {}), applicant.firm, applicant.lexicon, on)
        for record in found.matched
    }
    ordered = sorted(found.matched, key=lambda record: GROUPS.index(group(judged[record["id"]])))
    records = [with_firm(record, tests, judged[record["id"]]) for record in ordered[: asked.limit]]
    waiting = ((tests.get(name, {}), one) for name, one in judged.items())
    answer = found.answer.replace(records=records, specific=None)  # which is of another order
    return FirmResult(answer, found, applicant, judged, tests, next_facts(waiting, applicant.lexicon))


def show_for_firm(
    store: Store, asked: ShowQuery, applicant: Applicant, on: str
) -> ShowFirmResult | ShowResult:
    """Find a measure and compare it with a firm; where several ids begin so, the candidates.

    Raises NoMeasure for a record of another kind, and what `show` raises.
    """
    found = show(store, asked, on)
    if found.answer.kind == "candidate":
        return found
    record = found.answer.records[0]
    if found.answer.kind != "incentive":
        kind = found.answer.vocabularies["kind"][found.answer.kind]["label"]
        raise NoMeasure(record["id"], kind)
    tests = query.tests(store, [record["id"]])
    judged = judge(record, tests.get(record["id"], {}), applicant.firm, applicant.lexicon, on)
    answer = found.answer.replace(records=[with_firm(record, tests, judged)])
    return ShowFirmResult(answer, found, applicant, judged, tests.get(record["id"], {}))


def with_firm(record: Record, tests: dict[str, Record], judged: Judgement) -> Record:
    """Return a record with its tests as authored and what they come to, as data formats print them."""
    shown = ("text", "value", "whose", "facts", "about")
    conditions = [
        {**{name: getattr(one, name) for name in shown}, "facts": list(one.facts)}
        for one in judged.conditions
    ]
    firm: Record = {"verdict": judged.verdict}
    firm |= {"why": judged.why} if judged.why else {}
    firm |= {"conditions": conditions} | ({"tiers": list(judged.tiers)} if judged.tiers else {})
    found = tests.get(record["id"])
    return {**record, **({"tests": found} if found else {}), "firm": firm}
