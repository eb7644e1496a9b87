"""What happened on one day and is known by a name: the third plenum, 三中全会."""

from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model import dates
from nqpf_cli.model.names import names_of_term
from nqpf_cli.questions import naming


def day_of(store: Store, text: str) -> tuple[str, str] | None:
    """Return the first and the last day of the one milestone that a text names; None where it names none, or several.

    A milestone is named by its title in either script, or by any name of a term that its title holds.
    """
    text = text.strip().removeprefix("the ")
    terms = query.get_many(store, lexicon.named(store, ("term",), text)).values()
    names = dict.fromkeys([text, *(name for row in terms for name in names_of_term(row.record))])
    called = [key for name in names for key in naming.titled(store, ("event",), name)]
    days = [
        row.record["date"] for row in query.get_many(store, called).values() if row.record.get("milestone")
    ]
    return dates.bounds(days[0]) if len(days) == 1 else None
