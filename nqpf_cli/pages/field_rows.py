"""Every field of a record with a label and its value in words: what `show` has that the other pages leave out."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.model import dates, money
from nqpf_cli.model.kinds import field_of
from nqpf_cli.model.record import Record
from nqpf_cli.model.text import plural
from nqpf_cli.pages.blocks import Rows, Span, Text
from nqpf_cli.pages.common import RenderOptions, label, name
from nqpf_cli.pages.record_rows import worded
from nqpf_cli.questions.show import ShowResult
from nqpf_cli.wording.amounts import cap_words, pool_words, tiers
from nqpf_cli.wording.evidence import to_ask

Words: TypeAlias = Callable[[ShowResult, Record, RenderOptions], list[Text]]


def rows(result: ShowResult, record: Record, options: RenderOptions) -> Rows:
    """(label, value) of every field that has no other place on the page, in the order of the record.

    A list takes a row an item, the label on its first.
    """
    found: Rows = []
    for key in record:
        field = field_of(result.answer.kind, key)
        if not (field.own_place or field.merged):
            for number, one in enumerate(values(result, record, key, options)):
                found.append([Span("" if number else field.called(key), "label"), one])
    return found


def values(result: ShowResult, record: Record, key: str, options: RenderOptions) -> list[Text]:
    """One field in words: dates, money, percentages, labels of closed values, titles of linked records."""
    held = record[key]
    if made := SPECIAL.get(key):
        return made(result, record, options)
    each = held if isinstance(held, list) else [held]
    if linked := [target for link, target in result.links if link == key]:
        return links(result.named, each, linked, options)
    field = field_of(result.answer.kind, key)
    if field.vocabulary:
        return [", ".join(label(result.answer, field.vocabulary, one) for one in each)]
    if field.dated:
        return [dates.long_words(held)]
    if field.percent:
        return [money.percent(held)]
    if field.name and field.many:
        return ["; ".join(each)]
    return [("yes" if one else "no") if isinstance(one, bool) else str(one) for one in each]


def links(
    records: Mapping[str, Record], held: Sequence[str], linked: Sequence[str], options: RenderOptions
) -> list[Text]:
    """Linked records by name and id; names that are written out stay as written, with the ids they lead to.

    What a text names among other words (of a document that several bodies issue) has its id behind the last.
    """
    if any(one in linked for one in held):
        found = [(name(records[one], options), one) if one in records else (one, "") for one in held]
    else:
        by_name = {form.casefold(): one for one in linked for form in forms(records[one])}
        found = [(one, by_name.get(one.casefold(), "")) for one in held]
        among = [key for key in dict.fromkeys(linked) if key not in {key for _, key in found}]
        found[-1] = (found[-1][0], ", ".join(filter(None, [found[-1][1], *among])))
    return [[called, "  ", Span(key, "id")] if key else called for called, key in found]


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
    "parent": lambda result, record, options: [
        [name(above, options), "  ", Span(key, "id")]
        for key, above in result.above.items()
        if "parent" in above or key == record["parent"]  # the world goes without saying
    ],
    "value": lambda result, record, options: [worded(result.answer, record)],
    "period": lambda result, record, options: [dates.interval_words(record["period"])],
    "url": lambda result, record, options: [Span(record["url"], "", record["url"])],
    "read_at": lambda result, record, options: [Span(record["read_at"], "", record["read_at"])],
    "ask": lambda result, record, options: [
        to_ask(result.named, record, result.named.get(record.get("policy", "")), record["ask"])
        or "its pages leave nothing open that a client would ask"
    ],
    "numbers_elsewhere": lambda result, record, options: [
        f"{each['number']}: {each['reason']}" for each in record["numbers_elsewhere"]
    ],
}
"""Fields whose words need more than their own value."""
