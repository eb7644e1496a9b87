"""What a fact pack may cost: its index is at most twelve times its bytes, whatever it holds."""

import json
import re
import sqlite3
from collections.abc import Callable
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest

from nqpf_cli.index import build as builder
from nqpf_cli.index.build import load_all
from nqpf_cli.loading.load import FactSet, load
from nqpf_cli.model.names import fold
from tests.store.roots import bundle, pack

Records = list[dict[str, Any]]
SHORT = ["".join(pair) for pair in product(ascii_lowercase, repeat=2)]
SHORT = [word for word in SHORT if word not in ("no", "on")]  # which YAML does not read as text
PAGE = {"title": "A", "publisher": "A", "url": "https://a.cn", "language": "en", "kind": "primary"}
LONG = "深" * 300


def _pages(many: int) -> Records:
    return [{"id": word, **PAGE} for word in SHORT[:many]]


def _term(number: int, **fields: Any) -> dict[str, Any]:
    told = {
        "term": "A",
        "category": "concept",
        "definition": "A",
        "sources": ["page-one"],
        "confidence": "high",
    }
    return {"id": f"t{number}", **told, **fields}


def _event(number: int, **fields: Any) -> dict[str, Any]:
    told = {"date": "2026", "title": "A", "category": "policy", "region": "china", "summary": "A"}
    return {"id": f"e{number}", **told, "sources": ["page-one"], "confidence": "high", **fields}


def deep_places() -> dict[str, Records]:
    """Places with long names, ten deep, and much that lies in the last."""
    chain = [
        {"id": f"r{n}", "name": f"{n} " + "A" * 297, "name_zh": LONG, "level": "city", "parent": f"r{n - 1}" if n else "china"}
        for n in range(10)
    ]  # fmt: skip
    return {"regions": chain, "events": [_event(n, region="r9") for n in range(600)]}


def many_places() -> dict[str, Records]:
    """As many places as the bytes hold."""
    return {
        "regions": [
            {"id": f"r{n}", "name": f"B{n}", "name_zh": f"京{n}", "level": "city", "parent": "china"}
            for n in range(1500)
        ]
    }


def many_links() -> dict[str, Records]:
    """Long ids that each name sixty short ones."""
    return {
        "sources": _pages(60),
        "terms": [_term(n, id=f"t{n}-{'x' * 70}", sources=SHORT[:60]) for n in range(200)],
    }


def many_citations() -> dict[str, Records]:
    """Texts of nothing but ids in brackets."""
    body = f"A [{', '.join(SHORT[:300])}]"
    topic = {"title": "A", "order": 1, "summary": "A", "body": body, "sources": ["page-one"]}
    return {"sources": _pages(300), "topics": [{"id": f"topic{n}", **topic} for n in range(60)]}


def growing_signs() -> dict[str, Records]:
    """Signs that stand for eighteen letters each, as names, titles and aliases."""
    told = {"term": "\ufdfa" * 300, "aliases": [f"\ufdfa{word}" for word in SHORT[:60]]}
    return {"terms": [_term(n, **told) for n in range(60)]}


def many_bodies() -> dict[str, Records]:
    """Bodies with long names, named by short ones over and over."""
    told = {"kind": "ministry", "summary": "A", "sources": ["page-one"], "confidence": "high"}
    bodies = [{"id": word, "name": f"{word} {LONG[:290]}", "name_zh": LONG, **told} for word in SHORT[:20]]
    return {"actors": bodies, "events": [_event(n, actors=SHORT[:20]) for n in range(300)]}


def many_names() -> dict[str, Records]:
    """Long ids with sixty short names each."""
    return {"terms": [_term(n, id=f"t{n}-{'x' * 70}", aliases=SHORT[:60]) for n in range(200)]}


PACKS: list[Callable[[], dict[str, Records]]] = [
    deep_places, many_places, many_links, many_citations, growing_signs, many_bodies, many_names,
]  # fmt: skip


def written(folder: Path, kinds: dict[str, Records]) -> tuple[Path, int]:
    """The pack in as few bytes as YAML needs, and how many they are."""
    texts = {
        f"{kind}.yaml": re.sub(r'"([a-z][a-z0-9-]*)"', r"\1", json.dumps(records, ensure_ascii=False))
        for kind, records in kinds.items()
    }
    return pack(folder, texts), sum(len(text.encode()) for text in texts.values())


def size_of(facts: FactSet) -> int:
    connection = sqlite3.connect(":memory:")
    builder.fill(facts, connection)
    (pages,), (each,) = (
        connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size")
    )
    connection.close()
    return int(pages * each)


@pytest.mark.parametrize("made", PACKS)
def test_an_index_is_at_most_twelve_times_its_pack(
    tmp_path: Path, made: Callable[[], dict[str, Records]]
) -> None:
    """What is written once is not held over and over: names of places above, ids of links, names of bodies."""
    ours = bundle(tmp_path)
    mine, size = written(tmp_path, made())
    facts = load([ours, mine])
    assert facts.problems == []
    assert size > 70_000
    grown = size_of(facts) - size_of(load([ours]))
    assert grown <= 12 * size, f"{grown / size:.1f}"


def test_more_is_a_fault_that_names_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else should grow is refused for every command, before anything is written; a small pack is not."""
    ours = bundle(tmp_path)
    mine, size = written(tmp_path, many_links())
    monkeypatch.setattr(builder, "MOST_TIMES", 1)
    assert load_all([ours, mine]).problems == []
    monkeypatch.setattr(builder, "NO_LESS", 0)
    found = str(load_all([ours, mine], ["facts", "my/pack"]).problems[0])
    assert found.startswith(
        f"my/pack:1:1: its index would take more than {size:,} bytes, of {size:,} bytes of"
    )


def test_no_sign_grows_a_name_more_than_threefold() -> None:
    sign = "\ufdfa"
    assert [fold(text) for text in (sign, f"{sign} A", "\ufb03", "½")] == [sign, f"{sign} a", "ffi", "1⁄2"]
    assert fold(fold(f"{sign}  A")) == fold(f"{sign}  A")
