"""`nqpf timeline --chart`: bars that need no colour and no wide screen."""

import json
import re

import pytest

from nqpf_cli.pages.chart_page import lettered
from tests.cli.goldens import printed
from tests.conftest import Nqpf


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("name", ["chart-40", "chart-80"])
def test_page(name: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(name, ["timeline", "--chart"], inside, monkeypatch)


@pytest.mark.parametrize("width", ["40", "80"])
def test_it_fits_and_counts_every_event(width: str, inside: Nqpf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    page = inside("timeline", "--chart", "--since", "2024").stdout
    assert max(map(len, page.splitlines())) <= int(width)
    rows = json.loads(inside("timeline", "--chart", "--since", "2024", "--json").stdout)["records"]
    # A month's line is moved in; the heading of a year is not.
    bars = re.findall(r"^ +(?:[A-Z][a-z]{2}|no month) +(\d+)  (\w+)$", page, re.M)
    assert sum(int(number) for number, _ in bars) == sum(row["total"] for row in rows)
    assert all(int(number) == len(bar) for number, bar in bars), "a letter is an event"


def test_rows_for_scripts(inside: Nqpf) -> None:
    given = json.loads(inside("timeline", "--chart", "--since", "2026", "--json").stdout)
    assert given["kind"] == "chart"
    assert list(given["records"][0])[:2] == ["month", "total"]
    assert inside("timeline", "--chart", "-f", "csv").stdout.startswith("month,total,speech,")
    assert "<svg" in inside("timeline", "--chart", "-f", "html").stdout
    assert "VEVENT" not in inside("timeline", "--chart", "-f", "ics").stdout


def test_it_counts_so_it_takes_no_limit(inside: Nqpf) -> None:
    done = inside("timeline", "--chart", "--limit", "3")
    assert done.returncode == 2
    assert "--limit" in done.stderr


def test_nothing_matches(inside: Nqpf) -> None:
    done = inside("timeline", "--chart", "--since", "2090")
    assert done.returncode == 1
    assert "matches: --since 2090.\n" in done.stdout


def test_each_category_has_its_own_letter() -> None:
    found = lettered({"a": "plan", "b": "policy", "c": "law", "d": "P"})
    assert found["a"] == "P"
    assert len(set(found.values())) == 4
    assert lettered({str(number): "x" for number in range(30)})["29"] == "*"
