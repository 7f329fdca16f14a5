"""The short jobs: suggested prompts, a detail in a modal, the memo as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from agent.advisor import Advisor
from agent.schema import Answer
from slackbot.blocks.answer import Rendered
from slackbot.blocks.details import TITLES, detail
from slackbot.blocks.parts import Block, modal, section
from slackbot.blocks.voices import speakers
from slackbot.calls import Slack, error_of
from slackbot.jobs import Ask, Job
from slackbot.logs import log
from slackbot.replies import NOT_THERE, PrivateReply
from slackbot.text import escaped

if TYPE_CHECKING:
    from agent.memo import Memo
    from agent.sessions.session import Session

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
PASSING = frozenset(("internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"))


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
        _whisper(slack, job.ask, [section("There is no answer here yet.")])
    elif job.ask.name == "memo":
        _upload(slack, advisor, session, answer, job.ask)
    else:
        _open(slack, job.ask, detail(job.ask.name, answer, session.history))


def _open(slack: Slack, ask: Ask, blocks: list[Block]) -> None:
    """A modal; when its three seconds are over, a message that only that person sees."""
    try:
        slack.call("views_open", trigger_id=ask.trigger_id, view=modal(TITLES.get(ask.name, "Details"), blocks))
    except SlackApiError as e:
        if error_of(e) not in TOO_LATE:
            raise
        log.info("too late for a modal", extra={"error": error_of(e), "kind": ask.name})
        _whisper(slack, ask, blocks)


def _whisper(slack: Slack, ask: Ask, blocks: list[Block]) -> None:
    PrivateReply(slack, ask).finish(Rendered(TITLES.get(ask.name, "Details"), "", blocks))


def _upload(slack: Slack, advisor: Advisor, session: Session, answer: Answer, ask: Ask) -> None:
    """Into the thread, with who contributed; for a private session into a direct message."""
    from agent.memo import MemoError, make

    try:
        made = make(session.profile, advisor.desk(builtin=True), before=answer)
    except MemoError as e:
        _whisper(slack, ask, [section(escaped(str(e)))])
        return
    name, content = _file(made)
    channel, thread = ask.channel, ask.thread
    if ask.private:
        channel, thread = str(slack.call("conversations_open", users=ask.user)["channel"]["id"]), None
    try:
        slack.call(
            "files_upload_v2",
            channel=channel,
            thread_ts=thread,
            filename=name,
            title="Decision memo",
            content=content,
            initial_comment=_contributors(answer, session),
        )
    except SlackApiError as e:
        if error_of(e) in PASSING:
            raise
        log.warning("file refused", extra={"error": error_of(e), "channel": channel})
        _whisper(slack, ask, [section(_refused(error_of(e)))])


def _file(made: Memo) -> tuple[str, bytes]:
    """PDF, which Slack shows; Markdown where the extra that makes PDF is not installed."""
    from agent.memo import MemoError
    from agent.memo.files import rendered

    try:
        return "breakeven-memo.pdf", rendered(made, ".pdf")
    except MemoError:
        return "breakeven-memo.md", rendered(made, ".md")


def _refused(error: str) -> str:
    """Why there is no file, and what changes that."""
    if error in NOT_THERE:
        why = "I may not put files here: invite me with `/invite @breakeven` and press the button again."
    elif error == "missing_scope":
        why = "The app may not upload files: an admin must install it again with the scope `files:write`."
    else:
        why = f"Slack did not take the memo's file (`{escaped(error)}`): ask an admin whether uploads are allowed here."
    return f"{why} *Why?*, *Sources* and *Assumptions* hold most of what is in it."


def _contributors(answer: Answer, session: Session) -> str:
    who = speakers(answer, session.history)
    return f"From what {', '.join(who)} said." if who else ""
