"""The fixtures of the Slack tests; what they are made of lies beside this file."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def _load(name: str) -> None:
    """Makes a helper beside this file importable by its name."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


for _name in ("slack_limits", "slack_sockets", "slack_standin", "slack_sender", "slack_running"):
    _load(_name)

from slack_running import TOKEN, Running, all_ended, running  # noqa: E402
from slack_standin import SlackStandIn  # noqa: E402


@pytest.fixture(autouse=True)
def no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_API_URL", "SLACK_SCOPES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    yield
    all_ended()


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    standin = SlackStandIn()
    standin.tokens[TOKEN] = "T1"
    yield standin
    standin.close()
    assert standin.problems == []


@pytest.fixture
def bot(slack: SlackStandIn, own_home: Path) -> Iterator[Running]:
    with running(slack, own_home) as made:
        yield made
