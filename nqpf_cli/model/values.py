"""Classes of named values that cost nothing to make: a named tuple or a dataclass is compiled as its module loads."""

from typing import ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Values:
    """Hold the annotated fields, by position or by name; one that is not given has the value in the class.

    Two are equal where all fields are. Read only, which the type checker holds.
    """

    field_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.field_names = (*cls.field_names, *cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        vars(self).update(zip(self.field_names, values, strict=False), **named)

    def as_dict(self) -> dict[str, object]:
        """Return the fields with their values, in order."""
        return {name: getattr(self, name) for name in self.field_names}

    def replace(self, **changes: object) -> Self:
        """Return the same with other values in some fields."""
        return type(self)(**self.as_dict() | changes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(tuple(self.as_dict().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.as_dict().items())})"
