"""Loading: every fault of every record at once, at its own place; packs that add and replace; nothing followed."""

import os
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nqpf_cli.loading import files
from nqpf_cli.loading import load as loading
from nqpf_cli.loading import suggestions as nearest
from nqpf_cli.loading.field_specs import specs_of
from nqpf_cli.loading.files import File
from nqpf_cli.loading.load import FactSet, load
from nqpf_cli.loading.problems import Problem
from nqpf_cli.loading.structs import STRUCTS
from nqpf_cli.model.kinds import FOLDERS, KINDS
from tests.conftest import DATA
from tests.store.roots import EXTRA_TERM, SOUND, bundle, pack, write
from tests.work import calls


def said(facts: FactSet) -> list[str]:
    return [str(fault) for fault in facts.problems]


def test_a_sound_folder(tmp_path: Path) -> None:
    facts = load([bundle(tmp_path)])
    assert said(facts) == []
    loaded = facts.records["measure-one"]
    assert (loaded.kind, loaded.pack, loaded.file) == ("incentive", "", "facts/incentives/shenzhen.yaml")
    assert (loaded.line, loaded.column) == (1, 3)
    assert loaded.at("cap.amount") == (14, 13)
    assert loaded.at("sources.0") == (26, 13)
    assert loaded.at("tiers.1.rate_percent") == (23, 21)
    assert loaded.at("pool.amount") == (1, 3)
    assert facts.dataset["checked"] == "2026-11-24"
    assert facts.vocabularies["sector"]["ai"]["label"]


def test_records_are_plain_and_in_the_order_of_their_kind(tmp_path: Path) -> None:
    facts = load([bundle(tmp_path)])
    for loaded in facts.records.values():
        order = list(specs_of(STRUCTS[loaded.kind]))
        assert list(loaded.record) == [field for field in order if field in loaded.record]
        assert type(loaded.record) is dict
    cap = facts.records["measure-one"].record["cap"]
    assert type(cap) is dict
    assert cap == {"amount": 10_000_000, "currency": "CNY", "kind": "ceiling", "from": 200_000}
    assert facts.records["figure-one"].record["value_to"] == 12.5


@pytest.mark.parametrize(
    ("stem", "old", "new", "at", "value"),
    [
        ("policies", "issued: '2025'", "issued: 2025", "plan-two.issued", "2025"),
        ("policies", "title: A plan", "title: 5", "plan-one.title", "5"),
        ("policies", "title: A plan", "title: true", "plan-one.title", "true"),
        ("regions", "[SZ]", "[1.50, 10]", "shenzhen.aliases", ["1.50", "10"]),
        ("figures", "2024-01/2024-06", "2024", "figure-one.period", "2024"),
        ("figures", "2024-01/2024-06", "../2024-06", "figure-one.period", "../2024-06"),
        ("events", "date: '2024-06-18'", "date: 2024-06", "event-one.date", "2024-06"),
        ("events", "title: Something happened", "title: no", "event-one.title", "no"),
        ("events", "title: Something happened", "title: 1e3", "event-one.title", "1e3"),
        ("events", "title: Something happened", "title: 0777", "event-one.title", "0777"),
    ],
)
def test_text_stays_as_written(tmp_path: Path, stem: str, old: str, new: str, at: str, value: object) -> None:
    record, field = at.split(".")
    facts = load([bundle(tmp_path, **{stem: (old, new)})])
    assert said(facts) == []
    assert facts.records[record].record[field] == value


ONE_FAULT = {
    "key": ("policies", "issuer: State Council\n  region: china\n  issued: '2025'", "isuer: State Council",
            ["facts/policies.yaml:13:3: 'isuer' is no field of a policy; did you mean issuer?",
             "facts/policies.yaml:11:3: region is missing; add region: to the record"]),
    "far key": ("events", "category: plan", "category: plan\n  xyzzy: 1",
                ["facts/events.yaml:5:3: 'xyzzy' is no field of an event; one of id, date, milestone"]),
    "part": ("shenzhen", "    currency: CNY\n", "    curency: CNY\n",
             ["facts/incentives/shenzhen.yaml:15:5: cap.'curency' is no field of a cap; did you mean currency?"]),
    "list of parts": ("shenzhen", "when: small", "if: small",
                      ["facts/incentives/shenzhen.yaml:21:7: tiers[1].'if' is no field of a tier",
                       "facts/incentives/shenzhen.yaml:21:7: tiers[1].when is missing"]),
    "no mapping": ("shenzhen", "tiers:\n    - when: large\n      amount: 10000000\n    - when: small\n"
                   "      amount: 200000\n      rate_percent: 20\n", "tiers: many\n",
                   ["facts/incentives/shenzhen.yaml:18:10: tiers is not a list of 1 to 60 mappings"]),
    "vocabulary": ("shenzhen", "sectors: [ai]", "sectors: [ai, robotic]",
                   ["facts/incentives/shenzhen.yaml:6:17: sectors: robotic is not in the list sector; "
                    "did you mean robotics?"]),
    "vocabulary in a part": ("shenzhen", "kind: ceiling\n    from", "kind: roof\n    from",
                             ["facts/incentives/shenzhen.yaml:16:11: kind: roof is not in the list cap_kind; "
                              "one of fixed, ceiling, top-tier"]),
    "link": ("events", "sources: [page-two]", "sources: [page-two, page-onne]",
             ["facts/events.yaml:7:23: sources: there is no source page-onne; did you mean page-one?"]),
    "link of another kind": ("shenzhen", "policy: plan-one", "policy: page-one",
                             ["facts/incentives/shenzhen.yaml:2:11: policy: page-one is of the kind source, not policy"]),
    "id with a line break": ("events", "id: event-one", "id: |\n    event-one", ["facts/events.yaml:1:7: id is no name of small"]),
    "id": ("events", "id: event-one", "id: Event_One", ["facts/events.yaml:1:7: id is no name of small letters"]),
    "date": ("events", "date: '2024-06-18'", "date: 18 June 2024",
             ["facts/events.yaml:2:9: date is not a date; write 2024, 2024-06 or 2024-06-18"]),
    "day": ("events", "date: '2024-06-18'", "date: 2024-02-30", ["facts/events.yaml:2:9: date: \"2024-02-30\" is not a day"]),
    "period": ("figures", "2024-01/2024-06", "2024-06/2024-01", ["facts/figures.yaml:6:11: period: "]),
    "url": ("sources", "https://example.org/one", "javascript:alert(1)",
            ["facts/sources.yaml:4:8: url is no address of the web"]),
    "quoted number": ("figures", "value: 10\n", "value: '10'\n", ["facts/figures.yaml:3:10: value is text, not a number"]),
    "number": ("figures", "value: 10\n", "value: 1e3\n", ["facts/figures.yaml:3:10: value is text, not a number"]),
    "fraction": ("shenzhen", "amount: 10000000\n    cur", "amount: 1.5\n    cur",
                 ["facts/incentives/shenzhen.yaml:14:13: cap.amount is a number, not a whole number"]),
    "nothing": ("shenzhen", "amount: 10000000\n    cur", "amount: 0\n    cur",
                ["facts/incentives/shenzhen.yaml:14:13: cap.amount is 0, and must be >= 1"]),
    "percent": ("shenzhen", "rate_percent: 50", "rate_percent: 5000",
                ["facts/incentives/shenzhen.yaml:9:17: rate_percent is 5,000, and must be <= 1,000"]),
    "boolean": ("events", "category", "milestone: yes\n  category",
                ["facts/events.yaml:4:14: milestone is text, not true or false; write true"]),
    "empty": ("events", "title: Something happened", "title:", ["facts/events.yaml:3:9: title is empty"]),
    "empty text": ("events", "title: Something happened", "title: ''", ["facts/events.yaml:3:10: title is empty"]),
    "null": ("events", "title: Something happened", "title: null", ["facts/events.yaml:3:10: title is empty"]),
    "empty list": ("events", "sources: [page-two]", "sources: []", ["facts/events.yaml:7:12: sources is empty"]),
    "no list": ("events", "sources: [page-two]", "sources: page-two", ["facts/events.yaml:7:12: sources is not a list"]),
    "no list of words": ("shenzhen", "sectors: [ai]", "sectors: ai", ["facts/incentives/shenzhen.yaml:6:12: sectors is not a list"]),
    "no sources": ("events", "  sources: [page-two]\n", "", ["facts/events.yaml:1:3: sources is missing"]),
    "long": ("events", "Something happened", "x" * 301, ["facts/events.yaml:3:10: title has 301 characters, more than the 300"]),
    "alias": ("events", "title: Something happened", "title: *x", ["facts/events.yaml:3:10: an alias, *x"]),
    "loop of places": ("regions", "level: nation\n  parent: world", "level: nation\n  parent: shenzhen",
                       ["facts/regions.yaml:9:11: china lies in itself: china in shenzhen in china; name"]),
    "no records": ("events", SOUND["events.yaml"].replace("        ", ""), "id: a\n", ["facts/events.yaml:1:1: the file is no list of records"]),
    "no record": ("events", "- id: event-one", "- 5\n- id: event-one", ["facts/events.yaml:1:3: not a record"]),
    "vocabularies": ("vocabularies", "sector:", "sectors:", ["facts/incentives/shenzhen.yaml:6:13: sectors: ai is not in the list sector; vocabularies.yaml has no such list"]),
    "dataset": ("dataset", "checked", "chekced", ["facts/dataset.yaml:3:1: 'chekced' is no field of a dataset; did you mean checked?"]),
    "no constants": ("dataset", "constants:\n", "constants: none\nx:\n", ["facts/dataset.yaml:5:12: constants is not a mapping",
                     "facts/dataset.yaml:6:1: 'x' is no field of a dataset"]),
    "no rates": ("dataset", "  dollar_rates:\n    - currency: CNY\n      also: [RMB]\n      per_dollar: '7.0'\n      date: '2026-01-01'\n      source: page-one\n",
                 "  dollar_rates: [x]\n", ["facts/dataset.yaml:6:18: constants.dollar_rates[0] is not a mapping"]),
    "no day of a rate": ("dataset", "'2026-01-01'", "'2026-02-30'", ['facts/dataset.yaml:10:13: date: "2026-02-30" is not a day in the calendar']),
    "withdrawn twice": ("withdrawn", "  now: rate", "- id: gone\n  date: '2026'\n  why: Again.",
                        ["facts/withdrawn.yaml:4:3: gone is withdrawn twice; keep the later of the two"]),
    "withdrawn without a reason": ("withdrawn", "why", "wy", ["facts/withdrawn.yaml:3:3: 'wy' is no field of a withdrawn; did you mean why?"]),
    "changed": ("events", "confidence: high", "confidence: high\n  changed: {date: '2026', what: lawn, why: So.}",
                ["facts/events.yaml:9:33: what: lawn is not in the list change_kind; did you mean law?"]),
    "spans": ("regions", "aliases: [SZ]", "spans: [shenzen]", ["facts/regions.yaml:15:11: spans: there is no region shenzen"]),
    "overlaps": ("regions", "aliases: [SZ]", "overlaps: [rate]", ["facts/regions.yaml:15:14: overlaps: rate is of the kind term, not region"]),
    "read at": ("sources", "kind: secondary", "read_at: example.org\n  kind: secondary", ["facts/sources.yaml:13:12: read_at is no address of the web"]),
    "no rate": ("dataset", "per_dollar: '7.0'", "per_dollar: seven", ["facts/dataset.yaml:9:19: constants.dollar_rates[0].per_dollar is no decimal number; write it like '7.0512'"]),
}  # fmt: skip


@pytest.mark.parametrize(("stem", "old", "new", "expected"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_a_fault_is_named_at_its_place_with_its_mend(
    tmp_path: Path, stem: str, old: str, new: str, expected: list[str]
) -> None:
    found = said(load([bundle(tmp_path, **{stem: (old, new)})]))
    for one in expected:
        assert any(line.startswith(one) for line in found), f"{one}\nis not among\n" + "\n".join(found)
    assert len(found) == len(expected), "\n".join(found)


def test_every_fault_of_every_record_is_told_at_once(tmp_path: Path) -> None:
    root = bundle(
        tmp_path, events=("category: plan", "category: plann"), figures=("value: 10\n", "value: ten\n")
    )
    write(
        root,
        {"policies.yaml": SOUND["policies.yaml"].replace("issuer:", "isuer:").replace("title:", "titel:")},
    )
    found = said(load([root]))
    assert len(found) == 2 + 2 * 2
    assert found == sorted(found, key=lambda line: (line.split(":")[0], *map(int, line.split(":")[1:3])))


def test_no_fault_of_a_record_waits_for_another_to_be_mended(tmp_path: Path) -> None:
    root = bundle(
        tmp_path,
        shenzhen=("title: Vouchers", "titel: Vouchers"),
        policies=("summary: A plan of", "summary: [] #"),
    )
    for stem, old, new in (
        ("incentives/shenzhen", "currency: CNY", "currency: RMB"),
        ("incentives/shenzhen", "valid_until: '2026-06'", "valid_until: '2020'"),
        ("incentives/shenzhen", "rate_from: 20", "rate_from: 60"),
        ("policies", "expires: '2026'", "expires: '2020'"),
        ("topics", "compute]", "computer]"),
    ):
        path = root / f"{stem}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = "\n".join(said(load([root])))
    for what in (
        "'titel' is no field of an incentive", "RMB has no rate; did you mean CNY?", "valid_until 2020 lies before",
        "rate_from 60 is more than", "summary is a list", "expires 2020 lies before issued", "there is no record computer",
    ):  # fmt: skip
        assert what in found, f"{what}\n{found}"


def test_a_file_that_cannot_be_read_does_not_drown_its_fault_in_missing_links(tmp_path: Path) -> None:
    found = said(load([bundle(tmp_path, sources=("title: A page", "title: 'A page"))]))
    assert len(found) == 1
    assert found[0].startswith("facts/sources.yaml:")


def test_two_records_of_one_id_name_both_places(tmp_path: Path) -> None:
    found = said(load([bundle(tmp_path, events=("id: event-one", "id: compute"))]))
    assert (
        "facts/events.yaml:1:7: the id compute is taken: facts/terms.yaml:1:3; give one of the two"
        in found[0]
    )


def test_missing_folders_and_files(tmp_path: Path) -> None:
    assert said(load([tmp_path / "none"])) == ["none:1:1: no such folder; name a folder that holds facts"]
    (tmp_path / "empty").mkdir()
    assert [line.split(";")[0] for line in said(load([tmp_path / "empty"]))] == [
        "empty/dataset.yaml:1:1: no such file",
        "empty/vocabularies.yaml:1:1: no such file",
    ]
    (tmp_path / "file").write_text("x")
    assert "not a folder" in said(load([tmp_path / "file"]))[0]


# --- fact packs ---


def test_a_pack_adds_links_and_is_marked(tmp_path: Path) -> None:
    mine = pack(
        tmp_path, {"terms/a/b.yml": EXTRA_TERM.format(id="my-term", term="Mine"), "README.md": "# mine"}
    )
    facts = load([bundle(tmp_path), mine])
    assert said(facts) == []
    assert facts.records["my-term"].pack == "mine"
    assert facts.records["my-term"].file == "mine/terms/a/b.yml"
    assert facts.records["compute"].pack == ""


def test_a_pack_replaces_only_by_saying_so(tmp_path: Path) -> None:
    text = EXTRA_TERM.format(id="rate", term="Rate of mine")
    root, mine = bundle(tmp_path), pack(tmp_path, {"terms.yaml": text})
    found = said(load([root, mine]))
    assert len(found) == 1
    assert found[0].startswith(
        "mine/terms.yaml:1:7: the id rate is taken: facts/terms.yaml:11:3; give it another id"
    )
    pack(tmp_path, {"terms.yaml": f"{text}  replaces: rate\n"})
    facts = load([root, mine])
    assert said(facts) == []
    assert facts.records["rate"].record["term"] == "Rate of mine"
    assert facts.records["rate"].pack == "mine"
    other = pack(
        tmp_path, {"terms.yaml": f"{text}  replaces: rate\n".replace("of mine", "of theirs")}, "theirs"
    )
    assert load([root, mine, other]).records["rate"].record["term"] == "Rate of theirs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXTRA_TERM.format(id="rate", term="R") + "  replaces: voucher\n",
         "mine/terms.yaml:7:13: a record of the id rate cannot replace voucher; write id: voucher"),
        (EXTRA_TERM.format(id="rates", term="R") + "  replaces: rates\n",
         "mine/terms.yaml:7:13: there is no record rates to replace; did you mean rate?"),
        (EXTRA_TERM.format(id="plan-one", term="R") + "  replaces: plan-one\n",
         "mine/terms.yaml:7:13: plan-one is of the kind policy, not term"),
        ((EXTRA_TERM.format(id="rate", term="R") + "  replaces: rate\n") * 2,
         "mine/terms.yaml:14:13: rate is replaced twice: mine/terms.yaml:1:3"),
        (EXTRA_TERM.format(id="x", term="R") + EXTRA_TERM.format(id="x", term="S"),
         "mine/terms.yaml:7:7: the id x is taken: mine/terms.yaml:1:3"),
    ],
)  # fmt: skip
def test_replacing_wrongly(tmp_path: Path, text: str, expected: str) -> None:
    found = said(load([bundle(tmp_path), pack(tmp_path, {"terms.yaml": text})]))
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_ours_replaces_nothing(tmp_path: Path) -> None:
    root = bundle(tmp_path, events=("category: plan", "category: plan\n  replaces: event-one"))
    assert "only a record of a fact pack may replace" in said(load([root]))[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("policys.yaml", "a file that holds no kind of fact; did you mean policies.yaml?"),
        ("policy/a.yaml", "a folder that holds no kind of fact; did you mean policies?"),
        ("zzz/a.yaml", "a folder that holds no kind of fact; one of sources, regions"),
        ("terms/a.json", "not a YAML file"),
        ("dataset.yaml", "a fact pack has none of this name"),
        ("withdrawn.yaml", "a fact pack has none of this name"),
        ("vocabularies.yaml", "a fact pack has none of this name"),
    ],
)
def test_what_does_not_belong_in_a_pack(tmp_path: Path, name: str, expected: str) -> None:
    found = said(load([bundle(tmp_path), pack(tmp_path, {name: "- id: x\n"})]))
    assert len(found) == 1
    assert expected in found[0]


def test_the_index_that_a_wheel_ships_beside_the_facts_is_none_of_them(tmp_path: Path) -> None:
    root = write(bundle(tmp_path), {"index.sqlite": "x"})
    assert said(load([root])) == []
    assert "a file that holds no kind of fact" in said(load([root, pack(tmp_path, {"index.sqlite": "x"})]))[0]


def test_hidden_files_and_notes_are_let_be(tmp_path: Path) -> None:
    extra = {".git/config": "x", ".x.yaml": "- 5", "NOTES.txt": "x", "LICENSE": "x", "terms/README.md": "x"}
    assert said(load([bundle(tmp_path), pack(tmp_path, extra)])) == []


# --- the tree of places ---


def places(*pairs: tuple[str, str]) -> str:
    """Regions, each with its parent."""
    level = "{{id: {0}, name: {0}, name_zh: {0}, level: city, parent: {1}}}"
    return "".join(f"- {level.format(*pair)}\n" for pair in pairs)


@settings(max_examples=25)
@given(data=st.data())
def test_any_order_of_records_and_files_is_sound(data: st.DataObject) -> None:
    names = [f"p{number}" for number in range(9)]
    parents = [data.draw(st.sampled_from(["china", *names[:number]])) for number in range(9)]
    order = data.draw(st.permutations(list(zip(names, parents, strict=True))))
    cut = data.draw(st.integers(0, 9))
    with tempfile.TemporaryDirectory() as folder:
        split = {
            "regions/a.yaml": places(*order[:cut]) or "[]",
            "regions/b.yaml": places(*order[cut:]) or "[]",
        }
        facts = load([bundle(Path(folder)), pack(Path(folder), split)])
    assert said(facts) == []
    assert {key: facts.records[key].record["parent"] for key in names} == dict(
        zip(names, parents, strict=True)
    )


@settings(max_examples=25)
@given(data=st.data())
def test_each_ring_is_one_short_fault_in_any_order(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 30))
    ring = [(f"r{number}", f"r{(number + 1) % size}") for number in range(size)]
    hanging = [("below", "r0"), ("lower", "below"), ("sound", "china"), ("two", "three"), ("three", "two")]
    order = data.draw(st.permutations([*ring, *hanging]))
    with tempfile.TemporaryDirectory() as folder:
        facts = load([bundle(Path(folder)), pack(Path(folder), {"regions.yaml": places(*order)})])
    first = next(key for key, _ in order if key[0] == "r")
    assert len(facts.problems) == 2
    assert any(fault.what.startswith(f"{first} lies in itself: {first} in ") for fault in facts.problems)
    assert all(len(str(fault)) < 200 for fault in facts.problems)


@pytest.mark.parametrize("deep", [10, 11, 2_000])
def test_places_lie_at_twelve_levels_at_most(tmp_path: Path, deep: int) -> None:
    chain = [("p0", "china"), *((f"p{number}", f"p{number - 1}") for number in range(1, deep))]
    found = said(load([bundle(tmp_path), pack(tmp_path, {"regions.yaml": places(*reversed(chain))})]))
    assert len(found) == (deep > 10)
    assert not found or "p10 lies at level 13 of the places, more than the 12 there may be" in found[0]


# --- hostile folders ---


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path, {"secret.yaml": EXTRA_TERM.format(id="secret", term="S")}) / "secret.yaml"
    (tmp_path / "more").mkdir()
    mine = pack(tmp_path, {"terms/a.yaml": EXTRA_TERM.format(id="a", term="A")})
    (mine / "terms/out.yaml").symlink_to(outside)
    (mine / "terms/up.yaml").symlink_to("../../secret.yaml")
    (mine / "policies").symlink_to(tmp_path / "more")
    facts = load([bundle(tmp_path), mine])
    assert [line.split(";")[0] for line in said(facts)] == [
        "mine/policies:1:1: a link that leads out of the folder",
        "mine/terms/out.yaml:1:1: a link that leads out of the folder",
        "mine/terms/up.yaml:1:1: a link that leads out of the folder",
    ]
    assert "secret" not in facts.records
    assert "a" in facts.records


def test_what_is_swapped_for_a_link_while_the_folder_is_read_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is swapped when all have been looked at and none is open: before the first file is read."""
    root = bundle(tmp_path)
    outside = write(tmp_path / "outside", {"b.yaml": EXTRA_TERM.format(id="secret", term="S")})
    inside = EXTRA_TERM.format(id="a", term="A")
    mine = pack(tmp_path, {"terms/a.yaml": inside, "terms/deep/b.yaml": "[]", "terms/kept.txt": ""})
    (mine / "terms/c.yaml").symlink_to("kept.txt")
    left = ["terms/a.yaml", "terms/c.yaml", "terms/deep"]

    read_file = loading.contents

    def swap(file: File) -> bytes | Problem:
        while left and file.shown.startswith("mine/"):
            path = mine / left.pop()
            path.rename(tmp_path / path.name)
            path.symlink_to(outside if path.name == "deep" else outside / "b.yaml")
        return read_file(file)

    monkeypatch.setattr(loading, "contents", swap)
    facts = load([root, mine])
    assert not left
    assert [line.split(";")[0] for line in said(facts)] == [
        "mine/terms/a.yaml:1:1: cannot be read (a link was put in its place while the folder was read)",
        "mine/terms/deep/b.yaml:1:1: cannot be read (a link was put in its place while the folder was read)",
    ]
    assert "secret" not in facts.records


def test_links_in_a_loop_end(tmp_path: Path) -> None:
    mine = pack(tmp_path, {"terms/a.yaml": EXTRA_TERM.format(id="a", term="A")})
    (mine / "terms/again").symlink_to(mine / "terms")
    (mine / "terms/self.yaml").symlink_to(mine / "terms/self.yaml")
    (mine / "terms/gone.yaml").symlink_to(mine / "terms/nowhere.yaml")
    found = [line.split(";")[0] for line in said(load([bundle(tmp_path), mine]))]
    assert found == [
        "mine/terms/again:1:1: a link to a folder, which is not followed",
        "mine/terms/gone.yaml:1:1: a link that leads nowhere or to itself",
        "mine/terms/self.yaml:1:1: a link that leads nowhere or to itself",
    ]


def test_a_pack_may_itself_be_a_link(tmp_path: Path) -> None:
    pack(tmp_path, {"terms.yaml": EXTRA_TERM.format(id="a", term="A")})
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    facts = load([bundle(tmp_path), tmp_path / "link"])
    assert said(facts) == []
    assert "a" in facts.records


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    mine = pack(tmp_path, {"terms/a.yaml": EXTRA_TERM.format(id="a", term="A")})
    os.mkfifo(mine / "terms/pipe.yaml")
    assert "mine/terms/pipe.yaml:1:1: not a plain file" in said(load([bundle(tmp_path), mine]))[0]
    found = files.contents(files.File(mine / "terms/pipe.yaml", "p", "term", mine))  # put there since
    assert "not a plain file" in str(found)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_files_without_permission(tmp_path: Path) -> None:
    mine = pack(tmp_path, {"terms/a.yaml": "", "events/b.yaml": ""})
    (mine / "terms/a.yaml").chmod(0)
    (mine / "events").chmod(0)
    found = said(load([bundle(tmp_path), mine]))
    (mine / "events").chmod(0o700)
    assert [line.split(" (")[0] for line in found] == [
        "mine/events:1:1: cannot be read",
        "mine/terms/a.yaml:1:1: cannot be read",
    ]


def test_what_the_system_refuses_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: files.File, path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    mine = pack(tmp_path, {"terms/a.yaml": ""})
    monkeypatch.setattr(files, "_open", refuse)
    found = files.contents(files.File(mine / "terms/a.yaml", "mine/terms/a.yaml", "term", mine))
    assert str(found).startswith("mine/terms/a.yaml:1:1: cannot be read (Permission denied)")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, {"a.yaml": "- id: a\n"}) / "a.yaml"
    real, times = os.fstat, iter(range(100))

    def restless(handle: int) -> os.stat_result:
        os.utime(path, ns=(0, next(times) * 10**9))
        return real(handle)

    monkeypatch.setattr(os, "fstat", restless)
    found = files.contents(files.File(path, "a.yaml", "term", tmp_path))
    assert "changed while it was read" in str(found)


@pytest.mark.parametrize("many", [300, pytest.param(10_000, marks=pytest.mark.drill)])
def test_a_record_a_file(tmp_path: Path, many: int) -> None:
    mine = pack(
        tmp_path, {f"terms/t{n}.yaml": EXTRA_TERM.format(id=f"t{n}", term=f"T{n}") for n in range(many)}
    )
    facts = load([bundle(tmp_path), mine])
    assert said(facts) == []
    assert len(facts.records) > many


def test_ten_thousand_faults_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nqpf_cli.loading.load.MAX_PROBLEMS", 5)
    terms = {
        f"terms/{n}.yaml": EXTRA_TERM.format(id=f"t{n}", term="T").replace("term:", "tem:") for n in range(9)
    }
    found = said(load([bundle(tmp_path), pack(tmp_path, terms)]))
    assert len(found) == 7
    assert any("more than 5 faults up to here" in line for line in found)


def test_too_many_files_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bundle(tmp_path)
    monkeypatch.setattr(files, "MAX_FILES", 20)
    mine = pack(tmp_path, {f"terms/t{n}.yaml": "" for n in range(21)})
    assert "mine:1:1: more than 20 files and folders" in said(load([root, mine]))[0]
    monkeypatch.setattr("nqpf_cli.loading.load.MAX_TOTAL", 100)
    assert any("more than 100 bytes of facts" in line for line in said(load([root])))


def test_a_record_of_very_many_keys_is_not_gone_through(tmp_path: Path) -> None:
    root = bundle(tmp_path)

    def work(keys: int) -> int:
        text = "- id: x\n" + "".join(f"  k{n}: 1\n" for n in range(keys))
        roots = [root, pack(tmp_path, {"terms.yaml": text}, f"keys-{keys}")]
        assert 500 <= len(load(roots).problems) < 1_000
        return calls(lambda: load(roots))

    assert work(20_000) < 2.2 * work(10_000)


def test_a_fault_obeys_no_terminal(tmp_path: Path) -> None:
    text = '- id: "\\e[2Jx"\n  "\\e[31m": 1\n  replaces: "\\e[2J\u202ex"\n' * 2
    assert "\\e[2J" in text
    found = said(load([bundle(tmp_path), pack(tmp_path, {"terms.yaml": text, "a\x1b[2Jb.yaml": ""})]))
    assert len(found) > 5
    assert all(line.isprintable() for line in found)


def test_a_thousand_faults_take_no_more_each_than_a_few(tmp_path: Path) -> None:
    root = bundle(tmp_path)

    def work(faults: int) -> int:
        text = "".join(
            EXTRA_TERM.format(id=f"t{n}", term="T").replace("page-one", f"page-{n}") for n in range(faults)
        )
        roots = [root, pack(tmp_path, {"terms.yaml": text}, f"faults-{faults}")]
        assert len(load(roots).problems) == faults
        return calls(lambda: load(roots))

    assert work(1_000) < 2.2 * work(500)


def test_no_more_dead_links_are_looked_up_than_is_cheap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches: list[str] = []

    def found(word: str, choices: object) -> str:
        searches.append(word)
        return "page-one"

    monkeypatch.setattr(nearest, "nearest", found)
    dead = "".join(
        EXTRA_TERM.format(id=f"t{n}", term="T").replace(
            "page-one", ", ".join(f"page-{n}-{m}" for m in range(5))
        )
        + f"  replaces: u{n}\n"
        for n in range(200)
    )
    topic = f"- {{id: t, title: T, order: 1, summary: S, sources: [page-one], body: '[{', '.join(f'x{n}' for n in range(999))}]'}}"
    facts = load([bundle(tmp_path), pack(tmp_path, {"terms.yaml": dead, "topics.yaml": topic})])
    assert len([fault for fault in facts.problems if "there is no source page-" in fault.what]) == 1_000
    assert sum("did you mean page-one?" in fault.hint for fault in facts.problems) == len(searches)
    assert nearest.MOST <= len(searches) <= 3 * nearest.MOST
    assert len([fault for fault in facts.problems if "there is no record x" in fault.what]) == 999


@given(data=st.binary(max_size=200), kind=st.sampled_from(sorted(FOLDERS.values())))
def test_no_bytes_raise(data: bytes, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.mktemp("fuzz")
    mine = pack(base, {})
    (mine / f"{kind}.yaml").write_bytes(data)
    load([bundle(base), mine])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["page-one", "ai", "2024"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["amount", "when", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(data=st.data())
def test_no_record_raises_and_each_unsound_one_has_a_fault(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    fields = sorted(specs_of(STRUCTS[kind]))
    record = data.draw(st.dictionaries(st.sampled_from(fields), VALUES, max_size=6)) | {"id": "drawn"}
    base = tmp_path_factory.mktemp("fuzz")
    text = yaml.safe_dump([record], allow_unicode=True)
    facts = load([bundle(base), pack(base, {f"{FOLDERS[kind]}.yaml": text})])
    assert ("drawn" in facts.records) or facts.problems, text


def test_tiers_written_as_one_mapping_are_a_fault_and_no_crash(tmp_path: Path) -> None:
    """Found by hypothesis."""
    (tmp_path / "incentives.yaml").write_text(
        "- {id: a-b, region: lingang, title: t, instrument: grant, sectors: [ai], beneficiaries: [sme],"
        " summary: s, tiers: {when: false, amount: null, rate_percent: 5}, confidence: high,"
        " sources: [china-briefing-2024-nqpf-explainer]}\n",
        "utf-8",
    )
    faults = [str(fault) for fault in load([DATA, tmp_path]).problems]
    assert any("tiers" in fault for fault in faults), faults
