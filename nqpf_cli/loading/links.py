"""Links between records: that each leads somewhere, and that places do not lie in themselves."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from nqpf_cli.loading.facts import Loaded
from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.loading.suggestions import limited_suggestions
from nqpf_cli.model.kinds import KINDS

MAX_LEVELS: Final = 12
"""So many places may lie in one another, the world included; ours need six."""


def dangling(
    records: Iterable[Loaded], known: dict[str, str], unread: Set[str], withdrawn: Mapping[str, Loaded]
) -> Iterator[Problem]:
    """Yield links to no record, or to one of the wrong kind; `known` gives the kind of every id there is.

    A link to one of the kinds `unread`, which were not read to the end, may lead to a record that was not read.
    """
    links = {
        kind: [
            (name, spec, frozenset(KINDS if spec.link == ("*",) else spec.link))
            for name, spec in specs_of(struct).items()
            if spec.link
        ]
        for kind, struct in STRUCTS.items()
    }
    suggest = limited_suggestions()
    for loaded in records:
        record = loaded.record
        for name, spec, kinds in links[loaded.kind]:
            value = record.get(name)
            if value is None:
                continue
            for index, target in enumerate(value if spec.many else (value,)):
                kind = known.get(target) if target else None
                # An item that is no id at all is said elsewhere.
                if kind in kinds or target is None or (kind is None and not unread.isdisjoint(kinds)):
                    continue
                at = f"{name}.{index}" if spec.many else name
                if kind is None:
                    what = f"{name}: there is no {spec.reference} {target}"
                    choices = (one for one, its in known.items() if its in kinds)
                    otherwise = f"add the {spec.reference}, or take the id out"
                    how = gone(target, withdrawn) or next(suggest)(target, choices, otherwise)
                else:
                    what = f"{name}: {target} is of the kind {kind}, not {spec.reference}"
                    how = f"name a record of the kind {spec.reference}"
                yield loaded.problem(at, what, how)


def gone(target: str, withdrawn: Mapping[str, Loaded]) -> str:
    """Return what to do about the id of a record that was withdrawn; nothing where it was not."""
    if target not in withdrawn:
        return ""
    record = withdrawn[target].record
    do = f"name {record['now']}" if "now" in record else "take it out"
    return f"{do}: it was withdrawn on {record['date']}, {record['why'].rstrip('.')}"


def region_tree(records: Mapping[str, Loaded]) -> Iterator[Problem]:
    """Yield regions that lie in themselves, and those at more than MAX_LEVELS: whatever walks up the tree soon ends."""
    parents = {key: one.record.get("parent", "") for key, one in records.items() if one.kind == "region"}
    levels: dict[str, int] = {}
    for ring in rings({key: [parent] for key, parent in parents.items()}):
        loaded = records[ring[0]]
        what = f"{ring[0]} lies in itself: {round_of(ring, 'in')}"
        yield loaded.problem("parent", what, "name the place that it really lies in")
        levels.update(dict.fromkeys(ring, 0))
    for key in parents:
        way = [key]
        while way[-1] not in levels and parents[way[-1]] in parents:
            way.append(parents[way[-1]])
        if way[-1] not in levels:
            levels[way[-1]] = 1
        for here in way[-2::-1]:
            levels[here] = levels[parents[here]] + 1
            if levels[here] == MAX_LEVELS + 1:  # what lies in it is mended with it
                what = f"{here} lies at level {levels[here]} of the places, more than the {MAX_LEVELS} there may be"
                loaded = records[here]
                yield loaded.problem("parent", what, "let it lie in a wider place of those above it")


def rings(ahead: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Yield the ways by which something comes back to itself through what it names, one for each that closes a ring.

    A ring begins with its first in the order of `ahead`.
    """
    order = {name: at for at, name in enumerate(ahead)}
    done: set[str] = set()
    for start in ahead:
        way = {} if start in done else {start: iter(ahead[start])}
        while way:
            here = next(reversed(way))
            onward = next((one for one in way[here] if one in ahead and one not in done), None)
            if onward is None:
                way.popitem()
                done.add(here)
            elif onward in way:
                names = list(way)
                ring = names[names.index(onward) :]
                first = ring.index(min(ring, key=order.__getitem__))
                yield ring[first:] + ring[:first]
                way[here] = iter(())  # one that closes many would take the square of their number
            else:
                way[onward] = iter(ahead[onward])


def round_of(ring: Sequence[str], word: str) -> str:
    """ "a in b in a", of a long ring its beginning."""
    shown = ring if len(ring) <= 4 else [*ring[:3], f"… ({len(ring):,} in all)"]
    return f" {word} ".join([*shown, ring[0]])
