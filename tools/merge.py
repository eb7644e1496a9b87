"""Bring a fact pack into data/: each record into the file and the place that CONTRIBUTING names.

    python tools/merge.py PACK --dry-run             says what it would do
    python tools/merge.py PACK --added 2026-11-27    does it, and dates the new records

What stands in a file stays as it is, byte for byte: new records are put between, and a term that a new one names
as its neighbour gets the link back. A record whose id is there, a page whose address is there, and a page that
nothing cites are left out; near-doubles are filed and named, for a person to read both. Merging a pack twice
changes nothing. Nothing is written unless all of data/ would be sound. Exit code 1: nothing was written, and the
lines say why.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from nqpf_cli.loading.checks import check  # noqa: E402
from nqpf_cli.loading.checks.check_filing import file_of, order  # noqa: E402
from nqpf_cli.loading.facts import FactSet, Loaded  # noqa: E402
from nqpf_cli.loading.load import load  # noqa: E402
from nqpf_cli.model.kinds import KINDS, fields_of  # noqa: E402 - the checkout beside us is meant
from nqpf_cli.model.record import Record  # noqa: E402
from tools.doubles import address, doubles  # noqa: E402
from tools.emit import entry, fields  # noqa: E402

MIRROR = {"broader": "narrower", "narrower": "broader", "related": "related"}
MOST = 20  # faults that are named


class Insertion(NamedTuple):
    """Lines to put before a line (from 1) of a file, by `order` where several go before the same one."""

    line: int
    order: tuple[str, ...]
    text: str


class Plan(NamedTuple):
    """What a merge would do: the insertions a file, the new records, and what a person should read."""

    insertions: dict[str, list[Insertion]]
    new: list[Loaded]
    said: list[str]


def plan(data: Path, facts: FactSet, added: str) -> Plan:
    """Work out a merge of the packs among `facts` into the folder `data`, without touching it."""
    ours = {key: loaded for key, loaded in facts.records.items() if not loaded.pack}
    every = [*facts.records.values(), *facts.partial]
    new, said = _new(ours, [loaded for loaded in every if loaded.pack], added)
    said += doubles(ours.values(), new)
    regions = {key: one.record for key, one in facts.records.items() if one.kind == "region"}
    there: dict[str, list[Loaded]] = {}
    for loaded in ours.values():
        there.setdefault(loaded.file.partition("/")[2], []).append(loaded)
    insertions: dict[str, list[Insertion]] = {}
    for loaded in new:
        file = file_of(loaded.kind, loaded.record, regions)
        own = order(loaded.kind, loaded.record, regions)
        behind = [one.line for one in there.get(file, ()) if order(one.kind, one.record, regions) > own]
        insertions.setdefault(file, []).append(Insertion(min(behind, default=0), own, entry(loaded.record)))
    for file, insertion in _mirrored(ours, new):
        insertions.setdefault(file, []).append(insertion)
    return Plan(insertions, new, said)


def _new(ours: dict[str, Loaded], pack: list[Loaded], added: str) -> tuple[list[Loaded], list[str]]:
    """The records of a pack that are to be filed, and a line for each that is left out."""
    said = []
    pages = {address(one.record["url"]): key for key, one in ours.items() if one.kind == "source"}
    same: dict[str, str] = {}  # id of a page that is left out: the page that stands for it
    fresh = []
    for loaded in sorted(pack, key=lambda one: list(KINDS).index(one.kind)):
        key, record = loaded.record["id"], dict(loaded.record)
        if added and "added" not in record:
            record["added"] = added
        if key in ours:
            differs = _differences(ours[key].record, record, same)
            if differs:
                said.append(f"left out {key}: the id is there, and differs in {', '.join(differs)}")
        elif loaded.kind == "source" and (page := address(record["url"])) in pages:
            same[key] = pages[page]
            said.append(f"left out {key}: its page is there as {pages[page]}, which is cited in its place")
        else:
            if loaded.kind == "source":
                pages[address(record["url"])] = key
            elif "sources" in record:
                record["sources"] = list(dict.fromkeys(same.get(one, one) for one in record["sources"]))
            fresh.append(loaded._replace(record=_in_order(loaded.kind, record)))
    cited = {page for one in (*ours.values(), *fresh) for page in one.record.get("sources", ())}
    for loaded in fresh:
        if loaded.kind == "source" and loaded.record["id"] not in cited:
            said.append(f"left out {loaded.record['id']}: no record cites it")
    return [one for one in fresh if one.kind != "source" or one.record["id"] in cited], said


def _differences(there: Record, record: Record, same: dict[str, str]) -> list[str]:
    """The fields in which a record differs from the one that is there; what may have been added since is none."""
    record = {**record, "sources": [same.get(one, one) for one in record.get("sources", ())]}
    return [
        field
        for field, value in record.items()
        if field not in ("added", "replaces", *MIRROR)
        and (set(value) - set(there.get(field, ())) if field == "sources" else there.get(field) != value)
    ]


def _in_order(kind: str, record: Record) -> Record:
    """The record with its fields in the order of its kind."""
    names = list(fields_of(kind))
    return {field: record[field] for field in names if field in record}


def _mirrored(ours: dict[str, Loaded], new: list[Loaded]) -> Iterator[tuple[str, Insertion]]:
    """The links of our terms back to new ones, each with its file."""
    back: dict[tuple[str, str], list[str]] = {}
    for loaded in new:
        for field in MIRROR if loaded.kind == "term" else ():
            for other in loaded.record.get(field, ()):
                if other in ours and loaded.record["id"] not in ours[other].record.get(MIRROR[field], ()):
                    back.setdefault((other, MIRROR[field]), []).append(loaded.record["id"])
    for (key, field), ids in back.items():
        there = ours[key]
        if field in there.record:
            line = there.at(f"{field}.{len(there.record[field]) - 1}")[0] + 1
            text = "".join(f"    - {one}\n" for one in sorted(ids))
        else:
            names = list(_in_order("term", {**there.record, field: ids}))
            line = there.node.key_at(names[names.index(field) + 1])[0]
            text = fields({field: sorted(ids)})
        yield there.file.partition("/")[2], Insertion(line, ("",), text)


def merged(text: str, insertions: list[Insertion], head: str) -> str:
    """The text of a file with the insertions in it; `head` is the first line of a file that is new."""
    lines = (text or head).splitlines(keepends=True)
    ends = [one for one in insertions if not one.line]
    for line in sorted({one.line for one in insertions if one.line}, reverse=True):
        here = sorted((one for one in insertions if one.line == line), key=lambda one: one.order)
        lines[line - 1 : line - 1] = [
            one.text if one.text.startswith(" ") else one.text + "\n" for one in here
        ]
    for one in sorted(ends, key=lambda one: one.order):
        gap = "" if lines[-1].endswith("\n") else "\n"
        lines.append(gap + ("\n" if len(lines) > 1 else "") + one.text)
    return "".join(lines)


def merge(data: Path, pack: Path, added: str, dry: bool) -> int:
    """Merge a pack into `data` and print what was done. Out: the exit code."""
    facts = load([data, pack], ["data", str(pack)])
    ours = {key for key, one in facts.records.items() if not one.pack}
    taken = {(one.file, *one.at("id")) for one in facts.partial if one.record.get("id") in ours}
    problems = [one for one in facts.problems if (one.file, one.line, one.column) not in taken]
    if problems:
        return _refuse("the facts are not sound", problems)
    work = plan(data, facts, added)
    with tempfile.TemporaryDirectory(prefix="nqpf-merge-") as folder:
        copy = Path(folder, "data")
        shutil.copytree(data, copy)
        for file, insertions in work.insertions.items():
            path = copy / file
            path.parent.mkdir(exist_ok=True)
            head = f"# yaml-language-server: $schema={'../' * (file.count('/') + 1)}schema/{_schema(file)}.json\n"
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(merged(before, insertions, head), encoding="utf-8", newline="\n")
        after = load([copy], ["data"])
        if problems := [*after.problems, *check(after)]:
            return _refuse("data/ would not be sound", problems)
        for file in () if dry else work.insertions:
            (data / file).parent.mkdir(exist_ok=True)
            (data / file).write_bytes((copy / file).read_bytes())
    for line in work.said:
        print(line)
    for kind in KINDS:
        if count := sum(one.kind == kind for one in work.new):
            print(f"{'would file' if dry else 'filed'} {count} of kind {kind}")
    if not work.new:
        print("nothing new")
    return 0


def _schema(file: str) -> str:
    return file.partition("/")[0].removesuffix(".yaml")


def _refuse(why: str, problems: list[Any]) -> int:
    """Say why nothing was written. Out: the exit code."""
    rest = [f"and {len(problems) - MOST} more"] if len(problems) > MOST else []
    last = f"{why}: nothing was written; mend the lines above"
    print(*problems[:MOST], *rest, last, sep="\n", file=sys.stderr)
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(description="Bring a fact pack into data/, as CONTRIBUTING.md has it.")
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of the pack")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the folder of facts (data/)")
    parser.add_argument("--added", default="", metavar="DATE", help="the day to write into each new record")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    asked = parser.parse_args()
    if not asked.pack.is_dir():
        parser.error(f"{asked.pack} is no folder; name the folder of a fact pack")
    return merge(asked.data, asked.pack, asked.added, asked.dry_run)


if __name__ == "__main__":
    sys.exit(main())
