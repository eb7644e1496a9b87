"""What is nearer to what was typed than the value that it is filed under, and documents where there is no measure."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from nqpf_cli.index import lexicon, query, sql_filters
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model.names import keys
from nqpf_cli.model.record import Record
from nqpf_cli.questions.area import Area, in_area


def closer(store: Store, filed: Mapping[str, str], lists: Sequence[str], area: Area) -> frozenset[str]:
    """Return the ids of the measures of some places that name what was typed for a value: 企业所得税, tax relief.

    In: word -> the label of the value that it is filed under (`lexicon.filed`), and the vocabularies to look in.
    """
    named = [one for word in filed for one in _naming(store, word, lists)]
    rows = [row for one in named for row in query.select(store, "incentive", [*in_area(area), one])]
    return frozenset(row.record["id"] for row in rows)


def naming(
    store: Store, filed: Mapping[str, str], lists: Sequence[str], also: SqlFilter | None
) -> SqlFilter | None:
    """Return the filter for what names any of these words itself, and passes another filter, if there is one."""
    every = [one for word in filed for one in _naming(store, word, lists)]
    named = reduce(sql_filters.either, every) if every else None
    if not (named and also):
        return named or also
    return f"({named[0]} AND {also[0]})", [*named[1], *also[1]]


def _naming(store: Store, word: str, lists: Sequence[str]) -> Iterator[SqlFilter]:
    """Yield filters for what names the narrower thing that is called so.

    A kind of support is named by the title, since the text of a measure may compare it with others; a sector and a
    beneficiary by the text.
    """
    key = keys(lexicon.plain(store, word))[-1]
    for vocabulary in lists:
        for said in store.meta("vocabularies")[vocabulary].values():
            for names in said.get("includes", ()):
                if key in [keys(name)[-1] for name in names]:
                    yield sql_filters.mentioning(names, "title" if vocabulary == "instrument" else "")


def documents(store: Store, area: Area, sectors: Sequence[str]) -> dict[str, Record]:
    """Return the documents of some places whose text names one of some sectors, by id; none without both."""
    if not (sectors and area.own):
        return {}
    from nqpf_cli.questions.by_name import by_text

    rows = query.select(store, "policy", [*in_area(area, "policy"), by_text(store, sectors)])
    return {row.record["id"]: row.record for row in rows}
