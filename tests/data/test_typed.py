"""What people really type is understood: names in both scripts and spellings, codes, sums, dates, questions.

typed.tsv was written before the program was made to pass it. A row: the kind of thing, what is typed, what is meant; of
several ids joined by |, any or all are right.
"""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model import money, numerals, typed_dates
from nqpf_cli.model.errors import BadValue
from nqpf_cli.questions import compare, lookup, naming, not_found
from nqpf_cli.questions.define import DefineQuery, define
from tests.conftest import ROOT

with (ROOT / "tests" / "data" / "typed.tsv").open(encoding="utf-8") as table:
    ROWS = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
UNKNOWN: set[str] = set()
"""Rows that are not understood; one that comes to be must leave this list."""


def understood(store: Store, kind: str, typed: str) -> set[str]:
    if kind == "region":
        return set(lookup.regions(store, [typed]))
    if kind in ("sector", "instrument", "beneficiary", "standing", "cost_base"):
        return set(lookup.choices(store, kind, [typed]))
    if kind == "actor":
        return {key for one in lookup.parts([typed]) for key in lexicon.named(store, ("actor",), one)}
    if kind == "kind":
        return {lookup.kind(store, typed)}
    if kind == "term":
        return {record["id"] for record in define(store, DefineQuery(typed), "2026-11-25").records}
    return {
        str(money.parse(typed)) if kind == "sum" else typed_dates.asked(typed, end=False, on="2026-11-28")
    }


@pytest.mark.parametrize(("kind", "typed", "meant"), [row for row in ROWS if row[1] not in UNKNOWN])
def test_what_people_type_is_understood(store: Store, kind: str, typed: str, meant: str) -> None:
    found = understood(store, kind, typed)
    assert found
    assert found <= set(meant.split("|"))


def test_the_table_is_long_and_its_misses_are_few() -> None:
    assert len(ROWS) > 60
    assert len(UNKNOWN) < 4
    assert {row[1] for row in ROWS} >= UNKNOWN


@pytest.mark.parametrize(
    "typed",
    [
        "Hainan and Atlantis",
        "and",
        "Hainan, Atlantis",
        "海南省 三亚",
        "China Beijing Nowhere",
        "Xi'an District 9",
    ],
)
def test_a_place_that_is_only_half_known_is_none(store: Store, typed: str) -> None:
    with pytest.raises(Exception, match="no region"):
        lookup.regions(store, [typed])


@pytest.mark.parametrize(
    "typed", ["green hydrogen", "AI or socks", "industry", "quantum socks", "the industry of"]
)
def test_names_side_by_side_and_words_that_say_nothing_are_no_sector(store: Store, typed: str) -> None:
    with pytest.raises(BadValue):
        lookup.choices(store, "sector", [typed])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("beijing tianjin hebei", ["beijing", "tianjin", "hebei"]),
        ("beijing yizhuang", ["beijing", "yizhuang"]),
        ("suzhou industrial park", ["suzhou industrial park"]),
        ("shenzhen vs. hangzhou", ["shenzhen", "hangzhou"]),
        ("合肥 和 武汉", ["合肥", "武汉"]),
        ("and", ["and"]),
    ],
)
def test_words_of_a_command_line_are_places(store: Store, words: str, names: list[str]) -> None:
    assert compare.names_among(store, words.split()) == names


@pytest.mark.parametrize(
    "typed",
    [
        "what is patient capital in China",
        "what does 耐心资本 mean",
        "tell me about patient capital in Shanghai",
    ],
)
def test_a_place_in_a_question_about_a_term_is_passed_over(store: Store, typed: str) -> None:
    assert naming.called_in(store, ("term",), typed) == ["patient-capital"]


@pytest.mark.parametrize("typed", ["国产替代是什么", "what is", "quantum socks", "是什么"])
def test_a_question_about_what_is_no_term_is_not_answered(store: Store, typed: str) -> None:
    assert naming.called_in(store, ("term",), typed) == []


@given(st.integers(1, 10**12))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert numerals.value(chinese(number)) == (number, 1)
    assert money.parse(f"{chinese(number)}元") == number


def chinese(number: int) -> str:
    """A number as Chinese writes it."""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            whole, rest = divmod(number, size)
            zero = "零" if 0 < rest < size // 10 else ""
            return chinese(whole) + unit + (zero + chinese(rest) if rest else "")
    return "零一二三四五六七八九"[number]


@given(st.integers(1900, 2199), st.integers(1, 4))
def test_quarters_and_halves_in_any_words_are_the_same_days(year: int, quarter: int) -> None:
    said = [
        f"Q{quarter} {year}",
        f"{year}Q{quarter}",
        f"{year}年第{'一二三四'[quarter - 1]}季度",
        f"{quarter}q{year}",
    ]
    for end in (False, True):
        assert len({typed_dates.asked(one, end=end) for one in said}) == 1
    assert (
        typed_dates.asked(f"{year} Q1", end=False)
        == typed_dates.asked(f"H1 {year}", end=False)
        == f"{year}-01-01"
    )
    assert typed_dates.asked(f"{year}年下半年", end=True) == f"{year}-12-31"


@given(st.text("abcdefilmnorstuyz &", min_size=1, max_size=30))
def test_a_spelling_is_its_own_spelling_for_names(store: Store, text: str) -> None:
    """Whatever is typed has at most one meaning of itself, and full-width forms mean the same."""
    wide = "".join(chr(ord(ch) + 0xFEE0) if ch != " " else ch for ch in text)
    assert lexicon.named(store, ("sector", "region"), wide) == lexicon.named(
        store, ("sector", "region"), text
    )


@pytest.mark.parametrize("typed", ["青年人才", "新技术", "云计算 新能源", "港口", "宁愿"])
def test_one_character_inside_a_word_is_no_place(store: Store, typed: str) -> None:
    assert not [piece for piece in lexicon.cut(store, ("region",), typed) if piece.bearers]


def test_one_character_is_like_no_longer_name(store: Store) -> None:
    assert "guangxi" not in not_found.nearest(store, ("region",), "肉桂街")
