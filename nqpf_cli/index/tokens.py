"""How text becomes words for the full-text index, and how what a person types becomes a query to it.

Han characters are indexed one a token and queried as a phrase, so that one of them, two or a whole title all
hit; everything else goes through SQLite's unicode61 tokenizer, each word as it is written. A query is put together
here from letters, digits and Han alone, each run in quotes, so that nothing a person types is syntax.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nqpf_cli.model.names import fold, is_han
from nqpf_cli.model.values import Values

TOKENIZER = "unicode61 remove_diacritics 2"
QUERY_LENGTH = 400
"""Characters of a query that count: more than any title has."""
QUERY_WORDS = 24
PARTS = 32

# Strings, not compiled: `re` keeps what it has compiled, and a query of plain words needs none of these.
_THOUSANDS = r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))"  # the comma first, which is quicker to look for
_AMOUNT = r"(?<![\w.])(?:[0-9]+(?:\.[0-9]+)?\s*[^\W\d_]+|[0-9]{5,}|[%s]{2,}\w?)(?!\w)"
_ABROAD = r"(?<![a-z])(?:(us|hk)?\$|(usd|hkd|mop|eur)) ?$"  # at the end of what stands before a sum
_JOINING = "-&+'.()[]{}<>_\u00b7\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015"
"""What may stand inside one word or number: R&D, low-altitude, 20+8, 1.5, a document number in its brackets."""


BOUND = "_"
"""What joins the words of a phrase that is nothing without one of them."""

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


class Sought(Values):
    """One thing to look for: phrases of which any will do, and its parts for when no record holds everything."""

    phrases: tuple[str, ...]
    parts: tuple[str, ...]


class Spaces(dict[int, str]):
    """Code point -> the character, with a space on both sides of a Han one; found out when it is first asked for.

    `simple`: traditional character -> the simplified one that stands for it.
    """

    def __init__(self, simple: Mapping[int, str]) -> None:
        super().__init__()
        self._simple = simple

    def __missing__(self, code: int) -> str:
        char = self._simple.get(code) or chr(code)
        self[code] = put = f" {char} " if 0x4E00 <= code <= 0x9FFF or is_han(char) else char
        return put


_SPACES = Spaces({})


def spaced(*texts: str, spaces: Spaces = _SPACES) -> str:
    """Return texts as one for the index: a space on both sides of every Han character, no commas inside numbers."""
    text = " ".join([one if one.isascii() else one.translate(spaces) for one in texts])
    return re.sub(_THOUSANDS, "", text) if "," in text else text


def clipped(text: str) -> str:
    """Return what counts of what a person typed: its beginning, without what cannot be text (half a surrogate pair)."""
    return text[:QUERY_LENGTH].encode("utf-8", "ignore").decode()


def sought(text: str) -> list[Sought]:
    """Return what a person typed, as the things to look for; empty where it holds no letter, digit or Han.

    An amount is looked for in figures and in words (10 million, 10000000, 10m); what a hyphen or bracket joins is
    one phrase; AI+ is AI Plus.
    """
    typed = _plus(fold(clipped(text)).replace("'s ", " ").removesuffix("'s"))
    if "," in typed:
        typed = re.sub(_THOUSANDS, "", typed)
    found: list[Sought] = []
    at = 0
    for match in _amounts(typed) if any(map(str.isnumeric, typed)) else ():
        if match.start() < at:
            continue  # what is named behind a sum
        abroad = re.search(_ABROAD, typed[at : match.start()])
        amount = _amount(match[0], (abroad[2] or f"{abroad[1] or 'us'}d") if abroad else "")
        if amount:
            found += _words(typed[at : at + abroad.start() if abroad else match.start()])
            at = match.start() + amount[1]
            currency, name = ("", "") if abroad else _named_behind(typed[at:])
            sums = amount[0]
            if name and (paid := _amount(match[0], currency)):
                sums = Sought((phrase(typed[match.start() : at + len(name)]), *paid[0].phrases), ())
            found.append(sums)
            at += len(name)
    found += _words(typed[at:])
    return list(dict.fromkeys(found))[:QUERY_WORDS]


def every(words: Sequence[Sought]) -> str:
    """Return an FTS5 query for the records that hold every word."""
    return " AND ".join(f"({some(word.phrases)})" for word in words)


def some(phrases: Sequence[str]) -> str:
    """Return an FTS5 query for the records that hold any of these phrases."""
    return " OR ".join(f'"{phrase}"' for phrase in phrases)


def _amounts(typed: str) -> Iterator[re.Match[str]]:
    """Yield what may be a sum, in figures or in Chinese numerals."""
    from nqpf_cli.model.numerals import CHARACTERS

    yield from re.finditer(_AMOUNT % CHARACTERS, typed)


def _named_behind(text: str) -> tuple[str, str]:
    """Return the code of another currency and its name, with what stands before that; nothing for another text."""
    from nqpf_cli.model import money

    bare = text.lstrip()
    for currency, names in money.ELSEWHERE.items():
        for name in names:
            if bare.startswith(name) and (is_han(name[0]) or not bare[len(name) : len(name) + 1].isalnum()):
                return currency, text[: len(text) - len(bare) + len(name)]
    return "", ""


def _amount(text: str, currency: str = "") -> tuple[Sought, int] | None:
    """Return a sum as it may be written, and how much of the text it takes; None where the number is no sum.

    Of another `currency` than ours it is always written with its mark.
    """
    from nqpf_cli.model import money

    for end in (len(text), *range(len(text) - 1, 0, -1)):
        if end < len(text) and not (is_han(text[end]) or text[end] == " "):
            continue  # inside a word or number
        part = text[:end]
        try:
            value = money.parse(part)
        except ValueError:
            continue
        if value < 10_000:  # a year, or a small number that is written only one way
            return None
        _, _, words = money.words(value).partition(" ")
        marks = (money.prefix(currency.upper()), f"{currency} ") if currency else ("",)
        written = (part, str(value), words.replace(",", ""))
        forms = (_phrase(_units(f"{mark}{form}".casefold())) for form in written for mark in marks)
        return Sought(tuple(dict.fromkeys(forms)), ()), end
    return None


def _words(text: str) -> list[Sought]:
    """Return runs of letters, digits and Han; runs that a hyphen, a bracket or the like joins as one."""
    found: list[Sought] = []
    for chunk in _chunks(text):
        units = _units(chunk)
        parts = () if BOUND in chunk else tuple(part for unit in units for part in _parts(unit))
        if len("".join(units)) < len(chunk):
            found.append(Sought((_phrase(units), *_otherwise(units)), parts))
        else:
            found += [Sought((_phrase([unit]),), tuple(_parts(unit))) for unit in units]
    return found


def _otherwise(units: list[str]) -> list[str]:
    """Return a compound with its small number in words or figures: 5-axis is five-axis, five-year 5-year."""
    words = {str(at): word for at, word in enumerate(_NUMBERS, 1)}
    words |= {word: figure for figure, word in words.items()}
    first, *rest = units
    return [_phrase([words[first], *rest])] if first in words and rest and rest[0].isalpha() else []


def _chunks(text: str) -> Iterator[str]:
    """Yield runs that nothing but joining marks part, without such marks at their ends."""
    run = ""
    for char in f"{text} ":
        if char.isalnum() or (run and char in _JOINING):
            run += char
        elif run:
            yield run.rstrip(_JOINING)
            run = ""


def _units(text: str) -> list[str]:
    """Return runs of Han, and runs of other letters and digits; everything else separates."""
    found: list[str] = []
    run, run_is_han = "", False
    for char in f"{text} ":
        han = is_han(char)
        word = han or char.isalnum()
        if run and (han != run_is_han or not word):
            found.append(run)
            run = ""
        if word:
            run, run_is_han = run + char, han
    return found


@lru_cache(maxsize=8192)  # an index asks for the same few hundred values again and again
def tag(kind: str, value: str) -> str:
    """Return the word under which the index keeps that a record bears a value: `sectorai`."""
    return "".join(filter(str.isalnum, f"{kind}{value}".casefold()))


def phrase(name: str) -> str:
    """Return a name as a phrase to look for; empty where it holds no letter, digit or Han."""
    return _phrase(_units(_plus(fold(name))))


def _plus(text: str) -> str:
    """Return a text with a plus at the end of a word as a word of its own: AI+ is AI Plus."""
    return re.sub(r"(?<=[a-z])\+(?!\S)", "-plus", text) if "+" in text else text


def _phrase(units: list[str]) -> str:
    return " ".join(spaced(unit).strip().replace("  ", " ") for unit in units)


def _parts(unit: str) -> list[str]:
    """Return what stands for a run where the whole is nowhere: each two neighbours of a run of Han, else the run."""
    if is_han(unit[0]) and len(unit) > 2:
        return [f"{unit[at]} {unit[at + 1]}" for at in range(len(unit) - 1)][:PARTS]
    return [_phrase([unit])]
