"""A firm beside the facts: what measures come to for it, for commands and for other programs alike.

A firm's file is read when a question is asked, and neither kept, cached nor logged.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, Unpack

from nqpf_cli.index.query import Store
from nqpf_cli.model.record import ResultT
from nqpf_cli.questions.firm import lexicon_of
from nqpf_cli.questions.firm_answer import Applicant, with_places

if TYPE_CHECKING:
    from nqpf_cli.api import Day, Facts, Filters, Names
    from nqpf_cli.questions.firm_answer import FirmResult, ShowFirmResult
    from nqpf_cli.questions.firm_estimate import EstimateFirmResult
    from nqpf_cli.questions.show import ShowResult

QueryT = TypeVar("QueryT")
Value: TypeAlias = bool | int | float | str | Iterable[str]


class FirmSource(NamedTuple):
    """Where the facts of a firm stand: a YAML file, facts one by one (fact, value as typed), or both."""

    file: Path | None = None
    facts: tuple[tuple[str, str], ...] = ()


def applicant_of(store: Store, source: FirmSource) -> Applicant:
    """Read a firm. Raises BadFirm, in a line, and NotFound and Ambiguous for a place."""
    from nqpf_cli.loading.firm_file import read_firm

    words = lexicon_of(store)
    return Applicant(read_firm(source.file, with_places(store, source.facts, words), words), words)


def about(
    question: Callable[[Store, QueryT, Applicant, str], ResultT], source: FirmSource
) -> Callable[[Store, QueryT, str], ResultT]:
    """Return a question about a firm as one that is asked like any other, and reads the firm then."""

    def asked(store: Store, query: QueryT, on: str) -> ResultT:
        return question(store, query, applicant_of(store, source), on)

    return asked


class FirmFacts:
    """The facts for one firm, which a YAML `file`, `facts` (name -> value), or both tell of.

    A value is as it would be typed, or yes or no as a bool, a number, several words as a list; sums are text with their
    currency. Errors are BadFirm for a fact that cannot be, and those of `Facts`.
    """

    def __init__(
        self, facts: "Facts", file: str | Path | None = None, told: Mapping[str, Value] | None = None
    ) -> None:
        pairs = tuple((name, typed(value)) for name, value in (told or {}).items())
        self._facts, self._source = facts, FirmSource(None if file is None else Path(file), pairs)

    def incentives(
        self,
        region: "Names" = (),
        *,
        every: bool = False,
        limit: int | None = None,
        changed_since: "Day" = None,
        on: "Day" = None,
        **filters: "Unpack[Filters]",
    ) -> "FirmResult":
        """Compare the measures of a place with the firm; without one, those that hold where the firm is."""
        from nqpf_cli.api import day, many, measures
        from nqpf_cli.questions.firm_answer import compare_with_firm

        asked = measures(many(region), filters).replace(
            every=every, limit=limit, changed_since=day(changed_since, on)
        )
        return self._facts.ask(about(compare_with_firm, self._source), asked, on)

    def show(self, name: str, *, on: "Day" = None) -> "ShowFirmResult | ShowResult":
        """Compare one measure with the firm; the candidates where ids begin alike."""
        from nqpf_cli.questions.firm_answer import show_for_firm
        from nqpf_cli.questions.show import ShowQuery

        return self._facts.ask(about(show_for_firm, self._source), ShowQuery(name), on)

    def estimate(
        self, region: "Names", spend: Mapping[str, int], *, on: "Day" = None, **filters: "Unpack[Filters]"
    ) -> "EstimateFirmResult":
        """Return the most that the measures which the firm does not fail could give to a plan, one by one."""
        from nqpf_cli.api import many, measures
        from nqpf_cli.questions.estimate import EstimateQuery
        from nqpf_cli.questions.firm_estimate import estimate_for_firm

        asked = EstimateQuery(measures(many(region), filters), list(spend.items()))
        return self._facts.ask(about(estimate_for_firm, self._source), asked, on)


def typed(value: Value) -> str:
    """Return a value of a fact as it would be typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float, str)):
        return str(value)
    return ",".join(value) or "none"
