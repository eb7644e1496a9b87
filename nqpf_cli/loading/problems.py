"""A problem: what is wrong, where, and what to do about it."""

from typing import NamedTuple

from nqpf_cli.model.text import seen


class Problem(NamedTuple):
    """One thing wrong in one place; problems sort by file, then line, then column.

    `file` is the path as shown to a person, `line` and `column` count from 1, `what` says what is wrong
    and `hint` what to do about it, both in lower case and without a full stop.
    """

    file: str
    line: int
    column: int
    what: str
    hint: str

    def __str__(self) -> str:
        """`file:line:column: what; hint`, the form that editors jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.hint}"

    @classmethod
    def of_file(cls, file: str, what: str, hint: str) -> "Problem":
        """Make a problem of a whole file or folder."""
        return cls(file, 1, 1, what, hint)


def harmless(problem: Problem) -> Problem:
    """Return the problem with nothing in it that a terminal would obey: it may quote what a stranger wrote."""
    return problem._replace(what=printable(problem.what), hint=printable(problem.hint))


def printable(text: str) -> str:
    """Return a text with a mark in the place of every character that cannot be seen."""
    return text if seen(text) else "".join(char if seen(char) else "\ufffd" for char in text)
