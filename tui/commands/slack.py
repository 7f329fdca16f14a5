"""``breakeven slack``: the Slack bot, in Socket Mode or listening for HTTP, as the environment says."""

from __future__ import annotations

import click

from tui.failures import Failure


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on for Slack's HTTP requests.")
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535), help="Port for them.")
@click.option("--ops-host", default="127.0.0.1", show_default=True, help="Address of /healthz, /readyz and /metrics.")
@click.option(
    "--ops-port", default=9464, show_default=True, type=click.IntRange(0, 65535), help="Port for them; 0: none."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(0, 64), help="Answers at once; 0: others make them."
)
@click.option(
    "--backlog",
    default=10_000,
    show_default=True,
    type=click.IntRange(1),
    help="Unanswered requests, over all processes, beyond which Slack is asked to come again.",
)
@click.option("--work-only", is_flag=True, help="Accept nothing; only work off what other processes accept.")
@click.option(
    "--log-level", default="info", show_default=True, type=click.Choice(["debug", "info", "warning", "error"])
)
@click.option("--model", metavar="SPEC", help="The language model: 'builtin' or a name served at OPENAI_BASE_URL.")
@click.pass_context
def slack(ctx: click.Context, /, work_only: bool, log_level: str, model: str | None, **flags: int | str) -> None:
    """The Slack bot. Set-up: docs/slack.md.

    \b
    Socket Mode:       SLACK_BOT_TOKEN, SLACK_APP_TOKEN
    HTTP:              SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET
    many workspaces:   SLACK_CLIENT_ID, SLACK_CLIENT_SECRET instead of SLACK_BOT_TOKEN
    """
    from agent.errors import BreakevenError
    from agent.settings import load_settings

    try:
        from slackbot.logs import set_up
        from slackbot.run import Bot
        from slackbot.settings import from_environment
    except ModuleNotFoundError as e:
        raise Failure(f"{e.name} is not installed: pip install 'breakeven[slack]'") from e
    try:
        settings = from_environment(**flags)
        set_up(log_level)
        Bot(settings, load_settings(model=model or ctx.obj)).run(listen=not work_only)
    except BreakevenError as e:
        raise Failure(str(e)) from e
