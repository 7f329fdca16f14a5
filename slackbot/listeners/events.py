"""Mentions, direct messages, the agent view, and the end of an installation."""

from __future__ import annotations

from typing import Any

from slack_bolt import App, BoltResponse

from slackbot.inbox import Inbox, now_order
from slackbot.jobs import Ask
from slackbot.text import typed

SPOKEN = (None, "", "file_share", "thread_broadcast")  # subtypes of messages that somebody typed


def register(app: App, inbox: Inbox) -> None:
    @app.event("app_mention")
    def mention(body: dict[str, Any], event: dict[str, Any], context: Any) -> BoltResponse:
        # In a direct message it comes as message.im too; and two bots that mention each other would never end.
        if str(event.get("channel", "")).startswith("D") or event.get("bot_id") or not event.get("user"):
            return BoltResponse(status=200, body="")
        return _say(inbox, body, event, context.bot_user_id)

    @app.event("message")
    def message(body: dict[str, Any], event: dict[str, Any], context: Any) -> BoltResponse:
        direct = event.get("channel_type") == "im" and event.get("subtype") in SPOKEN and not event.get("bot_id")
        if not direct or not event.get("user"):
            return BoltResponse(status=200, body="")
        return _say(inbox, body, event, context.bot_user_id)

    @app.event("app_home_opened")
    def opened(body: dict[str, Any], event: dict[str, Any]) -> BoltResponse:
        if event.get("tab") != "messages":
            return BoltResponse(status=200, body="")
        ask = Ask(do="prompts", user=event["user"], channel=event["channel"])
        return inbox.accept(body, ask, key=_key(body), order=_order(event))

    @app.event("assistant_thread_started")  # apps that still have the older assistant view
    def started(body: dict[str, Any], event: dict[str, Any]) -> BoltResponse:
        thread = event["assistant_thread"]
        ask = Ask(do="prompts", user=thread["user_id"], channel=thread["channel_id"], thread=thread["thread_ts"])
        return inbox.accept(body, ask, key=_key(body), order=_order(event))

    @app.event("assistant_thread_context_changed")
    def moved() -> None:
        """What the user looks at elsewhere is none of our business."""


def _say(inbox: Inbox, body: dict[str, Any], event: dict[str, Any], bot: str | None) -> BoltResponse:
    files = len(event.get("files") or ())
    text = typed(str(event.get("text") or ""), bot) or ("" if files else "help")
    user, thread = event["user"], event.get("thread_ts") or event["ts"]
    ask = Ask(do="say", user=user, author=user, channel=event["channel"], thread=thread, text=text, files=files)
    return inbox.accept(body, ask, key=_key(body), order=_order(event))


def _key(body: dict[str, Any]) -> str:
    return str(body["event_id"])


def _order(event: dict[str, Any]) -> str:
    return str(event.get("event_ts") or event.get("ts") or now_order())
