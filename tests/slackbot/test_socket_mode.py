"""Socket Mode against a WebSocket of the stand-in's: the same listeners, acknowledged on the socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_running import TOKEN, Running, running, wait
from slack_sender import click, command, mention
from slack_standin import SlackStandIn

from agent.errors import SessionBusyError
from slackbot.settings import SlackSettings
from slackbot.sockets import handler
from slackbot.tenants import client

SOCKET = {"app_token": "xapp-1-token", "signing_secret": ""}


@pytest.fixture
def socket(slack: SlackStandIn, own_home: Path) -> Iterator[Running]:
    with running(slack, own_home, **SOCKET) as made:
        receiving: Any = handler(made.bot.app, "xapp-1-token", client(made.bot.settings))
        receiving.connect()
        assert slack.sockets.connected()
        yield made
        receiving.close()


def test_everything_arrives_and_is_acknowledged_once(socket: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """One test, for closing a socket takes the client seconds."""
    _arrives(socket)
    _retried(socket)
    _not_written_down(socket, monkeypatch)
    _refreshed(socket)


def _refreshed(socket: Running) -> None:
    """On a new connection, as Slack asks for one now and then, requests are heard at once."""
    slack = socket.slack
    old = slack.sockets.newest()
    slack.sockets.cut()
    wait(lambda: slack.sockets.newest() not in (None, old))
    took = slack.sockets.send("events_api", mention("volume=5"), "n1")
    assert took is not None and took < 1.5  # three seconds, where the old connection is waited for


def _arrives(socket: Running) -> None:
    slack, asked = socket.slack, mention("volume=30000000")
    ts = asked["event"]["ts"]
    assert slack.sockets.send("events_api", asked, "e1") is not None
    (message,) = socket.answered("C1", ts)
    buttons: list[Any] = [e for b in message.blocks if b["type"] == "actions" for e in b["elements"]]
    pressed = click(buttons[0], channel="C1", ts=message.ts, thread=ts)
    assert slack.sockets.send("interactive", pressed, "e2") is not None
    socket.answered("C1", ts, 2)
    assert slack.sockets.send("slash_commands", command("volume=1", slack.response_url()), "e3") is not None
    wait(lambda: slack.whispers)


def _retried(socket: Running) -> None:
    asked = mention("volume=30000000")
    for n in range(3):
        more = {"retry_attempt": n, "retry_reason": "timeout"} if n else {}
        assert socket.slack.sockets.send("events_api", asked, f"r{n}", **more) is not None
    assert len(socket.answered("C1", asked["event"]["ts"])) == 1


def _not_written_down(socket: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """No acknowledgement, so that Slack sends it again."""
    asked = mention("volume=30000000")
    with monkeypatch.context() as patched:
        patched.setattr(socket.bot.store, "accept", _broken)
        assert socket.slack.sockets.send("events_api", asked, "b1", timeout=0.5) is None
    assert socket.slack.sockets.send("events_api", asked, "b2") is not None
    assert len(socket.answered("C1", asked["event"]["ts"])) == 1


def _broken(*_: Any) -> bool:
    raise SessionBusyError


def test_a_socket_needs_no_signing_secret() -> None:
    assert SlackSettings(bot_token=TOKEN, app_token="xapp-1").checked().socket
