"""What names a sector or beneficiary that is asked for, and what is only open to any.

A measure says its sectors and beneficiaries, and may be open to any. What says no sector (an event, a target, a
document) is of one where its text calls it by one of its names.
"""

from collections.abc import Mapping, Sequence

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.kinds import KINDS, fields_of
from nqpf_cli.model.names import names_of_term, names_of_value
from nqpf_cli.questions import lookup

WIDER = {"sector": "sector", "for": "beneficiary"}
"""Option -> the vocabulary of its values, of which a measure may be open to any."""

SAYING = [kind for kind in KINDS if any(field.filter == "sector" for field in fields_of(kind).values())]
"""The kinds whose records say their sectors."""

TOLD = [kind for kind, described in KINDS.items() if described.uses_terms and kind not in SAYING]
"""The kinds whose records are of a sector by their text."""


def chosen(store: Store, filters: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return vocabulary -> the values asked for, of options whose values a measure may be open to.

    Raises BadValue for one that does not exist.
    """
    return {
        vocabulary: lookup.choices(store, vocabulary, values, option)
        for option, vocabulary in WIDER.items()
        if (values := filters.get(option))
    }


def by_field(values: Mapping[str, Sequence[str]]) -> list[SqlFilter]:
    """Keep measures that name one of these values of the vocabularies; nothing where there are none."""
    options = {vocabulary: option for option, vocabulary in WIDER.items()}
    return [sql_filters.any_facet({options[name]: each for name, each in values.items()})] if values else []


def by_text(store: Store, sectors: Sequence[str], column: str = "") -> SqlFilter:
    """Keep records whose text, or one column of it, calls one of these sectors by any of its names."""
    return sql_filters.mentioning(names_of_sectors(store, sectors), column)


def names_of_sectors(store: Store, sectors: Sequence[str]) -> list[str]:
    """Return what texts call some sectors: their labels and other names, and those of the terms that bear one."""
    values = store.meta("vocabularies")["sector"]
    names = [name for value in sectors for name in names_of_value(values[value]["label"], values[value])]
    bearers = lexicon.named_each(store, ("term",), names)
    terms = query.records(store, (term for each in bearers for term in each))
    return list(dict.fromkeys([*names, *(name for term in terms.values() for name in names_of_term(term))]))


def of_any_kind(store: Store, sectors: Sequence[str], *, only: bool = False) -> SqlFilter:
    """Keep the records of every kind that are of one of these sectors; with `only`, those that name it themselves."""
    said = sectors if only else lookup.including(store, "sector", sectors)
    text, values = by_text(store, sectors)
    kinds, of_kinds = sql_filters.one_of("kind", SAYING)
    return sql_filters.either(
        sql_filters.facet("sector", said), (f"(NOT {kinds} AND {text})", [*of_kinds, *values])
    )
