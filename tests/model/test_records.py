"""The typed shapes of records against the kinds that the loader takes."""

from typing import Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import inspect

from nqpf_cli.model import records
from nqpf_cli.model.kinds import KINDS

TOLD = {"record_kind", "matched", "pack", "touched_by", "links", "ask", "open_questions", "equal_by_law"}
"""Fields that an answer adds."""


def shape(hint: Any) -> Any:
    """A type of a TypedDict as plain data: a class as its name, a list in a list, a TypedDict as its fields."""
    if get_origin(hint) is list:
        return [shape(get_args(hint)[0])]
    if isinstance(hint, type) and hasattr(hint, "__required_keys__"):
        return fields(hint)
    return hint.__name__


def fields(shaped: type) -> dict[str, Any]:
    """Field -> whether it must be there, and its type."""
    hints = get_type_hints(shaped)
    required = shaped.__required_keys__  # type: ignore[attr-defined]
    own = {name: hint for name, hint in hints.items() if name not in TOLD and hint is not records.Status}
    return {name: (name in required, shape(hint)) for name, hint in own.items()}


def authored(struct: type) -> dict[str, Any]:
    """The same of a Struct."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    return {field.encode_name: (field.required, plain(field.type)) for field in info.fields}


def plain(kind: inspect.Type) -> Any:
    match kind:
        case inspect.Metadata():
            return plain(kind.type)
        case inspect.ListType():
            return [plain(kind.item_type)]
        case inspect.StructType():
            return authored(kind.cls)
        case inspect.UnionType():
            return "float"
    return {"StrType": "str", "IntType": "int", "BoolType": "bool"}[type(kind).__name__]


@pytest.mark.parametrize("kind", KINDS)
def test_a_typed_record_has_the_fields_of_its_kind(kind: str) -> None:
    """The status of a policy as authored, a word, stands as `status.stated` in an answer."""
    wanted = authored(KINDS[kind])
    if kind == "policy":
        del wanted["status"]
    assert fields(getattr(records, kind.capitalize())) == wanted
