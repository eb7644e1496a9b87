"""`python benchmarks/assistants.py`: how soon `nqpf-mcp` answers, beside a server that does nothing but answer.

Both are started in turns, greeted, and asked for one tool; what is timed goes from the start of the process to the
answer, by the clock, and in time of the processor until it has left, which a busy machine disturbs less. Needs the
extra `nqpf[mcp]` in this environment. Prints medians and their ratio, and the size of the default answer of each tool
in tokens (four characters, or one Chinese character); leaves with 1 where the ratio by the clock is above MOST.
"""

import json
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from nqpf_cli.api import Facts
from nqpf_cli.assistants.compact import compact, tokens
from nqpf_cli.assistants.replies import answer
from nqpf_cli.assistants.tools import listed

ROUNDS, WARM_UP, MOST = 20, 2, 1.3
TODAY = "2026-11-25"

BARE = """\
import asyncio
import os

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server


async def tools(context, params):
    return types.ListToolsResult(tools=[types.Tool(name="define", input_schema={"type": "object"})])


async def call(context, params):
    return types.CallToolResult(content=[types.TextContent(type="text", text="x" * 5000)])


async def main():
    server = Server("bare", on_list_tools=tools, on_call_tool=call)
    async with stdio_server() as (reads, writes):
        await server.run(reads, writes, server.create_initialization_options())


asyncio.run(main())
os._exit(0)  # as nqpf-mcp leaves: what Python takes to end itself is no part of an answer
"""

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("search", {"words": "computing vouchers"}),
    ("define", {"term": "NQPF"}),
    ("timeline", {}),
    ("incentives", {"region": ["shanghai"]}),
    ("incentives", {"region": ["shanghai"], "firm": {"registered_in": "lingang", "founded": "2024-03"}}),
    ("estimate", {"region": ["shanghai"], "spend": {"compute-rental": 5_000_000}}),
    ("get", {"id": "lingang-cit-15-percent"}),
    ("cite", {"id": "patient-capital"}),
]


def messages() -> bytes:
    """What a client sends: a greeting, and one question."""
    client = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "bench", "version": "1"},
    }
    sent = [
        {"id": 1, "method": "initialize", "params": client},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "define", "arguments": {"term": "NQPF"}}},
    ]
    return b"".join(json.dumps({"jsonrpc": "2.0", **one}).encode() + b"\n" for one in sent)


def spent() -> float:
    """Seconds of the processor that children which have left took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_answer(words: list[str]) -> tuple[float, float]:
    """Seconds from the start of a server to its first answer, and of the processor. Raises RuntimeError for none."""
    before, start = spent(), time.perf_counter()
    running = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "NQPF_TODAY": TODAY}
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(messages())
    running.stdin.flush()
    for line in running.stdout:
        told = json.loads(line)
        if told.get("id") == 2:
            taken = time.perf_counter() - start
            break
    else:
        raise RuntimeError(f"{words[-1]} left without an answer")
    running.communicate()
    if "error" in told or told["result"].get("isError"):
        raise RuntimeError(f"{words[-1]} answered {line[:300]!r}")
    return taken, spent() - before


def main() -> int:
    """Measure and print. Out: 1 where the limit is missed, else 0."""
    with tempfile.TemporaryDirectory(prefix="nqpf-bench-") as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        servers = {
            "bare server": [sys.executable, str(bare)],
            "nqpf-mcp": [str(Path(sysconfig.get_path("scripts")) / "nqpf-mcp")],
        }
        seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
        for number in range(WARM_UP + ROUNDS):
            for name, words in servers.items():
                taken = first_answer(words)
                if number >= WARM_UP:
                    seconds[name].append(taken)
    ratios = []
    for place, what in enumerate(("to the first answer", "of the processor")):
        medians = []
        for name, pairs in seconds.items():
            each = [pair[place] * 1000 for pair in pairs]
            low, _, high = quantiles(each, n=4)
            medians.append(median(each))
            print(f"{name:12} {medians[-1]:6.0f} ms {what} ({low:.0f}-{high:.0f})")
        ratios.append(medians[1] / medians[0])
        print(f"{'ratio':12} {ratios[-1]:6.2f} ×")
    sizes()
    return 1 if ratios[0] > MOST else 0


def sizes() -> None:
    """Print the tokens of the list of tools, and of what each tool answers if nothing more is asked for."""
    print(f"{'tools/list':12} {tokens(compact({'tools': listed()})):6,} tokens")
    facts = Facts()
    for name, given in ASKED:
        text, _ = answer(facts, name, given)
        found = json.loads(text)
        print(
            f"{name:12} {tokens(text):6,} tokens, {found['count']} of {found['total']} records, {compact(given)}"
        )


if __name__ == "__main__":
    sys.exit(main())
