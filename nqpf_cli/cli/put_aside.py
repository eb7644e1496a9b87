"""Lines with a word that no option takes as it stands: --only incentives, --sector innovation, --rd 20m."""

from collections.abc import Iterator, Sequence

from nqpf_cli.cli.unquoted import Line
from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model.names import fold

SECTORS = ("--sector", "-s")


def as_kind(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield a search in which --only stands before the name of a kind, with --kind in its place."""
    for at, word in enumerate(arguments[:-1] if arguments[0] == "search" else ()):
        if word == "--only" and lexicon.named(store, ("kind",), arguments[at + 1]):
            yield [*arguments[:at], "--kind", *arguments[at + 1 :]]


def without_broad(store: Store, arguments: Sequence[str]) -> tuple[Line, str]:
    """Return a line without the words that name all sectors and none, and what is said of these; else nothing."""
    broad = {fold(word) for word in store.meta("dataset")["constants"].get("no_sector", ())}
    kept: Line = []
    left: list[str] = []
    for word in arguments:
        name, equals, value = word.partition("=")
        said = value if equals and name in SECTORS else word
        if fold(lexicon.plain(store, said)) in broad:
            left.append(said)
            kept = kept[:-1] if kept and kept[-1] in SECTORS else kept
        else:
            kept.append(word)
    return (kept, f"{' and '.join(f'“{one}”' for one in left)} is no sector of its own") if left else ([], "")


def costs_named(store: Store, arguments: Sequence[str]) -> Iterator[str]:
    """Yield the options of a line of `estimate` that are kinds of cost: --rd."""
    for word in arguments[1:] if arguments[:1] == ["estimate"] else ():
        name = word.partition("=")[0].lstrip("-")
        if word.startswith("--") and lexicon.named(store, ("cost_base",), name):
            yield name
