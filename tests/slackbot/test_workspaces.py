"""Many workspaces: installation by OAuth, tokens that end, and nobody sees another's session."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_running import SECRET, TOKEN, Running, running, wait
from slack_sender import command, event, mention
from slack_standin import SlackStandIn

from slackbot.settings import SlackSettings, SlackSettingsError

MANY = {"bot_token": "", "client_id": "1.2", "client_secret": "a-client-secret"}


@pytest.fixture
def many(slack: SlackStandIn, own_home: Path) -> Iterator[Running]:
    with running(slack, own_home, **MANY) as made:
        yield made


def install(bot: Running, team: str, token: str) -> tuple[int, str]:
    """What a workspace's admin does: the install page, Slack's consent, the way back with a code and the state."""
    _, page, headers = bot.sender.get("/slack/install")
    state = re.search(r"state=([\w-]+)", page)
    assert state is not None
    bot.slack.install(f"code-{token}", token, team)
    cookie = next(v for k, v in headers.items() if k.lower() == "set-cookie").split(";")[0]
    path = f"/slack/oauth_redirect?code=code-{token}&state={state[1]}"
    return bot.sender.get(path, headers={"Cookie": cookie})[:2]


def say(bot: Running, text: str, team: str, ts: str | None = None) -> str:
    asked = mention(text, team=team, ts=ts)
    assert bot.post(asked) == 200
    return str(asked["event"]["ts"])


def test_two_workspaces_use_their_own_tokens_and_sessions(many: Running) -> None:
    assert install(many, "T1", "xoxb-first")[0] == 200
    assert install(many, "T2", "xoxb-second")[0] == 200
    ts = say(many, "volume=30000000", "T1")
    (first,) = many.answered("C1", ts)
    # The same channel and thread, as in a shared channel, and still another workspace's session.
    say(many, "gpu=none", "T2", ts)
    _, second = many.answered("C1", ts, 2)
    assert (first.team, second.team) == ("T1", "T2")
    advisor = many.bot.advisor
    assert advisor.open(f"slack:T1:C1:{ts}").profile.team.gpu_ops is None
    assert advisor.open(f"slack:T2:C1:{ts}").profile.workloads == ()


def test_a_request_cannot_name_another_workspaces_session(many: Running) -> None:
    install(many, "T1", "xoxb-first")
    install(many, "T2", "xoxb-second")
    for team in ("T1", "T2"):
        text = "volume=30000000" if team == "T1" else "help"
        many.post(command(text, many.slack.response_url(), team=team))
    wait(lambda: len(many.slack.whispers) == 2)
    assert many.bot.advisor.open("slack:T2:C1:U1").profile.workloads == ()


def test_a_workspace_that_never_installed(many: Running) -> None:
    assert many.post(mention("volume=1", team="T9")) == 200  # said to the user where Slack allows it, not worked on
    assert many.bot.store.counts() == {}


def test_a_state_that_we_did_not_issue(many: Running) -> None:
    assert many.sender.get("/slack/oauth_redirect?code=stolen&state=guessed")[0] == 400
    assert many.slack.count("oauth.v2.access") == 0


def test_an_expired_token_parks_and_a_reinstall_goes_on(many: Running) -> None:
    install(many, "T1", "xoxb-old")
    many.slack.expired.add("xoxb-old")
    ts = say(many, "volume=30000000", "T1")
    wait(lambda: many.bot.store.counts() == {"parked": 1})
    assert install(many, "T1", "xoxb-new")[0] == 200
    (message,) = many.answered("C1", ts)
    assert "RECOMMENDED" in message.text + str(message.blocks)
    assert len(many.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 1


def test_a_new_token_in_the_environment_goes_on_too(slack: SlackStandIn, own_home: Path) -> None:
    with running(slack, own_home) as bot:
        slack.expired.add(TOKEN)
        ts = say(bot, "volume=30000000", "T1")
        wait(lambda: bot.bot.store.counts() == {"parked": 1})
    slack.tokens["xoxb-new"] = "T1"
    with running(slack, own_home, bot_token="xoxb-new") as bot:
        assert "RECOMMENDED" in bot.answered("C1", ts)[0].text


def test_what_waits_for_a_token_is_forgotten_after_a_day(many: Running) -> None:
    install(many, "T1", "xoxb-old")
    many.slack.expired.add("xoxb-old")
    say(many, "our secret plan", "T1")
    wait(lambda: many.bot.store.counts() == {"parked": 1})
    many.bot.store.database.write(("UPDATE slack_jobs SET accepted = accepted - 90000", ()))
    many.bot.store.recover()
    assert many.bot.store.database.read("SELECT ask FROM slack_jobs") == []


def test_uninstalled_and_back_again(many: Running) -> None:
    install(many, "T1", "xoxb-first")
    install(many, "T2", "xoxb-second")
    ts = say(many, "volume=30000000", "T1")
    many.answered("C1", ts)
    assert many.post(event({"type": "app_uninstalled"}, "T1")) == 200
    assert many.post(event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, "T2")) == 200
    assert many.post(mention("gpu=none", thread=ts)) == 200
    assert len(many.slack.in_thread("C1", ts)) == 1  # its token is gone
    install(many, "T1", "xoxb-again")
    assert many.post(mention("gpu=none", thread=ts)) == 200
    many.answered("C1", ts, 2)
    assert many.bot.advisor.open(f"slack:T1:C1:{ts}").profile.workloads[0].tokens_per_day == 30e6
    many.answered("C1", say(many, "volume=1", "T2"))  # the other workspace never noticed


def test_a_token_about_to_expire_is_renewed(many: Running) -> None:
    install(many, "T1", "xoxb-old")
    store = many.bot.tenants.store  # type: ignore[attr-defined]
    bot = store.find_bot(enterprise_id=None, team_id="T1")
    bot.bot_refresh_token, bot.bot_token_expires_at = "xoxe-refresh", int(time.time()) + 60
    store.save_bot(bot)
    many.slack.expired.add("xoxb-old")
    many.slack.tokens["xoxb-renewed"] = "T1"
    many.slack.renewals["xoxe-refresh"] = "xoxb-renewed"
    many.answered("C1", say(many, "volume=1", "T1"))
    assert store.find_bot(enterprise_id=None, team_id="T1").bot_token == "xoxb-renewed"


def test_one_workspace_answers_no_other(bot: Running) -> None:
    assert bot.post(mention("volume=1", team="T2")) == 200
    assert bot.bot.store.counts() == {} and not bot.slack.messages


def test_a_token_that_slack_refuses_stops_the_start(slack: SlackStandIn, own_home: Path) -> None:
    with pytest.raises(SlackSettingsError, match="SLACK_BOT_TOKEN"), running(slack, own_home, bot_token="xoxb-wrong"):
        pass


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"bot_token": "x"},
        {"signing_secret": "x"},
        {"bot_token": "x", "signing_secret": "x"} | dict.fromkeys(MANY, "x"),
    ],
)
def test_settings_that_cannot_work_say_what_is_missing(given: dict[str, Any]) -> None:
    with pytest.raises(SlackSettingsError, match="SLACK_"):
        SlackSettings(**given).checked()


def test_settings_show_no_secret() -> None:
    assert SECRET not in repr(SlackSettings(bot_token="xoxb-1", signing_secret=SECRET))


def test_many_workspaces_need_http() -> None:
    with pytest.raises(SlackSettingsError, match="SLACK_APP_TOKEN"):
        SlackSettings(**MANY, app_token="xapp-1", signing_secret="s").checked()
