"""The workers: each claims a job, does it, and says how it ended. A job is answered, or it stays in the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from slack_sdk.errors import SlackApiError

from agent.advisor import Advisor
from agent.errors import BreakevenError
from slackbot import converse, wishes
from slackbot.blocks.answer import failure
from slackbot.calls import RateLimitedError, Slack, TokenError, error_of
from slackbot.jobs import Job, Lane
from slackbot.logs import log
from slackbot.metrics import Metrics
from slackbot.replies import NOT_THERE, PrivateReply, Reply, ThreadReply
from slackbot.store import LEASE_S, Store

TRIES = 4
POLL_S = 0.25  # how soon a job that another process accepted is seen
INVITE = "I may not write in this channel: invite me with `/invite @breakeven` and ask again."
CLOSED = {
    "is_archived": "This channel is archived, so nothing can be written here: ask me in another one.",
    "thread_not_found": "That message has been deleted, so there is no thread to answer in: ask me anew.",
}
STATUS = "is working it out…"


class Workers:
    """``slack_for`` makes the Web API of a workspace. ``start`` and ``stop`` from the main thread."""

    def __init__(
        self,
        store: Store,
        advisor: Advisor,
        slack_for: Callable[[str, str], Slack],
        metrics: Metrics,
        count: int,
    ) -> None:
        self.store, self.advisor, self._slack_for, self.metrics = store, advisor, slack_for, metrics
        self._stopping = threading.Event()
        self._news = {"answers": threading.Event(), "quick": threading.Event()}
        lanes: list[Lane] = ["quick"]
        lanes += ["answers"] * count
        self._threads = [
            threading.Thread(target=self._loop, args=(lane,), name=f"slack-{lane}-{i}", daemon=True)
            for i, lane in enumerate(lanes)
        ]
        self._keeper = threading.Thread(target=self._keep, name="slack-leases", daemon=True)

    def start(self) -> None:
        """Goes on with what earlier or dead processes left, then with everything new."""
        self.store.recover()
        for thread in (*self._threads, self._keeper):
            thread.start()

    def wake(self) -> None:
        for news in self._news.values():
            news.set()

    def stop(self, grace: float = 20.0) -> None:
        """Lets running jobs end; what does not is taken up again at the next start."""
        self._stopping.set()
        self.wake()
        until = time.monotonic() + grace
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))
        if self._keeper.is_alive():
            self._keeper.join(1.0)

    @property
    def alive(self) -> bool:
        return all(thread.is_alive() for thread in (*self._threads, self._keeper))

    def _keep(self) -> None:
        """Renews the leases; now and then takes back what dead processes held."""
        while not self._stopping.wait(LEASE_S / 4):
            try:
                self.store.renew()
                self.store.recover()
            except BreakevenError as e:
                log.error("leases not renewed", extra={"error": str(e)})

    def _loop(self, lane: Lane) -> None:
        while not self._stopping.is_set():
            self._news[lane].clear()
            try:
                job = self.store.claim(lane)
            except BreakevenError as e:
                log.error("no job can be claimed", extra={"error": str(e)})
                self._stopping.wait(2.0)
                continue
            if job is None:
                self._news[lane].wait(POLL_S)
            else:
                self._end(job)

    def _end(self, job: Job) -> None:
        """Does the job and writes down how it ended. After an error of the store the lease gives it back."""
        try:
            result = self._outcome(job)
        except BreakevenError as e:
            log.error("a job could not be settled", extra={"job": job.key, "error": str(e)})
            return
        seconds = self.store.clock() - job.accepted
        self.metrics.count("jobs", kind=job.ask.do, result=result)
        if result in ("done", "failed"):
            self.metrics.observe("answer", seconds)
        log.info(
            result,
            extra={
                "job": job.key, "tenant": job.tenant, "kind": job.ask.do, "seconds": round(seconds, 3),
                "attempts": job.attempts,
            },
        )  # fmt: skip

    def _outcome(self, job: Job) -> str:
        try:
            self._do(job)
        except RateLimitedError as e:
            self.store.postpone(job, e.seconds, count=False)
            return "postponed"
        except TokenError as e:
            log.warning("token refused", extra={"job": job.key, "tenant": job.tenant, "error": str(e)})
            self.store.park(job)
            return "parked"
        except Exception as e:  # noqa: BLE001 - a worker must outlive any job
            return self._again(job, e)
        self.store.done(job)
        return "done"

    def _again(self, job: Job, error: Exception) -> str:
        name = error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        if name in NOT_THERE:
            log.warning(
                "nobody can be answered there", extra={"job": job.key, "channel": job.ask.channel, "error": name}
            )
            self.store.fail(job)
            return "failed"
        log.error("a job failed", extra={"job": job.key, "error": name, "attempts": job.attempts}, exc_info=error)
        if job.attempts < TRIES:
            self.store.postpone(job, wait_before(job.attempts))
            return "again"
        self._apologize(job)
        self.store.fail(job)
        return "failed"

    def _apologize(self, job: Job) -> None:
        """Silence would be the worst answer; but who only opened the conversation has asked nothing."""
        if job.ask.do == "prompts":
            return
        text = "Something went wrong and I could not answer that; what you wrote is kept. Please try again in a while."
        try:
            self._reply(job, self._slack_for(job.enterprise, job.tenant)).finish(failure(text))
        except (BreakevenError, SlackApiError, OSError) as e:
            log.error("not even that could be said", extra={"job": job.key, "error": type(e).__name__})

    def _do(self, job: Job) -> None:
        slack = self._slack_for(job.enterprise, job.tenant)
        if job.ask.do == "prompts":
            wishes.prompts(job, slack)
        elif job.ask.do == "detail":
            wishes.show(job, slack, self.advisor)
        else:
            self._answer(job, slack)

    def _answer(self, job: Job, slack: Slack) -> None:
        reply = self._reply(job, slack)
        if job.ask.do == "say" and not job.ask.text:
            # the shortcut's answer is for the one who chose it: nothing of it concerns the thread
            converse.unread(PrivateReply(slack, job.ask) if job.ask.response_url else reply)
            return
        if isinstance(reply, ThreadReply):
            reply.status(STATUS)
        try:
            converse.answer(job, self.advisor, self.store, reply)
        except converse.SettledError as e:
            if isinstance(reply, ThreadReply):
                reply.status("")  # no message comes that would take it away
            PrivateReply(slack, job.ask).finish(failure(str(e)))
        except SlackApiError as e:
            if error_of(e) not in NOT_THERE or not job.ask.response_url:
                raise
            PrivateReply(slack, job.ask).finish(failure(CLOSED.get(error_of(e), INVITE)))  # to the one who asked

    def _reply(self, job: Job, slack: Slack) -> Reply:
        alone = job.ask.private or job.ask.do == "detail"
        return PrivateReply(slack, job.ask) if alone else ThreadReply(slack, job, self.store)


def wait_before(attempts: int) -> float:
    """Seconds before a job that failed so often is tried again."""
    return 2.0**attempts
