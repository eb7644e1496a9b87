"""`nqpf` alone."""

from nqpf_cli.cli.clock import today
from nqpf_cli.cli.command import Output
from nqpf_cli.cli.run import respond
from nqpf_cli.model.record import Answer
from nqpf_cli.render.views.welcome import view
from nqpf_cli.store.query import Store


def welcome() -> int:
    """What this is, how fresh, how much there is, and examples that work."""

    def question(store: Store) -> Answer:
        return Answer("welcome", [], 0, today(), store.meta("dataset"), {"counts": store.meta("counts")})

    return respond(Output(), question, view, kind="welcome")
