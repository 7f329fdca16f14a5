"""The Bolt app: signatures, workspaces, installation; its listeners only write down."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

from slack_bolt import App, BoltResponse

from agent.settings import Settings
from slackbot.inbox import Inbox
from slackbot.listeners import register
from slackbot.logs import Quiet, log
from slackbot.settings import SlackSettings
from slackbot.tenants import ManyWorkspaces, OneWorkspace, Tenants, client, installations

if TYPE_CHECKING:
    from slack_bolt.oauth import OAuthFlow
    from slack_bolt.oauth.callback_options import FailureArgs, SuccessArgs

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:write",
    "im:history",
    "im:write",
)
NOT_INSTALLED = "breakeven is no longer installed in this workspace. Ask an admin to install it again."


def build(settings: SlackSettings, agent: Settings, inbox: Inbox) -> tuple[App, Tenants]:
    """The app with its listeners, and whose tokens it uses. Error: SlackSettingsError."""
    tenants, flow = _tenants(settings, agent, inbox)
    # Listeners run before the response: each is one write to the store, and a 200 must mean that it is on disk.
    app = App(
        name="breakeven",
        logger=_bolt_logger(),
        client=client(settings),
        signing_secret=settings.signing_secret,
        authorize=cast(Any, tenants),  # an Authorize, which the annotation leaves out
        oauth_flow=flow,
        process_before_response=True,
        request_verification_enabled=not settings.socket,
        user_facing_authorize_error_message=NOT_INSTALLED,
        attaching_conversation_kwargs_enabled=False,
    )
    _ends_of_installations(app, tenants)
    register(app, inbox)
    _rest(app)
    app.error(_failed)
    return app, tenants


def _tenants(settings: SlackSettings, agent: Settings, inbox: Inbox) -> tuple[Tenants, OAuthFlow | None]:
    if not settings.many:
        return OneWorkspace(settings), None
    from slack_bolt.oauth import OAuthFlow
    from slack_bolt.oauth.callback_options import CallbackOptions
    from slack_bolt.oauth.oauth_settings import OAuthSettings

    store, states = installations(settings, agent)

    def success(args: SuccessArgs) -> BoltResponse:
        """What waited for this workspace goes on."""
        installed = args.installation
        inbox.store.unpark(installed.team_id or installed.enterprise_id or "")
        inbox.wake()
        log.info("installed", extra={"tenant": installed.team_id or installed.enterprise_id})
        return args.default.success(args)

    def failure(args: FailureArgs) -> BoltResponse:
        log.warning("installation failed", extra={"error": args.reason})
        return args.default.failure(args)

    oauth = OAuthSettings(
        client_id=settings.client_id, client_secret=settings.client_secret, scopes=SCOPES, installation_store=store,
        state_store=states, callback_options=CallbackOptions(success=success, failure=failure),
    )  # fmt: skip
    return ManyWorkspaces(settings, store), OAuthFlow(settings=oauth, client=client(settings), logger=_bolt_logger())


def _ends_of_installations(app: App, tenants: Tenants) -> None:
    """A workspace that removes the app: its tokens go; its sessions stay for when it comes back."""

    def forget(context: Any, body: dict[str, Any]) -> None:
        log.info("uninstalled", extra={"tenant": context.team_id})
        if isinstance(tenants, ManyWorkspaces):
            tenants.store.delete_all(enterprise_id=context.enterprise_id, team_id=context.team_id)

    app.event("app_uninstalled")(forget)

    @app.event("tokens_revoked")
    def revoked(context: Any, body: dict[str, Any], event: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):
            forget(context, body)


def _rest(app: App) -> None:
    """Whatever else Slack sends is received and dropped: Bolt would say 404, and Slack would send it again."""

    @app.middleware
    def known_types(body: dict[str, Any], next: Any) -> Any:  # noqa: A002 - Bolt's name
        kind = (body.get("event") or {}).get("type")
        handled = {
            "app_mention", "message", "app_home_opened", "assistant_thread_started", "assistant_thread_context_changed",
            "app_uninstalled", "tokens_revoked",
        }  # fmt: skip
        if body.get("type") == "event_callback" and kind not in handled:
            return BoltResponse(status=200, body="")
        return next()


def _failed(error: Exception) -> BoltResponse:
    """Not acknowledged: Slack will send it again."""
    log.error("a request could not be accepted", extra={"error": type(error).__name__}, exc_info=error)
    return BoltResponse(status=500, body="")


def _bolt_logger() -> logging.Logger:
    logger = logging.getLogger("breakeven.slack.bolt")
    logger.setLevel(logging.WARNING)
    if not any(isinstance(f, Quiet) for f in logger.filters):
        logger.addFilter(Quiet())
    return logger
