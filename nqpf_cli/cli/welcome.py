"""`nqpf` alone, and the overview that `nqpf --help` gives."""

from collections.abc import Mapping
from typing import Any

from nqpf_cli.cli.clock import today
from nqpf_cli.cli.command import Output
from nqpf_cli.cli.run import respond
from nqpf_cli.model.record import Answer
from nqpf_cli.render.views.welcome import EXAMPLES, view
from nqpf_cli.store.query import Store


def welcome() -> int:
    """What this is, how fresh, how much there is, and examples that work."""

    def question(store: Store) -> Answer:
        return Answer("welcome", [], 0, today(), store.meta("dataset"), {"counts": store.meta("counts")})

    return respond(Output(), question, view, kind="welcome")


def help_text(commands: Mapping[str, Any]) -> str:
    """Examples first, then the commands by what they are for."""
    lines = ["Usage: nqpf COMMAND [OPTIONS]", "", "Examples:"]
    lines += [f"  {example}" for example, _ in EXAMPLES]
    groups = dict.fromkeys(listed.group for listed in commands.values())
    for group in groups:
        lines += ["", f"{group}:"]
        lines += [f"  {name:<12}{listed.help}" for name, listed in commands.items() if listed.group == group]
    lines += [
        "",
        "Options:",
        "  --version, -V          Show the version.",
        "  --help, -h             Show this help; after a command, its own.",
        "  --install-completion   Install TAB completion for this shell (bash, zsh, fish).",
        "  --show-completion      Print the completion script.",
        "",
        "Output is a table on a terminal and plain text in a pipe; --format json, csv, … for scripts.",
    ]
    return "\n".join(lines) + "\n"
