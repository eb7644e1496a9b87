"""The records by kind, for type checking: `from nqpf_cli.model.records import Term`; each is a plain dict at run time.

A field that may be absent is `NotRequired`. Dates are ISO text, links are ids. What an answer adds to the fields that
were authored (whose a record is, how it stands on a day, what a measure leaves open) is said there too.
"""

# ruff: noqa: PLC0414 - the type checker takes an import for handed on where it is renamed to itself
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nqpf_cli.model.kinds.actor_kind import Actor as Actor
    from nqpf_cli.model.kinds.event_kind import Event as Event
    from nqpf_cli.model.kinds.field_types import Cap as Cap
    from nqpf_cli.model.kinds.field_types import Change as Change
    from nqpf_cli.model.kinds.field_types import DocumentLife as DocumentLife
    from nqpf_cli.model.kinds.field_types import Elsewhere as Elsewhere
    from nqpf_cli.model.kinds.field_types import Pool as Pool
    from nqpf_cli.model.kinds.field_types import Status as Status
    from nqpf_cli.model.kinds.field_types import Tier as Tier
    from nqpf_cli.model.kinds.figure_kind import Figure as Figure
    from nqpf_cli.model.kinds.incentive_kind import Incentive as Incentive
    from nqpf_cli.model.kinds.policy_kind import Policy as Policy
    from nqpf_cli.model.kinds.position_kind import Position as Position
    from nqpf_cli.model.kinds.region_kind import Region as Region
    from nqpf_cli.model.kinds.source_kind import Source as Source
    from nqpf_cli.model.kinds.target_kind import Target as Target
    from nqpf_cli.model.kinds.term_kind import Term as Term
    from nqpf_cli.model.kinds.topic_kind import Topic as Topic
else:

    def __getattr__(name: str) -> type:
        """Return a dict for each: importing the kinds would cost every lookup some milliseconds."""
        if name.startswith("_"):
            raise AttributeError(name)
        return dict
