"""From what a person types to the value of a closed vocabulary that is meant."""

import json
import re
from shlex import quote

import pytest
from rapidfuzz import process

from nqpf_cli.index import query
from nqpf_cli.index.extract import addresses_of, names_of
from nqpf_cli.index.query import Store
from nqpf_cli.loading.load import FactSet
from nqpf_cli.model import near
from nqpf_cli.model.errors import Ambiguous, BadValue, NotFound, NqpfError
from nqpf_cli.model.names import fold
from nqpf_cli.questions import lookup, naming, not_found
from tests.conftest import Nqpf


@pytest.mark.parametrize(
    ("vocabulary", "typed", "meant"),
    [
        ("sector", "ai", "ai"),
        ("sector", "Artificial Intelligence", "ai"),
        ("sector", "人工智能", "ai"),
        ("sector", "chips", "semiconductors"),
        ("sector", "lowaltitude", "low-altitude"),
        ("sector", "low_altitude", "low-altitude"),
        ("sector", "低空经济", "low-altitude"),
        ("beneficiary", "SMEs", "sme"),
        ("beneficiary", "start-up", "startup"),
        ("beneficiary", "外资", "foreign-invested"),
        ("instrument", "tax", "tax-relief"),
        ("event_category", "Speech", "speech"),
    ],
)
def test_a_value_by_its_own_its_label_or_another_word(
    store: Store, vocabulary: str, typed: str, meant: str
) -> None:
    assert lookup.choice(store, vocabulary, typed) == meant


@pytest.mark.parametrize(
    ("typed", "near"), [("quantm", "quantum"), ("robotcs", "robotics"), ("hydrgen", "hydrogen")]
)
def test_a_slip_is_answered_with_the_value(store: Store, typed: str, near: str) -> None:
    with pytest.raises(NqpfError, match=rf"Nearest: {near}\b") as fault:
        lookup.choice(store, "sector", typed)
    assert fault.value.code == 2


@pytest.mark.parametrize("typed", ["", "-", "🚀", "xyzzy"])
def test_nothing_is_made_of_nothing(store: Store, typed: str) -> None:
    with pytest.raises(NqpfError, match="^sector has no"):
        lookup.choice(store, "sector", typed)


@pytest.mark.parametrize("typed", ["Suzhou city", "suzhou  City", "苏州市", "SUZHOU"])
def test_a_place_with_the_kind_of_place_it_is(store: Store, typed: str) -> None:
    assert lookup.region(store, typed) == "suzhou"


@pytest.mark.parametrize("typed", ["city", "nowhere city", " ", "suzhou suzhou"])
def test_a_kind_of_place_alone_is_no_place(store: Store, typed: str) -> None:
    with pytest.raises(NqpfError, match="no region"):
        lookup.region(store, typed)


def test_whatever_stands_on_a_screen_can_be_asked_for(facts: FactSet, store: Store) -> None:
    """Each record answers to its id, titles, names, numbers and page addresses, alone or among all that bear them; and
    its pages are cited by each, where it is not named as one of several.
    """
    asked, levels = dict.fromkeys(("name", "address"), 0), facts.vocabularies["region_level"]
    for key, loaded in facts.records.items():
        record = loaded.record
        assert naming.anything(store, key) == [key]
        for name in names_of(loaded.kind, record, levels):
            asked["name"] += 1
            assert key in naming.anything(store, name) or name in facts.records, f"{name} is {key}"
        for address in addresses_of(loaded.kind, record):
            asked["address"] += 1
            bare = address.partition("://")[2].removeprefix("www.").rstrip("/")
            for typed in (address, bare, f"http://www.{bare}/", f"HTTPS://{bare}"):
                assert key in naming.anything(store, typed), f"{typed} is {key}"
    assert asked["name"] > 10_000
    assert asked["address"] > 2000


@pytest.mark.parametrize(
    "field", ["title", "title_zh", "name", "name_zh", "term", "zh", "document_number", "url"]
)
@pytest.mark.parametrize("command", ["show", "cite"])
def test_a_name_on_a_screen_is_taken_by_the_commands(
    facts: FactSet, inside: Nqpf, command: str, field: str
) -> None:
    """One record of each kind that has the field; what several bear is listed."""
    first = {one.kind: one.record for one in facts.records.values() if one.record.get(field)}
    assert first
    for kind, record in first.items():
        done = inside(command, str(record[field]))
        several = f"nqpf show {quote(record[field])} lists them all" in done.stderr
        pages = record.get("sources", ()) if command == "cite" else ()
        assert several or any(one in done.stdout for one in (record["id"], *pages)), (kind, record["id"])


def test_a_name_in_capitals_is_no_id(store: Store) -> None:
    """What is typed just so is an id; else all that bear it are listed, the one of this id first."""
    assert naming.anything(store, "politburo") == ["politburo"]
    assert naming.anything(store, "Politburo") == ["politburo", "political-bureau"]


def test_a_page_is_cited_with_what_rests_on_it(facts: FactSet, inside: Nqpf) -> None:
    """A document and its page under one title are no riddle."""
    shared = next(
        one.record
        for one in facts.of_kind("policy")
        if "title_zh" in one.record
        and sum(one.record["title_zh"] == other.record.get("title_zh") for other in facts.records.values())
        == 2
        and one.record["title_zh"]
        in {facts.records[key].record.get("title_zh") for key in one.record["sources"]}
    )
    shown = json.loads(inside("show", shared["title_zh"], "--json").stdout)["records"]
    assert [one["id"] for one in shown] == [shared["id"]]
    done = inside("cite", shared["title_zh"], "--json")
    assert [one["id"] for one in json.loads(done.stdout)["records"]] == shared["sources"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NQPF", "new-quality-productive-forces"),  # an id begins so: nqpf-promotion-center
        ("ICV", "intelligent-connected-nev"),
        ("SEI", "strategic-emerging-industries"),
        ("yizhuang", "bda"),
        ("optics valley", "wuhan-optics-valley"),  # a place bears it too
        ("NDRC", "ndrc"),
    ],
)
def test_a_name_goes_before_an_id_that_begins_so(store: Store, typed: str, meant: str) -> None:
    found = naming.anything(store, typed)
    assert found[0] == meant
    levels = store.meta("vocabularies")["region_level"]
    assert all(
        typed.casefold() in map(fold, names_of(row.kind, row.record, levels))
        for row in query.get_many(store, found).values()
    )


def test_a_name_of_any_length_costs_no_more_than_a_long_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[str] = []
    real = process.extract
    monkeypatch.setattr(
        process, "extract", lambda word, *rest, **more: typed.append(word) or real(word, *rest, **more)
    )
    assert not_found.nearest(store, ("region",), "shangahi")[0] == "shanghai"
    assert not_found.nearest(store, ("region",), "x" * 100_000) == []
    assert max(map(len, typed)) == near.LONGEST


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Xi", "xi-jinping"), ("习近平", "xi-jinping"), ("Li Qiang", "li-qiang"), ("MIIT", "miit"), ("工信部", "miit"),
        ("工業和信息化部", "miit"), ("NDRC", "ndrc"), ("发改委", "ndrc"), ("MOST", "most"), ("财政部", "mof"),
        ("国务院", "state-council"), ("NPC", "npc"), ("政治局", "politburo"), ("网信办", "cac"), ("市场监管总局", "samr"),
        ("CAS", "cas"), ("国资委", "sasac"), ("SHEITC", "sheitc"), ("Unitree", "unitree"), ("华为", "huawei"),
        ("BYD", "byd"), ("IMF", "imf"),
    ],
)  # fmt: skip
def test_a_body_by_its_name_or_abbreviation_alone(store: Store, typed: str, meant: str) -> None:
    written = lookup.bodies_called(store, typed)
    assert [one for one in written if query.get(store, one)] == [meant]
    assert all(fold(typed) == name or query.get(store, name) for name in written)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("Bank of China", "bank of china"), ("commerce", "commerce"), ("Wu", "wu"), ("Jin", "jin")],
)
def test_a_body_else_by_whole_words(store: Store, typed: str, whole: str) -> None:
    """Wu is no Wuhan, Jin no Jinping: what holds the words holds them whole."""
    names = [name for name in lookup.bodies_called(store, typed) if not query.get(store, name)]
    assert all(f" {whole} " in f" {re.sub(r'[^a-z]', ' ', name)} " for name in names)


@pytest.mark.parametrize("typed", ["SASTIND", "Tesla", "xy", "ijin", "Sta Coun"])
def test_a_body_that_nobody_knows_is_none(inside: Nqpf, typed: str) -> None:
    """It is told from one that no event names."""
    assert "no actor" in inside("timeline", "--actor", typed).stderr
    assert "None of" in inside("timeline", "--actor", "Huawei").stdout


def test_an_error_is_a_value_that_a_library_can_use(store: Store) -> None:
    with pytest.raises(NotFound) as place:
        lookup.region(store, "shangai")
    assert (place.value.kind, place.value.text, next(iter(place.value.nearest))) == (
        "region",
        "shangai",
        "shanghai",
    )
    assert str(place.value).startswith('no region "shangai". Nearest: shanghai')
    with pytest.raises(BadValue) as value:
        lookup.choice(store, "beneficiary", "startp", "for")
    assert (value.value.field, value.value.nearest, value.value.value) == (
        "for",
        ["startup"],
        "startp",
    )
    assert "startup" in value.value.allowed
    assert str(value.value) == 'for has no "startp". Nearest: startup'
    with pytest.raises(Ambiguous) as several:
        naming.one(store, naming.anything(store, "lingang-ai"), "lingang-ai")
    assert len(several.value.found) > 1


@pytest.mark.parametrize(
    ("kind", "typed", "near"),
    [
        ("region", "Shenzen", "shenzhen"), ("region", "Guandong", "guangdong"), ("region", "lingan", "lingang"),
        ("region", "taiyan", "taiyuan"), ("region", "usb", ""), ("region", "Bengzhou", ""),
        ("region", "乌鲁木其", "urumqi"), ("region", "上饶市", ""), ("region", "义乌", ""),
        ("term", "CIT", ""), ("term", "SDN", ""), ("term", "tape-out", ""),
        ("term", "crypto", ""), ("topic", "opinons", "what-the-opinions-ask"), ("actor", "Tesla", ""),
        ("policy", "European Chamber", ""), ("term", "capitall", "patient-capital"),
    ],
)  # fmt: skip
def test_only_what_is_a_slip_away_is_offered(store: Store, kind: str, typed: str, near: str) -> None:
    assert not_found.nearest(store, (kind,), typed)[:1] == [near] * bool(near)


@pytest.mark.parametrize("typed", ["Taiwan", "taiwan", "臺北", "usa", "Singapore", "越南"])
def test_a_place_that_is_not_held_is_no_other_place(inside: Nqpf, typed: str) -> None:
    for line in (
        ["incentives", typed],
        ["incentives", f"{typed} semiconductor aid"],
        ["compare", "china", typed],
        ["show", typed],
        ["brief", typed],
    ):
        done = inside(*line)
        assert done.returncode == 1
        assert "is not covered by this reference" in done.stderr
        assert "Nearest" not in done.stderr
