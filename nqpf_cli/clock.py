"""What day it is: the one place that asks."""

import os
from datetime import date

from nqpf_cli.model.dates import FIRST_YEAR, LAST_YEAR
from nqpf_cli.model.errors import NqpfError


def today() -> str:
    """The ISO day; `NQPF_TODAY` (an ISO day) overrides it, for tests and for documents that must not age."""
    set_by_hand = os.environ.get("NQPF_TODAY")
    if not set_by_hand:
        return date.today().isoformat()
    try:
        day = date.fromisoformat(set_by_hand)
    except ValueError:
        raise NqpfError(f'NQPF_TODAY is no day: "{set_by_hand}"', "write it as 2026-11-25") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NqpfError(f'NQPF_TODAY lies outside {FIRST_YEAR} to {LAST_YEAR}: "{set_by_hand}"')
    return day.isoformat()
