"""A fact as the program passes it on, and an answer made of facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar, cast

from nqpf_cli.model import dates
from nqpf_cli.model.values import Values

Record: TypeAlias = dict[str, Any]
"""One fact: the fields as authored, dates as ISO strings, links as ids."""

Lists: TypeAlias = Mapping[str, Any]
"""The closed lists by name, each with what is said of its values."""

ADDED = {"incentive": ("status", "ask", "whom"), "policy": ("status",), "mixed": ("status", "ask", "whom")}
"""Kinds that a day makes valid or not, with what an answer adds to their fields; `whom` only some measures have.

A policy's authored status stands as `status.stated`."""

PACKS = ("pack", "touched_by")
"""What a record says of fact packs: whose it is, and whose records decide what it says."""

RecordT = TypeVar("RecordT")
ResultT = TypeVar("ResultT", bound="Result[Any] | Answer")


class Context(Values):
    """What every answer rests on, read from the index once.

    The data set, the words of the closed lists, the fields of each kind in order, and how many records each fact pack
    brought.
    """

    dataset: Record
    vocabularies: Lists
    fields: dict[str, list[str]]
    packs: dict[str, int]


class Answer(Values):
    """The records that a question found, and what any page or format may need to print them.

    `kind` is what the records are, "mixed" where each says its own as `record_kind`; `total` counts all that match,
    also those cut off by a limit; `on` is the ISO day of every status. `regions` and `sources` are the places and pages
    that the records name, by id. `fields` names the columns of records that are no facts of a kind. `left_out` counts
    what would match but is not given, by why: a status, `no-milestone` or `open-to-any`. `code` is the exit code.
    `searched` are words that were looked for in place of what was typed: where a place is expected, or with a slip put
    right. `unheld` are words of a search that no record holds, each with words like it. `specific` counts the first of
    `total` that name the sector and beneficiary asked for, None where neither was. `beside` holds what else is called
    as the one record was that is given, id -> kind. `gaps` tells what is known not to be here of what was asked for,
    `outside` in a sentence that a place which was asked for is not covered at all. `filed` has words that were typed
    for a value of a closed list and are narrower than it, each with its label. `matched` counts what a search found by
    how closely, `around` what stands in `wider` places, by id, and `inside`, `missed` what fails one filter alone, by
    its name; `documents` are the ids of documents of the places that name the sector, where no measure does.
    """

    kind: str
    records: list[Record]
    total: int
    on: str
    context: Context
    code: int = 0
    left_out: dict[str, int] = {}  # noqa: RUF012 - read only
    regions: dict[str, Record] = {}  # noqa: RUF012 - read only
    sources: dict[str, Record] = {}  # noqa: RUF012 - read only
    fields: Sequence[str] = ()
    searched: str = ""
    unheld: Mapping[str, Sequence[str]] = {}
    specific: int | None = None
    beside: dict[str, str] = {}  # noqa: RUF012 - read only
    gaps: Sequence[str] = ()
    outside: str = ""
    filed: Mapping[str, str] = {}
    around: Mapping[str, int | Mapping[str, int]] = {}
    matched: Mapping[str, int] = {}
    missed: Mapping[str, int] = {}
    documents: Sequence[str] = ()

    @property
    def answer(self) -> Self:
        """Itself: a question that has nothing to add to an answer returns it as its result."""
        return self

    @property
    def dataset(self) -> Record:
        """Title, version, days and constants of the data set."""
        return self.context.dataset

    @property
    def vocabularies(self) -> Lists:
        """The closed lists by name, each with what is said of its values."""
        return self.context.vocabularies

    @property
    def columns(self) -> list[str]:
        """Every field that the records can have, in order: as authored, then what an answer adds."""
        known = self.context.fields.get(self.kind) or self.fields
        return [*known, *ADDED.get(self.kind, ()), *(PACKS if self.context.packs else ())]


if TYPE_CHECKING:
    from typing import Generic

    class Typed(Generic[RecordT]):
        """Says of which type records are."""
else:

    class Typed:
        """The same at run time, when it says nothing: a generic class costs every lookup half a millisecond."""

        def __class_getitem__(cls, item: object) -> type:
            return cls


class Result(Values, Typed[RecordT]):
    """What a question returns: an answer, and beside it fields of its own that its page needs."""

    answer: Answer

    @property
    def records(self) -> list[RecordT]:
        """The records of the answer, typed."""
        return cast("list[RecordT]", self.answer.records)


def with_answer(result: ResultT, answer: Answer) -> ResultT:
    """Return the result with another answer in the place of its own."""
    replaced = answer if isinstance(result, Answer) else result.replace(answer=answer)
    return cast("ResultT", replaced)


def with_whole_sources(answer: Answer) -> Answer:
    """Return the answer with whole pages in place of their ids in each record, as the data formats print them."""
    return answer.replace(records=[_whole(record, answer.sources) for record in answer.records])


def _whole(record: Record, pages: Mapping[str, Record]) -> Record:
    if "sources" not in record:
        return record
    return {**record, "sources": [pages.get(source, {"id": source}) for source in record["sources"]]}


def title(record: Record) -> str:
    """Return what a record is called in English: its title, name or term."""
    return str(record.get("title") or record.get("name") or record["term"])


def title_zh(record: Record) -> str:
    """Return what a record is called in Chinese, or nothing."""
    return str(record.get("title_zh") or record.get("name_zh") or record.get("zh") or "")


def issued(policy: Record) -> str | None:
    """Return when a document came about: its date of issue, else the first of its force, else None."""
    return policy.get("issued") or policy.get("effective")


def changes_of(record: Record, first_release: str | None) -> list[tuple[str, str]]:
    """Return the days on which a record came in and last changed, as written, each with what happened then.

    That is "first-release" or "added", then a value of the vocabulary `change_kind`. `first_release` is the day of a
    record that does not say when it came; a fact pack has none.
    """
    came = [(record["added"], "added")] if "added" in record else []
    if not came and first_release and "pack" not in record:
        came = [(first_release, "first-release")]
    changed = record.get("changed")
    return [*came, *([(changed["date"], changed["what"])] if changed else [])]


BECAME = ("law", "correction", "added", "first-release", "reading")
"""What may have become of a record, the weightiest first: an answer from before may no more hold, or was wrong."""


def last_change(record: Record, first_release: str | None, since: str) -> tuple[str, str]:
    """Return the last of `changes_of` that lies on the ISO day `since` or later, of a record that has one."""
    return [one for one in changes_of(record, first_release) if dates.bounds(one[0])[1] >= since][-1]


def whose(record: Record) -> str:
    """ "pack acme", "pack acme, in place of another": whose record it is if not ours; "rests on pack acme" where one
    of a pack decides what it says (its document, place or page); else nothing. Every format prints this."""
    parts = []
    if "pack" in record:
        parts.append(f"pack {pack_name(record['pack'])}")
        if "replaces" in record:
            parts[0] += ", in place of another"
    if touched := record.get("touched_by"):
        parts.append(f"rests on pack {', '.join(map(pack_name, touched))}")
    return "; ".join(parts)


def pack_name(pack: str) -> str:
    """Return a fact pack as a page names it: its folder, in quotes where that is no plain word of its own."""
    plain = pack.translate(str.maketrans("", "", "-_./")).isalnum()
    return pack if plain else '"' + pack.replace('"', "'") + '"'


def with_kind(kind: str, record: Record) -> Record:
    """Return a record for a list of several kinds: its own stands in `record_kind`, as some have a field `kind`."""
    return {"id": record["id"], "record_kind": kind, **record}


def grouped(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    """Return records under what the key says of each, in the order given."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found
