"""The pictures of a terminal in docs/tour.md, made from real runs, light and dark.

    python docs/pictures.py            writes docs/pictures/*.svg
    python docs/pictures.py --check    names those that show what the program no longer prints; exit code 1 if any

Each is one run on a terminal of 80 columns, as of a fixed day, cut where a paragraph ends. Rich draws it.
"""

import os
import re
import subprocess
import sys
from html import unescape
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
COLUMNS = 80
TODAY = "2026-11-25"


class Picture(NamedTuple):
    """A command, how many of its paragraphs to show from the first and from the last on, and what the picture is of."""

    arguments: list[str]
    first: int
    last: int
    title: str


PICTURES = {
    "timeline": Picture(["timeline"], 3, 1, "The timeline: what happened when"),
    "define": Picture(["define", "patient", "capital"], 99, 0, "A glossary entry, with its sources"),
    "incentives": Picture(
        ["incentives", "lingang"], 3, 2, "What Lingang offers, to whom, how much, until when"
    ),
}

PALETTES = {
    "light": "ffffff 1f2328 1f2328 cf222e 116329 7d4e00 0969da 8250df 1b7c83 6e7781",
    "dark": "0d1117 e6edf3 484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4",
}
"""Background and foreground, then black, red, green, yellow, blue, magenta, cyan and white, as GitHub shows them."""

FRAMES = {"light": "#d1d9e0", "dark": "#3d444d"}

CELL, LINE = 12.2, 24.4  # as Rich lays a character and a line out
MARGIN = 18

FORMAT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 WIDTH HEIGHT" role="img" aria-label="LABEL">
<title>LABEL</title>
<style>
.{unique_id}-matrix {{
  font: {char_height}px/{line_height}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono",
    "Noto Sans Mono CJK SC", "PingFang SC", "Microsoft YaHei", monospace;
}}
{styles}
</style>
<rect x="1" y="1" width="INNER" height="DEEP" rx="9" fill="BACKGROUND" stroke="FRAME" stroke-width="1.5"/>
<g transform="translate(MARGIN, MARGIN)" class="{unique_id}-matrix">
{matrix}
</g>
</svg>
"""


def theme_of(palette: str) -> TerminalTheme:
    """Rich's form of a palette."""
    back, front, *colours = (tuple(bytes.fromhex(colour)) for colour in palette.split())
    return TerminalTheme(back, front, colours)


def run(arguments: list[str]) -> str:
    """What the program prints on a terminal in colour."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("NQPF_", "LC_", "NO_COLOR"))
    }
    terminal = {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "LANG": "C.UTF-8", "NQPF_TODAY": TODAY}
    told = subprocess.run(
        [sys.executable, "-m", "nqpf_cli", *arguments, "--format", "table", "--no-pager"],
        env=kept | terminal,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return told.stdout


def shown(picture: Picture) -> Text:
    """The screen of a picture: the command as typed, what it printed, "…" for what is left out."""
    parts = run(picture.arguments).rstrip("\n").split("\n\n")
    if len(parts) > picture.first + picture.last:
        parts[picture.first : len(parts) - picture.last] = ["…"]
    screen = Text.from_ansi("\n" + "\n\n".join(parts))
    return Text.assemble(("$ ", "dim"), ("nqpf " + " ".join(picture.arguments), "bold"), screen)


def draw(screen: Text, title: str, theme: str) -> str:
    """The screen as an SVG."""
    console = Console(
        width=COLUMNS, record=True, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(screen, soft_wrap=True, highlight=False)
    rows = len(screen.plain.split("\n"))
    width, height = COLUMNS * CELL + 2 * MARGIN, rows * LINE + 2 * MARGIN
    colours = theme_of(PALETTES[theme])
    fixed = {
        "WIDTH": f"{width:g}",
        "HEIGHT": f"{height:g}",
        "INNER": f"{width - 2:g}",
        "DEEP": f"{height - 2:g}",
        "LABEL": title,
        "MARGIN": str(MARGIN),
        "BACKGROUND": colours.background_color.hex,
        "FRAME": FRAMES[theme],
    }
    form = re.sub("|".join(fixed), lambda found: fixed[found[0]], FORMAT)
    svg = console.export_svg(theme=colours, code_format=form, unique_id="t")
    svg = re.sub(r' clip-path="[^"]*"', "", svg)
    # Rich gives every character one column, and a Chinese one takes two.
    return re.sub(r'textLength="[^"]*">([^<]*)<', lambda found: _length(found[1]), svg).replace(
        "</text>", "</text>\n"
    )


def _length(content: str) -> str:
    return f'textLength="{cell_len(unescape(content)) * CELL:g}">{content}<'


def text_of(svg: str) -> str:
    """The characters that a picture shows, without spaces."""
    return "".join(unescape("".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg))).split())


def main(arguments: list[str]) -> int:
    """Draw all, or with --check say which show something else than the program prints."""
    stale = []
    FOLDER.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        screen = shown(picture)
        for theme in PALETTES:
            path = FOLDER / f"{name}-{theme}.svg"
            if "--check" not in arguments:
                path.write_text(draw(screen, picture.title, theme), encoding="utf-8")
            elif not path.exists() or text_of(path.read_text(encoding="utf-8")) != "".join(
                screen.plain.split()
            ):
                stale.append(path)
                print(f"{path.relative_to(ROOT)} is stale")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
