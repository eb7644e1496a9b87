"""The kinds of fact: their descriptions by name, the orders they stand in, and what follows from a description."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, NotRequired, Required, TypeGuard, get_args, get_origin, get_type_hints

from nqpf_cli.model.kinds import (
    actor_kind,
    event_kind,
    figure_kind,
    incentive_kind,
    policy_kind,
    position_kind,
    region_kind,
    source_kind,
    target_kind,
    term_kind,
    topic_kind,
)
from nqpf_cli.model.kinds.field_types import Field, Kept, Kind, Limits

KINDS: dict[str, Kind] = {
    "source": source_kind.KIND,
    "region": region_kind.KIND,
    "actor": actor_kind.KIND,
    "term": term_kind.KIND,
    "event": event_kind.KIND,
    "policy": policy_kind.KIND,
    "incentive": incentive_kind.KIND,
    "target": target_kind.KIND,
    "figure": figure_kind.KIND,
    "position": position_kind.KIND,
    "topic": topic_kind.KIND,
}
"""Kind -> its description, those that others rest on first."""

RANKED = {
    "term": 1.3, "policy": 1.1, "incentive": 1.1, "event": 1.1, "region": 1.0, "actor": 1.0, "topic": 1.0,
    "target": 1.0, "figure": 1.0, "position": 0.9, "source": 0.55,
}  # fmt: skip
"""Kind -> what its rank in a search is multiplied with: a fact before the page that it stands on."""

LINKED = (
    "region", "policy", "incentive", "target", "event", "figure", "position", "term", "actor", "topic", "source",
)  # fmt: skip
"""The kinds in the order in which a page of one record shows what is linked."""


FOLDERS: dict[str, str] = {kind: one.folder for kind, one in KINDS.items()}


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """Return the fields of a kind in the order of every output, without those that an answer adds."""
    found = described(KINDS[kind].shape)
    return {name: found[name] for name in order_of(found)}


def field_of(kind: str, name: str) -> Field:
    """Return one field of a kind, those that an answer adds among them; a plain one for what is not described."""
    return described(KINDS[kind].shape).get(name) or Field("")


@cache
def parts_of_fields() -> dict[str, tuple[str, ...]]:
    """Field of any kind -> its parts, in order, where it is a table of its own and no list of them."""
    every = [pair for kind in KINDS.values() for pair in described(kind.shape).items()]
    return {name: field.parts for name, field in every if field.parts and not field.many}


def order_of(fields: Mapping[str, Field]) -> list[str]:
    """Return the names of the fields of a file in their order: those that every kind has come last, but for the id."""
    authored = [name for name, field in fields.items() if not field.computed]
    last = [name for name in described(Kept) if name in authored]
    own = [name for name in authored if name not in last]
    return [*last[:1], *own, *last[1:]]


@cache
def described(shape: type) -> dict[str, Field]:
    """Return the fields of a TypedDict that have a description, with what follows from their types."""
    found = {}
    for name, hint in get_type_hints(shape, include_extras=True).items():
        kind, *more = unwrapped(hint)
        if field := next((one for one in more if isinstance(one, Field)), None):
            kind, *more = (kind, *more) if field.authored is None else unwrapped(field.authored)
            many = get_origin(kind) is list
            item, *limits = unwrapped(get_args(kind)[0]) if many else (kind, *more)
            found[name] = field._replace(
                limits=next((one for one in limits if isinstance(one, Limits)), Limits()),
                many=many,
                required=name in shape.__required_keys__,  # type: ignore[attr-defined]
                parts=tuple(get_type_hints(item)) if is_table(item) else (),
            )
    return found


def is_table(held: object) -> TypeGuard[type]:
    """Whether the type of a field is a TypedDict, whose values are tables of their own."""
    return hasattr(held, "__required_keys__")


def unwrapped(hint: object) -> tuple[object, ...]:
    """Return a type of a field, and what is said of it: `NotRequired` and `Annotated` taken off."""
    while get_origin(hint) in (NotRequired, Required):
        hint = get_args(hint)[0]
    return get_args(hint) if get_origin(hint) is Annotated else (hint,)
