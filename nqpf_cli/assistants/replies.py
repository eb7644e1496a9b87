"""A call and its answer, or its error, as text: what the protocol carries, and nothing of the protocol."""

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress

from nqpf_cli.api import Facts
from nqpf_cli.assistants.arguments import Listed
from nqpf_cli.assistants.compact import SMALL, about, compact, tokens, written
from nqpf_cli.assistants.tools import TOOLS, asked_of
from nqpf_cli.model import errors
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Record

LONG, MANY = 300, 60
"""Characters of a text and items of a list in an error."""


def answer(facts: Facts, name: str, given: Mapping[str, object]) -> tuple[str, bool]:
    """Return the text of a tool's answer, and whether it is an error; nothing is raised."""
    try:
        asked = asked_of(name, given)
        part = {"offset": asked.offset, "limit": asked.limit} if isinstance(asked, Listed) else {}
        return written(TOOLS[name].ask(facts, asked), full=asked.full, **part), False
    except errors.Missing as error:  # the question may bear another name than the tool
        return _text(errors.Missing(name, error.what), facts), True
    except NqpfError as error:
        return _text(error, facts), True
    except Exception as error:
        sys.stderr.write(f"nqpf-mcp: an unexpected fault in {name}: {type(error).__name__}: {error}\n")
        return compact(
            {"error": "Fault", "code": 3, "message": f"an unexpected fault: {type(error).__name__}"}
        ), True


def _text(error: NqpfError, facts: Facts) -> str:
    """Return an error as text; without its fields where they are too much."""
    found = told(error, facts)
    if tokens(compact(found)) > SMALL:
        found.pop("fields", None)
    return compact(found)


def told(error: NqpfError, facts: Facts) -> Record:
    """Return an error as its class, its exit code on the command line, its line and its fields.

    Where nothing is called so, what is not here goes along.
    """
    names = error.field_names if isinstance(error, errors.Fields) else ("hint",)
    fields = {name: _short(value) for name in names if (value := getattr(error, name))}
    found: Record = {
        "error": type(error).__name__,
        "code": error.code,
        "message": _short(error.message(lambda field: field.replace("-", "_")), 1_000),
        **({"fields": fields} if fields else {}),
    }
    if error.code == 3:
        return found
    with suppress(NqpfError):  # of facts that cannot be used nothing more is told
        nothing = facts.nothing("record")
        if isinstance(error, errors.BadFirm) and error.where not in nothing.vocabularies["firm_fact"]:
            found["facts_of_a_firm"] = [*nothing.vocabularies["firm_fact"]]
        if error.code == 1 or nothing.context.packs:
            found |= about(nothing)
    return found


def _short(value: object, most: int = LONG) -> object:
    if isinstance(value, Mapping):
        if any(isinstance(part, Mapping) for part in value.values()):  # a closed list: what may be said
            return [*value]
        return {str(name): _short(part) for name, part in [*value.items()][:MANY]}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_short(part) for part in [*value][:MANY]]
    if isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"
