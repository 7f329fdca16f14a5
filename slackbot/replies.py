"""Two ways to answer: a message that grows in a thread, and one that only its reader sees."""

from __future__ import annotations

import json
import time
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from slackbot.blocks.answer import Rendered
from slackbot.calls import BLOCK_ERRORS, TIMEOUT_S, RateLimitedError, Slack, error_of, retry_after
from slackbot.jobs import Ask, Job
from slackbot.logs import log
from slackbot.store import Store
from slackbot.text import cut, streamed

EVERY_S = 0.8  # between two parts of a stream: few calls, and still seen to grow
STEP = 250  # characters of a step's title and of its output
NOT_THERE = frozenset(("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission"))
DEAD = frozenset(("message_not_in_streaming_state", "message_not_found", "streaming_state_conflict"))


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

    ``job.ts`` is a message that an earlier try began: that one is finished, none is added."""

    def __init__(self, slack: Slack, job: Job, store: Store) -> None:
        self._slack, self._job, self._store = slack, job, store
        self._ask = job.ask
        self._ts, self._streaming = job.ts, job.ts is None
        self._chunks: dict[str, dict[str, Any]] = {}
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
        if not self._streaming:
            return
        chunk = {
            "type": "task_update",
            "id": key,
            "title": cut(title, STEP),
            "status": "complete" if done else "in_progress",
        }
        self._chunks[key] = chunk | ({"output": cut(output, STEP)} if output else {})
        if time.monotonic() - self._last >= EVERY_S:
            self._flush()

    def finish(self, rendered: Rendered) -> None:
        if self._streaming and (self._ts is not None or self._start()):
            try:
                self._stop(rendered)
                return
            except SlackApiError as e:
                if error_of(e) not in DEAD | BLOCK_ERRORS:
                    raise
                log.info("stream ended early", extra={"job": self._job.key, "error": error_of(e)})
        self._whole(rendered)

    def _flush(self) -> None:
        """Sends the steps so far. A stream that dies on the way is noticed, and finished as a message."""
        if self._ts is None:
            self._start()
            return
        try:
            self._slack.call("chat_appendStream", channel=self._ask.channel, ts=self._ts, chunks=self._taken())
        except RateLimitedError:
            return  # the end of the stream brings what was held back
        except SlackApiError as e:
            log.info("stream ended early", extra={"job": self._job.key, "error": error_of(e)})
            self._streaming = False

    def _start(self) -> bool:
        """Opens the stream, with the steps so far. False where this workspace or place has no streams."""
        chunks = self._taken()
        try:
            begun = self._slack.call(
                "chat_startStream", channel=self._ask.channel, thread_ts=self._ask.thread, chunks=chunks,
                recipient_team_id=self._job.tenant, recipient_user_id=self._ask.user, task_display_mode="timeline",
            )  # fmt: skip
        except SlackApiError as e:
            if error_of(e) in NOT_THERE:
                raise
            log.info("no stream here", extra={"job": self._job.key, "error": error_of(e)})
            self._streaming = False
            return False
        self._begun(str(begun["ts"]))
        return True

    def _begun(self, ts: str) -> None:
        self._ts = ts
        self._store.note(self._job, ts=ts)

    def _taken(self) -> list[dict[str, Any]]:
        chunks, self._chunks, self._last = list(self._chunks.values()), {}, time.monotonic()
        return chunks

    def _stop(self, rendered: Rendered) -> None:
        lead = [{"type": "markdown_text", "text": streamed(rendered.lead)}] if rendered.lead else []
        chunks = [*self._taken(), *lead]
        self._slack.call(
            "chat_stopStream", channel=self._ask.channel, ts=self._ts, chunks=chunks, blocks=rendered.blocks
        )

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
                if error_of(e) != "message_not_found":
                    raise
        posted = self._slack.call("chat_postMessage", thread_ts=self._ask.thread, unfurl_links=False, **place)
        self._begun(str(posted["ts"]))


def _kinds(blocks: list[dict[str, Any]]) -> str:
    return json.dumps([block["type"] for block in blocks])
