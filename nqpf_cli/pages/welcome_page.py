"""The page that greets: what this is, how fresh, how much, and examples."""

from datetime import date

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, dim
from nqpf_cli.pages.common import RenderOptions, counted
from nqpf_cli.pages.trust_rows import how_sure
from nqpf_cli.questions.trust import WelcomeResult

EXAMPLES = [
    ("nqpf explain", "the subject, section by section"),
    ("nqpf timeline", "what happened when"),
    ("nqpf define patient capital", "what a term means"),
    ("nqpf incentives --region lingang", "what a place offers, until when"),
    ("nqpf search computing vouchers", "words in any record"),
]


OLD = 180
"""After so many days without a check, a newer release is likely."""


def age(answer: Answer) -> Page:
    """A line where the facts were last checked more than OLD days before the day of the answer."""
    checked = dates.bounds(answer.dataset["checked"])[1]
    days = (date.fromisoformat(answer.on) - date.fromisoformat(checked)).days
    text = f"Last checked {days:,} days ago: look for a newer release (NQPF_NO_AGE=1 hides this)."
    return [dim(text)] if days > OLD else []


def welcome_page(result: WelcomeResult, options: RenderOptions, *, tell_age: bool = True) -> Page:
    """Less than a screen: what this is, how far it can be trusted, where to go from here.

    With `tell_age` also that the facts are old, where they are.
    """
    answer = result.answer
    held = [counted(answer, one["kind"], one["count"]) for one in answer.records]
    rows: Rows = [[Span(example, "term"), Span(words, "dim")] for example, words in EXAMPLES]
    return [
        Heading(answer.dataset["title"], 1),
        Para(
            "What happened, what is offered where, what the words mean, each fact with its source. Offline."
        ),
        dim(f"{', '.join(held[:-1])} and {held[-1]}."),
        Gap(),
        Table(rows, indent=2),
        Gap(),
        *how_sure(answer, result.trust, options),
        Gap(),
        *(age(answer) if tell_age else []),
        dim("nqpf --help lists every command, nqpf COMMAND --help begins with examples."),
    ]
