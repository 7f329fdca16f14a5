"""Calls to Slack's Web API: errors sorted by what they mean for a job, waits that Slack asked for kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError

from agent.errors import BreakevenError
from slackbot.metrics import Metrics

TOKEN_ERRORS = frozenset(
    ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required")
)
BLOCK_ERRORS = frozenset(
    ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "invalid_arguments")
)
DEFAULT_WAIT_S = 1.0
TIMEOUT_S = 10


class RateLimitedError(BreakevenError):
    """Slack said when to come again: ``seconds`` from now."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(f"Slack asks to wait {seconds:g} s before {method} is called again.")
        self.seconds = seconds


class TokenError(BreakevenError):
    """The workspace's token is no longer good, or there is none; the app must be installed there again."""

    def __init__(self, tenant: str, error: str) -> None:
        super().__init__(f"Slack refuses the token of workspace {tenant} ({error}); install the app there again.")


class Gate:
    """Which method of which workspace may not be called before when; shared by the threads of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._until: dict[tuple[str, str], float] = {}

    def wait(self, tenant: str, method: str) -> float:
        """Seconds still to wait; 0 where the call may be made."""
        with self._lock:
            return max(0.0, self._until.get((tenant, method), 0.0) - self._clock())

    def close(self, tenant: str, method: str, seconds: float) -> None:
        with self._lock:
            self._until[tenant, method] = self._clock() + seconds


class Slack:
    """The Web API as one job sees it. Errors: RateLimitedError, TokenError; SlackApiError for everything else."""

    def __init__(self, client: Any, tenant: str, gate: Gate, metrics: Metrics) -> None:
        self.client, self.tenant, self._gate, self._metrics = client, tenant, gate, metrics

    def call(self, method: str, **values: Any) -> Any:
        """One method by the name it has in the SDK (``chat_postMessage``)."""
        wait = self._gate.wait(self.tenant, method)
        if wait:
            raise RateLimitedError(method, wait)
        try:
            return getattr(self.client, method)(**values)
        except SlackApiError as e:
            if e.response.status_code == 429:
                seconds = retry_after(e.response.headers)
                self._gate.close(self.tenant, method, seconds)
                self._metrics.count("rate_limited", method=method)
                raise RateLimitedError(method, seconds) from e
            if error_of(e) in TOKEN_ERRORS:
                raise TokenError(self.tenant, error_of(e)) from e
            raise


def error_of(error: SlackApiError) -> str:
    """Slack's short name of an error; the status where the answer was not JSON."""
    data = error.response.data if hasattr(error.response, "data") else None
    return str(data.get("error", "")) if isinstance(data, dict) else f"http_{error.response.status_code}"


def retry_after(headers: Any) -> float:
    """Seconds from the Retry-After header, in whatever case and shape the client hands it on."""
    for name, value in dict(headers or {}).items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, (list, tuple)) else value
            try:
                return max(0.0, float(first))
            except ValueError:
                return DEFAULT_WAIT_S
    return DEFAULT_WAIT_S
