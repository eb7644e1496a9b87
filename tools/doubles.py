"""Records that may tell of one thing twice, for a person to read both."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rapidfuzz import fuzz

from nqpf_cli.loading.facts import Loaded
from nqpf_cli.model.names import fold

# A kind's fields that, all alike, make two records of it one thing; "~": only where the titles are alike too.
SAME: Final = {
    "event": (("~", "date", "region"),),
    "policy": (("document_number",), ("title_zh",), ("~", "region", "issued"), ("~", "region", "issuer")),
    "incentive": (("region", "instrument", "cap.amount"), ("~", "region", "instrument")),
    "target": (("region", "unit", "value", "by"), ("~", "region", "by")),
    "figure": (("region", "unit", "value", "period"), ("~", "region", "period")),
    "position": (("date", "region", "about"), ("~", "region", "actor")),
    "term": (("zh",),),
    "actor": (("name_zh",),),
}
ALIKE: Final = 75  # of 100, of titles; events of one day and place need less
ALIKE_EVENTS: Final = 50


def address(url: str) -> str:
    """A page's address without what does not tell pages apart: the scheme, www and m, a last slash."""
    host, slash, path = url.partition("://")[2].partition("/")
    host = host.lower().removeprefix("www.").removeprefix("m.")
    return host + slash + path.rstrip("/")


def doubles(ours: Iterable[Loaded], new: list[Loaded]) -> list[str]:
    """A line for each pair of a new record and one before it that may be one thing."""
    there: dict[tuple[Any, ...], list[Loaded]] = {}
    for loaded in ours:
        for key in _keys(loaded):
            there.setdefault(key, []).append(loaded)
    said: dict[tuple[str, str], str] = {}
    for loaded in new:
        for key in _keys(loaded):
            for other in there.setdefault(key, []):
                pair = (loaded.record["id"], other.record["id"])
                if (key[1] != "~" and not _siblings(loaded, other)) or _alike(loaded, other):
                    fields = ", ".join(str(one) for one in key[2])
                    said.setdefault(pair, f"near-double {pair[0]}: {pair[1]} ({fields}); read both")
            there[key].append(loaded)
    return list(said.values())


def _keys(loaded: Loaded) -> Iterator[tuple[Any, ...]]:
    """What a record would share with a double: kind, whether titles count, the fields, their values."""
    for names in SAME.get(loaded.kind, ()):
        fields = tuple(name for name in names if name != "~")
        values = tuple(_field(loaded.record, name) for name in fields)
        if None not in values:
            yield (loaded.kind, names[0] if names[0] == "~" else "", fields, values)


def _field(record: dict[str, Any], name: str) -> Any:
    """A field of a record, or of a part of it; of a text what matters."""
    value: Any = record
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return fold(value) if isinstance(value, str) else value


def _siblings(one: Loaded, other: Loaded) -> bool:
    """Whether two records are parts of one document, which often share an amount."""
    return "policy" in one.record and one.record["policy"] == other.record.get("policy")


def _alike(one: Loaded, other: Loaded) -> bool:
    """Whether two titles may name one thing."""
    least = ALIKE_EVENTS if one.kind == "event" else ALIKE
    return fuzz.token_sort_ratio(fold(one.record["title"]), fold(other.record["title"])) >= least
