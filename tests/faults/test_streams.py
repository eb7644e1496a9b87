"""A reader that leaves, a disk that is full, a stream that is closed: one line and its code, nothing half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nqpf_cli.cli.app import main
from nqpf_cli.cli.commands import COMMANDS
from tests.conftest import ROOT, TEXTS
from tests.faults.programs import NQPF, full_disk, nqpf, python
from tests.store.roots import bundle

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and limits of Unix")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a program that reads a small folder of facts, whose index is made already."""
    env = {"FACTS": str(bundle(tmp_path_factory.mktemp("facts")))}
    assert python(NQPF, "list", env=env).returncode == 0
    return env


LONG = ["incentives", "--all"]
EXPORTS = ["json", "jsonl", "csv.zip", "sqlite", "ics", "md"]


@pytest.mark.parametrize("format", TEXTS)
def test_a_reader_that_leaves(format: str) -> None:
    """As `nqpf … | head`: no complaint, whatever the format."""
    process = subprocess.Popen(
        [sys.executable, "-m", "nqpf_cli", *LONG, "--format", format],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


@pytest.mark.parametrize(
    "line",
    [
        "schema output",
        "export - --format json",
        "cite compute --style bibtex",
        "brief shenzhen --format html",
        "check",
        "",
        "--help",
    ],
)
def test_a_reader_that_was_never_there(line: str, small: dict[str, str]) -> None:
    """The pipe is closed before the first byte, for what does not go through a format."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stream:
        done = subprocess.run(
            [sys.executable, "-c", NQPF, *line.split()],
            cwd=ROOT,
            env=os.environ | small,
            stdout=stream,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "line",
    [
        "timeline",
        "timeline --json",
        "schema output",
        "export - --format json",
        "check",
        "",
        "--help",
        "--version",
    ],
)
def test_a_full_disk_beneath_the_output(line: str, small: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", NQPF, *line.split()],
            cwd=ROOT,
            env=os.environ | small,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert done.stderr.startswith("nqpf: cannot write the output: No space left on device")
    assert len(done.stderr.splitlines()) <= 2
    assert done.returncode == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_nowhere_even_to_complain() -> None:
    for arguments in (["timeline"], ["define", "nosuchterm"], ["--nosuchoption"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "nqpf_cli", *arguments],
                cwd=ROOT,
                stdout=full,
                stderr=full,
                timeout=60,
                check=False,
            )
        assert done.returncode in (1, 2, 3)


@pytest.mark.parametrize(
    ("line", "code"), [("define cewc", 0), ("define nosuchterm", 1), ("--nosuchoption", 2)]
)
def test_streams_that_are_closed(line: str, code: int) -> None:
    """What was asked for is delivered, or the exit code says that it was not."""

    def run(closed: str) -> "subprocess.CompletedProcess[bytes]":
        command = ["sh", "-c", f'"$0" -m nqpf_cli {line} {closed}', sys.executable]
        return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)

    open_ = run("")
    assert open_.returncode == code
    for closed in ("<&-", "2>&-", "<&- 2>&-"):
        done = run(closed)
        assert (done.returncode, done.stdout) == (code, open_.stdout)
        assert done.stderr == (b"" if "2>&-" in closed else open_.stderr)
    done = run(">&-")
    assert (done.returncode, done.stderr) == (code or 3, open_.stderr or CLOSED)
    assert run(">&- 2>&- <&-").returncode == (code or 3)


CLOSED = b"nqpf: cannot write the output: standard output is closed\n"
PRINTS = {name: name for name in COMMANDS} | {
    "define": "define cewc", "incentives": "incentives lingang", "search": "search chips", "list": "list terms",
    "show": "show cewc", "explain": "explain", "compare": "compare lingang shenzhen",
    "estimate": "estimate lingang --spend r-and-d=1m", "brief": "brief lingang", "cite": "cite cewc",
    "export": "export - --format jsonl --kind terms", "schema": "schema terms",
    "": "", "help": "--help", "help of one": "define --help", "version": "--version", "tab": "--show-completion bash",
}  # fmt: skip


@pytest.mark.parametrize("line", PRINTS.values())
def test_nothing_says_that_it_delivered_what_it_could_not(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(line.split()) == 3
    assert capsys.readouterr().err == CLOSED.decode()


# --- export ---


@pytest.mark.parametrize("ending", EXPORTS)
@pytest.mark.parametrize("room", [0, 500])
def test_an_export_on_a_full_disk_leaves_nothing(
    tmp_path: Path, small: dict[str, str], ending: str, room: int
) -> None:
    file = tmp_path / f"out.{ending}"
    done = python(NQPF, "export", str(file), env=small, before=full_disk(room))
    assert done.returncode == 3
    assert done.stderr.startswith(f"nqpf: cannot write {file}: File too large\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["json", "sqlite"])
def test_what_was_there_before_stays_whole(tmp_path: Path, small: dict[str, str], ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    file.write_text("what was there")
    done = python(NQPF, "export", str(file), "--force", env=small, before=full_disk(500))
    assert done.returncode == 3
    assert file.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_export_to_a_full_device(small: dict[str, str]) -> None:
    done = python(NQPF, "export", "/dev/full", "--format", "json", env=small)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        3,
        "nqpf: cannot write /dev/full: No space left on device",
    )
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("there", [True, False], ids=["over a file", "new"])
def test_an_export_that_is_killed_leaves_no_half_of_it(
    tmp_path: Path, small: dict[str, str], there: bool
) -> None:
    """Killed when all is written and before it has its name: the worst moment there is."""
    file = tmp_path / "out.json"
    if there:
        file.write_text("what was there")
    code = "import os, signal\nos.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
    assert python(code + NQPF, "export", str(file), "--force", env=small).returncode == -9
    assert file.exists() == there
    assert not there or file.read_text() == "what was there"


def test_a_brief_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    done = nqpf("brief", "lingang", "--output", str(file), before=full_disk(100))
    assert done.returncode == 3
    assert list(tmp_path.iterdir()) == []
