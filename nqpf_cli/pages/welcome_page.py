"""The page that greets: what this is, how fresh, how much, and examples."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.common import RenderOptions, followed, label

EXAMPLES = [
    ("nqpf explain", "the subject, section by section"),
    ("nqpf timeline", "what happened when"),
    ("nqpf define patient capital", "what a term means"),
    ("nqpf incentives --region lingang", "what a place offers, until when"),
    ("nqpf search computing vouchers", "words in any record"),
]


def welcome_page(answer: Answer, options: RenderOptions) -> Page:
    """A dozen lines: what this is, how far it can be trusted, where to go from here."""
    dataset = answer.dataset
    held = [plural(one["count"], label(answer, "kind", one["kind"]), one["plural"]) for one in answer.records]
    checked = dates.long_words(dataset["checked"])
    rows: list[list[Text]] = [[Span(example, "term"), Span(words, "dim")] for example, words in EXAMPLES]
    return [
        Heading(dataset["title"], 1),
        Para(
            "What happened, what is offered where, what the words mean, each fact with its source. Offline."
        ),
        Gap(),
        Para(f"Facts checked on {checked}; events {followed(dataset)}."),
        Para(Span(f"{', '.join(held[:-1])} and {held[-1]}.", "dim")),
        Gap(),
        Table(rows, indent=2),
        Gap(),
        Para(Span("nqpf --help lists every command, nqpf COMMAND --help begins with examples.", "dim")),
    ]
