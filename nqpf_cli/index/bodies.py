"""Whom to ask about a measure: the body nearest to it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from nqpf_cli.index.derive import day_of, policy_of
from nqpf_cli.index.extract import Actors, actors_of, bodies_in
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model.record import Record


class Bodies(NamedTuple):
    """The central bodies, and region -> the body of its own that issued most of its documents."""

    central: Actors
    local: dict[str, str]


def bodies_of(facts: FactSet, actors: Iterable[Record]) -> Bodies:
    """Return which bodies are central, by the vocabularies, and which one speaks for each place below the nation.

    Of two that issued as many documents it is the one that did so last.
    """
    kinds, levels = facts.vocabularies.get("actor_kind", {}), facts.vocabularies["region_level"]
    central = actors_of(one for one in actors if kinds.get(one["kind"], {}).get("central"))
    policies = [one.record for one in facts.records.values() if one.kind == "policy"]
    issued: dict[str, Counter[str]] = {}
    for policy in sorted(policies, key=lambda one: day_of("policy", one) or "", reverse=True):
        level = levels.get(facts.records[policy["region"]].record["level"], {})
        if not level.get("wide") and not _is_central(policy["issuer"], central):
            issued.setdefault(policy["region"], Counter())[policy["issuer"]] += 1
    return Bodies(central, {region: found.most_common(1)[0][0] for region, found in issued.items()})


def whom(facts: FactSet, record: Record, tests: Record, bodies: Bodies) -> str:
    """Return whom to ask about a measure, where that is not who issued its document; else nothing.

    That is the office that it names for applications; else the body of its place, where a central one issued the
    document, or where none is on record.
    """
    issuer = str(policy_of(facts, "incentive", record).get("issuer", ""))
    office = str(tests.get("apply", {}).get("authority", ""))
    if not office and (not issuer or _is_central(issuer, bodies.central)):
        office = bodies.local.get(record["region"], "")
    return office if office != issuer else ""


def _is_central(issuer: str, central: Actors) -> bool:
    """Whether the first of those who issued a document is a central body."""
    return any(start == 0 for start, _ in bodies_in(issuer, central))
