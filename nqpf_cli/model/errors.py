"""The one exception that a user may meet: two plain lines and an exit code."""

from collections.abc import Iterable


class NqpfError(Exception):
    """A mistake that we can name.

    `message` says what was wrong and where; `hint` what to do, or nothing; `code` is the process's exit
    status: 1 no such name, 2 wrong usage, 3 facts unsound or unreadable. `instead` is what was typed and what was
    surely meant, so that the whole command can be told as it should have been.
    """

    def __init__(
        self, message: str, hint: str = "", code: int = 2, instead: tuple[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
        self.instead = instead


def unknown(option: str, value: str, choices: Iterable[str]) -> NqpfError:
    """The error that a value is none of those that an option takes, with the nearest and all of them."""
    from difflib import get_close_matches

    listed = list(choices)
    near = get_close_matches(value, listed, n=1)
    nearest = f"; {near[0]}?" if near else ""
    instead = (value, near[0]) if near else None
    return NqpfError(f'{option} has no "{value}"{nearest}', f"it takes {', '.join(listed)}", instead=instead)
