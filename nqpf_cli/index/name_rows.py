"""The lexicon of the index: every name of every record and of every value of the closed lists, under its keys.

A lower tier is closer to what is written: 0 the name folded, 1 without spaces and punctuation, 2 in one spelling and
the singular too, 3 what follows from it (its pinyin, a place with the kind of place, the parts of its codes). A long
title has the first alone: it is pasted whole, and one typed otherwise is found by its words. So has what a page is
called; its address counts as less close, since nobody looks for what is spelt much like one.
Traditional characters are kept as simplified ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from nqpf_cli.index.extract import addresses_of
from nqpf_cli.loading.readings import initials, pinyin, scripts
from nqpf_cli.model.names import Folds, address_key, has_han, is_han, keys, names_of_value, place_forms
from nqpf_cli.model.record import Record

LONGEST: Final = 30
"""A title of more characters is long, and a name of more has no pinyin, since nobody types that."""

INITIALS: Final = range(4, 13)
"""A Chinese term of so many characters is also called by the first letters of its pinyin: xzscl, 新质生产力."""


@cache
def simplified() -> dict[int, str]:
    """Return traditional character -> the simplified one, of all that OpenCC changes one by one."""
    traditional, simple = scripts()
    return dict(zip(map(ord, traditional), simple, strict=True))


@cache
def _folds() -> Folds:
    """Return how names are folded in an index, their traditional characters as simplified ones."""
    return Folds(simplified())


def record_keys(
    kind: str, record: Record, names: Sequence[str], parent: Record, levels: Record
) -> dict[str, int]:
    """Return key -> tier of every name and page address of a record; of a place also with what it lies in."""
    if kind == "source":
        found = dict.fromkeys([address_key(address) for address in addresses_of(kind, record)], 1)
        return found | dict.fromkeys([address_key(name, _folds()) for name in names], 0)
    found = _keys(names, sounds=kind in ("region", "term", "actor"))
    if kind == "term":
        found = {
            initials(name): 3 for name in names if len(name) in INITIALS and all(map(is_han, name))
        } | found
    if kind == "region":
        spelled = [keys(name)[2] for name in _of_place(record, parent, levels)]
        found = dict.fromkeys(spelled, 3) | found
    return found | {address_key(address): 0 for address in addresses_of(kind, record)}


def value_keys(value: str, said: Record) -> dict[str, int]:
    """Return key -> tier of every name of a value of a closed list."""
    return _keys(names_of_value(value, said), sounds=True)


def _keys(written: Iterable[str], *, sounds: bool) -> dict[str, int]:
    """Return the keys of some names, each in its lowest tier; of what `sounds`, a name and no title, pinyin too."""
    folds = _folds()
    exact: dict[str, int] = {}
    close: dict[str, int] = {}
    spelt: dict[str, int] = {}
    said: dict[str, int] = {}
    for name in written:
        if sounds or len(name) <= LONGEST:
            folded, bare, spelled = keys(name, folds)
            exact[folded], close[bare], spelt[spelled] = 0, 1, 2
            if sounds and 1 < len(bare) <= LONGEST and has_han(bare):
                said[pinyin(bare)] = 3
        else:
            exact[address_key(name, folds)] = 0
    found = said | spelt | close | exact
    found.pop("", None)  # of what is neither letter, digit nor Han
    return found


def _of_place(region: Record, parent: Record, levels: Record) -> Iterator[str]:
    """Yield how else a place is written: with and without what kind of place it is, by its codes and their ends."""
    endings = levels[region["level"]].get("suffixes", [])
    for name in (region["name"], region["name_zh"], *region.get("aliases", [])):
        fitting = [ending for ending in endings if has_han(ending) == has_han(name)]
        found = max((ending for ending in fitting if name.endswith(ending)), key=len, default="")
        stem = name.removesuffix(found).strip()
        if len(stem) > 1:
            yield stem
            if not has_han(stem):
                yield from (f"{stem} {ending}" for ending in fitting)
    stem = place_forms(parent["name_zh"], levels[parent["level"]])[-1] if parent else ""
    if stem and region["name_zh"].startswith(stem):  # 合肥市高新区
        endings = filter(has_han, levels[parent["level"]].get("suffixes", []))
        forms = place_forms(region["name_zh"], levels[region["level"]])
        rest = [form[len(stem) :] for form in forms if form.startswith(stem)]
        yield from (f"{stem}{ending}{form}" for ending in endings for form in rest)
    country, _, part = region.get("code", "").partition("-")
    if part:
        yield part
    if number := region.get("gb_code", ""):
        short = number.removesuffix("0000")
        yield from (short, f"{country}{short}")


Row: TypeAlias = tuple[str, int, str, int, str]
"""Key, tier, kind or closed list, number of the record or 0, value of the list or ""."""


def of_records(regions: Mapping[str, Record], levels: Record, entries: Iterable[Any]) -> Iterator[Row]:
    """Yield a row for every name of some records; `regions` are all places by id."""
    for entry in entries:
        parent = regions.get(entry.record.get("parent", ""), {})
        found = record_keys(entry.kind, entry.record, entry.names, parent, levels)
        yield from [(key, tier, entry.kind, entry.n, "") for key, tier in found.items()]


def of_lists(vocabularies: Record) -> Iterator[Row]:
    """Yield a row for every name of every value of the closed lists."""
    for name, values in vocabularies.items():
        for value, said in values.items():
            yield from [(key, tier, name, 0, value) for key, tier in value_keys(value, said).items()]
