"""Measures as an adviser reads them: the verdict, then money, tax, finance, access, then what is open."""

from collections import Counter
from collections.abc import Sequence

from nqpf_cli.model.record import Answer, Record, grouped
from nqpf_cli.model.text import few, plural
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled
from nqpf_cli.pages.common import Notes, RenderOptions, closing, label, line, name, place, spanning
from nqpf_cli.pages.dollars import cap_dollars, caps_note
from nqpf_cli.pages.measure_rows import listing, state
from nqpf_cli.pages.summary import Part, around, nowhere, parts, summary
from nqpf_cli.questions.area import Area
from nqpf_cli.questions.incentives import IncentivesResult
from nqpf_cli.wording import extent
from nqpf_cli.wording.amounts import benefit, pool_words, tiers
from nqpf_cli.wording.evidence import best_first, evidence, to_ask
from nqpf_cli.wording.status import ORDER

MANY = 60
"""Above so many measures a page gives a row each; the rest is a `show` away."""
SAVED = 80
"""A condition that several measures of a document have is told once where that saves more letters than this."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CITED = 2
"""So many of a document's pages, the best first, unless all are asked for."""


def incentives_page(result: IncentivesResult, options: RenderOptions) -> Page:
    """All that was found, by place and kind of support; a row a measure where there are many or an order is set."""
    answer, asked = result.answer, result.selection.asked
    notes = Notes(answer.sources)
    page: Page = [*title(answer, result.selection.area, options), *summary(result, options)]
    since = asked.changed_since
    if since:
        from nqpf_cli.pages.changes_page import became  # of no use to a plain list of measures

        page += became(answer, since)
    ordered = bool(asked.expiring or since) or asked.reverse or asked.sort != "status"
    brief = len(answer.records) > MANY or ordered
    found = parts(result)
    empty = nowhere(result, found)
    page += nothing_in(result, empty, options)
    for part in found:
        page += [Gap(), Heading(part.heading, 2)] if part.heading else []
        if ordered or (brief and not result.selection.area.own):
            several = len({record["region"] for record in answer.records}) > 1
            rows = listing(answer, part.shown, options, placed=several, since=since)
            page += [Gap(), rows] if part.shown else []
        else:
            page += places(result, part, options, notes, empty, brief=brief)
    hints = ["-f ics for a calendar" if asked.expiring else ""]
    hints.append("" if options.sources else "--sources for pages in full")
    hints.append(f"{line(options, 'show', ['ID'])} for one measure")
    page += [Gap(), *around(result, options)]
    page += [] if brief else caps_note(answer, answer.records)
    return [*page, *closing(answer, options, notes, *(hints if answer.records else []), most=None)]


def places(
    result: IncentivesResult,
    part: Part,
    options: RenderOptions,
    notes: Notes,
    empty: Sequence[str],
    *,
    brief: bool,
) -> Page:
    """Measures by place, each place under its name unless it is the one that was asked for; `brief` as rows."""
    own = [place for place in result.selection.area.own if place not in empty] if part.matched else []
    by_place = {**{place: [] for place in own}, **grouped(part.shown, lambda record: record["region"])}
    alone = len(own) == 1 and own == list(by_place)
    counts = Counter(record["region"] for record in part.matched)
    bare = [region for region in by_place if not counts[region]]
    page: Page = nothing_in(result, bare, options) if len(bare) == 1 else []
    for region, records in by_place.items():
        if region in bare:
            continue
        page += (
            heading(result, region, counts[region], len(records), options) if not (alone and records) else []
        )
        if brief:
            page += [Gap(), listing(result.answer, records, options)] if records else []
        else:
            page += sections(result, records, options, notes)
    return page if len(bare) == 1 else [*page, *nothing_in(result, bare, options)]


def nothing_in(result: IncentivesResult, regions: Sequence[str], options: RenderOptions) -> Page:
    """ "Zhuhai and Macao themselves: nothing on record for these.": places without a measure, in one line."""
    named = extent.listed([place(result.answer, region, options) for region in regions])
    selves = "themselves" if len(regions) > 1 else "itself"
    return [Gap(), Para(f"{named} {selves}: nothing on record for these.")] if regions else []


def title(answer: Answer, area: Area, options: RenderOptions) -> Page:
    """The places, in both scripts, with what they lie in and what counts besides."""
    named = [answer.regions[key] for key in area.named]
    if not named:
        return [Heading("Measures in all places", 1)]
    text: list[str | Span] = []
    for region in named:
        text += [
            " · " if text else "",
            Span(name(region, options), "title"),
            f"  {region['name_zh']}" if options.lang == "en" else "",
            Span(spanning(answer.regions, region["id"], options), "dim"),
        ]
    if len(named) == 1 and (parent := named[0].get("parent")) in answer.regions:
        text.append(f", {place(answer, parent, options)}")
    return [Heading([*text, beside_them(area)], 1)]


def beside_them(area: Area) -> Span:
    """ " · with places inside": what counts besides the places, behind their names."""
    more = extent.besides(with_parents=area.with_parents, with_children=area.with_children)
    return Span(f" · with {extent.listed(more)}" if more else "", "dim")


def heading(result: IncentivesResult, region: str, many: int, shown: int, options: RenderOptions) -> Page:
    """From where the measures below it come, how many there are, and how many of them are shown."""
    area, here = result.selection.area, place(result.answer, region, options)
    where = "" if region in area.own or not area.own else "Inside it, " if region in area.below else "From "
    count = f", {plural(many, 'measure')}{f', showing {shown}' if shown < many else ''}"
    return [Gap(), Heading([f"{where}{here}", Span(count, "dim")], 2)]


def sections(
    result: IncentivesResult, records: Sequence[Record], options: RenderOptions, notes: Notes
) -> Page:
    """Money, tax, finance, access; inside each, documents with their measures, best founded first."""
    page: Page = []
    answer = result.answer
    instruments = answer.vocabularies["instrument"]
    for group in answer.vocabularies["instrument_group"]:
        here = [record for record in records if instruments[record["instrument"]]["group"] == group]
        if not here:
            continue
        page += [Gap(), Heading(label(answer, "instrument_group", group).upper(), 2)]
        for number, together in enumerate(documents(here)):
            page += [Gap()] if number else []
            page += document(result, together, options, notes)
    return page


def documents(records: Sequence[Record]) -> list[list[Record]]:
    """Measures of one document or one figure together, any other alone; whom it names, then the best founded first."""
    found = grouped(records, lambda one: one.get("policy") or one.get("cap", {}).get("group") or one["id"])
    return sorted(found.values(), key=lambda group: min(map(_rank, group)))


def _rank(record: Record) -> tuple[bool, int]:
    return "equal_by_law" in record, ORDER.index(record["status"]["code"])


def document(result: IncentivesResult, records: list[Record], options: RenderOptions, notes: Notes) -> Page:
    """One document: its title and status, its measures, then what all of them share."""
    answer = result.answer
    policy = result.policies.get(records[0].get("policy", ""))
    alone = len(records) == 1
    one_state = len({record["status"]["words"] for record in records}) == 1
    head = Span(name(records[0] if alone or not policy else policy, options), "term")
    page: Page = [Table([[head, state(records[0]) if one_state else ""]], align="lr", flex=0, fill=True)]
    figure = one_figure(records)
    uses = one_figure([one for one in result.matched if one.get("policy") == records[0].get("policy")])
    more = f"(+{len(uses) - len(figure)})" if figure and len(uses) > len(figure) else ""
    basis = figure or records
    common = shared(basis)
    if figure:
        lead: Text = [worth(answer, figure[0]), f", one figure for {few(len(uses))} uses:"]
        page.append(Para(lead, indent=2, hang=2))
        named: list[Text] = [[name(one, options), Span(f"  {one['id']}", "id")] for one in figure]
        page += [Para(text, indent=4, hang=2) for text in named]
        page += [dim(more, 4)] if more else []
    told = lettered([record for record in records if record not in figure], common)
    for record in records:
        if alone:
            about = [worth(answer, record), Span(f"   {sectors(answer, record)}", "dim")]
            page.append(Para([*about, Span(f"   {record['id']}", "id")], indent=2, hang=2))
        elif record not in figure:
            page += measure(answer, record, options, own_state=not one_state, common=common, told=told)
    facts = labelled(*((f"({letter})", condition) for condition, letter in told.items()))
    facts += footing(result, basis, records, policy, options, notes)
    return [*page, Table(facts, indent=2, flex=1)]


def worth(answer: Answer, record: Record) -> Span:
    """The money, with the dollars of a cap."""
    return Span(benefit(record, answer.vocabularies) + cap_dollars(answer, record), "title")


def sectors(answer: Answer, record: Record) -> str:
    """The sectors by label; of a measure that is open to any, those that it names first."""
    held, known = record["sectors"], answer.vocabularies["sector"]
    wide = [one for one in held if any(one in known[other].get("within", ()) for other in held)]
    named = ", ".join(label(answer, "sector", one) for one in held if one not in wide)
    return (
        f"{named} by name, open to {', '.join(label(answer, 'sector', one) for one in wide)}"
        if wide
        else named
    )


def one_figure(records: Sequence[Record]) -> list[Record]:
    """Measures whose caps are one figure in the source, for several uses."""
    grouped = [record for record in records if record.get("cap", {}).get("group")]
    return grouped if len(grouped) > 1 else []


def measure(
    answer: Answer,
    record: Record,
    options: RenderOptions,
    *,
    own_state: bool,
    common: set[str],
    told: dict[str, str],
) -> Page:
    """A measure inside its document: amount and title, then tiers and conditions that the others do not all share.

    A condition that several have is told once below them all, and stands here as its letter in `told`.
    """
    head: list[str | Span] = [worth(answer, record), " · ", name(record, options)]
    head += [" · ", state(record)] if own_state else []
    head.append(Span(f"  {record['id']}", "id"))
    page: Page = [Para(head, indent=2, hang=2)]
    page += [dim(tier, 4, 2) for tier in tiers(record)]
    own = [condition for condition in record.get("conditions", []) if condition not in common]
    letters = " ".join(f"({letter})" for letter in sorted(told[one] for one in own if one in told))
    words = [*(condition for condition in own if condition not in told), *filter(None, [letters])]
    return [*page, dim("if " + "; ".join(words), 4, 3)] if own else page


def lettered(records: Sequence[Record], common: set[str]) -> dict[str, str]:
    """Conditions that some of these measures share and not all, each with the letter that stands for it."""
    held = Counter(one for record in records for one in record.get("conditions", []) if one not in common)
    often = [one for one, many in held.items() if (many - 1) * len(one) > SAVED]
    return dict(zip(often, LETTERS, strict=False))


def shared(records: Sequence[Record]) -> set[str]:
    """Conditions that every one of these measures names."""
    return set.intersection(*(set(record.get("conditions", [])) for record in records))


def footing(
    result: IncentivesResult,
    basis: list[Record],
    records: list[Record],
    policy: Record | None,
    options: RenderOptions,
    notes: Notes,
) -> Rows:
    """What decides, what to ask, how well it is founded: what the measures of `basis` share."""
    answer, common, first = result.answer, shared(basis), basis[0]
    decides = [condition for condition in first.get("conditions", []) if condition in common]
    asks = [ask for ask in first["ask"] if all(ask in record["ask"] for record in basis)]
    pot = pool_words(first, answer.vocabularies) if len(records) == 1 and "cap" in first else ""
    number = f", {policy['document_number']}" if policy and "document_number" in policy else ""
    named = result.selection.equality and not any("equal_by_law" in record for record in records)
    replaced = (record["status"] for record in records if record["status"]["code"] == "replaced")
    later = {status.get("replaced_by") for status in replaced}
    return labelled(
        ("Now", " · ".join(sorted(filter(None, later)))),
        ("Paid", pot),
        ("Tiers", "; ".join(tiers(first)) if len(records) == 1 else ""),
        ("Decides", "; ".join(decides)),
        ("Names", whom(answer, records) if named else ""),
        ("Ask", to_ask(answer.regions, first, policy, asks)),
        ("Document", f"{name(policy, options)}{number}" if policy and len(records) == 1 else ""),
        ("Evidence", founded(answer, records, options, notes)),
    )


def whom(answer: Answer, records: Sequence[Record]) -> str:
    """Everyone whom these measures name, by label."""
    values = dict.fromkeys(value for record in records for value in record["beneficiaries"])
    return ", ".join(label(answer, "beneficiary", value) for value in values)


def pages_of(answer: Answer, *records: Record) -> list[Record]:
    """The pages that records name, in their order, each once."""
    ids = dict.fromkeys(source for record in records for source in record["sources"])
    return [answer.sources[source] for source in ids if source in answer.sources]


def founded(answer: Answer, records: Sequence[Record], options: RenderOptions, notes: Notes) -> Text:
    """How well measures are founded, and the best of their pages."""
    return [f"{evidence(pages_of(answer, *records))}  ", *notes.mark(cited(answer, records, options))]


def cited(answer: Answer, records: Sequence[Record], options: RenderOptions) -> list[str]:
    """The ids of the pages that a line on measures cites: the best founded few, or with `--sources` all."""
    found = [page["id"] for page in best_first(pages_of(answer, *records))]
    return found if options.sources else found[:CITED]
