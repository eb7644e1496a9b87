"""The values that TAB offers for each option and argument; `cli/completion.py` hands them to the shell.

An offer is a value with its meaning. No offer needs quotes in a shell: ids and values of vocabularies are plain
words, and a name is offered only where it is one (`_plain`). An offer that ends in "…" is the beginning of a value,
and the shell adds no space to it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from nqpf_cli.index.query import Store

Found = TypeVar("Found")
Offers: TypeAlias = list[tuple[str, str]]
Given: TypeAlias = Mapping[str, Any]  # parameter -> what the line says of it already
Completion: TypeAlias = Callable[[Given, str], Offers]
Meanings: TypeAlias = Callable[[list[str]], Mapping[str, str]]
"""What a function says of the facts with the packs in these folders: values with their meanings."""

MOST = 200
"""More offers than this are replaced by the beginnings that they share."""

OPEN = "…"

SHELLS = ("bash", "zsh", "fish")
"""The shells that completion is for."""

ROWS = {
    "sector": "a row an industry",
    "instrument": "a row a kind of measure",
    "beneficiary": "a row a kind of recipient",
    "both": "a row an industry and kind of measure",
}
"""What a row of a comparison can stand for."""

CLOSED: dict[object, Meanings] = {}
"""Completion -> its values with their meanings, for those that help lists."""


def ask(packs: list[str], question: Callable[["Store"], Found]) -> Found:
    """Put a question to the index of the bundled facts and of the packs in these folders."""
    from nqpf_cli.index.open_index import with_store

    return with_store(question, packs)


def named_packs(given: Given) -> list[str]:
    """Return the folders of the packs that the line or the environment names."""
    from nqpf_cli.cli.environment import packs

    return packs(given.get("data"))


def closed(meanings: Meanings, *lists: str) -> Completion:
    """Return a completion of a closed list of values, for which the vocabularies `lists` may have other names."""

    def offers(given: Given, incomplete: str) -> Offers:
        packs = named_packs(given)
        return _offered(packs, meanings(packs), lists, incomplete)

    CLOSED[offers] = meanings
    return offers


def listed(name: str) -> Completion:
    """Return a completion of the values of a vocabulary."""
    return closed(_vocabulary(name), name)


def _offered(packs: list[str], values: Mapping[str, str], lists: Sequence[str], incomplete: str) -> Offers:
    """Return the values that begin so; where none does, the other names that do, by vocabularies, ending as they do."""
    begun = [item for item in values.items() if item[0].startswith(incomplete.lower())]
    if begun or not lists:
        return begun
    from nqpf_cli.index.lexicon import names_beginning

    found = ask(packs, lambda store: names_beginning(store, lists, incomplete))
    named = [(name, value, end) for name, value, _ in found for end in ("", f"={OPEN}") if _plain(name)]
    return [(name + end, f"the same as {value}") for name, value, end in named if value + end in values]


def _vocabulary(*names: str) -> Meanings:
    """Return a function that gives the values of vocabularies."""

    def meanings(packs: list[str]) -> dict[str, str]:
        known = ask(packs, lambda store: store.meta("vocabularies"))
        return {value: said["meaning"] for name in names for value, said in known[name].items()}

    return meanings


def _kinds(packs: list[str]) -> dict[str, str]:
    known = ask(packs, lambda store: store.meta("vocabularies")["kind"])
    return {said["plural"]: said["meaning"] for said in known.values()}


def filtered(option: str) -> Completion:
    """Return a completion of an option of `list` whose values depend on the kind that is listed."""

    def closing(packs: list[str], kind: str) -> list[str]:
        from nqpf_cli.index.lexicon import named
        from nqpf_cli.questions.listing import TAKES, closed_by

        meant = ask(packs, lambda store: named(store, ("kind",), kind))
        lists = [closed_by(option, of) for of in meant or TAKES[option]]
        return [name for name in ask(packs, lambda store: store.meta("vocabularies")) if name in lists]

    def offers(given: Given, incomplete: str) -> Offers:
        packs = named_packs(given)
        lists = closing(packs, given.get("kind") or "")
        return _offered(packs, _vocabulary(*lists)(packs), lists, incomplete)

    CLOSED[offers] = lambda packs: _vocabulary(*closing(packs, ""))(packs)
    return offers


def recorded(field: str) -> Completion:
    """Return a completion of the values that records have in a field."""

    def offers(given: Given, incomplete: str) -> Offers:
        from nqpf_cli.index.query import values

        packs = named_packs(given)
        found = ask(packs, lambda store: values(store, field))
        return _offered(packs, {value: "" for value in found if _plain(value)}, (), incomplete)

    return offers


def _formats(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.formats import FORMATS

    return {name: each.meaning for name, each in FORMATS.items()}


def _costs(packs: list[str]) -> dict[str, str]:
    """Return the kinds of cost that can be planned, each left open for its sum."""
    known = ask(packs, lambda store: store.meta("vocabularies")["cost_base"])
    return {
        f"{value}={OPEN}": said["meaning"]
        for value, said in known.items()
        if not (said.get("no_cost") or said.get("unclear"))
    }


def firm_facts(given: Given, incomplete: str) -> Offers:
    """Offer every fact that a firm can tell, left open for its value."""
    from nqpf_cli.model import firm_fact

    facts = firm_fact.firm_facts(ask(named_packs(given), lambda store: store.meta("vocabularies")))
    said = [fact for fact in facts.values() if firm_fact.is_told(fact)]
    return _bounded(
        ((f"{one.name}={OPEN}", one.question) for one in said if one.name.startswith(incomplete)), incomplete
    )


def _languages(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.cli.environment import LANGUAGES

    return LANGUAGES


def _sorts(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.questions.incentives import SORTS

    return SORTS


def _styles(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.formats import STYLES

    return {"text": "references to read", **{name: each.meaning for name, each in STYLES.items()}}


def _files(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.export.forms import FORMS

    return {name: each.says for name, each in FORMS.items()}


def _statuses(packs: list[str]) -> dict[str, str]:
    from nqpf_cli.model.text import few
    from nqpf_cli.wording.status import MEANINGS, PRINTED

    age = few(ask(packs, lambda store: store.meta("dataset"))["constants"]["presume_lapsed_after_years"])
    found: dict[str, str] = {}
    for code, meaning in MEANINGS.items():
        found[code] = meaning
        if words := PRINTED.get(code):
            found[words.replace("{age}", age)] = f"the same as {code}"
    return found


def named(*kinds: str, joined: str = "") -> Completion:
    """Return a completion of records of these kinds, by id or by a name that is one word.

    `joined` is the argument whose words make up one name (`define patient capital`); it is completed word by word.
    """

    def offers(given: Given, incomplete: str) -> Offers:
        from nqpf_cli.index.lexicon import names_beginning
        from nqpf_cli.model.names import fold

        before = "".join(f"{fold(word)} " for word in given.get(joined) or ())
        text = before + fold(incomplete)
        found = ask(named_packs(given), lambda store: names_beginning(store, kinds, text))
        ids = {} if before else {record: title for name, record, title in found if name == record}
        rest = [(name[len(before) :], title) for name, record, title in found if record not in ids]
        words = {name.partition(" ")[0] if joined else name: title for name, title in rest}
        return _bounded([*ids.items(), *(item for item in words.items() if _plain(item[0]))], incomplete)

    return offers


def subjects(given: Given, incomplete: str) -> Offers:
    """Offer what a brief can be about: places, terms, sectors."""
    of_records = named("region", "term", joined="subject")(given, incomplete)
    return of_records if given.get("subject") else [*of_records, *VALUES["sector"](given, incomplete)]


def ids(given: Given, incomplete: str) -> Offers:
    """Offer every record of any kind, by id."""
    from nqpf_cli.index.query import ids_beginning

    found = ask(named_packs(given), lambda store: ids_beginning(store, incomplete.lower()))
    return _bounded(((record, f"{kind}: {title}") for kind, record, title in found), incomplete)


def _bounded(offers: Iterable[tuple[str, str]], incomplete: str) -> Offers:
    """Return the offers, or where they are too many their beginnings, to the next hyphen or the next character.

    If some were left out, a shell would complete to what only the others share.
    """
    listed = list(offers)
    if len(listed) <= MOST:
        return listed
    typed = len(incomplete)
    stems = _stems(listed, lambda value: value.find("-", typed) + 1 or len(value))
    return stems if len(stems) <= MOST else _stems(listed, lambda value: typed + 1)


def _stems(offers: Offers, cut: Callable[[str], int]) -> Offers:
    """Return each beginning up to the cut, left open; a value that shares its beginning with no other, whole."""
    groups: dict[str, Offers] = {}
    for value, meaning in offers:
        groups.setdefault(value[: cut(value)], []).append((value, meaning))
    return [
        group[0] if len(group) == 1 else (f"{stem}{OPEN}", f"{len(group)} begin so")
        for stem, group in groups.items()
    ]


def _plain(word: str) -> bool:
    """Whether a shell takes a word without quotes: letters of any script, digits, marks without a meaning to it."""
    return bool(word) and all(char.isalnum() or char in "-_.+,/@%" for char in word) and word[0].isalnum()


FORMATS = closed(_formats)
VALUES: dict[str, Completion] = {
    **{name: listed(name) for name in ("beneficiary", "instrument", "sector")},
    **{name: filtered(name) for name in ("about", "category", "level")},
    **{name: named(name) for name in ("actor", "policy", "region")},
    **{name: named(name, joined=name) for name in ("term", "topic")},
    **dict.fromkeys(("form", "format"), FORMATS),
    **dict.fromkeys(
        ("install_completion", "show_completion"), closed(lambda packs: dict.fromkeys(SHELLS, ""))
    ),
    "by": closed(lambda packs: ROWS),
    "facts": firm_facts,
    "identifier": ids,
    "kind": closed(_kinds),
    "lang": closed(_languages),
    "place": named("region", joined="place"),
    "places": named("region"),
    "series": recorded("series"),
    "sort": closed(_sorts),
    "spend": closed(_costs, "cost_base"),
    "status": closed(_statuses),
    "style": closed(_styles),
    "subject": subjects,
    "type_": filtered("type"),
}
"""Parameter -> what is offered for it, in every command that has it."""

OTHERWISE: dict[tuple[str, str], Completion] = {
    ("export", "form"): closed(_files),
    ("schema", "kind"): closed(
        lambda packs: {**_kinds(packs), "firm": "a file for --firm", "output": "what --format json prints"}
    ),
    ("timeline", "category"): listed("event_category"),
}
"""Command and parameter -> what is offered there instead."""


def of(command: str, parameter: str) -> Completion | None:
    """Return what is offered for a parameter of a command, if anything is."""
    return OTHERWISE.get((command, parameter)) or VALUES.get(parameter)
