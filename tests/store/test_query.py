"""Questions to the index of the bundled facts."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index import open_index as opening
from nqpf_cli.index.extract import facets_of
from nqpf_cli.index.query import Store
from tests.conftest import Nqpf


def test_get_gives_the_record_as_authored(store: Store, facts) -> None:
    for name in ("lingang", "patient-capital", "lingang-green-computing-subsidy"):
        row = query.get(store, name)
        assert row is not None
        assert row.record == facts.records[name].record
    assert query.get(store, "no-such-id") is None


def test_get_many_keeps_the_order_asked_and_drops_what_is_not(store: Store) -> None:
    assert list(query.get_many(store, ["shanghai", "no-such-id", "beijing", "shanghai"])) == [
        "shanghai",
        "beijing",
    ]


def test_a_measure_inherits_each_bound_from_its_document(store: Store, facts) -> None:
    for row in query.select(store, "incentive"):
        policy = facts.records[row.record["policy"]].record if "policy" in row.record else {}
        start = row.record.get("valid_from") or policy.get("effective") or policy.get("issued")
        end = row.record.get("valid_until") or policy.get("expires")
        assert (row.first is None) == (start is None)
        assert (row.last is None) == (end is None)
        if start:
            assert row.first.startswith(start)
        if end:
            assert row.last.startswith(end)


def test_the_tree_of_regions(store: Store) -> None:
    assert query.ancestors(store, "daxing")[0] == "beijing"
    assert query.ancestors(store, "world") == []
    assert {"shanghai", "lingang", "pudong"} <= set(query.inside(store, "shanghai"))
    assert "beijing" not in query.inside(store, "shanghai")


def test_areas_of_several_places_lie_between_the_tree_and_the_nation(store: Store) -> None:
    areas = ["first-tier-cities", "greater-bay-area", "pearl-river-delta", "eastern-region"]
    assert query.ancestors(store, "shenzhen") == ["guangdong", *areas, "china", "world"]
    assert query.ancestors(store, "nansha") == ["guangzhou", "guangdong", *areas, "china", "world"]
    ring = ["eastern-region", "first-tier-cities", "yangtze-river-delta"]
    assert query.ancestors(store, "lingang") == ["shanghai-ftz", "shanghai", *ring, "china", "world"]
    bay = query.inside(store, "greater-bay-area")
    assert {"shenzhen", "nansha", "qianhai", "hong-kong", "macao"} < set(bay)
    assert "guangdong" not in bay
    delta = {
        place for part in ("shanghai", "jiangsu", "zhejiang", "anhui") for place in query.inside(store, part)
    }
    assert set(query.inside(store, "yangtze-river-delta")) == {"yangtze-river-delta", *delta}
    for name in ("京津冀", "Jing-Jin-Ji", "Beijing-Tianjin-Hebei"):
        assert lexicon.named(store, ["region"], name) == ["beijing-tianjin-hebei"]
    assert "xiongan" in query.inside(store, "beijing-tianjin-hebei")


def test_every_province_but_hong_kong_and_macao_is_in_one_of_four_regions(store: Store) -> None:
    listed = query.records(
        store, [f"{side}-region" for side in ("eastern", "central", "western", "northeastern")]
    )
    spanned = [place for region in listed.values() for place in region["spans"]]
    levels = ("province", "municipality", "autonomous-region")
    provinces = {row.record["id"] for row in query.select(store, "region") if row.record["level"] in levels}
    assert len(spanned) == len(set(spanned)) == 31
    assert set(spanned) == provinces


def test_a_sign_that_the_text_index_leaves_out_makes_no_other_name(store: Store) -> None:
    """What speaks of AI does not thereby speak of AI+."""
    plus = query.saying(store, ("policy",), ["AI Plus", "AI+"])
    assert plus == query.saying(store, ("policy",), ["AI Plus"])
    assert 0 < len(plus) < len(query.saying(store, ("policy",), ["AI"]))
    assert query.saying(store, ("policy",), ["AI+"]) == []
    measures = query.select(store, "incentive", [sql_filters.mentioning(["AI+", "AI Plus"])])
    assert len(measures) < len(query.select(store, "incentive", [sql_filters.mentioning(["AI"])]))


def test_u_with_dots_is_v_on_a_keyboard(store: Store) -> None:
    assert lexicon.named(store, ["term"], "lvse shengchanli") == ["green-productive-forces"]
    assert lexicon.named(store, ["term"], "luse shengchanli") == ["green-productive-forces"]


def test_a_name_is_found_exactly_first_and_without_punctuation_second(store: Store) -> None:
    assert lexicon.named(store, ["term"], "AI+") == ["ai-plus"]
    assert lexicon.named(store, ["term"], "ai") == ["artificial-intelligence"]
    assert lexicon.named(store, ["region"], "深圳") == ["shenzhen"]
    assert lexicon.named(store, ["region"], "深圳市") == ["shenzhen"]
    assert lexicon.named(store, ["region"], "临港") == ["lingang"]
    assert lexicon.named(store, ["term"], "深圳") == []


def test_every_name_of_every_region_and_term_finds_it(store: Store, facts) -> None:
    for loaded in facts.records.values():
        if loaded.kind not in ("region", "term"):
            continue
        record = loaded.record
        called = [record["id"], *record.get("aliases", [])]
        called += [record[field] for field in ("name", "name_zh", "term", "zh", "pinyin") if field in record]
        for name in called:
            assert lexicon.named(store, [loaded.kind], name) == [record["id"]], name


def test_filters_join_by_and(store: Store) -> None:
    where = [sql_filters.in_regions(["lingang"]), sql_filters.facet("sector", ["data"])]
    assert [row.record["id"] for row in query.select(store, "incentive", where)]
    for row in query.select(store, "incentive", where):
        assert row.record["region"] == "lingang"
        assert "data" in row.record["sectors"]
    assert query.count(store, "incentive", where) == len(query.select(store, "incentive", where))


def test_a_range_matches_on_overlap_and_an_open_side_reaches_everywhere(store: Store) -> None:
    for row in query.select(store, "policy", sql_filters.overlap("2025-01-01", "2025-12-31")):
        assert row.first is None or row.first <= "2025-12-31"
        assert row.last is None or row.last >= "2025-01-01"
    for row in query.select(store, "event", sql_filters.overlap("2025-01-01", "2025-12-31")):
        assert row.record["date"].startswith("2025")


@given(st.text(max_size=40))
def test_no_text_is_a_fault(store: Store, text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    assert isinstance(lexicon.named(store, ["term", "region"], clean), list)
    assert isinstance(lexicon.names_beginning(store, ["term"], clean), list)
    assert query.count(store, "event", [sql_filters.naming([clean])]) >= 0


@pytest.mark.parametrize(
    "line",
    """\
timeline --region china
timeline --category meeting --actor "state council" --json
incentives china --json
incentives china --sector ai --for sme --instrument grant
incentives guangdong --sources
list policies --region china --status in-force
list regions --json
search computing power --region china
search china --kind events --kind policies
show china
define nqpf
explain
compare shanghai shenzhen
estimate lingang --spend r-and-d=1m
brief china
cite nqpf
export - --format jsonl --region china
schema terms""".splitlines(),
)
def test_no_list_is_too_long_for_a_statement(
    line: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many places or records an answer is about, a statement takes no more parameters than SQLite allows."""
    right = inside(*shlex.split(line)).stdout
    opened, most = opening.open_store, []
    monkeypatch.setattr(sql_filters, "MOST_MARKS", 4)

    def limited(*given: Any, **more: Any) -> Store:
        store = opened(*given, **more)
        store.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 24)
        most.append(store)
        return store

    monkeypatch.setattr(opening, "open_store", limited)
    done = inside(*shlex.split(line))
    assert (done.returncode, done.stdout) == (0, right), done.stderr
    assert most or line.startswith("schema")


def test_an_event_that_says_it_is_no_milestone_is_none() -> None:
    assert list(facets_of("event", {"milestone": True})) == [("milestone", "yes")]
    assert list(facets_of("event", {"milestone": False})) == []


def test_the_vocabulary_is_every_word_in_order_and_asked_by_its_key(index_path: Path) -> None:
    """A plain table: the one that FTS5 offers goes through all the places of each word that it is asked for."""
    connection = sqlite3.connect(index_path)
    connection.execute("CREATE VIRTUAL TABLE temp.counted USING fts5vocab(main, words, row)")
    counted = connection.execute("SELECT term FROM counted").fetchall()
    assert len(counted) > 1000
    assert connection.execute("SELECT term FROM vocabulary").fetchall() == counted
    plan = "EXPLAIN QUERY PLAN SELECT term FROM vocabulary WHERE term >= 'a' AND term < 'b'"
    assert "USING PRIMARY KEY" in connection.execute(plan).fetchone()[3]
    connection.close()


def test_what_is_kept_of_all_facts_can_be_read_when_the_index_is_closed(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "index.sqlite")) as copy:
        store.connection.backup(copy)
    for path in (tmp_path / "index.sqlite", None):
        other = Store(sqlite3.connect(tmp_path / "index.sqlite"), path)
        lists = other.meta("vocabularies")
        other.close()
        assert list(lists["everyday"]) == list(store.meta("vocabularies")["everyday"])


def test_the_closed_lists_are_those_of_the_facts_and_read_one_by_one(
    store: Store, facts, monkeypatch
) -> None:
    fresh = Store(store.connection)
    read: list[str] = []
    loads = query.json.loads
    monkeypatch.setattr(query.json, "loads", lambda text: read.append(text) or loads(text))
    lists = fresh.meta("vocabularies")
    assert "sector" in lists and "no-such-list" not in lists and len(read) == 1
    assert lists["sector"] is lists["sector"] and len(read) == 2
    assert list(lists) == list(facts.vocabularies)
    assert lists == facts.vocabularies and len(read) == 1 + len(lists)
