"""Standard streams: writing, the pager, the width, colour and links.

Functions take their stream and environment as parameters, so that tests need no terminal.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TextIO

from nqpf_cli.model.errors import NqpfError

NARROWEST = 40
DEFAULT_WIDTH = 80

_WITHOUT_LINKS = {"dumb", "unknown", "ansi", "linux", "eterm", "sun", "wy50", "hurd", "minix", "cygwin"}
"""Terminals, beside the VT and cons families, that print the bytes of a link."""

# What an ASCII stream gets in place of the signs of our pages.
_ASCII = {
    "·": "-", "…": "...", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "≈": "~", "×": "x", "─": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "→": "->", "≥": ">=", "≤": "<=", "•": "*",
    "█": "#", "▌": "-",
}  # fmt: skip


def write(text: Iterable[str], stream: TextIO | None = None, *, data: bool = False) -> bool:
    """Write lines, each with its newline, in one call.

    In: lines without their newline; the stream, standard output if none; `data` where programs read it: then
    a pipe or file gets UTF-8, and what a terminal cannot show is escaped as JSON would, never approximated.
    Out: False where the reader had gone (`| head`), which is no error.
    Raises: NqpfError when the stream cannot take it: it was closed from the start, or the disk is full.
    """
    target = stream if stream is not None else sys.stdout
    if target is None:
        raise NqpfError("cannot write the output: standard output is closed", code=3)
    written = "".join([f"{line}\n" for line in text])
    _prepare(target, data)
    try:
        target.write(written)
        target.flush()
    except OSError as problem:
        _silence(target)
        if _reader_gone(problem):
            return False
        raise NqpfError(f"cannot write the output: {problem.strerror or problem}", code=3) from None
    return True


def notice(text: str) -> None:
    """Tell a person at a terminal, on standard error, what will take a while; a script is told nothing."""
    if is_terminal(sys.stderr):
        with suppress(OSError, ValueError):
            sys.stderr.write(f"nqpf: {text}\n")
            sys.stderr.flush()


def page_out(
    text: Iterable[str],
    stream: TextIO | None = None,
    *,
    pager: bool = True,
    environ: Mapping[str, str] = os.environ,
    height: int | None = None,
) -> bool:
    """Write lines through the user's pager when a terminal could not show them at once, else write them.

    In: lines without their newline, escapes for colour and all; `pager` False for `--no-pager`; the
    environment; the screen's height, found if not given. Out and raises: as `write`.
    """
    target = stream if stream is not None else sys.stdout
    rows = list(text)
    if not pager or _term(environ) == "dumb" or not is_terminal(target):
        return write(rows, target)
    shown = sum(row.count("\n") + 1 for row in rows)
    # One row is left for the prompt.
    if shown < (height if height is not None else _screen()[1]):
        return write(rows, target)
    command = pager_command(environ)
    if not command or not _run_pager(command, rows, target, environ):
        return write(rows, target)
    return True


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """Return the words of the pager's command; none where there is to be no pager.

    NQPF_PAGER goes before PAGER, PAGER before `less -FRX`; an empty value, or `cat`, turns paging off. A value with
    more than plain words (a pipe, quotes, a variable) is run by the shell, as git and man do.
    """
    wanted = environ.get("NQPF_PAGER", environ.get("PAGER", "less -FRX"))
    words = wanted.split()
    if words in ([], ["cat"]):
        return []
    if os.name == "nt":
        from shlex import split

        try:
            return split(wanted, posix=False)
        except ValueError:  # an open quote
            return []
    plain = all(sign.isalnum() or sign in " ./:@%+,_-" for sign in wanted)
    return words if plain else ["/bin/sh", "-c", wanted]


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; False where it is closed, or cannot tell."""
    try:
        return stream is not None and stream.isatty()
    except (AttributeError, ValueError):
        return False


def terminal_width(environ: Mapping[str, str] = os.environ) -> int:
    """Return the columns to lay out for: COLUMNS, else the terminal's, else 80; at least 40."""
    return max(asked_width(environ) or _screen()[0], NARROWEST)


def asked_width(environ: Mapping[str, str] = os.environ) -> int:
    """Return COLUMNS as a number; 0 where it is not set, or is no number of at most five digits."""
    columns = environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdecimal() and len(columns) < 6 else 0


def should_colour(stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to send colour, emphasis and links.

    NO_COLOR (not empty) forbids; then FORCE_COLOR or CLICOLOR_FORCE (not empty, not 0) demands; then TERM=dumb
    forbids; else a terminal gets it.
    """
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return environ.get("TERM") != "dumb" and is_terminal(sys.stdout if stream is None else stream)


def should_link(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to send links that can be clicked (OSC 8): not to a terminal that is known to show their bytes."""
    kind = _term(environ).partition("-")[0]
    return not (kind in _WITHOUT_LINKS or kind.startswith(("vt", "cons")))


def _term(environ: Mapping[str, str]) -> str:
    """Return the kind of terminal: TERM, else "windows" there, and "dumb" elsewhere."""
    return environ.get("TERM") or ("windows" if os.name == "nt" else "dumb")


def _screen() -> tuple[int, int]:
    """Return columns and lines of the first standard stream that is a terminal, else 80 and 24."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            size = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            continue
        if size.columns and size.lines:
            return size.columns, size.lines
    return DEFAULT_WIDTH, 24


def _run_pager(command: list[str], rows: list[str], target: TextIO, env: Mapping[str, str]) -> bool:
    """Send lines to a pager and wait for it; return False where it could not be started, or failed.

    It is unknown what a pager that failed has shown, so the caller writes the lines. A pager that ended by a signal
    (for a shell, a code from 128 on) was left by the reader.
    """
    import signal
    import subprocess

    encoding = getattr(target, "encoding", None) or "utf-8"
    # What git sets, for a PAGER that is `less` alone: quit if one screen, keep colour, leave the text there.
    child = {"LESS": "FRX", "LV": "-c", **env}
    if encoding.lower().replace("-", "") == "utf8":
        child.setdefault("LESSCHARSET", "utf-8")  # else, in a C locale, less shows Chinese as bytes
    body = "".join([f"{row}\n" for row in rows]).encode(encoding, _handler(False))
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=child)
    except (OSError, ValueError):
        return False
    # While the pager runs, Ctrl-C is for it (in less it stops a search) and must not end us.
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread
        before = None
    try:
        process.communicate(body)  # a pager that was quit early is no error to it
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    return not 0 < process.returncode < 128


def _prepare(stream: TextIO, data: bool) -> None:
    """Set a stream so that no character stops the output, and no newline is translated."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    options: dict[str, str] = {"errors": _handler(data), "newline": "\n"}
    if data and not is_terminal(stream) and not os.environ.get("PYTHONIOENCODING"):
        # JSON, YAML and HTML are UTF-8 wherever they lie; a person's own pipe keeps the person's encoding.
        options["encoding"] = "utf-8"
    reconfigure(**options)


def _handler(data: bool) -> str:
    """Register an error handler for encoding and return its name."""
    import codecs

    name = "nqpf-data" if data else "nqpf-text"
    codecs.register_error(name, _escaped if data else _nearest)
    return name


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    # As JSON writes them, a pair of escapes beyond the first plane, so that JSON stays JSON.
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import normalize

    shown = []
    for character in error.object[error.start : error.end]:
        near = _ASCII.get(character)
        if near is None:
            # Pinyin without its tones is still pinyin.
            near = normalize("NFKD", character).encode("ascii", "ignore").decode()
        shown.append(near or character.encode("ascii", "backslashreplace").decode())
    return "".join(shown), error.end


def _reader_gone(problem: OSError) -> bool:
    import errno

    # Windows reports a closed pipe as an invalid argument.
    return isinstance(problem, BrokenPipeError) or (sys.platform == "win32" and problem.errno == errno.EINVAL)


def _silence(stream: TextIO) -> None:
    """Redirect a broken stream to the null device: else the interpreter complains when it flushes it at exit."""
    with suppress(OSError, AttributeError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
