"""Every field of a record with a label and its value in words: what `show` has that the other pages leave out."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.model import dates, money
from nqpf_cli.model.record import Answer, Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Span, Text
from nqpf_cli.pages.common import RenderOptions, label, name
from nqpf_cli.pages.record_rows import worded
from nqpf_cli.questions.show import ShowResult
from nqpf_cli.wording.amounts import cap_words, pool_words, tiers

HEADED = (
    "id", "title", "name", "term", "title_zh", "name_zh", "zh", "summary", "definition", "explanation", "body",
    "sources", "links", "pack", "touched_by", "status",
)  # fmt: skip
"""Fields that a page of one record shows above or below its table of fields."""

MERGED = ("value_to", "qualifier", "unit")
"""Fields that the words of another one hold."""

LABELS = {
    "by": "To be met by", "see": "Read next", "seen": "Seen in use", "issuer": "Issued by", "ask": "Not stated",
    "cap": "Limit", "pool": "Whole pot", "url": "Address", "rate_percent": "Rate", "order": "Section",
    "official": "Issuer's own page", "spans": "Made up of", "overlaps": "Shares ground with", "changed": "Last change",
    "outcome": "Reported since", "parent": "Lies in", "checked": "Last read", "milestone": "In the short timeline",
    "open_ended": "No end by its text", "document_rule": "Rule on documents",
    "document_life": "Life of documents", "numbers_elsewhere": "Numbers from elsewhere", "for": "For",
}  # fmt: skip
"""Labels that the name of a field does not give by itself."""

DATES = (
    "date", "issued", "effective", "expires", "published", "valid_from", "valid_until", "seen", "by", "checked",
)  # fmt: skip
NAMES = ("aliases",)
"""Fields that hold names, which stand together."""
PERCENTS = ("rate_percent", "rate_from", "standard_rate")

Words: TypeAlias = Callable[[ShowResult, Record, RenderOptions], list[Text]]


def rows(result: ShowResult, record: Record, options: RenderOptions) -> list[list[Text]]:
    """(label, value) of every field that has no other place on the page, in the order of the record.

    A list takes a row an item, the label on its first.
    """
    found: list[list[Text]] = []
    for field in record:
        if field not in HEADED and field not in MERGED:
            words = values(result, record, field, options)
            found += [
                [Span("" if number else label_of(field), "label"), one] for number, one in enumerate(words)
            ]
    return found


def label_of(field: str) -> str:
    """How a person reads the name of a field."""
    return LABELS.get(field) or field.replace("_", " ").capitalize()


def values(result: ShowResult, record: Record, field: str, options: RenderOptions) -> list[Text]:
    """One field in words: dates, money, percentages, labels of closed values, titles of linked records."""
    held = record[field]
    if made := SPECIAL.get(field):
        return made(result, record, options)
    each = held if isinstance(held, list) else [held]
    if linked := [target for name, target in result.links if name == field]:
        return links(result.named, each, linked, options)
    if vocabulary := vocabulary_of(result.answer, field):
        return [", ".join(label(result.answer, vocabulary, one) for one in each)]
    if field in DATES:
        return [dates.long_words(held)]
    if field in PERCENTS:
        return [money.percent(held)]
    if field in NAMES:
        return ["; ".join(each)]
    return [("yes" if one else "no") if isinstance(one, bool) else str(one) for one in each]


def vocabulary_of(answer: Answer, field: str) -> str:
    """The closed vocabulary that labels a field: named by its kind, by itself, or in the singular; or nothing."""
    singular = {"sectors": "sector", "beneficiaries": "beneficiary"}.get(field, field)
    known = answer.vocabularies
    return next(
        (name for name in (f"{answer.kind}_{field}", singular) if name in known and name != "kind"), ""
    )


def links(
    records: Mapping[str, Record], held: Sequence[str], linked: Sequence[str], options: RenderOptions
) -> list[Text]:
    """Linked records by name and id; names that are written out stay as written, with the ids they lead to."""
    if any(one in linked for one in held):
        return [
            [name(records[one], options), "  ", Span(one, "id")] if one in records else one for one in held
        ]
    by_name = {form.casefold(): one for one in linked for form in forms(records[one])}
    return [
        [one, "  ", Span(by_name[one.casefold()], "id")] if one.casefold() in by_name else one for one in held
    ]


def forms(actor: Record) -> list[str]:
    """The names under which a body is written."""
    return [actor[field] for field in ("id", "name", "name_zh", "abbreviation") if field in actor]


def _cap(result: ShowResult, record: Record, options: RenderOptions) -> list[Text]:
    group = record["cap"].get("group")
    shared = f"; one figure with others, {group}" if group else ""
    return [f"{cap_words(record, result.answer.vocabularies)}{shared}"]


def _confidence(result: ShowResult, record: Record, options: RenderOptions) -> list[Text]:
    value = result.answer.vocabularies["confidence"][record["confidence"]]
    return [[value["label"], Span(f"  {value['meaning']}", "dim")]]


def _parent(result: ShowResult, record: Record, options: RenderOptions) -> list[Text]:
    return [[name(above, options), "  ", Span(key, "id")] for key, above in result.above.items()]


def _changed(result: ShowResult, record: Record, options: RenderOptions) -> list[Text]:
    change = record["changed"]
    what = label(result.answer, "change_kind", change["what"])
    return [Span(f"{dates.long_words(change['date'])}, {what}: {change['why']}", "dim")]


def _document_life(result: ShowResult, record: Record, options: RenderOptions) -> list[Text]:
    life = record["document_life"]
    trial = f"; a trial {life['trial_years']}" if "trial_years" in life else ""
    return [f"{label(result.answer, 'document_life', life['rule'])} {plural(life['years'], 'year')}{trial}"]


SPECIAL: dict[str, Words] = {
    "added": lambda result, record, options: [Span(dates.long_words(record["added"]), "dim")],
    "changed": _changed,
    "document_life": _document_life,
    "cap": _cap,
    "pool": lambda result, record, options: [pool_words(record, result.answer.vocabularies)],
    "tiers": lambda result, record, options: [*tiers(record)],
    "confidence": _confidence,
    "parent": _parent,
    "value": lambda result, record, options: [worded(result.answer, record)],
    "period": lambda result, record, options: [dates.interval_words(record["period"])],
    "url": lambda result, record, options: [Span(record["url"], "", record["url"])],
    "read_at": lambda result, record, options: [Span(record["read_at"], "", record["read_at"])],
    "ask": lambda result, record, options: [" · ".join(record["ask"]) or "nothing that a client would ask"],
    "numbers_elsewhere": lambda result, record, options: [
        f"{each['number']}: {each['reason']}" for each in record["numbers_elsewhere"]
    ],
}
"""Fields whose words need more than their own value."""
