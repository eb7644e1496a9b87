"""How much something does, as no clock tells it: the same on a busy machine and on a quiet one."""

import sys
from collections.abc import Callable
from typing import Any


def calls(does: Callable[[], Any]) -> int:
    """The functions that are called meanwhile, those written in C included."""
    counted = 0

    def note(frame: Any, event: str, argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        does()
    finally:
        sys.setprofile(before)
    return counted
