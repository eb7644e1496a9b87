"""Puts the facts, and an index made of them, into a wheel.

A wheel carries `data/` as `nqpf_cli/_data/` with the index beside it, so that no installed copy ever parses
YAML. An editable install is left alone: it reads the checkout's `data/`.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FactsHook(BuildHookInterface[Any]):
    """Checks the facts and indexes them; unsound facts stop the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        data = Path(self.root, "data")
        self._temp = tempfile.TemporaryDirectory(prefix="nqpf-build-")
        index = Path(self._temp.name, "index.sqlite")
        write_index(data, index)
        for path in sorted(data.rglob("*.yaml")):
            build_data["force_include"][str(path)] = f"nqpf_cli/_data/{path.relative_to(data).as_posix()}"
        build_data["force_include"][str(index)] = "nqpf_cli/_data/index.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._temp.cleanup()


def write_index(data: Path, index: Path) -> None:
    """Load every fact under `data` and write the index; leave with the faults' lines where there are any."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        from nqpf_cli.index.build import build
        from nqpf_cli.loading.load import load
    finally:
        sys.path.pop(0)
    facts = load([data])
    if facts.problems:
        lines = "\n".join(str(problem) for problem in facts.problems)
        many = f"{len(facts.problems)} fault{'s' if len(facts.problems) > 1 else ''}"
        raise SystemExit(f"{lines}\nnqpf: {many} in the facts; nothing was built")
    build(facts, index)
