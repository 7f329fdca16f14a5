"""HTTP: Slack's requests and the installation on one port, health and metrics on another that need not be public."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

from slack_bolt import App, BoltRequest, BoltResponse

from slackbot.metrics import Metrics
from slackbot.settings import SlackSettingsError

EVENTS, HEALTH, READY, METRICS = "/slack/events", "/healthz", "/readyz", "/metrics"
LARGEST = 1_000_000  # bytes of one request; Slack's own are far smaller
THREADS = 16
Reply = tuple[int, dict[str, Any], str]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Site:
    """An ASGI application: (method, path) -> a function of the request that may block, in a pool of threads."""

    def __init__(self, metrics: Metrics | None = None) -> None:
        self.routes: dict[tuple[str, str], Callable[[BoltRequest], Reply]] = {}
        self._metrics = metrics
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="slack-http")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        begun = time.perf_counter()
        status, headers, body = await self._answer(scope, receive)
        raw = body.encode()
        head = [(k.lower().encode(), v.encode()) for k, values in headers.items() for v in _listed(values)]
        head = [(k, v) for k, v in head if k != b"content-length"] + [(b"content-length", str(len(raw)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": raw})
        if self._metrics is not None and scope["path"] == EVENTS:
            self._metrics.observe("ack", time.perf_counter() - begun)

    async def _answer(self, scope: dict[str, Any], receive: Receive) -> Reply:
        run = self.routes.get((scope["method"], scope["path"]))
        if run is None:
            return _plain(404, "Not Found")
        body = await _body(receive)
        if body is None:
            return _plain(413, "too large")
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        query = parse_qs(scope["query_string"].decode("latin-1"))
        try:
            request = BoltRequest(body=body.decode(), query=query, headers=headers)  # type: ignore[arg-type]
        except ValueError:  # not UTF-8, not JSON
            return _plain(400, "not readable")
        return await asyncio.get_running_loop().run_in_executor(self._pool, run, request)

    def close(self) -> None:
        self._pool.shutdown(wait=False)


def slack_site(app: App, metrics: Metrics, healthy: Callable[[], bool]) -> Site:
    """What Slack and its users reach."""
    site = Site(metrics)
    site.routes["POST", EVENTS] = lambda request: _bolt(app.dispatch(request))
    flow = app.oauth_flow
    if flow is not None:
        site.routes["GET", flow.install_path] = lambda request: _bolt(flow.handle_installation(request))
        site.routes["GET", flow.redirect_uri_path] = lambda request: _bolt(flow.handle_callback(request))
    site.routes["GET", HEALTH] = lambda _: _health(healthy())
    return site


def ops_site(metrics: Metrics, healthy: Callable[[], bool], ready: Callable[[], dict[str, Any]]) -> Site:
    """What an operator reaches. ``ready`` tells whether the store answers, and what waits in it."""
    site = Site()
    site.routes["GET", HEALTH] = lambda _: _health(healthy())
    site.routes["GET", READY] = lambda _: _ready(ready())
    site.routes["GET", METRICS] = lambda _: (
        200,
        {"content-type": "text/plain; version=0.0.4; charset=utf-8"},
        metrics.text(),
    )
    return site


def listening(host: str, port: int, flag: str) -> socket.socket:
    """A socket that accepts connections. Error: SlackSettingsError, naming the flag to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as e:
        why = e.strerror or str(e)
        raise SlackSettingsError(
            f"Nothing can listen on {host}:{port} ({why}); choose another port with {flag}."
        ) from e


def uvicorn_server(site: Site) -> Any:
    """Run it with ``sockets=[...]``."""
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            site, log_config=None, access_log=False, lifespan="off", ws="none",
            server_header=False, timeout_graceful_shutdown=10,
        )
    )  # fmt: skip


async def _body(receive: Receive) -> bytes | None:
    chunks, size = [], 0
    while True:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > LARGEST:
            return None
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks)


def _bolt(response: BoltResponse) -> Reply:
    return response.status, response.headers, response.body


def _health(well: bool) -> Reply:
    return _plain(200, "ok") if well else _plain(503, "a worker has stopped")


def _ready(state: dict[str, Any]) -> Reply:
    return 200 if state["ready"] else 503, {"content-type": "application/json"}, json.dumps(state)


def _plain(status: int, text: str) -> Reply:
    return status, {"content-type": "text/plain; charset=utf-8"}, text


def _listed(values: Any) -> list[str]:
    return [str(v) for v in values] if isinstance(values, (list, tuple)) else [str(values)]
