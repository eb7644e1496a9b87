"""The commands by name, each with its module and its line in the overview."""

from typing import NamedTuple


class Listed(NamedTuple):
    """A command in the overview: its module in `cli/`, a line of help, and the title it stands under."""

    module: str
    help: str
    group: str


COMMANDS = {
    "timeline": Listed(
        "timeline_command",
        "What happened when: the milestones, or every event that matches.",
        "Look up",
    ),
    "define": Listed("define_command", "What a term means, in English and Chinese.", "Look up"),
    "incentives": Listed(
        "incentives_command", "What a place offers, to whom, how much, until when.", "Look up"
    ),
    "search": Listed("search_command", "Words in any record, English or Chinese, best first.", "Look up"),
    "list": Listed("listing_command", "All records of a kind as a table.", "Look up"),
    "show": Listed("show_command", "One record whole, with what links to it.", "Look up"),
    "explain": Listed("explain_command", "The explainer, section by section, with citations.", "Look up"),
    "compare": Listed("compare_command", "Regions side by side.", "Decide"),
    "estimate": Listed(
        "estimate_command", "The most a planned spend could draw, measure by measure.", "Decide"
    ),
    "brief": Listed("brief_command", "A page to hand on, on a place, a term or a sector.", "Decide"),
    "cite": Listed("cite_command", "The sources of a record: text, BibTeX, CSL-JSON, RIS.", "Take along"),
    "export": Listed("export_command", "Everything, or what a filter chooses, to a file.", "Take along"),
    "check": Listed(
        "check_command", "Are these facts sound: every fault at once, with the mend.", "Your own facts"
    ),
    "schema": Listed(
        "schema_command", "The JSON Schema of a kind, for editors and scripts.", "Your own facts"
    ),
}
