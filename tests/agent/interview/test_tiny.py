"""A volume that is hardly anything for the users said is asked back once."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.advisor import Advisor
from agent.events import Done
from agent.interview import tiny
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings

SAID = "800 users chat with it, 1,000 tokens a day"


@pytest.fixture
def session(own_home: Path) -> Session:
    return Advisor(Settings(home=own_home)).open()


def say(session: Session, text: str) -> Answer:
    done = list(session.send(text))[-1]
    assert isinstance(done, Done)
    return done.answer


def test_of_each(session: Session) -> None:
    question = say(session, SAID).next_question
    assert question is not None and question.text.startswith("800 users and 1,000 tokens a day")
    say(session, tiny.EACH)
    assert session.profile.workloads[0].tokens_per_day == 800_000
    session.undo()
    assert session.profile.workloads[0].tokens_per_day == 1_000


def test_of_all_together_is_taken_and_not_asked_again(session: Session) -> None:
    say(session, SAID)
    answer = say(session, tiny.ALL)
    assert session.profile.workloads[0].tokens_per_day == 1_000
    assert answer.next_question is None or tiny.ALL not in answer.next_question.choices


def test_one_shot_answers_ask_it_too(own_home: Path) -> None:
    question = Advisor(Settings(home=own_home)).ask([SAID]).next_question
    assert question is not None and question.choices == (tiny.ALL, tiny.EACH)


@pytest.mark.parametrize("text", ["800 users chat with it, 2M tokens a day", "1,000 tokens a day", "800 users"])
def test_what_is_plausible_is_not_asked(text: str, own_home: Path) -> None:
    question = Advisor(Settings(home=own_home)).ask([text]).next_question
    assert question is None or tiny.ALL not in question.choices
