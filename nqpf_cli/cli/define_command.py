"""`nqpf define`."""

from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, argument
from nqpf_cli.cli.run import respond
from nqpf_cli.pages.define_page import define_page
from nqpf_cli.questions.define import DefineQuery, define


@command(
    "nqpf define new quality productive forces",
    "nqpf define patient capital",
    "nqpf define 新质生产力",
    "nqpf define cewc",
    "nqpf define xin zhi shengchanli --json",
)
def run(
    out: Output,
    term: Annotated[
        list[str],
        argument(
            "TERM…",
            "A name, abbreviation, Chinese or pinyin, with or without tones; several words need no quotes.",
        ),
    ],
) -> int:
    """What a term means, in English and Chinese, and what it belongs to."""
    asked = DefineQuery(" ".join(term))
    return respond(out, define, asked, define_page, kind="term", cites=True)
