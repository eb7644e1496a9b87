"""Text on its way to a page: how wide it is, whether it is harmless, where it breaks, how a shell takes it."""

from collections.abc import Iterable, Mapping

# What Python calls printable and prints as nothing. Of Default_Ignorable_Code_Point (Unicode 16.0,
# DerivedCoreProperties.txt) these are fillers, joiners and the first selectors of variations;
# of the rest, the Braille blank, the Khitan filler and the note without a head, which draw nothing by right.
# A set, since a regular expression of such ranges takes a hundredth of a lookup to compile.
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800\U00016fe4\U0001d159"
).union(map(chr, range(0xFE00, 0xFE10)))
_SELECTORS = "\U000e0100"
"""From here on stand selectors of variations, and nothing that is printable."""

_CLOSING = frozenset("，。、；：？！）》」】』〉〕］｝”’…—·～％%,.;:?!)]}")
_OPENING = frozenset("（《「【『〈〔［｛“‘￥¥$([{#@")


def width(text: str) -> int:
    """Return the terminal columns that a clean text takes: two for a wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(ch: str) -> int:
    code = ord(ch)
    # The common cases first, so that Chinese, pinyin and sums in dollars need no table of Unicode.
    if code < 0x300 or 0x2010 <= code <= 0x2027 or 0x2190 <= code <= 0x22FF:  # … arrows and ≈
        return 1
    if 0x4E00 <= code <= 0x9FFF or 0x3001 <= code <= 0x3029 or 0xFF01 <= code <= 0xFF60:
        return 2
    import unicodedata

    if unicodedata.category(ch) in ("Mn", "Me", "Cf") or 0x1160 <= code <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


def seen(text: str) -> bool:
    """Whether every character of a text is one that a reader sees, or a plain space.

    Not seen are controls, bidi marks, lone surrogates, what is unassigned or private, every space but U+0020, and
    what prints as nothing though Python calls it printable. Variation selectors count among those, also the
    ideographic ones: a name that needs one is written with the plain character.
    """
    return text.isprintable() and (text.isascii() or (_UNSEEN.isdisjoint(text) and max(text) < _SELECTORS))


def clean(text: str) -> str:
    """Return a text that can do no harm on a terminal or a page, and that shows what it held.

    What is not `seen` becomes a visible escape (`\\x1b`, `\\u202e`). Newlines, tabs and other spaces become a space.
    Clean text comes back as it is.
    """
    if seen(text):
        return text
    return "".join(ch if seen(ch) else _escape(ch) for ch in text.replace("\r\n", "\n"))


def quoted(text: str) -> str:
    """Return what a person typed, in quotes, short and harmless, for a message of one line."""
    shown = clean(text)
    return f'"{shown[:40]}…"' if len(shown) > 40 else f'"{shown}"'


def _escape(ch: str) -> str:
    code = ord(ch)
    if ch in "\n\t" or (code >= 0xA0 and ch.isspace()):
        return " "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def breaks(text: str, width: int, first_indent: int = 0, rest_indent: int = 0) -> list[tuple[int, int]]:
    """Return where a text breaks into lines of at most `width` columns: (start, end) of each line's slice.

    The indents are columns already taken on the first and on every later line. Lines break at spaces,
    which belong to no line, and around Chinese characters, never before closing or after opening
    punctuation. A word is cut only where it is longer than a line, behind a hyphen or slash if one stands in the
    second half of the line, so that an id or address stays easy to read and to put together. Always at least one
    line, perhaps empty; a line always takes a character, so a width of nothing still ends.
    """
    lines: list[tuple[int, int]] = []
    room, rest = max(1, width - first_indent), max(1, width - rest_indent)
    start = end = used = 0  # the line so far: text[start:end], `used` columns wide
    for left, right in _pieces(text):
        columns = _span(text, left, right)
        gap = left - end  # spaces
        if used + gap + columns <= room:
            end, used = right, used + gap + columns
            continue
        # On an empty first line only a longer line would help, so a word too long for both begins here.
        if end > start or (not lines and room < columns <= rest):
            lines.append((start, end))
            room = rest
        start, end, used = left, right, columns
        if columns > room:
            at, used = left, 0
            while at < right:
                taken = _columns(text[at])
                if used + taken > room and at > start:
                    cut = 1 + max(text.rfind(mark, start + (at - start) // 2, at) for mark in "-/")
                    at = cut or at
                    lines.append((start, at))
                    room, start, used = rest, at, 0
                    taken = _columns(text[at])
                used += taken
                at += 1
    lines.append((start, end))
    return lines


def _span(text: str, start: int, end: int) -> int:
    """Return the columns of a slice."""
    return end - start if text.isascii() else sum(map(_columns, text[start:end]))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Return the slices of a text that should not be cut: words, and Chinese characters with their punctuation.

    A sign for "about" stays with its number.
    """
    pieces: list[tuple[int, int]] = []
    start = begin = 0  # of the piece, and of the word
    for word in text.split(" "):
        end = begin + len(word)
        if word and not word.isascii():
            for at in range(max(start, begin) + 1, end):
                if _parts_at(text[at - 1], text[at]):
                    pieces.append((start, at))
                    start = at
        begin = end + 1
        if word and word[-1] == "≈" and text[begin : begin + 1].strip():
            continue
        if word:
            pieces.append((start, end))
        start = begin
    return pieces


def _parts_at(before: str, ch: str) -> bool:
    """Whether a line may break between two characters that no space parts."""
    if before in _OPENING or ch in _CLOSING or not (_is_wide(before) or _is_wide(ch)):
        return False
    return _columns(ch) > 0  # a mark stays with what it marks


def _is_wide(ch: str) -> bool:
    return ch > "\u2e7f" and _columns(ch) == 2


def plural(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: 1 measure, 5 measures, 1,200 policies."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"


_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def with_article(name: str) -> str:
    """ "an event", "a place": a name with its article."""
    return f"an {name}" if name[:1].lower() in tuple("aeiou") else f"a {name}"


def few(n: int) -> str:
    """Return a small count as prose writes it: four, nine, 10, 1,200."""
    return _FEW[n] if 0 <= n < len(_FEW) else f"{n:,}"


def nowhere_words(words: Iterable[str]) -> str:
    """Return which words no record holds: “a” and “b” stand nowhere."""
    *most, last = [f"“{word}”" for word in words]
    return f"{', '.join(most)} and {last} stand nowhere" if most else f"{last} stands nowhere"


SAFE = frozenset("@%+=:,./-_")
"""Signs that a shell takes as they stand, as `shlex.quote` has them, which costs more to load."""


def typed_options(options: Mapping[str, object]) -> str:
    """ " --sector ai --only": options by name, each after a space; True is a flag, what is empty gives nothing."""
    found: list[str] = []
    for name, held in options.items():
        option = f" --{name.replace('_', '-')}"
        if held is True:
            found.append(option)
        elif held is not None and held is not False:
            values = held if isinstance(held, list | tuple) else [held]
            found += [f"{option} {quoted_word(str(value))}" for value in values]
    return "".join(found)


def quoted_word(word: str) -> str:
    """Return a word as it must stand in a command line, in single quotes where it needs them."""
    if word.isascii() and word and all(sign.isalnum() or sign in SAFE for sign in word):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'"
