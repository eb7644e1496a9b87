"""The console examples of README.md and docs/*.md, run and compared.

A block opens with ```console and holds `$ nqpf …` lines, each followed by what a person sees on a terminal of
80 columns without colour. A line `…` alone stands for any lines. Pipes work, and `$ echo $?` tells the exit status
of the line before. Everything runs as of a fixed day, on the bundled facts, in a folder that holds a fact pack
`my-facts` (that of examples/) and the firms of docs/firms.

    python tests/docs/examples.py            names the examples that differ
    python tests/docs/examples.py --update   rewrites them in place

An update keeps as many lines before and after a single `…` as the page had.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.docs import pack

ROOT = Path(__file__).parents[2]
ANY = "…"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


class Example(NamedTuple):
    """One command and what the page says it prints."""

    page: Path
    line: int
    commands: list[str]  # those before it in its block, then itself
    expected: list[str]

    @property
    def command(self) -> str:
        return self.commands[-1]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}: {self.command}"


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def examples(page: Path) -> list[Example]:
    """Every example of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found: list[Example] = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        commands: list[str] = []
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                commands = [*commands, line[2:]]
                found.append(Example(page, number, commands, []))
            elif not found or not commands:
                raise ValueError(f"{page}:{number}: output without a command")
            else:
                found[-1].expected.append(line)
    return found


def run(example: Example, cache: Path, shell: bool = False) -> list[str]:
    """What the example prints, without trailing space; `shell`: by the installed program, as those that need a shell."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NQPF_", "LC_"))}
    env = kept | {
        "PYTHONPATH": str(ROOT),  # this checkout, wherever the program was installed from
        "PATH": sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", ""),
        "NQPF_TODAY": "2026-11-25",
        "NQPF_PAGER": "cat",
        "COLUMNS": "80",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "XDG_CACHE_HOME": str(cache),
    }
    if "nqpf" in " ".join(example.commands):
        prepare(cache, env["PATH"])
    script = example.command
    if script.startswith("nqpf ") and not shell and not set("|<>$&;`") & set(script):
        return trimmed(in_this_process(shlex.split(script)[1:], env, cache).splitlines())
    if script == "echo $?":
        script = f"{example.commands[-2]} >/dev/null 2>&1\n{script}"
    return trimmed(on_a_terminal(["bash", "-c", script], env, cache).splitlines())


class Screen(io.StringIO):
    """What takes a command's output for a terminal."""

    def isatty(self) -> bool:
        return True


def in_this_process(arguments: list[str], env: dict[str, str], cwd: Path) -> str:
    """What the program shows on a terminal, without starting it, which takes ten times as long."""
    from nqpf_cli.cli.app import main

    screen = Screen()
    with (
        mock.patch.dict(os.environ, env, clear=True),
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(screen),
    ):
        main(arguments)
    return left(screen.getvalue())


def left(shown: str) -> str:
    """What is left on a screen: of a line that was drawn over, nothing."""
    return re.sub(r"[^\n]*\r\x1b\[K", "", shown.replace("\r\n", "\n")).replace("\r", "")


@lru_cache
def prepare(folder: Path, path: str) -> None:
    """The pack `my-facts` in a folder, and the indexes: making one is told on a terminal, the first time."""
    pack.write(folder / "my-facts")
    for firm in (ROOT / "docs" / "firms").glob("*.yaml"):
        (folder / firm.name).write_bytes(firm.read_bytes())
    env = os.environ | {"PYTHONPATH": str(ROOT), "PATH": path, "XDG_CACHE_HOME": str(folder)}
    for arguments in ([], ["--data", "my-facts"]):
        subprocess.run(["nqpf", "list", *arguments], env=env, cwd=folder, capture_output=True, check=True)


def on_a_terminal(command: list[str], env: dict[str, str], cwd: Path) -> str:
    """What a command shows on a terminal, both streams in the order of writing."""
    ours, its = os.openpty()
    try:
        running = subprocess.Popen(
            command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=its, stderr=its
        )
    finally:
        os.close(its)
    shown = b""
    # Once the last writer is gone, a terminal says so with an error on Linux and with nothing elsewhere.
    with os.fdopen(ours, "rb", buffering=0) as screen, contextlib.suppress(OSError):
        while piece := screen.read(65536):
            shown += piece
    running.wait(timeout=60)
    return left(shown.decode("utf-8"))


def trimmed(lines: list[str]) -> list[str]:
    """Lines without trailing space, and without empty ones at the end."""
    return "\n".join(line.rstrip() for line in lines).rstrip("\n").splitlines()


def matches(expected: list[str], actual: list[str]) -> bool:
    """Whether the page tells the truth, `…` standing for any lines."""
    if ANY not in expected:
        return trimmed(expected) == actual
    parts = [re.escape(line) if line != ANY else None for line in trimmed(expected)]
    pattern = "".join(r"(?:.*\n)*?" if part is None else part + "\n" for part in parts)
    return re.fullmatch(pattern, "\n".join(actual) + "\n") is not None


def updated(expected: list[str], actual: list[str]) -> list[str]:
    """The lines to print in the page, shortened as the page's author had them."""
    if matches(expected, actual):
        return expected
    if expected.count(ANY) != 1:
        return actual
    before = expected.index(ANY)
    after = len(expected) - before - 1
    if before + after >= len(actual):
        return actual
    return [*actual[:before], ANY, *actual[len(actual) - after :]]


def update(page: Path, cache: Path) -> bool:
    """Rewrite a page's examples; whether anything changed."""
    lines = page.read_text(encoding="utf-8").split("\n")
    for example in reversed(examples(page)):
        start = example.line  # the line after the command, counted from nought
        gap = [""] if example.expected[-1:] == [""] else []
        lines[start : start + len(example.expected)] = [
            *updated(trimmed(example.expected), run(example, cache)),
            *gap,
        ]
    text = "\n".join(lines)
    changed = text != page.read_text(encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    return changed


def main() -> int:
    import tempfile

    with tempfile.TemporaryDirectory() as cache:
        if "--update" in sys.argv[1:]:
            for page in pages():
                if update(page, Path(cache)):
                    print(f"rewrote {page.relative_to(ROOT)}")
            return 0
        wrong = [
            e for page in pages() for e in examples(page) if not matches(e.expected, run(e, Path(cache)))
        ]
        for example in wrong:
            print(f"{example}\n  prints something else")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
