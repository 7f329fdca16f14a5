"""What Slack sends: events, commands, clicks, shortcuts, as signed HTTP requests with real timestamps."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import itertools
import json
import time
import urllib.parse
from typing import Any

JSON = dict[str, Any]
_COUNT = itertools.count(1)


def unique() -> int:
    return next(_COUNT)


def event(inner: JSON, team: str = "T1", event_id: str | None = None) -> JSON:
    return {
        "type": "event_callback", "team_id": team, "api_app_id": "A1", "event": inner,
        "event_id": event_id or f"Ev{team}{unique()}{time.time_ns()}", "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, "team_id": team, "user_id": "UBOT", "is_bot": True}],
    }  # fmt: skip


def stamp() -> str:
    return f"{time.time():.6f}"


def mention(
    text: str,
    *,
    user: str = "U1",
    channel: str = "C1",
    thread: str | None = None,
    ts: str | None = None,
    team: str = "T1",
) -> JSON:
    ts = ts or stamp()
    inner = {
        "type": "app_mention",
        "user": user,
        "channel": channel,
        "text": f"<@UBOT> {text}",
        "ts": ts,
        "event_ts": ts,
    }
    return event(inner | ({"thread_ts": thread} if thread else {}), team)


def direct(text: str, *, user: str = "U1", thread: str | None = None, team: str = "T1", **more: Any) -> JSON:
    ts = stamp()
    inner = {
        "type": "message",
        "channel_type": "im",
        "user": user,
        "channel": "D1",
        "text": text,
        "ts": ts,
        "event_ts": ts,
    }
    return event(inner | ({"thread_ts": thread} if thread else {}) | more, team)


def command(text: str, response_url: str, *, user: str = "U1", team: str = "T1", trigger: str | None = None) -> JSON:
    return {
        "command": "/breakeven", "text": text, "user_id": user, "team_id": team, "channel_id": "C1", "user_name": user,
        "response_url": response_url, "trigger_id": trigger or f"trigger{unique()}", "api_app_id": "A1",
    }  # fmt: skip


def click(
    element: JSON,
    *,
    channel: str,
    ts: str,
    thread: str | None,
    user: str = "U1",
    team: str = "T1",
    response_url: str = "",
    private: bool = False,
    option: int = 0,
) -> JSON:
    action = {"action_id": element["action_id"], "type": element["type"], "action_ts": stamp(), "block_id": "b"}
    if element["type"] == "button":
        action["value"] = element["value"]
    else:
        action["selected_option"] = element["options"][option]
    container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": private}
    body = {
        "type": "block_actions", "user": {"id": user, "team_id": team}, "team": {"id": team}, "api_app_id": "A1",
        "trigger_id": f"trigger{unique()}", "container": container | ({"thread_ts": thread} if thread else {}),
        "channel": {"id": channel}, "actions": [action], "response_url": response_url,
    }  # fmt: skip
    if not private:
        body["message"] = {"ts": ts} | ({"thread_ts": thread} if thread else {})
    return body


def shortcut(message: JSON, response_url: str, *, user: str = "U2", team: str = "T1", channel: str = "C1") -> JSON:
    return {
        "type": "message_action", "callback_id": "ask_breakeven", "trigger_id": f"trigger{unique()}",
        "user": {"id": user}, "team": {"id": team}, "channel": {"id": channel}, "message": message,
        "message_ts": message["ts"], "response_url": response_url, "api_app_id": "A1", "action_ts": stamp(),
    }  # fmt: skip


class Sender:
    """Posts to one port. ``post`` gives (status, body, seconds)."""

    def __init__(self, port: int, secret: str) -> None:
        self.port, self.secret = port, secret

    def post(
        self,
        body: JSON,
        *,
        secret: str | None = None,
        age: float = 0,
        headers: JSON | None = None,
        raw: bytes | None = None,
    ) -> tuple[int, str, float]:
        data, kind = raw if raw is not None else encoded(body), "application/json"
        if not data.startswith(b"{"):
            kind = "application/x-www-form-urlencoded"
        head = signed(data, secret or self.secret, age) | {"Content-Type": kind} | (headers or {})
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/slack/events", data, head)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), time.perf_counter() - begun
        finally:
            connection.close()

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()


def encoded(body: JSON) -> bytes:
    """Events are JSON; commands are a form; clicks and shortcuts a form with one field of JSON."""
    if "command" in body:
        return urllib.parse.urlencode(body).encode()
    if body.get("type") in ("block_actions", "message_action"):
        return urllib.parse.urlencode({"payload": json.dumps(body)}).encode()
    return json.dumps(body).encode()


def signed(data: bytes, secret: str, age: float = 0) -> dict[str, str]:
    at = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + data, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
