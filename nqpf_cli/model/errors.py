"""The errors that the package raises: each a class whose fields say what went wrong.

`str(error)` says in one line what was wrong and where, and `hint` what to do about it; neither names a command or an
option of the command line. `cli/messages.py` words them for that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

SHOWN = 5
"""So many of the records that a name may mean are listed."""


class NqpfError(Exception):
    """A mistake that one line explains; the base of all others.

    `code` is the exit status of a process: 1 nothing has this name, 2 a value that cannot be used, 3 facts that are
    unsound or cannot be read, and output that cannot be written.
    """

    code = 2

    def __init__(self, message: str = "", hint: str = "", code: int | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = self.code if code is None else code

    def __str__(self) -> str:
        return self.said()

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message; `name` turns the name of a field into what the reader calls it."""
        return super().__str__()

    @property
    def instead(self) -> tuple[str, str] | None:
        """What was given and what was surely meant, where a single word was wrong."""
        return None


class NotFound(NqpfError):
    """No record of a kind has this name.

    `nearest` maps the ids spelt most like it to their names, best first. `gone` says when and why the record was
    withdrawn, and `successor` is the id of what took its place. `total` counts the records of the kind, and `mentions`
    those whose text holds the name, where these were asked for.
    """

    code = 1

    def __init__(
        self,
        kind: str,
        text: str,
        nearest: Mapping[str, str],
        *,
        gone: str = "",
        successor: str = "",
        total: int = 0,
        mentions: int = 0,
    ) -> None:
        super().__init__()
        self.kind, self.text, self.nearest = kind, text, nearest
        self.gone, self.successor, self.total, self.mentions = gone, successor, total, mentions

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        from nqpf_cli.model.names import fold

        near = [
            key if fold(key) == fold(title) else f"{key} ({title})" for key, title in self.nearest.items()
        ]
        line = self.gone or (f"Nearest: {', '.join(near)}" if near else "Nothing is spelt like it.")
        return f'no {self.kind} "{self.text}". {line}'

    @property
    def instead(self) -> tuple[str, str] | None:
        """The name and the id nearest to it."""
        return (self.text, next(iter(self.nearest))) if self.nearest else None


class Ambiguous(NqpfError):
    """Several records have this name: `found` maps their ids to their titles."""

    code = 1

    def __init__(self, kind: str, text: str, found: Mapping[str, str]) -> None:
        super().__init__(hint="name one by its id")
        self.kind, self.text, self.found = kind, text, found

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        if self.kind == "record":
            rest = len(self.found) - SHOWN
            more = f" (+{rest})" if rest > 0 else ""
            listed = f"{', '.join([*self.found][:SHOWN])}{more}"
            return f'"{self.text}" may be any of {len(self.found)} records: {listed}'
        listed = ", ".join(f"{key} ({title})" for key, title in self.found.items())
        which = "may be any of" if self.kind == "topic" else f"is more than one {self.kind}:"
        return f'"{self.text}" {which} {listed}'


class NoMatch(NqpfError):
    """No record holds the words that were searched for.

    `scope` says what was searched; `filters` names the fields that narrowed the search, and `elsewhere` counts the
    records that hold the words without them; `words` and `names` (id -> title) are spelt like what was given.
    """

    code = 1

    def __init__(
        self,
        shown: str,
        scope: str,
        *,
        filters: Sequence[str] = (),
        elsewhere: int = 0,
        words: Sequence[str] = (),
        names: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.shown, self.scope, self.filters, self.elsewhere = shown, scope, filters, elsewhere
        self.words, self.names = words, names or {}

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        if not self.scope:
            return f"{self.shown} holds nothing to search for"
        words = f" Words like it: {', '.join(self.words)}." if self.words else ""
        named = ", ".join(f"{title} ({key})" for key, title in self.names.items())
        return f"no {self.scope} holds {self.shown}.{words}" + (f" Names like it: {named}." if named else "")


class BadValue(NqpfError):
    """A field does not take this value; `allowed` lists those that it takes, `nearest` the likeliest, best first."""

    def __init__(self, field: str, value: str, allowed: Iterable[str], nearest: Sequence[str] = ()) -> None:
        self.field, self.value, self.allowed, self.nearest = field, value, list(allowed), nearest
        super().__init__(hint=f"it takes {', '.join(self.allowed)}")

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        near = f" Nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f'{name(self.field)} has no "{self.value}".{near}'

    @property
    def instead(self) -> tuple[str, str] | None:
        """The value and the nearest one."""
        return (self.value, self.nearest[0]) if self.nearest else None


class NoSuch(BadValue):
    """There is no kind of record, or no command, of this name: `field` says which."""

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        near = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        return f'no {self.field} "{self.value}".{near}'


class BadChoice(BadValue):
    """A field takes one of a few values that are fixed in the program, and this is none of them."""

    def __init__(self, field: str, value: str, allowed: Iterable[str]) -> None:
        from difflib import get_close_matches

        listed = list(allowed)
        super().__init__(field, value, listed, get_close_matches(value, listed, n=1))

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        near = f"; {self.nearest[0]}?" if self.nearest else ""
        return f'{name(self.field)} has no "{self.value}"{near}'


class NotSpending(BadValue):
    """This kind of cost is nothing that can be planned."""

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        return f"{name(self.field)}: {self.value} is no kind of spending"


class Repeated(NqpfError):
    """A field was given two amounts for one kind of cost."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(hint="add the two up, or run it once for each")
        self.field, self.value = field, value

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        return f"{name(self.field)} names {self.value} twice"


class Missing(NqpfError):
    """A question was asked without what it needs."""

    def __init__(self, question: str, what: str) -> None:
        super().__init__(f"{question} needs {what}")
        self.question, self.what = question, what


class Unsuited(NqpfError):
    """A filter does not go with a kind of record, with all kinds at once, or with the other filters.

    `kind` and `suited` are kinds in the plural: the one that was asked for, if any, and those that the first filter
    goes with, if any; `takes` lists the filters that go with `kind`.
    """

    def __init__(
        self, filters: Sequence[str], kind: str = "", suited: Sequence[str] = (), takes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.filters, self.kind, self.suited, self.takes = filters, kind, suited, takes

    def said(self, name: Callable[[str], str] = str) -> str:
        """Return the message."""
        named = " and ".join(map(name, self.filters))
        if self.kind:
            return f"{named} does not suit {self.kind}; it goes with {', '.join(self.suited)}"
        return f"{named} needs a kind to list" if self.suited else f"no kind of record takes {named} here"


class BadFolder(NqpfError):
    """A fact pack is no folder; `why` says what stands there."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f'no fact pack at "{path}": {why}', "name a folder of YAML facts")
        self.path, self.why = path, why


class Unsound(NqpfError):
    """The facts break a rule: `problems` lists each with its place, `packs` the folders that were read with ours."""

    code = 3

    def __init__(self, problems: Sequence[object], packs: Sequence[str]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"the facts are unsound: {problems[0]}{more}")
        self.problems, self.packs = problems, packs


class FileExists(NqpfError):
    """A file is in the way of one that was to be written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists; nothing was written")
        self.path = path


class OneKind(NqpfError):
    """A file that holds one kind of record was asked to hold several."""

    def __init__(self, ending: str) -> None:
        super().__init__(f"one .{ending} holds one kind of record")
        self.ending = ending
