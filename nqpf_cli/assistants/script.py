"""The console script `nqpf-mcp`."""

import os
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress

from nqpf_cli.formats import optional
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.text import clean
from nqpf_cli.version import __version__


def main() -> None:
    """Run the script and leave at once, interrupted as well: the thread that waits for input would keep Python."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    code = run(sys.argv[1:])
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Serve until the client leaves; return the exit code.

    What keeps it from serving is a line on standard error: standard output is the protocol's alone.
    """
    parser = ArgumentParser(
        "nqpf-mcp",
        description="Serve the facts to an assistant over the Model Context Protocol, on standard input and output. "
        "An assistant's program starts it: see docs/assistants.md. NQPF_DATA names fact packs.",
    )
    parser.add_argument("--version", action="version", version=f"nqpf-mcp {__version__}")
    try:
        parser.parse_args(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        optional("mcp", "mcp")
        return _served()
    except NqpfError as error:
        say(str(error))
        return error.code


def _served() -> int:
    import asyncio

    from nqpf_cli.api import Facts
    from nqpf_cli.assistants.server import serve
    from nqpf_cli.cli.environment import packs

    try:
        asyncio.run(serve(Facts(packs(None), announce=say)))
    except* OSError:  # the client has gone
        pass
    return 0


def say(text: str) -> None:
    """Tell a line on standard error, which clients keep in a log."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"nqpf-mcp: {clean(text)}\n")
        sys.stderr.flush()
