"""A fact pack to run examples with: examples/my-facts, the templates that CONTRIBUTING.md points at."""

import tempfile
from contextlib import suppress
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "my-facts"


def templates() -> dict[str, str]:
    """File under `data/` -> its template."""
    files = sorted(EXAMPLE.rglob("*.yaml"))
    return {path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in files}


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
