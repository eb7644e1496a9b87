"""The page that greets: what this is, how fresh, how much, and examples."""

from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text, dim
from nqpf_cli.pages.common import RenderOptions, label
from nqpf_cli.pages.trust_rows import how_sure
from nqpf_cli.questions.trust import WelcomeResult

EXAMPLES = [
    ("nqpf explain", "the subject, section by section"),
    ("nqpf timeline", "what happened when"),
    ("nqpf define patient capital", "what a term means"),
    ("nqpf incentives --region lingang", "what a place offers, until when"),
    ("nqpf search computing vouchers", "words in any record"),
]


def welcome_page(result: WelcomeResult, options: RenderOptions) -> Page:
    """Less than a screen: what this is, how far it can be trusted, where to go from here."""
    answer = result.answer
    held = [plural(one["count"], label(answer, "kind", one["kind"]), one["plural"]) for one in answer.records]
    rows: list[list[Text]] = [[Span(example, "term"), Span(words, "dim")] for example, words in EXAMPLES]
    return [
        Heading(answer.dataset["title"], 1),
        Para(
            "What happened, what is offered where, what the words mean, each fact with its source. Offline."
        ),
        dim(f"{', '.join(held[:-1])} and {held[-1]}."),
        Gap(),
        Table(rows, indent=2),
        Gap(),
        *how_sure(answer, result.trust),
        Gap(),
        dim("nqpf --help lists every command, nqpf COMMAND --help begins with examples."),
    ]
