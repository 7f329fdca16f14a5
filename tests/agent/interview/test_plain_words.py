"""The repairs and follow-ups in plain words, with the real reader, calculators and library."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.advisor import Advisor
from agent.events import Done
from agent.schema import Answer
from agent.sessions.session import Session
from agent.settings import Settings

CASE = "We pay OpenAI $9k a month, 30M tokens a day for support tickets, no rules. An open model passed our tests."
Talk = tuple[Session, list[Answer]]


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    return Advisor(Settings(home=Path(tmp_path_factory.mktemp("home"))))


def talk(advisor: Advisor, *messages: str) -> Talk:
    session, answers = advisor.open(), []
    for text in messages:
        done = list(session.send(text))[-1]
        assert isinstance(done, Done)
        answers.append(done.answer)
    return session, answers


def test_details_and_the_short_version(advisor: Advisor) -> None:
    _, (first, details, short) = talk(advisor, CASE, "details", "give me the short version")
    assert len(details.answer.split()) > len(first.answer.split())
    assert details.answer.count("\n- ") > first.answer.count("\n- ")
    assert len(short.answer.split()) < len(first.answer.split()) / 2 and short.profile == first.profile


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("is that per month?", "over a year $"),
        ("how much do we save?", "It saves about $"),
        ("when does it pay back?", "The move pays back"),
        ("what's the worst case?", "outermost tenths of the simulated cases"),
        ("is the migration cost in there?", "Moving to another API costs"),
        ("what if OpenAI cuts prices by half?", "API prices"),
        ("what do I do on monday?", "**What to do**\n1. "),
        ("which GPUs?", "**What own GPUs would take, as planned**"),
        ("what about 2 H200 instead?", "on 2x H200: about"),
        ("does OpenAI store our prompts?", "OpenAI API: zero retention: yes (read 2026-08-05)"),
        ("what if we only have 2 engineers?", "whether one of them runs GPU servers"),
        ("should we buy GPUs?", "As things stand, no"),
        ("which engine?", "our summary"),
        ("Was kostet das im Jahr?", "over a year $"),
        ("Pourquoi pas un modèle open source ?", "that is what I recommend"),
    ],
)
def test_a_follow_up_is_answered_by_what_it_asks_for(text: str, said: str, advisor: Advisor) -> None:
    session, (first, answer) = talk(advisor, CASE, text)
    assert said in answer.answer
    assert answer.profile == first.profile == session.profile
    assert answer.next_question == first.next_question  # it stays open


def test_what_a_vendor_promises_is_a_fact_with_its_date(advisor: Advisor) -> None:
    _, (_, answer) = talk(advisor, CASE, "does OpenAI store our prompts?")
    fact = next(f for f in answer.recommendation.facts if f.id == "term_openai_zero_retention")
    assert fact.as_of is not None and fact.reference


def test_a_horizon_and_a_cost_of_moving_that_were_said_decide(advisor: Advisor) -> None:
    session, (first,) = talk(advisor, CASE)
    assert first.recommendation.option == "managed_open"
    costly = list(session.edit("money.migration_usd", 400_000.0))[-1]
    assert isinstance(costly, Done) and costly.answer.recommendation.option in ("frontier_api", "smaller_tier")
    back = list(session.edit("money.horizon_months", 60.0))[-1]
    assert isinstance(back, Done) and back.answer.recommendation.confidence != costly.answer.recommendation.confidence


def test_skip_dont_know_and_rather_not_say_in_words(advisor: Advisor) -> None:
    for text, state in (("skip", "skipped"), ("I don't know", "unknown"), ("I'd rather not say", "refused")):
        session, (first, _) = talk(advisor, CASE, text)
        assert first.next_question is not None and session.profile.state_of(first.next_question.slot) == state


def test_undo_start_over_and_chit_chat_in_words(advisor: Advisor) -> None:
    session, answers = talk(advisor, CASE, "no wait, it is 50M tokens a day", "undo", "thanks!", "start over")
    assert answers[1].profile.workloads[0].tokens_per_day == 50e6
    assert answers[2].profile.workloads[0].tokens_per_day == 30e6
    assert "welcome" in answers[3].answer and session.profile.workloads == ()


def test_a_question_with_nothing_decisive_is_told_what_drives_it(advisor: Advisor) -> None:
    answer = advisor.ask(["I hit the daily token limit of my plan again. Any way round?"])
    assert "I cannot know yet" in answer.answer and "is a quota, not a cost" in answer.answer


@pytest.mark.parametrize("text", ["what's the worst case?", "how sure are you?"])
def test_the_ranges_that_were_drawn_are_facts(text: str, advisor: Advisor) -> None:
    _, (_, answer) = talk(advisor, CASE, text)
    assert "**What moves it**" in answer.answer
    assert any(f.id.startswith("drawn_") for f in answer.recommendation.facts)
