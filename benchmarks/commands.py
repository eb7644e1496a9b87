"""What is timed: nqpf, what it cannot be quicker than, and what people would otherwise look things up with.

All of them run from one fresh environment, installed from wheels. The other lookup tools get a page in their
caches beforehand, since they fetch what they have not got; neither goes to the network here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from measure import Command

ROOT = Path(__file__).resolve().parent.parent
PEERS = ("tldr", "norwegianblue")
TODAY = "2026-11-25"

HELLO = """\
import typer


def main(name: str = "World"):
    print(f"Hello {name}")


if __name__ == "__main__":
    typer.run(main)
"""
HELLO_RICH = """\
import typer
from rich.console import Console
from rich.table import Table


def main(name: str = "World"):
    table = Table("greeting", "name")
    table.add_row("Hello", name)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
"""
TLDR_PAGE = """\
# tar

> Put files together in one archive, or take them out again.
> More information: <https://www.gnu.org/software/tar/manual/tar.html>.

""" + "\n\n".join(
    f"- {what}:\n\n`tar {how} {{{{path/to/archive.tar}}}}`"
    for what, how in (
        ("Make an archive of files", "cf"),
        ("Make a compressed archive", "czf"),
        ("Take everything out into the current folder", "xvf"),
        ("Take out into another folder", "xf -C path/to/folder"),
        ("List what it holds", "tvf"),
        ("Add files to the end", "rf"),
        ("Take out what matches a pattern", "xf --wildcards"),
        ("Compare it with the file system", "df"),
    )
)
EOL_PAGE = [
    {
        "cycle": f"3.{minor}",
        "releaseDate": f"{2011 + minor}-10-01",
        "support": f"{2013 + minor}-04-01",
        "eol": f"{2016 + minor}-10-31",
        "latest": f"3.{minor}.1",
        "latestReleaseDate": f"{2012 + minor}-02-03",
        "lts": False,
    }
    for minor in range(14, 2, -1)
]


def environment(folder: Path) -> Path:
    """A virtual environment with nqpf's wheel, built now, and the other tools; its bin folder."""
    wheels = folder / "wheels"
    run = [sys.executable, "-m"]
    subprocess.run([*run, "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(ROOT)], check=True)
    bin_ = folder / "venv" / "bin"
    fresh = not bin_.exists()
    if fresh:
        subprocess.run([*run, "venv", str(folder / "venv")], check=True)
    install = [str(bin_ / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    own = list(map(str, wheels.glob("nqpf-*.whl")))
    subprocess.run([*install, *own], check=True)
    if not fresh:  # the same version, and newer
        subprocess.run([*install, "--no-deps", "--force-reinstall", *own], check=True)
    for peer in PEERS:
        if subprocess.run([*install, peer], check=False).returncode:
            print(f"{peer} cannot be installed here and is left out", file=sys.stderr)
    return bin_


def common_environ(folder: Path) -> dict[str, str]:
    """The environment of every program: a fixed day, caches of its own, no settings of this machine's user."""
    keep = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if key in os.environ}
    return {
        **keep,
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LANG": "C.UTF-8",
        "NQPF_TODAY": TODAY,
    }


def seed_caches(folder: Path) -> None:
    """Give tldr and eol the pages that they are asked for. eol keeps a page for the day on which it was read."""
    page = folder / "cache" / "tldr" / "pages" / "common" / "tar.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(TLDR_PAGE, encoding="utf-8")
    name = f"{datetime.now(UTC):%Y-%m-%d}-https-endoflife-date-api-python-json.json"
    cached = folder / "cache" / "norwegianblue" / name
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_text(json.dumps(EOL_PAGE), encoding="utf-8")


def completing(shell: str, *words: str) -> Mapping[str, str]:
    """What nqpf's completion script for a shell sets when TAB is pressed after these words."""
    at = str(len(words) - 1)
    return {"_NQPF_COMPLETE": f"complete_{shell}", "COMP_WORDS": "\n".join(words), "COMP_CWORD": at}


def startup(bin_: Path, folder: Path) -> dict[str, list[Command]]:
    """Group -> the programs that are timed in it."""
    python, nqpf = str(bin_ / "python"), str(bin_ / "nqpf")
    for name, text in (("hello.py", HELLO), ("hello_rich.py", HELLO_RICH)):
        (folder / name).write_text(text, encoding="utf-8")
    peers = [
        Command(name, [str(bin_ / name.split()[0]), *name.split()[1:]])
        for name in ("tldr tar", "eol python")
        if (bin_ / name.split()[0]).exists()
    ]
    return {
        "beside": [
            Command("python -c pass", [python, "-c", "pass"]),
            Command("Typer hello-world", [python, str(folder / "hello.py")]),
            Command("Typer with a Rich table", [python, str(folder / "hello_rich.py")]),
            *peers,
        ],
        "nqpf": [
            Command("nqpf --version", [nqpf, "--version"]),
            Command("nqpf define patient capital", [nqpf, "define", "patient", "capital"]),
            Command("nqpf timeline", [nqpf, "timeline"]),
            Command("nqpf incentives --region lingang", [nqpf, "incentives", "--region", "lingang"]),
            Command("nqpf search computing voucher", [nqpf, "search", "computing", "voucher"]),
        ],
        "tab": [
            Command(f"TAB in {shell}", [nqpf], completing(shell, "nqpf", "incentives", "--region", "ling"))
            for shell in ("bash", "zsh", "fish")
        ],
    }
