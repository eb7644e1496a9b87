"""What to ask a firm next: which facts can rule out or complete how many measures, and never more than that."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nqpf_cli.model.judging import Lexicon
from nqpf_cli.model.record import Record
from nqpf_cli.questions.firm import Judgement, test_of


class Next(NamedTuple):
    """A fact that is not said: how many open measures an answer alone can rule out, and how many it can complete."""

    fact: str
    question: str
    rule_out: int
    complete: int


def next_facts(judged: Iterable[tuple[Record, Judgement]], lexicon: Lexicon) -> list[Next]:
    """Return the facts whose answers tell most, those that complete most first.

    In: the tests of each measure (`query.tests`) with what it came to.
    """
    out: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for tests, found in judged:
        if found.verdict == "open":
            out.update(set(_ruling_out(tests, found)))
            waiting = {fact for one in found.conditions if one.value == "open" for fact in one.facts}
            if found.why == "answers" and len(waiting) == 1:
                whole.update(waiting)
    facts = [Next(name, lexicon.facts[name].question, out[name], whole[name]) for name in {*out, *whole}]
    return sorted(facts, key=lambda one: (-one.complete, -one.rule_out, one.fact))


def _ruling_out(tests: Record, found: Judgement) -> Iterator[str]:
    """The facts of which one answer alone can make a measure fail."""
    for one in found.conditions:
        if one.value == "open":
            test = test_of(tests, one)
            tested = one.about != "condition" or test.keys() & {"needs", "none"}
            if tested and "branch" not in test:
                together = "when" in test or "settled_by" in tests
                needed = () if together else test.get("needs", ())
                yield from (fact for fact in one.facts if len(one.facts) == 1 or fact in needed)
