"""The merge tool: each record in its file and place, nothing else touched, a second time nothing at all."""

import shutil
from pathlib import Path

import pytest
import yaml

from nqpf_cli.loading.checks import check
from nqpf_cli.loading.load import FactSet, load
from nqpf_cli.model.kinds import FOLDERS
from tests.conftest import DATA
from tests.docs.pack import templates
from tests.docs.pack import write as write_templates
from tests.store.roots import SOUND, bundle, pack
from tools import merge
from tools.doubles import doubles
from tools.emit import entry

EVENTS = """\
# yaml-language-server: $schema=../../schema/events.json
- id: event-one
  date: '2024-06-18'   # a comment, and blanks that a writer of YAML would not keep
  title:   Something happened
  category: plan
  region: china
  summary: It did.
  sources: [page-one]
  confidence: high

- id: event-three
  date: 2024-09
  title: Something else
  category: plan
  region: china
  summary: It did too.
  sources: [page-two]
  confidence: high
"""
TERMS = """\
- id: compute
  term: Computing power
  category: concept
  definition: What computers can do.
  sources:
    - page-one
  confidence: high

- id: rate
  term: Rate
  category: concept
  definition: A share of a cost.
  related:
    - voucher
  sources:
    - page-one
  confidence: high

- id: voucher
  term: Computing voucher
  category: concept
  definition: A voucher for computing.
  related:
    - rate
  sources:
    - page-one
  confidence: high
"""
NEW = {
    "events.yaml": """\
        - {id: event-two, date: '2024-07-01', title: Another thing, category: plan, region: china,
           summary: It did., sources: [page-new, page-again], confidence: high}
        - {id: event-again, date: '2024-06-18', title: Something has happened, category: plan, region: china,
           summary: It did., sources: [page-again], confidence: high}
        - {id: event-old, date: '2019-01', title: Long ago, category: plan, region: china,
           summary: It did., sources: [page-new], confidence: high}
        """,
    "terms.yaml": """\
        - {id: model, term: Model, category: concept, definition: What is trained., sources: [page-new],
           broader: [compute], related: [rate], confidence: high}
        """,
    "regions.yaml": "- {id: nanshan, name: Nanshan, name_zh: 南山区, level: district, parent: shenzhen}",
    "sources.yaml": """\
        - {id: page-new, title: A new page, publisher: A house, url: https://example.org/new,
           published: '2018-06', language: en, kind: primary}
        - {id: page-again, title: A page, publisher: A house, url: https://www.example.org/one/,
           language: en, kind: primary}
        - {id: page-idle, title: No one cites it, publisher: A house, url: https://example.org/idle,
           language: en, kind: primary}
        """,
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small folder of facts, its events and terms where CONTRIBUTING has them."""
    root = bundle(tmp_path)
    for name, text in (("events", EVENTS), ("terms", TERMS)):
        (root / f"{name}.yaml").unlink()
        (root / name).mkdir()
        (root / name / ("2024.yaml" if name == "events" else "concept.yaml")).write_text(text)
    facts = load([root])
    assert [*facts.problems, *check(facts)] == []
    return root


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.yaml")}


def without(text: str, lines: list[str]) -> str:
    """A text without these lines, each of which it must hold."""
    kept = text.splitlines()
    for line in lines:
        kept.remove(line)
    return "\n".join(kept) + "\n"


def test_records_go_between_and_nothing_else_changes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, mine = files(data), pack(tmp_path, NEW)
    assert merge.merge(data, mine, "", dry=True) == 0
    told = capsys.readouterr().out
    assert files(data) == before, "a dry run writes nothing"

    assert merge.merge(data, mine, "", dry=False) == 0
    assert capsys.readouterr().out == told.replace("would file", "filed")
    assert told.splitlines() == [
        "left out page-again: its page is there as page-one, which is cited in its place",
        "left out page-idle: no record cites it",
        "near-double event-again: event-one (date, region); read both",
        *(f"would file {count} of kind {kind}" for count, kind in
          ((1, "source"), (1, "region"), (1, "term"), (3, "event"))),
    ]  # fmt: skip
    after = files(data)
    assert after.keys() - before.keys() == {"events/2019.yaml", "sources/2019-and-before.yaml"}
    assert after["events/2019.yaml"].startswith(
        "# yaml-language-server: $schema=../../schema/events.json\n- id:"
    )
    found = load([data])
    assert [*found.problems, *check(found)] == []
    dated = [record["id"] for record in yaml.safe_load(after["events/2024.yaml"])]
    assert dated == ["event-again", "event-one", "event-two", "event-three"]
    assert found.records["event-two"].record["sources"] == ["page-new", "page-one"]
    assert [record["id"] for record in yaml.safe_load(after["regions.yaml"])][-1] == "nanshan"
    assert found.records["compute"].record["narrower"] == ["model"]
    assert found.records["rate"].record["related"] == ["voucher", "model"]
    for name, new in (("events/2024.yaml", ["event-again", "event-two"]), ("terms/concept.yaml", ["model"])):
        text = after[name]
        for key in new:
            text = text.replace(entry(found.records[key].record) + "\n", "")
        back = ["  narrower:", "    - model", "    - model"] if "terms" in name else []
        assert without(text, back) == before[name], name

    assert merge.merge(data, mine, "", dry=False) == 0
    assert files(data) == after, "a second time changes nothing"
    assert "nothing new" in capsys.readouterr().out


def test_a_place_goes_into_a_place_that_is_new_too(data: Path, tmp_path: Path) -> None:
    text = """\
        - {id: haian, name: Hai'an, name_zh: 海安市, level: district, parent: nantong}
        - {id: nantong, name: Nantong, name_zh: 南通市, level: city, parent: jiangsu}
        - {id: jiangsu, name: Jiangsu, name_zh: 江苏省, level: province, parent: china}
        - {id: yangtze, name: Yangtze Delta, name_zh: 长三角, level: zone, parent: china, spans: [jiangsu]}
        """
    assert merge.merge(data, pack(tmp_path, {"regions.yaml": text}), "", dry=False) == 0
    regions = yaml.safe_load((data / "regions.yaml").read_text())
    wanted = ["world", "china", "jiangsu", "nantong", "haian", "shenzhen", "yangtze"]
    assert [record["id"] for record in regions] == wanted


def test_what_would_not_be_sound_is_not_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(data)
    for number, (field, value, said) in enumerate((
        ("sources", "[page-none]", "there is no source page-none"),
        ("date", "'2026-12-24'", "lies after"),
        ("colour", "red", "'colour' is no field"),
    )):  # fmt: skip
        text = "- {id: e, title: T, category: plan, region: china, summary: S., confidence: high, "
        rest = {"sources": "[page-one]", "date": "'2024-01-01'"} | {field: value}
        text += ", ".join(f"{key}: {one}" for key, one in rest.items()) + "}\n"
        assert merge.merge(data, pack(tmp_path, {"events.yaml": text}, f"bad{number}"), "", dry=False) == 1
        err = capsys.readouterr().err
        assert said in err and "nothing was written" in err
    assert files(data) == before


def test_a_record_that_is_there_and_differs_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = SOUND["figures.yaml"].replace("value: 10\n", "value: 11\n")
    assert merge.merge(data, pack(tmp_path, {"figures.yaml": other}), "", dry=False) == 0
    assert "left out figure-one: the id is there, and differs in value" in capsys.readouterr().out


def test_each_template_goes_into_the_file_that_it_names(tmp_path: Path) -> None:
    write_templates(tmp_path / "facts")
    found = load([DATA, tmp_path / "facts"])
    regions = {key: one.record for key, one in found.records.items() if one.kind == "region"}
    for file, text in templates().items():
        for record in yaml.safe_load(text):
            loaded = found.records[record["id"]]
            assert merge.file_of(loaded.kind, loaded.record, regions) == file


def test_our_files_are_in_the_order_that_new_records_are_put_in(facts: FactSet) -> None:
    there: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    regions = {key: one.record for key, one in facts.records.items() if one.kind == "region"}
    for loaded in facts.records.values():
        own = merge.order(loaded.kind, loaded.record, regions)
        there.setdefault(loaded.file, []).append((loaded.line, own))
    wrong = {
        file
        for file, lines in there.items()
        if [one[1] for one in sorted(lines)] != sorted(o[1] for o in lines)
    }
    assert not wrong


def test_our_records_read_the_same_as_written_anew(facts: FactSet, tmp_path: Path) -> None:
    for name in ("dataset.yaml", "vocabularies.yaml"):
        shutil.copy(DATA / name, tmp_path)
    for kind, folder in FOLDERS.items():
        records = [one.record for one in facts.records.values() if one.kind == kind]
        (tmp_path / f"{folder}.yaml").write_text("\n".join(map(entry, records)), "utf-8")
    again = load([tmp_path])
    assert again.problems == []
    assert {key: one.record for key, one in again.records.items()} == {
        key: one.record for key, one in facts.records.items()
    }


@pytest.mark.parametrize(
    ("kind", "one", "other", "double"),
    [
        ("policy", {"document_number": "X〔2026〕1号"}, {"document_number": "X〔2026〕1号"}, True),
        ("incentive", {"region": "a", "instrument": "grant", "cap": {"amount": 5}},
         {"region": "a", "instrument": "grant", "cap": {"amount": 5}}, True),
        ("incentive", {"region": "a", "instrument": "grant", "cap": {"amount": 5}},
         {"region": "a", "instrument": "grant", "cap": {"amount": 6}}, False),
        ("incentive", {"region": "a", "instrument": "grant", "cap": {"amount": 5}, "policy": "p"},
         {"region": "a", "instrument": "grant", "cap": {"amount": 5}, "policy": "p"}, False),
        ("target", {"region": "a", "unit": "CNY", "value": 5, "by": "2030"},
         {"region": "a", "unit": "CNY", "value": 5, "by": "2030"}, True),
        ("figure", {"region": "a", "unit": "CNY", "value": 5, "period": "2025"},
         {"region": "a", "unit": "CNY", "value": 5, "period": "2026"}, False),
        ("event", {"region": "a", "date": "2026-05", "title": "Opens a centre for robots"},
         {"region": "a", "date": "2026-05", "title": "A centre for robots opens"}, True),
    ],
)  # fmt: skip
def test_near_doubles(
    kind: str, one: dict[str, object], other: dict[str, object], double: bool, facts: FactSet
) -> None:
    like = next(iter(facts.records.values()))
    first = like._replace(kind=kind, record={"id": "one", "title": "A title"} | one)
    second = like._replace(kind=kind, record={"id": "other", "title": "Quite another name"} | other)
    assert bool(doubles([first], [second])) is double
