"""What was typed where a place is expected and is none: places, and words to look for in the text of measures."""

from contextlib import suppress

from nqpf_cli.index import fulltext, lexicon, query
from nqpf_cli.index.query import Store
from nqpf_cli.index.sql_filters import SqlFilter
from nqpf_cli.model import money
from nqpf_cli.model.errors import NoMatch, NotFound
from nqpf_cli.model.names import fold
from nqpf_cli.questions import lookup, not_found
from nqpf_cli.questions.area import area_of, in_area
from nqpf_cli.questions.reading import read

KINDS = ("region", "sector", "beneficiary", "instrument", "policy", "standing")
"""What a word may name that is not to be looked for in texts: an option takes it."""


def places_and_words(store: Store, text: str, missed: NotFound) -> tuple[list[str], str, SqlFilter]:
    """Return the ids of the places in a text that is none, its other words, and the filter for what holds these.

    Raises NotFound for a place that is not held; NoMatch where no measure of a place that is named holds all the words;
    what was `missed` where no place is named, where the text is spelt like the name of one, or where the words are part
    of the name of a place or a value that some option takes.
    """
    if not lexicon.is_cut_whole(text):
        raise missed
    parts = read(store, [text], KINDS)
    words = " ".join(part.text for part in parts if part.kind != "region")
    if abroad := next((part.text for part in parts if not_found.not_held(store, part.text)), ""):
        raise not_found.missed(store, ("region",), abroad, "region")
    if missed.nearest or any(part.kind not in ("", "region") for part in parts) or _is_a_unit(words):
        raise missed
    named = " ".join(part.text for part in parts if part.kind == "region")
    own = lookup.regions(store, [named]) if named else []
    if own and _in_a_name(store, words):
        raise missed
    holding = fulltext.matching(store, words)
    area = area_of(store, own)
    if not query.count(store, "incentive", [holding, *in_area(area)]):
        if len(own) == 1:
            scope = f"measure of {area.regions[own[0]]['name']}"
            raise NoMatch(words, scope, elsewhere=query.count(store, "incentive", [holding]), place=own[0])
        raise missed
    return own, words, holding


def _is_a_unit(words: str) -> bool:
    """Whether words are the unit of a sum, which stands apart from its number: --min-cap 5 million."""
    with suppress(ValueError):
        return bool(words) and money.parse(f"1 {words}") > 0
    return False


def _in_a_name(store: Store, words: str) -> bool:
    """Whether words are a part of the name of a place: they are then no filter but a name that is known otherwise."""
    typed = fold(lexicon.plain(store, words))
    return any(typed in name for name, _ in lexicon.all_names(store, ("region",)))
