"""What the loader must know of each field of a Struct."""

from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin

from msgspec import Meta, UnsetType

from nqpf_cli.loading.structs import Fact
from nqpf_cli.model import patterns


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


class Watched(NamedTuple):
    """The fields of a Struct by what a sound record is still looked through for: their names."""

    chosen: dict[str, FieldSpec]
    dated: list[str]
    parts: dict[str, FieldSpec]
    listed: list[str]  # lists of text
    short: list[str]


@cache
def watched(struct: type[Fact]) -> Watched:
    """Return the fields of a Struct that hold values of closed lists, days, mappings, lists of text, short texts."""
    specs = specs_of(struct)
    return Watched(
        chosen={name: spec for name, spec in specs.items() if spec.vocabulary},
        dated=[name for name, spec in specs.items() if spec.dated],
        parts={name: spec for name, spec in specs.items() if spec.part},
        listed=[name for name, spec in specs.items() if spec.text and spec.many],
        short=[name for name, spec in specs.items() if spec.short],
    )


@cache
def specs_of(struct: type[Fact]) -> dict[str, FieldSpec]:
    """Return the fields of a Struct by name, in order."""
    # The types as `structs` has made them: msgspec's `fields` and `inspect` would work them out anew.
    return {name: _spec(struct.__annotations__[name]) for name in struct.__struct_fields__}


def _spec(annotation: Any) -> FieldSpec:
    """Return what a field is; its type is that without "or absent", which msgspec takes in a Struct only."""
    parts = get_args(annotation)
    required = UnsetType not in parts
    if not required:
        held = tuple(one for one in parts if one is not UnsetType)
        annotation = Union[held] if len(held) > 1 else held[0]  # noqa: UP007
    kind, said = _unwrapped(annotation)
    many = get_origin(kind) is list
    item = get_args(kind)[0] if many else None
    inner, limits = _unwrapped(item) if many else (kind, said)
    extra: dict[str, Any] = {}
    for meta in said:
        extra |= meta.extra or {}
    return FieldSpec(
        type=annotation,
        item=item,
        required=required,
        many=many,
        text=inner is str,
        part=inner if isinstance(inner, type) and issubclass(inner, Fact) else None,
        vocabulary=extra.get("vocabulary", ""),
        link=tuple(extra.get("link", ())),
        dated=any(meta.pattern in (patterns.DATE, patterns.PERIOD) for meta in limits),
        short=extra.get("short", ""),
    )


def _unwrapped(annotation: Any) -> tuple[Any, list[Meta]]:
    """Return a type and what msgspec is told of it."""
    more = getattr(annotation, "__metadata__", ())
    return (annotation.__origin__ if more else annotation), [one for one in more if isinstance(one, Meta)]
