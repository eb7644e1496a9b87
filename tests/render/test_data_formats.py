"""What the data formats promise beyond the golden files."""

import csv
import io
import json
from typing import Any

import icalendar
import pytest
import yaml

from nqpf_cli.formats import FORMATS, ics, load
from nqpf_cli.formats.csv_writer import cell
from nqpf_cli.model.flat_rows import header
from nqpf_cli.model.kinds import parts_of_fields
from nqpf_cli.model.record import Answer, Record
from tests.render.sample import ANSWER, CONTEXT, EMPTY


def text(name: str, answer: Answer, columns: list[str] | None = None) -> str:
    return "".join(f"{line}\n" for line in load(name).lines(answer, columns))


def test_every_format_loads_and_says_what_it_takes() -> None:
    for name, form in FORMATS.items():
        assert callable(getattr(load(name), "content" if form.binary else "lines"))
        assert form.takes in ("page", "answer")
    assert [name for name, form in FORMATS.items() if form.takes == "page"] == [
        "table",
        "plain",
        "markdown",
        "html",
    ]


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load("xml")


def test_nothing_found_is_still_well_formed() -> None:
    assert json.loads(text("json", EMPTY))["records"] == []
    assert text("jsonl", EMPTY) == ""
    assert yaml.safe_load(text("yaml", EMPTY)) == []
    assert len(text("csv", EMPTY).splitlines()) == 1
    assert icalendar.Calendar.from_ical(text("ics", EMPTY)).walk("VEVENT") == []


def test_csv_has_the_same_columns_whatever_was_found() -> None:
    full = header(ANSWER.replace(records=ANSWER.records[1:2]))
    assert full == header(EMPTY)
    assert full[8:17] == [f"cap_{part}" for part in parts_of_fields()["cap"]]


def test_csv_takes_the_parts_of_other_tables_from_the_answer() -> None:
    answer = EMPTY.replace(context=CONTEXT.replace(fields={"incentive": ["id"]}))
    parts = ["code", "words", "until", "until_stated", "replaced_by", "stated"]
    assert header(answer) == ["id", *(f"status_{part}" for part in parts), "ask", "whom"]


def test_csv_keeps_a_word_where_other_records_have_a_table() -> None:
    records: list[Record] = [{"id": "a", "status": "draft"}, {"id": "b", "status": {"code": "ended"}}]
    rows = list(csv.reader(io.StringIO(text("csv", EMPTY.replace(kind="row", records=records)))))
    assert rows[0][:3] == ["id", "status", "status_code"]
    assert [row[:3] for row in rows[1:]] == [["a", "draft", ""], ["b", "", "ended"]]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "true"), (False, "false"), (0, "0"), (-5, "-5"), (12.5, "12.5"), ([], ""),
        ("-5", "-5"), ("+12.5", "+12.5"), ("-5%", "'-5%"), ("=1", "'=1"), ("@a", "'@a"), ("\ta", "'\ta"),
        ("－1", "'－1"), ("a=b", "a=b"), (["a", "b"], "a; b"), (["=a", "b"], "'=a; b"), ({"a": 1}, '{"a":1}'),
    ],
)  # fmt: skip
def test_csv_cells(value: Any, written: str) -> None:
    assert cell("field", value) == written


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml"])
def test_columns_cut_records_down(name: str) -> None:
    written = text(name, ANSWER, ["cap_amount", "id", "status_code"])
    loaded = (
        [json.loads(line) for line in written.splitlines()] if name == "jsonl" else yaml.safe_load(written)
    )
    records = loaded["records"] if name == "json" else loaded
    assert list(records[0].items()) == [
        ("cap_amount", 10000000),
        ("id", "lingang-2024-computing"),
        ("status_code", "in-force"),
    ]
    assert records[2] == {"id": "2024-06-lingang-computing"}


def test_csv_columns_in_the_order_asked_for() -> None:
    assert text("csv", ANSWER, ["title", "pool", "id"]).splitlines()[0] == (
        "title,pool_amount,pool_currency,pool_per,id"
    )


def test_a_shared_source_is_written_out_each_time_in_yaml() -> None:
    written = text("yaml", ANSWER)
    assert "&id" not in written
    assert written.count("South China Morning Post") == 2


def entries(**record: Any) -> list[tuple[str, str, str, str, bool]]:
    return [tuple(entry) for entry in ics.entries({"id": "x", "title": "T", **record})]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"date": "2024-06-18"}, [("x@nqpf", "2024-06-18", "2024-06-18", "T", False)]),
        ({"date": "2024-02"}, [("x@nqpf", "2024-02-01", "2024-02-29", "T", False)]),
        (
            {"valid_until": "2029-04"},
            [("x.end@nqpf", "2029-04-30", "2029-04-30", "Ends April 2029: T", True)],
        ),
        ({"status": {"until": "2027-12-31"}}, [("x.end@nqpf", "2027-12-31", "2027-12-31", "Ends: T", True)]),
        ({"status": "draft"}, []),
        ({"by": "2027"}, [("x.by@nqpf", "2027-12-31", "2027-12-31", "Target 2027: T", False)]),
        (
            {"issued": "2024-01-01", "expires": "2026"},
            [
                ("x@nqpf", "2024-01-01", "2024-01-01", "T", False),
                ("x.end@nqpf", "2026-12-31", "2026-12-31", "Ends 2026: T", True),
            ],
        ),
        ({"date": "../2024-02"}, []),
        ({}, []),
    ],
)
def test_what_goes_into_a_calendar(record: Record, expected: list[Any]) -> None:
    assert entries(**record) == expected


def test_an_ending_rings_thirty_days_before() -> None:
    calendar = icalendar.Calendar.from_ical(text("ics", ANSWER))
    ending, happened = calendar.walk("VEVENT")
    (alarm,) = ending.walk("VALARM")
    assert alarm.decoded("TRIGGER").days == -30
    assert not happened.walk("VALARM")
    assert (
        str(ending["SUMMARY"])
        == "Ends April 2029: Support for a new intelligent computing centre; 智算中心, “new”"
    )
    assert str(happened["URL"]).startswith("https://www.scmp.com/")


def calendar_of(*records: Record, **vocabularies: Any) -> list[Any]:
    answer = Answer(
        "event", list(records), len(records), "2026-11-25", CONTEXT.replace(vocabularies=vocabularies)
    )
    return list(icalendar.Calendar.from_ical(text("ics", answer)).walk("VEVENT"))


@pytest.mark.parametrize(
    ("date", "first", "days"),
    [
        ("2199-12-31", "2199-12-31", 1),
        ("2199-12", "2199-12-01", 31),
        ("2199", "2199-01-01", 365),
    ],
)
def test_the_end_of_the_calendar_is_no_shorter(date: str, first: str, days: int) -> None:
    (event,) = calendar_of({"id": "x", "title": "T", "date": date})
    assert not event.errors
    start = event.decoded("DTSTART")
    assert (start.isoformat(), (event.decoded("DTEND") - start).days) == (first, days)


def test_no_two_entries_share_a_name() -> None:
    one = {"id": "x", "title": "T", "date": "2024-01-01", "valid_until": "2025", "by": "2026"}
    named = [{**one, "id": name} for name in ("x", "x-end", "x-by")]
    names = [str(event["UID"]) for event in calendar_of(*named)]
    assert len(names) == len(set(names)) == 9


def test_an_entry_says_what_it_is_and_whose() -> None:
    words = {"kind": {"event": {"label": "event"}}, "sector": {"ai": {"label": "AI, data"}}}
    (event,) = calendar_of(
        {"id": "x", "title": "T", "date": "2024", "category": "plan", "sectors": ["ai"], "pack": "acme"},
        **words,
    )
    assert [str(name) for name in event["CATEGORIES"].cats] == ["event", "plan", "AI, data"]
    assert "pack acme" in str(event["DESCRIPTION"])


def test_the_same_facts_give_the_same_calendar() -> None:
    assert text("ics", ANSWER) == text("ics", ANSWER.replace(on="2027-01-01"))


def test_a_column_of_numbers_has_one_type() -> None:
    records = [{"id": "a", "rate": 30, "n": 1}, {"id": "b", "rate": 33.3, "n": 2}, {"id": "c", "rate": True}]
    rows = list(csv.reader(io.StringIO(text("csv", EMPTY.replace(kind="row", records=records)))))
    assert rows == [["id", "rate", "n"], ["a", "30.0", "1"], ["b", "33.3", "2"], ["c", "true", ""]]
