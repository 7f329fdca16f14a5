"""Buttons and selects under an answer: a choice is an answer to the open question, the others open a detail."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import App, BoltResponse

from slackbot.blocks.answer import CHOICE, DETAIL, PICK
from slackbot.inbox import Inbox, now_order
from slackbot.jobs import Ask


def register(app: App, inbox: Inbox) -> None:
    @app.action(re.compile(rf"^{CHOICE}_\d+$"))
    def chosen(body: dict[str, Any], action: dict[str, Any]) -> BoltResponse:
        return _choose(inbox, body, action, action["value"])

    @app.action(PICK)
    def picked(body: dict[str, Any], action: dict[str, Any]) -> BoltResponse:
        return _choose(inbox, body, action, action["selected_option"]["value"])

    @app.action(re.compile(rf"^{DETAIL}_\w+$"))
    def detail(body: dict[str, Any], action: dict[str, Any]) -> BoltResponse:
        ask = _ask(body, do="detail", name=action["action_id"].removeprefix(f"{DETAIL}_"))
        return inbox.accept(body, ask, key=_key(body, action), order=_order(action))


def _choose(inbox: Inbox, body: dict[str, Any], action: dict[str, Any], value: str) -> BoltResponse:
    number, _, slot = value.partition("|")
    ask = _ask(body, do="choose", name=slot, choice=int(number))
    return inbox.accept(body, ask, key=_key(body, action), order=_order(action))


def _ask(body: dict[str, Any], **more: Any) -> Ask:
    """Where the button stood decides which session it means; nothing in its value can name another."""
    container, user = body.get("container") or {}, body["user"]["id"]
    message = body.get("message") or {}
    thread = message.get("thread_ts") or container.get("thread_ts")
    private = bool(container.get("is_ephemeral")) and not thread
    return Ask(
        user=user,
        author=user,
        channel=(body.get("channel") or {}).get("id") or container["channel_id"],
        thread=None if private else thread or message.get("ts") or container.get("message_ts"),
        private=private,
        response_url=body.get("response_url") or "",
        trigger_id=body.get("trigger_id") or "",
        **more,
    )


def _key(body: dict[str, Any], action: dict[str, Any]) -> str:
    return f"action:{body.get('trigger_id') or ''}:{action.get('action_ts') or ''}:{action['action_id']}"


def _order(action: dict[str, Any]) -> str:
    return str(action.get("action_ts") or now_order())
