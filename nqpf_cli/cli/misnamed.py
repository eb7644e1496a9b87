"""A name that nothing of its kind bears: spelt wrong, borne by a record of another kind, or filed under a sector."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from nqpf_cli.cli.meant import LISTED, Meant, readings
from nqpf_cli.cli.unquoted import Line
from nqpf_cli.clock import today
from nqpf_cli.index import lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.model.errors import NoMatch, NotFound
from nqpf_cli.questions.found_by_name import WHOLE
from nqpf_cli.questions.naming import sides
from nqpf_cli.questions.search import search
from nqpf_cli.questions.search_reading import SearchQuery
from nqpf_cli.questions.spelling import misspelt


def renamed(store: Store, error: NotFound, arguments: Sequence[str]) -> Iterator[Meant]:
    """Yield the line that shows the record that was meant; of a place, the line with the slip in its name put right."""
    if error.other and error.kind != "region":  # no place bears it, and a place was asked for
        command = "define" if query.kinds(store, [error.other]).get(error.other) == "term" else "show"
        named = corrected(error.text, error.other, arguments) if error.filed else [*arguments]
        said = f"“{error.text}” counts as {error.filed}" if error.filed else ""
        yield Meant([command, *named[1:]], bool(named), said)
        return
    place = misspelt(store, error.text) if error.kind == "region" else ""
    if line := corrected(error.text, place, arguments) if place else []:
        yield Meant(line, certain="--is" not in arguments)  # what is said of a firm is not guessed
        yield from readings(store, line)


def found_first(store: Store, text: str, arguments: Sequence[str]) -> Iterator[Meant]:
    """Yield the line with the record that a search for the words of a name finds first, where some record holds all."""
    with suppress(NoMatch):
        found = search(store, SearchQuery(re.sub("[-_/]", " ", text), limit=1), today())
        line = corrected(text, found.answer.records[0]["id"], arguments)
        if line and not (found.answer.searched or set(WHOLE).isdisjoint(found.counts)):
            yield Meant(line, certain=False, note="which a search for these words finds first")


def corrected(wrong: str, right: str, arguments: Sequence[str]) -> Line:
    """Return the whole line with the one word put right, or nothing where it does not stand there."""
    words = wrong.split()  # a name of several words needs no quotes
    for at, word in enumerate(arguments):
        if len(words) > 1 and arguments[at : at + len(words)] == words:
            return [*arguments[:at], right, *arguments[at + len(words) :]]
        option, equals, value = word.rpartition("=")
        values = [part.strip() for part in value.split(",")]  # an option may take several at once
        if wrong in values:
            mended = ",".join(right if part == wrong else part for part in values)
            return [*arguments[:at], option + equals + mended, *arguments[at + 1 :]]
    return []


def without(wrong: str, arguments: Sequence[str]) -> Line:
    """Return the line without a value that an option does not take, and without the option where it has no other."""
    kept: Line = []
    for word in corrected(wrong, "", arguments):
        if not word and kept[-1:] and kept[-1].startswith("-"):
            kept.pop()
        elif word and not (word.startswith("--") and word.endswith("=")):
            kept.append(word.strip(","))
    return kept


def elsewhere(store: Store, text: str, command: str) -> Iterator[Meant]:
    """Yield what tells of a name that no record bears: terms held against each other, a value of an option, or several
    records one by one."""
    if apart := sides(store, text) if command in ("define", "explain") else []:
        yield from (Meant(["define", side]) for side in apart)
        return
    if command == "explain":
        return
    (values,) = lexicon.of_each_kind(store, list(LISTED), [text])
    for kind, _, value in (one.partition(" ") for one in values[:1]):
        listed, option = LISTED[kind]
        known = store.meta("vocabularies")[kind].get(value, {})
        taken, said = (value, known["label"]) if "label" in known else (text, "")
        line = [*(["incentives"] if listed == "incentives" else ["list", listed]), option, taken]
        yield Meant(
            line, note=f"“{text}” counts as {said} there" * (said.casefold() not in ("", text.casefold()))
        )
        return
    pieces = lexicon.cut(store, list(store.meta("fields")), text)
    if len(pieces) > 1 and all(piece.bearers for piece in pieces):
        yield from (Meant([command, piece.text]) for piece in pieces)
        return
    inside = lexicon.cut(store, ("term",), text) if command == "define" else []
    named = [piece for piece in inside if piece.bearers]
    if longest := max(named, key=lambda piece: len(piece.text), default=None):
        yield Meant([command, longest.text], certain=False)
