"""A condition with tests: every output has the sentence as if it were plain text, and the index keeps the test apart."""

import json
import sqlite3
from pathlib import Path

from nqpf_cli.index.build import fill
from nqpf_cli.loading.load import load
from tests.store.roots import bundle

PLAIN = "  conditions:\n    - small\n    - 2024\n    - in the city\n"
TESTED = """\
  conditions:
    - text: small
      needs: {headcount: "< 50", title.technology-sme: true}
      none: [{moved_from: world}]
      branch: one
    - text: 2024
      branch: two
    - in the city
  settled_by: {title.little-giant: ">= 2024-01"}
  apply: {how: call, opens: '2024-01-02'}
"""


def indexed(root: Path) -> tuple[list[tuple[str, ...]], list[str]]:
    """Every row of every table but that of tests, as text; and the tests."""
    facts = load([root])
    assert not facts.problems
    connection = sqlite3.connect(":memory:")
    fill(facts, connection)
    rows = [
        row
        for table in ("record", "facet", "link", "name", "scope", "words_data")
        for row in connection.execute(f"SELECT * FROM {table}")
    ]
    return rows, [body for (body,) in connection.execute("SELECT body FROM test")]


def test_a_condition_with_a_test_is_the_sentence_everywhere_else(tmp_path: Path) -> None:
    beginnings = tmp_path / "plain", tmp_path / "tested"
    for root in beginnings:
        root.mkdir()
    plain, none = indexed(bundle(beginnings[0], shenzhen=("  valid_from:", f"{PLAIN}  valid_from:")))
    tier = (
        "when: small\n      amount: 200000\n",
        "when: small\n      amount: 200000\n      needs: {sme: true}\n",
    )
    root = bundle(beginnings[1], shenzhen=("  valid_from:", f"{TESTED}  valid_from:"))
    path = root / "incentives/shenzhen.yaml"
    path.write_text(path.read_text("utf-8").replace(*tier), "utf-8")
    tested, tests = indexed(root)
    assert tested == plain
    assert none == []
    assert [json.loads(one) for one in tests] == [
        {
            "conditions": [
                {
                    "needs": {"headcount": "< 50", "title.technology-sme": True},
                    "none": [{"moved_from": "world"}],
                    "branch": "one",
                },
                {"branch": "two"},
                {},
            ],
            "tiers": [{}, {"needs": {"sme": True}}],
            "settled_by": {"title.little-giant": ">= 2024-01"},
            "apply": {"how": "call", "opens": "2024-01-02"},
        }
    ]
