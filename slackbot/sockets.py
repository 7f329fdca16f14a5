"""Socket Mode, with two habits of the SDK's client put right that would cost Slack's three seconds."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

PING_S = 3.0
"""The client gives a dead connection up after five of these; its own ten seconds would be a minute of deafness."""


def handler(app: App, app_token: str, web_client: Any) -> SocketModeHandler:
    """Receives the app's requests over a WebSocket once ``connect`` is called."""
    made = SocketModeHandler(app, app_token, web_client=web_client, ping_interval=PING_S)
    client: Any = made.client
    connect = client.connect

    def connected() -> None:
        """Slack asks for a new connection every few hours, and the client listens on it only when its last read of
        the old one has come back: unless that is shut down first, after up to three seconds."""
        connect()
        session = client.current_session
        session.close = lambda: _ended(session)

    client.connect = connected
    return made


def _ended(session: Any) -> None:
    with contextlib.suppress(OSError, AttributeError):  # it may be closed already
        session.sock.shutdown(socket.SHUT_RDWR)
    session.disconnect()
