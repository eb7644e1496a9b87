"""The user's browser, by the standard library."""

import sys

from nqpf_cli.output import streams as stream


def visit(address: str, says: str) -> None:
    """Open an http or https address in the user's browser, and say on standard error what it is.

    Where there is no browser, or it fails, the address goes to standard output instead.
    """
    import webbrowser

    try:
        opened = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        opened = False
    if opened:
        stream.write([f"nqpf: opened {address}", f"      {says}"], sys.stderr)
    else:
        stream.write([f"nqpf: no browser opens here; the page is {says}"], sys.stderr)
        stream.write([address])
