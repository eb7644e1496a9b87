"""How far it is, for what takes longer than a second: on standard error, and only where a person looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from nqpf_cli.output.streams import is_terminal, terminal_width

AFTER = 1.0
"""Seconds before the line appears; what is quicker needs none."""


@contextmanager
def announced(words: str, steps: int) -> Iterator[Callable[[str], None]]:
    """As `waiting`, with a line at once that says what is being done."""
    if is_terminal(sys.stderr):
        sys.stderr.write(f"nqpf: {words}\n")
    with waiting("nqpf", steps) as step:
        yield step


@contextmanager
def waiting(words: str, steps: int) -> Iterator[Callable[[str], None]]:
    """While the body runs, a line that tells how far it is; the body calls what it is given with the name of each step.

    In: what is being done, and how many steps it has. The line is drawn over itself and goes with the body; nothing is
    written where standard error is no terminal, or where all is quickly done.
    """
    if not is_terminal(sys.stderr):
        yield lambda name: None
        return
    from nqpf_cli.model.text import clean

    begun, done = monotonic(), 0

    def step(name: str) -> None:
        nonlocal done
        if monotonic() - begun >= AFTER:
            line = clean(f"{words}: {name}, {done * 100 // max(1, steps)} %")
            _draw(line[: terminal_width() - 1])
        done += 1

    try:
        yield step
    finally:
        if monotonic() - begun >= AFTER:
            _draw("")


def _draw(line: str) -> None:
    with suppress(OSError, ValueError):
        # Back to the first column, and whatever stood there goes.
        sys.stderr.write(f"\r\x1b[K{line}" if line else "\r\x1b[K")
        sys.stderr.flush()
