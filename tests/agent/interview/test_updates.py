"""A small fact is answered with what it changed; the whole recommendation comes where it is new, moved or wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from doubles import Parts

from agent.advisor import Advisor
from agent.events import Done
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings

WHOLE = "RECOMMENDED"


@pytest.fixture
def session(own_home: Path) -> Session:
    return Advisor(Settings(home=own_home), parts=Parts(Settings(home=own_home))).open()


def say(session: Session, text: str) -> Answer:
    done = list(session.send(text))[-1]
    assert isinstance(done, Done)
    return done.answer


def test_the_first_facts_get_the_whole_recommendation(session: Session) -> None:
    assert WHOLE in say(session, "volume=30000000").answer


def test_a_fact_that_leaves_the_option_says_what_it_changed(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "volume=40000000")
    assert WHOLE not in answer.answer
    assert "Noted: volume: 40M tokens a day." in answer.answer
    assert "stays: the frontier API, now at about $1,400 a month instead of $1,300 a month" in answer.answer
    assert answer.next_question is not None and answer.next_question.text in answer.answer
    assert {f.value for f in answer.recommendation.facts} >= {1300}


def test_a_fact_that_moves_the_option_gets_the_whole_recommendation_again(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "volume=300000000").answer
    assert "Noted: volume: 300M tokens a day" in answer and "changed the recommendation" in answer and WHOLE in answer


def test_an_option_that_a_fact_rules_out_is_named(session: Session) -> None:
    say(session, "volume=300000000")
    answer = say(session, "third=forbidden").answer
    assert WHOLE not in answer and "Ruled out by that: the frontier API." in answer
    say(session, "#undo")
    assert session.answer is not None and "Possible now: the frontier API." in session.answer.answer


def test_one_shot_answers_are_always_whole(own_home: Path) -> None:
    advisor = Advisor(Settings(home=own_home), parts=Parts(Settings(home=own_home)))
    assert WHOLE in advisor.ask(["volume=30000000", "gpu=none"]).answer


@pytest.mark.parametrize("text", ["recommendation", "so?", "Show me the recommendation.", "just tell me the answer"])
def test_the_whole_recommendation_when_it_is_asked_for(session: Session, text: str) -> None:
    say(session, "volume=30000000")
    say(session, "gpu=none")
    assert WHOLE in say(session, text).answer


def test_a_greeting_alone_is_answered_with_the_first_question(session: Session) -> None:
    answer = say(session, "#greeting")
    assert "Hello" in answer.answer and WHOLE not in answer.answer
    assert answer.next_question is not None and answer.next_question.text in answer.answer
    assert WHOLE in say(session, "volume=30000000").answer


def test_stop_asking_and_ask_again(session: Session) -> None:
    say(session, "volume=30000000")
    answer = say(session, "Enough questions!")
    assert answer.next_question is None and "ask nothing more" in answer.answer and WHOLE in answer.answer
    assert say(session, "gpu=none").next_question is None
    assert say(session, "ask me").next_question is not None


@pytest.mark.parametrize("text", ["idc", "I don't care", "whatever."])
def test_indifference_passes_a_question_over(session: Session, text: str) -> None:
    question = say(session, "volume=30000000").next_question
    assert question is not None
    assert say(session, text).next_question != question
    assert session.profile.state_of(question.slot) == "skipped"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("?how many questions are left", "at most 4 more questions"),
        ("?are you a bot", "breakeven, a program"),
        ("?why should I trust you", "every figure can be checked"),
        ("you are useless", "sorry"),
    ],
)
def test_questions_about_the_advisor(session: Session, text: str, said: str) -> None:
    say(session, "volume=30000000")
    answer = say(session, text).answer.lower()
    assert said in answer and "answered" not in answer


def test_what_was_not_understood_leaves_the_question_standing(session: Session) -> None:
    question = say(session, "volume=30000000").next_question
    assert question is not None
    assert f"My question is still: {question.text}" in say(session, "zzz").answer


def test_another_language_is_said_once(session: Session) -> None:
    assert "I recognise Polish" in say(session, "dzień dobry, volume=30000000").answer
    assert "I recognise" not in say(session, "dzień dobry, gpu=none").answer


def test_how_much_there_is_is_asked_before_anything_else_but_the_gates(session: Session) -> None:
    """Nothing decisive is known: without a volume or a bill no other answer leads anywhere."""
    say(session, "quality=open_large")
    assert session.question is not None and session.question.slot == "regulation.third_party"
    say(session, "#dont_know")
    assert session.question.slot == "workloads[0].tokens_per_day"
    say(session, "#dont_know")
    assert session.question.slot == "current.monthly_bill_usd"
    for _ in range(4):
        answer = say(session, "#dont_know")
    assert answer.next_question is None
    assert "spending limit" in say(session, "recommendation").answer


def test_a_conversion_is_shown_with_the_fact(own_home: Path) -> None:
    advisor = Advisor(Settings(home=own_home))
    session = advisor.open()
    say(session, "We pay OpenAI $40,000 a month for a chat")
    answer = say(session, "it is 200 users, 20 chats a day each, 1,500 tokens per chat").answer
    assert "200 users x 20 chats a day x 1,500 tokens = 6M tokens a day" in answer
    whole = advisor.ask(["200 users, 20 chats a day each, 1,500 tokens per chat"]).answer
    assert "200 users x 20 chats a day x 1,500 tokens = 6M tokens a day" in whole
