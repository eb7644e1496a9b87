"""The page to hand on, on a place, a term or a sector."""

from collections import Counter

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.model.text import clean, plural
from nqpf_cli.pages import brief_measures as measures
from nqpf_cli.pages import define_page as define
from nqpf_cli.pages import ends
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Rows, Span, Table, Text, dim, labelled
from nqpf_cli.pages.brief_questions import questions
from nqpf_cli.pages.common import (
    Notes,
    RenderOptions,
    followed,
    label,
    line,
    listing_line,
    name,
    place,
    spanning,
)
from nqpf_cli.pages.dollars import caps_note
from nqpf_cli.pages.incentives_page import beside_them
from nqpf_cli.pages.open_to_any import asked_for, called
from nqpf_cli.pages.summary import narrowed, typed
from nqpf_cli.questions.area import Elsewhere
from nqpf_cli.questions.beside import Part
from nqpf_cli.questions.brief import BriefResult
from nqpf_cli.wording.extent import listed
from nqpf_cli.wording.status import IN_FORCE, age_words, counted

SECTIONS = {"policy": "Documents", "target": "Targets", "event": "Latest events"}
"""What the section of a kind is called."""

NONE = {"policies": "documents", "targets": "targets", "events": "events"}
"""A part of the result -> what it is called where there is none."""

ADVICE = "The text of a measure decides; this page is no advice."


def brief_page(result: BriefResult, options: RenderOptions, prepared_for: str = "") -> Page:
    """What it is, what is in force, what ends, what to check, documents, targets, events, questions, sources."""
    notes = Notes(result.answer.sources, "note")
    page: Page = [*top(result, options, notes, prepared_for)]
    if result.measures:
        page += ends.in_force(result, options)
        page += measures.details(result, options, notes)
    page += policies(result, options, notes)
    page += targets(result, options, notes)
    page += events(result, options, notes)
    page += questions(result, options)
    return [*page, *sources(result, options, notes)]


def top(result: BriefResult, options: RenderOptions, notes: Notes, prepared_for: str) -> Page:
    """Title, what this page is worth, the place or term in a few lines."""
    subject, term = result.subject, result.term
    record, data = subject.record, result.answer.dataset
    checked = f"The facts were last checked on {dates.long_words(data['checked'])}"
    page: Page = [Heading(title(result, options), 1)]
    page.append(Para(f"{checked}; events were {followed(data)}. {ADVICE}"))
    page += [Gap(), Table([*prepared(result.answer, prepared_for), *_facts(result, options)], flex=1)]
    if subject.kind == "sector":
        page += [Gap(), Para(record["meaning"])]
    if term:
        page += [Gap(), Para([term["definition"], " ", *notes.mark(term["sources"])])]
    if subject.kind == "term" and "explanation" in record:
        page += [Gap(), Para(record["explanation"])]
    return page


def prepared(answer: Answer, whom: str) -> Rows:
    """The lines that say for whom the page was made, if that was said, and for which day."""
    return labelled(("Prepared for", clean(whom)), ("Prepared on", dates.long_words(answer.on)))


def title(result: BriefResult, options: RenderOptions) -> Text:
    kind, record = result.subject.kind, result.subject.record
    if kind == "term":
        return [record["term"], f" {record['zh']}" if "zh" in record else ""]
    if kind == "region":
        spans = [spanning(result.answer.regions, key, options) for key in result.subject.places]
        return [f"{record['name']} {record['name_zh']}", *spans, beside_them(result.selection.area)]
    return f"Sector: {called(result.answer, record['name'])}"


def _facts(result: BriefResult, options: RenderOptions) -> Rows:
    """Label and value, a line each."""
    answer, subject, area = result.answer, result.subject, result.selection.area
    record, level = subject.record, ""
    if subject.kind == "region":
        above = [key for key in area.above if "parent" in answer.regions[key]]  # not the world
        across = list(dict.fromkeys(one for key in subject.places for one in spanned(answer, key)))
        beside = [answer.regions[key].get("parent") for key in subject.places]
        levels = [label(answer, "region_level", answer.regions[key]["level"]) for key in subject.places]
        level = ", ".join(dict.fromkeys(levels))
        level += " in " if above else ""
        level += ", ".join(place(answer, key, options) for key in above if not across or key in beside)
        level += f", across {listed([place(answer, key, options) for key in across])}" if across else ""
    if subject.kind == "term":
        names = labelled(("Pinyin", record.get("pinyin", "")))
        names += define.relations(record, result.linked, options)
    else:
        names = labelled(("Also called", ", ".join(record.get("aliases", []))))
    rest = labelled(
        ("Measures", _standing(result, options)),
        ("Elsewhere", elsewhere_words(result, options)),
        ("Not recorded", "; ".join([*answer.gaps, *missing(result)])),
        ("On one sheet", f"{command(result, options)} --short"),
    )
    return [*labelled(("Place", level)), *names, *labelled(("Narrowed to", _narrowed(result))), *rest]


def spanned(answer: Answer, area: str) -> list[str]:
    """Return the places side by side with an area, such as provinces, in which those lie that it spans."""
    regions, found = answer.regions, []
    for one in regions[area].get("spans", ()):
        while regions.get(one, {}).get("parent", regions[area]["parent"]) != regions[area]["parent"]:
            one = regions[one]["parent"]
        found.append(one)
    return found


def narrowed_to(result: BriefResult) -> str:
    """What the measures of the page are narrowed to, in words; nothing where they are not."""
    place, chosen = result.subject.kind == "region", result.selection.values.items()
    values = {name: values for name, values in chosen if place or name == "instrument"}
    return asked_for(result.answer, values, *narrowed(result.selection.asked))


def _narrowed(result: BriefResult) -> str:
    """ "robotics (documents, targets and events: what names it)": the same, and how far it holds for the rest."""
    words, sectors = narrowed_to(result), result.selection.values.get("sector")
    if not sectors or result.subject.kind != "region":
        return f"{words} (the measures alone)" if words else ""
    named = "it" if words == (said := asked_for(result.answer, {"sector": sectors})) else said
    return f"{words} (documents, targets and events: what names {named})"


def _standing(result: BriefResult, options: RenderOptions) -> str:
    """ "5 in force · 7 with no end date found; not on this page: 1 ended"."""
    counts = Counter(record["status"]["code"] for record in result.measures)
    live = sum(counts[code] for code in IN_FORCE)
    shown = [*([f"{live} in force"] if live else []), *counted(counts, age_words(result.measures))]
    left = counted(result.answer.left_out)
    if many := result.answer.left_out.get("open-to-any"):
        left.append(f"{many} open to any ({_without_only(result, options)})")
    text = " · ".join(shown) or "none on record"
    return f"{text}; not on this page: {', '.join(left)}" if left else text


def _without_only(result: BriefResult, options: RenderOptions) -> str:
    """Return the command of the same page with what is open to any; the words as they were typed, else the places."""
    asked = result.asked
    places = {"region": asked.measures.region}
    chosen = {**places, **typed(asked.measures.replace(only=False))}
    return line(options, "brief", [asked.words] if asked.words else [], chosen)


def elsewhere_words(result: BriefResult, options: RenderOptions) -> str:
    """How many measures may hold here too, and stand on other pages."""
    parts = beyond(result.answer, result.elsewhere, options)
    parts += [f"{result.general} for any industry"] if result.general else []
    above, inside = bool(result.elsewhere.above), bool(result.elsewhere.inside)
    asked = result.selection.asked.replace(with_parents=above, with_children=inside)
    show = f": {line(options, 'incentives', result.subject.places, typed(asked))}" if above or inside else ""
    return f"not on this page, measures that may hold too: {', '.join(parts)}{show}" if parts else ""


def beyond(answer: Answer, more: Elsewhere, options: RenderOptions) -> list[str]:
    """ "3 of Shanghai", "2 of places inside": how many stand around the places of a page to hand on."""
    found = [f"{many} of {place(answer, key, options)}" for key, many in more.above.items()]
    return [*found, f"{more.inside} of places inside"] if more.inside else found


def policies(result: BriefResult, options: RenderOptions, notes: Notes) -> Page:
    """Documents, newest first, under both names, with number, issuer and standing."""
    rows: Rows = []
    for policy in result.policies.records:
        number = policy.get("document_number")
        text: list[str | Span] = [Span(name(policy, options), "title")]
        if "title_zh" in policy and options.lang == "en":
            text.append(f" {policy['title_zh']}")
        text += [f", {number}" if number else "", f". {policy['issuer']}. ", *notes.mark(policy["sources"])]
        day = issued(policy)
        rows.append([dates.words(day) if day else "not stated", text, policy["status"]["words"]])
    return _listed(result, options, "policy", result.policies, rows, ["issued", "document", "status"])


def targets(result: BriefResult, options: RenderOptions, notes: Notes) -> Page:
    """Targets: by when, what, and what was reported of it since."""
    rows: Rows = []
    for target in result.targets.records:
        by = dates.words(target["by"]) if "by" in target else "no date"
        rows.append([by, _told(target, options, notes), target.get("outcome", "nothing on record")])
    return _listed(result, options, "target", result.targets, rows, ["by", "target", "reported since"])


def events(result: BriefResult, options: RenderOptions, notes: Notes) -> Page:
    """The latest events, newest first."""
    happened = result.events.records
    rows: Rows = [[dates.words(event["date"]), _told(event, options, notes)] for event in happened]
    return _listed(result, options, "event", result.events, rows, ["date", "what happened"])


def missing(result: BriefResult) -> list[str]:
    """Return "targets and events": what has no section on the page, since none is on record; nothing where all have."""
    parts = {said: getattr(result, name) for name, said in NONE.items()}
    none = [said for said, part in parts.items() if not (part.records or part.others)]
    return [f"{listed(none)}{mentioning(result)}"] if none else []


def mentioning(result: BriefResult) -> str:
    """ " that mention hydrogen": which documents, targets and events are shown with what is no place."""
    subject = result.subject
    is_place = subject.kind == "region"
    return "" if is_place else f" that mention {subject.record.get('term') or subject.record['name']}"


def _told(record: Record, options: RenderOptions, notes: Notes) -> Text:
    """The name of a record, what it says, and the numbers of its pages."""
    return [Span(name(record, options), "title"), f". {record['summary']} ", *notes.mark(record["sources"])]


def _listed(
    result: BriefResult, options: RenderOptions, kind: str, part: Part, rows: Rows, header: list[str]
) -> Page:
    """A section of one kind, how many of it do not stand here, and the commands that list these."""
    shown, subject = len(part.records), result.subject
    page: Page = [Gap(), Heading(f"{SECTIONS[kind]}{mentioning(result)}")] if rows or part.others else []
    page += [Table(rows, header=header, flex=1)] if rows else []
    asked = result.selection.asked
    place = {
        "region": list(subject.places),
        "with-parents": asked.with_parents,
        "with-children": asked.with_children,
    }
    sector = {"sector": subject.sectors if subject.kind == "sector" else asked.sector}
    if part.total > shown:
        more = (
            line(options, "search", [subject.id], {"kind": kind})
            if subject.kind == "term"
            else listing_line(options, result.answer, kind, {**place, **sector})
        )
        page.append(dim(f"{shown} of {part.total} on record: {more}"))
    if part.others:
        named = asked_for(result.answer, {"sector": result.selection.values["sector"]})
        says = plural(part.others, *(("more says", "more say") if rows else ("says", "say")))
        page.append(dim(f"{says} nothing of {named}: {listing_line(options, result.answer, kind, place)}"))
    return page


def sources(result: BriefResult, options: RenderOptions, notes: Notes) -> Page:
    """The numbered pages, how many records were checked, and how to make this page again."""
    records, data = result.answer.records, result.answer.dataset
    dated = sum("checked" in record for record in records)
    pages = f"{plural(len(notes.order), 'page')}, numbered as cited."
    checked = f"{plural(len(records), 'record')} on this page, {dated} checked against the pages."
    last = f"{data['title']}, version {data['version']}, {data['licence']}; {command(result, options)}"
    page: Page = [Gap(), Heading("Sources"), Para(f"{pages} {checked}"), *notes.full(), Gap()]
    return [*page, *caps_note(result.answer, measures.whole(result)), dim(last)]


def command(result: BriefResult, options: RenderOptions) -> str:
    """What to type for this page again."""
    subject, asked = result.subject, result.selection.asked
    if subject.kind != "region":
        asked = asked.replace(sector=subject.sectors if subject.kind == "sector" else ())
    about = [] if subject.kind == "sector" else subject.places or [subject.id]
    return line(options, "brief", about, {**typed(asked), "on": result.answer.on})
