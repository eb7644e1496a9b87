"""The sources of a record as references to copy."""

from nqpf_cli.model import dates
from nqpf_cli.model.record import Record, issued
from nqpf_cli.model.text import with_article
from nqpf_cli.pages.also_meant import also_meant
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Text, dim
from nqpf_cli.pages.common import RenderOptions, bare_names, elsewhere, line, name, owner, quoted
from nqpf_cli.pages.show_page import candidates
from nqpf_cli.questions.cite import CiteResult

ENDED = (".", "?", "!", "…", "。", "？", "！")


def cite_page(result: CiteResult, options: RenderOptions) -> Page:
    """A reference a page, under what it is for; without a page, where to look instead; a line a record for several."""
    if result.candidates:
        return candidates(result.candidates, options, "cite")
    record, pages = result.of, result.answer.sources.values()
    if not pages:
        kind = result.answer.vocabularies["kind"][result.kind]["label"]
        none = (
            f"{name(record, options)} ({record['id']}) is {with_article(kind)} that cites no page of its own."
        )
        return [Para(none), dim(f"{line(options, 'show', [record['id']])} lists the facts that do")]
    page: Page = [Heading([f"Sources of {name(record, options)}  ", Span(record["id"], "id")], 1)]
    if result.kind == "policy":
        page.append(dim(f"{issued_words(record)}. Each page stands under who published it."))
    for source in pages:
        page += [Gap(), Para(reference(source, options), hang=2)]
    page += [Gap(), dim(f"{line(options, 'cite', [record['id']], {'style': 'bibtex'})}, or csl-json")]
    return [*page, *also_meant(result.answer, "cite", options)]


def issued_words(policy: Record) -> str:
    """ "Issued by State Council, 国发〔2025〕11号, 21 August 2025": whose document the pages print or tell of."""
    day = issued(policy)
    said = [policy["issuer"], policy.get("document_number", ""), dates.long_words(day) if day else ""]
    return f"Issued by {', '.join(filter(None, said))}"


def reference(source: Record, options: RenderOptions) -> Text:
    """Publisher, both titles, date, address, where else and on which day it was read."""
    first, second = bare_names(source, options)
    published = source.get("published")
    when = dates.long_words(published) if published else "undated"
    day = f"accessed {dates.long_words(source['accessed'])}" if "accessed" in source else ""
    kept = elsewhere(source, "read at ")
    read: list[str | Span] = [" (", *kept, ", " if kept and day else "", day, ")"] if kept or day else []
    return [
        _ended(quoted(source, source["publisher"])),
        " ",
        Span(_ended(first), "title"),
        f" {_ended(second)}" if second else "",
        f" {when}. ",
        Span(source["url"], "", source["url"]),
        *read,
        f"{owner(source)}.",
    ]


def _ended(text: str) -> str:
    """Text with a full stop, unless it brings its own."""
    return text if text.endswith(ENDED) else f"{text}."
