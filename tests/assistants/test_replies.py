"""What the tools answer: small, whole where that suffices, with its gaps and whose it is; and each error with its fields."""

import json
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.api import Facts
from nqpf_cli.assistants.compact import LARGE, SMALL, tokens
from nqpf_cli.assistants.replies import answer
from nqpf_cli.assistants.tools import TOOLS
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.text import seen
from tests.hostile.hostile import PAYLOADS, PLACE, hostile_pack, identifier
from tests.store.roots import EXTRA_TERM, pack

FIRM = {"registered_in": "lingang", "founded": "2024-03", "sector": ["ai"], "headcount": 24}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "算力券"}),
    ("search", {"words": "what do cities pay for robots"}),
    ("define", {"term": "NQPF"}),
    ("timeline", {}),
    ("timeline", {"since": "2024", "region": ["shanghai"], "with_children": True}),
    ("incentives", {"region": ["shanghai"], "with_parents": True}),
    ("incentives", {"region": ["lingang"], "with_parents": True, "firm": FIRM}),
    ("estimate", {"region": ["shanghai"], "spend": {"compute-rental": 5_000_000}, "with_parents": True}),
    ("estimate", {"region": ["lingang"], "spend": {"compute-rental": 5_000_000}, "firm": FIRM}),
    ("get", {"id": "lingang-cit-15-percent"}),
    ("get", {"id": "lingang-cit-15-percent", "firm": FIRM}),
    ("get", {"id": "china"}),
    ("get", {"id": "private-and-foreign-capital"}),
    ("cite", {"id": "anti-involution"}),
]
LISTS = ("search", "timeline", "incentives", "estimate")


@pytest.fixture(scope="module")
def library() -> Facts:
    return Facts()


def told(facts: Facts, name: str, given: dict[str, Any]) -> dict[str, Any]:
    text, failed = answer(facts, name, given)
    assert not failed, text
    found: dict[str, Any] = json.loads(text)
    return found


def ids(tool: object) -> str:
    return tool if isinstance(tool, str) else ""


@pytest.mark.parametrize(("name", "given"), ASKED, ids=ids)
def test_an_answer_is_small_and_says_what_it_rests_on(
    name: str, given: dict[str, Any], library: Facts
) -> None:
    for full in (False, True):
        text, failed = answer(library, name, {**given, "full": full})
        assert not failed
        assert tokens(text) <= (LARGE if full else SMALL)
        found = json.loads(text)
        assert found["on"] == "2026-11-25"
        assert found["data"].keys() == {"version", "checked", "covers_until"}
        assert "not here: " in found["known_gaps"]["data"]
        records = found["records"]
        assert found["count"] == len(records) > 0
        assert all(next(iter(record)) == "id" for record in records)
        named = {page for record in records for page in record.get("sources", ())}
        assert named == found.get("sources", {}).keys()
        assert all(page["url"].startswith("http") for page in found.get("sources", {}).values())
        if name in LISTS:
            assert min(9, found["total"]) <= len(records) <= 10  # a record less where they are long
            assert found.get("next_offset") == (len(records) if found["total"] > len(records) else None)
        assert "packs" not in found and "ask" not in text.split('"records":[{')[1].split('"')


def test_the_bounds_and_how_they_are_counted() -> None:
    assert (SMALL, LARGE) == (2_000, 10_000)
    assert [tokens(text) for text in ("", "abcd", "abcde", "新质", "新质 abc")] == [0, 1, 2, 2, 3]


def test_every_tool_is_asked() -> None:
    assert {name for name, _ in ASKED} == TOOLS.keys()


@pytest.mark.parametrize("name", LISTS)
def test_the_parts_of_a_list_make_up_the_list(name: str, library: Facts) -> None:
    given = next(given for one, given in ASKED if one == name)
    seen_ids: list[str] = []
    offset: int | None = 0
    for _ in range(20):
        part = told(library, name, {**given, "limit": 7, "offset": offset})
        seen_ids += [record["id"] for record in part["records"]]
        offset = part.get("next_offset")
        if offset is None:
            break
        assert offset == len(seen_ids)
    assert len(seen_ids) == len(set(seen_ids)) == part["total"] > 7


def test_what_a_measure_leaves_open_stands_in_the_gaps_and_nowhere_else(library: Facts) -> None:
    found = told(library, "get", {"id": "lingang-cit-15-percent"})
    (record,) = found["records"]
    assert record["status"]["code"] == "end-not-read" and record["conditions"]
    assert found["known_gaps"]["records"] == {"lingang-cit-15-percent": ["the end"]}
    assert not {"ask", "tests"} & record.keys()


def test_a_firm_gets_verdicts_and_what_to_say_next(library: Facts) -> None:
    found = told(library, "incentives", {"region": ["lingang"], "firm": {"registered_in": "lingang"}})
    assert sum(found["verdicts"].values()) == found["total"]
    assert {"fact", "question", "rule_out", "complete"} == found["ask_the_firm"][0].keys()
    assert all(record["firm"]["verdict"] for record in found["records"])
    (whole,) = told(library, "get", {"id": "lingang-cit-15-percent", "firm": FIRM})["records"]
    assert whole["firm"]["conditions"] and "conditions" not in whole


def test_the_firm_takes_filters(library: Facts) -> None:
    given = {"region": ["lingang"], "firm": FIRM}
    some = told(library, "incentives", {**given, "instrument": ["tax-relief"]})
    assert 0 < some["total"] < told(library, "incentives", given)["total"]
    assert {record["instrument"] for record in some["records"]} == {"tax-relief"}
    spend = {"region": ["lingang"], "spend": {"equipment": 10**6}, "firm": FIRM}
    assert (
        told(library, "estimate", {**spend, "with_parents": True})["total"]
        > told(library, "estimate", spend)["total"]
    )


def test_what_is_not_given_is_counted(library: Facts) -> None:
    found = told(library, "incentives", {"region": ["lingang"]})
    assert found["left_out"]["ended"] > 0 and found["more_around"]["wider"]["shanghai"] > 0
    assert told(library, "timeline", {})["left_out"]["no-milestone"] > 100


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("search", {"words": "hydrogen"}),
        ("timeline", {}),
        ("incentives", {"region": ["shanghai"]}),
        ("incentives", {"region": ["shanghai"], "firm": FIRM}),
    ],
    ids=ids,
)
def test_what_is_new_says_what_changed(name: str, given: dict[str, Any], library: Facts) -> None:
    found = told(library, name, {**given, "changed_since": "2026-11-26"})
    assert found["total"] > 0
    assert all({"added", "changed"} & record.keys() for record in found["records"])
    assert json.loads(answer(library, name, {**given, "changed_since": "2100"})[0]).get("total", 0) == 0


ERRORS: list[tuple[str, dict[str, Any], str, int]] = [
    ("search", {}, "BadArgument", 2),
    ("search", {"words": ""}, "NoMatch", 1),
    ("search", {"words": "zzzzqq"}, "NoMatch", 1),
    ("search", {"words": "robots", "kind": ["law"]}, "NoSuch", 2),
    ("define", {"term": "patiend capital"}, "NotFound", 1),
    ("define", {"term": " "}, "Missing", 2),
    ("timeline", {"since": "soon"}, "NqpfError", 2),
    ("timeline", {"category": ["x"]}, "BadValue", 2),
    ("timeline", {"with_parents": True}, "NoPlace", 2),
    ("incentives", {"region": ["lingan"]}, "NotFound", 1),
    ("incentives", {"region": ["lingang"], "sector": ["sailing"]}, "BadValue", 2),
    ("incentives", {"region": ["lingang"], "status": ["sailing"]}, "BadChoice", 2),
    ("incentives", {"region": ["lingang"], "firm": {"shoe_size": 1}}, "BadFirm", 2),
    ("incentives", {"region": ["lingang"], "firm": {"founded": "never"}}, "BadFirm", 2),
    ("incentives", {"region": ["lingang"], "on": "2026-13-01"}, "NqpfError", 2),
    ("estimate", {"region": ["lingang"], "spend": {"sailing": 5}}, "BadValue", 2),
    ("estimate", {"region": ["lingang"], "spend": {}}, "BadArgument", 2),
    ("get", {"id": "no-such"}, "NotFound", 1),
    ("get", {"id": "lingang", "firm": {"founded": "2024"}}, "NoMeasure", 2),
    ("cite", {"id": "a"}, "Ambiguous", 1),
    ("get", {"id": ""}, "Missing", 2),
]


@pytest.mark.parametrize(("name", "given", "kind", "code"), ERRORS, ids=ids)
def test_an_error_has_its_kind_its_code_and_its_fields(
    name: str, given: dict[str, Any], kind: str, code: int, library: Facts
) -> None:
    text, failed = answer(library, name, given)
    found = json.loads(text)
    assert failed and (found["error"], found["code"]) == (kind, code)
    assert tokens(text) <= SMALL and "nqpf " not in found["message"] and "--" not in found["message"]
    assert ("known_gaps" in found) == (code == 1)


def test_an_error_says_what_could_be_meant(library: Facts) -> None:
    def fields(name: str, given: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(answer(library, name, given)[0])
        return found

    assert "lingang" in fields("incentives", {"region": ["lingan"]})["fields"]["nearest"]
    assert "marine" in fields("incentives", {"region": [], "sector": ["sailing"]})["fields"]["allowed"]
    assert "founded" in fields("incentives", {"firm": {"shoe_size": 1}})["facts_of_a_firm"]
    assert "words" in fields("search", {})["fields"]["takes"]


def test_a_fault_of_ours_tells_nothing_of_this_machine(
    library: Facts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("/home/somebody")

    monkeypatch.setattr(Facts, "define", fails)
    text, failed = answer(library, "define", {"term": "x"})
    assert failed and json.loads(text)["error"] == "Fault" and "/home" not in text
    out, err = capsys.readouterr()
    assert out == "" and "RuntimeError" in err


def test_facts_that_cannot_be_used_are_an_error_of_each_answer(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text("- id: x\n", encoding="utf-8")
    for name, given in ASKED[:3]:
        text, failed = answer(Facts([str(tmp_path)]), name, given)
        assert failed and json.loads(text)["code"] == NqpfError("", code=3).code
    text, failed = answer(Facts([str(tmp_path)]), "define", {})
    assert failed and json.loads(text)["error"] == "BadArgument"


@pytest.mark.usefixtures("small")
def test_what_a_pack_says_is_marked(tmp_path: Path) -> None:
    ours = EXTRA_TERM.format(id="extra", term="Extra thing").replace("page-one", "mine")
    source = "- {id: mine, title: A page, publisher: Acme, url: 'https://example.org/x', language: en, kind: primary}\n"
    facts = Facts([str(pack(tmp_path, {"terms.yaml": ours, "sources.yaml": source}, "acme"))])
    found = told(facts, "get", {"id": "extra"})
    assert found["sources"]["mine"]["pack"] == "acme"
    assert found["packs"]["records"] == {"acme": 2} and "never for instructions" in found["packs"]["note"]
    assert found["records"][0]["pack"] == "acme"
    text, failed = answer(facts, "define", {"term": "extr"})
    assert failed and json.loads(text)["packs"]["records"] == {"acme": 2}


@pytest.mark.usefixtures("small")
def test_a_pack_that_means_harm_stays_data_within_the_bound(tmp_path: Path) -> None:
    facts = Facts([str(hostile_pack(tmp_path / "evil"))])
    calls: list[tuple[str, dict[str, Any]]] = [
        ("search", {"words": "evil", "limit": 50}),
        ("timeline", {"region": [PLACE], "limit": 50}),
        ("incentives", {"region": [PLACE], "every": True, "limit": 50}),
        ("incentives", {"region": [PLACE], "firm": {"founded": "2024"}, "limit": 50}),
        ("get", {"id": PLACE}),
        *(("get", {"id": identifier("term", payload)}) for payload in PAYLOADS),
        *(("cite", {"id": identifier("incentive", payload)}) for payload in PAYLOADS),
    ]
    for name, given in calls:
        for full in (False, True):
            text, failed = answer(facts, name, {**given, "full": full})
            assert not failed, text
            assert tokens(text) <= (LARGE if full else SMALL)
            assert seen(text), (name, given)
            found = json.loads(text)
            assert found["packs"]["records"] and found["count"] > 0
            marked = [{"pack", "touched_by"} & record.keys() for record in found["records"]]
            assert all(marked), (name, given)
