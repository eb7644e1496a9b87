"""What a person is told while an index is built."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nqpf_cli.index import build
from nqpf_cli.index.open_index import with_store


@pytest.fixture
def told(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], list[str]]:
    """Asks a checkout whose index is built on the first question; what came of it, in order."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def run() -> list[str]:
        said: list[str] = []

        @contextmanager
        def telling(words: str, steps: int) -> Iterator[Callable[[str], None]]:
            said.append(f"{words}: {steps}")
            yield said.append

        assert with_store(lambda store: store.meta("counts"), telling=telling)
        return said

    return run


def test_the_first_question_tells_of_every_file_and_table(small: Path, told: Callable[[], list[str]]) -> None:
    said = told()
    files = sorted(path for path in small.rglob("*.yaml"))
    assert said[0] == f"building the index of {small.resolve()}: {2 * len(files)}"
    assert len([name for name in said[1:] if name.endswith(".yaml")]) == len(files)
    assert said[-build.STEPS * (len(files) // build.STEPS) :] == ["tables"] * (
        build.STEPS * (len(files) // build.STEPS)
    )
    assert told() == [], "the second question finds the index"


def test_there_are_as_many_tables_as_steps(facts: build.Facts) -> None:
    assert len(build._tables(facts, [])) == build.STEPS


def test_nothing_is_told_into_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    from nqpf_cli.output.progress import announced

    with announced("building the index of somewhere", 2) as step:
        step("a file")
    assert capfd.readouterr() == ("", "")
