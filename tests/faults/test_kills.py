"""Killed at any step, interrupted at any moment, sixty at once: nothing half-written is ever read, nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.programs import SMALL, nqpf, python
from tests.store.roots import bundle

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signals"),
]

ANSWER = "Computing power"
DEFINE = "from nqpf_cli.cli.app import main\nraise SystemExit(main(['define', 'compute']))"

KILLED = (
    SMALL
    + """
import signal
step = 0
def reached(what):
    global step
    step += 1
    if step == int(os.environ["KILL_AT"]):
        os.kill(os.getpid(), signal.SIGKILL)
def look(event, arguments):
    if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.chmod", "os.utime", "sqlite3.connect", "os.link"):
        if os.environ["XDG_CACHE_HOME"] in str(arguments[0]):
            reached(event)
sys.addaudithook(look)
import nqpf_cli.store.build as build
def counted(function):
    def call(*given, **more):
        reached(function.__name__)
        return function(*given, **more)
    return call
build.fill = counted(build.fill)
for name in os.environ["FUNCTIONS"].split():
    setattr(build, name, counted(getattr(build, name)))
"""
    + DEFINE
)
"""Kills itself at a step: each time it touches the cache, and before each table that is written."""


@pytest.fixture
def small(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that reads a small folder of facts, with a cache of its own."""
    from nqpf_cli.store import build

    written = [name for name in vars(build) if name.endswith("_rows")]
    assert len(written) >= 6
    return {
        "FACTS": str(bundle(tmp_path)),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "FUNCTIONS": " ".join(written),
    }


def left(env: dict[str, str]) -> Counter[str]:
    """What lies in the cache, by the endings of names."""
    folder = Path(env["XDG_CACHE_HOME"], "nqpf")
    return Counter(path.suffix for path in folder.glob("index-*")) if folder.exists() else Counter()


def killed_at(step: int, env: dict[str, str]) -> bool:
    """Run it and kill it at a step, then ask again; False where it ended before that step."""
    folder = Path(env["XDG_CACHE_HOME"])
    subprocess.run(["rm", "-rf", folder], check=True)
    done = python(KILLED, env=env | {"KILL_AT": str(step)})
    if done.returncode != -signal.SIGKILL:
        assert done.returncode == 0, done.stderr
        return False
    assert done.stdout == ""
    assert left(env)[".sqlite"] <= 1
    again = python(SMALL + DEFINE, env=env)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith(ANSWER)
    assert left(env)[".sqlite"] == 1
    assert left(env)[".part"] <= 1
    return True


def test_a_kill_at_each_step_of_the_build_of_the_index(small: dict[str, str], tmp_path: Path) -> None:
    """Every touch of the cache and the writing of every table: each is the last thing that a process does."""
    folders = [small | {"XDG_CACHE_HOME": str(tmp_path / f"cache-{worker}")} for worker in range(2)]
    steps = 0
    with ThreadPoolExecutor(2) as both:
        for first in range(1, 200, 2):
            pairs = zip(range(first, first + 2), folders, strict=True)
            results = list(both.map(lambda pair: killed_at(*pair), pairs))
            steps += sum(results)
            if not all(results):
                break
        else:
            pytest.fail("no end of steps")
    print(f"{steps} steps")  # for docs/reliability.md
    assert steps >= 20


@pytest.mark.parametrize("cold", [True, False], ids=["cold", "warm"])
def test_a_kill_at_any_moment(tmp_path: Path, cold: bool) -> None:
    """Of the program as it is, on all our facts."""
    home = tmp_path / "cache"
    env = os.environ | {"XDG_CACHE_HOME": str(home)}
    if not cold:
        nqpf("define", "nqpf", env=env)
    pick = random.Random(11)
    for _ in range(8):
        process = subprocess.Popen(
            [sys.executable, "-m", "nqpf_cli", "define", "nqpf"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
        )
        time.sleep(pick.uniform(0.05, 1.0 if cold else 0.15))
        process.kill()
        process.wait()
        if cold and pick.random() < 0.5:
            for index in home.glob("nqpf/index-*.sqlite"):
                index.unlink()
    done = nqpf("define", "nqpf", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("new quality productive forces")
    assert len(list(home.glob("nqpf/index-*.sqlite"))) == 1


def test_sixty_at_once_on_a_cold_cache(tmp_path: Path) -> None:
    """One makes the index, the others wait for it; all answer alike."""
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "nqpf_cli", "define", "nqpf"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(60)
    ]
    told = {(*process.communicate(timeout=120), process.returncode) for process in started}
    assert len(told) == 1
    ((out, err, code),) = told
    assert (err, code) == (b"", 0)
    assert out.startswith(b"new quality productive forces")
    names = [path.name for path in (tmp_path / "cache" / "nqpf").iterdir()]
    assert len(names) == 2, names
    assert "building" in names


def test_a_maker_that_hangs_holds_nobody_up_for_ever(small: dict[str, str]) -> None:
    """The one whose turn it is has been stopped: who waits goes on without a turn."""
    import fcntl

    lock = Path(small["XDG_CACHE_HOME"], "nqpf", "building")
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code = SMALL + "import nqpf_cli.store.cache as cache\ncache.PATIENCE = 0.5\n" + DEFINE
        done = python(code, env=small)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(ANSWER)


@pytest.mark.parametrize("cold", [True, False], ids=["cold", "warm"])
def test_ctrl_c_at_any_moment(tmp_path: Path, cold: bool) -> None:
    """130 and not a word, from the first line of ours on; what the interpreter says before that is its own."""
    home = tmp_path / "cache"
    env = os.environ | {"XDG_CACHE_HOME": str(home), "COLUMNS": ""}
    if not cold:
        nqpf("define", "nqpf", env=env)
    codes: Counter[int] = Counter()
    for moment in range(12):
        for index in home.glob("nqpf/index-*.sqlite") if cold else ():
            index.unlink()
        process = subprocess.Popen(
            [sys.executable, "-m", "nqpf_cli", "incentives", "--all"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(0.05 + moment * (0.08 if cold else 0.02))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert b"nqpf_cli" not in err, err
        ours = process.returncode in (0, 130)
        assert ours or (process.returncode in (1, -signal.SIGINT) and moment < 4), (
            moment,
            process.returncode,
            err,
        )
        assert not (ours and err), err
        assert process.returncode != 0 or out
        codes[process.returncode] += 1
    assert codes[130] >= 5, codes
    assert not list(home.glob("nqpf/*.part"))
    assert nqpf("define", "nqpf", env=env).returncode == 0


def test_ctrl_c_where_nothing_can_be_raised() -> None:
    """In a callback of the interpreter: it would print the interrupt and go on."""
    code = "import sys, nqpf_cli.__main__ as program\nclass Ends:\n    def __del__(self): raise KeyboardInterrupt\n"
    code += "program._main = lambda: Ends() and None\nprogram.main()\nprint('went on')"
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_while_an_index_is_written_leaves_nothing(small: dict[str, str]) -> None:
    code = (
        SMALL
        + "import nqpf_cli.store.cache as cache\ndef stop(part, path): raise KeyboardInterrupt\ncache.put = stop\n"
    )
    done = python(code + DEFINE, env=small)
    assert done.returncode == 130
    assert left(small) == Counter()
