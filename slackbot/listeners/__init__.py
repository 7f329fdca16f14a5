"""What Slack sends, each turned into one job that is on disk before Slack hears "received"."""

from __future__ import annotations

from slack_bolt import App

from slackbot.inbox import Inbox
from slackbot.listeners import actions, commands, events, shortcuts


def register(app: App, inbox: Inbox) -> None:
    for module in (events, commands, actions, shortcuts):
        module.register(app, inbox)
