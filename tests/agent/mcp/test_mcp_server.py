"""The server through the SDK's own client: in the process, as a program on standard input and output, and over HTTP."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp")

from agent.advisor import Advisor  # noqa: E402 - after the extra is known to be there
from agent.mcp_server import McpError, serve_http  # noqa: E402

TOOLS = {"recommend", "cost", "capacity", "break_even", "search_sources"}
START = "import sys; from tui.cli import main; sys.exit(main(sys.argv[1:]))"
BREAK_EVEN = {"input_tokens_per_month": 9e9, "output_tokens_per_month": 1e9, "price_in_usd_per_mtok": 3,
              "price_out_usd_per_mtok": 15, "gpus": 4, "throughput_tok_s": 8000, "gpu_hourly_usd": 2.5}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp-home")


@asynccontextmanager
async def client(home: Path) -> AsyncIterator[Any]:
    from agent.mcp_server.server import build
    from agent.settings import load_settings

    async with mcp.Client(build(Advisor(load_settings(home=str(home))))) as connected:
        yield connected


async def call(home: Path, tool: str, **arguments: Any) -> Any:
    async with client(home) as connected:
        return await connected.call_tool(tool, arguments)


async def test_the_tools_have_schemas_and_change_nothing(home: Path) -> None:
    async with client(home) as connected:
        tools = {t.name: t for t in (await connected.list_tools()).tools}
    assert set(tools) == TOOLS
    assert all(t.description and t.output_schema and t.annotations.read_only_hint for t in tools.values())
    assert tools["cost"].input_schema["properties"]["tokens_per_day"]["minimum"] == 0


async def test_a_recommendation_with_its_citations(home: Path) -> None:
    found = (
        await call(home, "recommend", messages=["30M tokens a day, GDPR, nobody here has run GPUs"])
    ).structured_content
    assert found["option"] == found["recommendation"]["option"] and found["answer"]
    assert found["recommendation"]["citations"] and found["monthly_usd"]["mid"] > 0


async def test_the_calculators_agree_with_the_command_line(home: Path) -> None:
    from knowledge.catalogue.load import load
    from tools.costs import breakeven_batch_row

    found = (await call(home, "break_even", **BREAK_EVEN)).structured_content
    row = breakeven_batch_row(BREAK_EVEN, load())
    assert found["break_even_tokens_per_month"] == pytest.approx(row["break_even_tokens_per_month"])
    assert found["assumptions"] == row["assumptions"]
    cost = (await call(home, "cost", tokens_per_day=3e7, open_model="gpt-oss-120b")).structured_content["prices"]
    assert len(cost) > 1 and all(p["as_of"] and p["reference"] for p in cost)
    capacity = await call(
        home, "capacity", model="Llama 3.3 70B", gpu="H100 SXM", gpus=4, input_tokens=1000, output_tokens=200
    )
    assert (
        capacity.structured_content["low"]
        < capacity.structured_content["output_tok_s"]
        < capacity.structured_content["high"]
    )


async def test_passages_stand_verbatim_in_their_resource(home: Path) -> None:
    async with client(home) as connected:
        found = (
            await connected.call_tool("search_sources", {"query": "hidden costs of self-hosting", "k": 2})
        ).structured_content
        for passage in found["passages"]:
            text = (await connected.read_resource(f"breakeven://sources/{passage['source']}")).contents[0].text
            assert text[passage["start"] : passage["end"]] == passage["quote"]
        listed = {str(r.uri) for r in (await connected.list_resources()).resources}
        assert f"breakeven://sources/{found['passages'][0]['source']}" in listed
        with pytest.raises(mcp.MCPError):
            await connected.read_resource("breakeven://sources/none")


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("capacity", {"model": "Nope", "gpu": "H100", "input_tokens": 1, "output_tokens": 1}, "unknown model 'Nope'"),
        ("cost", {"tokens_per_day": 1e6, "model": "nothing like it"}, "no price of"),
        ("cost", {"tokens_per_day": -1}, "greater than or equal to 0"),
        ("break_even", {**BREAK_EVEN, "throughput_tok_s": 0}, "greater than 0"),
    ],
)
async def test_what_is_wrong_reaches_the_client(home: Path, tool: str, arguments: dict[str, Any], says: str) -> None:
    answer = await call(home, tool, **arguments)
    assert answer.is_error and says in answer.content[0].text


@pytest.mark.slow
async def test_as_a_program_on_standard_input_and_output(home: Path) -> None:
    program = mcp.StdioServerParameters(command=sys.executable, args=["-c", START, "mcp"],
                                        env={**os.environ, "BREAKEVEN_HOME": str(home)})  # fmt: skip
    async with mcp.Client(program, read_timeout_seconds=60) as connected:
        assert {t.name for t in (await connected.list_tools()).tools} == TOOLS
        found = await connected.call_tool("search_sources", {"query": "break-even volume", "k": 1})
        assert len(found.structured_content["passages"]) == 1


@pytest.mark.slow
async def test_over_http_on_this_machine(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", START, "mcp", "--http", "--port", str(port)],
                              env={**os.environ, "BREAKEVEN_HOME": str(home)}, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        await _listening(port)
        async with mcp.Client(f"http://127.0.0.1:{port}/mcp", read_timeout_seconds=60) as connected:
            assert {t.name for t in (await connected.list_tools()).tools} == TOOLS
            answer = await connected.call_tool("break_even", BREAK_EVEN)
            assert answer.structured_content["cheaper"] in ("api", "self_host")
    finally:
        server.terminate()
        server.wait(10)


async def _listening(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise AssertionError("the server does not listen")


def test_a_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(McpError, match=r"pip install 'breakeven\[mcp\]'"):
        serve_http(None, 8000)  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org"])
def test_it_listens_on_this_machine_alone(host: str) -> None:
    with pytest.raises(McpError, match="this machine alone"):
        serve_http(None, 8000, host)  # type: ignore[arg-type]


async def test_a_split_has_its_range_and_the_text_is_what_a_model_reads(home: Path) -> None:
    said = (
        "Chat with Claude Sonnet, 20M tokens a day, needs a frontier model, and classification, 800M tokens a day, "
        "where a small open model is good enough. We pay Anthropic $95,000 a month."
    )
    found = await call(home, "recommend", messages=[said])
    whole, text = found.structured_content, found.content[0].text
    assert whole["option"] == "hybrid" and whole["monthly_usd"]["low"] < whole["monthly_usd"]["high"]
    assert text.startswith(whole["answer"]) and "Prices and terms are of 20" in text and len(text) < 10_000
    assert all(c["quote"] in text for c in whole["recommendation"]["citations"])


async def test_measurements_are_named_with_their_place_and_day(home: Path) -> None:
    request = {"input_tokens": 2000, "output_tokens": 200}
    found = await call(home, "capacity", model="Llama 3.3 70B", gpu="H100 SXM", gpus=2, **request)
    references = found.structured_content["references"]
    assert references and all(re.match(r"m\d+: .+, 20\d\d", r) for r in references)


async def test_an_argument_that_there_is_not_is_refused(home: Path) -> None:
    found = await call(home, "cost", tokens_per_day=1e6, cached=0.5)
    assert found.is_error and "cached" in found.content[0].text
