"""Every way to ask, with real signed requests against a running bot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from slack_running import running
from slack_sender import click, command, direct, event, mention, shortcut, stamp
from slack_standin import Fault, SlackStandIn

from agent.nodes.desk import Parts
from agent.settings import Settings


def elements(blocks: list[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    found = [e for b in blocks if b["type"] == "actions" for e in b["elements"]]
    return [e for e in found if e["action_id"].startswith(action)]


def test_a_mention_is_answered_in_its_thread(bot: Any) -> None:
    asked = mention("volume=30000000 and <!channel> R&amp;D")
    assert bot.post(asked) == 200
    ts = asked["event"]["ts"]
    (message,) = bot.answered("C1", ts)
    assert "RECOMMENDED: frontier_api" in message.text
    assert [s["status"] for s in message.steps.values()] == ["complete"] * 3
    assert message.steps["read"]["output"] == "volume=30000000"
    session = bot.bot.advisor.open(f"slack:T1:C1:{ts}")
    assert session.history[0].author == "U1"
    assert session.history[0].input["text"] == "volume=30000000 and @channel R&D"
    assert bot.slack.count("assistant.threads.setStatus") == 1


def test_a_greeting_brings_no_verdict(bot: Any) -> None:
    asked = mention("")
    assert bot.post(asked) == 200
    (message,) = bot.answered("C1", asked["event"]["ts"])
    assert message.steps["count"]["output"] == "too little is known yet"


def test_a_thread_is_a_session_and_anyone_adds_to_it(bot: Any) -> None:
    first = mention("volume=30000000")
    ts = first["event"]["ts"]
    assert bot.post(first) == 200
    bot.answered("C1", ts)
    assert bot.post(mention("gpu=none", user="U2", thread=ts)) == 200
    bot.answered("C1", ts, 2)
    session = bot.bot.advisor.open(f"slack:T1:C1:{ts}")
    assert session.profile.team.gpu_ops == "none" and session.profile.workloads[0].tokens_per_day == 30e6
    assert [t.author for t in session.history] == ["U1", "U2"]


def test_a_direct_message(bot: Any) -> None:
    asked = direct("volume=30000000")
    assert bot.post(asked) == 200
    (message,) = bot.answered("D1", asked["event"]["ts"])
    assert "RECOMMENDED" in message.text


def test_what_nobody_typed_is_not_answered(bot: Any) -> None:
    for more in ({"subtype": "message_changed"}, {"bot_id": "BOTHER"}, {"user": "UBOT"}, {"channel_type": "channel"}):
        assert bot.post(direct("volume=1", **more)) == 200
    other = mention("volume=1")
    other["event"]["bot_id"] = "BOTHER"
    assert bot.post(other) == 200
    assert bot.post(event({"type": "reaction_added", "user": "U1", "item": {}})) == 200
    assert bot.post(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"})) == 200
    assert bot.bot.store.counts() == {}


def test_the_agent_view_offers_prompts(bot: Any) -> None:
    assert bot.post(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"})) == 200
    thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1.2"}
    assert bot.post(event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": "1.3"})) == 200
    bot.wait(lambda: len(bot.slack.prompts) == 2)
    assert {p.get("thread_ts") for p in bot.slack.prompts} == {None, "1.2"}  # two workers, in any order
    assert all(set(p) == {"title", "message"} for p in bot.slack.prompts[0]["prompts"])


def test_the_command_is_answered_in_private(bot: Any) -> None:
    status, body, _ = bot.sender.post(command("volume=30000000", bot.slack.response_url()))
    assert (status, body) == (200, "")
    bot.wait(lambda: bot.slack.whispers)
    assert bot.post(command("gpu=none", bot.slack.response_url())) == 200
    bot.wait(lambda: len(bot.slack.whispers) == 2)
    assert not bot.slack.messages  # nobody else sees anything
    profile = bot.bot.advisor.open("slack:T1:C1:U1").profile
    assert profile.team.gpu_ops == "none" and profile.workloads[0].tokens_per_day == 30e6
    assert bot.post(command("", bot.slack.response_url(), user="U2")) == 200
    bot.wait(lambda: len(bot.slack.whispers) == 3)
    assert bot.bot.advisor.open("slack:T1:C1:U2").profile.team.gpu_ops is None


def test_a_button_in_a_private_answer_stays_private(bot: Any) -> None:
    bot.post(command("volume=30000000", bot.slack.response_url()))
    bot.wait(lambda: bot.slack.whispers)
    (button, *_) = elements(bot.slack.whispers[0].blocks, "breakeven_choice")
    pressed = click(button, channel="C1", ts="5.5", thread=None, private=True, response_url=bot.slack.response_url())
    assert bot.post(pressed) == 200
    bot.wait(lambda: len(bot.slack.whispers) == 2)
    assert not bot.slack.messages
    assert bot.bot.advisor.open("slack:T1:C1:U1").profile.regulation.third_party == "allowed"


def test_the_shortcut_reads_what_somebody_else_wrote(bot: Any) -> None:
    ts = stamp()
    written = {"type": "message", "user": "U1", "ts": ts, "text": "volume=30000000"}
    assert bot.post(shortcut(written, bot.slack.response_url(), user="U2")) == 200
    (message,) = bot.answered("C1", ts)
    assert "<@U2> asked about what <@U1> wrote" in str(message.blocks)
    assert bot.bot.advisor.open(f"slack:T1:C1:{ts}").history[0].author == "U1"


@pytest.mark.parametrize(
    ("error", "hint"), [("not_in_channel", "/invite"), ("is_archived", "archived"), ("thread_not_found", "deleted")]
)
def test_the_shortcut_where_the_app_cannot_write(bot: Any, error: str, hint: str) -> None:
    for method in ("startStream", "postMessage"):
        bot.slack.always[f"chat.{method}"] = Fault(error=error)
    bot.slack.always["assistant.threads.setStatus"] = Fault(error=error)
    written = {"type": "message", "user": "U1", "ts": stamp(), "text": "volume=30000000"}
    assert bot.post(shortcut(written, bot.slack.response_url())) == 200
    bot.wait(lambda: bot.slack.whispers)
    assert hint in str(bot.slack.whispers[0].blocks)


def test_a_choice_answers_the_question(bot: Any) -> None:
    asked = mention("volume=30000000")
    bot.post(asked)
    ts = asked["event"]["ts"]
    (message,) = bot.answered("C1", ts)
    button = elements(message.blocks, "breakeven_choice")[3]
    assert bot.post(click(button, channel="C1", ts=message.ts, thread=ts, user="U2")) == 200
    answers = bot.answered("C1", ts, 2)
    assert "<@U2> answered: *no, no third party*" in str(answers[1].blocks)
    session = bot.bot.advisor.open(f"slack:T1:C1:{ts}")
    assert session.profile.regulation.third_party == "forbidden" and session.history[1].author == "U2"


def test_a_choice_of_a_settled_question_is_told_so(bot: Any) -> None:
    asked = mention("volume=30000000")
    bot.post(asked)
    ts = asked["event"]["ts"]
    (message,) = bot.answered("C1", ts)
    button = elements(message.blocks, "breakeven_choice")[0]
    for _ in range(2):
        pressed = click(button, channel="C1", ts=message.ts, thread=ts, response_url=bot.slack.response_url())
        assert bot.post(pressed) == 200
    bot.wait(lambda: bot.slack.whispers)
    assert "settled" in bot.slack.whispers[0].text
    statuses = [body["status"] for name, _, body in bot.slack.calls if name == "assistant.threads.setStatus"]
    assert statuses[-1] == ""  # no "is working" is left behind
    assert len(bot.answered("C1", ts, 2)) == 2


def test_details_open_in_a_modal_or_else_as_a_whisper(bot: Any) -> None:
    asked = mention("volume=30000000")
    bot.post(asked)
    ts = asked["event"]["ts"]
    (message,) = bot.answered("C1", ts)
    for name in ("why", "sources", "assumptions"):
        (button,) = elements(message.blocks, f"breakeven_detail_{name}")
        assert bot.post(click(button, channel="C1", ts=message.ts, thread=ts)) == 200
    bot.wait(lambda: len(bot.slack.views) == 3)
    assert {v["title"]["text"] for v in bot.slack.views} == {"Why?", "Sources", "Assumptions"}
    assert "“volume=30000000” (<@U1>)" in str(bot.slack.views)
    bot.slack.triggers_expired = True
    (button,) = elements(message.blocks, "breakeven_detail_sources")
    bot.post(click(button, channel="C1", ts=message.ts, thread=ts, user="U3"))
    bot.wait(lambda: bot.slack.whispers)
    assert (bot.slack.whispers[0].user, bot.slack.whispers[0].thread) == ("U3", ts)


def test_the_memo_is_a_file_in_the_thread_or_goes_to_its_owner(slack: SlackStandIn, own_home: Path) -> None:
    """With the real parts: a memo is more than the doubles can give."""
    agent = Settings(home=own_home)
    with running(slack, own_home, parts=Parts(agent)) as bot:
        asked = mention("30M tokens a day, nothing regulated, any vendor allowed")
        bot.post(asked)
        ts = asked["event"]["ts"]
        (message,) = bot.answered("C1", ts)
        (button,) = elements(message.blocks, "breakeven_detail_memo")
        assert bot.post(click(button, channel="C1", ts=message.ts, thread=ts)) == 200
        bot.post(command("30M tokens a day", slack.response_url(), user="U2"))
        bot.wait(lambda: slack.whispers)
        bot.post(click(button, channel="C1", ts="5.5", thread=None, private=True, user="U2"))
        bot.wait(lambda: len(slack.files) == 2, 30)
    public, private = sorted(slack.files, key=lambda f: str(f["channel"]))
    assert (public["channel"], public["thread"], public["said"]) == ("C1", ts, "From what <@U1> said.")
    assert (private["channel"], private["thread"]) == ("DU2", None)
    assert public["content"].startswith((b"%PDF", b"# Where"))


def test_no_memo_of_nothing(slack: SlackStandIn, own_home: Path) -> None:
    with running(slack, own_home, parts=Parts(Settings(home=own_home))) as bot:
        bot.post(command("our data is under GDPR", slack.response_url()))
        bot.wait(lambda: slack.whispers)
        button = {"type": "button", "action_id": "breakeven_detail_memo", "value": "private"}
        bot.post(command("start over", slack.response_url()))
        bot.wait(lambda: len(slack.whispers) == 2)
        bot.post(click(button, channel="C1", ts="5.5", thread=None, private=True))
        bot.wait(lambda: len(slack.whispers) == 3)
    assert "Too little is known" in str(slack.whispers[2].blocks) and not slack.files


def test_who_said_what_is_told(slack: SlackStandIn, own_home: Path) -> None:
    """With the real parts, which keep each one's words."""
    with running(slack, own_home, parts=Parts(Settings(home=own_home))) as bot:
        asked = mention("30M tokens a day of support chat", user="UANNA")
        ts = asked["event"]["ts"]
        bot.post(asked)
        bot.answered("C1", ts)
        bot.post(mention("No, it is 60M tokens a day", user="UBEN", thread=ts))
        second = bot.answered("C1", ts, 2)[1]
        assert "Volume: <@UANNA> had said “30M tokens a day”, <@UBEN> now says “60M tokens a day”" in str(second.blocks)
        bot.post(mention("60M tokens a day, and nobody runs GPUs", user="UBEN", thread=ts))
        assert "had said" not in str(bot.answered("C1", ts, 3)[2].blocks)  # nobody contradicts himself
        bot.post(mention("who said what?", user="UCLEO", thread=ts))
        told = str(bot.answered("C1", ts, 4)[3].blocks)
        assert "volume: “60M tokens a day” (<@UBEN>), before that “30M tokens a day” (<@UANNA>)" in told
        assert "UCLEO" not in told and len(bot.bot.advisor.open(f"slack:T1:C1:{ts}").history) == 3


def test_what_is_attached_is_not_passed_over_in_silence(bot: Any) -> None:
    alone, both = mention(""), mention("volume=30000000")
    for asked in (alone, both):
        asked["event"]["files"] = [{"id": "F1", "name": "bill.pdf"}]
        assert bot.post(asked) == 200
    assert "no words in that message" in bot.answered("C1", alone["event"]["ts"])[0].text
    (message,) = bot.answered("C1", both["event"]["ts"])
    assert "RECOMMENDED" in message.text and "cannot read what is attached" in str(message.blocks)


def test_the_shortcut_on_what_an_app_wrote(bot: Any) -> None:
    written = {"type": "message", "bot_id": "B9", "ts": stamp(), "text": "", "attachments": [{"text": "volume=5"}]}
    assert bot.post(shortcut(written, bot.slack.response_url(), user="U2")) == 200
    (message,) = bot.answered("C1", written["ts"])
    assert message.steps["read"]["output"] == "volume=5"
    assert "<@U2> asked about what an app wrote" in str(message.blocks)
    empty = {"type": "message", "bot_id": "B9", "ts": stamp(), "text": ""}
    assert bot.post(shortcut(empty, bot.slack.response_url(), user="U2")) == 200
    bot.wait(lambda: bot.slack.whispers)  # for the one who chose it alone
    assert "no words" in bot.slack.whispers[0].text and not bot.slack.in_thread("C1", empty["ts"])


@pytest.mark.parametrize(
    ("error", "hint"),
    [("not_in_channel", "/invite"), ("missing_scope", "files:write"), ("file_upload_denied", "admin")],
)
def test_a_memo_that_slack_does_not_take_is_explained(
    slack: SlackStandIn, own_home: Path, error: str, hint: str
) -> None:
    slack.always["files.completeUploadExternal"] = Fault(error=error)
    with running(slack, own_home, parts=Parts(Settings(home=own_home))) as bot:
        asked = mention("30M tokens a day, nothing regulated, any vendor allowed")
        bot.post(asked)
        ts = asked["event"]["ts"]
        (message,) = bot.answered("C1", ts)
        (button,) = elements(message.blocks, "breakeven_detail_memo")
        url = slack.response_url()
        assert bot.post(click(button, channel="C1", ts=message.ts, thread=ts, user="U2", response_url=url)) == 200
        bot.wait(lambda: slack.whispers)
        assert hint in str(slack.whispers[0].blocks) and len(slack.in_thread("C1", ts)) == 1
        bot.wait(bot.idle)


def test_a_detail_that_fails_is_told_to_one_person_alone(bot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slackbot.work.TRIES", 1)
    asked = mention("volume=30000000")
    bot.post(asked)
    ts = asked["event"]["ts"]
    (message,) = bot.answered("C1", ts)
    bot.slack.always["views.open"] = Fault(error="internal_error")
    bot.slack.always["assistant.threads.setSuggestedPrompts"] = Fault(error="internal_error")
    (button,) = elements(message.blocks, "breakeven_detail_why")
    bot.post(click(button, channel="C1", ts=message.ts, thread=ts, user="U3"))
    bot.post(event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}))
    bot.wait(lambda: bot.slack.whispers and bot.idle())
    assert bot.slack.whispers[0].user == "U3" and len(bot.slack.messages) == 1  # and opening a tab asks nothing
