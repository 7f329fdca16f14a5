"""A refusal that forces own GPUs is asked back once, where nobody was named who set the rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.advisor import Advisor
from agent.events import Done
from agent.interview import forced
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings


@pytest.fixture
def session(own_home: Path) -> Session:
    return Advisor(Settings(home=own_home)).open()


def say(session: Session, text: str) -> Answer:
    done = list(session.send(text))[-1]
    assert isinstance(done, Done)
    return done.answer


WISH = "10M tokens a day of chat. We don't want to send any data to outside vendors."


def test_a_wish_is_asked_back_once_and_terms_reopen_the_api(session: Session) -> None:
    answer = say(session, WISH)
    assert answer.recommendation.option == "self_host"
    assert answer.next_question is not None and "a rule somebody set" in answer.next_question.text
    answer = say(session, "only with zero retention")
    assert answer.recommendation.option == "sovereign_api"
    assert "changed the recommendation" in answer.answer


def test_a_wish_confirmed_stays_and_is_not_asked_again(session: Session) -> None:
    say(session, WISH)
    answer = say(session, "no, no third party")
    assert answer.recommendation.option == "self_host"
    assert answer.next_question is None or answer.next_question.slot != forced.SLOT


@pytest.mark.parametrize(
    "text",
    [
        "10M tokens a day of chat. Our counsel refused every outside vendor.",
        "10M tokens a day of chat. Our contracts forbid that any third party sees the data.",
        "10M tokens a day of chat. The network is air-gapped.",
    ],
)
def test_a_rule_that_somebody_set_is_taken(session: Session, text: str) -> None:
    answer = say(session, text)
    assert answer.recommendation.option == "self_host"
    assert answer.next_question is None or "a rule somebody set" not in answer.next_question.text


def test_one_shot_answers_do_not_ask_back(own_home: Path) -> None:
    answer = Advisor(Settings(home=own_home)).ask([WISH])
    assert answer.next_question is None or "a rule somebody set" not in answer.next_question.text
