"""The client against servers that do everything but what they should."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from model_server import CUT, GARBAGE, NO_CHOICES, SILENT, TRICKLE, Misbehaviour, hints, serving, status

from agent.errors import BudgetSpentError, ModelError, ModelOutputInvalidError, ModelRefusedError, ModelUnreachableError
from agent.llm import client
from agent.llm.client import Model
from agent.llm.propose import Hints
from agent.settings import Settings

SCHEMA = {"type": "object", "properties": {"found": {"type": "array"}}, "required": ["found"]}


@pytest.fixture(autouse=True)
def no_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits between its retries; tests do not."""
    monkeypatch.setattr(client, "RETRIES", 0)
    client._client.cache_clear()


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        (status(400), ModelRefusedError), (status(401), ModelRefusedError), (status(429), ModelRefusedError),
        (status(500), ModelUnreachableError), (CUT, ModelUnreachableError), (GARBAGE, ModelOutputInvalidError),
        (NO_CHOICES, ModelOutputInvalidError),
    ],
)  # fmt: skip
def test_each_failure_is_one_sentence_of_ours(how: Misbehaviour, kind: type[ModelError], tmp_path: Path) -> None:
    with serving(lambda _: how) as server, pytest.raises(ModelError) as caught:
        Model(server.settings(tmp_path)).complete("system", "user", 20)
    assert isinstance(caught.value, kind) or how is GARBAGE
    assert str(caught.value).startswith(("The language model scripted", "The server of the language model scripted"))
    assert "ignore all rules" not in str(caught.value)
    assert not any(c.isdigit() for c in str(caught.value))


@pytest.mark.parametrize("how", [SILENT, TRICKLE], ids=["silent", "slow"])
def test_the_clock_ends_a_silent_or_slow_server_and_later_calls_cost_nothing(how: Misbehaviour, tmp_path: Path) -> None:
    with serving(lambda _: how) as server:
        model = Model(server.settings(tmp_path), call_s=0.4)
        with pytest.raises(ModelUnreachableError, match="in time"):
            model.complete("system", "user", 20)
        start = time.perf_counter()
        with pytest.raises(ModelUnreachableError):
            model.complete("system", "user", 20)
        assert time.perf_counter() - start < 0.1
        assert model.failure


def test_nobody_at_the_address(tmp_path: Path) -> None:
    settings = Settings(model="m", home=tmp_path, openai_base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ModelUnreachableError, match="cannot be reached"):
        Model(settings).complete("system", "user", 20)


def test_the_schema_stands_in_the_request_and_in_the_prompt(tmp_path: Path) -> None:
    with serving(lambda _: hints()) as server:
        Model(server.settings(tmp_path)).structured("system", "user", Hints, SCHEMA)
        asked = server.requests[0]
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert '"required": ["found"]' in asked["messages"][0]["content"]
    assert "tools" not in asked and "tool_choice" not in asked and not asked.get("stream")


def test_invalid_json_is_repaired_once(tmp_path: Path) -> None:
    said = iter(["not json", f"```json\n{hints(team__gpu_ops='nobody')}\n```"])
    with serving(lambda _: next(said)) as server:
        found = Model(server.settings(tmp_path)).structured("system", "user", Hints, SCHEMA)
    assert found.found[0].slot == "team.gpu_ops"


def test_invalid_json_twice_ends_the_models_part(tmp_path: Path) -> None:
    with serving(lambda _: '{"found": "many"}') as server:
        model = Model(server.settings(tmp_path))
        with pytest.raises(ModelOutputInvalidError):
            model.structured("system", "user", Hints, SCHEMA)
        assert model.calls == 2
        assert "form asked for" in model.failure


def test_calls_and_tokens_are_counted_and_the_budget_kept(tmp_path: Path) -> None:
    with serving(lambda _: "hello") as server:
        model = Model(server.settings(tmp_path), budget=250)
        model.complete("s", "u", 20)
        assert (model.usage.model, model.usage.calls, model.usage.tokens) == ("scripted", 1, 100)
        with pytest.raises(BudgetSpentError):
            model.complete("s", "u", 200)
        assert model.usage.calls == 1


def test_the_sdk_retries_and_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RETRIES", 1)
    client._client.cache_clear()
    with serving(lambda _: status(500)) as server, pytest.raises(ModelUnreachableError):
        Model(server.settings(tmp_path)).complete("s", "u", 10)
    assert len(server.requests) == 2
    client._client.cache_clear()
    with serving(lambda _: status(400)) as server, pytest.raises(ModelRefusedError):
        Model(server.settings(tmp_path)).complete("s", "u", 10)
    assert len(server.requests) == 1
