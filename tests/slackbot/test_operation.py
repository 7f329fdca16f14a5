"""Health, metrics, logs, the command line: what an operator sees."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_running import TOKEN, Running, operated, running
from slack_sender import Sender, mention
from slack_standin import SlackStandIn

from slackbot import logs
from slackbot.app import SCOPES
from slackbot.server import listening
from slackbot.settings import SlackSettingsError

LINE = re.compile(r'^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [0-9.e+-]+$')


def test_metrics_are_prometheus_text(bot: Running) -> None:
    asked = mention("volume=30000000")
    bot.post(asked)
    bot.answered("C1", asked["event"]["ts"])
    with operated(bot.bot) as port:
        status, text, headers = Sender(port, "").get("/metrics")
    assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = text.splitlines()
    assert all(line.startswith("# ") or LINE.match(line) for line in lines)
    assert 'breakeven_slack_accepted_total{kind="say"} 1' in lines
    assert 'breakeven_slack_jobs_total{kind="say",result="done"} 1' in lines
    assert 'breakeven_slack_ack_seconds_bucket{le="+Inf"} 1' in lines
    assert "breakeven_slack_answer_seconds_count 1" in lines
    assert 'breakeven_slack_jobs{state="pending"} 0' in lines


def test_health_and_readiness(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    with operated(bot.bot) as port:
        ops = Sender(port, "")
        assert ops.get("/healthz")[0] == 200 and bot.sender.get("/healthz")[0] == 200
        assert json.loads(ops.get("/readyz")[1]) == {"ready": True, "jobs": {}}
        assert bot.sender.get("/metrics")[0] == 404  # not where the public reaches it
        monkeypatch.setattr(type(bot.bot.workers), "alive", False)
        assert ops.get("/healthz")[0] == 503 and ops.get("/readyz")[0] == 503


def test_a_port_that_is_taken_is_said(bot: Running) -> None:
    with pytest.raises(SlackSettingsError, match="--port"):
        listening("127.0.0.1", bot.sender.port, "--port")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root, ours = logging.getLogger(), logs.log
    kept = root.handlers[:], root.level, ours.level
    stream = io.StringIO()
    logs.set_up("debug", stream)
    yield stream
    root.handlers[:], root.level, ours.level = kept[0], kept[1], kept[2]


def test_logs_hold_no_text_and_no_token(slack: SlackStandIn, own_home: Path, lines: io.StringIO) -> None:
    with running(slack, own_home) as bot:
        asked = mention("volume=30000000 our secret plan")
        bot.post(asked)
        bot.answered("C1", asked["event"]["ts"])
        bot.post(asked, secret="wrong")
        logging.getLogger("other").error(f"token {TOKEN} at https://x?client_secret=abc123&y=1")
        try:
            raise ValueError(f"Bearer {TOKEN}")
        except ValueError:
            logs.log.exception("trouble")
    records = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {"accepted", "done"} <= {r["event"] for r in records}
    assert all({"at", "level", "from", "event"} <= set(r) for r in records)
    everything = lines.getvalue()
    assert "secret plan" not in everything and TOKEN not in everything and "abc123" not in everything
    assert "***" in everything


def test_the_manifest_asks_for_what_is_used() -> None:
    path = Path(__file__).parents[2] / "slackbot" / "app_manifest.yaml"
    manifest: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert tuple(manifest["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert manifest["features"]["shortcuts"][0]["callback_id"] == "ask_breakeven"
    assert manifest["features"]["slash_commands"][0]["command"] == "/breakeven"
    assert len(manifest["display_information"]["description"]) <= 140
    for prompt in manifest["features"]["agent_view"]["suggested_prompts"]:
        assert set(prompt) == {"title", "message"}


SCOPE_OF = {  # which permission Slack wants for an event, a shortcut or a command before it accepts a manifest
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": None,
    "app_uninstalled": None,
    "tokens_revoked": None,
}
PARTS_OF = {
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"agent_view", "app_home", "bot_user", "shortcuts", "slash_commands"},
    "oauth_config": {"redirect_urls", "scopes"},
    "settings": {
        "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled",
    },
}  # fmt: skip


@pytest.mark.parametrize("http", [False, True])
def test_the_manifest_keeps_to_slacks_schema(http: bool) -> None:
    """Documented parts, lengths and permissions; with the commented lines for HTTP filled in as well."""
    text = (Path(__file__).parents[2] / "slackbot" / "app_manifest.yaml").read_text(encoding="utf-8")
    if http:
        text = re.sub(r"^( +)# (?=\w*ur\w*:)", r"\1", text, flags=re.M)
    manifest: dict[str, Any] = yaml.safe_load(text)
    assert all(set(manifest[part]) <= known for part, known in PARTS_OF.items()) and set(manifest) == set(PARTS_OF)
    shown, features, settings = (manifest[k] for k in ("display_information", "features", "settings"))
    assert len(shown["name"]) <= 35 and re.fullmatch("#[0-9a-f]{6}", shown["background_color"])
    assert set(features["agent_view"]) == {"agent_description", "suggested_prompts"}
    assert len(features["agent_view"]["agent_description"]) <= 300
    (command,), (shortcut,) = features["slash_commands"], features["shortcuts"]
    assert len(command["command"]) <= 32 and len(command["description"]) <= 2000 and len(command["usage_hint"]) <= 1000
    assert len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150 and shortcut["type"] == "message"
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = settings["event_subscriptions"]["bot_events"]
    assert {SCOPE_OF[e] for e in events} - {None} <= scopes and {"commands", "assistant:write"} <= scopes
    addresses = [
        command.get("url"),
        *(settings[k].get("request_url") for k in ("event_subscriptions", "interactivity")),
    ]
    assert all(a == "https://breakeven.example.com/slack/events" for a in addresses) if http else not any(addresses)
    assert bool(manifest["oauth_config"].get("redirect_urls")) == http


def test_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    from tui.cli import main

    assert main(["slack"]) == 1
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err
    assert main(["slack", "--help"]) == 0
    assert "--workers" in capsys.readouterr().out


def test_the_libraries_are_silent_at_debug_level(lines: io.StringIO) -> None:
    """The SDK would write out every request: texts, and at an installation the client's secret."""
    for name in logs.LIBRARIES:
        logging.getLogger(name).debug("body_params: {'text': 'our plan'}")
    logging.getLogger("other").warning("auth {'client_secret': 'hush-hush', 'code': 'x'}")
    assert "our plan" not in lines.getvalue() and "hush-hush" not in lines.getvalue()
