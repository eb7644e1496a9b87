"""How text becomes words of the index, and what a person types a query that cannot be wrong."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nqpf_cli.index import marks, tokens
from nqpf_cli.model.names import is_han

TYPED = {
    "computing vouchers": [["computing"], ["vouchers"]],
    "算力": [["算 力"]],
    "算": [["算"]],
    "AI芯片": [["ai"], ["芯 片"]],
    "新质生产力，算力": [["新 质 生 产 力"], ["算 力"]],
    "nàixīn zīběn": [["naixin"], ["ziben"]],
    "low-altitude economy": [["low altitude"], ["economy"]],
    "R&D": [["r d"]],
    "20+8": [["20 8"]],
    "Xi'an": [["xi an"]],
    "China’s plan": [["china"], ["plan"]],
    "what is patient capital?": [["what"], ["is"], ["patient"], ["capital"]],
    "what is the": [["what"], ["is"], ["the"]],
    "15%": [["15"]],
    "37.5": [["37 5"]],
    "国发〔2025〕11号": [["国 发 2025 11 号"]],
    "国发(2025)11号": [["国 发 2025 11 号"]],
    "财税[2020]38号": [["财 税 2020 38 号"]],
    "SQHG [2024] No. 20": [["sqhg"], ["2024"], ["no"], ["20"]],
    "10 million": [["10 million", "10000000"]],
    "RMB 10m": [["rmb"], ["10m", "10000000", "10 million"]],
    "10,000,000": [["10000000", "10 million"]],
    "1.5亿": [["1 5 亿", "150000000", "150 million"]],
    "3000万元 loan": [["3000 万 元", "30000000", "30 million"], ["loan"]],
    "US$ 5m fund": [
        ["us 5m", "usd 5m", "us 5000000", "usd 5000000", "us 5 million", "usd 5 million"],
        ["fund"],
    ],
    "500万美元": [
        [
            "500 万 美 元",
            "us 500 万",
            "usd 500 万",
            "us 5000000",
            "usd 5000000",
            "us 5 million",
            "usd 5 million",
        ]
    ],
    "5 million dollars chips": [
        ["5 million dollars", "us 5 million", "usd 5 million", "us 5000000", "usd 5000000"],
        ["chips"],
    ],
    "2亿港元": [
        [
            "2 亿 港 元",
            "hk 2 亿",
            "hkd 2 亿",
            "hk 200000000",
            "hkd 200000000",
            "hk 200 million",
            "hkd 200 million",
        ]
    ],
    "5 million dollarfish": [["5 million", "5000000"], ["dollarfish"]],
    "5-axis": [["5 axis", "five axis"]],
    "five-year plan": [["five year", "5 year"], ["plan"]],
    "20000家企业": [["20000"], ["家 企 业"]],
    "130 nm": [["130"], ["nm"]],
    "2024": [["2024"]],
    "1,590 EFLOPS": [["1590"], ["eflops"]],
    "ai ai": [["ai"]],
    "": [],
    "🚀 !? * “”": [],
}


def parts(text: str) -> list[str]:
    """All phrases that a text is looked for by, and what they are made of."""
    return [part for word in tokens.sought(text) for part in (*word.phrases, *word.parts)]


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed(typed: str) -> None:
    assert [list(word.phrases) for word in tokens.sought(typed)] == TYPED[typed]


def test_a_run_of_han_falls_apart_into_neighbours_and_a_phrase_into_words() -> None:
    assert parts("智算中心") == ["智 算 中 心", "智 算", "算 中", "中 心"]
    assert parts("low-altitude") == ["low altitude", "low", "altitude"]


def test_only_so_much_counts() -> None:
    assert len(tokens.sought(" ".join(f"w{n}" for n in range(100)))) == tokens.QUERY_WORDS
    assert tokens.sought("x" * 10_000) == tokens.sought("x" * tokens.QUERY_LENGTH)


def test_thousands_are_one_number_and_lists_are_not() -> None:
    assert tokens.spaced("10,000 of 1,2 and 2024,2025") == "10000 of 1,2 and 2024,2025"


@pytest.fixture(scope="module")
def table() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(body, tokenize='{tokens.TOKENIZER}')")
    connection.execute("INSERT INTO words VALUES (?)", (tokens.spaced("A plan of 国发〔2025〕11号"),))
    yield connection
    connection.close()


HOSTILE = st.text(max_size=60) | st.text(
    st.sampled_from('"*()-:^+{}\\\0 ANDORNOTEAR/,.~|算力ª²½ßﬁ\ud800🚀\u200d\u0301')
)


@given(HOSTILE)
@example('"')
@example("NEAR(a b, 2) AND title: x* -y ^z")
@example("\0")
@example("' OR 1=1; DROP TABLE words; --")
@example("²ª½")
def test_nothing_is_a_syntax_error(table: sqlite3.Connection, typed: str) -> None:
    found = tokens.sought(typed)
    if found:
        for expression in (tokens.every(found), tokens.some(parts(typed))):
            table.execute("SELECT count(*) FROM words WHERE words MATCH ?", (expression,)).fetchall()


@given(st.text())
def test_every_han_character_stands_alone_in_the_index(text: str) -> None:
    spaced = f" {tokens.spaced(text)} "
    assert all(spaced[at - 1] == " " == spaced[at + 1] for at, char in enumerate(spaced) if is_han(char))


@given(st.text(st.sampled_from("ab算力 ,.1234567890\n"), max_size=40), st.data())
def test_a_text_finds_itself(table: sqlite3.Connection, text: str, data: st.DataObject) -> None:
    """Any part between spaces of what stands in a record finds the record."""
    part = data.draw(st.sampled_from(text.split() or [""]))
    found = tokens.sought(part)
    if found:
        table.execute("DELETE FROM words")
        table.execute("INSERT INTO words VALUES (?)", (tokens.spaced(text),))
        loose = tokens.some(parts(part))
        assert table.execute("SELECT count(*) FROM words WHERE words MATCH ?", (loose,)).fetchone() == (1,)


MARKED = {
    ("subsidies", "A subsidy, SUBSIDIES; subsidised"): ["SUBSIDIES"],
    ("算力", "全国一体化算力网、算 力 and 算"): ["算力", "算 力"],
    ("国发〔2025〕11号", "see 国发〔2025〕11号."): ["国发〔2025〕11号"],
    ("suanli", "Suànlì"): ["Suànlì"],
    ("10000 firms", "over 10,000 firms, 10,0001"): ["10,000", "firms"],
    ("R&D", "R&D and r. d."): ["R&D", "r. d"],
    ("a\x01b", "a\x01b\x02 b"): ["a", "b", "b"],
}


@pytest.mark.parametrize(("typed", "text"), MARKED)
def test_marks_stand_on_the_text_as_written(typed: str, text: str) -> None:
    phrases = [phrase for word in tokens.sought(typed) for phrase in word.phrases]
    (ranges,) = marks.mark(tokens.some(phrases), [text])
    assert [text[start:end] for start, end in ranges] == MARKED[typed, text]


@given(
    st.text(st.sampled_from("算力 ab,1234\n\t\x01\x02\0é—"), max_size=60),
    st.sampled_from(["算", "a", "123", "1234"]),
)
def test_marks_lie_inside_the_text_in_order(text: str, typed: str) -> None:
    (ranges,) = marks.mark(tokens.some([tokens.sought(typed)[0].phrases[0]]), [text])
    edges = [edge for pair in ranges for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(text[start] != " " and text[end - 1] != " " for start, end in ranges)
