"""What all places offer, province by province."""

from nqpf_cli.index import query
from nqpf_cli.index.query import Store
from nqpf_cli.model.record import Answer
from nqpf_cli.questions.incentives import Asked, incentives


def places(store: Store, asked: Asked, on: str) -> Answer:
    """Every measure there is, the ended too; `said["tops"]` tells under which place each counts on a map."""
    answer = incentives(store, asked._replace(all=True), on)
    branch = tops(store)
    regions = answer.regions | query.records(store, branch.values())
    return answer._replace(said={**answer.said, "tops": branch}, regions=regions)


def tops(store: Store) -> dict[str, str]:
    """Region -> the region just below the nation that it belongs to, or itself where there is none."""
    parent = query.parents(store)
    found: dict[str, str] = {}
    for region in parent:
        chain: list[str] = [region]
        while above := parent.get(chain[-1]):
            chain.append(above)
        found[region] = chain[-3] if len(chain) >= 3 else region  # … world, nation, province
    return found
