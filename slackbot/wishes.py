"""The short jobs: suggested prompts, a detail in a modal, the memo as a file."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from agent.advisor import Advisor
from agent.schema import Answer
from agent.sessions import TurnRecord
from slackbot.blocks import parts as make
from slackbot.blocks.details import TITLES, detail
from slackbot.calls import Slack, error_of
from slackbot.jobs import Ask, Job
from slackbot.logs import log
from slackbot.memo import memo

TITLE = "Where should our language-model work run?"
PROMPTS = (
    ("Start from our bill", "We pay OpenAI $12,000 a month for customer support chat. Should we move?"),
    (
        "Start from our users",
        "200 employees ask 20 questions a day about our documents. What would it cost to host it ourselves?",
    ),
    ("Our data may not leave", "Our data-protection officer refuses every outside vendor. What can we run ourselves?"),
    ("What do you need to know?", "help"),
)
TOO_LATE = frozenset(
    ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id")
)


def prompts(job: Job, slack: Slack) -> None:
    """What a new conversation can begin with."""
    offered = [{"title": title, "message": message} for title, message in PROMPTS]
    where = {"channel_id": job.ask.channel, "title": TITLE, "prompts": offered}
    if job.ask.thread:
        where["thread_ts"] = job.ask.thread
    slack.call("assistant_threads_setSuggestedPrompts", **where)


def show(job: Job, slack: Slack, advisor: Advisor) -> None:
    """One detail of the last answer of the session that the button stands in."""
    session = advisor.open_or_create(job.session)
    answer = session.answer
    if answer is None:
        _whisper(slack, job.ask, [make.section("There is no answer here yet.")])
    elif job.ask.name == "memo":
        _upload(slack, job.ask, answer, session.history)
    else:
        _open(slack, job.ask, detail(job.ask.name, answer, session.history))


def _open(slack: Slack, ask: Ask, blocks: list[make.Block]) -> None:
    """A modal; when its three seconds are over, a message that only that person sees."""
    try:
        slack.call("views_open", trigger_id=ask.trigger_id, view=make.modal(TITLES.get(ask.name, "Details"), blocks))
    except SlackApiError as e:
        if error_of(e) not in TOO_LATE:
            raise
        log.info("too late for a modal", extra={"error": error_of(e), "kind": ask.name})
        _whisper(slack, ask, blocks)


def _whisper(slack: Slack, ask: Ask, blocks: list[make.Block]) -> None:
    from slackbot.blocks.answer import Rendered
    from slackbot.replies import PrivateReply

    PrivateReply(slack, ask).finish(Rendered(TITLES.get(ask.name, "Details"), "", blocks))


def _upload(slack: Slack, ask: Ask, answer: Answer, history: list[TurnRecord]) -> None:
    """Into the thread; for a private session into a direct message."""
    names: dict[str, str] = {}

    def name_of(user: str) -> str:
        if user and user not in names:
            names[user] = _name(slack, user)
        return names.get(user, user)

    channel, thread = ask.channel, ask.thread
    if ask.private:
        channel, thread = str(slack.call("conversations_open", users=ask.user)["channel"]["id"]), None
    slack.call(
        "files_upload_v2",
        channel=channel,
        thread_ts=thread,
        filename="breakeven-memo.md",
        title="Decision memo",
        content=memo(answer, history, name_of),
    )


def _name(slack: Slack, user: str) -> str:
    """A user's name; the id where the app may not look it up."""
    try:
        found = slack.call("users_info", user=user)["user"]
    except SlackApiError:
        return user
    return str(found.get("real_name") or found.get("name") or user)
