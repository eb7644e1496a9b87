"""The server over a real pipe, asked by the protocol's own client."""

import asyncio
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TextIO

import pytest

from nqpf_cli.assistants.compact import SMALL, tokens
from nqpf_cli.assistants.tools import TOOLS, listed
from nqpf_cli.version import __version__
from tests.assistants.test_replies import ASKED, ERRORS

pytestmark = [pytest.mark.door, pytest.mark.usefixtures("index_path")]
SCRIPT = str(Path(sysconfig.get_path("scripts")) / "nqpf-mcp")


def environment(cache: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "NQPF_TODAY": os.environ["NQPF_TODAY"],
        "XDG_CACHE_HOME": str(cache),
    }


def talk(use: Callable[[Any], Awaitable[None]], cache: Path, log: Path, mode: str = "auto") -> None:
    """Start a server, hand its client over, and let it go; what it says on standard error goes to a file."""
    from mcp import Client, StdioServerParameters, stdio_client

    async def run() -> None:
        with log.open("w", encoding="utf-8") as errors:
            started = StdioServerParameters(command=SCRIPT, args=[], env=environment(cache))
            async with Client(stdio_client(started, errlog=errors), mode=mode) as client:
                await use(client)

    asyncio.run(run())


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_it_greets_and_lists(mode: str, cache_home: Path, tmp_path: Path) -> None:
    async def use(client: Any) -> None:
        assert (client.server_info.name, client.server_info.version) == ("nqpf", __version__)
        assert "what is not found may well exist" in client.instructions
        tools = (await client.list_tools()).tools
        assert [tool.model_dump(by_alias=True, exclude_none=True) for tool in tools] == listed()
        (template,) = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "nqpf://record/{id}"
        assert (await client.list_resources()).resources == []
        (prompt,) = (await client.list_prompts()).prompts
        assert next((one.name, one.required) for one in prompt.arguments) == ("place", True)

    talk(use, cache_home, tmp_path / "log", mode)
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""


def test_every_tool_answers_and_every_error_is_one(cache_home: Path, tmp_path: Path) -> None:
    async def use(client: Any) -> None:
        for name, given in ASKED:
            result = await client.call_tool(name, given)
            (content,) = result.content
            assert not result.is_error and result.structured_content is None
            assert content.type == "text" and tokens(content.text) <= SMALL
            assert json.loads(content.text)["count"] > 0
        for name, given, kind, code in ERRORS:
            result = await client.call_tool(name, given)
            (content,) = result.content
            found = json.loads(content.text)
            assert result.is_error and (found["error"], found["code"]) == (kind, code)

    assert {name for name, _ in ASKED} == TOOLS.keys()
    talk(use, cache_home, tmp_path / "log")
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""


def test_what_does_not_exist_is_an_error_of_the_protocol(cache_home: Path, tmp_path: Path) -> None:
    from mcp import MCPError

    async def use(client: Any) -> None:
        calls: list[Callable[[], Awaitable[Any]]] = [
            lambda: client.call_tool("no_such", {}),
            lambda: client.read_resource("nqpf://record/no-such"),
            lambda: client.read_resource("https://example.org/"),
            lambda: client.get_prompt("no_such", {}),
            lambda: client.get_prompt("brief_a_client", {}),
        ]
        for call in calls:
            with pytest.raises(MCPError) as found:
                await call()
            assert found.value.error.code == -32602
        assert not (await client.call_tool("define", {"term": "NQPF"})).is_error  # and it goes on

    talk(use, cache_home, tmp_path / "log")


def test_a_record_and_the_prompt(cache_home: Path, tmp_path: Path) -> None:
    async def use(client: Any) -> None:
        (content,) = (await client.read_resource("nqpf://record/lingang-cit-15-percent")).contents
        assert content.mime_type == "application/json"
        assert json.loads(content.text)["records"][0]["id"] == "lingang-cit-15-percent"
        result = await client.get_prompt("brief_a_client", {"place": "lingang", "sector": "ai"})
        (message,) = result.messages
        assert message.role == "user" and '["lingang"], sector ["ai"]' in message.content.text

    talk(use, cache_home, tmp_path / "log")


def test_many_questions_at_once_each_get_their_own_answer(cache_home: Path, tmp_path: Path) -> None:
    places = ["lingang", "shenzhen", "hangzhou", "beijing", "hefei", "pudong", "suzhou", "chengdu"]

    async def use(client: Any) -> None:
        asked = [client.call_tool("get", {"id": place}) for place in places]
        for place, result in zip(places, await asyncio.gather(*asked), strict=True):
            assert json.loads(result.content[0].text)["records"][0]["id"] == place

    talk(use, cache_home, tmp_path / "log")


def test_two_clients_at_once_while_an_index_is_made(tmp_path: Path) -> None:
    """Neither finds an index: what is said of that goes to standard error, and the protocol is whole."""
    logs = [tmp_path / "one", tmp_path / "two"]
    cache = tmp_path / "cache"
    cache.mkdir()

    async def one(log: Path) -> None:
        from mcp import Client, StdioServerParameters, stdio_client

        with log.open("w", encoding="utf-8") as errors:
            started = StdioServerParameters(command=SCRIPT, args=[], env=environment(cache))
            async with Client(stdio_client(started, errlog=errors)) as client:
                result = await client.call_tool("define", {"term": "NQPF"})
                assert json.loads(result.content[0].text)["records"][0]["zh"]

    async def both() -> None:
        await asyncio.gather(*(one(log) for log in logs))

    asyncio.run(both())
    said = "".join(log.read_text(encoding="utf-8") for log in logs)
    assert set(said.splitlines()) <= {f"nqpf-mcp: building the index of {Path(__file__).parents[2] / 'data'}"}
    assert "building the index" in said


FIRST = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def test_each_line_of_standard_output_is_a_message(cache_home: Path) -> None:
    """Also after a line that is no message; and a client that leaves ends the server."""
    call = {
        "jsonrpc": "2.0",
        "id": 2,
        "method": "tools/call",
        "params": {"name": "define", "arguments": {"term": "NQPF"}},
    }
    begun = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    running = subprocess.Popen(
        [SCRIPT], env=environment(cache_home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin and running.stdout
    for lines, last in (([FIRST, begun, call], 2), (["no message", {**call, "id": 3}], 3)):
        for line in lines:
            running.stdin.write(f"{line if isinstance(line, str) else json.dumps(line)}\n")
        running.stdin.flush()
        told: dict[str, Any] = {}
        while told.get("id") != last:
            told = json.loads(running.stdout.readline())
            assert told["jsonrpc"] == "2.0"
        assert not told["result"].get("isError")
    rest, _ = running.communicate(timeout=60)
    assert (rest, running.returncode) == ("", 0)


def started(cache_home: Path, log: TextIO) -> "subprocess.Popen[str]":
    """The server with its streams in hand, and what it says to stderr in a file."""
    return subprocess.Popen(
        [SCRIPT],
        env=environment(cache_home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe that is closed so")
def test_a_client_that_is_gone_is_no_fault(cache_home: Path, tmp_path: Path) -> None:
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        running = started(cache_home, log)
        assert running.stdin and running.stdout
        running.stdout.close()
        running.stdin.write(f"{json.dumps(FIRST)}\n")
        running.stdin.close()
        assert running.wait(timeout=60) == 0
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""


def test_interrupted_it_leaves_without_a_word(cache_home: Path, tmp_path: Path) -> None:
    import signal

    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        running = started(cache_home, log)
        assert running.stdin and running.stdout
        running.stdin.write(f"{json.dumps(FIRST)}\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == 1
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        running.communicate()
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""
