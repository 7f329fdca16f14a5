"""Which workspace's token belongs to a request: one from the environment, or one per installation in the database."""

from __future__ import annotations

import logging
import threading
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler

from agent.settings import Settings
from slackbot.calls import TIMEOUT_S, TokenError, error_of
from slackbot.settings import SlackSettings, SlackSettingsError

QUIET = logging.getLogger("breakeven.slack.sdk")
ROTATE_MINUTES = 120


def client(settings: SlackSettings, token: str | None = None) -> WebClient:
    """A client that tries a broken connection once more. Waits that Slack asks for are left to the job."""
    return WebClient(
        token=token,
        base_url=settings.api_url,
        timeout=TIMEOUT_S,
        logger=QUIET,
        retry_handlers=[ConnectionErrorRetryHandler()],
    )


class Tenants(Authorize):
    """Bolt asks it for every request, the workers for every job. No call to Slack is made before an acknowledgement."""

    def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        raise NotImplementedError

    def token(self, enterprise: str, tenant: str) -> str:
        """The bot token of a workspace. Error: TokenError."""
        raise NotImplementedError


class OneWorkspace(Tenants):
    """The token of the environment, for the workspace it belongs to and no other."""

    def __init__(self, settings: SlackSettings) -> None:
        self._settings = settings
        try:
            self._who = client(settings, settings.bot_token).auth_test()
        except SlackApiError as e:
            raise SlackSettingsError(
                f"Slack refuses SLACK_BOT_TOKEN ({error_of(e)}); copy it again from the app's page."
            ) from e
        except OSError as e:
            raise SlackSettingsError(f"Slack cannot be reached at {settings.api_url} ({e}); check the network.") from e

    def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        if team_id != self._who["team_id"]:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=self._settings.bot_token,
            bot_id=self._who.get("bot_id"), bot_user_id=self._who.get("user_id"),
        )  # fmt: skip

    @property
    def team(self) -> str:
        return str(self._who["team_id"])

    def token(self, enterprise: str, tenant: str) -> str:
        if tenant != self._who["team_id"]:
            raise TokenError(tenant, "not the workspace of SLACK_BOT_TOKEN")
        return self._settings.bot_token


class ManyWorkspaces(Tenants):
    """Installations in the sessions' database. A token about to expire is renewed where rotation is switched on."""

    def __init__(self, settings: SlackSettings, store: Any) -> None:
        from slack_sdk.oauth.token_rotation import TokenRotator

        self.store, self._lock = store, threading.Lock()
        self._rotator = TokenRotator(
            client_id=settings.client_id, client_secret=settings.client_secret, client=client(settings)
        )

    def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        bot = self._bot(enterprise_id, team_id)
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id,
            bot_token=bot.bot_token, bot_id=bot.bot_id, bot_user_id=bot.bot_user_id,
        )  # fmt: skip

    def token(self, enterprise: str, tenant: str) -> str:
        bot = self._bot(enterprise or None, tenant or None)
        if bot is None:
            raise TokenError(tenant, "not installed")
        if bot.bot_refresh_token and bot.bot_token_expires_at:
            bot = self._renewed(bot) or bot
        return str(bot.bot_token)

    def _bot(self, enterprise: str | None, team: str | None) -> Any:
        """The workspace's own installation, else that of its organisation."""
        found = self.store.find_bot(enterprise_id=enterprise, team_id=team)
        if found is None and enterprise:
            found = self.store.find_bot(enterprise_id=enterprise, team_id=None, is_enterprise_install=True)
        return found

    def _renewed(self, bot: Any) -> Any:
        with self._lock:
            new = self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=ROTATE_MINUTES)
            if new is not None:
                self.store.save_bot(new)
            return new


def installations(settings: SlackSettings, agent: Settings) -> tuple[Any, Any]:
    """(installation store, OAuth state store) in the database of the sessions, tables made where they are missing."""
    from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
    from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
    from sqlalchemy import create_engine

    url = agent.database_url
    if url:
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    else:
        agent.home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{agent.home / 'slack-installations.sqlite'}"
    engine = create_engine(url, pool_pre_ping=True)
    store = SQLAlchemyInstallationStore(client_id=settings.client_id, engine=engine, logger=QUIET)
    states = SQLAlchemyOAuthStateStore(expiration_seconds=600, engine=engine, logger=QUIET)
    store.metadata.create_all(engine, checkfirst=True)
    states.metadata.create_all(engine, checkfirst=True)
    return store, states
