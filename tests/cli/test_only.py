"""What is open to any, beside what names the sector or beneficiary asked for: counted, and left out by `--only`."""

import csv
import json
import shlex
from collections import Counter
from io import StringIO

import pytest

from nqpf_cli import load
from nqpf_cli.wording.status import IN_FORCE
from tests.conftest import Nqpf

NAMING = ["list incentives -s ai", "list incentives --for sme -r shanghai --with-parents", "list incentives -s ai --for sme",
          "list incentives -s ai --status in-force --expiring 2y --on 2026-11-25", "search voucher -s ai",
          "list incentives -s ai -n 7", "list incentives --for sme --changed-since 2026-01",
          "search subsidies -s robots -r guangdong --with-children -n 5", "search zebra talent -s ai -n 200"]  # fmt: skip


def answer(inside: Nqpf, *typed: str) -> dict:
    return json.loads(inside(*typed, "--json").stdout)


def told(inside: Nqpf, typed: list[str], words: str) -> list[str]:
    """Return what is typed to follow a line that names a whole command after these words."""
    (line,) = (line for line in inside(*typed, "-f", "markdown").stdout.splitlines() if words in line)
    return shlex.split(line.partition(words)[2].rstrip(")"))[1:]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.mark.parametrize("typed", NAMING)
def test_what_is_open_to_any_is_counted_and_left_out(typed: str, inside: Nqpf) -> None:
    words = typed.split()
    both, only = answer(inside, *words), answer(inside, *words, "--only")
    rest = both["total"] - only["total"]
    assert rest > 0 and only["left_out"] == {"open-to-any": rest} and "left_out" not in both
    again = told(inside, [*words, "--only"], f"Not shown: {rest} open to any: ")
    assert answer(inside, *again)["total"] == both["total"]
    for record in only["records"]:
        values = {*record.get("sectors", ["ai"]), *record.get("beneficiaries", [])}
        assert values & {"ai", "robotics", "sme"}, record["id"]


@pytest.mark.parametrize("typed", NAMING)
def test_what_names_it_comes_first_under_its_own_heading(typed: str, inside: Nqpf) -> None:
    words = typed.split()
    both, only = answer(inside, *words), answer(inside, *words, "--only")
    named, rest = only["total"], both["total"] - only["total"]
    assert both["specific"] == only["specific"] == named
    ids = [record["id"] for record in both["records"]]
    assert ids[:named] == [record["id"] for record in only["records"]]
    assert ids[named:] or len(ids) < both["total"]
    assert [row["id"] for row in csv.DictReader(StringIO(inside(*words, "-f", "csv").stdout))] == ids
    page = inside(*words, "-f", "markdown").stdout
    first, heading = page.index(f", by name: {named} "), page.index(f"Open to any: {rest} ")
    places = [page.index(one) for one in ids]
    assert all(first < at < heading for at in places[:named]) and all(heading < at for at in places[named:])


def test_where_nothing_is_open_to_any_nothing_is_said(inside: Nqpf) -> None:
    for typed in (
        ["list", "incentives", "-r", "shanghai"],
        ["search", "voucher"],
        ["search", "voucher", "-s", "general"],
    ):
        assert "open to any" not in inside(*typed).stdout


@pytest.mark.parametrize(
    "typed", ["compare shanghai beijing --by sector", "brief shanghai", "brief --region shanghai",
              "estimate shanghai --spend equipment=1m"],
)  # fmt: skip
def test_the_command_that_shows_the_rest_is_whole(typed: str, inside: Nqpf) -> None:
    words = [*typed.split(), "--sector", "quantum"]
    left = answer(inside, *words, "--only")["left_out"]["open-to-any"]
    again = told(inside, [*words, "--only"], f"{left} open to any{' (' if words[0] == 'brief' else ': '}")
    assert answer(inside, *again)["records"] == answer(inside, *words)["records"]


@pytest.mark.parametrize("command", ["list incentives", "search voucher", "export -"])
def test_only_needs_what_it_narrows(command: str, inside: Nqpf) -> None:
    done = inside(*command.split(), "--only")
    assert done.returncode == 2 and "--only needs --sector or --for" in done.stderr


def test_an_export_leaves_it_out_and_says_how_many(inside: Nqpf) -> None:
    both, only = (json.loads(inside("export", "-", "-s", "ai", *more).stdout) for more in ([], ["--only"]))
    assert all("ai" in record.get("sectors", ["ai"]) for record in only["records"])
    assert {record["record_kind"] for record in both["records"]} == {
        "incentive",
        "event",
        "policy",
        "target",
        "figure",
    }
    assert only["left_out"]["open-to-any"] == both["total"] - only["total"] > 0


def test_the_library_takes_it(inside: Nqpf) -> None:
    facts = load()
    listed = facts.list("incentives", sector="ai", only=True).answer
    found = facts.search("voucher", sector="ai", only=True).answer
    assert listed.total == answer(inside, "list", "incentives", "-s", "ai", "--only")["total"]
    assert listed.left_out["open-to-any"] > 0 < found.left_out["open-to-any"]


CATEGORIES = {
    "speech": {"event"}, "concept": {"term"}, "speech,concept": {"event", "term"}, "Speech": {"event"},
}  # fmt: skip


@pytest.mark.parametrize("typed", CATEGORIES)
def test_a_category_is_of_the_kinds_that_have_it(typed: str, inside: Nqpf) -> None:
    found = json.loads(inside("export", "-", "--category", typed).stdout)["records"]
    kinds = Counter(record["record_kind"] for record in found)
    assert kinds.keys() == CATEGORIES[typed]
    assert {record["category"] for record in found} == set(typed.lower().split(","))


def test_a_category_of_no_kind_names_those_of_all(inside: Nqpf) -> None:
    done = inside("export", "-", "--category", "speach")
    assert done.returncode == 2 and "nqpf export - --category speech; it takes concept, " in done.stderr
    assert ", speech, " in done.stderr


def test_with_a_firm_it_is_counted_too(inside: Nqpf) -> None:
    words = ["incentives", "shanghai", "--sector", "quantum", "--is", "sector=ai", "--only"]
    left = answer(inside, *words)["left_out"]["open-to-any"]
    assert f"Not compared: {left} open to any (--only leaves them out)" in inside(*words).stdout


def test_a_page_says_of_each_part_how_it_stands_and_of_a_place_once_that_it_has_nothing(inside: Nqpf) -> None:
    """Of 37 measures for robotics one names it, so "10 in force" would be the wrong number to remember."""
    typed = ["incentives", "suzhou", "--sector", "robotics", "--with-parents"]
    found = answer(inside, *typed)
    first = found["specific"]
    states = [record["status"]["code"] for record in found["records"]]
    live = [sum(code in IN_FORCE for code in part) for part in (states[:first], states[first:])]
    page = inside(*typed).stdout
    assert f"For robotics, by name: {live[0]} in force" in page
    assert f"Open to any: {live[1]} in force" in page
    sentences = [line for line in page.splitlines() if line.endswith((".", ":")) or "by name" in line]
    assert "Suzhou itself: nothing on record for these." in sentences
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    "typed",
    [
        "incentives wuxi 物联网",
        "incentives shenzhen -s 数字化,IoT",
        "list incentives -s IoT",
        "list targets --sector 物聯網",
        "timeline --sector 物联网",
        "search robot --sector 物联网",
        "estimate lingang --sector 物联网 --spend rd=2m",
        "compare lingang shenzhen --sector 物联网",
        "brief shenzhen --sector 物联网",
        "brief shenzhen --sector 物联网 --short",
        "brief --sector 物联网",
        "brief 物联网",
    ],
)
def test_what_is_filed_under_something_wider_is_named_with_it(typed: str, inside: Nqpf) -> None:
    page = inside(*typed.split(), "-f", "markdown").stdout
    word = next(word for word in ("物联网", "物聯網", "IoT") if word in typed)
    label = f"digital transformation (including {word})"
    assert label in page or f"{word}: filed under digital transformation" in page
    assert "including" not in inside("incentives", "shenzhen", "-s", "ai").stdout
