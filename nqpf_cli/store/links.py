"""Links between records: that each leads somewhere, and that places do not lie in themselves."""

from collections.abc import Iterable, Iterator, Set

from nqpf_cli.model.kinds import KINDS
from nqpf_cli.store.facts import Loaded
from nqpf_cli.store.faults import Fault
from nqpf_cli.store.nearest import mend
from nqpf_cli.store.shapes import shape_of


def dangling(records: Iterable[Loaded], known: dict[str, str], unread: Set[str]) -> Iterator[Fault]:
    """Links to no record, or to one of the wrong kind; `known` gives the kind of every id there is.

    A link to one of the kinds `unread`, which were not read to the end, may miss for no fault of its own.
    """
    shapes = {kind: shape_of(struct).links for kind, struct in KINDS.items()}
    for loaded in records:
        record = loaded.record
        for name, many, kinds in shapes[loaded.kind]:
            value = record.get(name)
            if value is None:
                continue
            for index, target in enumerate(value if many else (value,)):
                kind = known.get(target)
                if target is None:  # an item that is no id at all, which is said elsewhere
                    continue
                if kind is None and (unread if kinds == ("*",) else not unread.isdisjoint(kinds)):
                    continue
                if kind is not None and (kind in kinds or kinds == ("*",)):
                    continue
                at = loaded.at(f"{name}.{index}" if many else name)
                if kind is None:
                    what = f"{name}: there is no {_either(kinds)} {target}"
                    choices = (one for one, its in known.items() if its in kinds or kinds == ("*",))
                    how = mend(target, choices, f"add the {_either(kinds)}, or take the id out")
                else:
                    what = f"{name}: {target} is of the kind {kind}, not {_either(kinds)}"
                    how = f"name a record of the kind {_either(kinds)}"
                yield Fault(loaded.file, *at, what, how)


def _either(kinds: tuple[str, ...]) -> str:
    return "record" if kinds == ("*",) else " or ".join(kinds)


def region_loops(records: dict[str, Loaded]) -> Iterator[Fault]:
    """Regions that lie in themselves, so that nothing that walks up the tree can go on for ever."""
    sound: set[str] = set()
    for key, loaded in records.items():
        if loaded.kind != "region":
            continue
        path: list[str] = []
        here: str | None = key
        while here in records and here not in sound and here not in path:
            path.append(here)
            here = records[here].record.get("parent")
        if here == key:
            what = f"{key} lies in itself: {' in '.join([*path, key])}"
            yield Fault(loaded.file, *loaded.at("parent"), what, "name the place that it really lies in")
        elif here not in path:
            sound.update(path)
