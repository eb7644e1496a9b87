"""`nqpf export`: every kind of file, whole or not there."""

import csv
import io
import json
import sqlite3
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from nqpf_cli.output import streams
from tests.cli.goldens import held
from tests.conftest import Nqpf

ENDINGS = ["json", "jsonl", "csv.zip", "sqlite", "ics", "md"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("ending", ENDINGS)
def test_everything_in_every_kind_of_file_and_twice_the_same(
    ending: str, inside: Nqpf, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        done = inside("export", str(tmp_path / f"{name}.{ending}"))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    first, second = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("a", "b"))
    assert len(first) > 1_000
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{ending}", f"b.{ending}"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("line", ["export FILE", "list policies --output FILE"])
def test_a_terminal_is_told_what_was_written(
    line: str, inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda stream: stream is sys.stderr)
    path = tmp_path / "a.json"
    done = inside(*line.replace("FILE", str(path)).split())
    many = json.loads(path.read_text(encoding="utf-8"))["count"]
    assert many > 1
    assert "".join(done.stderr.split()).endswith(f"wrote{path}:{many}records")


def test_json_is_the_envelope_of_mixed_records(inside: Nqpf, tmp_path: Path) -> None:
    inside("export", str(tmp_path / "a.json"), "--region", "lingang")
    given = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert given["kind"] == "mixed"
    assert given["count"] == given["total"] == len(given["records"])
    assert {record["record_kind"] for record in given["records"]} >= {
        "region",
        "event",
        "policy",
        "incentive",
    }
    lines = inside("export", "-", "--format", "jsonl", "--region", "lingang").stdout.splitlines()
    assert [json.loads(line) for line in lines] == given["records"]
    assert json.loads(inside("export", "-", "--region", "lingang").stdout) == given


def test_the_zip_holds_a_table_a_kind_and_what_it_is(inside: Nqpf, tmp_path: Path) -> None:
    inside("export", str(tmp_path / "a.csv.zip"))
    with zipfile.ZipFile(tmp_path / "a.csv.zip") as archive:
        assert archive.testzip() is None
        assert {"incentives.csv", "README.txt", "datapackage.json"} <= set(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        rows = list(csv.DictReader(io.StringIO(archive.read("incentives.csv").decode())))
        about = archive.read("README.txt").decode()
    assert f"{len(rows)} incentives" in about
    assert "The text of a measure decides." in about
    chips = next(row for row in rows if row["id"] == "lingang-ai-chip-purchase-subsidy")
    assert (chips["cap_amount"], chips["status_code"]) == ("10000000", "in-force")
    assert json.loads(chips["sectors"]) == ["computing-power", "ai", "semiconductors"]
    assert (chips["valid_until"], chips["valid_until_first"], chips["valid_until_last"]) == (
        "2029-04",
        "2029-04-01",
        "2029-04-30",
    )
    assert inside("export", str(tmp_path / "b.zip")).returncode == 0
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "a.csv.zip").read_bytes()


def test_one_kind_is_a_plain_table_and_several_are_refused(inside: Nqpf, tmp_path: Path) -> None:
    done = inside("export", str(tmp_path / "a.csv"), "--kind", "incentives", "--region", "shenzhen")
    assert done.returncode == 0
    listed = inside("list", "incentives", "--region", "shenzhen", "-f", "csv").stdout
    written = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert sorted(written.splitlines()) == sorted(listed.splitlines())
    refused = inside("export", str(tmp_path / "b.csv"), "--region", "shenzhen")
    assert refused.returncode == 2
    assert ".csv.zip" in refused.stderr
    assert not (tmp_path / "b.csv").exists()


def test_the_calendar_is_read_by_two_libraries_alike(inside: Nqpf, tmp_path: Path) -> None:
    inside("export", str(tmp_path / "a.ics"))
    data = (tmp_path / "a.ics").read_bytes()
    import icalendar

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import vobject

        other = vobject.readOne(data.decode())
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert not [error for event in events for error in event.errors]
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert [str(event["UID"]) for event in events] == [event.uid.value for event in other.vevent_list]
    for event in other.vevent_list:
        event.validate(raiseException=True)
    ends = [event for event in events if str(event["SUMMARY"]).startswith("Ends")]
    assert len(ends) == len(calendar.walk("VALARM")) > 50


def test_the_end_of_a_measure_falls_on_its_last_day(inside: Nqpf) -> None:
    import icalendar

    calendar = icalendar.Calendar.from_ical(inside("export", "-", "-f", "ics", "--region", "lingang").stdout)
    end = next(
        event
        for event in calendar.walk("VEVENT")
        if str(event["UID"]) == "lingang-ai-chip-purchase-subsidy.end@nqpf"
    )
    assert (end["DTSTART"].dt.isoformat(), end["DTEND"].dt.isoformat()) == ("2029-04-30", "2029-05-01")


@pytest.mark.usefixtures("offers")
def test_the_document(inside: Nqpf) -> None:
    held(
        "export-markdown",
        inside("export", "-", "-f", "md", "--region", "northland", "--with-children").stdout,
    )


def test_filters_leave_out_the_kinds_they_do_not_suit(inside: Nqpf) -> None:
    lines = inside("export", "-", "-f", "jsonl", "--sector", "low-altitude", "--status", "in-force").stdout
    records = [json.loads(line) for line in lines.splitlines()]
    assert records
    assert {record["record_kind"] for record in records} == {"incentive", "policy"}
    assert {record["status"]["code"] for record in records} == {"in-force"}
    both = inside("export", "-", "--for", "sme", "--since", "2024")
    assert both.returncode == 2
    assert "--since and --for" in both.stderr
    named = inside("export", "-", "--kind", "event", "--for", "sme")
    assert named.returncode == 2
    assert "does not suit events" in named.stderr


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["facts.docx"], 2, 'no export ends in ".docx"'),
        (["facts"], 2, "facts has no ending"),
        (["facts", "-f", "xml"], 2, '--format has no "xml"'),
        (["-", "-f", "sqlite"], 2, "standard output"),
        (["a.json", "--kind", "evnts"], 2, "Nearest: events"),
        (["a.json", "--region", "lingong"], 1, "Nearest: lingang"),
        (["a.json", "--kind", "events", "--since", "2090"], 1, "nothing was written"),
        (["/no/such/folder/a.json"], 2, "no folder"),
    ],
)
def test_what_cannot_be_written(
    args: list[str], code: int, says: str, inside: Nqpf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = inside("export", *args)
    assert done.returncode == code
    assert says in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert list(tmp_path.iterdir()) == []


def test_the_unknown_ending_names_those_there_are(inside: Nqpf) -> None:
    assert (
        ".json, .jsonl, .csv, .csv.zip, .parquet, .parquet.zip, .xlsx, .sqlite, .ics, .md"
        in inside("export", "a.docx").stderr
    )


def test_nothing_is_overwritten_without_force(inside: Nqpf, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("mine", encoding="utf-8")
    assert inside("export", str(path)).returncode == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert inside("export", str(path), "--force").returncode == 0
    assert path.read_text(encoding="utf-8").startswith("{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_device_says_so(inside: Nqpf) -> None:
    done = inside("export", "/dev/full", "-f", "json")
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert Path("/dev/full").is_char_device()


def test_a_pack_of_ones_own_is_exported_with_ours(inside: Nqpf, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "terms.yaml").write_text(
        "- id: our-term\n  term: our term\n  category: concept\n  definition: Ours; =1+1.\n"
        "  sources: [china-briefing-2024-nqpf-explainer]\n  confidence: medium\n",
        encoding="utf-8",
    )
    inside("export", str(tmp_path / "a.sqlite"), "--kind", "terms", "--data", str(pack))
    connection = sqlite3.connect(tmp_path / "a.sqlite")
    assert connection.execute("SELECT definition FROM terms WHERE id = 'our-term'").fetchall() == [
        ("Ours; =1+1.",)
    ]
    connection.close()


def test_tables_for_excel_begin_with_a_mark(inside: Nqpf, tmp_path: Path) -> None:
    assert inside("list", "topics", "-f", "csv", "--bom").stdout.startswith("\ufeffid,")
    assert inside("list", "topics", "-f", "csv").stdout.startswith("id,")
    assert inside("export", str(tmp_path / "a.csv"), "--kind", "topics", "--bom").returncode == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    for line in (
        ["list", "topics", "--bom"],
        ["export", "-", "--bom"],
        ["export", str(tmp_path / "a.csv.zip"), "--bom"],
        ["list", "topics", "--json", "--bom"],
    ):
        refused = inside(*line)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "--bom is for CSV" in refused.stderr
