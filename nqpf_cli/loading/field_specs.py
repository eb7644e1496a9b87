"""What the loader must know of each field of a Struct."""

from functools import cache
from typing import NamedTuple, Union, cast, get_args, get_type_hints

from msgspec import UnsetType, inspect

from nqpf_cli.loading.structs import Fact
from nqpf_cli.model import patterns
from nqpf_cli.model.record import Record


class FieldSpec(NamedTuple):
    """A field of a Struct.

    `type`: what msgspec converts its value to; `item`: the type of one item of a list; `text`: the value, or each
    item, is text; `part`: the Struct of the value or of each item; `vocabulary`: the closed list that it takes;
    `link`: the kinds that it may point at; `dated`: it holds a date or a period; `short`: the key whose text alone
    may stand for a whole mapping.
    """

    part: type[Fact] | None
    type: object
    item: object
    required: bool
    many: bool
    text: bool
    vocabulary: str
    link: tuple[str, ...]
    dated: bool
    short: str

    @property
    def reference(self) -> str:
        """What its ids name: a kind, several, or "record" for any."""
        return "record" if self.link == ("*",) else " or ".join(self.link)


@cache
def specs_of(struct: type[Fact]) -> dict[str, FieldSpec]:
    """Return the fields of a Struct by name, in order."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    hints = get_type_hints(struct, include_extras=True)
    return {field.encode_name: _spec(field, _set_type(hints[field.name])) for field in info.fields}


def _spec(field: inspect.Field, annotation: object) -> FieldSpec:
    kind = field.type
    extra: Record = {}
    while isinstance(kind, inspect.Metadata):
        extra = extra | (kind.extra or {})
        kind = kind.type
    many = isinstance(kind, inspect.ListType)
    held = kind.item_type if isinstance(kind, inspect.ListType) else kind
    pattern = held.pattern if isinstance(held, inspect.StrType) else None
    return FieldSpec(
        type=annotation,
        item=get_args(get_args(annotation)[0])[0] if many else None,
        required=field.required,
        many=many,
        text=isinstance(held, inspect.StrType),
        part=cast("type[Fact]", held.cls) if isinstance(held, inspect.StructType) else None,
        vocabulary=extra.get("vocabulary", ""),
        link=tuple(extra.get("link", ())),
        dated=pattern in (patterns.DATE, patterns.PERIOD),
        short=extra.get("short", ""),
    )


def _set_type(annotation: object) -> object:
    """Return a field's type without "or absent", which msgspec takes in a Struct only."""
    parts = get_args(annotation)
    return Union[tuple(one for one in parts if one is not UnsetType)] if UnsetType in parts else annotation  # noqa: UP007
