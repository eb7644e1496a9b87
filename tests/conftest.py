"""What every test shares: a fixed day, a cache of its own, the facts, and the installed program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from nqpf_cli.formats import FORMATS

if TYPE_CHECKING:
    from nqpf_cli.index.query import Store
    from nqpf_cli.loading.load import FactSet

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
TODAY = "2026-11-25"
TEXTS = [name for name, one in FORMATS.items() if not one.binary]
"""The formats that can be printed."""

# A plain run draws few examples, the same each time, and is green or red for everybody alike. `search` draws many, anew
# each time but under CI: --hypothesis-profile=search
settings.register_profile(
    "few", max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "search",
    settings.get_profile("few"),
    max_examples=500,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.register_profile("deep", settings.get_profile("search"), max_examples=5_000)
settings.load_profile("few")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what a plain run leaves out; with several workers pytest itself does not."""
    if "not drill" in config.option.markexpr:
        terminalreporter.write_line(
            "left out: pytest -m drill; pytest -m 'search or hypothesis' --hypothesis-profile=search; "
            "with the extra doors, pytest -m door (see CONTRIBUTING.md)"
        )


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's cache folder, shared by all workers of one run and by no other run."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "cache-home"
    home.mkdir(exist_ok=True)
    return home


@pytest.fixture(scope="session", autouse=True)
def _same_everywhere(cache_home: Path) -> Iterator[None]:
    """Nothing of the developer's own settings reaches a test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NQPF_DATA", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "PYTHONPATH"):
            patch.delenv(name, raising=False)
        patch.setenv("NQPF_TODAY", TODAY)
        patch.setenv("COLUMNS", "80")
        patch.setenv("BROWSER", f"{sys.executable} -c pass %s")  # one that shows nothing
        patch.setenv("XDG_CACHE_HOME", str(cache_home))
        yield


@pytest.fixture(scope="session")
def facts() -> "FactSet":
    """The bundled facts, loaded and sound."""
    from nqpf_cli.loading.load import load

    loaded = load([DATA])
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    return loaded


@pytest.fixture(scope="session")
def index_path(_same_everywhere: None) -> Path:
    """The index of the bundled facts, made once for all workers: by the first that needs it."""
    from nqpf_cli.index import cache
    from nqpf_cli.index import open_index as opening

    opening.open_store().close()
    path = cache.place(opening.folders(()), opening.MAKE)
    assert path and path.exists()
    return path


Nqpf = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def nqpf() -> Nqpf:
    """The program as a user runs it, piped: `nqpf("define", "cewc").stdout`."""

    def run(
        *args: str, env: Mapping[str, str] | None = None, stdin: str | None = None, cwd: Path | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "nqpf_cli", *args],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"} | dict(env or {}),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            cwd=cwd or ROOT,
        )

    return run


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str]) -> Nqpf:
    """The program as `nqpf` runs it, but in this process, which is twenty times as quick."""
    from nqpf_cli.cli.app import main

    def run(*args: str) -> "subprocess.CompletedProcess[str]":
        capsys.readouterr()
        code = main(list(args))
        return subprocess.CompletedProcess(list(args), code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of tests/small: a country that no edit of data/ changes."""
    home = tmp_path_factory.getbasetemp() / "small"
    shutil.copytree(ROOT / "tests" / "small", home)
    shutil.copy(DATA / "vocabularies.yaml", home)
    return home


@pytest.fixture
def small(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Those facts in place of the bundled ones."""
    from nqpf_cli.index import open_index as opening

    monkeypatch.setattr(opening, "facts_folder", lambda: small_home)
    monkeypatch.setattr(opening, "SHIPPED", small_home / "none")
    return small_home


@pytest.fixture(scope="session")
def my_facts(cache_home: Path) -> Path:
    """The pack examples/my-facts beside the bundled facts: one for all workers, with one index."""
    from tests.docs import pack

    return pack.write(cache_home / "my-facts")


@pytest.fixture(scope="session")
def offers_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of tests/small with measures of every shape, those of tests/offers."""
    home = tmp_path_factory.mktemp("offers") / "data"
    for part in ("small", "offers"):
        shutil.copytree(ROOT / "tests" / part, home, dirs_exist_ok=True)
    shutil.copy(DATA / "vocabularies.yaml", home)
    return home


@pytest.fixture
def offers(offers_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Those facts in place of the bundled ones."""
    from nqpf_cli.index import open_index as opening

    monkeypatch.setattr(opening, "facts_folder", lambda: offers_home)
    monkeypatch.setattr(opening, "SHIPPED", offers_home / "none")
    return offers_home


@pytest.fixture(scope="session")
def offers_store(offers_home: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Store]":
    """Those facts as a store that questions ask."""
    from nqpf_cli.index.build import build
    from nqpf_cli.loading.load import load

    loaded = load([offers_home])
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    path = tmp_path_factory.mktemp("index") / "offers.sqlite"
    build(loaded, path)
    yield from _opened(path)


@pytest.fixture(scope="session")
def store(index_path: Path) -> "Iterator[Store]":
    """The bundled facts as a store that questions ask."""
    yield from _opened(index_path)


def _opened(path: Path) -> "Iterator[Store]":
    import sqlite3

    from nqpf_cli.index.query import Store

    connection = sqlite3.connect(path)
    yield Store(connection)
    connection.close()
