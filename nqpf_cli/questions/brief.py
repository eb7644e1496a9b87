"""A page to hand on: all that is known of a place, a term or a sector, and what is not.

The measures are those of `questions.incentives`; beside them stand documents, targets and events, and for
each thing that a record does not state, the question to put to who issued it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import Ambiguous, Missing, NotFound
from nqpf_cli.model.names import names_of_term
from nqpf_cli.model.record import Answer, Record, Result, with_kind
from nqpf_cli.model.values import Values
from nqpf_cli.questions import lookup, not_found
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.area import Elsewhere, area_of, gaps, regions_of
from nqpf_cli.questions.beside import Part, beside
from nqpf_cli.questions.by_name import names_of_sectors
from nqpf_cli.questions.define import linked_terms
from nqpf_cli.questions.incentives import (
    IncentivesQuery,
    Selection,
    as_records,
    elsewhere,
    match,
    policies_of,
    resolve,
)
from nqpf_cli.wording.status import SHOWN

QUESTIONS = {
    "the amount": "How much is it worth?",
    "the amount for one applicant": "How much of it may one applicant get?",
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


class BriefQuery(Values):
    """What the brief is about, in `words` or as the regions of `measures`, and which measures it tells of."""

    words: str = ""
    measures: IncentivesQuery = IncentivesQuery()


class Subject(Values):
    """What was meant: `kind` region, term or sector; its record (a vocabulary's entry for a sector).

    `places` are the ids of a region, or of several; `names` are what a text calls it, where it is no place.
    """

    kind: str
    id: str
    record: Record
    names: Sequence[str] = ()
    sectors: Sequence[str] = ()
    places: Sequence[str] = ()


class BriefResult(Result[Record]):
    """Everything that the page says; the records of the answer are all of it, a kind after the other.

    `measures` are those that are shown, each with its `open_questions`; `general` counts more for any industry.
    `cited` has documents by id, `law` is what opens measures to the firms asked for. `term` is the entry of the
    glossary on the subject, `linked` holds the terms linked to it, by id. `dates` are the days of all events, the
    oldest first, as precise as they are known. `called` are the ids of measures with a name of the subject in their
    title.
    """

    asked: BriefQuery
    subject: Subject
    selection: Selection
    measures: list[Record]
    general: int
    elsewhere: Elsewhere
    policies: Part
    targets: Part
    events: Part
    dates: list[str]
    cited: dict[str, Record]
    law: Record | None
    term: Record | None
    linked: dict[str, Record]
    called: set[str]


def brief(store: Store, asked: BriefQuery, on: str) -> BriefResult:
    """Gather all that is known of a place, a term or a sector on the ISO day `on`.

    Raises Missing where nothing is asked for, NotFound where nothing is called so, and Ambiguous for several terms.
    """
    wanted = asked.measures.replace(every=True)
    selection = resolve(store, wanted.replace(region=(), with_parents=False, with_children=False))
    if wanted.region:
        subject = _place(store, lookup.regions(store, wanted.region))
    else:
        subject = subject_of(store, asked.words, selection.values.get("sector", []))
    selection = narrowed_to(store, selection.replace(asked=wanted), subject)
    kept, rest = match(store, selection, on)
    called = _mentioning(store, subject, "title") if subject.names else set[str]()
    found = measures_of(store, as_records(kept, selection), subject)
    found.sort(key=lambda one: one["id"] not in called)  # before what only mentions or includes it
    shown_as = [code for code in SHOWN if code in (selection.states or SHOWN)]
    named = [one for one in found if not subject.sectors or set(subject.sectors) & set(one["sectors"])]
    measures = _with_questions(store, [record for record in named if record["status"]["code"] in shown_as])
    left = Counter(record["status"]["code"] for record in named if record["status"]["code"] not in shown_as)
    if many := sum(one.failed == ["open-to-any"] and one.status.code in shown_as for one in rest):
        left["open-to-any"] = many
    cited = policies_of(store, found)
    rested = dict.fromkeys(record["policy"] for record in measures if "policy" in record)
    chosen = selection.values.get("sector", ()) if subject.kind == "region" else ()
    policies, targets, events, dates = beside(store, subject.names, selection.area, chosen, rested, on)
    term = term_of(store, subject)
    around = elsewhere(store, selection, on)
    shown = {"incentive": measures, "policy": policies.records, "target": targets.records}
    shown |= {"event": events.records, "term": [term] if term else []}
    everything = [with_kind(kind, record) for kind, records in shown.items() for record in records]
    places = [*(record["region"] for record in found), *around.above]
    equal = selection.equality
    law = query.records(store, [equal.law])[equal.law] if equal else None
    regions = regions_of(store, selection.area, places)
    missing = gaps(store, selection.area.own, selection.values.get("instrument", ()))
    filed = selection.filed | (lexicon.filed(store, {"sector": [asked.words]}) if subject.sectors else {})
    answer = Answer(
        "brief",
        everything,
        len(everything),
        on,
        context(store),
        0,
        dict(left),
        regions,
        gaps=missing,
        filed=filed,
    )
    general = sum(record["status"]["code"] in shown_as for record in found) - len(measures)
    cited |= {record["id"]: record for record in policies.records}
    linked = linked_terms(store, term) if term else {}
    return BriefResult(
        answer, asked, subject, selection, measures, general, around, policies, targets, events, dates, cited, law,
        term, linked, called,
    )  # fmt: skip


def subject_of(store: Store, words: str, sectors: Sequence[str]) -> Subject:
    """Return the place, the term or the sector that is meant, in this order; the `sectors` where there are no words.

    Raises as `brief` does.
    """
    if not words.strip():
        if not sectors:
            raise Missing("brief", "a place, a term or a sector")
        return _sector(store, sectors)
    if lexicon.named(store, ("region",), words):
        return _place(store, [lookup.region(store, words)])
    terms = query.records(store, lexicon.named(store, ("term",), words))
    if len(terms) > 1:
        raise Ambiguous("term", words, {name: term["term"] for name, term in terms.items()})
    for name, term in terms.items():
        return Subject("term", name, term, names_of_term(term), _sectors_of(store, name))
    if found := lexicon.named(store, ("sector",), words):
        return _sector(store, found)
    try:
        return _place(store, lookup.regions(store, [words]))
    except NotFound:
        raise not_found.missed(store, ("region", "term"), words, "place, term or sector") from None


def _place(store: Store, places: Sequence[str]) -> Subject:
    found = list(query.records(store, places).values())
    record = found[0]
    if found[1:]:
        record = {"name": " · ".join(one["name"] for one in found)}
        record["name_zh"] = " · ".join(one["name_zh"] for one in found)
    return Subject("region", found[0]["id"], record, places=places)


def _sector(store: Store, sectors: Sequence[str]) -> Subject:
    values = store.meta("vocabularies")["sector"]
    label = ", ".join(values[value]["label"] for value in sectors)
    record = {"name": label, "meaning": " ".join(values[value]["meaning"] for value in sectors)}
    return Subject("sector", sectors[0], record, names_of_sectors(store, sectors), sectors)


def _sectors_of(store: Store, term: str) -> list[str]:
    """The sectors whose value or label is a name of this term."""
    values = store.meta("vocabularies")["sector"]
    names = [name for value, entry in values.items() for name in (value, entry["label"])]
    found = lexicon.named_each(store, ("term",), names)
    return [value for at, value in enumerate(values) if term in (*found[2 * at], *found[2 * at + 1])]


def term_of(store: Store, subject: Subject) -> Record | None:
    """The glossary's entry for the subject: itself, or the one that bears the name of the place or sector."""
    if subject.kind == "term":
        return subject.record
    name = str(subject.record["name"])
    for called in (name, str(subject.record.get("name_zh", name))):
        if found := lexicon.named(store, ("term",), called):
            return query.records(store, found[:1])[found[0]]
    return None


def narrowed_to(store: Store, selection: Selection, subject: Subject) -> Selection:
    """Return the selection with the place that the brief is about, or with its sectors."""
    asked = selection.asked
    around = {"with_parents": asked.with_parents, "with_children": asked.with_children}
    area = area_of(store, [*subject.places], **around)
    sectors = {"sector": lookup.including(store, "sector", subject.sectors)} if subject.sectors else {}
    return selection.replace(area=area, wider=selection.wider | sectors)


def measures_of(store: Store, found: list[Record], subject: Subject) -> list[Record]:
    """Return all the measures found for a place or a sector; of a term, those that name it."""
    if subject.kind == "region" or subject.sectors:
        return found
    said = _mentioning(store, subject)
    return [record for record in found if record["id"] in said]


def _mentioning(store: Store, subject: Subject, column: str = "") -> set[str]:
    """Return the ids of the measures that say a name of the subject, in one column of their text if that is named."""
    said = sql_filters.mentioning(subject.names, column)
    return {row.record["id"] for row in query.select(store, "incentive", [said])}


def _with_questions(store: Store, records: Sequence[Record]) -> list[Record]:
    """The measures, each with the `open_questions` to its issuer, the most decisive first."""
    pages = query.records(store, (source for record in records for source in record["sources"]))
    return [{**record, "open_questions": _open_questions(record, pages)} for record in records]


def _open_questions(record: Record, pages: Mapping[str, Record]) -> list[str]:
    asked = [OLD] if record["status"]["code"] == "presume-lapsed" else []
    asked += [QUESTIONS.get(what, f"What is {what}?") for what in record["ask"]]
    primary = any(pages[source]["kind"] == "primary" for source in record["sources"])
    return asked if primary else [*asked, PAGE]
