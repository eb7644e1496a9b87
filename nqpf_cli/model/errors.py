"""The errors that the package raises: each a class whose fields say what went wrong.

`str(error)` says that in a line without naming a command or an option; `cli/messages.py` words it for the command line.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from nqpf_cli.model.text import nowhere_words
from nqpf_cli.model.values import Values

Name: TypeAlias = Callable[[str], str]
"""Turns the name of a field into what the reader calls it."""

SHOWN = 5
"""So many of the records that a name may mean are listed."""


class NqpfError(Exception):
    """A mistake that a line explains, and a `hint` says how to mend; the base of all others.

    `code` is the exit status of a process: 1 nothing has this name, 2 a value that cannot be used, 3 facts that are
    unsound or cannot be read, or output that cannot be written. `envelope` prints the empty answer that a data format
    gives beside the message, where it gives one.
    """

    code = 2
    envelope: Callable[[], None] | None = None
    hint = ""

    def __init__(self, message: str, hint: str = "", code: int | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = self.code if code is None else code

    def message(self, name: Name) -> str:
        """Return the message with its fields called as `name` calls them."""
        return str(self)


class Fields(Values, NqpfError):
    """An error that holds its annotated fields.

    `words` is its message, with the names of fields in braces; one that needs more words itself in `message`.
    """

    words = ""
    __hash__ = NqpfError.__hash__  # fields may be lists

    def __str__(self) -> str:
        return self.message(str)

    def message(self, name: Name) -> str:
        return self.words.format(**vars(self))


class NotFound(Fields):
    """No record of a kind has this name.

    `nearest` maps the ids spelt most like it to their names, best first. `gone` says when and why the record was
    withdrawn, `successor` is the id of what took its place. `total` counts the kind, `mentions` the records that hold
    the name of a place. `other` is the id of a record of another kind; with `filed`, of the term of a sector so called.
    """

    kind: str
    text: str
    nearest: Mapping[str, str]
    gone: str = ""
    successor: str = ""
    total: int = 0
    mentions: int = 0
    other: str = ""
    filed: str = ""
    code = 1

    def message(self, name: Name) -> str:
        from nqpf_cli.model.names import fold

        if self.other:
            how = f"which counts as {self.filed}" if self.filed else "but another record is called so"
            return f'no {self.kind} "{self.text}", {how}: {self.other}'
        named = self.nearest.items()
        near = ", ".join(key if fold(key) == fold(title) else f"{key} ({title})" for key, title in named)
        none = "No section is about it." if self.kind == "topic" else "Nothing is spelt like it."
        return f'no {self.kind} "{self.text}". {self.gone or (near and f"Nearest: {near}") or none}'


class Ambiguous(Fields):
    """Several records have this name: `found` maps their ids to their titles."""

    kind: str
    text: str
    found: Mapping[str, str]
    code = 1

    def message(self, name: Name) -> str:
        if self.kind == "record":
            more = f" (+{len(self.found) - SHOWN})" if len(self.found) > SHOWN else ""
            return f'"{self.text}" may be any of {len(self.found)} records: {", ".join([*self.found][:SHOWN])}{more}'
        listed = ", ".join(f"{key} ({title})" for key, title in self.found.items())
        which = "may be any of" if self.kind == "topic" else f"is more than one {self.kind}:"
        return f'"{self.text}" {which} {listed}'


class NoMatch(Fields):
    """No record holds the words that were searched for, or (no `scope`) they hold nothing to search for.

    `scope` says what was searched, `filters` what narrowed it, `place` (an id) whose measures alone it was; `elsewhere`
    counts what holds the words without that, `inside` in places inside, `near` what is filed so there; `like` (words),
    `names` (id, title) are spelt so; `missing` stand nowhere, `rest` do; `outside` tells of a place not covered.
    """

    text: str
    scope: str = ""
    filters: Sequence[str] = ()
    elsewhere: int = 0
    inside: int = 0
    near: int = 0
    like: Sequence[str] = ()
    names: Sequence[tuple[str, str]] = ()
    missing: Sequence[str] = ()
    rest: Sequence[str] = ()
    outside: str = ""
    place: str = ""
    code = 1

    def message(self, name: Name) -> str:
        shown = f'"{self.text[:60]}…"' if len(self.text) > 60 else f'"{self.text}"'
        if not self.scope:
            return f"{shown} holds nothing to search for"
        words = f" Words like it: {', '.join(self.like)}." if self.like else ""
        like = [f"{title} ({key})" for key, title in self.names]
        names = f" Names like it: {', '.join(like)}." if like else ""
        if part := [word for word in self.missing if word != self.text.casefold()]:
            shown += f": {nowhere_words(part)}"
        return f"no {self.scope} holds {shown}.{self.outside and f' {self.outside}'}{words}{names}"


class BadValue(Fields):
    """A field does not take this value; `allowed` lists those that it takes, `nearest` the likeliest, best first."""

    field: str
    value: str
    allowed: Sequence[str]
    nearest: Sequence[str] = ()
    words = '{name} has no "{value}".'
    near = " Nearest: {}"

    def message(self, name: Name) -> str:
        near = self.near.format(", ".join(self.nearest)) if self.nearest else ""
        return self.words.format(name=name(self.field), field=self.field, value=self.value) + near


class NoSuch(BadValue):
    """There is no kind of record, or no command, of this name; `field` says which, `closed` the list that has it."""

    closed: str = ""
    words = 'no {field} "{value}".'
    near = " Nearest: {}."


class BadChoice(BadValue):
    """A field takes one of a few values that are fixed in the program, and this is none of them."""

    words = '{name} has no "{value}"'
    near = "; {}?"


class NotSpending(BadValue):
    """This kind of cost is nothing that can be planned."""

    words = "{name}: {value} is no kind of spending"


class Repeated(BadValue):
    """A field was given two amounts for one kind of cost."""

    words = "{name} names {value} twice"


class OtherCurrency(Fields):
    """A field takes a sum in yuan and was given one of `amount` in another `currency` (ISO code)."""

    field: str
    value: str
    amount: int
    currency: str

    def message(self, name: Name) -> str:
        return f'{name(self.field)}: "{self.value}" is in {self.currency}, and sums are in yuan'


class Missing(Fields):
    """A question was asked without what it needs."""

    question: str
    what: str
    words = "{question} needs {what}"


class NoPlace(Fields):
    """What lies around a place was asked for, by these fields, and no place."""

    around: Sequence[str]

    def message(self, name: Name) -> str:
        return f"{' and '.join(map(name, self.around))} {'need' if self.around[1:] else 'needs'} a place"


class Unsuited(Fields):
    """A filter does not go with a kind of record, with all kinds at once, or with the other filters.

    `kind` and `suited` are kinds in the plural: the one that was asked for, if any, and those that the first filter
    goes with, if any; `takes` lists the filters that go with `kind`.
    """

    filters: Sequence[str]
    kind: str = ""
    suited: Sequence[str] = ()
    takes: Sequence[str] = ()

    def message(self, name: Name) -> str:
        named = " and ".join(map(name, self.filters))
        if self.kind:
            return f"{named} does not suit {self.kind}; it goes with {', '.join(self.suited)}"
        return f"{named} needs a kind to list" if self.suited else f"no kind of record takes {named} here"


class BadFolder(Fields):
    """A fact pack is no folder; `why` says what stands there, and `source` which variable names it."""

    path: str
    why: str
    source: str = ""

    def message(self, name: Name) -> str:
        return f'{self.source and f"{self.source}: "}no fact pack at "{self.path}": {self.why}'


class Unsound(Fields):
    """The facts break a rule: `problems` lists each with its place, `packs` the folders that were read with ours."""

    problems: Sequence[object]
    packs: Sequence[str]
    code = 3

    def message(self, name: Name) -> str:
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        return f"the facts are unsound: {self.problems[0]}{more}"


class BadFirm(Fields):
    """What is said of a firm cannot be: `where` names the fact, with its place in the file if it stands in one.

    `word` is a fact or value that there is not; `nearest` names the likeliest, best first, `allowed` all of them, these
    first, but of places; `right` is what was typed, fact=value, as it may have been meant.
    """

    where: str
    what: str
    mend: str
    word: str = ""
    nearest: Sequence[str] = ()
    allowed: Sequence[str] = ()
    right: str = ""

    def message(self, name: Name) -> str:
        mend = f"did you mean {self.nearest[0]}?" if self.nearest else self.mend
        return f"{self.where}: {self.what}{mend and f'; {mend}'}"


class NoMeasure(Fields):
    """A firm was to be compared with a record that is no measure; `kind` is the label of its kind."""

    id: str
    kind: str
    words = "{id} is no measure but of the kind {kind}, and a firm is compared with measures alone"


class BadArgument(Fields):
    """A tool or prompt of an assistant was given what it does not take; `takes` lists the names that it does."""

    tool: str
    what: str
    takes: Sequence[str]
    words = "{tool}: {what}"


class FileExists(Fields):
    """A file is in the way of one that was to be written."""

    path: str
    words = "{path} exists; nothing was written"


class NeedsFile(Fields):
    """A format is no text, and was to go to standard output; `suffix` is how its files end."""

    format: str
    suffix: str
    words = "{format} goes to a file, not to standard output"


class NoExtra(Fields):
    """What was asked for takes a library that an optional extra of the package brings, and that is not installed."""

    module: str
    extra: str
    words = 'this takes {module}, which is not installed: pip install "nqpf[{extra}]"'


def picked(field: str, typed: str, allowed: Collection[str], also: Mapping[str, str] = {}) -> str:
    """Return which value is typed, in any case, by itself or by another name. Raises BadChoice with the nearest."""
    known = {**also, **{one.lower(): one for one in allowed}}
    name = typed.strip().lower().removeprefix(".")
    if name not in known:
        from difflib import get_close_matches

        raise BadChoice(field, typed, [*allowed], get_close_matches(typed, allowed, n=1))
    return known[name]
