"""How a page finds its width."""

import pytest

from nqpf_cli.formats import plain, terminal
from nqpf_cli.formats.line_layout import PROSE
from nqpf_cli.model.text import width
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table
from tests.render.sample import PAGE


@pytest.mark.parametrize("columns", [40, 57, 80, 100, 200])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    assert all(width(line) <= columns for line in plain.lines(PAGE, columns))


def test_prose_is_held_on_a_wide_screen_and_a_framed_table_is_not() -> None:
    long = "word " * 60
    prose = list(plain.lines([Para(long), Table([["label", long]])], 200))
    assert max(map(width, prose)) <= PROSE
    table = list(plain.lines([Table([["label", long]], header=["a", "b"])], 200))
    assert max(map(width, table)) > PROSE


def test_the_flexible_column_wraps_inside_itself() -> None:
    page: Page = [Table([["left", "word " * 12, "right"]], header=["a", "b", "c"], flex=1)]
    first, second, *rest = plain.lines(page, 50)
    assert first == "a     b" + " " * 38 + "c"
    assert second == "left  word word word word word word word" + " " * 5 + "right"
    assert rest == ["      word word word word word"]


def test_the_widest_column_wraps_where_none_is_named() -> None:
    page: Page = [Table([["a long label", "word " * 12]])]
    assert next(plain.lines(page, 40)) == "a long label  word word word word word"


def test_numbers_never_wrap() -> None:
    page: Page = [Table([["word " * 20, "RMB 10,000,000"]], align="lr")]
    lines = list(plain.lines(page, 40))
    assert lines[0].endswith("  RMB 10,000,000")
    assert width(lines[0]) == 40


def test_chinese_lines_up() -> None:
    page: Page = [Table([["临港新片区", "1"], ["Lingang", "2"]])]
    assert list(plain.lines(page)) == ["临港新片区  1", "Lingang     2"]
    assert list(plain.lines(page, 80)) == list(plain.lines(page))


def test_short_rows_and_empty_cells_leave_no_space_behind() -> None:
    page: Page = [Table([["a", "", ""], ["b"], ["", "", "c"], []], header=["x", "yy", "z"])]
    expected = ["x  yy  z", "a", "b", "       c", ""]
    assert list(plain.lines(page)) == expected
    assert list(plain.lines(page, 80)) == expected


def test_a_table_too_wide_for_columns_is_stacked() -> None:
    row: list[str | Span] = ["name", "one", "", "three is rather longer than the others are", "four"]
    header = ["", "the first thing", "the second thing", "the third thing", "the fourth thing"]
    assert list(plain.lines([Table([list(row)], header=header)], 40)) == [
        "name",
        "  the first thing: one",
        "  the third thing: three is rather",
        "    longer than the others are",
        "  the fourth thing: four",
    ]


def test_a_filled_table_ends_at_the_right_edge() -> None:
    page: Page = [Table([["title", "status"]], align="lr", flex=0, fill=True)]
    assert list(plain.lines(page, 40)) == ["title" + " " * 29 + "status"]
    assert list(plain.lines(page)) == ["title  status"]


def test_indents() -> None:
    page: Page = [Para("word " * 12, indent=2, hang=3), Table([["a", "b"]], indent=4)]
    assert list(plain.lines(page, 40)) == [
        "  word word word word word word word",
        "     word word word word word",
        "    a  b",
    ]


@pytest.mark.parametrize("page", [[], [Gap()], [Table([])], [Table([[]])], [Para("")], [Heading("", 1)]])
def test_little_or_nothing(page: Page) -> None:
    assert list(terminal.lines(page, 80)) == list(plain.lines(page, 80))


def test_a_style_holds_across_a_break() -> None:
    lines = list(terminal.lines([Para(Span("word " * 12, "good"))], 40))
    assert [line.startswith("\x1b[32m") and line.endswith("\x1b[0m") for line in lines] == [True, True]


def test_a_link_is_one_link_across_a_break() -> None:
    lines = list(terminal.lines([Para(Span("word " * 12, "", "https://example.org/"))], 40))
    assert all(";https://example.org/\x1b\\" in line and line.endswith("\x1b]8;;\x1b\\") for line in lines)


def test_text_is_never_markup() -> None:
    text = "[bold]not bold[/bold] :smile: [link=http://x]y[/link]"
    assert list(terminal.lines([Para(text)], 80)) == [text]
