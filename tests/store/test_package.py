"""The typed tables: columns that say what they hold, the Data Package and Parquet made of them."""

import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from nqpf_cli import load
from nqpf_cli.export import bundle
from nqpf_cli.formats.csv_writer import READ_FIRST, deciding_first
from nqpf_cli.index.query import Store
from nqpf_cli.model.flat_rows import Table, table
from nqpf_cli.model.kinds import FOLDERS, KINDS
from nqpf_cli.model.table_columns import columns_of
from nqpf_cli.questions.listing import ListingQuery
from nqpf_cli.questions.whole import ExportQuery, export
from tests.conftest import ROOT, TODAY, Nqpf

PROFILE = json.loads((ROOT / "tests" / "store" / "datapackage-2.0.json").read_text(encoding="utf-8"))
"""The version 2 of the standard, as JSON Schema."""


def parts_of(store: Store, **filters: list[str]) -> bundle.Parts:
    return export(store, ExportQuery(filters=ListingQuery(filters=filters), closed=True), TODAY)


def unpacked(parts: bundle.Parts) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(bundle.packaged(parts)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(store: Store, kind: str) -> Table:
    return table(parts_of(store)[kind], whole=True)


@pytest.fixture(scope="module")
def package(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("package"))
    for name, content in unpacked(parts_of(store)).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_says_what_it_holds_and_the_plain_table_has_the_same(kind: str) -> None:
    columns = columns_of(kind)
    assert not [name for name, column in columns.items() if not column.says]
    whole, plain = load().table(kind, whole=True), load().table(kind)
    assert [name for name, column in whole.about.items() if not column.of] == list(plain.columns)
    for row in whole.rows:
        for name, value in zip(whole.columns, row, strict=True):
            assert value is None or type(value) is whole.columns[name], name
            assert value is not None or not whole.about[name].required, name
    named = zip(whole.records, plain.records, strict=True)
    assert all(one["id"] == other["id"] for one, other in named)


def test_a_month_stays_text_and_has_its_days_beside(store: Store) -> None:
    measure = "lingang-ai-chip-purchase-subsidy"
    row = next(row for row in load().table("incentive", whole=True, on=TODAY).records if row["id"] == measure)
    assert (row["valid_until"], row["valid_until_first"], row["valid_until_last"]) == (
        "2029-04",
        date(2029, 4, 1),
        date(2029, 4, 30),
    )
    assert row["status_until"] == date(2029, 4, 30)
    assert row["sectors"] == ["computing-power", "ai", "semiconductors"]


def test_an_interval_that_is_open_has_one_day(store: Store) -> None:
    part = parts_of(store)["figure"]
    record = {**part.records[0], "period": "2025-12-18/.."}
    row = table(part.replace(records=[record]), whole=True).records[0]
    assert (row["period_first"], row["period_last"]) == (date(2025, 12, 18), None)


def test_the_descriptor_is_of_version_2(package: Path) -> None:
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(PROFILE)
    assert [error.message for error in validator.iter_errors(described)] == []
    assert [one["name"] for one in described["resources"]] == list(FOLDERS.values())
    assert (described["version"], described["licenses"]) == ("2026.11", [{"name": "CC-BY-4.0"}])
    fields = {field["name"]: field for field in described["resources"][6]["schema"]["fields"]}
    assert (fields["cap_amount"]["type"], fields["cap_amount"]["unit"]) == (
        "integer",
        "whole units of the currency",
    )
    assert fields["rate_percent"]["unit"] == "percent"
    assert {"value": "subsidy", "label": "subsidy"} in fields["instrument"]["categories"]
    described["resources"][0]["schema"]["fields"][0]["type"] = "text"
    assert list(validator.iter_errors(described)), "the kept profile bites"


@pytest.mark.parametrize("filters", [{"region": ["lingang"]}, {"category": ["meeting"]}, {}])
def test_every_key_leads_to_a_row(store: Store, filters: dict[str, list[str]]) -> None:
    parts = parts_of(store, **filters)
    tables = {kind: table(part, whole=True) for kind, part in parts.items()}
    ids = {FOLDERS[kind]: {row["id"] for row in one.records} for kind, one in tables.items()}
    described = json.loads(unpacked(parts)["datapackage.json"])
    seen = 0
    for resource, one in zip(described["resources"], tables.values(), strict=True):
        for key in resource["schema"].get("foreignKeys", ()):
            (name,) = key["fields"]
            there = ids[key["reference"].get("resource", resource["name"])]
            values = {row[name] for row in one.records} - {None}
            seen += len(values)
            assert values <= there, (resource["name"], name)
        # A key that the descriptor leaves out is one that nothing in the file has.
        for name, column in one.about.items():
            if len(column.link) == 1 and not column.many and FOLDERS.get(column.link[0]) not in ids:
                assert {row[name] for row in one.records} == {None}
    assert seen > 3


def test_rows_that_decide_a_type_come_first_where_they_must() -> None:
    years = [["2026", str(at), ""] for at in range(READ_FIRST + 5)]
    assert deciding_first(years) == years
    late = [*years, ["2026-05", "7", ""], ["2027", "8", "true"]]
    moved = deciding_first(late)
    assert moved[:3] == [years[0], late[-2], late[-1]]
    assert sorted(moved) == sorted(late)
    days = [["2026-05-04"]] * READ_FIRST
    assert deciding_first([*days, ["2026"]]) == [days[0], ["2026"], *days[1:]]
    assert deciding_first([]) == []


@pytest.mark.parametrize("ending", ["parquet", "parquet.zip"])
def test_parquet_without_its_library_says_what_to_install(
    ending: str, inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = inside("export", str(tmp_path / f"a.{ending}"), "--kind", "topics")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        'nqpf: this takes pyarrow, which is not installed: pip install "nqpf[parquet]"'
    ]
    assert list(tmp_path.iterdir()) == []


# What follows is read by the programs of the trade.


@pytest.mark.door
def test_frictionless_finds_the_package_valid(package: Path) -> None:
    from frictionless import Package, system, validate

    with system.use_context(trusted=True):
        report = validate(str(package / "datapackage.json"))
        assert report.valid, report.flatten(["type", "message"])[:3]
        assert report.stats["tasks"] == len(KINDS)
        (resource,) = (
            one for one in Package(str(package / "datapackage.json")).resources if one.name == "regions"
        )
        rows = resource.read_rows()
    lingang = next(row for row in rows if row["id"] == "lingang")
    assert "临港新片区" in lingang["name_zh"] or "临港" in str(lingang["aliases"])


@pytest.mark.door
def test_frictionless_sees_a_key_that_leads_nowhere(package: Path, tmp_path: Path) -> None:
    from frictionless import system, validate

    for file in package.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes().replace(b",beijing,", b",beijinx,"))
    with system.use_context(trusted=True):
        report = validate(str(tmp_path / "datapackage.json"))
    assert "foreign-key" in {error[0] for error in report.flatten(["type"])}


@pytest.mark.door
@pytest.mark.parametrize("kind", KINDS)
def test_polars_reads_the_csv_without_hints(kind: str, package: Path, store: Store) -> None:
    import polars

    text = polars.String
    types = {bool: polars.Boolean, int: polars.Int64, float: polars.Float64}
    wanted = told(store, kind)
    frame = polars.read_csv(package / f"{FOLDERS[kind]}.csv")
    dated = polars.read_csv(package / f"{FOLDERS[kind]}.csv", try_parse_dates=True)
    days = [name for name, column in wanted.about.items() if column.of and frame[name].drop_nulls().len()]
    assert {dated.schema[name] for name in days} <= {polars.Date}
    assert frame.columns == list(wanted.columns) and frame.height == len(wanted.rows)
    for name, column in wanted.about.items():
        values = frame[name].drop_nulls()
        numbers = column.type is str and bool(len(values)) and all(str(v).isdigit() for v in values)
        if not len(values) or numbers:  # a column without a value, or of years alone, has no type to tell
            continue
        assert frame.schema[name] == (text if column.many else types.get(column.type, text)), name


@pytest.fixture(scope="module")
def parquet(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("parquet"))
    content = b"".join(bundle.parquet_zipped(parts_of(store)))
    assert content == b"".join(bundle.parquet_zipped(parts_of(store))), "the same facts give the same bytes"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.door
@pytest.mark.parametrize("kind", KINDS)
def test_parquet_reads_back_in_polars_and_duckdb(kind: str, parquet: Path, store: Store) -> None:
    import duckdb
    import polars

    wanted = told(store, kind)
    file = parquet / f"{FOLDERS[kind]}.parquet"
    frame = polars.read_parquet(file)
    assert frame.columns == list(wanted.columns)
    assert [list(row) for row in frame.rows()] == wanted.rows
    days = [name for name, column in wanted.about.items() if column.type is date]
    assert {frame.schema[name] for name in days} <= {polars.Date}
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
        assert [list(row) for row in rows] == wanted.rows


@pytest.mark.door
def test_parquet_says_what_its_columns_hold(parquet: Path) -> None:
    from pyarrow import parquet as reader

    schema = reader.read_schema(parquet / "incentives.parquet")
    assert schema.metadata[b"version"] == b"2026.11"
    assert schema.field("cap_amount").metadata[b"unit"] == b"whole units of the currency"
    assert str(schema.field("sectors").type).startswith("list<")
    assert not schema.field("id").nullable


@pytest.mark.door
def test_one_kind_is_one_parquet_file(inside: Nqpf, tmp_path: Path) -> None:
    import polars

    done = inside("export", str(tmp_path / "a.parquet"), "--kind", "incentives", "--region", "shenzhen")
    assert done.returncode == 0
    frame = polars.read_parquet(tmp_path / "a.parquet")
    assert set(frame["region"]) == {"shenzhen"}
    assert all(isinstance(page, str) and not page.startswith("http") for page in frame["sources"].explode())
    refused = inside("export", str(tmp_path / "b.parquet"), "--region", "shenzhen")
    assert (refused.returncode, "b.parquet.zip" in refused.stderr or ".parquet.zip" in refused.stderr) == (
        2,
        True,
    )
