"""Killed at any step, interrupted at any moment, sixty at once: nothing half-written is ever read, nothing is lost."""

import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.programs import SMALL, python
from tests.store.roots import bundle

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signals")
drill = pytest.mark.drill

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
import nqpf_cli.index.build as build
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

SIGNALLED = (
    SMALL
    + """
import signal, sys
from nqpf_cli.__main__ import main
at, name, sys.argv[1:] = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
calls = 0
def note(frame, event, argument):
    global calls
    calls += 1
    if calls == at:
        os.kill(os.getpid(), getattr(signal, name))
def leave(code, leave=os._exit):
    sys.setprofile(None)
    if not at:
        print(calls, file=sys.stderr, flush=True)
    leave(code)
os._exit = leave
sys.setprofile(note)
main()
"""
)
"""nqpf, sent a signal at its n-th call of a function: `python -c … N SIGKILL WORD…`. With 0 it counts them instead."""


def moments(many: int, env: dict[str, str], again: Callable[[], None], *words: str) -> list[int]:
    """Calls at which to send a signal, from the first to the last; `again` makes all as it was before the first run."""
    again()
    total = int(python(SIGNALLED, "0", "SIGINT", *words, env=env).stderr)
    assert total > 10_000
    again()
    return [10 + (total - 20) * number // (many - 1) for number in range(many)]


@pytest.fixture
def small(tmp_path: Path) -> dict[str, str]:
    """The environment of a program that reads a small folder of facts, with a cache of its own."""
    from nqpf_cli.index import build

    written = [name for name in vars(build) if name.endswith("_rows") and callable(getattr(build, name))]
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


@drill
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
    assert steps >= 15


@pytest.fixture
def start_over(small: dict[str, str], cold: bool) -> Callable[[], None]:
    """Make the cache as it is before the first lookup, or after it."""

    def again() -> None:
        if cold:
            shutil.rmtree(small["XDG_CACHE_HOME"], ignore_errors=True)
        else:
            python(SMALL + DEFINE, env=small)

    return again


@pytest.mark.parametrize(
    ("cold", "many"), [(True, 2), pytest.param(True, 12, marks=drill), pytest.param(False, 12, marks=drill)]
)
def test_a_kill_at_any_moment(small: dict[str, str], many: int, start_over: Callable[[], None]) -> None:
    """Each beside what those before it left."""
    for moment in moments(many, small, start_over, "define", "compute"):
        killed = python(SIGNALLED, str(moment), "SIGKILL", "define", "compute", env=small)
        assert killed.returncode == -signal.SIGKILL or left(small)[".sqlite"]  # the index may be whole by now
    done = python(SMALL + DEFINE, env=small)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(ANSWER)
    assert left(small)[".sqlite"] == 1


@pytest.mark.parametrize("many", [5, pytest.param(60, marks=drill)])
def test_many_at_once_on_a_cold_cache(small: dict[str, str], many: int) -> None:
    """Each makes the index for itself, and one of them stays; all answer alike."""
    with ThreadPoolExecutor(many) as all_of_them:
        told = list(all_of_them.map(lambda _: python(SMALL + DEFINE, env=small), range(many)))
    assert {(one.returncode, one.stderr) for one in told} == {(0, "")}
    assert len({one.stdout for one in told}) == 1
    assert told[0].stdout.startswith(ANSWER)
    assert left(small) == Counter({".sqlite": 1})


@pytest.mark.parametrize(
    ("cold", "many"), [(True, 3), pytest.param(True, 40, marks=drill), pytest.param(False, 40, marks=drill)]
)
def test_ctrl_c_at_any_moment(small: dict[str, str], many: int, start_over: Callable[[], None]) -> None:
    """130 and not a word, from the first line of ours to the last."""
    for moment in moments(many, small, start_over, "incentives", "--all"):
        start_over()
        done = python(SIGNALLED, str(moment), "SIGINT", "incentives", "--all", env=small)
        assert (done.returncode, done.stderr) == (130, ""), moment
        assert left(small)[".part"] == 0
    assert python(SMALL + DEFINE, env=small).stdout.startswith(ANSWER)


def test_ctrl_c_where_nothing_can_be_raised() -> None:
    """In a callback of the interpreter: it would print the interrupt and go on."""
    code = "import sys, nqpf_cli.__main__ as program\nclass Ends:\n    def __del__(self): raise KeyboardInterrupt\n"
    code += "program._main = lambda: Ends() and None\nprogram.main()\nprint('went on')"
    done = python(code)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_while_an_index_is_written_leaves_nothing(small: dict[str, str]) -> None:
    code = SMALL + "def stop(handle): raise KeyboardInterrupt\nos.fsync = stop\n"
    done = python(code + DEFINE, env=small)
    assert done.returncode == 130
    assert left(small) == Counter()
