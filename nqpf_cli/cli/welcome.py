"""`nqpf` alone."""

from nqpf_cli.answers.listing import kinds
from nqpf_cli.cli.clock import today
from nqpf_cli.cli.command import Output
from nqpf_cli.cli.run import respond
from nqpf_cli.render.views.welcome import view


def welcome() -> int:
    """What this is, how fresh, how much there is, and examples that work."""
    return respond(Output(), lambda store: kinds(store, {}, today()), view, kind="kind")
