"""An export as bytes: text by the formats that there are, and the zips of tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from nqpf_cli.formats import encoded, load
from nqpf_cli.model.flat_rows import Table
from nqpf_cli.model.flat_rows import table as flattened
from nqpf_cli.model.kinds import FOLDERS
from nqpf_cli.model.record import Answer, with_kind
from nqpf_cli.pages.export_page import about, caveats

Parts: TypeAlias = Mapping[str, Answer]
"""Kind -> the answer that holds its records; never empty."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, the earliest that it knows: the same facts give the same bytes."""


def text(name: str, parts: Parts) -> Iterator[bytes]:
    """Return all records in one of the data formats, each with its kind. In: a name of `FORMATS`, and the parts."""
    return encoded(load(name).lines(mixed(parts)))


def mixed(parts: Parts) -> Answer:
    """Return the parts as one answer, as `search` gives records of several kinds."""
    records = [with_kind(kind, record) for kind, part in parts.items() for record in part.records]
    first = first_of(parts)
    left = Counter[str]()
    for part in parts.values():
        left.update(part.left_out)
    return Answer("mixed", records, len(records), first.on, first.context, left_out=dict(left))


def csv(parts: Parts) -> Iterator[bytes]:
    """Return the records of the only kind there is, as CSV."""
    (part,) = parts.values()
    return encoded(load("csv").lines(part, deciding=True))


def packaged(parts: Parts) -> Iterator[bytes]:
    """Yield a zip that is a Data Package: a descriptor, a CSV a kind, and a text that says what it is."""
    from nqpf_cli.export import package

    files = package.files(tables(parts), first_of(parts), " ".join(caveats(parts)))
    return zipped([*about(parts), package.GUARD], dict(files))


def parquet(parts: Parts) -> Iterator[bytes]:
    """Yield the records of the only kind there is as Parquet."""
    from nqpf_cli.export.parquet import columnar

    (table,) = tables(parts).values()
    yield columnar(table, first_of(parts).dataset)


def parquet_zipped(parts: Parts) -> Iterator[bytes]:
    """Yield a zip with one Parquet file a kind, and a text that says what it is."""
    from nqpf_cli.export.parquet import columnar

    data = first_of(parts).dataset
    files = {f"{FOLDERS[kind]}.parquet": columnar(table, data) for kind, table in tables(parts).items()}
    return zipped(about(parts), files)


def tables(parts: Parts) -> dict[str, Table]:
    """Return each part as a table of whole values."""
    return {kind: flattened(part, whole=True) for kind, part in parts.items()}


def zipped(says: Iterable[str], files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield a zip of files by name, and of a README with these lines, the same bytes on every system."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in {"README.txt": b"".join(encoded(says)), **files}.items():
            entry = ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # alike on every system
            archive.writestr(entry, content, ZIP_DEFLATED, 9)
    yield written.getvalue()


def first_of(parts: Parts) -> Answer:
    """Return the answer that tells for all what they rest on."""
    return next(iter(parts.values()))
