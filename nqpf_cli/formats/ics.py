"""iCalendar (RFC 5545): what happened, and what ends when, as all-day entries.

The same facts give the same bytes: the stamp is the day the data was last checked, not the day of printing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from nqpf_cli.formats.escape import escape
from nqpf_cli.formats.sanitize import safe_link
from nqpf_cli.model.dates import bounds, long_words
from nqpf_cli.model.record import Answer, Record, whose

CATEGORIES = {"category": "event_category", "instrument": "instrument", "sectors": "sector"}
"""Field of an event or a measure -> the vocabulary that has the words for it."""

_FOLD = 75  # octets a line, without its end


class Entry(NamedTuple):
    """One all-day entry: its unique name, first and last day, title; `ends` marks a deadline."""

    uid: str
    first: str
    last: str
    title: str
    ends: bool


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """Yield a calendar of every dated record; with a newline, each line ends in the CRLF of the standard."""
    dataset = answer.dataset
    stamp = f"{_day(bounds(str(dataset.get('checked') or answer.on))[1])}T000000Z"
    yield "BEGIN:VCALENDAR\r"
    yield "VERSION:2.0\r"
    yield from _fold(f"PRODID:-//nqpf//{_text(str(dataset.get('version') or ''))}//EN")
    yield "CALSCALE:GREGORIAN\r"
    if dataset.get("title"):
        yield from _fold(f"X-WR-CALNAME:{_text(str(dataset['title']))}")
    for record in answer.records:
        for entry in entries(record):
            yield from _event(entry, record, _categories(answer, record), stamp)
    yield "END:VCALENDAR\r"


def entries(record: Record) -> Iterator[Entry]:
    """Yield what a record puts into a calendar: its date, its end, or both; nothing where it has neither.

    A date as wide as a month or a year lasts from its first day to its last; an end falls on its last day. What
    ends has a name with a dot, which no id holds, so that it is no other record's.
    """
    title = str(record.get("title") or record.get("id", ""))
    happened = record.get("date") or record.get("issued")
    found = _bounds(happened)
    if found:
        yield Entry(f"{record['id']}@nqpf", *found, title, False)
    status = held if isinstance(held := record.get("status"), dict) else {}
    stated = status.get("until_stated") or status.get("until")
    ending = record.get("valid_until") or stated or record.get("expires")
    end = _bounds(ending)
    if end:
        yield Entry(f"{record['id']}.end@nqpf", end[1], end[1], f"Ends{_month_named(ending)}: {title}", True)
    due = _bounds(record.get("by"))
    if due:
        what = f"Target{_month_named(record['by'])}: {title}"
        yield Entry(f"{record['id']}.by@nqpf", due[1], due[1], what, False)


def _month_named(date: object) -> str:
    """ " June 2027" where a record names no day, since the day of the entry is then worked out; else nothing."""
    return f" {long_words(str(date))}" if len(str(date)) < 10 else ""


def _bounds(date: object) -> tuple[str, str] | None:
    try:
        return bounds(str(date)) if date else None
    except ValueError:  # an open or odd date belongs in no calendar, and is the checks' to report
        return None


def _event(entry: Entry, record: Record, categories: list[str], stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT\r"
    yield from _fold(f"UID:{_text(entry.uid)}")
    yield f"DTSTAMP:{stamp}\r"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}\r"
    # The end of an all-day entry is the day after, also of the last day that a fact may name.
    after = date.fromisoformat(entry.last) + timedelta(days=1)
    yield f"DTEND;VALUE=DATE:{_day(after.isoformat())}\r"
    yield from _fold(f"SUMMARY:{_text(entry.title)}")
    yield from _fold(f"DESCRIPTION:{_text(_description(record))}")
    if categories:
        yield from _fold(f"CATEGORIES:{','.join(map(_text, categories))}")
    if links := _links(record):
        yield from _fold(f"URL:{links[0]}")
    yield "TRANSP:TRANSPARENT\r"
    if entry.ends:
        yield "BEGIN:VALARM\r"
        yield "ACTION:DISPLAY\r"
        yield from _fold(f"DESCRIPTION:{_text(entry.title)}")
        yield "TRIGGER:-P30D\r"
        yield "END:VALARM\r"
    yield "END:VEVENT\r"


def _categories(answer: Answer, record: Record) -> list[str]:
    """Return what a calendar can sort and colour by: the kind of the record, what it is among them, its sectors."""
    kind = str(record.get("record_kind", answer.kind))
    coded = [("kind", kind)] if "id" in record else []
    for field, vocabulary in CATEGORIES.items():
        held = record.get(field, [])
        coded += [(vocabulary, str(value)) for value in (held if isinstance(held, list) else [held])]
    lists = answer.vocabularies
    words = (lists.get(name, {}).get(value, {}).get("label", value) for name, value in coded)
    return list(dict.fromkeys(words))


def _description(record: Record) -> str:
    parts = [str(record["summary"])] if record.get("summary") else []
    if owner := whose(record):
        parts.append(f"({owner})")
    return "\n".join([*parts, *_links(record), f"nqpf show {record['id']}"])


def _links(record: Record) -> list[str]:
    pages = (page for page in record.get("sources", ()) if isinstance(page, dict))
    return [link for page in pages if (link := safe_link(str(page.get("url"))))]


def _day(day: str) -> str:
    return day.replace("-", "")


def _text(text: str) -> str:
    """Return a value of type TEXT: no line of it can become a line of the calendar."""
    text = escape(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Yield a line cut to 75 octets, each further piece led by a space, no character cut in two."""
    if line.isascii() and len(line) <= _FOLD:
        yield f"{line}\r"
        return
    piece, used = "", 0
    for character in line:
        size = len(character.encode())
        if used + size > _FOLD:
            yield f"{piece}\r"
            piece, used = " ", 1
        piece += character
        used += size
    yield f"{piece}\r"
