"""Lines with a word that no option takes as it stands: --only incentives, --sector innovation, --rd 20m, wat is."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations

from nqpf_cli.cli.borrowed import UNSAID, sense
from nqpf_cli.cli.commands import COMMANDS, command_of
from nqpf_cli.cli.unquoted import TAKES, Line, options_in
from nqpf_cli.index import lexicon
from nqpf_cli.index.query import Store
from nqpf_cli.model import dates, money
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.names import fold
from nqpf_cli.questions import lookup, not_found
from nqpf_cli.questions.lookup import parts
from nqpf_cli.questions.reading import read
from nqpf_cli.questions.within import KINDS
from nqpf_cli.wording.amounts import converted

SECTORS = ("--sector", "-s")

JOINS = re.compile(r" (?:vs\.?|versus|and|with|to|和|与) ")
"""What stands between two names that are set side by side."""

ASKED = 5
"""A word of so many letters at most in front of one that says nothing is a question's, however it is spelt: wat is."""

MOST = 4
"""Of so many words that no measure holds together each is tried alone."""


def as_kind(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield a search in which --only stands before the name of a kind, with --kind in its place."""
    for at, word in enumerate(arguments[:-1] if arguments[0] == "search" else ()):
        if word == "--only" and lexicon.named(store, ("kind",), arguments[at + 1]):
            yield [*arguments[:at], "--kind", *arguments[at + 1 :]]


def as_fact(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield the line with --is in place of a --for that names a fact of a firm: --for headcount."""
    for name, said, before, after in options_in(arguments):
        for fact in lexicon.named(store, ("firm_fact",), said) if name == "--for" else ():
            stands = "N" if "unit" in store.meta("vocabularies")["firm_fact"][fact] else "VALUE"
            yield [*before, "--is", f"{fact}={stands}", *after]


def as_place(store: Store, option: str, takes: Sequence[str], arguments: Sequence[str]) -> Iterator[Line]:
    """Yield the line with --region for a body that is the government of a place, where --actor goes with nothing."""
    for name, said, before, after in options_in(arguments):
        if name == f"--{option}" == "--actor" and "region" in takes:
            with suppress(NqpfError):
                yield [*before, "--region", ",".join(lookup.regions(store, [said])), *after]


def terms_compared(store: Store, arguments: Sequence[str]) -> list[str]:
    """Return the names that were given to compare, where all are terms."""
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    words = arguments[1:end] if arguments[:1] == ["compare"] else ()
    apart = parts([JOINS.sub(",", " ".join(words))])
    texts = apart if len(apart) > 1 else words
    called = lexicon.named_each(store, ("term",), texts) if texts else [()]
    return list(texts) if all(called) else []


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


def as_told(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield the line with the options that a command does not take as what a firm is or plans to spend (--headcount 50,
    --rd 35m; a sum is spent where a cost is called so), or as a value of one that it takes: --sme is --for sme."""
    takes = {
        one
        for name in arguments[:1]
        if name in COMMANDS
        for each in command_of(name).params
        for one in each.opts
    }
    options = {kind: option for option, kinds in TAKES.items() if option in takes for kind in kinds}
    line: Line = []
    words = list(arguments)
    while words and takes:
        word, equals, value = words.pop(0).partition("=")
        name = word.lstrip("-")
        if not word.startswith("--") or word in takes or sense(word, [arguments[0], word, UNSAID])[0]:
            line.append(word + equals + value)
        elif (told := _of_firm(store, name, takes)) and (equals or (words and words[0][:1] != "-")):
            option, fact = told
            line += [option, f"{fact}={value if equals else words.pop(0)}"]
        else:
            named = lexicon.of_each_kind(store, list(options), [name])[0][:1] if not equals else ()
            flag = [text for one in named for text in (options[one.partition(" ")[0]], name)]
            line += flag or [word + equals + value]
    if line and line != [*arguments]:
        yield sense("", line)[0]


def _of_firm(store: Store, name: str, takes: set[str]) -> tuple[str, str] | None:
    """Return the option of a firm that takes what is called so, and the name there; None for what is no such fact, and
    for one that is true or not."""
    types = {one: about["type"] for one, about in store.meta("vocabularies")["firm_fact"].items()}
    facts = [
        one for one in lexicon.named(store, ("firm_fact",), name) if types[one] != "yes" and "--is" in takes
    ]
    spent = "--spend" in takes and bool(lexicon.named(store, ("cost_base",), name))
    paid = any(types[one] == "money" for one in facts)
    if spent and (paid or not facts):
        return "--spend", name
    return ("--is", facts[0]) if facts else None


def in_yuan(store: Store, text: str) -> tuple[str, str]:
    """Return a sum in another currency as whole yuan, and by which rate; nothing for any other, or without a rate."""
    amount, currency = money.foreign(text) or (0, "")
    rates = {one["currency"]: one for one in store.meta("dataset")["constants"]["dollar_rates"]}
    paid = converted(amount, currency, money.HOME, store.meta("dataset")) if currency else None
    if paid is None:
        return "", ""
    rate = rates[money.HOME]
    of_day = f"{rate['per_dollar']} yuan a dollar, the rate of {dates.long_words(rate['date'])}"
    return str(paid), f"{money.words(amount, currency)} at {of_day}"


def respelt(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield the line with the name that a value of several words is but for a slip, quoted or not; what a list is
    about may be a sector: --about with a slip in its words."""
    for at, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        option, kinds = ("--sector", ("sector",)) if name == "--about" else (name, TAKES.get(name, ()))
        end = next((n for n in range(at + 1, len(arguments)) if arguments[n].startswith("-")), len(arguments))
        text = " ".join([*([value] if equals else []), *arguments[at + 1 : end]])
        if kinds and " " in text and (found := _named_or_near(store, kinds, text)):
            yield [*arguments[:at], option, found, *arguments[end:]]


def _named_or_near(store: Store, kinds: Sequence[str], text: str) -> str:
    named = lexicon.named(store, kinds, text) or not_found.nearest(store, kinds, text, parts=False)
    return named[0] if named else ""


def defined(store: Store, arguments: Sequence[str]) -> Iterator[Line]:
    """Yield what defines the term that a question without a command names, up to slips: wat is patient captal."""
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    words, passed = list(arguments[:end]), lookup.said_in_passing(store)
    if arguments[0] in COMMANDS or len(words) < 2:
        return
    if fold(words[1]) in passed and len(words[0]) <= ASKED:
        del words[0]
    while words and fold(words[0]) in passed:
        del words[0]
    text = " ".join(words).rstrip("?？!！ ")
    if " " in text and (found := _named_or_near(store, ("term",), text)):
        yield ["define", found, *arguments[end:]]


def each_alone(store: Store, arguments: Sequence[str]) -> Iterator[tuple[Line, bool, str]]:
    """Yield the line without some of the words that no measure holds together, the fewest first, and without which:
    a guess."""
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    words = " ".join(arguments[1:end]).split()
    unknown = " ".join(part.text for part in read(store, words, KINDS) if not part.kind).split()
    loose = [word for word in words if word in unknown]
    for many in range(1, len(loose)) if arguments[0] == "incentives" and len(loose) <= MOST else ():
        for left in combinations(loose, many):
            kept = [word for word in words if word not in left]
            says = " and ".join(f"“{word}”" for word in left)
            yield [arguments[0], *kept, *arguments[end:]], False, f"without {says}"
