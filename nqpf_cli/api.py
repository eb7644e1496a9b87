"""The facts as a library, and what every command asks: `from nqpf_cli import load`.

Each question is a method that returns what the command of that name prints, as a typed, read-only result. Nothing is
printed, ended or changed, and each call opens the index anew, so that several threads may use one `Facts`.

Names are taken as people type them: ids, English and Chinese names, abbreviations. Where several values may stand, a
text is one value. Days are `datetime.date` or ISO text, to the day, month or year; `on` is the day of every status,
today where it is left out. Errors are `NqpfError`: `NotFound` has the names nearest to one that does not exist,
`BadValue` what could stand in place of a value; see `nqpf_cli.model.errors`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, TypeVar, Unpack

from nqpf_cli.clock import today
from nqpf_cli.index.open_index import Announce, Found, with_store
from nqpf_cli.index.query import Store, records
from nqpf_cli.model import dates
from nqpf_cli.model.errors import BadValue, NqpfError
from nqpf_cli.model.record import Answer, Record, ResultT, with_answer
from nqpf_cli.questions.annotate import context, with_sources, with_tests

if TYPE_CHECKING:
    from nqpf_cli.model.flat_rows import Table
    from nqpf_cli.questions.brief import BriefResult
    from nqpf_cli.questions.cite import CiteResult
    from nqpf_cli.questions.compare import CompareResult
    from nqpf_cli.questions.define import DefineResult
    from nqpf_cli.questions.estimate import EstimateResult
    from nqpf_cli.questions.explain import ExplainResult
    from nqpf_cli.questions.incentives import IncentivesQuery, IncentivesResult
    from nqpf_cli.questions.listing import ListingResult
    from nqpf_cli.questions.search import SearchResult
    from nqpf_cli.questions.show import ShowResult
    from nqpf_cli.questions.timeline import TimelineResult

QueryT = TypeVar("QueryT")
Day: TypeAlias = date | str | None
Names: TypeAlias = str | Iterable[str]


class Filters(TypedDict, total=False):
    """What chooses measures: values as typed, and whether wider places and places inside count, too."""

    sector: Names
    beneficiary: Names
    instrument: Names
    status: Names
    with_parents: bool
    with_children: bool
    only: bool


class Facts:
    """The bundled facts, and the fact packs in the folders `data`.

    `pages` says whether results hold the pages that their records name, `tests` whether measures hold what their
    conditions say to a program; `announce` takes a line for the user where an index must be built first.
    """

    def __init__(
        self,
        data: Sequence[str] = (),
        *,
        pages: bool = True,
        tests: bool = False,
        announce: Announce | None = None,
    ) -> None:
        self.data, self.pages, self.tests, self._announce = data, pages, tests, announce

    def ask(
        self, question: Callable[[Store, QueryT, str], ResultT], asked: QueryT, on: Day = None
    ) -> ResultT:
        """Put a typed query to a question of `nqpf_cli.questions`; every other method does so."""

        def answered(store: Store) -> ResultT:
            result = question(store, asked, day(on) or today())
            answer = with_sources(store, result.answer) if self.pages else result.answer
            return with_answer(result, with_tests(store, answer) if self.tests else answer)

        return self.read(answered)

    def read(self, question: Callable[[Store], Found]) -> Found:
        """Read from the index. Raises Unsound (code 3) where the facts of a pack cannot be used."""
        return with_store(question, self.data, self._announce)

    def nothing(self, kind: str) -> Answer:
        """Return the empty answer of a kind, where a name does not exist."""
        return self.read(lambda store: Answer(kind, [], 0, today(), context(store)))

    def define(self, term: str, *, on: Day = None) -> "DefineResult":
        """Return the glossary entry that is called so, or several where they share the name."""
        from nqpf_cli.questions.define import DefineQuery, define

        return self.ask(define, DefineQuery(term), on)

    def timeline(
        self,
        *,
        since: Day = None, until: Day = None, last: str | None = None, category: Names = (), actor: Names = (),
        region: Names = (), sector: Names = (), with_parents: bool = False, with_children: bool = False,
        changed_since: Day = None, every: bool = False, reverse: bool = False, limit: int | None = None,
        on: Day = None,
    ) -> "TimelineResult":  # fmt: skip
        """Return the milestones where nothing is asked for, else every event that matches, in order of date.

        `last` is a span such as "6m", counted back from the month up to which events were followed. An event is of a
        sector where its text names it.
        """
        from nqpf_cli.questions.timeline import TimelineQuery, timeline

        asked = TimelineQuery(
            day(since, on), day(until, on, end=True), last, many(category), many(actor), many(region),
            with_parents, with_children, every, reverse, limit, changed_since=day(changed_since, on),
            sector=many(sector),
        )  # fmt: skip
        return self.ask(timeline, asked, on)

    def incentives(
        self,
        region: Names = (),
        *,
        policy: Names = (), min_cap: int | None = None, expiring: str | None = None, every: bool = False,
        sort: str = "status", limit: int | None = None, since: Day = None, until: Day = None, reverse: bool = False,
        changed_since: Day = None, on: Day = None, **filters: Unpack[Filters],
    ) -> "IncentivesResult":  # fmt: skip
        """Return the measures of a place, or of all, the best founded first.

        `min_cap` is a ceiling in whole yuan, `expiring` a span such as "90d" or an ISO date. Without `every`, what is
        ended, replaced, not yet in force or a draft is counted in `answer.left_out`; a `status` asked for is given.
        What names a sector or beneficiary that is asked for comes before what is open to any, which `only` leaves out.
        """
        from nqpf_cli.questions.incentives import incentives

        asked = measures(many(region), filters).replace(
            policy=many(policy), min_cap=min_cap, expiring=expiring, every=every, sort=sort, limit=limit,
            since=day(since, on), until=day(until, on, end=True), reverse=reverse, changed_since=day(changed_since, on),
        )  # fmt: skip
        return self.ask(incentives, asked, on)

    def estimate(
        self, region: Names, spend: Mapping[str, int], *, on: Day = None, **filters: Unpack[Filters]
    ) -> "EstimateResult":
        """Return the most that a planned spend, kind of cost -> whole yuan, could draw, measure by measure."""
        from nqpf_cli.questions.estimate import EstimateQuery, estimate

        asked = EstimateQuery(measures(many(region), filters), list(spend.items()))
        return self.ask(estimate, asked, on)

    def compare(
        self, regions: Sequence[str], *, by: str = "both", on: Day = None, **filters: Unpack[Filters]
    ) -> "CompareResult":
        """Return a row a sector, instrument or, `by` "both", pair of them, and in it a cell for each of the places."""
        from nqpf_cli.questions.compare import CompareQuery, compare

        return self.ask(compare, CompareQuery(regions, by, measures((), filters)), on)

    def brief(self, subject: str = "", *, on: Day = None, **filters: Unpack[Filters]) -> "BriefResult":
        """Return what there is to say of a place, a term or a sector."""
        from nqpf_cli.questions.brief import BriefQuery, brief

        return self.ask(brief, BriefQuery(subject, measures((), filters)), on)

    def search(
        self,
        words: str,
        *,
        kind: Names = (), region: Names = (), with_parents: bool = False, with_children: bool = False,
        sector: Names = (), status: Names = (), since: Day = None, until: Day = None, changed_since: Day = None,
        only: bool = False, limit: int = 20, on: Day = None,
    ) -> "SearchResult":  # fmt: skip
        """Return the records that hold the words, best first, each with its `record_kind` and how it `matched`.

        Of what matches as well, what names a sector that is asked for comes before what is open to any, which `only`
        leaves out.
        """
        from nqpf_cli.questions.search import search
        from nqpf_cli.questions.search_reading import SearchQuery

        asked = SearchQuery(
            words, many(kind), many(region), with_parents, with_children,
            day(since, on), day(until, on, end=True), limit, many(sector), many(status),
            day(changed_since, on), only,
        )  # fmt: skip
        return self.ask(search, asked, on)

    def list(
        self,
        kind: str,
        *,
        with_parents: bool = False, with_children: bool = False, since: Day = None, until: Day = None,
        reverse: bool = False, limit: int | None = None, expiring: str | None = None, changed_since: Day = None,
        only: bool = False, on: Day = None, **filters: Names,
    ) -> "ListingResult":  # fmt: skip
        """Return the records of a kind that pass the filters: `region`, `sector`, `status` and whatever suits the kind.

        `expiring` is a span such as "90d" ahead of `on`, or an ISO date; `changed_since` takes what came in or changed
        from a day on.
        What names a sector or beneficiary asked for comes before what is open to any, which `only` leaves out.
        A filter whose name is a word of Python ends in an underscore: `for_`.
        """
        from nqpf_cli.questions.listing import TAKES, ListingQuery, listing

        named = {name.rstrip("_"): many(value) for name, value in filters.items()}
        if unknown := [name for name in named if name not in TAKES]:
            raise BadValue("filters", unknown[0], list(TAKES))
        asked = ListingQuery(
            kind, named, with_parents, with_children,
            day(since, on), day(until, on, end=True), day(on), reverse, limit, expiring=expiring,
            changed_since=day(changed_since, on), only=only,
        )  # fmt: skip
        return self.ask(listing, asked, on)

    def explain(self, topic: str = "", *, every: bool = False, on: Day = None) -> "ExplainResult":
        """Return a section of the explainer, with `every` all of them, else their titles."""
        from nqpf_cli.questions.explain import ExplainQuery, explain

        return self.ask(explain, ExplainQuery(topic, every), on)

    def show(self, name: str, *, on: Day = None) -> "ShowResult":
        """Return one record with what it names and what names it, or the candidates where ids begin alike."""
        from nqpf_cli.questions.show import ShowQuery, show

        return self.ask(show, ShowQuery(name), on)

    def cite(self, name: str, *, on: Day = None) -> "CiteResult":
        """Return the pages of a record, the best first, each with the day on which it was read."""
        from nqpf_cli.questions.cite import CiteQuery, cite

        return self.ask(cite, CiteQuery(name), on)

    def get(self, identifier: str, *, on: Day = None) -> Record:
        """Return the record with this id as it stands on a day: its fields, and `status` where it has one."""
        from nqpf_cli.questions.show import exactly

        return self.read(lambda store: exactly(store, identifier, day(on) or today()))

    def sources_of(self, record: Mapping[str, Any]) -> Sequence[Record]:
        """Return the pages that a record names, in its order."""
        return self.read(lambda store: [*records(store, record.get("sources", ())).values()])

    def table(self, kind: str, *, whole: bool = False, on: Day = None) -> "Table":
        """Return all records of a kind as flat rows with the same columns and types whatever they hold.

        This is the flattening of CSV: `cap: {amount}` is the column `cap_amount`, several values stand between
        semicolons, and a table in a list is compact JSON. With `whole` it is that of Parquet: several values are a
        list, days are `datetime.date`, and beside a date that may be a month stand its first and its last day.
        """
        from nqpf_cli.model.flat_rows import table

        return table(self.list(kind, on=on).answer, whole=whole)


def day(when: Day, on: Day = None, *, end: bool = False) -> str | None:
    """Return an ISO day: the first of a month or year, or with `end` its last; counted from `on`, or today.

    Raises NqpfError for what is no date.
    """
    if not when or isinstance(when, date):
        return when.isoformat() if when else None
    with suppress(ValueError):
        return dates.bounds(when)[end]
    from nqpf_cli.model import typed_dates  # only for what is no ISO date

    try:
        return typed_dates.asked(when, end=end, on=day(on) or today())
    except ValueError as problem:
        raise NqpfError(str(problem)) from None


def many(values: Names) -> Sequence[str]:
    """Return the values as a list; a text is one."""
    return [values] if isinstance(values, str) else [*values]


def measures(region: Sequence[str], filters: Filters) -> "IncentivesQuery":
    """Return the query for the measures of places. Raises TypeError for a filter that does not exist."""
    from nqpf_cli.questions.incentives import IncentivesQuery

    values: dict[str, Any] = {
        name: value if isinstance(value, bool) else many(value)  # type: ignore[arg-type]
        for name, value in filters.items()
    }
    return IncentivesQuery(region, **values)
