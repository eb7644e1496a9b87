"""Runs nqpf as its console script does, and notes what that took: `python watch.py NOTES WORD…`.

NOTES gets, as JSON, the modules that were loaded, the files that were opened beside modules, the databases, and
the SQL statements.
"""

import os
import sys
from typing import Any

notes: dict[str, list[str]] = {"modules": [], "files": [], "databases": [], "statements": []}
CODE = (".py", ".pyc", ".so", ".pyd", ".dll", ".pth")


def note(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: Python calls it for whatever is opened."""
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith(CODE):
        notes["files"].append(arguments[0])
    elif event == "sqlite3.connect":
        notes["databases"].append(str(arguments[0]))
    elif event == "sqlite3.connect/handle":
        connection = arguments[0]

        def made(frame: Any, event: str, function: Any) -> None:
            """The connection is not ready for this before the call that makes it has returned."""
            if event == "c_return":
                sys.setprofile(None)
                connection.set_trace_callback(note_statement)

        sys.setprofile(made)


def note_statement(text: str) -> None:
    """A statement; what SQLite runs by itself for full text is marked as a comment, and is none of ours."""
    if not text.startswith("--"):
        notes["statements"].append(" ".join(text.split())[:100])


def finish(code: int) -> None:
    """In place of `os._exit`, with which nqpf leaves: write the notes, then leave."""
    loaded = dict(sys.modules)
    notes["modules"] = sorted(loaded.keys() - {"__main__"})
    noted = {key: list(value) for key, value in notes.items()}
    from json import dumps
    from pathlib import Path

    Path(path).write_text(dumps(noted), encoding="utf-8")
    leave(code)


leave = os._exit
path, *words = sys.argv[1:]
sys.argv[1:] = words
sys.addaudithook(note)
os._exit = finish  # type: ignore[assignment]

if words == ["hello"]:  # what nqpf is measured by
    import typer

    def greet(name: str = "World") -> None:
        """Say hello."""
        print(f"Hello {name}")

    app = typer.Typer()
    app.command()(greet)
    app([], standalone_mode=False)
    finish(0)
else:
    from nqpf_cli.__main__ import main

    main()
