"""A job's conversation: the text goes to the agent once, however often the job is tried; its events are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from agent.advisor import Advisor
from agent.errors import BreakevenError
from agent.events import Assessed, Done, Event, Failed, Understood
from agent.evidence.brief import decisive
from agent.interview import bank
from agent.sessions import TurnRecord
from agent.sessions.session import Session, answer_from
from slackbot.blocks.answer import Rendered, failure, render
from slackbot.blocks.details import who_said_what
from slackbot.blocks.voices import contradicted, name
from slackbot.jobs import Job
from slackbot.replies import Reply
from slackbot.store import Store
from slackbot.text import cut, mrkdwn

SHOWN = 60
WHO = re.compile(r"^\W*who (?:has )?(?:said|told you|claimed|wrote) (?:what|which|that|this|it)\b", re.I)
UNREAD = (
    "I found no words in that message: files, pictures and forwarded cards I cannot read. "
    "Write here what matters in it - the bill, the volume, the rules on the data."
)


class SettledError(BreakevenError):
    """The question whose button was pressed is not open any more."""

    def __init__(self) -> None:
        super().__init__(
            "That question has been settled in the meantime; the newest answer in this thread has the next one."
        )


def answer(job: Job, advisor: Advisor, store: Store, reply: Reply) -> None:
    """Answers a job whose ask is to say something or to choose. Errors: BreakevenError; SlackApiError."""
    session = advisor.open_or_create(job.session)
    text = _text(job, session)
    if WHO.search(text):
        reply.finish(Rendered("Who said what", "", who_said_what(session.answer, session.history)))
        return
    before = _before(job, session)
    rendered: Rendered | None = None
    steps = Steps(reply)
    for event in _events(job, session, store, advisor, text):
        steps.draw(event)
        if isinstance(event, Done):
            said = [_said(job, text), *contradicted(event.answer, before, job.ask.author)]
            rendered = render(event.answer, said="\n".join(filter(None, said)), private=job.ask.private)
            steps.cited(rendered.cited)
        elif isinstance(event, Failed):
            rendered = failure(event.message)
    reply.finish(rendered or failure("No answer was made; please write it again."))


def unread(reply: Reply) -> None:
    """A message that holds no words."""
    reply.finish(Rendered(UNREAD, UNREAD, []))


def _before(job: Job, session: Session) -> list[TurnRecord]:
    """What was said before this message; nothing is looked up in a session that is new."""
    if not session.profile.said:
        return []
    return [r for r in session.history if job.turn is None or r.turn < job.turn]


def _text(job: Job, session: Session) -> str:
    if job.ask.do == "say":
        return job.ask.text
    if job.turn is not None:  # an earlier try has said it: the question is another one by now
        heard = next((r for r in session.history if r.turn == job.turn and r.author == job.ask.author), None)
        if heard is not None:
            return str(heard.input.get("text") or "")
    asked = session.question
    if asked is None or asked.slot != job.ask.name or job.ask.choice >= len(asked.choices):
        raise SettledError
    return asked.choices[job.ask.choice]


def _events(job: Job, session: Session, store: Store, advisor: Advisor, text: str) -> Iterator[Event]:
    """The agent's events; for a text that an earlier try has already said, the answer that was given."""
    if job.turn is not None:
        for record in session.history:
            if record.turn >= job.turn and record.author == job.ask.author and record.input.get("text") == text:
                if record.answer is not None:
                    yield Done(answer_from(record.answer))
                else:
                    yield Failed(record.failed or "That message could not be answered; please write it again.")
                return
    store.note(job, turn=advisor.journal.last_turn(session.id) + 1)
    yield from session.send(text, author=job.ask.author)


def _said(job: Job, text: str) -> str:
    """Whose words this answers, where the thread does not show it."""
    ask = job.ask
    if ask.do == "choose":
        return f"<@{ask.user}> answered: *{mrkdwn(text)}*"
    if ask.author != ask.user:
        return f"<@{ask.user}> asked about what {name(ask.author)} wrote."
    if ask.files:
        return "I cannot read what is attached; write here what matters in it."
    return "" if not ask.private else f"Only you see this. You wrote: {mrkdwn(cut(text, 300))}"


class Steps:
    """Events as steps: what was understood, what came out, how many passages are quoted."""

    def __init__(self, reply: Reply) -> None:
        self._reply, self._known = reply, False

    def draw(self, event: Event) -> None:
        if isinstance(event, Understood):
            self._known = decisive(event.profile)
            self._reply.step("read", "Read the message", done=True, output=_understood(event))
            self._reply.step("count", "Count costs and compare options", done=False)
        elif isinstance(event, Assessed):
            told = f"{bank.option_name(event.assessment.option)} so far" if self._known else "too little is known yet"
            self._reply.step("count", "Count costs and compare options", done=True, output=told)
            self._reply.step("sources", "Look for sources", done=False)

    def cited(self, number: int) -> None:
        found = f"{number} quoted below" if number else "none needed"
        self._reply.step("sources", "Look for sources", done=True, output=found)


def _understood(event: Understood) -> str:
    heard: list[Any] = [change.shown or cut(change.words, SHOWN) for change in event.changes]
    return "; ".join(dict.fromkeys(heard)) or "no new facts"
