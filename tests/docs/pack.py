"""A fact pack to run examples with: every template of CONTRIBUTING.md, as it stands there."""

import re
import tempfile
from contextlib import suppress
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


def templates() -> dict[str, str]:
    """File under `data/` -> its template."""
    text = GUIDE.read_text(encoding="utf-8")
    return dict(re.findall(r"^```yaml\n# data/(\S+\.yaml)\n(.*?)^```$", text, re.M | re.S))


def write(folder: Path) -> Path:
    """Put the templates into a folder that is not there yet: whole or not at all, since several may do so at once."""
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:
            for name, text in templates().items():
                path = Path(made) / folder.name / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            with suppress(OSError):  # another has put it there meanwhile
                (Path(made) / folder.name).rename(folder)
    return folder
