"""The page to hand on, on a place, a term or a sector."""

from collections import Counter

from nqpf_cli.model import dates
from nqpf_cli.model.record import Answer, Record, issued
from nqpf_cli.model.text import plural
from nqpf_cli.pages import brief_measures as measures
from nqpf_cli.pages import define_page as define
from nqpf_cli.pages import ends
from nqpf_cli.pages.blocks import Gap, Heading, Page, Para, Span, Table, Text
from nqpf_cli.pages.brief_questions import questions
from nqpf_cli.pages.common import Notes, RenderOptions, followed, label, name, place
from nqpf_cli.pages.summary import asked_for, other
from nqpf_cli.wording.status import IN_FORCE

ADVICE = "The text of a measure decides; this page is no advice."


def view(answer: Answer, options: RenderOptions) -> Page:
    """What it is, what is in force, what ends, what to check, documents, targets, events, questions, sources."""
    notes = Notes(answer.sources, "note")
    page: Page = [*top(answer, options, notes)]
    if answer.said["measures"]:
        page += measures.in_force(answer, options)
        page += ends.section(answer, options)
        page += measures.details(answer, options, notes)
    page += policies(answer, options, notes)
    page += targets(answer, options, notes)
    page += events(answer, options, notes)
    page += questions(answer, options)
    return [*page, *sources(answer, notes)]


def top(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Title, what this page is worth, the place or term in a few lines."""
    subject, term = answer.said["subject"], answer.said["term"]
    record = subject.record
    page: Page = [Heading(_title(subject.kind, record), 1), Para(_as_of(answer))]
    page += [Gap(), Table([row for row in _facts(answer, options) if row[1]], flex=1)]
    if subject.kind == "sector":
        page += [Gap(), Para(record["meaning"])]
    if term:
        page += [Gap(), Para([term["definition"], " ", *notes.mark(term["sources"])])]
    if subject.kind == "term" and "explanation" in record:
        page += [Gap(), Para(record["explanation"])]
    return page


def _title(kind: str, record: Record) -> Text:
    if kind == "term":
        return [record["term"], f" {record['zh']}" if "zh" in record else ""]
    if kind == "region":
        return f"{record['name']} {record['name_zh']}"
    return f"Sector: {record['name']}"


def _as_of(answer: Answer) -> str:
    data = answer.dataset
    return (
        f"As of {dates.long_words(answer.on)}. The facts were last checked on {dates.long_words(data['checked'])}; "
        f"events were {followed(data)}. {ADVICE}"
    )


def _facts(answer: Answer, options: RenderOptions) -> list[list[Text]]:
    """Label and value, a line each; those without a value are left out by the caller."""
    said = answer.said
    subject = said["subject"]
    record = subject.record
    rows: list[list[Text]] = []
    if subject.kind == "region":
        above = [key for key in said["scope"].above if "parent" in answer.regions[key]]  # not the world
        rows.append(
            [
                Span("Place", "label"),
                f"{label(answer, 'region_level', record['level'])} in "
                f"{', '.join(place(answer, key, options) for key in above)}",
            ]
        )
    if subject.kind == "term":
        rows.append([Span("Pinyin", "label"), record.get("pinyin", "")])
        rows += define.relations(record, said["titles"])
    else:
        rows.append([Span("Also called", "label"), ", ".join(record.get("aliases", []))])
    rows.append([Span("Narrowed to", "label"), asked_for(answer) if subject.kind == "region" else ""])
    rows.append([Span("Measures", "label"), _standing(answer)])
    rows.append([Span("Elsewhere", "label"), _elsewhere(answer, options)])
    return rows


def _standing(answer: Answer) -> str:
    """ "5 in force, 7 whose end was not read; not on this page: 1 ended"."""
    counts = Counter(record["status"]["code"] for record in answer.said["measures"])
    live = sum(counts[code] for code in IN_FORCE)
    shown = [*([f"{live} in force"] if live else []), *other(answer, counts)]
    left = other(answer, answer.left_out)
    text = " · ".join(shown) or "none on record"
    return f"{text}; not on this page: {', '.join(left)}" if left else text


def _elsewhere(answer: Answer, options: RenderOptions) -> str:
    """How many measures may hold here too, and stand on other pages."""
    said = answer.said
    waiting = {key: many for key, many in said["elsewhere"].items() if key != "inside"}
    parts = [f"{many} of {place(answer, key, options)}" for key, many in waiting.items()]
    if inside := said["elsewhere"].get("inside"):
        parts.append(f"{inside} of places inside")
    if said["general"]:
        parts.append(f"{said['general']} for any industry")
    return f"not on this page, measures that may hold too: {', '.join(parts)}" if parts else ""


def policies(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Documents, newest first, under both names, with number, issuer and standing."""
    rows: list[list[Text]] = []
    for policy in answer.said["shown"]["policy"]:
        number = policy.get("document_number")
        text: list[str | Span] = [Span(name(policy, options), "title")]
        if "title_zh" in policy and options.lang == "en":
            text.append(f" {policy['title_zh']}")
        text += [f", {number}" if number else "", f". {policy['issuer']}. ", *notes.mark(policy["sources"])]
        day = issued(policy)
        rows.append([dates.words(day) if day else "not stated", text, policy["status"]["words"]])
    return _listed(
        answer, "policy", "Documents", Table(rows, header=["issued", "document", "standing"], flex=1)
    )


def targets(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """Targets: by when, what, and what was reported of it since."""
    rows: list[list[Text]] = []
    for target in answer.said["shown"]["target"]:
        by = dates.words(target["by"]) if "by" in target else "no date"
        text = [
            Span(name(target, options), "title"),
            f". {target['summary']} ",
            *notes.mark(target["sources"]),
        ]
        rows.append([by, text, target.get("outcome", "nothing on record")])
    return _listed(
        answer, "target", "Targets", Table(rows, header=["by", "target", "reported since"], flex=1)
    )


def events(answer: Answer, options: RenderOptions, notes: Notes) -> Page:
    """The latest events, newest first."""
    rows: list[list[Text]] = []
    for event in answer.said["shown"]["event"]:
        text = [Span(name(event, options), "title"), f". {event['summary']} ", *notes.mark(event["sources"])]
        rows.append([dates.words(event["date"]), text])
    return _listed(answer, "event", "Latest events", Table(rows, header=["date", "what happened"], flex=1))


def _listed(answer: Answer, kind: str, heading: str, table: Table) -> Page:
    """A section of one kind, and how many of it do not stand here."""
    total, shown = answer.said["totals"][kind], len(table.rows)
    if not shown:
        return []
    subject = answer.said["subject"]
    of = (
        ""
        if subject.kind == "region"
        else f" that mention {subject.record.get('term') or subject.record['name']}"
    )
    page: Page = [Gap(), Heading(f"{heading}{of}"), table]
    return [*page, Para(Span(f"{shown} of {total} on record.", "dim"))] if total > shown else page


def sources(answer: Answer, notes: Notes) -> Page:
    """The numbered pages, how many records were checked, and how to make this page again."""
    records, data = answer.records, answer.dataset
    dated = sum("checked" in record for record in records)
    return [
        Gap(),
        Heading("Sources"),
        Para(
            f"{plural(len(notes.order), 'page')}, numbered as cited. "
            f"{plural(len(records), 'record')} on this page, {dated} checked against the pages."
        ),
        *notes.full(),
        Gap(),
        Para(
            Span(f"{data['title']}, version {data['version']}, {data['licence']}; {command(answer)}", "dim")
        ),
    ]


def command(answer: Answer) -> str:
    """What to type for this page again."""
    said = answer.said
    subject, asked = said["subject"], said["asked"]
    words = ["nqpf brief"]
    words += (
        [subject.id] if subject.kind != "sector" else [f"--sector {sector}" for sector in subject.sectors]
    )
    words += [f"--sector {sector}" for sector in asked.sector] if subject.kind == "region" else []
    words += [f"--for {who}" for who in asked.beneficiary]
    words += ["--with-parents"] if asked.with_parents else []
    words += ["--with-children"] if asked.with_children else []
    return " ".join([*words, f"--on {answer.on}"])
