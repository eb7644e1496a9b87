"""The explainer's Markdown as blocks."""

from hypothesis import given
from hypothesis import strategies as st

from nqpf_cli.formats import plain as page_format
from nqpf_cli.pages.blocks import Gap, Heading, Para, Span, Table, plain
from nqpf_cli.pages.topic_markdown import blocks

KNOWN = {"one", "two-2"}


def cite(ids: list[str]) -> list[str | Span]:
    return [Span(f"<{' '.join(ids)}>")] if KNOWN.issuperset(ids) else []


def texts(body: str) -> list[str]:
    return [plain(block.text) for block in blocks(body, cite) if isinstance(block, (Para, Heading))]


def test_lines_of_a_paragraph_flow_together() -> None:
    assert texts("a\nb\n\nc\n") == ["a b", "c"]


def test_citations_become_marks_even_over_lines() -> None:
    assert texts("Said. [one,\ntwo-2] More [one].") == ["Said. <one two-2> More <one>."]
    assert texts("[one]") == ["<one>"]


def test_what_is_no_citation_stays() -> None:
    assert texts("as [sic] and [one, three] and [1] and []") == ["as [sic] and [one, three] and [1] and []"]


def test_emphasis_is_a_style_and_stars_elsewhere_stay() -> None:
    [para] = blocks("**bold** and *soft* and `code` but 2 * 3 * 4 and a*b*c", cite)
    assert isinstance(para, Para)
    assert plain(para.text) == "bold and soft and code but 2 * 3 * 4 and a*b*c"
    assert [part.text for part in para.text if isinstance(part, Span) and part.style] == ["bold", "soft"]


def test_a_table_with_and_without_a_rule() -> None:
    [table, after] = blocks("| | A |\n| --- | ---: |\n| x | y [one] |\nTail.", cite)
    assert isinstance(table, Table)
    assert table.header == ["", "A"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["x", "y <one>"]]
    assert isinstance(after, Para)
    [bare] = blocks("| a | b |\n| c | d |", cite)
    assert isinstance(bare, Table)
    assert bare.header is None
    assert len(bare.rows) == 2


def test_a_list_needs_no_empty_line_before_it() -> None:
    assert texts("These:\n- one\n- two") == ["These:", "• one", "• two"]


def test_lists_and_headings() -> None:
    assert texts("- one\n  more\n* two\n\n1. first\n2. second\n\n## Head") == [
        "• one more", "• two", "1. first", "2. second", "Head",
    ]  # fmt: skip


@given(st.text(alphabet="ab1 \n|-#*`[],.", max_size=120))
def test_no_body_is_a_fault_and_nothing_said_is_lost(body: str) -> None:
    page = blocks(body, cite)
    assert not (page and isinstance(page[0], Gap))
    told = "".join("".join(page_format.lines(page)).split())
    assert [char for char in told if char in "ab"] == [char for char in body if char in "ab"]
