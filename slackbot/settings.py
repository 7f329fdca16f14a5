"""What the bot is started with: tokens from the environment, everything else flags with defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass

from agent.errors import BreakevenError

API = "https://slack.com/api/"


class SlackSettingsError(BreakevenError):
    """The bot cannot start; the message names the variable that is missing."""


@dataclass(frozen=True)
class SlackSettings:
    """Tokens and secrets are never shown: neither here nor in logs.

    ``workers``: answers at once in this process. ``backlog``: accepted and not yet answered, over all processes;
    beyond it requests are refused, so that Slack sends them again later. ``ops_port``: health and metrics, 0 for none.
    """

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    api_url: str = API
    host: str = "0.0.0.0"
    port: int = 3000
    ops_host: str = "127.0.0.1"
    ops_port: int = 9464
    workers: int = 2
    backlog: int = 10_000

    def __repr__(self) -> str:
        return f"SlackSettings({'socket' if self.socket else 'http'}, many={self.many}, port={self.port})"

    @property
    def socket(self) -> bool:
        """Socket Mode: no public address needed."""
        return bool(self.app_token)

    @property
    def many(self) -> bool:
        """Many workspaces, each with a token from its own installation."""
        return bool(self.client_id and self.client_secret)

    def checked(self) -> SlackSettings:
        """Itself, if a bot can be started with it. Error: SlackSettingsError."""
        if not self.bot_token and not self.many:
            raise SlackSettingsError(
                "Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many; "
                "docs/slack.md has the set-up."
            )
        if not self.socket and not self.signing_secret:
            raise SlackSettingsError("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET to listen for HTTP.")
        if self.bot_token and self.many:
            raise SlackSettingsError("Set either SLACK_BOT_TOKEN or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, not both.")
        if self.socket and self.many:
            raise SlackSettingsError(
                "Unset SLACK_APP_TOKEN: many workspaces install over HTTP, which Socket Mode does not listen for."
            )
        return self


def from_environment(**flags: int | str) -> SlackSettings:
    """The settings in force. Error: SlackSettingsError."""
    names = ("bot_token", "app_token", "signing_secret", "client_id", "client_secret", "api_url")
    given = {name: os.environ.get(f"SLACK_{name.upper()}", "").strip() for name in names}
    kept = {name: value for name, value in given.items() if value}
    return SlackSettings(**kept, **flags).checked()  # type: ignore[arg-type]
