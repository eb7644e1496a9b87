"""A firm's own file of facts. It is read, and neither kept, cached nor logged."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from nqpf_cli.loading.nodes import Mapping, steps
from nqpf_cli.loading.suggestions import likest
from nqpf_cli.loading.yaml_reader import read
from nqpf_cli.model.errors import BadFirm
from nqpf_cli.model.firm_profile import BadFact, Firm, firm_of
from nqpf_cli.model.judging import Lexicon, contradiction
from nqpf_cli.model.text import clean

LARGEST: Final = 200_000
"""A file of so many bytes is read."""


def read_firm(path: Path | None, pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> Firm:
    """Return the firm of a YAML file, of facts typed one by one (fact, value), or of both; those typed come first.

    Raises BadFirm, in a line, for what cannot be read, is no fact, has no such value, or contradicts another.
    """
    typed = list(pairs)
    shown = "" if path is None else path.name
    node = Mapping() if path is None else _mapping(path)
    try:
        firm = firm_of(node, typed, lexicon.facts, lexicon.regions)
        contradiction(firm, lexicon)
    except BadFact as error:
        where = error.path.replace(".0.", ".")  # as it was typed
        for (line, column), _ in steps(node, error.path):
            where = f"{shown}:{line}:{column}: {error.path}"
        near, allowed = likest(error.word, error.known) if error.known else ([], [])
        right = _right(error, near[0], typed, lexicon) if near else ""
        listed = [] if error.known is lexicon.regions else allowed
        raise BadFirm(where, error.what, error.hint, error.word, near, listed, right) from None
    return firm


def _right(error: BadFact, near: str, pairs: Iterable[tuple[str, str]], lexicon: Lexicon) -> str:
    """Return what was typed, fact=value, with the likeliest fact or value; nothing where that cannot be either."""
    for name, value in pairs:
        if name == error.path:
            parts = [near if one.strip() == error.word else one for one in value.split(",")]
            right = (near, value) if error.word == name else (name, ",".join(parts))
            with suppress(BadFact):
                firm_of({}, [right], lexicon.facts, lexicon.regions)
                return "=".join(right)
    return ""


def _mapping(path: Path) -> Mapping:
    """Return the facts of a file. Raises BadFirm."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a path of half characters, or with a NUL
        why = getattr(error, "strerror", None) or "cannot be read"
        raise BadFirm(clean(str(path)), why.lower(), "name a YAML file of facts") from None
    if len(data) > LARGEST:
        raise BadFirm(path.name, f"has more than {LARGEST:,} bytes", "name a YAML file of facts of one firm")
    node, problems = read(data, path.name)
    if problems:
        first = problems[0]
        raise BadFirm(f"{path.name}:{first.line}:{first.column}", first.what, first.hint)
    if not isinstance(node, Mapping):
        raise BadFirm(path.name, "is no mapping of facts", "write fact: value, a line each")
    return node
