"""How far the facts can be trusted, in numbers: on which pages they rest, and what was not found."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Record, Result
from nqpf_cli.model.values import Values
from nqpf_cli.questions.annotate import status_of
from nqpf_cli.questions.listing import ListingQuery, kinds

NO_END = ("end-not-read", "presume-lapsed")


class Trust(Values):
    """What the facts rest on.

    `pages` counts them by kind, `official` those that are their issuer's own and `elsewhere` those that were read at
    another address. `again` of `facts` records say on which day they were read against their pages. For `no_end` of
    `measures` no end was found; `lapsed` of these are so old that they are presumed lapsed.
    """

    pages: dict[str, int]
    official: int
    elsewhere: int
    again: int
    facts: int
    no_end: int
    measures: int
    lapsed: int


class WelcomeResult(Result[Record]):
    """The kinds of fact, each with its count, and how far they can be trusted."""

    trust: Trust


def welcome(store: Store, asked: ListingQuery, on: str) -> WelcomeResult:
    """Count what there is, and on what it rests on the ISO day `on`."""
    return WelcomeResult(kinds(store, asked, on), trust(store, on))


def trust(store: Store, on: str) -> Trust:
    """Count the pages, the facts that were read again, and the measures without an end, on the ISO day `on`."""
    counted = query.pages(store)
    by_kind = dict.fromkeys(store.meta("vocabularies")["source_kind"], 0)
    for kind, _, _, many in counted:
        by_kind[kind] += many
    rows = query.select(store, "incentive")
    codes = [status_of(store, row, on).code for row in rows]
    again, facts = query.read_again(store)
    return Trust(
        pages=by_kind,
        official=sum(many for _, official, _, many in counted if official),
        elsewhere=sum(many for _, _, elsewhere, many in counted if elsewhere),
        again=again,
        facts=facts,
        no_end=sum(code in NO_END for code in codes),
        measures=len(codes),
        lapsed=codes.count("presume-lapsed"),
    )
