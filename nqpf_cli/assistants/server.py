"""The server: the tools, the records and the prompt over the Model Context Protocol, by its official library.

The one module that imports `mcp`. Each question opens the index for itself, to read, in the thread that asks it; at
most AT_ONCE are asked together, and what more comes waits.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias, TypeVar

from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from nqpf_cli.api import Facts
from nqpf_cli.assistants import prompts
from nqpf_cli.assistants.compact import compact
from nqpf_cli.assistants.replies import answer, told
from nqpf_cli.assistants.tools import SILENCE, TOOLS, listed
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.record import Record
from nqpf_cli.version import __version__

AT_ONCE = 4
RECORD = "nqpf://record/"
JSON = "application/json"
INSTRUCTIONS = (
    "nqpf is an offline reference on China's new quality productive forces. Name the id and the page of each fact that "
    f"you take from it. {SILENCE} A measure whose end was not found is never known to be in force."
)

Told = TypeVar("Told")
Ask: TypeAlias = Callable[[str, Record], Awaitable[tuple[str, bool]]]
"""Puts a question to a tool by its name and arguments; returns its text, and whether that is an error."""


async def serve(facts: Facts) -> None:
    """Serve one client over standard input and output until it leaves."""
    server = made(facts)
    async with stdio_server() as (reads, writes):
        await server.run(reads, writes, server.create_initialization_options())


def made(facts: Facts) -> Server:
    """Return the server, with what it answers."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(name: str, given: Record) -> tuple[str, bool]:
        async with gate:
            return await asyncio.to_thread(answer, facts, name, given)

    return Server(
        "nqpf",
        version=__version__,
        title="China's new quality productive forces",
        instructions=INSTRUCTIONS,
        on_list_tools=always(
            types.ListToolsResult(tools=[types.Tool.model_validate(tool) for tool in listed()])
        ),
        on_call_tool=partial(called, ask),
        on_list_resources=always(types.ListResourcesResult(resources=[])),
        on_list_resource_templates=always(types.ListResourceTemplatesResult(resource_templates=[TEMPLATE])),
        on_read_resource=partial(whole, ask),
        on_list_prompts=always(types.ListPromptsResult(prompts=[PROMPT])),
        on_get_prompt=partial(brief, facts),
    )


TEMPLATE = types.ResourceTemplate(
    uri_template=f"{RECORD}{{id}}",
    name="record",
    title="One record whole",
    description="A record by its id: its fields, its links, its pages, what it leaves open.",
    mime_type=JSON,
)
PROMPT = types.Prompt(
    name=prompts.NAME,
    title=prompts.TITLE,
    description=prompts.DESCRIPTION,
    arguments=[
        types.PromptArgument(name=name, description=words, required=at == 0)
        for at, (name, words) in enumerate(prompts.ARGUMENTS.items())
    ],
)


def always(result: Told) -> Callable[[object, object], Awaitable[Told]]:
    """Return a handler that gives the same to whoever asks."""

    async def handler(context: object, params: object) -> Told:
        return result

    return handler


async def called(ask: Ask, context: object, params: types.CallToolRequestParams) -> types.CallToolResult:
    """Answer a call of a tool. Raises what `refused` returns for a tool that does not exist."""
    if params.name not in TOOLS:
        raise refused(f"no tool {params.name[:100]}", {"allowed": [*TOOLS]})
    text, failed = await ask(params.name, params.arguments or {})
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)


async def whole(
    ask: Ask, context: object, params: types.ReadResourceRequestParams
) -> types.ReadResourceResult:
    """Read one record whole. Raises what `refused` returns for another address, and where nothing is called so."""
    uri = str(params.uri)
    if not uri.startswith(RECORD):
        raise refused(f"no resource {uri[:100]}", {"template": f"{RECORD}{{id}}"})
    text, failed = await ask("get", {"id": uri.removeprefix(RECORD), "full": True})
    if failed:
        error = json.loads(text)
        raise refused(error["message"], error)
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type=JSON, text=text)])


async def brief(facts: Facts, context: object, params: types.GetPromptRequestParams) -> types.GetPromptResult:
    """Fill in the prompt. Raises what `refused` returns for another prompt, or for what it does not take."""
    if params.name != prompts.NAME:
        raise refused(f"no prompt {params.name[:100]}", {"allowed": [prompts.NAME]})
    try:
        text = prompts.brief(params.arguments or {})
    except NqpfError as error:
        raise refused(str(error), await asyncio.to_thread(told, error, facts)) from None
    message = types.PromptMessage(role="user", content=types.TextContent(type="text", text=text))
    return types.GetPromptResult(description=prompts.DESCRIPTION, messages=[message])


def refused(message: str, data: Record) -> MCPError:
    """Return the error of the protocol for a name that does not exist or an argument that is not taken."""
    return MCPError(code=types.INVALID_PARAMS, message=message, data=json.loads(compact(data)))
