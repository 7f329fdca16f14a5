"""The door: a request becomes a job on disk, or is refused so that Slack sends it again."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from slack_bolt import BoltResponse

from slackbot.jobs import Ask, Job
from slackbot.logs import log
from slackbot.metrics import Metrics
from slackbot.store import Store

COUNTED_EVERY_S = 1.0
SHARE = 4
"""A workspace may hold so many times the free places: alone four fifths of the backlog, and others always find room
(Choudhury and Hahne 1998, Dynamic queue length thresholds for shared-memory packet switches)."""


class Inbox:
    """``wake`` is called when there is something new to do. Thread-safe."""

    def __init__(self, store: Store, metrics: Metrics, backlog: int, wake: Callable[[], None] = lambda: None) -> None:
        self.store, self.metrics, self.backlog, self.wake = store, metrics, backlog, wake
        self._lock, self._counted = threading.Lock(), 0.0
        self._waiting: Counter[str] = Counter()

    def accept(self, body: dict[str, Any], ask: Ask, *, key: str, order: str) -> BoltResponse:
        """200 when the job is on disk (or was already), 503 while too many wait, in all or of its workspace.

        Error: StorageError (500)."""
        tenant, enterprise = place(body)
        if self._full(tenant):
            self.metrics.count("refused")
            log.warning("refused: too many wait", extra={"tenant": tenant, "kind": ask.do})
            return BoltResponse(status=503, body="")
        job = Job(f"{tenant}:{key}", tenant, enterprise, order, ask)
        if not self.store.accept(job):
            self.metrics.count("duplicates")
            return BoltResponse(status=200, body="")
        with self._lock:
            self._waiting[tenant] += 1
        self.metrics.count("accepted", kind=ask.do)
        log.info(
            "accepted",
            extra={"job": job.key, "tenant": tenant, "channel": ask.channel, "user": ask.user, "kind": ask.do},
        )
        self.wake()
        return BoltResponse(status=200, body="")

    def _full(self, tenant: str) -> bool:
        """Counted now and then: a few more than the limit do no harm, a count at every request would."""
        with self._lock:
            now = time.monotonic()
            if now - self._counted > COUNTED_EVERY_S:
                self._counted, self._waiting = now, Counter(self.store.waiting())
            free = self.backlog - self._waiting.total()
            return free <= 0 or self._waiting[tenant] >= SHARE * free


def place(body: dict[str, Any]) -> tuple[str, str]:
    """(workspace, organisation) whose installation the request is for: in a shared channel not always the sender's."""
    authorized = (body.get("authorizations") or [{}])[0]
    team = body.get("team")
    tenant = authorized.get("team_id") or body.get("team_id") or (team.get("id") if isinstance(team, dict) else team)
    enterprise = body.get("enterprise")
    organisation = authorized.get("enterprise_id") or body.get("enterprise_id") or (enterprise or {}).get("id")
    return str(tenant or organisation or ""), str(organisation or "")


def now_order() -> str:
    """A place in line for what Slack gives no timestamp."""
    return f"{time.time():.6f}"
