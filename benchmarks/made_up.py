"""Plausible facts in any number, seeded: `python benchmarks/made_up.py FOLDER COUNT`.

Every made-up record is modelled on a real one of its kind, drawn at random from `data/`: it has the same fields,
sentences drawn from those of its kind, other places, dates, amounts and links. The kinds stand in the proportions
of the real facts. Names of places, people's words and Chinese names are put together anew, so that the vocabulary
grows with the number of records, as it does in life.

A smaller set is the beginning of a larger one: record n is the same in all of them, and links only to records
before it. So the term, the place and the milestones that a benchmark asks for have the same answer at every size,
and what a larger set costs is the size alone. The wider places (nation, provinces) do get more measures as the
set grows, and a lookup in a place inside counts them.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import yaml
from as_yaml import Record, to_yaml

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SEED = 20260425
FOLDERS = {"policy": "policies"}  # the others add an s
PER_FILE = 400
TOPICS = 12
MILESTONES = 40
"""The short timeline is chosen by hand and stays short."""

ASKED = 20
"""The number of the place that benchmarks ask for."""

_SYLLABLES = tuple("an bei cheng dong feng guang he jia kun lin ming ning ping qing".split(" "))  # noqa: SIM905


class Model:
    """The real facts as a mould: records by kind, their sentences, and the Han of their names."""

    def __init__(self) -> None:
        self.records = {kind: _read(kind) for kind in _kinds()}
        total = sum(len(records) for records in self.records.values())
        self.share = {kind: len(records) / total for kind, records in self.records.items()}
        texts = (
            sentence
            for records in self.records.values()
            for record in records
            for field in ("summary", "definition", "explanation", "note", "outcome")
            for sentence in re.split(r"(?<=[.;]) ", record.get(field, ""))
        )
        self.sentences = [text.rstrip(";") for text in texts if 30 < len(text) < 250]
        names = "".join(record["name_zh"] for record in self.records["region"])
        self.han = sorted({char for char in names if not char.isascii()})

    def counts(self, total: int) -> dict[str, int]:
        """How many records of each kind make `total`: the proportions of the real facts."""
        counts = {kind: max(2, round(total * share)) for kind, share in self.share.items() if kind != "topic"}
        counts["source"] += total - TOPICS - sum(counts.values())
        return {**counts, "topic": TOPICS}


def _kinds() -> list[str]:
    return list(yaml.load((DATA / "vocabularies.yaml").read_bytes(), yaml.CSafeLoader)["kind"])


def _folder(kind: str) -> str:
    return FOLDERS.get(kind, f"{kind}s")


def _read(kind: str) -> list[Record]:
    name = _folder(kind)
    files = sorted((DATA / name).glob("*.yaml")) or [DATA / f"{name}.yaml"]
    return [record for file in files for record in yaml.load(file.read_bytes(), yaml.CSafeLoader)]


def records(kind: str, count: int, model: Model) -> Iterator[Record]:
    """The first `count` made-up records of a kind."""
    for number in range(count):
        rng = Random(f"{SEED} {kind} {number}")
        mould = model.records[kind][number if kind == "topic" else rng.randrange(len(model.records[kind]))]
        yield MAKERS.get(kind, _other)(kind, number, dict(mould), rng, model)


def place(number: int) -> str:
    """The id of the region with this number: the world, the nation, then places below it."""
    return ("world", "china")[number] if number < 2 else named("place", number)


def named(kind: str, number: int) -> str:
    """The id of a record: as in life, not all begin alike."""
    many = len(_SYLLABLES)
    return f"{_SYLLABLES[number % many]}{_SYLLABLES[number // many % many]}-{kind}-{number}"


def _parent(number: int) -> int:
    """Provinces lie in the nation, cities in a province, zones in a city, six in each; none lies in ASKED."""
    found = 0 if number == 1 else 1 if number < 8 else 2 + (number - 8) // 6
    return found + 1 if found == ASKED else found


def _latin(rng: Random, parts: int = 2) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(parts)).capitalize()


def _chinese(rng: Random, model: Model, length: int) -> str:
    return "".join(rng.choice(model.han) for _ in range(length))


def _prose(rng: Random, model: Model, sentences: int) -> str:
    """Real sentences in a new order, under the name of a firm or a place that is not."""
    told = [rng.choice(model.sentences) for _ in range(sentences)]
    return f"{_latin(rng)} {_latin(rng, 3)}: {' '.join(told)}"[:900].rstrip()


def _day(rng: Random) -> str:
    return f"{rng.randint(2023, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _near(rng: Random, number: int, ratio: float) -> int:
    """The number of a record of another kind, `ratio` times as common, that came before this one."""
    return int(number * ratio * rng.uniform(0.5, 1))


def _region(rng: Random, number: int, model: Model, kind: str) -> str:
    """Mostly a place of about the same age, now and then the nation or a province."""
    if rng.random() < 0.12:
        return place(rng.randint(1, 7))
    return place(max(1, _near(rng, number, model.share["region"] / model.share[kind])))


def _sources(rng: Random, number: int, model: Model, kind: str, many: int) -> list[str]:
    ratio = model.share["source"] / model.share[kind]
    # A few early records may be numbered before enough sources are: those cite the first ones.
    return list(dict.fromkeys(named("source", _near(rng, number, ratio * 0.9)) for _ in range(min(many, 3))))


def _other(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    """What all kinds with prose have in common: id, place, sources, text, dates."""
    made = record | {
        "id": named(kind, number),
        "title": f"{record.get('title', '')} of {_latin(rng, 3)}"[:250],
    }
    if "title" not in record:
        del made["title"]
    for field in ("note", "outcome", "definition", "explanation", "summary"):
        if field in record:
            made[field] = _prose(rng, model, 1 if field in ("note", "definition") else 2)
    if "region" in record:
        made["region"] = _region(rng, number, model, kind)
    if "places" in record:
        made["places"] = [_region(rng, number, model, kind)]
    made["sources"] = _sources(rng, number, model, kind, len(record.get("sources", "x")))
    for field in ("replaced_by", "applies_in", "see", "numbers_elsewhere"):
        made.pop(field, None)
    if made.get("status") in ("superseded", "repealed"):
        made["expires"] = _day(rng)
    for field in ("date", "issued", "valid_from", "published"):
        if field in record:
            made[field] = _day(rng)
    if "policy" in record:
        made["policy"] = named("policy", _near(rng, number, model.share["policy"] / model.share[kind]))
    return made


def _source(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = record | {
        "id": named("source", number),
        "title": f"{_latin(rng)}: {record['title']}"[:250],
        "publisher": f"{record['publisher']} {_latin(rng)}" if rng.random() < 0.3 else record["publisher"],
        "url": f"https://example.org/{rng.randrange(10**9)}/{number}.html",
    }
    return made | {"published": _day(rng)} if "published" in record else made


def _place(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    if number < 2:
        name = ("World", "China")[number]
        known = next(real for real in model.records["region"] if real["name"] == name)
        return {key: value for key, value in known.items() if key != "sources"}
    level = "province" if number < 8 else "city" if number < 44 else "zone"
    name, chinese = f"{_latin(rng)}{_latin(rng).lower()} {number}", _chinese(rng, model, 4)
    made = {"id": place(number), "name": name, "name_zh": f"{chinese}{number}", "level": level}
    return made | {"parent": place(_parent(number)), "aliases": [f"{name} Area"]}


def _actor(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = _other(kind, number, record, rng, model) | {
        "name": f"{record['name']} of {_latin(rng, 3)} {number}"
    }
    made.pop("abbreviation", None)
    return made | {"name_zh": _chinese(rng, model, 6)}


def _term(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = _other(kind, number, record, rng, model)
    name = f"{record['term']} {_latin(rng, 3).lower()}"
    made |= {
        "id": f"{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')[:60].rstrip('-')}-{number}",
        "term": name,
    }
    made |= {"zh": _chinese(rng, model, rng.randint(3, 6)), "aliases": [f"{_latin(rng, 3)} {_latin(rng)}"]}
    for field in ("broader", "narrower", "related"):
        made.pop(field, None)
    return made


def _event(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = _other(kind, number, record, rng, model)
    made.pop("milestone", None)
    return made | {"milestone": True} if number < MILESTONES else made


def _incentive(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = _other(kind, number, record, rng, model)
    times = rng.randint(1, 9)  # all sums of a measure alike, so that no tier passes its cap
    for field in ("cap", "pool"):
        if field in record:
            made[field] = _larger(record[field], times)
            made[field].pop("group", None)
    # The tests of conditions name places and measures that a set made up has not; their sentences stay.
    for field in ("settled_by", "apply"):
        made.pop(field, None)
    if "conditions" in record:
        made["conditions"] = [one if isinstance(one, str) else one["text"] for one in made["conditions"]]
    if "tiers" in record:
        tested = ("needs", "none", "rest")
        made["tiers"] = [
            {key: value for key, value in _larger(tier, times).items() if key not in tested}
            for tier in record["tiers"]
        ]
    if "valid_until" in record:
        made["valid_until"] = f"{rng.randint(2025, 2030)}-12-31"
    return made


def _in_order(record: Record) -> Record:
    """The record without a day that lies before one that it must follow."""
    for first, later in (
        ("issued", "effective"), ("issued", "expires"), ("effective", "expires"),
        ("valid_from", "valid_until"), ("valid_from", "seen"),
    ):  # fmt: skip
        if record.get(later, "9999") < record.get(first, ""):
            del record[later]
    return record


def _larger(part: Record, times: int) -> Record:
    """A part of a measure with its sums so many times as large."""
    return {key: value * times if key in ("amount", "from") else value for key, value in part.items()}


def _topic(kind: str, number: int, record: Record, rng: Random, model: Model) -> Record:
    made = _other(kind, 0, record, rng, model)
    return made | {
        "id": named("topic", number),
        "body": f"{_prose(rng, model, 4)} [{named('policy', 0)}]",
        "order": number + 1,
    }


Maker = Callable[[str, int, Record, Random, Model], Record]
MAKERS: dict[str, Maker] = {
    "source": _source,
    "region": _place,
    "actor": _actor,
    "term": _term,
    "event": _event,
    "incentive": _incentive,
    "topic": _topic,
}


def generate(folder: Path, count: int) -> None:
    """Write `count` records as a folder of facts (`dataset.yaml` and the vocabularies with them)."""
    model = Model()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(DATA / "vocabularies.yaml", folder)
    # The real constants, resting on what is made up.
    constants = (DATA / "dataset.yaml").read_text(encoding="utf-8")
    constants = re.sub(r"\bsource: \S+", f"source: {named('source', 0)}", constants)
    constants = re.sub(r"(foreign_equality_law): \S+", rf"\1: {named('policy', 0)}", constants)
    (folder / "dataset.yaml").write_text(constants, encoding="utf-8")
    for kind, many in model.counts(count).items():
        within = folder / _folder(kind)
        within.mkdir()
        made = [_in_order(record) for record in records(kind, many, model)]
        for start in range(0, many, PER_FILE):
            text = to_yaml(made[start : start + PER_FILE])
            (within / f"{start // PER_FILE:04}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
