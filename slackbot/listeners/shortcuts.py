"""The message shortcut "Ask breakeven about this": the message is read as what its writer said, in its own thread."""

from __future__ import annotations

from typing import Any

from slack_bolt import App, BoltResponse

from slackbot.inbox import Inbox, now_order
from slackbot.jobs import Ask
from slackbot.text import typed

CALLBACK = "ask_breakeven"


def register(app: App, inbox: Inbox) -> None:
    @app.message_shortcut(CALLBACK)
    def about(body: dict[str, Any], context: Any) -> BoltResponse:
        message, user = body["message"], body["user"]["id"]
        ask = Ask(
            do="say",
            user=user,
            author=message.get("user") or message.get("bot_id") or user,
            channel=body["channel"]["id"],
            thread=message.get("thread_ts") or message["ts"],
            text=typed(_words(message), context.bot_user_id),
            files=len(message.get("files") or ()),
            response_url=body.get("response_url") or "",
            trigger_id=body["trigger_id"],
        )
        return inbox.accept(body, ask, key=f"shortcut:{body['trigger_id']}", order=now_order())


def _words(message: dict[str, Any]) -> str:
    """What the message says; the messages of apps often say it in attachments alone."""
    attached = (str(a.get("text") or a.get("fallback") or "") for a in message.get("attachments") or ())
    return str(message.get("text") or "") or "\n".join(filter(None, attached))
