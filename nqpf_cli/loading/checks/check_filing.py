"""Where a record of ours goes: the file and the place in it, by the table in CONTRIBUTING."""

from collections.abc import Iterator, Mapping

from nqpf_cli.loading.facts import FactSet, Loaded
from nqpf_cli.loading.problems import Problem
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.places import upwards
from nqpf_cli.model.record import Record

_BY_DATE = ("event", "position")


def some_records(facts: FactSet) -> Iterator[Problem]:
    """Check that a folder that is given as a fact pack holds a record, of which none may have been read."""
    held = {loaded.pack for loaded in facts.texts()}
    for pack, (shown, _) in facts.sizes.items():
        if pack not in held and not facts.unread:
            how = "put some there, such as terms.yaml, or name the folder that holds them"
            yield Problem.of_file(shown, f"no records in {shown}", how)


def file_of(kind: str, record: Record, regions: Mapping[str, Record]) -> str:
    """Return the file of a record under data/."""
    folder = FOLDERS[kind]
    if kind == "source":
        year = record.get("published", "undated")[:4]
        name = "undated" if year == "unda" else "2019-and-before" if year < "2020" else year
    elif kind == "term":
        name = record["category"]
    elif kind == "event":
        name = record["date"][:4]
    elif kind in ("policy", "incentive", "target"):
        name = _province(record["region"], regions)
    else:
        return f"{folder}.yaml"
    return f"{folder}/{name}.yaml"


def _province(place: str, regions: Mapping[str, Record]) -> str:
    """Return the place that lies right in the nation and holds this one; the nation itself for what is national."""
    seen = {""}
    while place not in seen and place in regions:
        seen.add(place)
        above = regions[place].get("parent", "")
        wide = regions[place]["level"] in ("nation", "world") or not above
        if wide or regions.get(above, {}).get("level") == "nation":
            break
        place = above
    return place


def order(kind: str, record: Record, regions: Mapping[str, Record]) -> tuple[str, ...]:
    """Return what the records of a file are ordered by; a place by those that it lies in, so it comes after them."""
    if kind == "topic":
        return (f"{record['order']:04}",)
    if kind == "region":
        return (" ".join(reversed([record["id"], *upwards(record.get("parent", ""), regions)])),)
    return (record["date"], record["id"]) if kind in _BY_DATE else (record["id"],)


def in_place(facts: FactSet) -> Iterator[Problem]:
    """Check that each record of ours stands in its file, where there are several, and in its order."""
    regions = {key: one.record for key, one in facts.records.items() if one.kind == "region"}
    root = facts.dataset_file.removesuffix("dataset.yaml").rstrip("/") + "/"
    before: dict[str, Loaded] = {}
    for loaded in facts.records.values():
        file = loaded.file.removeprefix(root)
        if loaded.pack or not loaded.kind:
            continue
        if "/" in file and file != (wanted := file_of(loaded.kind, loaded.record, regions)):
            yield loaded.problem("id", f"{loaded.record['id']} stands in {file}", f"move it to {wanted}")
        last = before.get(file)
        if loaded.kind == "region":
            held = facts.records.get(loaded.record.get("parent", ""))
            if held and held.file == loaded.file and held.line > loaded.line:
                what = f"{loaded.record['id']} stands before {held.record['id']}, in which it lies"
                yield loaded.problem("id", what, f"move it below line {held.line}")
        elif (
            last
            and order(last.kind, last.record, regions)[:1] > order(loaded.kind, loaded.record, regions)[:1]
        ):
            what = f"{loaded.record['id']} stands after {last.record['id']}, which goes behind it"
            yield loaded.problem("id", what, f"move it above line {last.line}")
            continue
        before[file] = loaded
