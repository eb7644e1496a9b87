"""A fact as the program passes it on, and an answer made of facts."""

from typing import Any, NamedTuple, TypeAlias

Record: TypeAlias = dict[str, Any]
"""One fact: the fields as authored, dates as ISO strings, links as ids."""


class Answer(NamedTuple):
    """What a question found, before anything decides how it looks.

    `records` hold what every format may print; `said` holds what only a view needs (counts, hints,
    groupings) and never reaches a data format.
    """

    kind: str
    records: list[Record]
    total: int
    on: str
    dataset: Record
    said: Record = {}  # noqa: RUF012 - read only
    code: int = 0
