"""Text: its width, its harmlessness, its line breaks."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nqpf_cli.model import text
from nqpf_cli.model.text import breaks, clean, plural, width

MIXED = st.text(
    alphabet=st.one_of(st.sampled_from("abc  ,.()$-新质生产力，。、《》（）“”…ü\u0301·"), st.characters()),
    max_size=80,
).map(clean)


def wrap(shown: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of at most `columns`, the first line led by `first`, every other by `rest`."""
    lines = []
    lead = first
    for start, end in breaks(shown, columns, width(first), width(rest)):
        lines.append(lead + shown[start:end] if end > start else lead.rstrip())
        lead = rest
    return lines


@pytest.mark.parametrize(
    ("shown", "columns"),
    [
        ("", 0), ("abc", 3), ("新质", 4), ("AI+新", 5), ("xīnzhì", 6), ("e\u0301", 1), ("，。（）", 8),
        ("“·…—”", 5),        ("≈ US$1", 6), ("｢ﾊ", 2), ("한", 2), ("😀", 2), ("\u200b", 0), ("𠀀", 2), ("、", 2),
    ],
)  # fmt: skip
def test_width(shown: str, columns: int) -> None:
    assert width(shown) == columns


@given(st.text(), st.text())
def test_width_adds_up(one: str, other: str) -> None:
    assert width(one + other) == width(one) + width(other)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain 新质 é", "plain 新质 é"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x00\x07\x08\x7f\x9b", "\\x00\\x07\\x08\\x7f\\x9b"),
        ("a\u202eb\u2066c\u2069", "a\\u202eb\\u2066c\\u2069"),
        ("a\u200bb\ufeff\u2060", "a\\u200bb\\ufeff\\u2060"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\ue000", "\\ue000"),
        ("a\nb\r\nc\u2028d", "a b c d"),
        ("a\rb", "a\\x0db"),
        ("a\tb\u3000c\xa0d", "a b c d"),
        ("a\u2800\u3164\U000e0100b", "a\\u2800\\u3164\\U000e0100b"),
        ("\\x1b", "\\x1b"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


INVISIBLE = [
    *map(chr, [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0x16FE4, 0x1D159]),
    *(chr(code) for first, last in [
        (0x00, 0x1F), (0x7F, 0x9F), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0xFE00, 0xFE0F), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ] for code in range(first, last + 1)),
]  # fmt: skip
"""Default_Ignorable_Code_Point of Unicode 16, the controls, and the blanks that look like nothing."""


def test_nothing_that_a_reader_cannot_see_passes() -> None:
    assert [ch for ch in INVISIBLE if text.seen(f"a{ch}b") or ch in clean(f"a{ch}b")] == []
    assert [ch for ch in INVISIBLE if ch in text.quoted(ch)] == []
    assert [ch for ch in "aé新，e\u0301𠀀😀" if not text.seen(ch)] == []


ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANYTHING)
def test_clean_text_prints_and_stays(raw: str) -> None:
    once = clean(raw)
    assert once.isprintable() and clean(once) == once
    once.encode()


def test_wrap_words() -> None:
    assert wrap("a policy that names the new quality productive forces", 20, first="  up ", rest="     ") == [
        "  up a policy that",
        "     names the new",
        "     quality",
        "     productive",
        "     forces",
    ]


def test_wrap_chinese_between_characters_but_not_before_its_punctuation() -> None:
    assert wrap("新质生产力，是创新《规划》起", 10) == ["新质生产", "力，是创新", "《规划》起"]
    assert wrap("用AI的（生产）力", 8) == ["用AI的", "（生产）", "力"]


def test_wrap_leaves_ids_and_urls_whole_where_a_line_holds_them() -> None:
    address = "https://example.org/a-b/c"
    assert wrap(f"see {address} now", 26) == ["see", address, "now"]
    assert wrap(address, 26, first="a label of some width  ", rest="") == ["a label of some width", address]
    assert wrap(f"see {address}", 10) == ["see", "https://", "example.or", "g/a-b/c"]


def test_wrap_of_nothing_is_one_line() -> None:
    assert wrap("", 10) == [""] == wrap("   ", 10)
    assert wrap("", 10, first="- ") == ["-"]
    assert breaks("", 10) == [(0, 0)]


def test_wrap_keeps_spaces_inside_a_line() -> None:
    assert wrap("  two  spaces   here", 14) == ["  two  spaces", "here"]


def test_a_width_of_nothing_still_ends() -> None:
    assert wrap("ab 新", 0) == ["a", "b", "新"]
    assert wrap("ab", 2, first="long lead ") == ["long lead", "ab"]


@given(MIXED, st.integers(2, 40), st.integers(0, 12), st.integers(0, 12))
@example("   a", 2, 2, 0)
def test_wrap_never_exceeds_the_width_and_loses_nothing(
    shown: str, columns: int, first: int, rest: int
) -> None:
    first, rest = min(first, columns - 2), min(rest, columns - 2)
    lines = breaks(shown, columns, first, rest)
    at = 0
    for number, (start, end) in enumerate(lines):
        assert set(shown[at:start]) <= {" "} and start <= end
        assert width(shown[start:end]) + (rest if number else first) <= columns
        assert start == end or (shown[end - 1] != " " and (number == 0 or shown[start] != " "))
        at = end
    assert set(shown[at:]) <= {" "}
    assert all(end > start for start, end in lines[1:])
    assert (
        wrap(shown, columns, first=" " * first, rest=" " * rest)[0].strip() == shown[slice(*lines[0])].strip()
    )


@given(MIXED, st.integers(2, 40))
def test_wrap_is_greedy_and_cuts_no_word_that_fits(shown: str, columns: int) -> None:
    lines = breaks(shown, columns)
    pieces = text._pieces(shown)
    starts = {start for start, _ in pieces}
    for (start, _end), (after, _) in pairwise(lines):
        piece = next((left, right) for left, right in pieces if left <= after < right)
        if after in starts:
            assert width(shown[start : piece[1]]) > columns, "the next piece had room"
        else:
            assert width(shown[slice(*piece)]) > columns, "a piece was cut that fits a line"


def test_plural() -> None:
    assert (plural(1, "measure"), plural(5, "measure")) == ("1 measure", "5 measures")
    assert (plural(1, "policy", "policies"), plural(0, "policy", "policies")) == ("1 policy", "0 policies")
    assert plural(1200, "event") == "1,200 events"


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        (
            "lingang-intelligent-computing-centre-subsidy",
            ["lingang-intelligent-computing-", "centre-subsidy"],
        ),
        (
            "https://example.org/news/china-s-new-quality",
            ["https://example.org/news/", "china-s-new-quality"],
        ),
        ("a-" + "b" * 50, ["a-" + "b" * 28, "b" * 22]),  # a mark in the first half would leave a stump
        ("b" * 40, ["b" * 30, "b" * 10]),
    ],
)
def test_a_word_longer_than_a_line_is_cut_behind_a_hyphen_or_slash(word: str, lines: list[str]) -> None:
    assert wrap(word, 30) == lines
