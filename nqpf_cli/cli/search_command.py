"""`nqpf search`."""

from nqpf_cli.cli import options
from nqpf_cli.cli.command import command
from nqpf_cli.cli.output_options import Output
from nqpf_cli.cli.parameters import Annotated, argument
from nqpf_cli.cli.run import respond
from nqpf_cli.model.values import Values
from nqpf_cli.pages.search_page import search_page
from nqpf_cli.questions.search import search
from nqpf_cli.questions.search_reading import LIMIT, SearchQuery


class Narrowing(Values):
    """The options that narrow a search."""

    kind: options.Kinds = None
    region: options.Region = None
    with_parents: options.WithParents = False
    with_children: options.WithChildren = False
    sector: options.Sector = None
    only: options.Only = False
    status: options.Status = None
    since: options.Since = None
    until: options.Until = None
    changed_since: options.ChangedSince = None
    limit: options.Limit = LIMIT


@command(
    "nqpf search computing vouchers",
    "nqpf search 智算中心 --kind policy",
    "nqpf search subsidies --region guangdong --with-children --sector robots --since 2025",
    "nqpf search how do I get a computing voucher in Shenzhen",
    "nqpf search 上海有哪些芯片补贴",
    "nqpf search 10 million chips",
    "nqpf search 国发〔2025〕11号",
)
def run(
    out: Output,
    words: Annotated[
        list[str],
        argument(
            "WORDS…",
            'A question or words: English, Chinese, pinyin, sums, document numbers. OR is either, "quoted" one phrase.',
        ),
    ],
    filters: Narrowing,
) -> int:
    """Find words in any record, best first, the matched words marked.

    Names are understood in both languages, whatever the spelling, and words that say nothing are passed over. Records
    with the words as asked come first, then other forms, then other names of the same; where few records hold
    everything, those with most of it follow, and it says so.

    A region is the place itself; --with-children adds what lies inside. The date of a measure is the time it holds,
    as far as that was read.
    """
    asked = SearchQuery(" ".join(words), **options.given(filters))
    return respond(out, search, asked, search_page, kind="mixed")
