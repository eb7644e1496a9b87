"""Run the program: `nqpf` and `python -m nqpf_cli`."""

import gc
import os
import sys

INTERRUPTED = 130
"""The exit code that a shell takes for "ended by Ctrl-C"."""


def main() -> None:
    """Run the command line and leave. Interrupted before that can say so itself, leave without a word."""
    sys.unraisablehook = _unraisable
    try:
        _main()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)


def _unraisable(problem: "sys.UnraisableHookArgs") -> None:
    """Leave at a Ctrl-C that falls where nothing can be raised: Python would print it and go on."""
    if issubclass(problem.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(problem)


def _main() -> None:
    # A lookup makes some 25,000 objects that could form cycles, and is over before any could matter; by default
    # Python searches them forty times. Work that goes on is still collected.
    gc.set_threshold(100_000)
    from nqpf_cli.cli.app import run

    run()


if __name__ == "__main__":
    main()
