"""The texts of what a search found, and where its words match them."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from nqpf_cli.index import lexicon
from nqpf_cli.index.marks import Range, mark
from nqpf_cli.index.query import Store
from nqpf_cli.model import quantity
from nqpf_cli.model.citations import BRACKETS
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.values import Values
from nqpf_cli.wording.amounts import benefit

Piece: TypeAlias = tuple[str, list[Range]]
"""A text, and from and up to which of its characters each match reaches."""

PROSE = ("definition", "summary", "explanation", "outcome", "body", "conditions", "note")
TITLES = ("term", "title", "name", "zh", "title_zh", "name_zh")
NAMES = (
    "document_number", "aliases", "abbreviation", "term", "zh", "title", "title_zh", "name", "name_zh", "pinyin",
    "issuer", "actor", "actors", "publisher",
)  # fmt: skip
"""Fields in which matches are marked: what a record says, the names that a title may show, all that it is called."""

# Of a topic's Markdown: citations and marks of emphasis go, and rules of tables become a space.
_MARKS = rf"{BRACKETS}|\*+|`|^#+ "
_RULES = r"\s*\|[\s|:-]*"


class Hit(Values):
    """The texts of one record with their matches: names that its title may show, all its names, and its prose."""

    titles: list[Piece]
    names: list[Piece]
    prose: list[Piece]


def hits(store: Store, answer: Answer, expression: str) -> list[Hit]:
    """The texts of each record of an answer, with the places that an expression of the full text matches."""
    texts = [
        [texts_of(record, TITLES), texts_of(record, NAMES), prose_of(answer, record)]
        for record in answer.records
    ]
    every = list(dict.fromkeys(text for parts in texts for part in parts for text in part))
    marks = dict(zip(every, mark(expression, lexicon.plain_each(store, every)), strict=True))
    return [Hit(*([(text, marks[text]) for text in part] for part in parts)) for parts in texts]


def prose_of(answer: Answer, record: Record) -> list[str]:
    """What a record says, a text a paragraph; a benefit or a number in words."""
    prose = texts_of(record, PROSE)
    if record["record_kind"] == "incentive":
        prose.append(benefit(record, answer.vocabularies))
    return [*prose, quantity.words(record)] if "unit" in record else prose


def texts_of(record: Record, fields: Sequence[str]) -> list[str]:
    """The paragraphs or items of some fields as plain text."""
    found: list[str] = []
    for field in fields:
        value = record.get(field)
        if value and field == "body":
            paragraphs = (re.sub(_MARKS, "", part) for part in value.split("\n\n"))
            found += [re.sub(_RULES, " ", part) for part in paragraphs if part]
        elif value:
            found += map(str, value if isinstance(value, list) else [value])
    return found


def said(piece: Piece) -> set[str]:
    """The words of a text that are marked."""
    text, ranges = piece
    return {text[start:end].lower() for start, end in ranges}
