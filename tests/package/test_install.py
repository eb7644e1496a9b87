"""The package as a stranger installs it: built, put into fresh environments elsewhere, and asked."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from nqpf_cli.cli.completion import SCRIPTS
from tests.conftest import DATA, ROOT
from tests.docs.test_long_description import shown

pytestmark = pytest.mark.drill

Ask = Callable[..., str]

OWN_TERM = """\
- id: my-term
  term: term of mine
  category: concept
  definition: A thing of my own.
  sources: [china-briefing-2024-nqpf-explainer]
  confidence: medium
"""


def run(*command: object, cwd: Path, **env: str) -> str:
    """Run a program outside the checkout and return what it printed; fail with all it said."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NQPF_", "PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"} | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(folder: Path) -> Path:
    """A fresh virtual environment; its programs' folder."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    return folder / ("Scripts" if os.name == "nt" else "bin")


def install(folder: Path, *what: object) -> Path:
    """A fresh virtual environment with something installed by pip."""
    programs = environment(folder)
    run(sys.executable, "-m", "pip", "--python", folder, "install", "-q", *what, cwd=folder)
    return programs


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and the wheel made from it, as `python -m build` does, each in isolation."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def from_sdist(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def from_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the checkout makes by itself."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(from_sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A fresh environment with the wheel, and an empty home folder for it."""
    folder = tmp_path_factory.mktemp("stranger")
    return install(folder / "venv", from_sdist), folder


@pytest.fixture(scope="module")
def ask(installed: tuple[Path, Path]) -> Ask:
    programs, folder = installed
    home = folder / "home"
    home.mkdir()

    def ask(*args: str, **env: str) -> str:
        where = {
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LOCALAPPDATA": str(home / "cache"),
        }
        return run(programs / "nqpf", *args, cwd=home, **where | env)

    return ask


def members(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_wheel_carries_the_facts_the_index_and_the_licences(from_sdist: Path) -> None:
    names = members(from_sdist)
    data = {f"nqpf_cli/_data/{path.relative_to(DATA).as_posix()}" for path in DATA.rglob("*.yaml")}
    assert data | {"nqpf_cli/_data/index.sqlite", "nqpf_cli/py.typed"} <= set(names)
    assert {name.rsplit("/", 1)[1] for name in names if "/licenses/" in name} == {"LICENSE", "LICENSE-DATA"}
    stray = [name for name in names if not name.startswith(("nqpf_cli/", "nqpf-"))]
    assert not stray


def test_wheel_from_the_sdist_is_the_wheel_from_the_checkout(from_sdist: Path, from_checkout: Path) -> None:
    ours, theirs = members(from_sdist), members(from_checkout)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


SHARE = {
    "man/man1/nqpf.1": "docs/nqpf.1",
    "bash-completion/completions/nqpf": "nqpf_cli/cli/scripts/nqpf.bash",
    "zsh/site-functions/_nqpf": "nqpf_cli/cli/scripts/_nqpf",
    "fish/vendor_completions.d/nqpf.fish": "nqpf_cli/cli/scripts/nqpf.fish",
}
"""Where man and the shells look under `share` -> the file of the checkout that stands there."""


@pytest.mark.parametrize("place", SHARE)
def test_man_page_and_completions_stand_where_man_and_shells_look(
    place: str, installed: tuple[Path, Path]
) -> None:
    programs, _ = installed
    assert (programs.parent / "share" / place).read_bytes() == (ROOT / SHARE[place]).read_bytes()


def test_the_long_description_is_the_one_that_is_tested(from_sdist: Path) -> None:
    """As tests/docs/test_long_description.py reads it, in a wheel that was made of the sdist."""
    (said,) = (text for name, text in members(from_sdist).items() if name.endswith(".dist-info/METADATA"))
    metadata = message_from_bytes(said)
    assert metadata["Description-Content-Type"].startswith("text/markdown")
    assert metadata.get_payload(decode=True).decode().strip() == shown().strip()


@pytest.mark.parametrize("shell", SCRIPTS)
def test_an_installed_copy_prints_the_script_of_each_shell(shell: str, ask: Ask) -> None:
    file = ROOT / "nqpf_cli" / "cli" / "scripts" / SCRIPTS[shell]
    assert ask("--show-completion", shell) == file.read_text(encoding="utf-8")


def test_sdist_carries_what_contributors_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE-DATA",
        ".ci/run",
    ):
        assert name in names
    for folder in ("data", "docs", "tests", "nqpf_cli"):
        assert any(name.startswith(f"{folder}/") for name in names), folder
    assert not [name for name in names if name.endswith((".sqlite", ".pyc")) or "/_data/" in name]


def test_shipped_index_holds_every_record(from_sdist: Path, tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(members(from_sdist)["nqpf_cli/_data/index.sqlite"])
    index = sqlite3.connect(path)
    try:
        (shipped,) = index.execute("SELECT count(*) FROM record").fetchone()
    finally:
        index.close()
    files = [path for path in DATA.rglob("*.yaml") if path.name != "withdrawn.yaml"]
    written = sum(path.read_text(encoding="utf-8").count("\n- id: ") for path in files)
    first = sum(path.read_text(encoding="utf-8").startswith("- id: ") for path in files)
    assert shipped == written + first


def test_stranger_asks_the_three_questions(ask: Ask) -> None:
    timeline = json.loads(ask("timeline", "--format", "json"))
    assert timeline["count"] == len(timeline["records"]) >= 30
    assert "新质生产力" in ask("define", "nqpf")
    lingang = ask("incentives", "--region", "lingang")
    assert "RMB 10 million" in lingang
    assert "2029" in lingang


def test_stranger_keeps_facts_of_their_own(ask: Ask, tmp_path: Path) -> None:
    """Beside the facts of a wheel lies its index, which is none of them."""
    pack = tmp_path / "mine"
    pack.mkdir()
    (pack / "terms.yaml").write_text(OWN_TERM, encoding="utf-8")
    cache = str(tmp_path / "cache")
    assert "my own" in ask("define", "term of mine", "--data", pack, XDG_CACHE_HOME=cache, LOCALAPPDATA=cache)
    assert "of which 1 of mine" in ask("check", pack)


def test_version_and_module(ask: Ask, installed: tuple[Path, Path]) -> None:
    from nqpf_cli.version import __version__

    programs, folder = installed
    assert __version__ in ask("--version")
    assert __version__ in run(programs / "python", "-m", "nqpf_cli", "--version", cwd=folder)


def test_installed_copy_writes_nothing(ask: Ask, installed: tuple[Path, Path]) -> None:
    """The index is shipped, so there is no cache to make, nor anything else in the user's home."""
    _, folder = installed
    ask("define", "cewc")
    assert list((folder / "home").rglob("*")) == []


def test_installed_copy_reads_its_own_index_even_inside_a_checkout(
    installed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Where the user happens to stand decides nothing."""
    programs, _ = installed
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "nqpf"\n', encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "events.yaml").write_text("not: facts\n", encoding="utf-8")
    assert "新质生产力" in run(programs / "nqpf", "define", "nqpf", cwd=tmp_path)


def checkout_in(folder: Path) -> Path:
    """A copy of what an installation reads of the checkout."""
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy2(ROOT / name, checkout / name)
    for name in ("nqpf_cli", "data"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    return checkout


def test_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    """Installed in place: an edit of the facts shows at once, and there is no second copy of them."""
    checkout = checkout_in(tmp_path)
    programs = install(tmp_path / "venv", "-e", checkout)
    home = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}

    def ids() -> list[str]:
        shown = run(programs / "nqpf", "timeline", "--all", "--format", "jsonl", cwd=tmp_path, **home)
        return [json.loads(line)["id"] for line in shown.splitlines()]

    before = ids()
    events = checkout / "data" / "events" / "2026.yaml"
    id = before[-1]
    events.write_text(
        events.read_text(encoding="utf-8").replace(f"- id: {id}\n", f"- id: {id}-edited\n"), "utf-8"
    )
    assert ids() == [*before[:-1], f"{id}-edited"]

    site = next((tmp_path / "venv").rglob("site-packages"))
    assert not (site / "nqpf_cli").exists()
    assert not list(site.rglob("*.sqlite"))
    assert not (checkout / "nqpf_cli" / "_data").exists()


def test_unsound_facts_stop_the_build(tmp_path: Path) -> None:
    """The build says where each fault stands, and leaves no wheel."""
    checkout = checkout_in(tmp_path)
    actors = checkout / "data" / "actors.yaml"
    actors.write_text(actors.read_text(encoding="utf-8").replace("  kind: ", "  kind: no-such-", 1), "utf-8")
    with pytest.raises(AssertionError) as failed:
        run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", checkout, cwd=tmp_path)
    said = str(failed.value)
    line = 1 + next(
        n for n, text in enumerate(actors.read_text(encoding="utf-8").splitlines()) if "no-such-" in text
    )
    assert f"actors.yaml:{line}:" in said
    assert "1 fault in the facts; nothing was built" in said
    assert not list((tmp_path / "dist").glob("*.whl"))
