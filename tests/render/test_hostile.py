"""Whatever stands in a record, a format shows it and obeys none of it."""

import csv
import io
import json
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote

import icalendar
import yaml
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nqpf_cli.formats import csv_writer as csv_format
from nqpf_cli.formats import html_fragment as html
from nqpf_cli.formats import ics, jsonl, markdown, plain, terminal
from nqpf_cli.formats import json_writer as json_format
from nqpf_cli.formats import yaml_writer as yaml_format
from nqpf_cli.formats.sanitize import safe_link
from nqpf_cli.model.record import Answer, Context
from nqpf_cli.model.text import clean, width
from nqpf_cli.pages.blocks import Heading, Page, Para, Span, Table

NASTY = "\x1b[31m\x9b1m\u202e\u2066\u200b\ufeff\ud800\x07\r\n\t\x00\x7f\u2028\U000e0041"
MARKS = st.text("ab 1#*_`[]()<>|~&;!\\$-+=.:\"'\n新，“”", max_size=30)
# What GitHub would make a link, a mention or a picture of by itself.
AUTOMATIC = st.lists(
    st.sampled_from(
        ["www.", "http://", "HTTPS://", "ftp://", "mailto:", "xmpp:", "@", "name", "gov.cn", "#1", "GH-1", ":tada:",
         "0123abc", "/", ".", "-", "_", "*", "(", "[", "$", "|", "`", "\\", "<", "&", "#", " ", "新", ",", "1"]
    ),
    max_size=8,
).map("".join)  # fmt: skip
ANY = AUTOMATIC | st.text(max_size=40) | MARKS | st.text(NASTY + "ab新", max_size=12)
STYLES = st.sampled_from(["", "title", "term", "good", "match", "id", "no such style"])
SPANS = st.lists(st.builds(Span, ANY, STYLES), max_size=4)


def page_of(parts: list[Span]) -> Page:
    return [
        Heading(parts, 1),
        Para(parts, indent=2, hang=2),
        Table([["label", parts], [parts, "value"]], indent=2, flex=1),
        Table(
            [[parts, "1"], ["x", parts]], header=["name", "".join(part.text for part in parts)], align="lr"
        ),
    ]


def harmless(text: str) -> bool:
    return not any(
        ch != "\n" and unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co") for ch in text
    )


@given(SPANS, st.sampled_from([None, 40, 80, 200]))
@example([Span(NASTY, "title")], 80)
def test_nothing_commands_a_terminal(parts: list[Span], columns: int | None) -> None:
    page = page_of(parts)
    assert harmless("\n".join(plain.lines(page, columns)))
    assert harmless("\n".join(terminal.lines(page, columns or 80, colour=False)))
    assert harmless("\n".join(markdown.lines(page)))
    assert harmless("\n".join(html.lines(page)))


@given(SPANS, st.sampled_from([40, 80, 200]))
def test_colour_adds_colour_alone(parts: list[Span], columns: int) -> None:
    coloured = "\n".join(terminal.lines(page_of(parts), columns))
    bare = [re.sub("\x1b\\[[0-9;]*m", "", line).rstrip() for line in coloured.split("\n")]
    assert bare == list(plain.lines(page_of(parts), columns))


@given(SPANS, st.sampled_from([40, 80, 200]))
def test_lines_fit(parts: list[Span], columns: int) -> None:
    for line in plain.lines(page_of(parts), columns):
        assert width(line) <= columns


@given(SPANS)
def test_a_row_is_a_line_without_a_width(parts: list[Span]) -> None:
    assert len(list(plain.lines(page_of(parts)))) == 1 + 1 + 2 + 3


class Reader(HTMLParser):
    """The text of each cell, paragraph and heading, and every tag that was met."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "h2", "td", "th"):
            self.texts.append("")
        assert {name for name, _ in attrs} <= {"class", "lang", "scope", "href"}

    def handle_data(self, data: str) -> None:
        if self.texts and data != "\n":
            self.texts[-1] += data.removesuffix("\n") if data.endswith("\n") else data


@given(SPANS)
def test_html_reads_back_to_the_text(parts: list[Span]) -> None:
    reader = Reader()
    reader.feed("\n".join(html.lines(page_of(parts))))
    reader.close()
    shown = "".join(clean(part.text) for part in parts)
    header = clean("".join(part.text for part in parts))  # here two spans may make one line end
    cells = ["label", shown, shown, "value", "name", header, shown, "1", "x", shown]
    assert reader.texts == [shown, shown, *cells]
    assert reader.tags <= {"section", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "span"}


def words(text: str) -> str:
    return " ".join(text.split())


def rendered(tokens: list) -> list[str]:  # type: ignore[type-arg]
    """The bare text of each inline block, and a fault for any token that only markup makes."""
    texts = []
    for token in tokens:
        if token.type == "inline":
            kinds = {child.type for child in token.children}
            assert kinds <= {"text", "text_special", "code_inline", "strong_open", "strong_close"}, kinds
            texts.append(words("".join(child.content for child in token.children)))
    return texts


@given(SPANS)
@example([Span("__init__ and * * *")])
@example([Span("“十四五”", "term"), Span("规划")])
@example([Span("a", "term"), Span("*b*", "match"), Span("$1$")])
def test_markdown_reads_back_to_the_text(parts: list[Span]) -> None:
    shown = words("".join(clean(part.text) for part in parts))
    # The blocks of a page one by one, for an empty paragraph leaves none.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for block in ([Heading(parts, 1)], [Para(parts)]):
        read = rendered(parser.parse("\n".join(markdown.lines(block))))
        assert read == ([shown] if shown else [])
    table = Table([[parts, "1"], ["x", parts]], header=["name", shown])
    read = rendered(parser.parse("\n".join(markdown.lines([table]))))
    assert read == ["name", shown, shown, "1", "x", shown]
    bullets = Table([["label", parts]])
    read = rendered(parser.parse("\n".join(markdown.lines([bullets]))))
    assert read == [f"label: {shown}" if shown else "label"]


class Found(HTMLParser):
    """The addresses of links, and the text that stands outside links and code, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str | None] = []
        self.pieces: list[str] = []
        self.within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within += tag in ("a", "code")
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.within -= tag in ("a", "code")

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.pieces.append(data)


# As GitHub looks for them in the text of a page once it is HTML.
MADE_OF_TEXT = re.compile(
    r"(?ai)(?<!\w)@[a-z0-9]|#[0-9]|(?<!\w)gh-[0-9]|:[+-]?[a-z0-9_]*[a-z][a-z0-9_]*:|\b[0-9a-f]{40}\b"
)


@given(SPANS, st.booleans())
@example(
    [
        Span(
            "see www.evil.test, http://evil.test/a_b(c) ftp://evil.test x@evil.test: @name (#12) a/b#3 GH-4 :tada:"
        )
    ],
    True,
)
@example([Span("www"), Span(".evil.test", "match")], False)
@example([Span("http"), Span("://evil.test", "term")], False)
@example([Span("见http://新华网.cn，www.新.cn；a@b.cn@c"), Span("@name")], True)
@example(
    [Span("", "", "https://example.org/"), Span("www.x.com @name", "title", "https://example.org/")], True
)
def test_github_makes_no_link_of_a_text(parts: list[Span], linked: bool) -> None:
    ours = "https://example.org/page"
    page = [*page_of(parts), *([Para([*parts, " ", Span("www.a.cn @name #1", "", ours)])] if linked else [])]
    found = Found()
    found.feed(github_flavored_markdown_to_html("\n".join(markdown.lines(page))))
    found.close()
    assert set(found.links) <= {ours, "https://example.org/"}
    assert found.links.count(ours) == linked
    assert [piece for piece in found.pieces if MADE_OF_TEXT.search(piece)] == []


@given(st.text(max_size=60) | st.builds("http://{}".format, ANY) | st.builds("HTTPS://{}".format, MARKS))
@example("javascript:alert(1)")
@example("http://a\x1b]8;;b")
@example('https://a/ b)"><script>')
def test_a_link_is_a_plain_web_address_or_none(url: str) -> None:
    link = safe_link(url)
    assert link == "" or re.fullmatch(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\U0010ffff]+", link)
    page: Page = [Para(Span("here", "", url))]
    found = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse("\n".join(markdown.lines(page)))[1]
        .children
    )
    assert found is not None
    assert [child.type for child in found] == (["link_open", "text", "link_close"] if link else ["text"])
    if link:
        # Percent escapes may differ, and the reader writes an odd host its own way; what is asked for may not.
        asked = unquote(str(found[0].attrs["href"])).partition("://")[2].partition("/")[2]
        assert asked == unquote(link).partition("://")[2].partition("/")[2]
        assert f'href="{link.replace("&", "&amp;")}"' in "\n".join(html.lines(page))
    else:
        assert "<a" not in "\n".join(html.lines(page))


def answer_of(*texts: str) -> Answer:
    records = [
        {"id": f"r-{n}", "date": "2024-06", "title": text, "summary": text} for n, text in enumerate(texts)
    ]
    return Answer(
        "event",
        list(records),
        len(records),
        "2026-11-24",
        Context({"checked": "2026-11-24", "title": texts[0]}, {}, {}, {}),
    )


@given(st.lists(ANY, min_size=1, max_size=3))
@example(["=1+1", "-1", "@a"])
def test_csv_reads_back(texts: list[str]) -> None:
    written = "".join(f"{line}\n" for line in csv_format.lines(answer_of(*texts)))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[0] == ["id", "date", "title", "summary"]
    assert [row[2] for row in rows[1:]] == [csv_format.cell("title", text) for text in texts]
    for row in rows[1:]:
        assert harmless(row[2].replace("\t", " "))
        assert not row[2].startswith(("=", "@", "\t", "\n")), "a spreadsheet would run it"
        assert not re.match(r"[+-](?![0-9]+(\.[0-9]+)?$)", row[2]), "nor may it run this"


@given(st.lists(ANY, min_size=1, max_size=3))
@example([NASTY])
def test_json_and_jsonl_read_back(texts: list[str]) -> None:
    answer = answer_of(*texts)
    written = "\n".join(json_format.lines(answer))
    assert harmless(written)
    # Two halves of a pair become one character in any JSON.
    whole = json.loads(json.dumps(answer.records))
    assert json.loads(written)["records"] == whole
    lines = list(jsonl.lines(answer))
    assert all(harmless(line) and "\n" not in line for line in lines)
    assert [json.loads(line) for line in lines] == whole


@given(st.lists(ANY, min_size=1, max_size=3))
@example(["a\n\nb\n", " lead", "trail ", "null", "2024-06-18", "1_000", "on"])
def test_yaml_reads_back(texts: list[str]) -> None:
    answer = answer_of(*texts)
    written = "\n".join(yaml_format.lines(answer)) + "\n"
    assert harmless(written.replace("\t", " "))
    read = yaml.safe_load(written)
    assert [r["title"] for r in read] == [t.encode("utf-8", "backslashreplace").decode() for t in texts]


@given(st.lists(ANY, min_size=1, max_size=3))
@example(["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "新" * 60, ";,\\n:"])
def test_ics_reads_back(texts: list[str]) -> None:
    written = "".join(f"{line}\n" for line in ics.lines(answer_of(*texts)))
    assert written.count("\n") == written.count("\r\n") == written.count("\r")
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert harmless(written.replace("\r", "").replace("\t", " "))
    calendar = icalendar.Calendar.from_ical(written)
    events = calendar.walk("VEVENT")
    assert len(events) == len(texts)
    assert not calendar.errors
    assert not any(event.errors for event in events)
    assert [event["UID"] for event in events] == [f"r-{n}@nqpf" for n in range(len(texts))]
    assert all(event.decoded("DTSTART") == date(2024, 6, 1) for event in events)
    assert all(event.decoded("DTEND") == date(2024, 7, 1) for event in events)
