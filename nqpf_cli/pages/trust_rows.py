"""How far the facts can be trusted, as rows that several pages show."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer
from nqpf_cli.pages.blocks import Heading, Page, Table, labelled
from nqpf_cli.pages.common import RenderOptions, counted, followed, label, line
from nqpf_cli.questions.trust import Trust


def how_sure(answer: Answer, trust: Trust, options: RenderOptions) -> Page:
    """The pages by kind, the days, what was not found, what is not here, how to report an error."""
    dataset = answer.dataset
    pages = trust.pages.items()
    by_kind = ", ".join(f"{many:,} {label(answer, 'source_kind', kind)}" for kind, many in pages if many)
    apart = [
        f"; {trust.official:,} official, on the issuer's own site" if trust.official else "",
        f"; the text of {trust.elsewhere:,} was read elsewhere, as each says" if trust.elsewhere else "",
    ]
    years = dataset["constants"]["presume_lapsed_after_years"]
    old = f", {trust.lapsed} of them presumed lapsed after {years} years" if trust.lapsed else ""
    last, measures = dates.long_words(dataset["checked"]), counted(answer, "incentive", trust.measures)
    rows = [
        ("Pages", f"{sum(trust.pages.values()):,}: {by_kind}{''.join(apart)}"),
        ("Checked", f"{trust.again:,} of {trust.facts:,} records against their pages, the last on {last}"),
        ("Events", followed(dataset)),
        ("Ends", f"no end date was found for {trust.no_end:,} of {measures}{old}: ask who issued them"),
        ("Not here", "; ".join(gap["what"] for gap in dataset.get("not_here", ()))),
        ("An error?", f"{line(options, 'show', ['ID'])} says how to report it"),
    ]
    return [Heading("How sure is this", 2), Table(labelled(*rows), indent=2, flex=1)]
