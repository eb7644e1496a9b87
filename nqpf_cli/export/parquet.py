"""Parquet, a file a kind: typed columns, each with what it holds. Needs the optional pyarrow."""

from types import ModuleType

from nqpf_cli.formats import optional
from nqpf_cli.model.flat_rows import Table
from nqpf_cli.model.record import Record
from nqpf_cli.model.table_columns import Column


def columnar(table: Table, dataset: Record) -> bytes:
    """Return a table of whole values as the bytes of a Parquet file: the same values give the same bytes.

    Raises NoExtra where pyarrow is not installed.
    """
    arrow, parquet = optional("pyarrow", "parquet"), optional("pyarrow.parquet", "parquet")
    about = {name: dataset[name] for name in ("title", "version", "checked", "licence")}
    schema = arrow.schema(
        [_field(arrow, name, column) for name, column in table.about.items()], metadata=about
    )
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.about)
    arrays = [arrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="snappy")
    return bytes(sink.getvalue())


def _field(arrow: ModuleType, name: str, column: Column) -> object:
    says = {"description": column.says, "unit": column.unit, "vocabulary": column.vocabulary}
    says = {key: value for key, value in says.items() if value}
    return arrow.field(name, _type(arrow, column), nullable=not column.required, metadata=says)


def _type(arrow: ModuleType, column: Column) -> object:
    if column.parts:
        parts = [_field(arrow, name, part) for name, part in column.parts.items()]
        return arrow.list_(arrow.struct(parts))
    types = {
        "bool": arrow.bool_,
        "int": arrow.int64,
        "float": arrow.float64,
        "str": arrow.string,
        "date": arrow.date32,
    }
    held = types[column.type.__name__]()
    return arrow.list_(held) if column.many else held
