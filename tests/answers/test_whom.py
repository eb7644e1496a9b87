"""Whom to ask about a measure: the office or local body nearest to it, before a ministry far away."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from nqpf_cli.index.bodies import Bodies, bodies_of, whom
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model.names import fold

LOCAL, CENTRAL = "Harbour Office", "Ministry of Money; Customs"


def record(kind: str, key: str, **more: Any) -> tuple[str, SimpleNamespace]:
    return key, SimpleNamespace(kind=kind, record={"id": key, **more})


SMALL = SimpleNamespace(
    vocabularies={
        "actor_kind": {"ministry": {"central": True}, "local": {}},
        "region_level": {"nation": {"wide": True}, "zone": {}},
    },
    records=dict(
        [
            record("region", "nation", level="nation"),
            record("region", "harbour", level="zone"),
            record("region", "quay", level="zone"),
            record("policy", "tax", region="harbour", issuer=CENTRAL, issued="2026"),
            record("policy", "rent", region="harbour", issuer=LOCAL, issued="2020"),
            record("policy", "rent-2", region="harbour", issuer=LOCAL, issued="2021"),
            record("policy", "talent", region="harbour", issuer="Talent Office", issued="2025"),
            record("policy", "bank", region="nation", issuer="Bank of the Nation", issued="2025"),
            record("policy", "law", region="quay", issuer=CENTRAL, issued="2025"),
        ]
    ),
)
ACTORS = [
    {"id": "money", "name": "Ministry of Money", "kind": "ministry"},
    {"id": "office", "name": LOCAL, "kind": "local"},
]

ASKED = {
    "who issued the document": ({"region": "harbour", "policy": "talent"}, "", ""),
    "the place, where a ministry issued it": ({"region": "harbour", "policy": "tax"}, "", LOCAL),
    "the place, where there is no document": ({"region": "harbour"}, "", LOCAL),
    "the office that takes applications": ({"region": "harbour", "policy": "rent"}, "Desk 4", "Desk 4"),
    "the ministry, where the place has no body": ({"region": "quay", "policy": "law"}, "", ""),
    "no body of the nation by guess": ({"region": "nation"}, "", ""),
}


@pytest.mark.parametrize(("measure", "office", "said"), ASKED.values(), ids=ASKED)
def test_the_nearest_body_is_asked(measure: dict[str, Any], office: str, said: str) -> None:
    facts = cast("FactSet", SMALL)
    tests = {"apply": {"how": "apply", "authority": office}} if office else {}
    assert whom(facts, measure, tests, bodies_of(facts, ACTORS)) == said


def test_no_measure_of_a_place_sends_to_a_ministry_past_its_own_body(facts: FactSet) -> None:
    bodies: Bodies = bodies_of(facts, [one.record for one in facts.of_kind("actor")])
    assert fold("Ministry of Finance") in bodies.central.named and "lingang" in bodies.local
    assert not {fold(body) for body in bodies.local.values()} & bodies.central.named.keys()
    assert "china" not in bodies.local
    cit = facts.records["lingang-cit-15-percent"]
    assert whom(facts, cit.record, cit.tests, bodies) == bodies.local["lingang"]
