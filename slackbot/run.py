"""Puts the parts together and keeps them running until the process is told to stop."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

from agent.advisor import Advisor
from agent.errors import BreakevenError
from agent.sessions import open_database
from agent.settings import Settings
from slackbot.app import build
from slackbot.calls import Gate, Slack
from slackbot.inbox import Inbox
from slackbot.logs import log
from slackbot.metrics import Metrics
from slackbot.server import listening, ops_site, slack_site, uvicorn_server
from slackbot.settings import SlackSettings
from slackbot.store import Store
from slackbot.tenants import OneWorkspace, client
from slackbot.work import Workers

GRACE_S = 12.0  # for requests that are being read when the process is told to stop; uvicorn gives them ten


class Bot:
    """One process of the bot. ``listen`` False: it only works off what others accept. Error: BreakevenError."""

    def __init__(self, settings: SlackSettings, agent: Settings, advisor: Advisor | None = None) -> None:
        self.settings, self.metrics, self.gate = settings, Metrics(), Gate()
        self.advisor = advisor or Advisor(agent)
        # A connection of its own: an acknowledgement must not wait for an answer that is being saved.
        self.database = open_database(agent)
        self.store = Store(self.database)
        self.inbox = Inbox(self.store, self.metrics, settings.backlog)
        self.app, self.tenants = build(settings, agent, self.inbox)
        if isinstance(self.tenants, OneWorkspace):  # its token has just been found good: what waited for one goes on
            self.store.unpark(self.tenants.team)
        self.workers = Workers(self.store, self.advisor, self.slack, self.metrics, settings.workers)
        self.inbox.wake = self.workers.wake
        self.metrics.gauges.append(self._gauges)

    def slack(self, enterprise: str, tenant: str) -> Slack:
        """The Web API of a workspace. Error: TokenError."""
        token = self.tenants.token(enterprise, tenant)
        return Slack(client(self.settings, token), tenant, self.gate, self.metrics)

    def run(self, *, listen: bool = True) -> None:
        """Blocks until SIGTERM or SIGINT; then no new requests, running answers end, the rest waits on disk."""
        http = (
            listening(self.settings.host, self.settings.port, "--port") if listen and not self.settings.socket else None
        )
        ops = self._ops()
        threading.Thread(target=self._warm, name="slack-warm", daemon=True).start()
        self.workers.start()
        log.info("started", extra={"kind": self._mode(listen)})
        try:
            if http is not None:
                self._http(http)
            elif listen:
                self._socket()
            else:
                _until_told()
        finally:
            self.workers.stop()
            if ops is not None:
                ops.should_exit = True
            self.close()
            log.info("stopped")

    def healthy(self) -> bool:
        return self.workers.alive

    def ready(self) -> dict[str, Any]:
        try:
            return {"ready": self.workers.alive, "jobs": self.store.counts()}
        except BreakevenError as e:
            log.error("not ready", extra={"error": str(e)})
            return {"ready": False, "error": type(e).__name__}

    def close(self) -> None:
        self.advisor.close()
        self.database.close()

    def _warm(self) -> None:
        """Slow imports and the library, while requests are already accepted."""
        try:
            self.advisor.warm()
        except Exception as e:  # noqa: BLE001 - the first answer will say it to somebody who can read it
            log.error("not warm", extra={"error": type(e).__name__}, exc_info=e)

    def _mode(self, listen: bool) -> str:
        return "worker" if not listen else "socket" if self.settings.socket else "http"

    def _http(self, at: socket.socket) -> None:
        """In a thread of its own: in the main one uvicorn would end the process with the signal it was stopped by,
        and the answers that are being made with it."""
        server = uvicorn_server(slack_site(self.app, self.metrics, self.healthy))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [at]}, name="slack-http", daemon=True)
        serving.start()
        _until_told(serving.is_alive)
        server.should_exit = True
        serving.join(GRACE_S)

    def _socket(self) -> None:
        from slackbot.sockets import handler

        receiving: Any = handler(self.app, self.settings.app_token, client(self.settings))
        receiving.connect()
        try:
            _until_told()
        finally:
            receiving.close()

    def _ops(self) -> Any:
        if not self.settings.ops_port:
            return None
        at = listening(self.settings.ops_host, self.settings.ops_port, "--ops-port")
        server = uvicorn_server(ops_site(self.metrics, self.healthy, self.ready))
        threading.Thread(target=server.run, kwargs={"sockets": [at]}, name="slack-ops", daemon=True).start()
        return server

    def _gauges(self) -> dict[Any, float]:
        try:
            counts, oldest = self.store.counts(), self.store.oldest()
        except BreakevenError as e:
            log.error("no gauges", extra={"error": str(e)})
            return {}
        jobs = {
            ("breakeven_slack_jobs", (("state", s),)): float(counts.get(s, 0)) for s in ("pending", "running", "parked")
        }
        return jobs | {("breakeven_slack_oldest_seconds", ()): oldest}


def _until_told(well: Callable[[], bool] = lambda: True) -> None:
    """Until SIGTERM or SIGINT, or until it is not ``well`` any more."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    while well() and not told.wait(1.0):
        pass
