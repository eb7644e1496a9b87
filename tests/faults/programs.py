"""Programs to run where something is wrong: without root's power, on a full disk, killed at a step."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

Done = subprocess.CompletedProcess[str]

SMALL = """
import os, sys
from pathlib import Path
import nqpf_cli.index.open_index as opening
opening.facts_folder = lambda: Path(os.environ["FACTS"])
"""
"""Lets a program in Python look at a small folder of facts, $FACTS, in the place of the bundled ones."""

NQPF = SMALL + "from nqpf_cli.cli.app import main\nraise SystemExit(main(sys.argv[1:]))"
"""nqpf on that folder: `python -c … WORD…`."""


def nqpf(
    *args: str,
    env: Mapping[str, str | None] | None = None,
    before: Callable[[], None] | None = None,
    cwd: Path = ROOT,
) -> Done:
    """The program as a user runs it; `env` adds to the environment, or takes out what is None."""
    return run([sys.executable, "-m", "nqpf_cli", *args], env, before, cwd)


def python(
    code: str,
    *args: str,
    env: Mapping[str, str | None] | None = None,
    before: Callable[[], None] | None = None,
    cwd: Path = ROOT,
) -> Done:
    """A few lines of Python, with our package at hand."""
    return run([sys.executable, "-c", code, *args], env, before, cwd)


def run(
    command: list[str], env: Mapping[str, str | None] | None, before: Callable[[], None] | None, cwd: Path
) -> Done:
    """Run to the end, and hold it to what always holds: no traceback."""
    wanted: dict[str, str | None] = {**os.environ, "COLUMNS": None, **(env or {})}
    done = subprocess.run(
        command,
        env={name: value for name, value in wanted.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        preexec_fn=before,
        timeout=120,
        check=False,
        cwd=cwd,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "unexpected fault" not in done.stderr, done.stderr
    return done


def powerless() -> None:
    """Before the program starts: root loses the right to read and write what permissions forbid."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            assert libc.prctl(24, capability, 0, 0, 0) == 0  # PR_CAPBSET_DROP


def can_be_powerless() -> bool:
    """Whether `powerless` works here: on Linux, as anybody, or as a root who may give up what root may."""
    if sys.platform != "linux":
        return False
    held = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("CapEff")
    )
    return os.geteuid() != 0 or bool(int(held.split()[1], 16) & 1 << 8)  # CAP_SETPCAP


permissions = pytest.mark.skipif(not can_be_powerless(), reason="permissions cannot be made to hold here")


def full_disk(size: int = 0) -> Callable[[], None]:
    """Before the program starts: no file may grow beyond `size` bytes, as on a disk that is full."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit
