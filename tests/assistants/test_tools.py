"""What an assistant is told of the tools, held against a file that a person has read, and that each takes what it says.

After a change that is meant: `NQPF_GOLDEN=write pytest tests/assistants`, then read the diff.
"""

import json
import os
from inspect import signature
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from nqpf_cli.api import Facts, Filters
from nqpf_cli.assistants.arguments import LONGEST, filters, read
from nqpf_cli.assistants.compact import compact, tokens
from nqpf_cli.assistants.prompts import brief
from nqpf_cli.assistants.tools import TOOLS, listed
from nqpf_cli.model.errors import BadArgument, Missing
from nqpf_cli.wording.status import ORDER

GOLDEN = Path(__file__).parent / "tools.json"
GIVEN: dict[str, dict[str, object]] = {
    "search": {"words": "hydrogen", "kind": ["policy"], "limit": 3},
    "define": {"term": "NQPF"},
    "timeline": {"since": "2026", "every": True},
    "incentives": {"region": ["lingang"], "firm": {"headcount": 30, "sector": ["ai"], "profitable": False}},
    "estimate": {"region": ["lingang"], "spend": {"equipment": 1000000}},
    "get": {"id": "lingang", "full": True},
    "cite": {"id": "lingang"},
}


def test_the_list_is_the_one_that_was_read() -> None:
    page = json.dumps(listed(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("NQPF_GOLDEN") == "write":
        GOLDEN.write_text(page, encoding="utf-8", newline="\n")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_the_list_is_short() -> None:
    """Every conversation pays for it."""
    assert len(TOOLS) == 7
    assert tokens(compact({"tools": listed()})) <= 3_000


@pytest.mark.parametrize("tool", listed(), ids=lambda tool: tool["name"])
def test_a_schema_takes_what_is_read(tool: dict) -> None:  # type: ignore[type-arg]
    schema = tool["inputSchema"]
    Draft202012Validator.check_schema(schema)
    given = GIVEN[tool["name"]]
    assert list(Draft202012Validator(schema).iter_errors(given)) == []
    shape = TOOLS[tool["name"]].takes
    assert {**filters(read(tool["name"], shape, given))}.keys() <= given.keys()
    for wrong in ({**given, "no_such": 1}, {**given, "full": "yes"}):
        assert list(Draft202012Validator(schema).iter_errors(wrong))
        with pytest.raises(BadArgument):
            read(tool["name"], shape, wrong)


@pytest.mark.parametrize("name", ["search", "timeline", "incentives", "estimate"])
def test_a_filter_bears_the_name_that_the_library_gives_it(name: str) -> None:
    taken = set(listed()[[*TOOLS].index(name)]["inputSchema"]["properties"])
    known = {*signature(getattr(Facts, name)).parameters, *Filters.__annotations__}
    assert taken - known == {"full", "limit", "offset"} - known | {
        "timeline": {"oldest_first"},
        "incentives": {"firm"},
        "estimate": {"firm"},
    }.get(name, set())


def test_the_description_of_a_list_tells_every_status() -> None:
    for code in ORDER:
        assert f"{code} (" in TOOLS["incentives"].description


@pytest.mark.parametrize(
    "given",
    [
        {"words": "x" * LONGEST},
        {"words": "\ud800"},
        {"words": 3},
        {"words": None},
        {"words": "x", "limit": 51},
        {"words": "x", "offset": -1},
        {"words": "x", "region": "lingang"},
    ],
    ids=["long", "half a character", "number", "null", "limit", "offset", "no list"],
)
def test_what_a_tool_does_not_take(given: dict[str, object]) -> None:
    with pytest.raises(BadArgument) as found:
        read("search", TOOLS["search"].takes, given)
    assert str(found.value).startswith("search: ") and len(str(found.value)) < 200


def test_the_prompt_says_what_to_call_and_takes_a_place() -> None:
    text = brief({"place": "lingang", "sector": "ai", "firm": "24 people, founded 2024"})
    assert '["lingang"], sector ["ai"]' in text and "24 people" in text
    for name in ("incentives", "get", "cite"):
        assert f"`{name}`" in text
    with pytest.raises(Missing):
        brief({"place": "  "})
    for wrong in ({"place": "x" * 501}, {"place": "x", "no_such": "y"}):
        with pytest.raises(BadArgument):
            brief(wrong)
