"""The commands by name, each with its line in the overview."""

from importlib import import_module

from typer.core import TyperCommand

OVERVIEW = {
    "Look up": {
        "timeline": "What happened when: the milestones, or every event that matches.",
        "define": "What a term means, in English and Chinese.",
        "incentives": "What a place offers, to whom, how much, until when.",
        "search": "Words in any record, English or Chinese, best first.",
        "list": "All records of a kind as a table.",
        "show": "One record whole, with what links to it.",
        "explain": "The explainer, section by section, with citations.",
    },
    "Decide": {
        "compare": "Regions side by side.",
        "estimate": "The most a planned spend could draw, measure by measure.",
        "brief": "A page to hand on, on a place, a term or a sector.",
    },
    "Take along": {
        "cite": "The sources of a record: text, BibTeX, CSL-JSON, RIS.",
        "export": "Everything, or what a filter chooses, to a file.",
    },
    "Your own facts": {
        "check": "Are these facts sound: every fault at once, with the mend.",
        "schema": "The JSON Schema of a kind, for editors and scripts.",
    },
}
"""Title -> the commands that stand under it, each with what it does."""

COMMANDS = {name: does for rows in OVERVIEW.values() for name, does in rows.items()}
"""Command -> what it does; its function is the `run` of the module `cli/<name>_command.py`."""


def command_of(name: str) -> TyperCommand:
    """Return a command, of which the module is imported now."""
    found: TyperCommand = import_module(f"nqpf_cli.cli.{name}_command").run
    return found
