"""The same facts in any order, in one message or in many, give the same profile and the same recommendation."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from doubles import Parts as Doubles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.advisor import Advisor
from agent.interview import show
from agent.schema import Answer
from agent.settings import Settings
from agent.understanding import read
from tools.profile import Profile

CASES: dict[str, tuple[str, ...]] = {
    "support": (
        "We summarise support tickets.", "It is about 30M tokens a day.", "We serve the EU and GDPR applies.",
        "Nobody here has run GPUs.", "We pay OpenAI $9,000 a month.",
    ),
    "clinic": (
        "We extract findings from lab reports.", "HIPAA applies.", "We handle 40 million tokens a month.",
        "Zero retention is enough for our counsel.", "We cannot hire anybody for it.",
    ),
    "bank": (
        "A chat for our staff.", "200 users.", "Each of them asks 20 questions a day.",
        "A question with its answer is 1,500 tokens.",
        "No third party may see the data.", "We have a dedicated GPU team.",
    ),
}  # fmt: skip


class Parts(Doubles):
    """The stand-ins, but for the reader."""

    def read(self, message: str, profile: Profile, *, asked: str | None, turn: int) -> Any:
        return read(message, profile, asked=asked, turn=turn)


def known(answer: Answer) -> dict[str, str]:
    """Every filled slot; numbers to six digits, since a sum may be taken in another order."""
    return {s: f"{v:.6g}" if isinstance(v, float) else str(v) for s, v in show.slots(answer.profile)}


@st.composite
def shards(draw: st.DrawFn, facts: tuple[str, ...]) -> list[str]:
    """The facts in another order, cut into messages."""
    order = draw(st.permutations(facts))
    cuts = draw(st.lists(st.booleans(), min_size=len(order) - 1, max_size=len(order) - 1))
    messages = [order[0]]
    for fact, cut in zip(order[1:], cuts, strict=True):
        if cut:
            messages.append(fact)
        else:
            messages[-1] += " " + fact
    return messages


def advisor(home: Path) -> Advisor:
    where = Settings(home=home)
    return Advisor(where, parts=Parts(where))


@pytest.mark.parametrize("case", CASES)
def test_any_order_and_any_splitting_means_the_same(case: str, tmp_path: Path) -> None:
    one_shot, facts = advisor(tmp_path), CASES[case]
    whole = one_shot.ask([" ".join(facts)])

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(shards(facts))
    def holds(messages: list[str]) -> None:
        found = one_shot.ask(messages)
        assert known(found) == known(whole), messages
        assert found.recommendation.option == whole.recommendation.option

    holds()


def test_an_interview_means_the_same_as_one_message(tmp_path: Path) -> None:
    facts = CASES["support"]
    talker = advisor(tmp_path)
    whole = talker.ask([" ".join(facts)])
    for order in itertools.islice(itertools.permutations(facts), 0, 120, 17):
        session = talker.open()
        for fact in order:
            for _ in session.send(fact):
                pass
        assert session.answer is not None
        assert known(session.answer) == known(whole), order


MANY = {
    "support": ("We summarise support tickets.", "It is about 30M tokens a day.", "85% of the tokens are input."),
    "bank": (
        "A chat for our staff.", "900 users.", "Each of them asks 20 questions a day.",
        "A question with its answer is 1,500 tokens.",
    ),
    "papers": (
        "We extract data from reports.", "We handle 50,000 requests a day.", "A request has 600 input tokens.",
        "It is 200 output tokens per request.",
    ),
}  # fmt: skip
BESIDE = (
    "We pay OpenAI $9,000 a month.", "We serve the EU and GDPR applies.", "Nobody here has run GPUs.",
    "We will not hire.", "We run on Kubernetes.", "The peak is four times the average.", "We grow 50% a year.",
    "An open 70B passes our evals.", "Answers must come back within 2 seconds.",
    "A move must pay back within 18 months.", "Zero retention is enough for our counsel.",
    "An engineer costs $120 an hour.",
)  # fmt: skip


@pytest.mark.slow
def test_many_facts_in_any_order_and_splitting_get_the_same_recommendation(tmp_path: Path) -> None:
    """With the real decision: option, costs and confidence, not only the profile."""
    where = Settings(home=tmp_path)
    talker = Advisor(where)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        case = data.draw(st.sampled_from(sorted(MANY)))
        facts = (*MANY[case], *data.draw(st.lists(st.sampled_from(BESIDE), unique=True, min_size=4, max_size=9)))
        messages = data.draw(shards(facts))
        whole, found = talker.ask([" ".join(facts)]), talker.ask(messages)
        assert known(found) == known(whole), messages
        assert found.status == whole.status, messages
        assert found.recommendation.option == whole.recommendation.option, messages
        assert found.recommendation.confidence == pytest.approx(whole.recommendation.confidence), messages
        for option, cost in whole.recommendation.costs.items():
            assert found.recommendation.costs[option].monthly_usd == cost.monthly_usd, (option, messages)

    holds()
