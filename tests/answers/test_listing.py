"""Lists: the tree of places, and filters that go with kinds."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index import query
from nqpf_cli.index.extract import actors_of, bodies_in, values
from nqpf_cli.index.query import Row, Store
from nqpf_cli.loading.facts import FactSet
from nqpf_cli.model import dates
from nqpf_cli.model.names import fold
from nqpf_cli.questions import lookup
from nqpf_cli.questions.listing import OPEN, TAKES, as_tree, closed_by, within
from tests.conftest import Nqpf

PLACES = st.lists(st.integers(0, 30), min_size=1, max_size=30).map(
    # Each place lies in one that came before it, or in none.
    lambda numbers: {
        str(at): (str(number % at) if at and number % 3 else None) for at, number in enumerate(numbers)
    }
)


@given(PLACES, st.sets(st.integers(0, 29)))
def test_a_tree_keeps_every_place_and_puts_it_under_what_it_lies_in(
    parents: dict[str, str | None], left_out: set[int]
) -> None:
    chosen = [{"id": name} for name in parents if int(name) not in left_out]
    found = [record["id"] for record in as_tree(chosen, parents)]
    assert sorted(found) == sorted(record["id"] for record in chosen)

    def above(name: str) -> list[str]:
        chain = []
        while (name := parents[name] or "") != "":
            chain.append(name)
        return chain

    for at, name in enumerate(found):
        nearest = next((place for place in above(name) if place in found), None)
        if nearest is not None:
            between = found[found.index(nearest) + 1 : at]
            assert found.index(nearest) < at
            assert all(nearest in above(other) for other in between)


def test_each_closed_option_goes_with_its_kind_and_every_option_is_read() -> None:
    for option, kinds in TAKES.items():
        assert kinds
        assert option in {
            *OPEN,
            "region",
            "with-children",
            "with-parents",
            "since",
            "until",
            "expiring",
            "status",
            "on",
            "reverse",
        } or all(closed_by(option, kind) for kind in kinds)


def test_a_document_lies_in_a_span_by_its_issue_at_any_precision() -> None:
    def row(**record: str) -> Row:
        return Row(record, "policy", None, None, {}, "")

    assert within(row(issued="2024-06"), "2024-06-18", "2024-06-20")
    assert not within(row(issued="2024-05"), "2024-06-01", None)
    assert within(row(effective="2025"), None, "2025-03-01")
    assert not within(row(), "2020-01-01", None)


@pytest.mark.parametrize("kind", ["event", "position", "policy"])
def test_what_has_come_lies_no_later_than_the_newest_of_its_pages(store: Store, kind: str) -> None:
    """Of records that are dated by a month or a year, where each of their pages has a day in it or after."""
    held = 0
    for row in query.select(store, kind):
        date = row.record.get("date") or row.record.get("issued") or ""
        pages = query.records(store, row.record["sources"]).values()
        days = [dates.bounds(page["published"])[1] for page in pages if "published" in page]
        if len(date) in (4, 7) and len(days) == len(pages) and max(days) >= dates.bounds(date)[0]:
            after = dates.add_days(max(days), 1)
            assert row.last is None or kind == "policy" or row.last <= max(days), row.record["id"]
            assert kind != "policy" or not within(row, after, None) or dates.bounds(date)[1] < after
            held += 1
    assert held > 1


def test_every_body_named_in_a_field_of_bodies_finds_the_record(facts: FactSet, store: Store) -> None:
    actors = actors_of(one.record for one in facts.of_kind("actor"))
    titles = {name: one["id"] for name, one in actors.named.items() if " " in name}
    joint: dict[str, set[str]] = {}
    for loaded in facts.records.values():
        for field in ("issuer", "actors", "actor"):
            for written in values(loaded.record, field):
                own = actors.named.get(fold(written), {}).get("id")  # the Politburo of the Central Committee
                for name, body in titles.items():
                    if own in (None, body) and re.search(rf"\b{re.escape(name)}\b", fold(written)):
                        joint.setdefault(f"{loaded.kind} {body}", set()).add(loaded.record["id"])
    assert len(joint) > 80
    for at, named in joint.items():
        kind, body = at.split()
        (keep,) = lookup.bodies(store, [body], lent=kind == "target")
        found = {row.record["id"] for row in query.select(store, kind, [keep])}
        assert named <= found, (at, named - found)


def test_joint_issuers_are_bodies_and_names_inside_others_are_not(facts: FactSet) -> None:
    actors = actors_of(one.record for one in facts.of_kind("actor"))
    for written, bodies in {
        "CPC Central Committee and State Council": ["cpc-central-committee", "state-council"],
        "General Offices of the CPC Central Committee and the State Council": [
            "cpc-central-committee",
            "state-council",
        ],
        "Ministry of Industry and Information Technology and six other departments": ["miit"],
        "财政部、国家税务总局": ["mof", "sta"],
        "NDRC, MIIT": ["ndrc", "miit"],
        "General Office of the Xi'an Municipal Government": [],
        "Nanjing Customs": [],
        "Politburo and six other bodies": ["politburo"],
        "Huawei, Xiaomi": ["huawei", "xiaomi"],
        "Guangdong Department of Industry and Information Technology": [],
    }.items():
        assert [actors.named[name]["id"] for _, name in bodies_in(written, actors)] == bodies, written


@pytest.mark.parametrize(
    ("kind", "actor", "holds"),
    [
        ("policies", "State Council", "china-2026-nqpf-opinions"),
        ("policies", "CPC Central Committee", "china-2026-nqpf-opinions"),
        ("policies", "NDRC", "china-2026-battery-plan"),
        ("policies", "国家发改委", "china-2026-ai-agents-opinions"),
        ("policies", "Ministry of Natural Resources", "china-2026-marine-drugs-opinions"),
        ("targets", "MIIT", ""),
        ("targets", "MOF", ""),
    ],
)
def test_one_of_several_issuers_finds_what_they_issued(
    inside: Nqpf, kind: str, actor: str, holds: str
) -> None:
    done = inside("list", kind, "--actor", actor, "--json")
    found = [record["id"] for record in json.loads(done.stdout)["records"]]
    assert found and (not holds or holds in found)
