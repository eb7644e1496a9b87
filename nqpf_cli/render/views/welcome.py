"""The page that greets: what this is, how fresh, how much, and examples."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.render.page import Gap, Heading, Page, Para, Span, Table
from nqpf_cli.render.views.look import Look

EXAMPLES = [
    ("nqpf timeline", "what happened when"),
    ("nqpf define patient capital", "what a term means"),
    ("nqpf incentives --region lingang", "what a place offers"),
    ("nqpf incentives shenzhen --sector ai", "to whom, how much, until when"),
    ("nqpf timeline --since 2026 --format csv", "for a spreadsheet or a script"),
]

COUNTED = (
    ("incentive", "incentives"),
    ("policy", "policies"),
    ("event", "events"),
    ("term", "terms"),
    ("target", "targets"),
    ("figure", "figures"),
    ("position", "positions"),
    ("actor", "actors"),
    ("region", "regions"),
    ("source", "sources"),
)


def view(answer: Answer, look: Look) -> Page:
    """A dozen lines."""
    dataset, counts = answer.dataset, answer.said["counts"]
    held = " · ".join(f"{counts[kind]:,} {words}" for kind, words in COUNTED)
    reach = dates.long_words(dataset["covers_until"])
    return [
        Heading(f"nqpf: {dataset['title']}, offline, with sources", 1),
        Para(f"Facts of {dates.long_words(dataset['checked'])}; events reach {reach}."),
        Para(Span(held, "dim")),
        Gap(),
        Table([[Span(example, "term"), Span(words, "dim")] for example, words in EXAMPLES], indent=2),
        Gap(),
        Para(Span("nqpf --help lists every command; nqpf COMMAND --help begins with examples.", "dim")),
    ]
