"""How a program is timed: whole processes, in turns, in a pipe or on a pseudo-terminal; and its peak memory.

hyperfine and pyperf's `command` run all rounds of one program, then all of the next. On a machine that others use
too, its speed drifts by a tenth within a minute, and that drift would pass for a difference. Here the programs
take turns, one run each a round, so that whatever slows the machine slows them all; and neither tool can give a
program a terminal to write to. What is compared is the median of a program's rounds.

Runs on Linux and macOS: Windows has neither pseudo-terminals nor `wait4`.
"""

import os
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from statistics import median, quantiles
from typing import Any, NamedTuple

WARM_UP = 2
WINDOW = (500, 80)
"""Lines and columns of the pseudo-terminal: so high that no page is long enough for a pager."""

# A bare interpreter forks the program, since a process inherits the peak memory of whoever starts it.
_SPAWN = """
import os, sys
child = os.fork()
if child == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


class Command(NamedTuple):
    """A program to time: what to call it, its words, what its environment has beside the common one."""

    name: str
    words: Sequence[str]
    environ: Mapping[str, str] = {}


class Timing(NamedTuple):
    """The seconds of a program's rounds, told."""

    median: float
    low: float
    high: float
    least: float
    rounds: int


def in_turns(
    commands: Sequence[Command], rounds: int, common: Mapping[str, str], *, terminal: bool = False
) -> dict[str, Timing]:
    """Name -> timing of each program, run in turns. Raises RuntimeError for one that fails or says nothing."""
    seconds: dict[str, list[float]] = {command.name: [] for command in commands}
    run = on_terminal if terminal else in_pipe
    for number in range(rounds + WARM_UP):
        for command in commands:
            taken, said, code = run(command.words, {**common, **command.environ})
            if code or not (said or command.words[-1] == "pass"):
                raise RuntimeError(f"{command.name} left with {code} and said {said[-300:]!r}")
            if number >= WARM_UP:
                seconds[command.name].append(taken)
    return {name: timing(taken) for name, taken in seconds.items()}


def timing(seconds: Sequence[float]) -> Timing:
    """Median, quartiles and least of some rounds."""
    low, _, high = quantiles(seconds, n=4) if len(seconds) > 1 else (seconds[0],) * 3
    return Timing(median(seconds), low, high, min(seconds), len(seconds))


def in_pipe(words: Sequence[str], environ: Mapping[str, str]) -> tuple[float, bytes, int]:
    """Seconds from start to end, the output and the exit code of a program that writes to a pipe."""
    reads, writes = os.pipe()
    return _timed(words, environ, reads, writes)


def on_terminal(words: Sequence[str], environ: Mapping[str, str]) -> tuple[float, bytes, int]:
    """The same for a program whose every stream is a pseudo-terminal."""
    import fcntl
    import pty
    import termios

    reads, writes = pty.openpty()
    fcntl.ioctl(writes, termios.TIOCSWINSZ, struct.pack("HHHH", *WINDOW, 0, 0))
    return _timed(words, {**environ, "TERM": "xterm-256color"}, reads, writes, terminal=True)


def _timed(
    words: Sequence[str], environ: Mapping[str, str], reads: int, writes: int, *, terminal: bool = False
) -> tuple[float, bytes, int]:
    streams = (0, 1, 2) if terminal else (1,)
    actions: list[tuple[Any, ...]] = [(os.POSIX_SPAWN_DUP2, writes, stream) for stream in streams]
    if not terminal:
        actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
    start = time.perf_counter()
    child = os.posix_spawn(words[0], list(words), dict(environ), file_actions=actions)
    os.close(writes)
    said = []
    while True:
        try:
            piece = os.read(reads, 65536)
        except OSError:  # a pseudo-terminal ends so
            break
        if not piece:
            break
        said.append(piece)
    _, status = os.waitpid(child, 0)
    taken = time.perf_counter() - start
    os.close(reads)
    return taken, b"".join(said), os.waitstatus_to_exitcode(status)


def peak_memory(command: Command, common: Mapping[str, str], runs: int = 3) -> int:
    """The most kilobytes that a program holds in memory at once, the least of several runs."""
    found = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _SPAWN, *command.words],
            env={**common, **command.environ},
            capture_output=True,
            text=True,
            check=True,
        )
        size, code = map(int, done.stdout.split())
        if code:
            raise RuntimeError(f"{command.name} left with {code}: {done.stderr[-300:]}")
        found.append(size // 1024 if sys.platform == "darwin" else size)
    return min(found)
