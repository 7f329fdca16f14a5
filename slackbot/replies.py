"""Two ways to answer: a message that grows in a thread, and one that only its reader sees."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from agent.errors import BreakevenError
from slackbot.blocks.answer import Rendered
from slackbot.calls import BLOCK_ERRORS, TIMEOUT_S, RateLimitedError, Slack, TokenError, error_of, retry_after
from slackbot.jobs import Ask, Job
from slackbot.logs import log
from slackbot.store import Store
from slackbot.text import cut, streamed

EVERY_S = 0.8  # between two parts of a stream: few calls, and still seen to grow
STEP = 250  # characters of a step's title and of its output
NOT_THERE = frozenset(
    ("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission", "thread_not_found")
)
DEAD = frozenset(("message_not_in_streaming_state", "message_not_found", "streaming_state_conflict"))
FIXED = frozenset(("cant_update_message", "edit_window_closed"))  # where a workspace does not let messages be edited


class Reply(Protocol):
    def step(self, key: str, title: str, *, done: bool, output: str = "") -> None:
        """One step of the work, begun or done."""

    def finish(self, rendered: Rendered) -> None:
        """The answer. Errors: RateLimitedError, TokenError, SlackApiError."""


class PrivateReply:
    """Through the request's own ``response_url``; when that has run out, as an ephemeral message."""

    def __init__(self, slack: Slack, ask: Ask) -> None:
        self._slack, self._ask = slack, ask

    def step(self, key: str, title: str, *, done: bool, output: str = "") -> None:
        """A private answer comes whole."""

    def finish(self, rendered: Rendered) -> None:
        for tables in (True, False):
            if self._respond(rendered.text, rendered.whole(tables=tables)):
                return
        values = {"channel": self._ask.channel, "user": self._ask.user, "text": rendered.text}
        blocks = rendered.whole(tables=False)
        if self._ask.thread and not self._ask.private:
            values["thread_ts"] = self._ask.thread
        self._slack.call("chat_postEphemeral", blocks=blocks, **values)

    def _respond(self, text: str, blocks: list[dict[str, Any]]) -> bool:
        if not self._ask.response_url:
            return False
        hook = WebhookClient(self._ask.response_url, timeout=TIMEOUT_S)
        try:
            sent = hook.send(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)
        except OSError as e:
            log.warning("response_url not reached", extra={"error": type(e).__name__})
            return False
        if sent.status_code == 429:
            raise RateLimitedError("response_url", retry_after(sent.headers))
        return sent.status_code == 200


class ThreadReply:
    """A stream in the thread with its steps; where streaming is refused or dies, an ordinary message with the same end.

    ``job.ts`` is a message that an earlier try began: that one is finished, none is added. Steps never fail: the answer
    is made and kept first, and whatever Slack has against it is met again in ``finish``."""

    def __init__(self, slack: Slack, job: Job, store: Store) -> None:
        self._slack, self._job, self._store = slack, job, store
        self._ask = job.ask
        self._ts, self._streaming = job.ts, True
        self._steps: dict[str, dict[str, Any]] = {}  # not yet sent
        self._last = 0.0

    def status(self, text: str) -> None:
        """Shown under the thread until something is posted. Not worth failing for."""
        try:
            self._slack.call(
                "assistant_threads_setStatus", channel_id=self._ask.channel, thread_ts=self._ask.thread, status=text
            )
        except (SlackApiError, RateLimitedError) as e:
            log.debug("no status", extra={"error": str(e)})

    def step(self, key: str, title: str, *, done: bool, output: str = "") -> None:
        status = "complete" if done else "in_progress"
        made = {"type": "task_update", "id": key, "title": cut(title, STEP), "status": status}
        self._steps[key] = made | ({"output": cut(output, STEP)} if output else {})
        if self._streaming and time.monotonic() - self._last >= EVERY_S:
            try:
                self._grow()
            except (RateLimitedError, TokenError) as e:
                log.debug("a step was not shown", extra={"job": self._job.key, "error": str(e)})

    def finish(self, rendered: Rendered) -> None:
        if self._streaming and self._ts is None:
            self._grow()
        if not self._streaming or not self._stop(rendered):
            self._whole(rendered)

    def _grow(self) -> None:
        """Begins the stream, or adds to it, the steps that were not sent. Errors: RateLimitedError, TokenError."""
        self._last = time.monotonic()
        place = {"channel": self._ask.channel, "chunks": list(self._steps.values())}
        try:
            if self._ts is not None:
                self._slack.call("chat_appendStream", ts=self._ts, **place)
            else:
                begun = self._slack.call(
                    "chat_startStream", thread_ts=self._ask.thread, recipient_team_id=self._job.tenant,
                    recipient_user_id=self._ask.user, task_display_mode="timeline", **place,
                )  # fmt: skip
                self._begun(str(begun["ts"]))
            self._steps = {}
        except SlackApiError as e:
            log.info("no stream", extra={"job": self._job.key, "error": error_of(e)})
            self._streaming = False

    def _stop(self, rendered: Rendered) -> bool:
        """Ends the stream with the answer. False where it is over already, or refuses these blocks."""
        lead = [{"type": "markdown_text", "text": streamed(rendered.lead)}] if rendered.lead else []
        chunks = [*self._steps.values(), *lead]
        try:
            self._slack.call(
                "chat_stopStream", channel=self._ask.channel, ts=self._ts, chunks=chunks, blocks=rendered.blocks
            )
        except SlackApiError as e:
            if error_of(e) not in DEAD | BLOCK_ERRORS:
                raise
            log.info("stream ended early", extra={"job": self._job.key, "error": error_of(e)})
            return False
        return True

    def _begun(self, ts: str) -> None:
        """Writes down which message is the job's. Where that fails the message goes: the next try will not know it."""
        try:
            self._store.note(self._job, ts=ts)
        except BreakevenError:
            with contextlib.suppress(SlackApiError, BreakevenError, OSError):
                self._slack.call("chat_delete", channel=self._ask.channel, ts=ts)
            raise
        self._ts = ts

    def _whole(self, rendered: Rendered) -> None:
        """All of it as one message: the one that was begun, or a new one; tables typewritten where they are refused."""
        for tables in (True, False):
            blocks = rendered.whole(tables=tables)
            try:
                self._put(rendered.text, blocks)
                return
            except SlackApiError as e:
                if error_of(e) not in BLOCK_ERRORS or not tables:
                    raise
                log.info("blocks refused", extra={"job": self._job.key, "error": error_of(e), "kind": _kinds(blocks)})

    def _put(self, text: str, blocks: list[dict[str, Any]]) -> None:
        place = {"channel": self._ask.channel, "text": text, "blocks": blocks}
        if self._ts is not None:
            try:
                self._slack.call("chat_update", ts=self._ts, **place)
                return
            except SlackApiError as e:
                if error_of(e) not in DEAD | FIXED:
                    raise
        posted = self._slack.call("chat_postMessage", thread_ts=self._ask.thread, unfurl_links=False, **place)
        self._begun(str(posted["ts"]))


def _kinds(blocks: list[dict[str, Any]]) -> str:
    return json.dumps([block["type"] for block in blocks])
