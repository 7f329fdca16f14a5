"""``breakeven doctor`` tries the endpoint out and says what it can and cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from model_server import serving, tool_call

from agent.settings import Settings
from tui.commands.doctor import model


def test_a_model_that_can_call_tools_is_named_with_what_it_proved(tmp_path: Path) -> None:
    def able(asked: dict[str, Any]) -> Any:
        if asked.get("tools"):
            return tool_call("lookup", word="weaver")
        return '{"word": "weaver"}' if asked.get("response_format") else "Hello."

    with serving(able) as server:
        finding = model(server.settings(tmp_path))
    assert finding.state == "ok"
    assert "structured output, long prompts, tool calls" in finding.found


def test_nobody_there_is_broken_with_a_way_on(tmp_path: Path) -> None:
    finding = model(Settings(model="m", home=tmp_path, openai_base_url="http://127.0.0.1:9/v1"))
    assert finding.state == "broken"
    assert "OPENAI_BASE_URL" in finding.fix
