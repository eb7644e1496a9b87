"""An export as bytes: text by the formats that there are, and the zip of tables that spreadsheets take."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from nqpf_cli.formats import load
from nqpf_cli.model.record import Answer, with_kind
from nqpf_cli.model.text import plural
from nqpf_cli.pages.common import followed

Parts: TypeAlias = Mapping[str, Answer]
"""Kind -> the answer that holds its records; never empty."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, the earliest that it knows: the same facts give the same bytes."""


def text(parts: Parts, name: str) -> Iterator[bytes]:
    """Return all records in one of the data formats, each with its kind. In: the parts, and a name of `FORMATS`."""
    return encoded(load(name).lines(mixed(parts)))


def mixed(parts: Parts) -> Answer:
    """Return the parts as one answer, as `search` gives records of several kinds."""
    records = [with_kind(kind, record) for kind, part in parts.items() for record in part.records]
    first = next(iter(parts.values()))
    return Answer("mixed", records, len(records), first.on, first.context)


def table(parts: Parts, mark: str) -> Iterator[bytes]:
    """Return the records of the only kind there is, as CSV that begins with `mark`."""
    (part,) = parts.values()
    return encoded(mark + line for line in load("csv").lines(part))


def zipped(parts: Parts, mark: str) -> Iterator[bytes]:
    """Yield a zip with one CSV a kind, each begun by `mark`, and a text that says what it is."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    files = {"README.txt": encoded(about(parts))}
    for kind, part in parts.items():
        files[f"{part.vocabularies['kind'][kind]['plural']}.csv"] = table({kind: part}, mark)
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # alike on every system
            archive.writestr(entry, b"".join(content), ZIP_DEFLATED, 9)
    yield written.getvalue()


def about(parts: Parts) -> Iterator[str]:
    """Yield what the file holds, how fresh it is, and what it is not."""
    first = next(iter(parts.values()))
    data = first.dataset
    yield f"{data['title']}, version {data['version']}, licence {data['licence']}"
    yield f"Facts last checked on {data['checked']}; status as of {first.on}."
    yield f"Events {followed(data)}."
    yield "An end that was not read is no sign that a measure is in force. The text of a measure decides."
    for kind, part in parts.items():
        about_kind = part.vocabularies["kind"][kind]
        yield plural(len(part.records), about_kind["label"], about_kind["plural"])


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as UTF-8, each with its newline."""
    for line in lines:
        yield f"{line}\n".encode("utf-8", "backslashreplace")
