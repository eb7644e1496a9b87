"""The tests themselves: what a run of them says that it leaves out, and that .ci/run runs it."""

import os
import re
import subprocess
import sys

from tests.conftest import ROOT


def plain_run(*more: str) -> list[str]:
    """The lines that the README's second command prints, of one short file."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    words = ["-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/model/test_quantity.py", *more]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()


def test_a_plain_run_says_which_sets_it_leaves_out_and_ends_with_what_passed() -> None:
    lines = plain_run()
    assert re.match(r"\d+ passed", lines[-1])
    (said,) = [line for line in lines if line.startswith("left out: ")]
    commands = re.findall(r"pytest (-m .+?)(?=;| \()", said)
    assert len(commands) == 3
    ci = (ROOT / ".ci" / "run").read_text("utf-8").replace('"search or hypothesis"', "'search or hypothesis'")
    assert [f'"$bin/pytest" -q {command} ' in ci for command in commands] == [True, True, True]


def test_a_run_of_one_set_says_nothing_of_the_others() -> None:
    assert not [line for line in plain_run("-m", "drill") if line.startswith("left out")]
