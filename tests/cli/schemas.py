"""The published schemas in `schema/`, as `nqpf schema` prints them: `python tests/cli/schemas.py --update` writes them."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "schema"


def made() -> dict[str, Any]:
    """File name -> schema: one for the files of each kind, one for the output."""
    from nqpf_cli.cli.schema_command import FIRM, OUTPUT, schema
    from nqpf_cli.index.open_index import with_store
    from nqpf_cli.model.kinds import FOLDERS

    return {
        f"{name}.json": with_store(lambda store, name=name: schema(store, name))
        for name in (*FOLDERS.values(), FIRM, OUTPUT)
    }


def written(schema: Any) -> str:
    """The text of a schema's file, as `nqpf schema` prints it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        raise SystemExit(__doc__)
    sys.path.insert(0, str(ROOT))
    PUBLISHED.mkdir(exist_ok=True)
    for name, schema in made().items():
        (PUBLISHED / name).write_text(written(schema), encoding="utf-8", newline="\n")
