"""What is wrong with an output: each probe looks at one format and says, one string a fault, what should not be there."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import icalendar
import yaml
from cmarkgfm import github_flavored_markdown_to_html
from pybtex.database import parse_string

from tests.hostile.hostile import EVIL

OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x1b\x07]*;(https?://[!-~]*)?\x1b\\")
"""The only sequences that we send: colour and emphasis, and links to the web."""


BLANK = "\u034f\u17b4\u180b\u2800\u3164\ufe0f\uffa0\U000e0100"
"""What Python calls printable and nobody sees, as in the payload "unseen"."""


def screen(text: str) -> Iterator[str]:
    """Characters that a terminal obeys, or that nobody sees."""
    for line in OURS.sub("", text).split("\n"):
        for char in line.removesuffix("\r"):
            if (not char.isprintable() and unicodedata.category(char) != "Zs") or char in BLANK:
                yield f"U+{ord(char):04X} in {line[:80]!a}"
                break


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "nav", "p", "a", "span",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "sup",
    "label", "input", "em", "strong", "div", "figure", "figcaption", "svg", "g", "rect", "line", "text", "path", "circle", "desc",
}  # fmt: skip


class _Tags(HTMLParser):
    """Collects what is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED or (tag == "input" and dict(attrs).get("type") != "checkbox"):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcdoc", "action", "formaction"):
                self.faults.append(f"<{tag} {name}>")
            if name in ("href", "xlink:href") and not re.match(r"https?://|#", value or ""):
                self.faults.append(f"{name}={value}")
            if name in ("href", "xlink:href") and EVIL in (value or ""):
                self.faults.append(f"{name}={value}")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.faults.append(decl)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")


def html(text: str) -> Iterator[str]:
    """Elements, attributes and addresses that no page of ours has."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    yield from tags.faults


def markdown(text: str) -> Iterator[str]:
    """What GitHub would make of it that only a record could have asked for."""
    made = github_flavored_markdown_to_html(text)
    for tag in re.findall(r"<(img|script|pre|blockquote|hr)\b", made):
        yield f"<{tag}>"
    if "raw HTML omitted" in made:  # what this reader says in its place
        yield "raw HTML"
    for address in re.findall(r'href="([^"]*)"', made):
        if EVIL in address or not re.match(r"https?://|#", address):
            yield address
    for title in re.findall(r"<h[1-6]>(.*?)</h[1-6]>", made):
        if title in ("one", "two"):
            yield f"a heading: {title}"


def table(text: str) -> Iterator[str]:
    """Cells that a spreadsheet would run."""
    rows = list(csv.reader(io.StringIO(text)))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row of {len(row)} cells, not {len(rows[0])}"
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and not re.fullmatch(r"[+-]?[0-9.]+", cell):
                yield f"a cell: {cell[:40]!r}"


def calendar(text: str) -> Iterator[str]:
    """Entries and lines that a record smuggled in."""
    for entry in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        if not str(entry["UID"]).endswith("@nqpf") or str(entry["SUMMARY"]) == "evil":
            yield f"an entry {entry['UID']}"
    lines = text.split("\r\n")
    if text.count("\n") != len(lines) - 1 or text.count("\r") != len(lines) - 1:
        yield "a bare line end"
    yield from (f"a line of {len(line.encode())} octets" for line in lines if len(line.encode()) > 75)


def bibtex(text: str) -> Iterator[str]:
    """Entries that a record smuggled in, braces that do not close, commands that TeX would run."""
    entries = parse_string(text, "bibtex").entries
    if set(entries) != set(re.findall(r"^@\w+\{([a-z0-9-]+),", text, re.M)) or "evil" in entries:
        yield f"entries {sorted(entries)}"
    for entry in entries.values():
        for value in entry.fields.values():
            if re.search(r"\\input\b|(?<!\\)\\write", value):
                yield value[:60]


def data(text: str) -> Iterator[str]:
    """JSON that does not say what it is."""
    told = json.loads(text)
    if isinstance(told, dict) and told["count"] != len(told["records"]):
        yield f"count {told['count']} of {len(told['records'])}"


def lines_of_data(text: str) -> Iterator[str]:
    """A line that is no object of its own."""
    for line in text.splitlines() if text else ():
        if not isinstance(json.loads(line), dict):
            yield line[:60]


def document(text: str) -> Iterator[str]:
    """YAML that is no list of plain records, or brings back anything but text, numbers and lists."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: Any = yaml.load(text, loader)
    if any(record.get("id") == "evil" for record in read or ()):
        yield "a record of its own"
    for event in yaml.parse(text, loader):
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            yield "an anchor, an alias or a tag"


def references(text: str) -> Iterator[str]:
    """A line of RIS that is no tag, or more entries and links than ids."""
    tags = Counter(line[:6] for line in text.splitlines() if line)
    yield from (tag for tag in tags if not re.fullmatch(r"[A-Z][A-Z0-9]  - ", tag))
    if len({tags[f"{tag}  - "] for tag in ("TY", "ID", "AU", "TI", "UR", "ER")}) != 1:
        yield f"tags that do not pair: {tags}"


PROBES: dict[str, Callable[[str], Iterator[str]]] = {
    "html": html,
    "markdown": markdown,
    "md": markdown,
    "csv": table,
    "ics": calendar,
    "json": data,
    "jsonl": lines_of_data,
    "yaml": document,
    "bibtex": bibtex,
    "biblatex": bibtex,
    "ris": references,
    "csl-json": data,
}
"""Format -> the probe of what it means beside the characters in it."""


def faults(format: str, text: str) -> list[str]:
    """All that should not be in an output. Data keeps its tabs, which move a cursor no further than spaces do."""
    probe = PROBES.get(format) if text else None
    bare = text.replace("\t", " ") if probe in (table, calendar) else text
    return [*screen(bare), *(probe(text) if probe else ())]
