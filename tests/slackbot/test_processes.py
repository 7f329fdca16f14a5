"""Two real processes of ``breakeven slack`` on one PostgreSQL: they share the load, and one may be killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from servers import free_port, postgres
from slack_running import SECRET, TOKEN, wait
from slack_sender import Sender, mention
from slack_standin import SlackStandIn

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as url:
        yield url


def test_a_socket_process_comes_back_and_ends_when_told(slack: SlackStandIn, tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.url}
    home = {"BREAKEVEN_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tui.cli", "slack", "--ops-port", str(ops := free_port())]
    with subprocess.Popen(command, env={**os.environ, **tokens, **home}, cwd=ROOT, stderr=subprocess.PIPE) as bot:
        assert slack.sockets.connected(60)
        asked = mention("30M tokens a day")
        thread = asked["event"]["ts"]
        assert slack.sockets.send("events_api", asked, "e1", 30) is not None
        wait(lambda: answers(slack)[thread] == 1, 60)
        before = slack.count("apps.connections.open")
        slack.sockets.cut()
        wait(lambda: slack.count("apps.connections.open") > before and slack.sockets.connected(0.1), 30)
        assert slack.sockets.send("events_api", mention("no GPUs", thread=thread), "e2", 30) is not None
        wait(lambda: answers(slack)[thread] == 2, 60)
        assert Sender(ops, "").get("/readyz")[0] == 200
        bot.terminate()
        assert bot.stderr is not None
        lines = [json.loads(line) for line in bot.stderr.read().splitlines()]
    assert bot.returncode == 0 and lines[-1]["event"] == "stopped"
    assert "30M" not in json.dumps(lines)


def test_an_http_process_ends_its_answers_when_told(slack: SlackStandIn, tmp_path: Path) -> None:
    """uvicorn by itself would end the process with the signal, and the answers in it."""
    port, ops = free_port(), free_port()
    tokens = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": slack.url}
    command = [sys.executable, "-m", "tui.cli", "slack", "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, **tokens, "BREAKEVEN_HOME": str(tmp_path)}
    with subprocess.Popen([*command, "--ops-port", str(ops)], env=environment, cwd=ROOT, stderr=subprocess.PIPE) as bot:
        sender = Sender(port, SECRET)
        wait(lambda: _listens(sender), 120)
        asked = mention("30M tokens a day")
        assert sender.post(asked)[0] == 200
        wait(lambda: slack.in_thread("C1", asked["event"]["ts"]), 60)  # the first answer imports a good deal
        bot.terminate()
        assert bot.stderr is not None
        lines = [json.loads(line) for line in bot.stderr.read().splitlines()]
    assert bot.returncode == 0 and [line["event"] for line in lines[-2:]] == ["done", "stopped"]
    assert answers(slack)[asked["event"]["ts"]] == 1


@contextmanager
def process(slack: SlackStandIn, url: str, home: Path) -> Iterator[tuple[subprocess.Popen[bytes], Sender]]:
    port = free_port()
    tokens = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": SECRET}
    place = {"SLACK_API_URL": slack.url, "BREAKEVEN_DATABASE_URL": url, "BREAKEVEN_HOME": str(home)}
    command = [sys.executable, "-m", "tui.cli", "slack", "--host", "127.0.0.1", "--port", str(port), "--ops-port", "0"]
    running = subprocess.Popen([*command, "--log-level", "error"], env={**os.environ, **tokens, **place}, cwd=ROOT)
    sender = Sender(port, SECRET)
    try:
        wait(lambda: _listens(sender), 120)
        yield running, sender
    finally:
        running.terminate()
        running.wait(60)


def _listens(sender: Sender) -> bool:
    try:
        return sender.get("/healthz")[0] == 200
    except OSError:
        return False


def install(slack: SlackStandIn, sender: Sender, team: str) -> None:
    _, page, headers = sender.get("/slack/install")
    state = re.search(r"state=([\w-]+)", page)
    assert state is not None
    slack.install(f"code-{team}", f"xoxb-{team}", team)
    cookie = next(v for k, v in headers.items() if k.lower() == "set-cookie").split(";")[0]
    status, _, _ = sender.get(f"/slack/oauth_redirect?code=code-{team}&state={state[1]}", headers={"Cookie": cookie})
    assert status == 200


def answers(slack: SlackStandIn) -> Counter[str | None]:
    with slack.lock:
        return Counter(m.thread for m in slack.messages.values() if m.state == "posted")


def test_two_processes_share_everything_and_one_is_killed(slack: SlackStandIn, server: str, tmp_path: Path) -> None:
    with process(slack, server, tmp_path / "a") as (first, a), process(slack, server, tmp_path / "b") as (_, b):
        install(slack, a, "T1")
        install(slack, b, "T2")
        asked = [mention(f"{n}M tokens a day", team=f"T{n % 2 + 1}", channel=f"C{n}") for n in range(1, 25)]
        for n, one in enumerate(asked):  # the event to one process, a retry of it to the other
            assert [x.post(one)[0] for x in ((a, b) if n % 2 else (b, a))] == [200, 200]
            if n == 16:
                os.kill(first.pid, signal.SIGKILL)
                first.wait()
                break
        for one in asked:  # Slack tries again what the dead one did not acknowledge, and what it did
            assert b.post(one)[0] == 200
        threads = [one["event"]["ts"] for one in asked]
        wait(lambda: all(answers(slack)[ts] for ts in threads), 120)
        goes_on = mention("nobody here has run GPUs", team="T2", channel="C1", thread=threads[0], user="U2")
        assert b.post(goes_on)[0] == 200
        wait(lambda: answers(slack)[threads[0]] == 2, 60)
        assert [answers(slack)[ts] for ts in threads[1:]] == [1] * (len(threads) - 1)
        by_team = Counter(m.team for m in slack.messages.values() if m.state == "posted")
        assert by_team == {"T1": 12, "T2": 13}
