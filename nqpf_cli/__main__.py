"""`nqpf` and `python -m nqpf_cli`.

Half of what a lookup costs is Typer being imported, and much of that is what Typer imports in turn. Two things
are spared here, before it is; nothing else in the package knows of either. Figures: docs/performance.md.
"""

import gc
import os
import sys
from types import ModuleType

INTERRUPTED = 130
"""What a shell takes for "ended by Ctrl-C"."""

UNUSED = ("ipaddress", "subprocess", "tokenize")
"""Modules of the standard library that Typer, inspect and pathlib import and that a lookup never calls."""


class _Waiting(ModuleType):
    """A module that runs when something of it is first asked for, and from then on is an ordinary one.

    `importlib.util.LazyLoader` is meant for this, but as of Python 3.13 the mere statement `import x` loads what
    it put off, because that asks the module for its `__spec__`. Here `__spec__` is an ordinary attribute.
    """

    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec = self.__spec__
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(self)
        return getattr(self, name)


def put_off(names: tuple[str, ...]) -> None:
    """Let these modules wait for their first use; one that is loaded, or that Python has not got, stays as it is."""
    from importlib.util import find_spec  # here, so that Ctrl-C is ours to answer before it is imported

    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None or spec.loader is None:
            continue
        waiting = _Waiting(name)
        waiting.__spec__, waiting.__loader__, waiting.__file__ = spec, spec.loader, spec.origin
        sys.modules[name] = waiting


def main() -> None:
    """Run the program. Interrupted before it can say so itself, it leaves without a word."""
    sys.unraisablehook = _unraisable
    try:
        _main()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)


def _unraisable(problem: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C can fall into a place from which nothing can be raised, and Python would print it and go on."""
    if issubclass(problem.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(problem)


def _main() -> None:
    # A lookup makes some 25,000 objects that could form cycles, and is over before any could matter; by default
    # Python searches them forty times. Work that goes on is still collected.
    gc.set_threshold(100_000)
    put_off(UNUSED)
    from nqpf_cli.cli.app import run

    run()


if __name__ == "__main__":
    main()
