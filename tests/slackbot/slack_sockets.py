"""Slack's end of Socket Mode on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve

JSON = dict[str, Any]


class Sockets:
    """Slack's end of Socket Mode: says hello, sends envelopes, waits for their acknowledgement."""

    def __init__(self) -> None:
        self._open: list[Any] = []
        self._acks: dict[str, float] = {}
        self._news = threading.Condition()
        self._server = serve(self._talk, "127.0.0.1", 0)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/link"

    def _talk(self, socket: Any) -> None:
        socket.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._news:
            self._open.append(socket)
            self._news.notify_all()
        for text in self._texts(socket):
            with self._news:
                self._acks[json.loads(text)["envelope_id"]] = time.perf_counter()
                self._news.notify_all()

    def _texts(self, socket: Any) -> Iterator[str]:
        try:
            yield from socket
        except ConnectionClosed:  # the client has left without a word
            return
        finally:
            with self._news:
                self._open.remove(socket)

    def connected(self, timeout: float = 10.0) -> bool:
        with self._news:
            return self._news.wait_for(lambda: bool(self._open), timeout)

    def send(self, kind: str, payload: JSON, envelope: str, timeout: float = 3.0, **more: Any) -> float | None:
        """Seconds until the acknowledgement; None where none came within Slack's three seconds."""
        begun = time.perf_counter()
        self._open[-1].send(json.dumps({"type": kind, "envelope_id": envelope, "payload": payload, **more}))
        with self._news:
            came = self._news.wait_for(lambda: envelope in self._acks, timeout)
            return self._acks[envelope] - begun if came else None

    def newest(self) -> Any:
        with self._news:
            return self._open[-1] if self._open else None

    def cut(self) -> None:
        """Slack is about to close the connection, as it is every few hours, and says so."""
        for socket in list(self._open):
            socket.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def close(self) -> None:
        self._server.shutdown()
