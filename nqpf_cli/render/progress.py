"""A bar for what takes longer than a second: on standard error, and only where a person looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nqpf_cli.render.out import is_terminal

AFTER = 1.0
"""Seconds before the bar appears; what is quicker needs none."""


@contextmanager
def announced(words: str, steps: int) -> Iterator[Callable[[str], None]]:
    """As `waiting`, with a line at once that says what is being done."""
    if is_terminal(sys.stderr):
        sys.stderr.write(f"nqpf: {words}\n")
    with waiting("nqpf", steps) as step:
        yield step


@contextmanager
def waiting(words: str, steps: int) -> Iterator[Callable[[str], None]]:
    """While the body runs, a bar of so many steps; the body calls what it is given with the name of each step.

    In: what is being done, and how many steps it has. Nothing is imported, and no thread started, where standard
    error is no terminal.
    """
    if not is_terminal(sys.stderr):
        yield lambda name: None
        return
    from threading import Lock, Timer

    lock, names = Lock(), list[str]()  # the steps that were begun
    shown: list[Any] = []

    def show() -> None:
        from rich.console import Console
        from rich.progress import Progress

        with lock:
            bar = Progress(console=Console(stderr=True), transient=True)
            task = bar.add_task(words, total=steps, completed=max(0, len(names) - 1))
            bar.start()
            shown.append((bar, task))

    def step(name: str) -> None:
        with lock:
            names.append(name)
            for bar, task in shown:
                bar.update(task, completed=len(names) - 1, description=f"{words}: {name}")

    timer = Timer(AFTER, show)
    timer.daemon = True
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        with lock:
            for bar, _ in shown:
                bar.stop()
