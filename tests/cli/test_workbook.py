"""Workbooks for Excel, read back by another library than the one that writes them; and `--output` of every command."""

import datetime
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nqpf_cli.formats.sanitize import safe_link
from tests.conftest import TODAY, Nqpf
from tests.hostile.hostile import PAYLOADS, hostile_pack

door = pytest.mark.door
Rows = list[dict[str, Any]]


def opened(path: Path) -> Any:
    return pytest.importorskip("openpyxl").load_workbook(path)


def rows(sheet: Any) -> Rows:
    """The cells of each row by the name of their column."""
    header, *rest = list(sheet.iter_rows())
    return [dict(zip([cell.value for cell in header], row, strict=True)) for row in rest]


@pytest.fixture
def asked(inside: Nqpf, tmp_path: Path) -> Callable[..., Any]:
    """Writes a workbook, and returns it as another library reads it."""

    def ask(*line: str) -> Any:
        path = tmp_path / "a.xlsx"
        named = [str(path)] if line[0] == "export" else ["--output", str(path), "--force"]
        done = inside(line[0], *named, *line[1:])
        cut = "records are given; --limit takes another number\n" if line[0] == "search" else ""
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.endswith(cut) and done.stderr.count("\n") == bool(cut)
        return opened(path)

    return ask


@door
def test_a_sheet_a_kind_with_header_filter_and_widths(asked: Callable[..., Any], small: Path) -> None:
    book = asked("export")
    assert book.sheetnames[-2:] == ["sources", "about"]
    assert {"incentives", "policies", "events", "terms"} < set(book.sheetnames)
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = [one.width for one in sheet.column_dimensions.values()]
        assert widths and all(7 < width < 62 for width in widths)
    assert any("The text of a measure decides." in str(row[0].value) for row in book["about"].iter_rows())
    # Opened by a name and not by luck: the cell that the pane holds is the first of the header.
    assert book["events"]["A1"].value == "id" and book["events"]["A1"].font.b


@door
def test_numbers_days_and_truth_are_no_texts_and_a_month_is_one(asked: Callable[..., Any]) -> None:
    book = asked("export")
    chips = next(r for r in rows(book["incentives"]) if r["id"].value == "lingang-ai-chip-purchase-subsidy")
    assert (chips["cap_amount"].value, chips["cap_amount"].data_type) == (10_000_000, "n")
    assert chips["valid_until"].value == "2029-04"
    assert chips["checked"].value >= datetime.datetime(2026, 1, 1)
    assert chips["checked"].number_format == "yyyy-mm-dd"
    months = [row["date"] for row in rows(book["events"]) if len(str(row["date"].value)) in (4, 7)]
    assert months and {cell.data_type for cell in months} == {"s"}
    assert {
        row["milestone"].data_type for row in rows(book["events"]) if row["milestone"].value is not None
    } == {"b"}
    terms = {row["id"].value: row["zh"].value for row in rows(book["terms"])}
    assert terms["new-quality-productive-forces"] == "新质生产力"


@door
def test_addresses_and_ids_are_links(asked: Callable[..., Any], small: Path) -> None:
    book = asked("export")
    for row in rows(book["sources"]):
        link = row["url"].hyperlink
        assert "#".join(filter(None, (link.target, link.location))) == safe_link(row["url"].value)
    for row in rows(book["incentives"]):
        first = safe_link(row["sources"].value.partition("; ")[0])
        assert row["sources"].hyperlink.target == first.partition("#")[0]
        sheet, cell = row["region"].hyperlink.location.split("!")
        assert book[sheet.strip("'")][cell].value == row["region"].value


@door
@pytest.mark.parametrize("line", [["export"], ["list", "terms"], ["list", "incentives"]])
def test_no_cell_runs(asked: Callable[..., Any], small: Path, tmp_path: Path, line: list[str]) -> None:
    """A text stays one whatever it begins with, when it is read and, by its quote, when a person edits it."""
    evil = hostile_pack(tmp_path / "evil")
    book = asked(*line, "--data", str(evil))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name) and b"<f " not in archive.read(name), name
        assert not [
            name for name in archive.namelist() if "vba" in name.lower() or "external" in name.lower()
        ]
    said = set()
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows(min_row=2) for cell in row]:
            assert cell.data_type != "f"
            if cell.data_type == "s" and sheet.title != "about":
                assert cell.quotePrefix, f"{sheet.title}!{cell.coordinate}"
                said.add(cell.value)
            target = cell.hyperlink and cell.hyperlink.target
            assert not target or target.startswith(("http://", "https://"))
    for payload in ("formula", "plus", "minus", "at", "tabbed"):
        assert PAYLOADS[payload] in said, payload
    assert not any("\x1b" in text or "\u202e" in text or "\x00" in text for text in said)


@door
def test_what_a_cell_cannot_hold_is_cut_and_says_so(
    asked: Callable[..., Any], small: Path, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    from nqpf_cli.formats import workbook

    long = workbook._text("title", "山" * 40_000)
    assert len(long) < 32_767 and "40,000 characters" in long
    assert workbook._text("title", "山" * 30_000) == "山" * 30_000
    assert workbook._day("1899-12-31") is workbook._day("2024-02-31") is workbook._day("2024-02") is None


@door
@pytest.mark.parametrize(
    "line",
    [
        "timeline", "define patient capital", "incentives lingang", "search vouchers", "list policies", "show lingang",
        "explain", "compare lingang pudong", "estimate lingang --spend rent=1m", "brief lingang", "cite patient-capital",
        "list", "check", "incentives --is headcount=24 --region lingang", "list terms --columns id,zh",
    ],
)  # fmt: skip
def test_every_command_that_writes_csv_writes_a_workbook(
    asked: Callable[..., Any], inside: Nqpf, line: str
) -> None:
    """With the columns and rows of CSV."""
    import csv
    import io

    book = asked(*line.split())
    said = list(csv.reader(io.StringIO(inside(*line.split(), "--format", "csv").stdout)))
    held = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets if sheet.title != "about"]
    assert sum(len(sheet) - 1 for sheet in held) == len(said) - 1
    assert line.startswith(("search", "brief")) or list(held[0][0]) == said[0]
    assert "--columns" not in line or held[0][0] == ("id", "zh")


@door
def test_the_same_facts_give_the_same_bytes(inside: Nqpf, small: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert inside("export", str(tmp_path / f"{name}.xlsx")).returncode == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert opened(tmp_path / "a.xlsx").properties.created.date().isoformat() == TODAY, "no clock is asked"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


@pytest.mark.door
def test_a_workbook_asks_for_a_file(inside: Nqpf, small: Path) -> None:
    done = inside("list", "terms", "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "nqpf: xlsx goes to a file, not to standard output\n"
        "      nqpf list terms --format xlsx --output facts.xlsx\n"
    )
    assert "standard output" in inside("export", "-", "--format", "xlsx").stderr


@pytest.mark.parametrize("line", ["export {}", "list terms -o {}", "search vouchers -f xlsx -o {}"])
def test_without_the_library_a_line_says_what_to_install(
    inside: Nqpf, small: Path, tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = inside(*line.format(tmp_path / "a.xlsx").split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ('nqpf: this takes xlsxwriter, which is not installed: pip install "nqpf[xlsx]"\n')
    assert not list(tmp_path.iterdir())


def test_output_takes_the_format_of_its_ending(inside: Nqpf, small: Path, tmp_path: Path) -> None:
    for ending, begins in {
        "csv": "id,", "json": "{", "md": "# ", "html": "<!doctype html>", "yaml": "- id", "txt": "3 terms",
    }.items():  # fmt: skip
        path = tmp_path / f"a.{ending}"
        done = inside("list", "terms", "-o", str(path))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), ending
        assert path.read_text(encoding="utf-8").lower().startswith(begins.lower()), ending
    assert inside("list", "terms", "--json", "-o", str(tmp_path / "b.dat")).returncode == 0
    assert (tmp_path / "b.dat").read_bytes() == (tmp_path / "a.json").read_bytes()
    assert inside("list", "terms", "--columns", "id", "--bom", "-o", str(tmp_path / "c.csv")).returncode == 0
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbfid\n")
    assert inside("list", "terms", "-o", "-").stdout == inside("list", "terms").stdout


def test_output_writes_over_nothing_and_leaves_nothing(inside: Nqpf, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    refused = inside("list", "terms", "-o", str(path))
    assert (refused.returncode, path.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force overwrites it" in refused.stderr
    assert inside("list", "terms", "-o", str(path), "--force").returncode == 0
    assert "patient-money" in path.read_text(encoding="utf-8")
    unknown = inside("list", "terms", "-o", str(tmp_path / "a.docx"))
    assert unknown.returncode == 2 and 'no format ends in ".docx"' in unknown.stderr
    missed = inside("show", "nothing-like-it", "-o", str(tmp_path / "b.json"))
    assert (missed.returncode, missed.stdout) == (1, "")
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
