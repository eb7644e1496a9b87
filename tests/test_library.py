"""The library: its page, and that it gives what the commands print, to several threads, and touches nothing."""

import doctest
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from nqpf_cli import load
from nqpf_cli.model.errors import BadFolder, BadValue, NotFound, NqpfError
from nqpf_cli.model.kinds import KINDS
from tests.conftest import ROOT, Nqpf

DAY = date(2026, 11, 27)


def test_every_example_of_the_page_holds() -> None:
    found = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False)
    assert found.attempted > 20
    assert found.failed == 0


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        (lambda facts: facts.define("cewc"), "define cewc"),
        (
            lambda facts: facts.timeline(since="2026", region="shanghai"),
            "timeline --since 2026 --region shanghai",
        ),
        (lambda facts: facts.incentives("shenzhen", sector="ai"), "incentives shenzhen --sector ai"),
        (
            lambda facts: facts.compare(["lingang", "shenzhen"], by="sector"),
            "compare lingang shenzhen --by sector",
        ),
        (lambda facts: facts.estimate("lingang", {"rent": 10**6}), "estimate lingang --spend rent=1m"),
        (lambda facts: facts.brief("lingang"), "brief lingang"),
        (lambda facts: facts.search("robots", kind="policy"), "search robots --kind policy"),
        (lambda facts: facts.list("targets", region="china"), "list targets --region china"),
        (lambda facts: facts.explain("what-it-means"), "explain what-it-means"),
        (lambda facts: facts.show("lingang"), "show lingang"),
        (lambda facts: facts.cite("patient-capital"), "cite patient-capital"),
    ],
)
def test_it_answers_as_the_command_does(ask, line: str, inside: Nqpf) -> None:  # type: ignore[no-untyped-def]
    result = ask(load())
    printed = json.loads(inside(*line.split(), "--json").stdout)
    assert [record.get("id") for record in result.records] == [
        record.get("id") for record in printed["records"]
    ]
    assert (result.answer.total, result.answer.on) == (printed["total"], printed["on"])
    named = {one for record in result.records for one in record.get("sources", ())}
    assert named <= result.answer.sources.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_is_what_csv_has(kind: str, inside: Nqpf) -> None:
    table = load().table(kind)
    assert list(table.columns) == inside("list", kind, "-f", "csv", "-n", "1").stdout.splitlines()[0].split(
        ","
    )
    for row in table.rows:
        assert all(
            value is None or type(value) is of for value, of in zip(row, table.columns.values(), strict=True)
        )
    assert len({row[0] for row in table.rows}) == len(table.rows) > 0


def test_several_threads_use_one() -> None:
    facts = load()
    names = ["nqpf", "cewc", "patient capital", "两会"] * 8
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: facts.define(name).records[0]["id"], names))
    assert found == found[:4] * 8


def test_it_prints_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where an index must be made first."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load().incentives("lingang", on=DAY)
    assert capfd.readouterr() == ("", "")


def test_a_pack_says_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text(
        "- id: my-term\n  term: my term\n  category: concept\n  definition: Something of ours.\n  sources: [my-page]\n"
        "  confidence: high\n"
    )
    (tmp_path / "sources.yaml").write_text(
        "- id: my-page\n  title: A page\n  publisher: A house\n  url: https://example.org/\n  language: en\n"
        "  kind: primary\n"
    )
    assert load([tmp_path]).get("my-term")["pack"] == tmp_path.name


def test_errors_are_values() -> None:
    facts = load()
    with pytest.raises(NotFound) as missed:
        facts.get("patient-capitol")
    assert "patient-capital" in missed.value.nearest
    with pytest.raises(BadValue):
        facts.list("terms", colour="red")
    with pytest.raises(NqpfError, match="is not a date"):
        facts.timeline(since="soon")
    with pytest.raises(BadFolder):
        load(["/no/such/folder"])
