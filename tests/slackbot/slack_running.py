"""A bot on a real port and a stand-in for Slack; the conversation's parts are doubles unless a test says otherwise."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doubles import Parts
from servers import free_port
from slack_sender import Sender
from slack_standin import Message, SlackStandIn

from agent.advisor import Advisor
from agent.settings import Settings
from slackbot.run import Bot
from slackbot.server import listening, ops_site, slack_site, uvicorn_server
from slackbot.settings import SlackSettings

SECRET = "a-signing-secret"
TOKEN = "xoxb-one-token"


@dataclass
class Running:
    """A bot that listens."""

    bot: Bot
    slack: SlackStandIn
    sender: Sender

    def post(self, body: dict[str, Any], **more: Any) -> int:
        return self.sender.post(body, **more)[0]

    def wait(self, true: Callable[[], Any], seconds: float = 10.0) -> Any:
        return wait(true, seconds)

    def answered(self, channel: str, thread: str, n: int = 1) -> list[Message]:
        """The messages in a thread, once there are ``n`` of them and all are complete."""

        def complete() -> list[Message] | None:
            found = self.slack.in_thread(channel, thread)
            return found if len(found) >= n and all(m.state == "posted" for m in found) and self.idle() else None

        return self.wait(complete)

    def idle(self) -> bool:
        return not {"pending", "running"} & self.bot.store.counts().keys()


def wait(true: Callable[[], Any], seconds: float = 10.0) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = true()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("it did not happen in time")


@contextmanager
def running(
    slack: SlackStandIn, home: Path, *, parts: Any = None, work: bool = True, agent: Settings | None = None, **more: Any
) -> Iterator[Running]:
    values = {"bot_token": TOKEN, "signing_secret": SECRET, "api_url": slack.url, "workers": 2} | more
    settings = SlackSettings(**values)
    agent = agent or Settings(home=home)
    advisor = Advisor(agent, parts=parts or Parts(agent))
    bot = Bot(settings, agent, advisor)
    with _serving(slack_site(bot.app, bot.metrics, bot.healthy)) as port:
        if work:
            bot.workers.start()
        yield Running(bot, slack, Sender(port, settings.signing_secret))
        bot.workers.stop()
    bot.close()


@contextmanager
def operated(bot: Bot) -> Iterator[int]:
    """The bot's health and metrics, on the port it gives."""
    with _serving(ops_site(bot.metrics, bot.healthy, bot.ready)) as port:
        yield port


ENDING: list[threading.Thread] = []  # servers need two tenths of a second to end; no test waits for that


def all_ended() -> None:
    for thread in ENDING:
        thread.join(10)
    ENDING.clear()


@contextmanager
def _serving(site: Any) -> Iterator[int]:
    port = free_port()
    server = uvicorn_server(site)
    sockets = [listening("127.0.0.1", port, "--port")]
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
    thread.start()
    wait(lambda: server.started)
    yield port
    server.should_exit = True
    site.close()
    ENDING.append(thread)
