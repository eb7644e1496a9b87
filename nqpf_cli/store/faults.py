"""A fault: what is wrong, where, and how to mend it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong in one place; faults sort by file, then line, then column.

    `file` is the path as shown to a person, `line` and `column` count from 1, `what` says what is wrong
    and `mend` what to do about it, both in lower case and without a full stop.
    """

    file: str
    line: int
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        """`file:line:column: what; mend`, the form that editors jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.mend}"
