"""The README's two set-up commands: `python tests/docs/setup_commands.py 1` prints the first.

Whatever runs them (.ci/run, tests) takes them from here, so that the README cannot promise anything else.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def commands(text: str) -> list[str]:
    """Every line of the ```sh blocks under "Install"."""
    section = re.search(r"^## Install\n(.*?)(?=^## )", text, re.M | re.S)
    if not section:
        raise ValueError("the README has no section Install")
    blocks = re.findall(r"^```sh\n(.*?)^```", section[1], re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


if __name__ == "__main__":
    print(commands(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1])
