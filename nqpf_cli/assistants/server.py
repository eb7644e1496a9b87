"""The server: the tools, the records and the prompt over the Model Context Protocol, by its official library.

The one module that imports `mcp`. Each question opens the index for itself, to read, in the thread that asks it; at
most AT_ONCE are asked together, and what more comes waits.
"""

import asyncio
import json
from typing import Any

from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from nqpf_cli.api import Facts
from nqpf_cli.assistants import prompts
from nqpf_cli.assistants.compact import compact
from nqpf_cli.assistants.replies import answer, told
from nqpf_cli.assistants.tools import SILENCE, TOOLS, listed
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.version import __version__

AT_ONCE = 4
RECORD = "nqpf://record/"
JSON = "application/json"
INSTRUCTIONS = (
    "nqpf is an offline reference on China's new quality productive forces. Name the id and the page of each fact that "
    f"you take from it. {SILENCE} A measure whose end was not found is never known to be in force."
)


async def serve(facts: Facts) -> None:
    """Serve one client over standard input and output until it leaves."""
    server = made(facts)
    async with stdio_server() as (reads, writes):
        await server.run(reads, writes, server.create_initialization_options())


def made(facts: Facts) -> Any:
    """Return the server, with what it answers."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def asked(name: str, given: dict[str, Any]) -> tuple[str, bool]:
        async with gate:
            return await asyncio.to_thread(answer, facts, name, given)

    async def tools(context: Any, params: Any) -> Any:
        return types.ListToolsResult(tools=[types.Tool.model_validate(tool) for tool in listed()])

    async def call(context: Any, params: Any) -> Any:
        if params.name not in TOOLS:
            raise refused(f"no tool {params.name[:100]}", {"allowed": [*TOOLS]})
        text, failed = await asked(params.name, params.arguments or {})
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)

    async def resources(context: Any, params: Any) -> Any:
        return types.ListResourcesResult(resources=[])

    async def templates(context: Any, params: Any) -> Any:
        record = types.ResourceTemplate(
            uri_template=f"{RECORD}{{id}}",
            name="record",
            title="One record whole",
            description="A record by its id: its fields, its links, its pages, what it leaves open.",
            mime_type=JSON,
        )
        return types.ListResourceTemplatesResult(resource_templates=[record])

    async def resource(context: Any, params: Any) -> Any:
        uri = str(params.uri)
        if not uri.startswith(RECORD):
            raise refused(f"no resource {uri[:100]}", {"template": f"{RECORD}{{id}}"})
        text, failed = await asked("get", {"id": uri.removeprefix(RECORD), "full": True})
        if failed:
            error = json.loads(text)
            raise refused(error["message"], error)
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=params.uri, mime_type=JSON, text=text)]
        )

    async def prompt_list(context: Any, params: Any) -> Any:
        first = next(iter(prompts.ARGUMENTS))
        takes = [
            types.PromptArgument(name=name, description=words, required=name == first)
            for name, words in prompts.ARGUMENTS.items()
        ]
        brief = types.Prompt(
            name=prompts.NAME, title=prompts.TITLE, description=prompts.DESCRIPTION, arguments=takes
        )
        return types.ListPromptsResult(prompts=[brief])

    async def prompt(context: Any, params: Any) -> Any:
        if params.name != prompts.NAME:
            raise refused(f"no prompt {params.name[:100]}", {"allowed": [prompts.NAME]})
        try:
            text = prompts.brief(params.arguments or {})
        except NqpfError as error:
            raise refused(str(error), await asyncio.to_thread(told, error, facts)) from None
        content = types.TextContent(type="text", text=text)
        return types.GetPromptResult(
            description=prompts.DESCRIPTION, messages=[types.PromptMessage(role="user", content=content)]
        )

    return Server(
        "nqpf",
        version=__version__,
        title="China's new quality productive forces",
        instructions=INSTRUCTIONS,
        on_list_tools=tools,
        on_call_tool=call,
        on_list_resources=resources,
        on_list_resource_templates=templates,
        on_read_resource=resource,
        on_list_prompts=prompt_list,
        on_get_prompt=prompt,
    )


def refused(message: str, data: dict[str, Any]) -> Any:
    """Return the error of the protocol for a name that does not exist or an argument that is not taken."""
    return MCPError(code=types.INVALID_PARAMS, message=message, data=json.loads(compact(data)))
