"""What a search looks for, and the queries that ask for all of it, in one way or another, or for some."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from nqpf_cli.index import tokens
from nqpf_cli.index.tokens import Sought
from nqpf_cli.model.names import has_han, keys
from nqpf_cli.model.values import Values

FEW = 3
"""Where fewer records hold everything, those that hold most of it are found too."""
MOST_TERMS = 8
"""Of so many things asked for, each in turn is left out where few records hold them all."""
MOST_PAIRS = 6
"""A Chinese run of more pairs of characters is a sentence, and taken whole."""


KIND = "kind"
"""The tags of kinds begin so."""
TOPIC, TERM = "topic", "term"
"""The kinds whose texts are long, and that tell what a word means."""


NEAR = 8
"""So many other words may stand between the words of a name."""


class Known(Values):
    """What bears a name: its names as they are written, the most telling first, and the tags of its records; of a value
    of a list also the names of what is narrower and filed under it, those for one thing together, the kinds of which
    the records come first, and label -> tag of what includes it: what any company can have, a foreign one can; and
    whether it only `weighs`, or `asks`: how big, in charge of."""

    names: list[str]
    tags: list[str]
    narrower: list[list[str]]
    leads: list[str]
    within: dict[str, str]
    weighs: bool = False
    asks: bool = False

    def filed(self, typed: str) -> list[str]:
        """Return the names of the narrower thing that is called so; none where this is itself."""
        wanted = set(keys(typed))
        return next(
            (names for names in self.narrower if wanted & {key for name in names for key in keys(name)}), []
        )


class Term(Values):
    """One thing to look for: words that must all be there, what they name, and their other forms.

    A record that bears one of the `tags` is as good as one that holds the words; next best is one that holds other
    `names`, and last one that bears a tag of what is `wider`, under which what was typed is filed: a robotaxi is a
    vehicle, and not every vehicle one. `under` says what such a record is, in words. `forms` holds word -> the forms
    of it that the index holds. What `weighs` puts forward the records that have it, and is not demanded where few
    have all: an instrument, a kind, a year; and not a place or a sector. `leads` are the kinds of which such records
    come first, `places` the ids of the places that are named; `recorded` tells that a record is called so, `loose`
    that the words of a name say the same a little apart, `dated` that this is a day or a longer time. Beside a subject
    any record of its `kinds` is as good as one with another name: subsidies for robots are all that is paid for them.
    """

    words: tuple[Sought, ...]
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    under: str = ""
    forms: dict[str, list[str]] = {}  # noqa: RUF012 - read only
    weighs: bool = False
    leads: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    recorded: bool = False
    loose: bool = False
    kinds: tuple[str, ...] = ()
    dated: bool = False

    @property
    def typed(self) -> str:
        """What was typed, as a person reads it."""
        return " ".join(shown(word.phrases[0]) for word in self.words)

    @property
    def counts(self) -> bool:
        """Whether this is a number or a sum, which many things may have."""
        return any(map(str.isdecimal, self.typed))

    @property
    def meaning(self) -> object:
        """What is the same of two terms that mean one thing: what bears the name, else the words."""
        return (frozenset(self.names), self.tags, self.wider) if self.names or self.tags else self.words

    def parted(self) -> list["Term"]:
        """Return what looks for each two characters of a Chinese run that names nothing: 流动 and 清单 for 流动清单."""
        parts = self.words[0].parts if len(self.words) == 1 and not (self.names or self.tags) else ()
        pairs = dict.fromkeys((*parts[::2], *parts[-1:])) if has_han("".join(parts)) else ()
        return [Term((Sought((pair,), ()),)) for pair in pairs] if 1 < len(pairs) <= MOST_PAIRS else [self]

    def said(self, pairs: Sequence[tuple[str, str]]) -> "Term":
        """Return this with what was typed for words of ours as another way to say them, and the first: 晶片 or 芯片."""
        words = self.words
        for other, ours in pairs:
            swapped = [
                tuple(one.replace(ours, other) for one in word.phrases if ours in one) for word in words
            ]
            words = tuple(
                word.replace(phrases=(*typed, *word.phrases))
                for word, typed in zip(words, swapped, strict=True)
            )
        return self.replace(words=words)

    @property
    def tells(self) -> bool:
        """Whether this names something known, a place apart: a value of a list, or what is filed there, or a record."""
        return bool(self.tags or self.wider or self.recorded) and not self.places

    @property
    def long(self) -> bool:
        """Whether this hardly means anything else: a run of more than two words or characters."""
        return self.words[0].phrases[0].count(" ") > 1

    @property
    def subject(self) -> bool:
        """Whether this names a value of a closed list that says what a record is about: a sector, and no place."""
        return bool(self.tags and self.names) and not (self.weighs or self.places)

    @property
    def of_kind(self) -> bool:
        """Whether this names a kind of record: measures, documents."""
        return any(one.startswith(KIND) for one in (*self.tags, *self.wider))

    def exact(self) -> str:
        """Return a query for the words as they were typed, or what they name."""
        return self._any(tokens.every(self.words), self.tags + self._english)

    def inflected(self) -> str:
        """Return a query for the words in any form, those of a name near one another, or what they name."""
        held = (f"({tokens.some(self._spread(word))}{self._near(word)})" for word in self.words)
        return self._any(" AND ".join(held), self.tags + self._english)

    @property
    def _english(self) -> tuple[str, ...]:
        """The names as good as the Chinese one of a record that was typed, since records are written in English."""
        typed = self.recorded and has_han(self.words[0].phrases[0])
        return tuple(name for name in self.names if typed and not has_han(name))

    def meant(self) -> str:
        """Return a query for the words in any form, or another name of what they name."""
        typed = self._spread(self.words[0]) if len(self.words) == 1 else ()
        other = (name for name in self.names if name not in typed)
        return self._any(
            self._in_any_form(), (*self.tags, *other, *(tokens.tag(KIND, kind) for kind in self.kinds))
        )

    def filed(self) -> str:
        """Return a query for all of that, or for what is filed where this is."""
        return self._any(self._in_any_form(), self.tags + self.names + self.wider)

    def _in_any_form(self) -> str:
        return " AND ".join(f"({tokens.some(self._spread(word))})" for word in self.words)

    def led(self) -> str:
        """Return a query for the first word of a name in a title: clinical research is near to clinical trials. Nothing
        for one word, and for the name of what is known."""
        names = [self.typed, *self.names]
        words = sorted({name.split()[0] for name in names if " " in name and not has_han(name)})
        alone = self.tells or self.places or self.weighs or not self.names or " " not in self.typed
        return "" if alone else f"{{title names}} : ({tokens.some(words)})"

    def _near(self, word: Sought) -> str:
        """Return more of a query, for the words of a name near one another: a voucher for computing."""
        apart = [one.split() for one in self._spread(word) if self.loose and " " in one and not has_han(one)]
        return "".join(f""" OR NEAR("{'" "'.join(one)}", {NEAR})""" for one in apart)

    def _any(self, expression: str, phrases: Sequence[str]) -> str:
        return f"({expression}) OR {tokens.some(phrases)}" if phrases else expression

    def phrases(self) -> list[str]:
        """Return all that this looks for, in any form, under any name."""
        words = (phrase for word in self.words for phrase in self._spread(word))
        return [*words, *self.tags, *self.names, *self.wider]

    def _spread(self, word: Sought) -> list[str]:
        return list(dict.fromkeys(form for phrase in word.phrases for form in self._with_last(phrase)))

    def _with_last(self, phrase: str) -> Iterator[str]:
        """Yield a phrase with each form of its last word."""
        rest, _, last = phrase.rpartition(" ")
        yield phrase
        yield from (f"{rest} {form}".strip() for form in self.forms.get(last, ()))


def either(one: Term, other: Term) -> Term:
    """Return what looks for one thing or another; its first phrase says both, and finds no more than they do."""
    typed = [" ".join(word.phrases[0] for word in term.words) for term in (one, other)]
    alike = [phrase for term in (one, other) if len(term.words) == 1 for phrase in term.words[0].phrases]
    return Term(
        (Sought(tuple(dict.fromkeys([" or ".join(typed), *typed, *alike])), ()),),
        one.tags + other.tags,
        one.names + other.names,
        one.wider + other.wider,
        one.under or other.under,
        weighs=one.weighs and other.weighs,
        leads=one.leads + other.leads,
        kinds=one.kinds + other.kinds,
    )


def beside_subject(terms: Sequence[Term]) -> list[Term]:
    """Return terms without their `kinds` where no subject stands beside them."""
    subject = any(not (term.weighs or term.places) for term in terms)
    return [term if subject else term.replace(kinds=()) for term in terms]


def named_by(terms: Sequence[Term]) -> dict[str, list[str]]:
    """Return the places that terms name, the kinds of which any record is meant, and those that come first."""
    return {
        "places": list(dict.fromkeys(place for term in terms for place in term.places)),
        "kinds": list(dict.fromkeys(kind for term in terms for kind in term.kinds)),
        "leads": list(dict.fromkeys(kind for term in terms for kind in term.leads)),
    }


def marking(terms: Sequence[Term]) -> str:
    """Return a query for every phrase that is looked for."""
    return tokens.some(list(dict.fromkeys(phrase for term in terms for phrase in term.phrases())))


def shown(phrase: str) -> str:
    """Return a phrase as people write it: Chinese without spaces."""
    return "".join(
        char
        for before, char, after in zip(f" {phrase}", phrase, f"{phrase[1:]} ", strict=False)
        if char != " " or not (has_han(before) or has_han(after))
    )


def every(expressions: Iterable[str]) -> str:
    """Return a query for what matches every one of some queries."""
    return " AND ".join(f"({expression})" for expression in expressions)


def either_of(queries: Iterable[str]) -> str:
    """Return a query for what matches any of some queries."""
    return " OR ".join(f"({query})" for query in queries)


def levels(terms: Sequence[Term]) -> dict[str, str]:
    """Return way -> the query for what holds every term so: as asked, in any form, under any name, filed with it; each
    once."""
    made = {
        "all": together(terms, Term.exact),
        "inflected": together(terms, Term.inflected),
        "translated": together(terms, Term.meant),
        "wider": together(terms, Term.filed),
    }
    if any(term.kinds for term in terms):
        wider = [made["wider"]] if any(term.wider for term in terms) else []
        made["wider"] = either_of([made["translated"], *wider]) if wider else made["translated"]
    return {
        way: asked for at, (way, asked) in enumerate(made.items()) if asked not in list(made.values())[:at]
    }


def together(terms: Sequence[Term], held_by: Callable[[Term], str]) -> str:
    """Return a query for what holds every term; of a subject in a place or at a time, topics apart: a long text speaks
    of many, and of what it says of one, another has most."""
    asked = every(map(held_by, terms))
    apart = {bool(term.places or term.dated) for term in terms} == {True, False}
    return f'({asked}) NOT "{tokens.tag(KIND, TOPIC)}"' if apart else asked


def ranking(terms: Sequence[Term], way: str) -> str:
    """Return a query that tells which of the records that hold the terms in some way are about what is meant.

    What says "chips" is about 晶片 more than what has the tag alone. Beside that, a word for a kind says nothing, since
    its records have the tag: a loan for "equity incentives" is one incentive among others. Each Chinese name costs as
    much as its characters, and few titles have any, so of what holds the words themselves they are left out. A title
    that begins with the name of a thing is of the whole of it: R&D spending, and not basic research spending. What is
    called by the name of an area (western China) is of the whole of that, before what lies somewhere in it.
    """
    told = any(not term.weighs for term in terms)
    found = []
    for term in terms:
        if way == "translated":
            asked = term.meant()
        elif term.subject:
            asked = term.replace(names=tuple(name for name in term.names if not has_han(name))).meant()
        else:
            asked = term.exact() if way == "all" else term.inflected()
        if way == "translated" and term.names and not (term.tags or term.weighs):
            asked = f'({asked}) OR (title : ^ "{term.names[0]}")'
        if term.places and len(term.tags) > len(term.places):
            asked = f"({asked}) OR ({{title}} : ({tokens.some(term.names)}))"
        if not (told and term.tags and all(one.startswith(KIND) for one in term.tags)):
            found.append(asked)
    return every(found)
