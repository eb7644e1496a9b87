"""What all places offer, province by province."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Answer, Record, Result
from nqpf_cli.questions.annotate import context
from nqpf_cli.questions.incentives import IncentivesQuery, as_records, match, resolve


class OverviewResult(Result[Record]):
    """Every measure there is, the ended too; `tops` maps each place to the one under which a map counts it."""

    tops: dict[str, str]


def overview(store: Store, asked: IncentivesQuery, on: str) -> OverviewResult:
    """Find every measure that is asked for, the ended too, with its status on the ISO day `on`."""
    selection = resolve(store, asked.replace(every=True))
    records = as_records(match(store, selection, on)[0], selection)
    branch = tops(store)
    regions = query.records(store, branch.values())
    answer = Answer("incentive", records, len(records), on, context(store), regions=regions)
    return OverviewResult(answer, branch)


def tops(store: Store) -> dict[str, str]:
    """Map each region to the region just below the nation that it belongs to, or to itself where there is none."""
    parent = query.parents(store)
    found: dict[str, str] = {}
    for region in parent:
        chain: list[str] = [region]
        while above := parent.get(chain[-1]):
            chain.append(above)
        found[region] = chain[-3] if len(chain) >= 3 else region  # … world, nation, province
    return found
