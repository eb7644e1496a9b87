"""A fault: what is wrong, where, and how to mend it."""

from typing import NamedTuple

from nqpf_cli.model.text import seen


class Problem(NamedTuple):
    """One thing wrong in one place; faults sort by file, then line, then column.

    `file` is the path as shown to a person, `line` and `column` count from 1, `what` says what is wrong
    and `mend` what to do about it, both in lower case and without a full stop.
    """

    file: str
    line: int
    column: int
    what: str
    hint: str

    def __str__(self) -> str:
        """`file:line:column: what; mend`, the form that editors jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.hint}"


def harmless(problem: Problem) -> Problem:
    """The fault with nothing in it that a terminal would obey: it may quote what a stranger wrote."""
    if seen(problem.what) and seen(problem.hint):
        return problem
    return problem._replace(what=printable(problem.what), hint=printable(problem.hint))


def printable(text: str) -> str:
    """A text with a mark in the place of every character that cannot be seen."""
    return "".join(char if seen(char) else "\ufffd" for char in text)
