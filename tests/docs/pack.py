"""A fact pack to run examples with: every template of CONTRIBUTING.md, as it stands there."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def templates() -> dict[str, str]:
    """File under `data/` -> its template."""
    text = GUIDE.read_text(encoding="utf-8")
    return dict(re.findall(r"^```yaml\n# data/(\S+\.yaml)\n(.*?)^```$", text, re.M | re.S))


def write(folder: Path) -> None:
    """Put the templates into a folder, unless they are there."""
    for name, text in templates().items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
