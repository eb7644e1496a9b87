"""`--web` of `show` and `cite`: which page, what is said, and what happens without a browser. No test opens one."""

import shlex
import sys
import webbrowser
from pathlib import Path

import pytest

from tests.conftest import Nqpf

POLICY = "northland-2024-plan"
PAGE = "https://example.org/plan?a=1&b=50%25_x#top"


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that would have been opened."""
    found: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: found.append(address) or True)
    return found


@pytest.mark.parametrize("command", ["show", "cite"])
def test_the_best_page_is_opened_and_named(
    command: str, inside: Nqpf, small: Path, visited: list[str]
) -> None:
    done = inside(command, POLICY, "--web")
    assert (done.returncode, done.stdout, visited) == (0, "", [PAGE])
    assert f"nqpf: opened {PAGE}\n" in done.stderr
    assert "(gazette-plan)" in done.stderr
    assert inside(command, "herald-vouchers", "--web").returncode == 0, "a page is its own"
    assert inside(command, "算力券", "--web").returncode == 0, "by a name"
    assert len(visited) == 3


@pytest.mark.parametrize("fault", [False, webbrowser.Error("none"), OSError("none")])
@pytest.mark.parametrize("command", ["show", "cite"])
def test_without_a_browser_the_address_is_printed(
    command: str, fault: object, inside: Nqpf, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(address: str) -> bool:
        if isinstance(fault, Exception):
            raise fault
        return False

    monkeypatch.setattr(webbrowser, "open", none)
    done = inside(command, POLICY, "--web")
    assert (done.returncode, done.stdout) == (0, f"{PAGE}\n")
    assert done.stderr.startswith("nqpf: no browser opens here; the page is ")


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("show northland-2 --web", 1, "may be any of 3 records"),
        ("cite port-city --web", 1, "nqpf show port-city lists the facts that do"),
        ("show nothing-like-it --web", 1, 'no record "nothing-like-it"'),
        ("show computing-power --web --json", 2, "--web opens a page"),
        ("cite computing-power --web --style ris", 2, "--web opens a page"),
        ("cite computing-power --web -o a.txt", 2, "--web opens a page"),
        ("show northland-vouchers --web --is headcount=3", 2, "--web opens a page"),
    ],
)
def test_what_is_opened_is_one_page_or_none(
    line: str, code: int, says: str, inside: Nqpf, small: Path, visited: list[str]
) -> None:
    done = inside(*line.split())
    assert (done.returncode, done.stdout, visited) == (code, "", [])
    assert says in done.stderr


def test_the_installed_command_runs_the_browser_of_the_user(nqpf: Nqpf, tmp_path: Path) -> None:
    """BROWSER names it, and gets the address as one word, whatever stands in it."""
    script, record = tmp_path / "browser.py", tmp_path / "record"
    script.write_text(
        f"import pathlib, sys\npathlib.Path({str(record)!r}).write_text(repr(sys.argv[1:]))", encoding="utf-8"
    )
    browser = shlex.join([sys.executable, str(script), "%s"])
    done = nqpf("cite", "patient-capital", "--web", env={"BROWSER": browser})
    assert (done.returncode, done.stdout) == (0, "")
    [address] = eval(record.read_text(encoding="utf-8"))
    assert address.startswith("https://")
    assert f"opened {address}" in done.stderr
