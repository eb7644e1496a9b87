"""The one exception that a user may meet: two plain lines and an exit code."""


class NqpfError(Exception):
    """A mistake that we can name.

    `message` says what was wrong and where; `hint` what to do, or nothing; `code` is the process's exit
    status: 1 no such name, 2 wrong usage, 3 facts unsound or unreadable.
    """

    def __init__(self, message: str, hint: str = "", code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
