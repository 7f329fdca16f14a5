"""Open questions: the model may choose among read-only calculators, and nothing it makes up gets through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doubles import Parts
from model_server import gullible, hints, serving, status, tool_call

from agent.advisor import Advisor
from agent.events import Done
from agent.llm import capabilities, client
from agent.schema import Answer
from agent.settings import Settings
from knowledge.catalogue.load import load

QUESTION = "?What would 8 H200 at $2.5 an hour cost us?"


BROKEN = {"tool_calls": [{"id": "1", "type": "function", "function": {"name": "gpu_cost", "arguments": "{"}}]}


@pytest.fixture(autouse=True)
def no_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RETRIES", 0)
    client._client.cache_clear()


def proved(settings: Settings) -> None:
    """As if ``breakeven doctor`` had seen the endpoint call tools."""
    found = capabilities.Capabilities(settings.model, settings.openai_base_url, reachable=True, tools=True)
    capabilities._save(settings, found)


def ask(settings: Settings, *messages: str) -> Answer:
    parts = Parts(settings)
    parts.catalogue = load()
    session = Advisor(settings, parts=parts).open()
    for text in messages:
        last = list(session.send(text))[-1]
    assert isinstance(last, Done)
    return last.answer


def scripted(*steps: Any) -> Any:
    """Tool steps in order, then "done"; no slot proposals."""
    left: Iterator[Any] = iter(steps)

    def script(asked: dict[str, Any]) -> Any:
        return next(left, "done") if asked.get("tools") else hints()

    return script


def test_a_calculator_answers_with_facts(tmp_path: Path) -> None:
    call = tool_call("gpu_cost", gpu="H200", count=8, usd_per_gpu_hour=2.5)
    with serving(scripted(call)) as server:
        settings = server.settings(tmp_path)
        proved(settings)
        answer = ask(settings, "volume=30000000", QUESTION)
    assert "8 GPUs (H200) at $2.50 per GPU-hour, at the rate you gave: $14,600 a month" in answer.answer
    assert 8 * 2.5 * 730 in [f.value for f in answer.recommendation.facts]
    assert "ANSWERED" in answer.answer
    assert answer.usage.model == "scripted" and answer.usage.calls >= 2


def test_a_market_rate_stands_in_for_one_that_was_not_said(tmp_path: Path) -> None:
    with serving(scripted(tool_call("gpu_cost", gpu="H200", count=8))) as server:
        settings = server.settings(tmp_path)
        proved(settings)
        answer = ask(settings, "volume=30000000", QUESTION)
    assert "dated list prices" in answer.answer
    assert any(f.reference for f in answer.recommendation.facts if f.unit == "usd/gpu-hour")


@pytest.mark.parametrize(
    "call",
    [
        tool_call("gpu_cost", gpu="H200", count=9), tool_call("gpu_cost", gpu="H200", count=8, usd_per_gpu_hour=0.1),
        tool_call("gpu_cost", gpu="B200", count=8), tool_call("what_if", slot="workloads[0].tokens_per_day", value=9e8),
        tool_call("what_if", slot="team.gpu_ops", value="dedicated"), tool_call("what_if", slot="../../x", value=1),
        tool_call("delete_everything"), BROKEN,
    ],
)  # fmt: skip
def test_arguments_nobody_said_are_refused(call: dict[str, Any], tmp_path: Path) -> None:
    with serving(scripted(call)) as server:
        settings = server.settings(tmp_path)
        proved(settings)
        answer = ask(settings, "volume=30000000", QUESTION)
        refused = server.requests[-1]["messages"][-1]["content"]
    assert refused.startswith(("refused", "no such calculator"))
    assert answer.answer == f"ANSWERED: {QUESTION}"
    assert answer.recommendation.facts == ()


def test_at_most_four_calls(tmp_path: Path) -> None:
    calls = [tool_call("gpu_cost", gpu="H200", count=8)] + [
        tool_call("gpu_cost", gpu="H200", count=8, usd_per_gpu_hour=2.5)
    ] * 9
    with serving(scripted(*calls)) as server:
        settings = server.settings(tmp_path)
        proved(settings)
        ask(settings, "volume=30000000", QUESTION)
        asked = [r for r in server.requests if r.get("tools")]
    assert len(asked) <= 4


def test_no_tools_before_the_endpoint_proved_them(tmp_path: Path) -> None:
    with serving(scripted(tool_call("gpu_cost", gpu="H200", count=8))) as server:
        answer = ask(server.settings(tmp_path), "volume=30000000", QUESTION)
        assert not any(r.get("tools") for r in server.requests)
    assert answer.answer == f"ANSWERED: {QUESTION}"


def test_a_gullible_model_with_tools_changes_nothing(tmp_path: Path) -> None:
    clean = ask(Settings(home=tmp_path / "clean"), "volume=30000000", QUESTION)
    with serving(gullible) as server:
        settings = server.settings(tmp_path / "model")
        proved(settings)
        answer = ask(settings, "volume=30000000", QUESTION)
    assert answer.profile == clean.profile
    assert answer.recommendation == clean.recommendation
    assert answer.answer == clean.answer


def test_a_failure_is_told_and_the_answer_is_whole(tmp_path: Path) -> None:
    clean = ask(Settings(home=tmp_path / "clean"), "volume=30000000 and more words", QUESTION)
    with serving(lambda _: status(500)) as server:
        settings = server.settings(tmp_path / "model")
        proved(settings)
        answer = ask(settings, "volume=30000000 and more words", QUESTION)
    assert answer.answer == clean.answer and answer.profile == clean.profile
    warning = answer.recommendation.warnings[-1].text
    assert "scripted had an error of its own" in warning and "built-in" in warning
    assert answer.usage.model == "scripted" and answer.usage.calls == 1


def test_the_probe_finds_what_an_endpoint_can_do(tmp_path: Path) -> None:
    def able(asked: dict[str, Any]) -> Any:
        if asked.get("tools"):
            return tool_call("lookup", word="weaver")
        return '{"word": "weaver"}' if asked.get("response_format") else "Hello."

    with serving(able) as server:
        settings = server.settings(tmp_path)
        found = capabilities.probe(settings)
        assert (found.reachable, found.structured, found.tools, found.context, found.problem) == (
            True,
            True,
            True,
            True,
            "",
        )
        assert found.latency_ms is not None
        assert capabilities.load(settings) == found
    assert not capabilities.load(Settings(model="other", home=tmp_path)).tools


def test_the_probe_of_an_endpoint_that_can_do_little(tmp_path: Path) -> None:
    def poor(asked: dict[str, Any]) -> Any:
        if len(str(asked["messages"])) > 12_000:
            return status(400)
        return "Hello."

    with serving(poor) as server:
        found = capabilities.probe(server.settings(tmp_path))
    assert (found.reachable, found.structured, found.tools, found.context) == (True, False, False, False)
    assert "form asked for" in found.problem


def test_the_probe_of_nobody(tmp_path: Path) -> None:
    found = capabilities.probe(Settings(model="m", home=tmp_path, openai_base_url="http://127.0.0.1:9/v1"))
    assert not found.reachable and "cannot be reached" in found.problem
