"""The program as a whole: help, version, formats, streams, faults."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest

from nqpf_cli.cli.app import program
from nqpf_cli.loading.load import FactSet
from nqpf_cli.model import dates
from nqpf_cli.version import __version__
from tests.conftest import ROOT, TODAY, Nqpf

LISTINGS = [["timeline"], ["define", "nqpf"], ["incentives", "--region", "lingang"]]


def test_version(nqpf: Nqpf) -> None:
    assert nqpf("--version").stdout == f"nqpf {__version__}\n"


def test_alone_it_greets_with_examples_that_work(nqpf: Nqpf) -> None:
    told = nqpf().stdout
    examples = [line.split("  ")[1] for line in told.splitlines() if line.startswith("  nqpf ")]
    assert len(examples) == 5
    for example in examples:
        assert nqpf(*example.split()[1:]).returncode == 0, example


def test_alone_it_says_how_fresh_and_how_many(nqpf: Nqpf, facts: FactSet) -> None:
    told = " ".join(nqpf().stdout.split())
    assert f"the last on {dates.long_words(facts.dataset['checked'])}" in told
    kinds = Counter(loaded.kind for loaded in facts.records.values())
    for kind, said in facts.vocabularies["kind"].items():
        assert f" {kinds[kind]:,} {said['plural']}" in f" {told}"


@pytest.mark.parametrize(("days", "hushed", "said"), [(180, "", False), (181, "", True), (181, "1", False)])
def test_alone_it_says_in_a_line_that_the_facts_are_old(
    inside: Nqpf, facts: FactSet, monkeypatch: pytest.MonkeyPatch, days: int, hushed: str, said: bool
) -> None:
    """Against the day of the clock, and for `nqpf` alone; nothing else of the page changes."""
    day = date.fromisoformat(facts.dataset["checked"]) + timedelta(days)
    monkeypatch.setenv("NQPF_TODAY", day.isoformat())
    monkeypatch.setenv("NQPF_NO_AGE", hushed)
    lines = [line for line in inside().stdout.splitlines() if "newer release" in line]
    assert [len(line) <= 80 and f"{days} days ago" in line for line in lines] == [True] * said
    assert "newer release" not in inside("timeline").stdout


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_alone_it_keeps_to_the_width(nqpf: Nqpf, columns: int) -> None:
    lines = nqpf(env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) <= (28 if columns >= 80 else 52)


@pytest.mark.parametrize("words", [[], ["explain"]])
def test_alone_and_in_the_explainer_it_says_how_sure_it_is(
    words: list[str], inside: Nqpf, facts: FactSet
) -> None:
    told = " ".join(inside(*words).stdout.split())
    pages = [one.record for one in facts.records.values() if one.kind == "source"]
    kinds = Counter(page["kind"] for page in pages)
    rested = [one.record for one in facts.records.values() if "sources" in one.record and one.kind != "topic"]
    for kind, said in facts.vocabularies["source_kind"].items():
        assert f" {kinds[kind]:,} {said['label']}" in told
    assert f"{sum(page.get('official', False) for page in pages):,} official" in told
    assert f"the text of {sum('read_at' in page for page in pages):,} was read" in told
    assert f"{sum('checked' in record for record in rested):,} of {len(rested):,} records" in told
    open_ended = [
        one["status"]["code"] for one in json.loads(inside("list", "incentives", "--json").stdout)["records"]
    ]
    no_end = sum(code in ("end-not-read", "presume-lapsed") for code in open_ended)
    assert f"no end date was found for {no_end} of " in told
    assert all(gap["what"] in told for gap in facts.dataset["not_here"])
    assert "nqpf show ID says how to report it" in told


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ("incentives xiongan", "any incentive of Xiong'an"),
        ("list incentives --region xiongan", "any incentive of Xiong'an"),
        ("estimate xiongan --spend equipment=5m", "any incentive of Xiong'an"),
        ("compare xiongan hefei", "any incentive of Xiong'an"),
        ("brief 雄安", "any incentive of Xiong'an"),
        ("search xiongan grants", "any incentive of Xiong'an"),
        ("search computing vouchers chongqing", "computing vouchers of Chongqing"),
        ("search 重庆 算力券", "computing vouchers of Chongqing"),
        ("incentives chongqing --instrument voucher", "computing vouchers of Chongqing"),
        ("incentives chongqing --instrument grant", ""),
        ("list terms --region xiongan", ""),
        ("search chongqing robots", ""),
    ],
)
def test_what_is_known_not_to_be_here_is_said_where_it_is_asked_for(
    line: str, gap: str, inside: Nqpf, facts: FactSet
) -> None:
    assert gap in ["", *(one["what"] for one in facts.dataset["not_here"])]
    told = " ".join(inside(*line.split()).stdout.split())
    assert (
        re.search(rf"(Not recorded in this data, though it may exist|Not recorded): {re.escape(gap)}\b", told)
        if gap
        else "ot recorded" not in told
    )
    given = inside(*line.split(), "--json").stdout
    assert json.loads(given or "{}").get("not_here", [""]) == [gap]


def test_a_command_that_is_none_suggests(nqpf: Nqpf) -> None:
    done = nqpf("timelin")
    assert done.returncode == 2
    assert 'no command "timelin". Nearest: timeline' in done.stderr


@pytest.mark.parametrize("listing", LISTINGS)
def test_the_json_envelope(nqpf: Nqpf, listing: list[str]) -> None:
    found = json.loads(nqpf(*listing, "--format", "json").stdout)
    counted = ("left_out", "more_around", "fail_one_filter")
    assert [key for key in found if key not in counted] == [
        "dataset", "kind", "on", "count", "total", "records",
    ]  # fmt: skip
    assert list(found["dataset"]) == ["title", "version", "checked", "first_release", "covers_until"]
    assert found["on"] == TODAY
    assert all(isinstance(source, dict) for record in found["records"] for source in record["sources"])


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("format", ["plain", "table", "markdown", "html", "jsonl", "csv", "yaml"])
def test_every_format_prints_something_for_every_listing(
    inside: Nqpf, listing: list[str], format: str
) -> None:
    done = inside(*listing, "--format", format)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 1
    assert "\x1b" not in done.stdout


def test_columns_choose_fields_and_suggest(nqpf: Nqpf) -> None:
    told = nqpf("incentives", "lingang", "--columns", "id,cap_amount,status_code", "--format", "csv").stdout
    assert told.splitlines()[0] == "id,cap_amount,status_code"
    assert "lingang-green-computing-subsidy,10000000,in-force" in told
    wrong = nqpf("incentives", "lingang", "--columns", "id,cap_amont")
    assert wrong.returncode == 2
    assert "cap_amount?" in wrong.stderr


def test_sources_and_format_are_the_same_on_every_command() -> None:
    group = program()
    for name in ("timeline", "define", "incentives", "search", "list", "show"):
        options = {option for parameter in group.get_command(None, name).params for option in parameter.opts}
        assert {"--format", "--json", "--sources", "--lang", "--data", "--no-pager"} <= options, name


def python(code: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        ["bash", "-c", code],
        check=False,
        cwd=ROOT,
        env=os.environ | {"PY": sys.executable} | env,
        capture_output=True,
        timeout=60,
    )


def test_a_closed_pipe_is_no_fault() -> None:
    done = python('set -o pipefail; "$PY" -m nqpf_cli incentives --all | head -1')
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_stdin_and_stdout_are_no_fault() -> None:
    assert python('"$PY" -m nqpf_cli timeline <&- >/dev/null').returncode == 0
    closed = python('"$PY" -m nqpf_cli timeline >&-')
    assert b"Traceback" not in closed.stderr


def test_a_c_locale_degrades_and_does_not_crash() -> None:
    done = python('"$PY" -m nqpf_cli define nqpf', LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"new quality productive forces" in done.stdout
    assert done.stdout.isascii()


def test_a_home_that_cannot_be_written_costs_no_answer(tmp_path) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the cache should be")
    done = python('"$PY" -m nqpf_cli define nqpf', XDG_CACHE_HOME=str(home / "cache"), HOME=str(home))
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_unsound_day_is_named(nqpf: Nqpf) -> None:
    done = nqpf("timeline", env={"NQPF_TODAY": "tomorrow"})
    assert done.returncode == 2
    assert 'NQPF_TODAY is no day: "tomorrow"' in done.stderr


@pytest.mark.parametrize(
    ("said", "first", "named"),
    [
        *(
            (said, "中央经济工作会议", False)
            for said in ("zh", "ZH", "zh-CN", "zh_Hans", "zh_CN.UTF-8", "zh@x", "Chinese")
        ),
        *((said, "Central", False) for said in ("", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "both")),
        *((said, "Central", True) for said in ("de_DE.UTF-8", "klingon", "\x1b[31m")),
    ],
)
def test_a_language_as_the_system_names_it(
    inside: Nqpf, monkeypatch, said: str, first: str, named: bool
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NQPF_LANG", said)
    done = inside("define", "cewc")
    assert (done.returncode, done.stdout.startswith(first)) == (0, True)
    assert done.stderr.startswith("nqpf: NQPF_LANG has no ") is named
    assert done.stderr.count("\n") == named
    asked = inside("define", "cewc", "--lang", "zh")
    assert (asked.stdout[:1], asked.stderr) == ("中", "")  # what the line says, no variable disturbs


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("COLUMNS", "wide", 0),
        ("COLUMNS", "9" * 99, 0),
        ("NQPF_TODAY", "soon", 2),
        ("NQPF_DATA", "/no/such", 2),
    ],
)
def test_a_variable_is_blamed_by_its_name(
    inside: Nqpf, monkeypatch, name: str, value: str, code: int
) -> None:  # type: ignore[no-untyped-def]
    """One that only shapes the answer costs none; one that decides which facts or which day is not passed over."""
    monkeypatch.setenv(name, value)
    done = inside("timeline", "--since", "2026")
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)
    assert done.stderr.startswith(f"nqpf: {name}")
    assert "--" not in done.stderr
