"""The options that choose records of any kind, which `list` and `export` take."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nqpf_cli.cli import options
from nqpf_cli.model.values import Values

if TYPE_CHECKING:
    from nqpf_cli.questions.listing import ListingQuery


class Filters(Values):
    """The options that choose records of any kind, and the day to judge them by."""

    region: options.Region = None
    with_parents: options.WithParents = False
    with_children: options.WithChildren = False
    since: options.Since = None
    until: options.Until = None
    category: options.Category = None
    actor: options.Actor = None
    policy: options.Policy = None
    sector: options.Sector = None
    beneficiary: options.For = None
    only: options.Only = False
    instrument: options.Instrument = None
    status: options.Status = None
    expiring: options.Expiring = None
    changed_since: options.ChangedSince = None
    on: options.On = None

    def query(self, **more: Sequence[str] | None) -> "ListingQuery":
        """Return the query for these records; `more` are filters of one kind. Raises NqpfError as the options do."""
        from nqpf_cli.questions.listing import ListingQuery

        values = {
            "region": self.region, "category": self.category, **more, "actor": self.actor, "policy": self.policy,
            "sector": self.sector, "for": self.beneficiary, "instrument": self.instrument, "status": self.status,
        }  # fmt: skip
        found, known = {name: chosen or () for name, chosen in values.items()}, ListingQuery.field_names
        other = {name: value for name, value in options.given(self).items() if name in known}
        return ListingQuery(filters=found, **other)
