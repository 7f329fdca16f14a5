"""``/breakeven TEXT``: the answer is for the one who asked, who has one private session in each channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltResponse

from slackbot.inbox import Inbox, now_order
from slackbot.jobs import Ask
from slackbot.text import typed

COMMAND = "/breakeven"


def register(app: App, inbox: Inbox) -> None:
    @app.command(COMMAND)
    def command(body: dict[str, Any], ack: Callable[..., Any]) -> BoltResponse:
        ask = Ask(
            do="say",
            user=body["user_id"],
            author=body["user_id"],
            channel=body["channel_id"],
            text=typed(str(body.get("text") or "")) or "help",
            private=True,
            response_url=body["response_url"],
        )
        return inbox.accept(body, ask, key=f"command:{body['trigger_id']}", order=now_order())
