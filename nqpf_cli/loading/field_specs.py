"""What the loader must know of a kind, taken from its Struct."""

from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import UnsetType, inspect

from nqpf_cli.loading.structs import Fact
from nqpf_cli.model import patterns


class Shape(NamedTuple):
    """What the loader must know of a Struct, worked out once.

    `types`: field to its type, for converting one field; `required`: fields that must be there; `texts`:
    fields of text; `lists`: fields that are lists of text; `parts`: field to the Struct in it, with whether
    it is a list of them; `closed`: field, whether a list, and the vocabulary it takes; `chosen`: their
    fields; `links`: field, whether a list, and the kinds it may point at; `days`: fields that hold a date;
    `short`: field whose mappings may be written as the text of this one key of theirs.
    """

    struct: type[Fact]
    types: dict[str, Any]
    required: list[str]
    texts: frozenset[str]
    lists: list[str]
    parts: list[tuple[str, bool, type[Fact]]]
    closed: list[tuple[str, bool, str]]
    chosen: set[str]
    links: list[tuple[str, bool, tuple[str, ...]]]
    days: list[str]
    short: dict[str, str]


@cache
def shape_of(struct: type[Fact]) -> Shape:
    """The shape of a Struct."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    hints = get_type_hints(struct, include_extras=True)
    shape = Shape(struct, {}, [], frozenset(), [], [], [], set(), [], [], {})
    texts: set[str] = set()
    for field in info.fields:
        name, kind = field.encode_name, field.type
        extra: dict[str, Any] = {}
        shape.types[name] = _set_type(hints[field.name])
        if field.required:
            shape.required.append(name)
        while isinstance(kind, inspect.Metadata):
            extra = extra | (kind.extra or {})
            kind = kind.type
        many = isinstance(kind, inspect.ListType)
        item = kind.item_type if isinstance(kind, inspect.ListType) else kind
        if isinstance(item, inspect.StructType):
            assert issubclass(item.cls, Fact)
            shape.parts.append((name, many, item.cls))
        elif isinstance(item, inspect.StrType):
            (shape.lists.append if many else texts.add)(name)
            if item.pattern in (patterns.DATE, patterns.PERIOD):
                shape.days.append(name)
        if "vocabulary" in extra:
            shape.closed.append((name, many, extra["vocabulary"]))
            shape.chosen.add(name)
        if "short" in extra:
            shape.short[name] = extra["short"]
        if "link" in extra:
            shape.links.append((name, many, tuple(extra["link"])))
    return shape._replace(texts=frozenset(texts))


def _set_type(annotation: Any) -> Any:
    """A field's type without "or absent", which msgspec takes in a Struct only."""
    if get_origin(annotation) is Annotated or UnsetType not in get_args(annotation):
        return annotation
    kept = [part for part in get_args(annotation) if part is not UnsetType]
    union = kept[0]
    for part in kept[1:]:
        union = union | part
    return union


def item_of(annotation: Any) -> Any:
    """The type of the items of a list's type."""
    return get_args(get_args(annotation)[0])[0]
