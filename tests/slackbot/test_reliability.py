"""Nothing lost, nothing twice: forged and replayed requests, retries, rate limits, streams that die, restarts."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from doubles import Parts
from slack_running import SECRET, running, wait
from slack_sender import command, direct, encoded, event, mention, signed
from slack_standin import Fault

from agent.settings import Settings
from slackbot.jobs import Ask, Job
from slackbot.store import Store


def start(bot: Any, text: str = "volume=30000000") -> str:
    asked = mention(text)
    assert bot.post(asked) == 200
    return str(asked["event"]["ts"])


def test_forged_and_old_requests_are_refused(bot: Any) -> None:
    asked = mention("volume=30000000")
    assert bot.post(asked, secret="guessed") == 401
    assert bot.post(asked, age=600) == 401
    data = encoded(asked)
    wrong = bot.sender.post(asked, raw=data.replace(b"30000000", b"90000000"), headers=signed(data, SECRET))
    assert wrong[0] == 401
    assert bot.post(asked, headers={"X-Slack-Signature": ""}) == 401
    assert bot.bot.store.counts() == {}


def test_what_is_no_request_of_slacks(bot: Any) -> None:
    for raw in (b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"{}", b"payload=nonsense", b"x" * 1_000_001):
        status = bot.sender.post({}, raw=raw)[0]
        assert status in (200, 400, 401, 404, 413, 500), (raw[:20], status)
    assert bot.sender.get("/nowhere")[0] == 404
    assert start(bot)


def test_url_verification_is_echoed(bot: Any) -> None:
    status, body, _ = bot.sender.post({"type": "url_verification", "challenge": "c-1", "token": "t"})
    assert status == 200 and "c-1" in body


def test_a_retried_event_is_answered_once(bot: Any) -> None:
    asked = mention("volume=30000000")
    for n in range(4):
        headers = {"X-Slack-Retry-Num": str(n), "X-Slack-Retry-Reason": "http_timeout"} if n else {}
        assert bot.post(asked, headers=headers) == 200
    ts = asked["event"]["ts"]
    bot.answered("C1", ts)
    assert bot.post(asked) == 200  # also after it was answered
    assert len(bot.answered("C1", ts)) == 1
    assert "breakeven_slack_duplicates_total 4" in bot.bot.metrics.text()


def test_a_replayed_command_is_answered_once(bot: Any) -> None:
    asked = command("volume=30000000", bot.slack.response_url())
    assert [bot.post(asked) for _ in range(3)] == [200] * 3
    wait(bot.idle)
    assert len(bot.slack.whispers) == 1


def test_a_thread_is_answered_in_order(bot: Any) -> None:
    ts = start(bot)
    texts = [f"volume={n}000000" for n in range(1, 6)]
    for text in texts:
        assert bot.post(mention(text, thread=ts)) == 200
    bot.answered("C1", ts, 6)
    history = bot.bot.advisor.open(f"slack:T1:C1:{ts}").history
    assert [t.input["text"] for t in history[1:]] == texts


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream", "assistant.threads.setStatus"])
def test_a_rate_limit_is_waited_for(bot: Any, method: str) -> None:
    bot.slack.faults[method].append(Fault(429, "ratelimited", {"Retry-After": "1"}))
    ts = start(bot)
    (message,) = bot.answered("C1", ts)
    assert "RECOMMENDED" in message.text or "RECOMMENDED" in str(message.blocks)
    assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1
    assert bot.bot.advisor._parts.calls.count("compose") == 1  # the answer is made once, whatever Slack says
    name = method.replace(".", "_")
    assert f'rate_limited_total{{method="{name}"}} 1' in bot.bot.metrics.text()


def test_a_waiting_method_is_not_called_for_anybody_in_the_workspace(bot: Any) -> None:
    bot.slack.faults["chat.startStream"].append(Fault(429, "ratelimited", {"Retry-After": "1"}))
    first = start(bot)
    wait(lambda: bot.slack.count("chat.startStream") == 1)
    second = start(bot)
    wait(lambda: bot.bot.advisor.journal.exists(f"slack:T1:C1:{second}"))
    assert bot.slack.count("chat.startStream") == 1
    bot.answered("C1", first)
    bot.answered("C1", second)


def test_a_rate_limit_of_a_private_answer(bot: Any) -> None:
    bot.slack.faults["response_url"].append(Fault(429, "ratelimited"))
    assert bot.post(command("volume=30000000", bot.slack.response_url())) == 200
    wait(lambda: bot.slack.whispers)
    assert len(bot.slack.whispers) == 1


def test_a_response_url_that_has_run_out(bot: Any) -> None:
    bot.slack.faults["response_url"] += [Fault(404, "expired_url"), Fault(404, "expired_url")]
    assert bot.post(command("volume=30000000", bot.slack.response_url())) == 200
    wait(lambda: bot.slack.whispers)
    assert bot.slack.whispers[0].user == "U1"


class Slow(Parts):
    """Parts whose answers take long enough for something to happen meanwhile."""

    go: threading.Event

    def compose(self, *args: Any, **more: Any) -> Any:
        self.go.wait(10)
        return super().compose(*args, **more)


@pytest.fixture
def slow(own_home: Path) -> Slow:
    made = Slow(Settings(home=own_home))
    made.go = threading.Event()
    return made


def test_a_stream_that_dies_is_finished_as_a_message(slack: Any, own_home: Path, slow: Slow) -> None:
    with running(slack, own_home, parts=slow) as bot:
        ts = start(bot)
        wait(lambda: slack.in_thread("C1", ts))  # the stream has begun
        slack.kill_streams()
        slow.go.set()
        wait(bot.idle)
        (message,) = slack.in_thread("C1", ts)
        assert message.state == "posted" and message.edits == 1 and "RECOMMENDED" in str(message.blocks)


def test_a_stream_whose_message_was_deleted(slack: Any, own_home: Path, slow: Slow) -> None:
    with running(slack, own_home, parts=slow) as bot:
        ts = start(bot)
        wait(lambda: slack.in_thread("C1", ts))
        slack.messages.clear()
        slow.go.set()
        wait(bot.idle)
        assert "RECOMMENDED" in str(slack.in_thread("C1", ts)[0].blocks)


def test_where_there_are_no_streams(bot: Any) -> None:
    bot.slack.always["chat.startStream"] = Fault(error="unknown_method")
    (message,) = bot.answered("C1", start(bot))
    assert "RECOMMENDED" in str(message.blocks) and message.text.startswith("RECOMMENDED")


def test_where_a_block_is_refused(bot: Any) -> None:
    bot.slack.always["chat.startStream"] = Fault(error="unknown_method")
    bot.slack.faults["chat.postMessage"].append(Fault(error="invalid_blocks"))
    (message,) = bot.answered("C1", start(bot))
    assert not [b for b in message.blocks if b["type"] == "table"]


def test_a_broken_part_is_said_and_the_bot_goes_on(slack: Any, own_home: Path) -> None:
    parts = Parts(Settings(home=own_home), fail={"assess"})
    with running(slack, own_home, parts=parts) as bot:
        (message,) = bot.answered("C1", start(bot))
        assert "Something went wrong inside" in message.text
        parts.fail.clear()
        assert "RECOMMENDED" in bot.answered("C1", start(bot))[0].text


def test_slack_out_of_order_is_tried_again(bot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slackbot.work.wait_before", lambda attempts: 0.05)
    bot.slack.always["chat.startStream"] = Fault(500, "internal_error")
    bot.slack.faults["chat.postMessage"] += [Fault(503, "service_unavailable")] * 2
    ts = start(bot)
    assert len(bot.answered("C1", ts)) == 1
    assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1


def test_a_restart_goes_on_with_what_was_accepted(slack: Any, own_home: Path) -> None:
    with running(slack, own_home, work=False) as bot:
        threads = [start(bot) for _ in range(5)]
        assert bot.post(direct("volume=5")) == 200
        assert bot.bot.store.claim("answers") is not None  # and the process dies in the middle of it
        bot.bot.store.database.write(
            ("UPDATE slack_jobs SET owner = 'gone/1/x', lease = 0 WHERE state = 'running'", ())
        )
    with running(slack, own_home) as bot:
        wait(bot.idle)
        assert all(len(slack.in_thread("C1", ts)) == 1 for ts in threads)
        assert len(slack.messages) == 6


def test_killed_after_the_agent_answered(slack: Any, own_home: Path) -> None:
    """The text went to the session, a stream was begun, the process died: one turn, one message all the same."""
    with running(slack, own_home, work=False) as bot:
        ts = start(bot)
        job = bot.bot.store.claim("answers")
        session = bot.bot.advisor.open_or_create(job.session)
        bot.bot.store.note(job, turn=1)
        list(session.send(job.ask.text, author=job.ask.author))
        begun = bot.bot.slack("", "T1").call(
            "chat_startStream", channel="C1", thread_ts=ts, recipient_team_id="T1", recipient_user_id="U1"
        )
        bot.bot.store.note(job, ts=begun["ts"])
        bot.bot.store.postpone(job, 0)
    with running(slack, own_home) as bot:
        (message,) = bot.answered("C1", ts)
        assert "RECOMMENDED" in message.text + str(message.blocks)
        assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1


def test_killed_after_everything_was_said(slack: Any, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer stands in the thread, and only that was not written down: it is written again in its place."""
    with running(slack, own_home) as bot:
        monkeypatch.setattr(bot.bot.store, "done", lambda job: None)
        ts = start(bot)
        wait(lambda: [m for m in slack.in_thread("C1", ts) if m.state == "posted"])
    with running(slack, own_home, work=False) as bot:
        bot.bot.store.database.write(("UPDATE slack_jobs SET lease = 0", ()))
    with running(slack, own_home) as bot:
        wait(bot.idle)
        (message,) = slack.in_thread("C1", ts)
        assert message.edits == 1 and "RECOMMENDED" in str(message.blocks)
        assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1


def test_too_many_waiting_is_not_acknowledged(slack: Any, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slackbot.inbox.COUNTED_EVERY_S", 0.0)
    with running(slack, own_home, work=False, backlog=3) as bot:
        assert [bot.post(mention("volume=1")) for _ in range(5)] == [200] * 3 + [503] * 2
        assert bot.bot.store.counts() == {"pending": 3}


def test_a_store_that_cannot_write_is_not_acknowledged(bot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from agent.errors import SessionBusyError

    def broken(*_: Any) -> bool:
        raise SessionBusyError

    monkeypatch.setattr(bot.bot.store, "accept", broken)
    assert bot.post(mention("volume=1")) == 500


def test_two_processes_claim_each_job_once(own_home: Path) -> None:
    from agent.sessions import open_database

    stores = [Store(open_database(Settings(home=own_home))) for _ in range(2)]
    for n in range(60):
        ask = Ask(do="say", user="U1", channel=f"C{n % 7}", thread="1.1", text="x")
        assert stores[n % 2].accept(Job(f"k{n}", "T1", "", f"1.{n:03d}", ask))
        assert not stores[0].accept(Job(f"k{n}", "T1", "", f"1.{n:03d}", ask))
    got: list[Job] = []

    def work(store: Store) -> None:
        while job := store.claim("answers"):
            got.append(job)
            store.done(job)

    threads = [threading.Thread(target=work, args=(store,)) for store in stores for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:  # a claim may have found everything locked by an earlier job of its thread
        work(store)
    assert sorted(j.key for j in got) == sorted(f"k{n}" for n in range(60))
    by_queue = {q: [j.order for j in got if j.queue == q] for q in {j.queue for j in got}}
    assert all(orders == sorted(orders) for orders in by_queue.values())
    kept = stores[0].database.read("SELECT DISTINCT ask FROM slack_jobs")
    assert [json.loads(row[0]) for row in kept] == [{}]  # what was said is kept by the session alone
    for store in stores:
        store.database.close()


@pytest.mark.parametrize("streams", [True, False])
def test_a_message_that_cannot_be_written_down_is_taken_back(
    slack: Any, own_home: Path, monkeypatch: pytest.MonkeyPatch, streams: bool
) -> None:
    """The database is gone when the message has just been begun: the next try would begin a second one."""
    from agent.errors import SessionBusyError

    monkeypatch.setattr("slackbot.store.LEASE_S", 0.2)
    monkeypatch.setattr("slackbot.work.LEASE_S", 0.2)
    if not streams:
        slack.always["chat.startStream"] = Fault(error="unknown_method")
    with running(slack, own_home) as bot:
        note, failed = bot.bot.store.note, []

        def broken(job: Job, **more: Any) -> None:
            if "ts" in more and not failed:
                failed.append(job)
                raise SessionBusyError
            note(job, **more)

        monkeypatch.setattr(bot.bot.store, "note", broken)
        ts = start(bot)
        wait(lambda: failed and bot.idle())
        (message,) = slack.in_thread("C1", ts)
        assert message.state == "posted" and slack.count("chat.delete") == 1


def test_an_unknown_event_does_not_come_again(bot: Any) -> None:
    assert bot.post(event({"type": "team_join", "user": {"id": "U9"}})) == 200


def test_one_busy_workspace_starves_no_other(own_home: Path) -> None:
    from agent.sessions import open_database

    store = Store(open_database(Settings(home=own_home)))
    for n in range(30):  # all of them older than what the others ask
        ask = Ask(do="say", user="U1", channel=f"C{n}", thread="1.1", text="x")
        assert store.accept(Job(f"busy{n}", "BUSY", "", f"1.{n:03d}", ask))
    for tenant in ("T1", "T2"):
        ask = Ask(do="say", user="U1", channel="C1", thread="2.1", text="x")
        assert store.accept(Job(f"{tenant}:1", tenant, "", "2.000", ask))
    assert store.waiting() == {"BUSY": 30, "T1": 1, "T2": 1}
    served = []
    while job := store.claim("answers"):
        served.append(job.tenant)
        store.done(job)
    assert served.count("BUSY") == 30 and {"T1", "T2"} <= set(served[:4])
    store.database.close()


def test_a_busy_workspace_leaves_room_in_the_backlog(slack: Any, own_home: Path) -> None:
    with running(slack, own_home, work=False, backlog=20) as bot:
        door, ask = bot.bot.inbox, Ask(do="say", user="U1", channel="C1", thread="1.1", text="x")

        def accepted(tenant: str, asked: int) -> int:
            said = [door.accept({"team_id": tenant}, ask, key=f"k{n}", order=str(n)) for n in range(asked)]
            return sum(answer.status == 200 for answer in said)

        assert accepted("BUSY", 40) == 16  # four times the four places that stay free
        assert accepted("T2", 2) == 2


@pytest.mark.parametrize("error", ["cant_update_message", "streaming_state_conflict"])
def test_a_dead_stream_that_cannot_be_edited_is_followed_by_the_whole(
    slack: Any, own_home: Path, slow: Slow, error: str
) -> None:
    slack.always["chat.update"] = Fault(error=error)
    with running(slack, own_home, parts=slow) as bot:
        ts = start(bot)
        wait(lambda: slack.in_thread("C1", ts))
        slack.kill_streams()
        slow.go.set()
        wait(bot.idle)
        *_, last = slack.in_thread("C1", ts)
        assert last.state == "posted" and "RECOMMENDED" in str(last.blocks)
        assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "thread_not_found"])
def test_where_nobody_can_be_answered_it_is_not_tried_again(bot: Any, error: str) -> None:
    for method in ("startStream", "postMessage"):
        bot.slack.always[f"chat.{method}"] = Fault(error=error)
    ts = start(bot)
    wait(lambda: bot.slack.count("chat.postMessage"))
    wait(bot.idle)
    assert bot.slack.count("chat.postMessage") == 1
    assert len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1  # what was said is kept all the same
    assert bot.bot.store.counts() == {}
