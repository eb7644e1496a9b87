"""Measures as an adviser reads them: the verdict, then money, tax, finance, access, then what is open."""

from collections.abc import Sequence

from nqpf_cli.answers.amounts import benefit, pool_words, rates, tier_words
from nqpf_cli.answers.evidence import evidence
from nqpf_cli.answers.status import IN_FORCE, ORDER
from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.render.page import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.render.views.look import Look, Notes, closing, label, name
from nqpf_cli.render.views.verdict import around, verdict

STYLE = {"in-force": "good", "standing": "good", "ends-soon": "warn", "ended": "past", "replaced": "past"}
MANY = 60
"""Above so many measures a page gives one line each; the rest is a `show` away."""


def view(answer: Answer, look: Look) -> Page:
    """All that was found, by place and kind of support; a line a measure where there are many."""
    notes = Notes(answer.said["sources"])
    page: Page = [*title(answer, look), *verdict(answer)]
    brief = len(answer.records) > MANY or bool(answer.said["asked"].expiring)
    if brief:
        page += [Gap(), listing(answer, look, notes)]
    else:
        for place, records in places(answer):
            if several(answer):
                page += [Gap(), Heading(answer.said["titles"].get(place, place), 2)]
            page += sections(answer, records, look, notes)
    page += [Gap(), *around(answer)]
    hints = ["" if look.sources else "--sources for pages in full", "nqpf show ID for one measure"]
    return [*page, *closing(answer, look, notes, *hints, most=0 if brief else 12)]


def title(answer: Answer, look: Look) -> Page:
    """The places, in both scripts, with what they lie in."""
    said = answer.said
    named = [said["places"][place] for place in said["scope"].own]
    if not named:
        return [Heading("Measures in all places", 1)]
    text: list[str | Span] = []
    for place in named:
        text += [
            " · " if text else "",
            Span(name(place, look), "title"),
            f"  {place['name_zh']}" if look.lang == "en" else "",
        ]
    if len(named) == 1 and (parent := named[0].get("parent")) in said["titles"]:
        text.append(f", {said['titles'][parent]}")
    return [Heading(text, 1)]


def several(answer: Answer) -> bool:
    """Do the measures come from more than one place?"""
    return len({record["region"] for record in answer.records}) > 1


def places(answer: Answer) -> list[tuple[str, list[Record]]]:
    """Measures under their place, nearest first as the answer has them."""
    found: dict[str, list[Record]] = {}
    for record in answer.records:
        found.setdefault(record["region"], []).append(record)
    return list(found.items())


def sections(answer: Answer, records: Sequence[Record], look: Look, notes: Notes) -> Page:
    """Money, tax, finance, access; inside each, documents with their measures, best founded first."""
    page: Page = []
    instruments = answer.said["vocabularies"]["instrument"]
    for group in answer.said["vocabularies"]["instrument_group"]:
        here = [record for record in records if instruments[record["instrument"]]["group"] == group]
        if not here:
            continue
        page += [Gap(), Heading(label(answer, "instrument_group", group).upper(), 2)]
        for number, together in enumerate(documents(here)):
            page += [Gap()] if number else []
            page += document(answer, together, look, notes)
    return page


def documents(records: Sequence[Record]) -> list[list[Record]]:
    """Measures of one document together; one without a document alone; best founded first."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.get("policy") or record["id"], []).append(record)
    return sorted(
        found.values(), key=lambda group: min(ORDER.index(record["status"]["code"]) for record in group)
    )


def document(answer: Answer, records: list[Record], look: Look, notes: Notes) -> Page:
    """One document: its title and status, its measures, then what all of them share."""
    policy = answer.said["policies"].get(records[0].get("policy"))
    alone = len(records) == 1
    one_state = len({record["status"]["words"] for record in records}) == 1
    head = Span(name(records[0] if alone or not policy else policy, look), "term")
    page: Page = [Table([[head, state(records[0]) if one_state else ""]], align="lr", flex=0, fill=True)]
    figure = one_figure(records)
    basis = figure or records
    common = shared(basis)
    if figure:
        page.append(
            Para([worth(answer, figure[0]), f", one figure for {len(figure)} uses:"], indent=2, hang=2)
        )
        page.append(Para(" · ".join(name(record, look) for record in figure), indent=4))
    for record in records:
        if alone:
            page += [
                Para([worth(answer, record), Span(f"   {sectors(answer, record)}", "dim")], indent=2, hang=2)
            ]
        elif record not in figure:
            page += measure(answer, record, look, own_state=not one_state, common=common)
    facts = footing(answer, basis, records, policy if alone else None, look, notes)
    return [*page, Table(facts, indent=2, flex=1)]


def state(record: Record) -> Span:
    """The status in its words and colour."""
    return Span(record["status"]["words"], STYLE.get(record["status"]["code"], "dim"))


def worth(answer: Answer, record: Record) -> Span:
    """The money, with the dollars of a cap."""
    words = benefit(record, answer.said["vocabularies"])
    cap = record.get("cap", {})
    per_dollar = rates(answer.dataset).get(cap.get("currency", ""), "")
    dollars = (
        money.dollars(cap["amount"], cap["currency"], per_dollar) if per_dollar and "from" not in cap else ""
    )
    return Span(f"{words} ({dollars})" if dollars else words, "title")


def sectors(answer: Answer, record: Record) -> str:
    """The sectors by label."""
    return ", ".join(label(answer, "sector", sector) for sector in record["sectors"])


def one_figure(records: Sequence[Record]) -> list[Record]:
    """Measures whose caps are one figure in the source, told for several uses."""
    grouped = [record for record in records if record.get("cap", {}).get("group")]
    return grouped if len(grouped) > 1 else []


def measure(answer: Answer, record: Record, look: Look, *, own_state: bool, common: set[str]) -> Page:
    """A measure inside its document: amount and title, then tiers and conditions that the others do not share."""
    head: list[str | Span] = [worth(answer, record), " · ", name(record, look)]
    head += [" · ", state(record)] if own_state else []
    page: Page = [Para(head, indent=2, hang=2)]
    page += [Para(Span(tier, "dim"), indent=4, hang=2) for tier in tiers(record)]
    own = [condition for condition in record.get("conditions", []) if condition not in common]
    return [*page, Para(Span("if " + "; ".join(own), "dim"), indent=4, hang=3)] if own else page


def tiers(record: Record) -> list[str]:
    """The tiers that the source names, a line each."""
    currency = record.get("cap", {}).get("currency", "CNY")
    return [tier_words(tier, currency) for tier in record.get("tiers", [])]


def shared(records: Sequence[Record]) -> set[str]:
    """Conditions that every one of these measures names."""
    return set.intersection(*(set(record.get("conditions", [])) for record in records))


def footing(
    answer: Answer,
    basis: list[Record],
    records: list[Record],
    policy: Record | None,
    look: Look,
    notes: Notes,
) -> list[list[Text]]:
    """What decides, what to ask, how well it is founded: what the measures of `basis` share."""
    common, first = shared(basis), basis[0]
    decides = [condition for condition in first.get("conditions", []) if condition in common]
    asks = [ask for ask in first["ask"] if all(ask in record["ask"] for record in basis)]
    sources = list(dict.fromkeys(source for record in records for source in record["sources"]))
    pages = [answer.said["sources"][source] for source in sources if source in answer.said["sources"]]
    pot = pool_words(first, answer.said["vocabularies"]) if len(records) == 1 and "cap" in first else ""
    number = f", {policy['document_number']}" if policy and "document_number" in policy else ""
    equal = answer.said["equal"] and any(
        "foreign-invested" not in record["beneficiaries"] for record in records
    )
    lines: list[tuple[str, Text]] = [
        ("Paid", pot),
        ("Tiers", "; ".join(tiers(first)) if len(records) == 1 else ""),
        ("Decides", "; ".join(decides)),
        ("Equal", f"open to any enterprise, so equal by law ({answer.said['equal']})" if equal else ""),
        ("Ask", " · ".join(asks)),
        ("Document", f"{name(policy, look)}{number}" if policy else ""),
        ("Evidence", [f"{evidence(pages)}  ", *notes.mark(sources[:4])]),
    ]
    return [[Span(word, "label"), text] for word, text in lines if text]


def listing(answer: Answer, look: Look, notes: Notes) -> Table:
    """A line a measure: the end or status, the place, the amount, the title and id."""
    rows: list[list[Text]] = []
    for record in answer.records:
        state = record["status"]
        when = (
            dates.words(state["until"])
            if state.get("until") and state["code"] in IN_FORCE
            else state["words"]
        )
        rows.append(
            [
                Span(when, STYLE.get(state["code"], "")),
                answer.said["titles"].get(record["region"], record["region"]),
                benefit(record, answer.said["vocabularies"]),
                [name(record, look), Span(f"  {record['id']}", "id")],
            ]
        )
    return Table(rows, header=["until", "place", "worth", "measure"], flex=3)
