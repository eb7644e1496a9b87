"""A page to hand on: all that is known of a place, a term or a sector, and what is not.

The measures are those of `questions.incentives`; beside them stand documents, targets and events, and for
each thing that a record does not state, the question to put to who issued it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nqpf_cli.index import query, sql_filters
from nqpf_cli.index.query import Row, Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.errors import Ambiguous, Missing
from nqpf_cli.model.names import fold
from nqpf_cli.model.record import Answer, Record, issued, with_kind
from nqpf_cli.questions import incentives as measures
from nqpf_cli.questions import lookup
from nqpf_cli.questions.annotate import told
from nqpf_cli.questions.define import linked_terms, names_of_term
from nqpf_cli.wording.status import SHOWN, soon_days

POLICIES, TARGETS, EVENTS = 15, 15, 10
"""So many of each stand on the page, the newest or nearest; the rest is counted."""

QUESTIONS = {
    "the amount": "How much is it worth?",
    "the rate": "Which share of the cost is paid?",
    "the ceiling": "Is there a ceiling, and how high is it?",
    "per project or per applicant": "Does the ceiling hold for a project, for an applicant, or otherwise?",
    "shared or not": "Do the uses share one ceiling, or does each have its own?",
    "a share of what": "Which cost is the rate a share of?",
    "who qualifies": "Who qualifies, and on which conditions?",
    "the end": "Until when does it run?",
}
"""What a record leaves open (`wording.evidence.questions`), put to the issuer."""

PAGE = "Where does the official text stand?"
OLD = "Is it still in force?"


class Asked(NamedTuple):
    """What the brief is about, as a person put it, and how its measures are narrowed or widened."""

    words: str = ""
    sector: Sequence[str] = ()
    beneficiary: Sequence[str] = ()
    with_parents: bool = False
    with_children: bool = False


class Subject(NamedTuple):
    """What was meant: `kind` region, term or sector; its record (a vocabulary's entry for a sector).

    `names` are what a text calls it, where it is no place.
    """

    kind: str
    id: str
    record: Record
    names: Sequence[str] = ()
    sectors: Sequence[str] = ()


def brief(store: Store, asked: Asked, on: str) -> Answer:
    """Everything the page says, as of the ISO day `on`; the records are all of it, a kind after the other.

    Raises NqpfError: code 2 where nothing is asked for, code 1 where nothing is called so.
    """
    subject = subject_of(store, asked)
    found = measures_of(store, subject, asked, on)
    named = [record for record in found.records if named_by(record, subject)]
    records = _with_questions(store, [record for record in named if record["status"]["code"] in SHOWN])
    counts = Counter(record["status"]["code"] for record in named)
    general = sum(record["status"]["code"] in SHOWN for record in found.records) - len(records)
    where = scope(store, subject, asked)
    rested = list(dict.fromkeys(record["policy"] for record in records if "policy" in record))
    policies = _policies(store, where, rested, on)
    targets = _targets(store, where, on)
    events = query.select(store, "event", events_of(store, subject, where), reverse=True)
    term = term_of(store, subject)
    law = found.said["equal"]
    shown = {
        "policy": policies[:POLICIES],
        "target": [row.record for row in targets[:TARGETS]],
        "event": [row.record for row in events[:EVENTS]],
    }
    parts = {"incentive": records, **shown, "term": [term] if term else []}
    everything = [with_kind(kind, record) for kind, part in parts.items() for record in part]
    said = {
        **found.said,
        "subject": subject,
        "wanted_sectors": sectors_wanted(store, subject, asked),
        "term": term,
        "measures": records,
        "general": general,
        "shown": shown,
        "totals": {"policy": len(policies), "target": len(targets), "event": len(events)},
        "dates": [row.record["date"] for row in reversed(events)],
        "titles": linked_terms(store, term) if term else {},
        "law": query.records(store, [law])[law] if law else None,
        "cited": found.said["policies"] | {record["id"]: record for record in shown["policy"]},
    }
    left_out = {code: many for code, many in counts.items() if code not in SHOWN}
    return Answer(
        "brief",
        everything,
        len(everything),
        on,
        found.context,
        said,
        left_out=left_out,
        regions=found.regions,
    )


def subject_of(store: Store, asked: Asked) -> Subject:
    """The place, the term or the sector that is meant, in this order. Raises NqpfError as `brief` does."""
    sectors = lookup.choices(store, "sector", asked.sector)
    if not asked.words.strip():
        if not sectors:
            raise Missing("brief", "a place, a term or a sector")
        return _sector(store, sectors)
    places = query.named(store, ("region",), asked.words)
    if places:
        place = lookup.region(store, asked.words)
        return Subject("region", place, query.records(store, [place])[place])
    terms = query.records(store, query.named(store, ("term",), asked.words))
    if len(terms) > 1:
        raise Ambiguous("term", asked.words, {name: term["term"] for name, term in terms.items()})
    for name, term in terms.items():
        called = names_of_term(term)
        return Subject("term", name, term, called, _sectors_called(store, called))
    if found := _sectors_called(store, [asked.words]):
        return _sector(store, found)
    raise lookup.missed(store, ("region", "term"), asked.words, "place, term or sector")


def _sector(store: Store, sectors: Sequence[str]) -> Subject:
    values = store.meta("vocabularies")["sector"]
    label = ", ".join(values[value]["label"] for value in sectors)
    record = {"name": label, "meaning": " ".join(values[value]["meaning"] for value in sectors)}
    names = dict.fromkeys(
        name for value in sectors for name in (values[value]["label"], value.replace("-", " "))
    )
    terms = query.records(store, (found for name in names for found in query.named(store, ("term",), name)))
    called = [*names, *(name for term in terms.values() for name in names_of_term(term))]
    return Subject("sector", sectors[0], record, list(dict.fromkeys(called)), sectors)


def _sectors_called(store: Store, names: Sequence[str]) -> list[str]:
    """The sectors whose value or label is one of these names."""
    typed = {fold(name) for name in names} | {fold(name).replace(" ", "-") for name in names}
    values = store.meta("vocabularies")["sector"]
    return [value for value, said in values.items() if value in typed or fold(said["label"]) in typed]


def term_of(store: Store, subject: Subject) -> Record | None:
    """The glossary's entry for the subject: itself, or the one that bears the name of the place or sector."""
    if subject.kind == "term":
        return subject.record
    name = str(subject.record["name"])
    for called in (name, str(subject.record.get("name_zh", name))):
        if found := query.named(store, ("term",), called):
            return query.records(store, found[:1])[found[0]]
    return None


def measures_of(store: Store, subject: Subject, asked: Asked, on: str) -> Answer:
    """The measures of a place; those for a sector; or those that name a term; ended ones too."""
    if subject.kind == "region":
        return measures.incentives(
            store,
            measures.Asked(
                region=[subject.id],
                sector=asked.sector,
                beneficiary=asked.beneficiary,
                with_parents=asked.with_parents,
                with_children=asked.with_children,
                all=True,
            ),
            on,
        )
    sectors = subject.sectors or asked.sector
    found = measures.incentives(
        store, measures.Asked(sector=sectors, beneficiary=asked.beneficiary, all=True), on
    )
    if subject.sectors:
        return found
    ids = {
        row.record["id"] for row in query.select(store, "incentive", [sql_filters.mentioning(subject.names)])
    }
    kept = [record for record in found.records if record["id"] in ids]
    return found._replace(records=kept, total=len(kept))


def named_by(record: Record, subject: Subject) -> bool:
    """Is a measure for one of the sectors as such, where a sector is what is asked for?"""
    return not subject.sectors or any(sector in record["sectors"] for sector in subject.sectors)


def sectors_wanted(store: Store, subject: Subject, asked: Asked) -> list[str]:
    """The sectors that the page is narrowed to, with those that include them; empty for all."""
    if subject.kind == "region":
        return lookup.wider(store, "sector", asked.sector)
    return list(subject.sectors)


def scope(store: Store, subject: Subject, asked: Asked) -> list[SqlFilter]:
    """Which documents and targets belong to the subject."""
    if subject.kind != "region":
        return [sql_filters.mentioning(subject.names)]
    inside = query.inside(store, subject.id) if asked.with_children else [subject.id]
    return [sql_filters.in_regions(inside)]


def events_of(store: Store, subject: Subject, where: Sequence[SqlFilter]) -> list[SqlFilter]:
    """Which events: for a place all that happened inside it, as `timeline --region` has it."""
    if subject.kind != "region":
        return list(where)
    return [sql_filters.in_regions(query.inside(store, subject.id))]


def _policies(store: Store, where: Sequence[SqlFilter], rested: Sequence[str], on: str) -> list[Record]:
    """Documents newest first: those of the subject, and those its measures rest on."""
    soon = soon_days(store.meta("dataset"))
    rows = {row.record["id"]: row for row in query.select(store, "policy", where)}
    rows |= query.get_many(store, rested)

    def newest(row: Row) -> tuple[str, str]:
        return issued(row.record) or "", row.record["id"]

    return [told(row, on, soon) for row in sorted(rows.values(), key=newest, reverse=True)]


def _targets(store: Store, where: Sequence[SqlFilter], on: str) -> list[Row]:
    """Targets, what is still ahead first and the nearest first; then what is past or without a date."""
    rows = query.select(store, "target", where)
    ahead = [row for row in rows if row.last and row.last >= on]
    return [*ahead, *(row for row in reversed(rows) if row not in ahead)]


def _with_questions(store: Store, records: Sequence[Record]) -> list[Record]:
    """The measures, each with the `open_questions` to its issuer, the most decisive first."""
    pages = query.records(store, (source for record in records for source in record["sources"]))
    return [
        {**record, "open_questions": _open_questions(record, [pages[one] for one in record["sources"]])}
        for record in records
    ]


def _open_questions(record: Record, sources: Sequence[Record]) -> list[str]:
    """What a measure's record does not state, each as a question."""
    asked = [OLD] if record["status"]["code"] == "presume-lapsed" else []
    asked += [QUESTIONS.get(what, f"What is {what}?") for what in record["ask"]]
    if not any(page["kind"] == "primary" for page in sources):
        asked.append(PAGE)
    return asked
