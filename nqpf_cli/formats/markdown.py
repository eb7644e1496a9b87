"""Markdown, as GitHub reads it, in which data stays data: nothing in a record can act as markup."""

import re
from collections.abc import Iterator

from nqpf_cli.formats.sanitize import safe
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text, spans, tick, undrawn

_BOLD = frozenset({"title", "term", "match", "bold"})
# What could open markup inside a line. An underscore inside a word and a bare ampersand cannot.
_SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
# What GitHub makes a link, a mention or a picture of without being asked: addresses, e-mail, @name, #1, GH-1, commits,
# :emoji:. No backslash stops it from that; in code it leaves them alone.
_AUTOMATIC = re.compile(
    r"""(?aix)((?: (?:https?://|ftp://|www\.) (?:[!#%-;=?-Z\[\]^_a-z~]*[a-z0-9/])?
    | (?:(?<![a-z0-9.+_/-])[a-z0-9.+_/-]*+)?(?:@[a-z0-9.+_@/-]+|\#[0-9]\w*) | \bgh-[0-9]\w*
    | \b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}\b
    | :(?=[0-9_]*[a-z+-])[a-z0-9_+-]+(?::|$)
    )+)"""
)
# A mark that opens a block where it leads a line: heading, list, rule, quotation.
_LEADING = re.compile(r"^(?:([#+=>-])|(\d{1,9})([.)]))")
_PIPE = "\\|"


def lines(page: Page) -> Iterator[str]:
    """Yield a page as Markdown, an empty line between blocks.

    A table without header is a list; one further in than the list before it goes under that list's last item.
    """
    first = True
    steps: list[int] = []  # the indents of the lists that are open
    for block in undrawn(page):
        if isinstance(block, Table) and not block.header:
            within = bool(steps)
            while steps and steps[-1] >= block.indent:
                steps.pop()
            written = list(_list(block, len(steps)))
            steps.append(block.indent)
        else:
            within = False
            steps = []
            written = [] if isinstance(block, Gap) else list(_block(block))
        if written and not first and not within:
            yield ""
        first = first and not written
        yield from written


def _block(block: Heading | Para | Table) -> Iterator[str]:
    if isinstance(block, Heading):
        # A heading is bold as it is.
        bare: Text = [Span(part.text, "", part.link) for part in spans(block.text)]
        text = inline(bare)
        if text:
            # Marks at its end would close it.
            end = "\\#" if text.endswith("#") else ""
            yield f"{'#' * block.level} {text.removesuffix('#') if end else text}{end}"
    elif isinstance(block, Para):
        text = lead(inline(block.text))
        if text:
            yield text
    elif block.header:
        yield from _table(block, block.header)


def _table(table: Table, header: list[str]) -> Iterator[str]:
    size = max([len(header), *map(len, table.rows)])
    rules = ["---:" if table.align[column : column + 1] == "r" else "---" for column in range(size)]
    yield _row([inline(name) for name in header], size)
    yield _row(rules, size)
    for row in table.rows:
        yield _row([inline(cell) for cell in row], size)


def _row(cells: list[str], size: int) -> str:
    padded = cells + [""] * (size - len(cells))
    return f"| {' | '.join([cell.replace('|', _PIPE) for cell in padded])} |"


def _list(table: Table, depth: int) -> Iterator[str]:
    for row in table.rows:
        if note := _note(row):
            yield note
            continue
        if tick(row):
            yield f"{'  ' * depth}- [ ] {lead(' · '.join(filter(None, map(inline, row[1:]))))}"
            continue
        cells = [text for text in map(inline, row) if text]
        if len(cells) > 1:
            # Label and value; further cells are remarks.
            mark = "" if cells[0][-1] in ":：.。" else ":"
            cells[:2] = [f"{cells[0]}{mark} {cells[1]}"]
        if cells:
            yield f"{'  ' * depth}- {lead(' · '.join(cells))}"


def _note(row: list[Text]) -> str:
    """Return a row of notes as the definition of a footnote, its address bare; nothing for any other row."""
    parts = safe(row[0]) if row else []
    if len(parts) != 1 or parts[0].style != "note":
        return ""
    return f"{_mark(parts[0].text)}: {' '.join([inline(cell, bare=True) for cell in row[1:]])}"


def _mark(text: str) -> str:
    """Return the mark of a footnote: "[1]" as [^1]."""
    return f"[^{''.join(filter(str.isalnum, text))}]"


def lead(text: str) -> str:
    """Return a line of inline Markdown that no leading mark can turn into a block."""
    return _LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def inline(text: Text, *, bare: bool = False) -> str:
    """Return text as inline Markdown: escaped, emphasis where a style asks for it, links where there are any.

    `bare` writes an address that is its own text but once.
    """
    written = []
    for part in _merged(_emphasised(_merged(safe(text)))):
        if part.style == "note":
            written.append(_mark(part.text))
        elif bare and part.link and part.text == part.link:
            written.append(f"<{part.link}>")
        elif part.link:
            shown = _bold(part, _escaped(part.text))
            written.append(f"[{shown}]({_address(part.link)})")
        else:
            written.append(_bold(part, _tame(part.text)))
    joined = " ".join("".join(written).split())
    # GitHub sets what stands between two dollar signs as mathematics.
    return joined.replace("$", "\\$") if joined.count("$") > 1 else joined


def _address(link: str) -> str:
    """Return a link's address as Markdown takes it: brackets would end it, dollars and entities be read."""
    link = link.replace("(", "%28").replace(")", "%29").replace("$", "%24")
    return re.sub(r"&(?=#?\w{1,31};)", "&amp;", link)


def _merged(parts: list[Span]) -> list[Span]:
    """Neighbours that look alike, as one: two runs of stars would read as something else."""
    merged: list[Span] = []
    for part in parts:
        style = "bold" if part.style in _BOLD else "note" if part.style == "note" else ""
        alike = bool(merged) and (merged[-1].style, merged[-1].link) == (style, part.link)
        merged.append(Span((merged.pop().text if alike else "") + part.text, style, part.link))
    return merged


def _emphasised(parts: list[Span]) -> list[Span]:
    """Return the same, without emphasis where its stars would open or close nothing: between a letter and a mark."""
    found = []
    for number, part in enumerate(parts):
        before = "[" if part.link else parts[number - 1].text[-1] if number else " "
        after = "]" if part.link else parts[number + 1].text[0] if number + 1 < len(parts) else " "
        shown = (_escaped if part.link else _tame)(part.text).strip()
        opens = part.text[0] == " " or not _in_word(before) or _in_word(shown[:1])
        closes = part.text[-1] == " " or not _in_word(after) or _in_word(shown[-1:])
        bold = part.style == "bold" and shown and opens and closes
        found.append(part if bold or part.style != "bold" else part.replace(style=""))
    return found


def _bold(part: Span, text: str) -> str:
    bare = text.strip()
    return text.replace(bare, f"**{bare}**") if part.style == "bold" else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _tame(text: str) -> str:
    """Return text that GitHub makes no link of: what it would take for one stands as code."""
    parts = enumerate(_AUTOMATIC.split(text))
    return "".join([f"`{part}`" if at % 2 else _escaped(part) for at, part in parts])


def _in_word(ch: str) -> bool:
    """Whether CommonMark takes a character for neither a space nor punctuation."""
    if ch.isascii():
        return ch.isalnum()
    from unicodedata import category

    return category(ch)[0] not in "PSZ"
