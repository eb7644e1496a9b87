"""What README.md and docs/ show is what the program prints."""

import re
from pathlib import Path

import pytest

from nqpf_cli.cli.commands import COMMANDS
from tests.docs import examples as docs

ALL = [example for page in docs.pages() for example in docs.examples(page)]


@pytest.mark.parametrize("example", ALL, ids=str)
def test_example(example: docs.Example, cache_home: Path) -> None:
    actual = docs.run(example, cache_home)
    assert docs.matches(example.expected, actual), "\n".join(
        [f"{example} now prints:", *actual, "", "python tests/docs/examples.py --update rewrites the page"]
    )


@pytest.mark.parametrize("command", ["nqpf incentives --region lingang", "nqpf incentives --region lingong"])
def test_the_installed_program_shows_the_same_on_a_terminal(command: str, cache_home: Path) -> None:
    (example,) = [example for example in ALL if example.command == command]
    assert docs.matches(example.expected, docs.run(example, cache_home, shell=True))


def script_blocks() -> list[str]:
    """The ```sh blocks of the page on scripts."""
    text = (docs.ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    return [block for block in blocks if re.search(r"^nqpf ", block, re.M)]


def test_scripts_print_something(cache_home: Path) -> None:
    """Without jq on this machine, what it would be given stands for what it makes of it."""
    assert script_blocks()
    for block in script_blocks():
        command = (
            f"command -v jq >/dev/null || jq() {{ cat; }}; set -o pipefail; {block.rstrip()} && echo all well"
        )
        shown = docs.run(docs.Example(docs.ROOT / "docs" / "scripts.md", 1, [command], []), cache_home)
        assert len(shown) > 2
        assert shown[-1] == "all well"


def test_the_readme_shows_every_command() -> None:
    text = (docs.ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"nqpf {name}" in text, name
    assert len(README_TABLE) > len(COMMANDS) - 2


README_TABLE = re.findall(
    r"^\| [^|`]+ \| `(nqpf [^`]+)` \|$", (docs.ROOT / "README.md").read_text(encoding="utf-8"), re.M
)


@pytest.mark.parametrize("command", README_TABLE)
def test_the_commands_of_the_readmes_table_answer(command: str, cache_home: Path) -> None:
    # Where examples run lies the pack, and files that those of other pages have written.
    command = command.replace("examples/my-facts", "my-facts")
    for name in ("facts.sqlite", "lingang.html"):
        command = command.replace(name, f"table-{name}")
    shown = docs.run(docs.Example(docs.ROOT / "README.md", 1, [command], []), cache_home)
    assert len(shown) > 2 or shown[0].startswith(("wrote ", "Sound: ")), shown


def test_the_readme_shows_the_three_commands() -> None:
    shown = [example.command for example in ALL if example.page.name == "README.md"]
    for command in ("nqpf timeline", "nqpf define", "nqpf incentives"):
        assert any(line.startswith(command) for line in shown), command


@pytest.mark.parametrize(
    ("expected", "actual", "fits"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a ", "b", ""], ["a", "b"], True),
        (["a", "b"], ["a"], False),
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["a", "…", "d"], ["a", "d"], True),
        (["a", "…", "d"], ["a", "b", "c"], False),
        (["…", "c", "…"], ["a", "c.", "c", "x"], True),
        (["a.c", "…"], ["abc", "d"], False),
    ],
)
def test_ellipsis(expected: list[str], actual: list[str], fits: bool) -> None:
    assert docs.matches(expected, actual) is fits


def test_update_keeps_how_much_is_shown() -> None:
    assert docs.updated(["x", "…", "y"], ["a", "b", "c", "d"]) == ["a", "…", "d"]
    assert docs.updated(["x", "y"], ["a", "b", "c"]) == ["a", "b", "c"]
    assert docs.updated(["a", "…"], ["a", "b", "c"]) == ["a", "…"]
    assert docs.updated(["x", "…", "y"], ["a"]) == ["a"]


def test_update_rewrites_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Before\n\n```console\n$ echo one\nold\n\n$ false\n$ echo $?\n```\n\nAfter\n", encoding="utf-8"
    )
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    assert docs.update(page, tmp_path)
    assert page.read_text(encoding="utf-8") == (
        "Before\n\n```console\n$ echo one\none\n\n$ false\n$ echo $?\n1\n```\n\nAfter\n"
    )
    assert not docs.update(page, tmp_path)
