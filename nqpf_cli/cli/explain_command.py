"""`nqpf explain`."""

from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, Many, argument, flag
from nqpf_cli.cli.run import respond
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.pages.explain_page import explain_page
from nqpf_cli.questions.explain import ExplainQuery, explain


@command(
    "nqpf explain",
    "nqpf explain what-it-means",
    "nqpf explain 4 --sources",
    "nqpf explain --all --format markdown",
)
def run(
    out: Output,
    topic: Annotated[
        Many,
        argument(
            "[TOPIC]", "A section by id, title, number, or how one of them begins; without it, the contents."
        ),
    ] = None,
    everything: Annotated[bool, flag("--all", "The whole explainer.")] = False,
) -> int:
    """The explainer, section by section; numbers in brackets lead to what each paragraph rests on."""
    asked = ExplainQuery(" ".join(topic or []), everything)
    if asked.text.strip() and everything:
        raise NqpfError("--all shows every section: leave the topic out", "nqpf explain --all")
    return respond(out, explain, asked, explain_page, kind="topic")
