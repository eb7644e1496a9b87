"""The tools: what an assistant is told of each, and the question that it asks."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from nqpf_cli.api import Facts
from nqpf_cli.assistants.arguments import (
    Asked,
    Cite,
    Define,
    Estimate,
    Get,
    Incentives,
    Listed,
    Search,
    Timeline,
    filters,
    read,
    schema,
)
from nqpf_cli.assistants.compact import CHANGES, Reply
from nqpf_cli.firm_api import FirmFacts
from nqpf_cli.model.record import Record
from nqpf_cli.wording.status import MEANINGS

STATUSES = "; ".join(f"{code} ({meaning})" for code, meaning in MEANINGS.items())
SILENCE = "It is a selection, read by hand from public pages: what is not found may well exist."


class Tool(NamedTuple):
    """A tool: its title, its description, what it takes, and the question it puts."""

    title: str
    description: str
    takes: type[Asked]
    ask: Callable[[Facts, Any], Reply]


def reached(asked: Listed) -> int:
    """Return how many records a question must give for the part that is asked for."""
    return asked.offset + asked.limit


def search(facts: Facts, asked: Search) -> Reply:
    """Look for words; say how many match in which way."""
    result = facts.search(limit=reached(asked), **filters(asked))
    missing: dict[str, Any] = {"words_that_stand_nowhere": result.unheld} if result.unheld else {}
    missing |= {"not_covered": result.outside} if result.outside else {}
    return Reply(result.answer, {"matches": result.counts, **missing}, changes(asked.changed_since))


def define(facts: Facts, asked: Define) -> Reply:
    """Look a term up."""
    return Reply(facts.define(asked.term).answer)


def timeline(facts: Facts, asked: Timeline) -> Reply:
    """List events, the newest first."""
    given = filters(asked, "oldest_first")
    result = facts.timeline(reverse=not asked.oldest_first, limit=reached(asked), **given)
    return Reply(result.answer, around(result.elsewhere), changes(asked.changed_since))


def incentives(facts: Facts, asked: Incentives) -> Reply:
    """List measures; with a firm, what each comes to for it."""
    given, also = filters(asked, "firm"), changes(asked.changed_since)
    if asked.firm:
        found = FirmFacts(facts, told=asked.firm).incentives(limit=reached(asked), **given)
        verdicts: dict[str, int] = {}
        for one in found.judged.values():
            verdicts[one.verdict] = verdicts.get(one.verdict, 0) + 1
        ask = [one._asdict() for one in found.ask[:3]]
        return Reply(found.answer, {"verdicts": verdicts, "ask_the_firm": ask}, also)
    result = facts.incentives(limit=reached(asked), **given)
    near = {} if result.answer.total else dict([*result.near.items()][:10])
    failing = {"fails_one_test": near} if near else {}
    return Reply(result.answer, {**failing, **around(result.elsewhere)}, also)


def estimate(facts: Facts, asked: Estimate) -> Reply:
    """Work out what a plan could draw, measure by measure."""
    given = filters(asked, "firm")
    if asked.firm:
        of_firm = FirmFacts(facts, told=asked.firm).estimate(**given)
        return Reply(of_firm.answer, {"plan": of_firm.estimate.plan})
    result = facts.estimate(**given)
    return Reply(result.answer, {"plan": result.plan, **around(result.elsewhere)})


def get(facts: Facts, asked: Get) -> Reply:
    """Give one record whole."""
    if asked.firm:
        return Reply(FirmFacts(facts, told=asked.firm).show(asked.id, on=asked.on).answer)
    return Reply(facts.show(asked.id, on=asked.on).answer)


def cite(facts: Facts, asked: Cite) -> Reply:
    """Give the pages of a record, each with the day on which it was read."""
    result = facts.cite(asked.id)
    pages = [result.answer.sources.get(page["id"], page) for page in result.answer.records]
    return Reply(result.answer.replace(records=pages), {"of": result.of["id"]})


def changes(since: str) -> frozenset[str]:
    """Return the fields that tell of a change, where what changed is asked for."""
    return CHANGES if since else frozenset()


def around(elsewhere: Any) -> Record:
    """Return how many more records stand around the places, if any."""
    return {"more_around": told} if (told := elsewhere.told) else {}


TOOLS: dict[str, Tool] = {
    "search": Tool(
        "Search the reference",
        "Find records on China's new quality productive forces and industrial policy: documents, local incentives, "
        "terms, events, targets, figures, official positions, bodies, places, pages. Best match first; `matched` "
        "says how closely (all, inflected, translated, wider, most, any). Begin here when no id or place is known, "
        f"then `get` an id for its whole text. {SILENCE}",
        Search,
        search,
    ),
    "define": Tool(
        "Define a term",
        "Say what a Chinese policy term or abbreviation means: definition, explanation, Chinese, pinyin, related "
        "terms. For a place, a document or a measure use `get`.",
        Define,
        define,
    ),
    "timeline": Tool(
        "What happened when",
        "List speeches, meetings, plans and laws, the newest first: without a filter the milestones alone, with any "
        "filter every event that matches. Events were followed up to `data.covers_until`, some were added later; "
        "silence says that nothing was read, not that nothing happened.",
        Timeline,
        timeline,
    ),
    "incentives": Tool(
        "Incentives of a place, for a firm",
        "List subsidies, tax relief, vouchers, funds and other measures of a place, the best founded first. Name a "
        "place. `cap` is a ceiling, `rate_percent` the share of `cost_base`: neither is promised. `status.code` is "
        f"one of: {STATUSES}. Only the first three are in force; that no end was found never means that it is "
        "valid. `known_gaps.records` says what to ask the office; `left_out` counts what matches and is not given; "
        "`more_around` counts measures of wider places (with_parents) and of places inside (with_children). With "
        "`firm`, each measure gets a verdict: fails, not-yet, not-claimable (a fund or bank chooses), open, "
        "nothing-against (nothing read stands against it; offices decide); `ask_the_firm` has the facts that would "
        f"settle most. {SILENCE} Not legal advice.",
        Incentives,
        incentives,
    ),
    "estimate": Tool(
        "What a plan could draw at most",
        "Work out the most that each measure of a place could give to planned costs, with the arithmetic. "
        "`outcome`: computed, fixed-sum, ceiling, loan-limit, no-figure, not-stated, tax-rate, or near (fails for "
        "the `reason`). Amounts are upper bounds, each alone: never add them up, never promise one. With `firm`, "
        "what it fails is near.",
        Estimate,
        estimate,
    ),
    "get": Tool(
        "One record whole",
        "Give one record by id or name: all its text, numbers, conditions, links and pages; of a shared name the "
        "candidates. Read it before you rely on a line of a list. With `firm`, a measure's conditions one by one: "
        "pass, fail or open. `note` tells where sources disagree; `confidence` how sure we are.",
        Get,
        get,
    ),
    "cite": Tool(
        "The pages behind a record",
        "Give the public pages on which a record rests, the best first: publisher, title, address, dates, the day "
        "it was read (`accessed`), whether it is its issuer's own (`official`). Name these in an answer, with the "
        "id; a reader should be able to check each fact.",
        Cite,
        cite,
    ),
}
"""The tools by name, in the order of a list."""

HINTS = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
"""What clients may rely on: nothing is changed, and nothing outside this machine is asked."""


def listed() -> list[Record]:
    """Return the tools as the protocol lists them."""
    return [
        {
            "name": name,
            "title": tool.title,
            "description": tool.description,
            "inputSchema": schema(tool.takes),
            "annotations": HINTS,
        }
        for name, tool in TOOLS.items()
    ]


def asked_of(name: str, given: Mapping[str, object]) -> Asked:
    """Return the arguments of a tool. Raises BadArgument."""
    return read(name, TOOLS[name].takes, given)
