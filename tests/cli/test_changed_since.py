"""What is new: --changed-since means one thing in every command that takes it, and each record says what changed."""

import json
import shutil
from pathlib import Path

import pytest

from nqpf_cli import load
from tests.conftest import DATA, ROOT, Nqpf
from tests.store.roots import write

TOLD = "What changed is told from 20 November 2026 on, the first release"
MEASURE = """\
        - id: {name}
          region: port-city
          title: Measure {name}
          instrument: grant
          sectors: [general]
          beneficiaries: [enterprise]
          summary: It pays for lanterns.
          open_ended: true
          sources: [gazette-plan]
          confidence: high
"""
EVENT = """\
        - id: nation-2024-{name}
          date: '2024-05-01'
          title: Event {name}
          category: plan
          region: nation
          summary: Lanterns.
          sources: [gazette-plan]
          confidence: high
"""
HISTORY = {
    "first": "",
    "came": "          added: '2026-11-22'\n",
    "law": "          changed: {date: '2026-11-22', what: law, why: It runs longer.}\n",
    "read": "          changed: {date: '2026-11-23', what: reading, why: An appendix was read.}\n",
    "both": "          added: '2026-11-22'\n"
    "          changed: {date: '2026-11-24', what: correction, why: The sum was wrong.}\n",
}
"""What a record says of itself, by how it is named here."""
SAID = {
    "first": "in the first release, 20 November 2026",
    "came": "new, 22 November 2026",
    "law": "the law changed, 22 November 2026: It runs longer.",
    "read": "read again, 23 November 2026: An appendix was read.",
    "both": "corrected, 24 November 2026: The sum was wrong.",
}
SINCE = {
    "2026-11-24": {"both"},
    "2026-11-23": {"both", "read"},
    "22 Nov 2026": {"both", "read", "law", "came"},
    "2026-11": {"both", "read", "law", "came", "first"},
    "Q4 2026": {"both", "read", "law", "came", "first"},
    "2026-12": set(),
}
COMMANDS = {
    "list incentives": ["list", "incentives", "--region", "port-city"],
    "list events": ["list", "events"],
    "timeline": ["timeline"],
    "incentives": ["incentives", "port-city"],
    "incentives for a firm": ["incentives", "port-city", "--all", "--is", "registered_in=port-city"],
    "search": ["search", "lanterns", "--kind", "incentives"],
    "search events": ["search", "lanterns", "--kind", "events"],
}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of tests/small, and a measure and an event for each way to change."""
    from nqpf_cli.index import open_index as opening

    home = tmp_path_factory.getbasetemp() / "changed"
    if not home.exists():
        shutil.copytree(ROOT / "tests" / "small", home)
        shutil.copy(DATA / "vocabularies.yaml", home)
        made = {
            folder: "".join(form.format(name=name) + more for name, more in HISTORY.items())
            for folder, form in (("incentives", MEASURE), ("events", EVENT))
        }
        write(home, {f"{folder}/more.yaml": text for folder, text in made.items()})
    monkeypatch.setattr(opening, "facts_folder", lambda: home)
    monkeypatch.setattr(opening, "SHIPPED", home / "none")
    monkeypatch.setenv("COLUMNS", "400")  # columns of a table that wrap would run into one another
    return home


def ours(records: list[dict]) -> set[str]:
    """The records of this file among these, as HISTORY names them."""
    return {record["id"].removeprefix("nation-2024-") for record in records} & HISTORY.keys()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("since", SINCE)
def test_it_means_one_thing_everywhere(inside: Nqpf, command: str, since: str) -> None:
    words = [*COMMANDS[command], "--changed-since", since]
    data = json.loads(inside(*words, "--json").stdout)
    assert ours(data["records"]) == SINCE[since]
    assert data["dataset"]["first_release"] == "2026-11-20"
    page = inside(*words, "--no-pager")
    said = " ".join(page.stdout.split())
    for name in SINCE[since]:
        assert SAID[name] in said
    if "first" not in SINCE[since]:
        assert SAID["first"] not in said
    if SINCE[since]:
        assert TOLD in said
        return
    assert page.returncode == 1
    assert "20 November 2026" in said + page.stderr


def test_what_changed_before_the_day_is_not_told(inside: Nqpf) -> None:
    """A record that came and was corrected later says both, or only what is asked for."""
    both = " ".join(inside("timeline", "--changed-since", "2026-11-22").stdout.split())
    assert "new, 22 November 2026; corrected, 24 November 2026: The sum was wrong." in both
    later = " ".join(inside("timeline", "--changed-since", "2026-11-23").stdout.split())
    assert "corrected, 24 November 2026" in later
    assert "new, 22 November 2026" not in later


def test_a_list_of_no_kind_sums_up_what_is_new(inside: Nqpf) -> None:
    """How many of which kinds and what became of them; first what an answer from before may rest on."""
    done = inside("list", "--changed-since", "2026-11-22")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[:3] == [
        "Since 22 November 2026: 8 records",
        "The law changed: 2 · corrected: 2 · new: 2 · read again: 2",
        "4 incentives, 4 events." if lines[2].startswith("4 inc") else "4 events, 4 incentives.",
    ]
    first = lines[lines.index("First to look at") + 1 :]
    assert [line.split("  ")[-1] for line in first[0:6:2]] == ["law", "nation-2024-law", "both"]
    assert first[1] == SAID["law"]
    assert TOLD in done.stdout
    counted = json.loads(inside("list", "--changed-since", "2026-11-22", "--json").stdout)["records"]
    assert {one["kind"]: one["count"] for one in counted} == {"incentive": 4, "event": 4}
    assert inside("list", "events", "--changed-since", "2026-11-22").stdout.splitlines()[1] == (
        "The law changed: 1 · corrected: 1 · new: 1 · read again: 1"
    )
    nothing = inside("list", "--changed-since", "2026-12")
    assert nothing.returncode == 1 and "Nothing came in or changed since" in nothing.stdout
    mixed = inside("list", "--changed-since", "2026-11-22", "--sector", "ai")
    assert mixed.returncode == 2 and "--sector needs a kind to list" in mixed.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_what_became_of_all_is_summed_up(inside: Nqpf, command: str) -> None:
    page = inside(*COMMANDS[command], "--changed-since", "2026-11-22", "--no-pager").stdout
    assert "The law changed: 1 · corrected: 1 · new: 1 · read again: 1\n" in page
    if command not in ("timeline", "incentives for a firm"):
        part = inside(
            *COMMANDS[command], "--changed-since", "2026-11-22", "--no-pager", "--limit", "2"
        ).stdout
        assert ", of the 2 shown\n" in part


@pytest.mark.parametrize("kind", ["regions", "policies", "terms", "figures", "sources", "topics", "actors"])
def test_every_kind_of_a_list_takes_it(inside: Nqpf, kind: str) -> None:
    page = inside("list", kind, "--changed-since", "2026-11-20", "--no-pager").stdout
    assert SAID["first"] in " ".join(page.split())
    assert inside("list", kind, "--changed-since", "2026-11-25").returncode == 1


def test_filters_go_together_and_a_miss_counts_what_is_unchanged(inside: Nqpf) -> None:
    found = inside("incentives", "port-city", "--changed-since", "2026-11-24", "--instrument", "loan").stdout
    assert "1 of another instrument" in found or "of another kind" in found
    assert "unchanged since then" in inside("incentives", "port-city", "--changed-since", "2026-11-24").stdout
    missed = inside("search", "lanterns", "--changed-since", "2026-12")
    assert "(told from 20 November 2026 on)" in missed.stderr
    assert "without --changed-since 10 records hold it" in missed.stderr


def test_the_library_and_export_take_it(inside: Nqpf) -> None:
    facts = load()
    since = "2026-11-23"
    answers = [
        facts.list("incentives", changed_since=since),
        facts.list("events", changed_since=since),
        facts.timeline(changed_since=since),
        facts.incentives("port-city", changed_since=since),
        facts.search("lanterns", changed_since=since),
    ]
    for found in answers:
        assert ours(list(found.records)) == SINCE[since]
    exported = inside("export", "-", "--format", "jsonl", "--changed-since", since).stdout
    assert ours([json.loads(line) for line in exported.splitlines()]) == SINCE[since]


def test_a_pack_tells_what_it_says_and_no_first_release(inside: Nqpf, tmp_path: Path) -> None:
    """A record of a pack that does not say when it came is not of our first release, and the page says so."""
    names = {"mute": "", "dated": "          changed: {date: '2026-11', what: law, why: Its end.}\n"}
    text = "".join(EVENT.format(name=name) + more for name, more in names.items())
    write(tmp_path, {"events.yaml": text})
    pack = ["--data", str(tmp_path)]
    page = " ".join(inside("timeline", "--changed-since", "2026-11-25", *pack).stdout.split())
    assert "Event dated" in page
    assert "the law changed, November 2026: Its end." in page
    assert "Event mute" not in page
    assert f"{TOLD}; of records of fact packs where they say it." in page
    assert "Event mute" in inside("timeline", "--all", *pack).stdout
