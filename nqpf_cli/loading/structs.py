"""Typed dicts as `msgspec.Struct`s, which the loader converts facts with: what the kinds say, and nothing more."""

from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from nqpf_cli.model import condition
from nqpf_cli.model.kinds import KINDS, described, is_table, order_of, unwrapped
from nqpf_cli.model.kinds.field_types import Field, Limits


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all kinds and their parts have in common: an unknown field is a fault."""


@cache
def struct_of(shape: type) -> type[Fact]:
    """Return the Struct of a TypedDict, its docstring kept; a field that may be absent is UNSET where it is.

    Of fields that are described, the ones that are not are left out: an answer adds them.
    """
    hints = get_type_hints(shape, include_extras=True)
    names = order_of(described(shape)) or hints
    made = [
        (name, typed(hints[name]))
        if name in shape.__required_keys__  # type: ignore[attr-defined]
        else (name, typed(hints[name]) | UnsetType, UNSET)
        for name in names
    ]
    struct = defstruct(
        shape.__name__,
        made,
        bases=(Fact,),
        namespace={"__doc__": shape.__doc__},
        module=shape.__module__,
        kw_only=True,
    )
    return cast(type[Fact], struct)


def typed(hint: object) -> Any:
    """Return the type of a field as msgspec takes it."""
    kind, *more = unwrapped(hint)
    field = next((one for one in more if isinstance(one, Field)), None)
    if field and field.authored is not None:
        kind, *more = unwrapped(field.authored)
    limits = next((one for one in more if isinstance(one, Limits)), Limits())
    if get_origin(kind) is list:
        kind = list[typed(get_args(kind)[0])]  # type: ignore[misc]
    elif is_table(kind):
        kind = struct_of(kind)
    if kind is float:  # a whole number stays one
        low, high = (None if end is None else int(end) for end in (limits.ge, limits.le))
        kind = Annotated[int, Meta(ge=low, le=high)] | Annotated[float, Meta(ge=limits.ge, le=limits.le)]
    elif limits != Limits():
        kind = Annotated[kind, Meta(**limits._asdict())]
    if field is None:
        return kind
    extra = {name: value for name in ("vocabulary", "link", "short") if (value := getattr(field, name))}
    return Annotated[kind, Meta(description=field.says, extra=extra or None)]


STRUCTS: dict[str, type[Fact]] = {kind: struct_of(one.shape) for kind, one in KINDS.items()}
AUTHORED: dict[str, type[Fact]] = {**STRUCTS, "incentive": struct_of(condition.Incentive)}
"""The kinds as files give them: an incentive with its tests."""
