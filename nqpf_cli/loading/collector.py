"""Python's collector of cycles, kept away from work that makes many objects and no cycle."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycles() -> Iterator[None]:
    """Facts hold no cycles, and there are so many of them that a search for some takes an eighth of the time.

    Until they are gone again: a search between two steps would go through all of them.
    """
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
