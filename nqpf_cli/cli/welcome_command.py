"""`nqpf` alone."""

import os
from functools import partial

from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.run import respond
from nqpf_cli.pages.welcome_page import welcome_page
from nqpf_cli.questions.listing import ListingQuery
from nqpf_cli.questions.trust import welcome as question


def welcome() -> int:
    """Print what this is, how fresh and how much it is, and examples; return the exit code."""
    page = partial(welcome_page, tell_age=not os.environ.get("NQPF_NO_AGE"))
    return respond(Output(), question, ListingQuery(), page, kind="kind")
