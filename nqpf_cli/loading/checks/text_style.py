"""Texts: short enough, and nothing in them but words."""

import re
import unicodedata
from collections.abc import Iterator

from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.problems import Problem
from nqpf_cli.model.text import seen

MOST_WORDS = 60

# One look finds the texts that need a closer one; most have nothing of the sort.
_SUSPECT = re.compile(r"[<&\[*]|  |^ | $")
_STRAY = [
    (re.compile(r"</?[A-Za-z][^<>]*>|<!--"), "an HTML tag, {0}", "take it out: texts are plain"),
    (re.compile(r"&(#\d+|#x[0-9A-Fa-f]+|[a-z]{2,8});"), "an HTML entity, {0}", "write the character itself"),
    (
        re.compile(r"!?\[[^\]]*\]\([^)]*\)"),
        "a Markdown link, {0}",
        "give the words alone: links are in sources",
    ),
    (re.compile(r"\[/?[a-z#@][^\[\]]*\]|\[/\]"), "a markup tag, {0}", "take the brackets out"),
    (re.compile(r"\*\*"), "Markdown emphasis, {0}", "take the asterisks out"),
    (re.compile(r"  +"), "two spaces in a row", "keep one"),
    (re.compile(r"^\s|[^\S\n]$"), "a space at its beginning or end", "take it out"),
]
_CITES = re.compile(r"\[[a-z0-9\s,-]+\](?!\()")  # in a topic's body, brackets hold ids
_NAME_OF = {"\t": "a tab", "\n": "a line break", "\xa0": "a no-break space", "\ufeff": "a byte order mark"}


def length(facts: FactSet) -> Iterator[Problem]:
    """Check that summaries and definitions can be read at a glance."""
    for loaded in facts.texts():
        for field in ("summary", "definition"):
            words = len(loaded.record.get(field, "").split())
            if words > MOST_WORDS:
                what = f"{field} has {words} words, more than {MOST_WORDS}"
                yield loaded.problem(field, what, "shorten it, or move the rest to another field")


def stray(facts: FactSet) -> Iterator[Problem]:
    """Check that no text holds markup, doubled spaces, or characters that cannot be seen."""
    for loaded in facts.texts():
        for path, text in _texts(loaded.record):
            if _SUSPECT.search(text) or not seen(text):
                yield from _closer(loaded, path, text)


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a record, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{path}.{index}")


def _closer(loaded: Loaded, path: str, text: str) -> Iterator[Problem]:
    """Yield what exactly is stray in a text."""
    body = path == "body" and loaded.kind == "topic"
    hidden = next((char for char in text if not (body and char == "\n") and _is_hidden(char)), "")
    if hidden:
        name = _NAME_OF.get(hidden) or f"a character that cannot be seen, U+{ord(hidden):04X}"
        yield loaded.problem(path, f"{path}: {name}", "take it out")
    if path in ("url", "read_at"):
        return
    for pattern, what, hint in _STRAY:
        found = pattern.search(_CITES.sub("", text) if body and "markup tag" in what else text)
        if found:
            yield loaded.problem(path, f"{path}: {what.format(_short(found.group()))}", hint)


def _is_hidden(char: str) -> bool:
    """Whether a reader sees neither the character nor the room that a space takes."""
    return not seen(char) and (unicodedata.category(char) != "Zs" or char == "\xa0")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
