"""A stand-in for Slack on loopback: Web API, response_url, upload, OAuth, Socket Mode; as strict as the real one.

It keeps what it was sent as the messages a user would see, refuses what breaks a documented limit (and notes it in
``problems``), knows tokens and their workspaces, lets streams die, and answers 429 or any error when told to.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_limits import modal_violations, violations
from slack_sockets import Sockets

JSON = dict[str, Any]


@dataclass
class Message:
    """One message as it stands. ``state``: posted, streaming, or dead (a stream that Slack has given up)."""

    team: str
    channel: str
    ts: str
    thread: str | None
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    steps: dict[str, JSON] = field(default_factory=dict)
    state: str = "posted"
    user: str | None = None  # who alone sees it
    edits: int = 0
    at: float = 0.0


@dataclass
class Fault:
    """What a method answers instead of working: a status, an error, headers."""

    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    pass


class SlackStandIn:
    """``tokens``: token -> workspace. ``faults[method]``: what its next calls answer; ``always[method]``: all."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.expired: set[str] = set()
        self.calls: list[tuple[str, str, JSON]] = []
        self.messages: dict[tuple[str, str], Message] = {}
        self.whispers: list[Message] = []
        self.views: list[JSON] = []
        self.files: list[JSON] = []
        self.prompts: list[JSON] = []
        self.problems: list[str] = []
        self.codes: dict[str, JSON] = {}
        self.renewals: dict[str, str] = {}
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self.always: dict[str, Fault] = {}
        self.triggers_expired = False
        self.lock = threading.RLock()
        self._count = itertools.count(1)
        self._uploads: dict[str, bytes] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.sockets = Sockets()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        return f"{self.address}/api/"

    def response_url(self) -> str:
        return f"{self.address}/respond/{next(self._count)}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.sockets.close()

    def install(self, code: str, token: str, team: str) -> None:
        """An admin's consent: the code that the app will exchange for the workspace's token."""
        self.tokens[token] = team
        self.codes[code] = {
            "ok": True, "app_id": "A1", "access_token": token, "token_type": "bot", "bot_user_id": "UBOT",
            "scope": "commands", "team": {"id": team, "name": team}, "enterprise": None,
            "authed_user": {"id": "UADMIN"}, "is_enterprise_install": False,
        }  # fmt: skip

    # ---- what was seen

    def in_thread(self, channel: str, thread: str) -> list[Message]:
        with self.lock:
            return [m for m in self.messages.values() if (m.channel, m.thread) == (channel, thread)]

    def count(self, method: str) -> int:
        return sum(name == method for name, _, _ in list(self.calls))

    def state(self) -> JSON:
        """What a measuring process wants to know: every complete message's thread and time, calls, problems."""
        with self.lock:
            complete = [m for m in self.messages.values() if m.state == "posted"]
            streams = sum(m.state != "posted" for m in self.messages.values())
            answers = [[m.thread, m.at] for m in complete]
            return {"answers": answers, "open": streams, "calls": len(self.calls), "problems": self.problems}

    def kill_streams(self) -> None:
        with self.lock:
            for message in self.messages.values():
                if message.state == "streaming":
                    message.state = "dead"

    # ---- what is answered

    def api(self, method: str, token: str, body: JSON) -> tuple[int, JSON, dict[str, str]]:
        with self.lock:
            team = self.tokens.get(token, "")
            self.calls.append((method, team, body))
            fault = self.faults[method].pop(0) if self.faults[method] else self.always.get(method)
            if fault is not None:
                return fault.status, {"ok": False, "error": fault.error}, fault.headers
            if method == "oauth.v2.access":
                return 200, self._access(body), {}
            if method == "apps.connections.open":
                return 200, {"ok": token.startswith("xapp-"), "url": self.sockets.url}, {}
            if token in self.expired:
                return 200, {"ok": False, "error": "token_expired"}, {}
            if not team:
                return 200, {"ok": False, "error": "invalid_auth"}, {}
            try:
                return 200, {"ok": True, **self._do(method, team, body)}, {}
            except RefusedError as e:
                return 200, {"ok": False, "error": str(e)}, {}

    def _access(self, body: JSON) -> JSON:
        """A code for a token, or a refresh token for a new one."""
        if body.get("grant_type") != "refresh_token":
            return self.codes.pop(body["code"], {"ok": False, "error": "invalid_code"})
        new = self.renewals.pop(body["refresh_token"], "")
        made = {"access_token": new, "refresh_token": "xoxe-next", "token_type": "bot", "expires_in": 43200}
        return {"ok": bool(new), "error": "invalid_refresh_token", **made}

    def _do(self, method: str, team: str, body: JSON) -> JSON:
        known = {
            "auth.test": self._who, "chat.postMessage": self._post, "chat.update": self._update,
            "chat.postEphemeral": self._whisper, "chat.startStream": self._start, "chat.appendStream": self._append,
            "chat.stopStream": self._stop, "chat.delete": self._delete, "views.open": self._view,
            "conversations.open": lambda team, body: {"channel": {"id": f"D{body['users']}"}},
            "assistant.threads.setStatus": lambda team, body: {},
            "assistant.threads.setSuggestedPrompts": self._prompts,
            "files.getUploadURLExternal": self._upload_url, "files.completeUploadExternal": self._uploaded,
        }  # fmt: skip
        if method not in known:
            self.problems.append(f"unknown method {method}")
            raise RefusedError("unknown_method")
        return known[method](team, body)

    def _who(self, team: str, body: JSON) -> JSON:
        return {"team_id": team, "user_id": "UBOT", "bot_id": "BBOT", "team": team, "user": "breakeven"}

    def _prompts(self, team: str, body: JSON) -> JSON:
        if not 1 <= len(body["prompts"]) <= 4:
            raise RefusedError("invalid_arguments")
        self.prompts.append(body)
        return {}

    def _new(self, team: str, body: JSON, **more: Any) -> Message:
        ts = f"{int(time.time())}.{next(self._count):06d}"
        thread = body.get("thread_ts")
        return Message(team, body["channel"], ts, thread, body.get("text", ""), at=time.time(), **more)

    def _check(self, blocks: list[JSON], text: str = "") -> None:
        found = violations(blocks)
        if len(text) > 40_000:
            found.append("text too long")
        if found:
            self.problems += found
            raise RefusedError("invalid_blocks")

    def _post(self, team: str, body: JSON) -> JSON:
        blocks = _listed(body.get("blocks"))
        self._check(blocks, body["text"])
        message = self._new(team, body, blocks=blocks)
        self.messages[message.channel, message.ts] = message
        return {"ts": message.ts, "channel": message.channel}

    def _update(self, team: str, body: JSON) -> JSON:
        message = self._found(team, body)
        self._check(_listed(body.get("blocks")), body.get("text", ""))
        message.blocks, message.text, message.state = _listed(body.get("blocks")), body.get("text", ""), "posted"
        message.steps, message.edits, message.at = {}, message.edits + 1, time.time()
        return {"ts": message.ts, "channel": message.channel}

    def _delete(self, team: str, body: JSON) -> JSON:
        message = self._found(team, body)
        del self.messages[message.channel, message.ts]
        return {"ts": message.ts}

    def _whisper(self, team: str, body: JSON) -> JSON:
        blocks = _listed(body.get("blocks"))
        self._check(blocks)
        self.whispers.append(self._new(team, body, blocks=blocks, user=body["user"]))
        return {"message_ts": "1.1"}

    def _start(self, team: str, body: JSON) -> JSON:
        if not body["channel"].startswith("D") and not (
            body.get("recipient_team_id") and body.get("recipient_user_id")
        ):
            raise RefusedError("missing_recipient_team_id")
        message = self._new(team, body, state="streaming")
        self._grow(message, _listed(body.get("chunks")))
        self.messages[message.channel, message.ts] = message
        return {"ts": message.ts, "channel": message.channel}

    def _append(self, team: str, body: JSON) -> JSON:
        self._grow(self._streaming(team, body), _listed(body.get("chunks")))
        return {"ts": body["ts"]}

    def _stop(self, team: str, body: JSON) -> JSON:
        message = self._streaming(team, body)
        blocks = _listed(body.get("blocks"))
        self._check(blocks)
        self._grow(message, _listed(body.get("chunks")))
        message.blocks, message.state, message.at = blocks, "posted", time.time()
        return {"ts": message.ts}

    def _grow(self, message: Message, chunks: list[JSON]) -> None:
        for chunk in chunks:
            if chunk["type"] == "markdown_text":
                message.text += chunk["text"]
            elif chunk["type"] == "task_update":
                if len(chunk["title"]) > 256 or len(chunk.get("output", "")) > 256:
                    self.problems.append("a step's text is too long")
                    raise RefusedError("invalid_chunks")
                message.steps[chunk["id"]] = chunk
            else:
                raise RefusedError("invalid_chunks")
        if len(message.text) > 12_000:
            self.problems.append("msg_too_long")
            raise RefusedError("msg_too_long")

    def _found(self, team: str, body: JSON) -> Message:
        message = self.messages.get((body["channel"], body["ts"]))
        if message is None or message.team != team:
            raise RefusedError("message_not_found")
        return message

    def _streaming(self, team: str, body: JSON) -> Message:
        message = self._found(team, body)
        if message.state != "streaming":
            raise RefusedError("message_not_in_streaming_state")
        return message

    def _view(self, team: str, body: JSON) -> JSON:
        if self.triggers_expired:
            raise RefusedError("expired_trigger_id")
        found = modal_violations(body["view"])
        if found:
            self.problems += found
            raise RefusedError("invalid_arguments")
        self.views.append(body["view"] | {"team": team})
        return {"view": {"id": "V1"}}

    def _upload_url(self, team: str, body: JSON) -> JSON:
        number = str(next(self._count))
        return {"upload_url": f"{self.address}/upload/{number}", "file_id": f"F{number}"}

    def _uploaded(self, team: str, body: JSON) -> JSON:
        for file in _listed(body["files"]):
            content = self._uploads.pop(file["id"].removeprefix("F"))
            place = {
                "channel": body.get("channel_id"),
                "thread": body.get("thread_ts"),
                "said": body.get("initial_comment"),
            }
            self.files.append({"team": team, "content": content, **place, **file})
        return {"files": _listed(body["files"])}

    def respond(self, body: JSON) -> tuple[int, str]:
        with self.lock:
            self.calls.append(("response_url", "", body))
            fault = self.faults["response_url"].pop(0) if self.faults["response_url"] else None
            if fault is not None:
                return fault.status, fault.error
            found = violations(body.get("blocks") or [])
            if found:
                self.problems += found
                return 400, "invalid_blocks"
            whisper = Message("", "", "", None, body.get("text", ""), body.get("blocks") or [], user="response_url")
            self.whispers.append(whisper)
            return 200, "ok"


def _listed(value: Any) -> list[JSON]:
    return json.loads(value) if isinstance(value, str) else list(value or [])


def _handler(standin: SlackStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = self.headers.get("Content-Type", "")
            headers: dict[str, str] = {}
            place, _, last = self.path.removeprefix("/").partition("/")
            if place == "upload":
                standin._uploads[last] = raw
                status, text = 200, "OK"
            elif place == "state":
                status, text = 200, json.dumps(standin.state())
            elif place == "respond":
                status, text = standin.respond(json.loads(raw))
            else:
                body = json.loads(raw) if "json" in kind and raw else dict(urllib.parse.parse_qsl(raw.decode()))
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or body.get("token", "")
                status, data, headers = standin.api(last, token, body)
                text = json.dumps(data)
            self._send(status, text, headers)

        do_GET = do_POST  # noqa: N815

        def _send(self, status: int, text: str, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(text)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
