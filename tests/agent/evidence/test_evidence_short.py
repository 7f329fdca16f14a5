"""The short answer of a chat: what decides and no more, from the same ledger and through the same gates."""

from __future__ import annotations

import re

import pytest

from agent.evidence import compose
from agent.evidence.template import bearings
from agent.schema import Question
from tests.agent.evidence import evidence_doubles as doubles

MORE = 'Say "details" for the rest.'


def words(text: str) -> int:
    return len(re.findall(r"[A-Za-z0-9$“][^\s|]*", text))


@pytest.mark.parametrize("seed", range(20))
def test_a_short_answer_passes_both_gates_and_carries_the_same_recommendation(seed: int) -> None:
    profile, a, question = doubles.made(seed)
    short = compose(profile, a, doubles.FakeLibrary(), question=question, short=True, more=MORE)
    whole = compose(profile, a, doubles.FakeLibrary(), question=question)
    assert short.refused == whole.refused
    assert short.recommendation.model_copy(update={"citations": (), "facts": ()}).option == a.option
    assert {r.text for r in short.recommendation.reasons} == {r.text for r in whole.recommendation.reasons}
    assert len(short.recommendation.warnings) == len(whole.recommendation.warnings)
    assert words(short.answer) <= words(whole.answer) + words(MORE)


@pytest.mark.parametrize("seed", range(20))
def test_a_short_answer_gives_one_reason_one_step_and_how_to_get_the_rest(seed: int) -> None:
    profile, a, question = doubles.made(seed)
    answer = compose(profile, a, doubles.FakeLibrary(), question=question, short=True, more=MORE).answer
    for heading in ("**Why**", "**What to do**"):
        lines = answer.partition(heading)[2].partition("\n\n")[0].strip().splitlines()
        assert len(lines) <= 1
    assert MORE in answer or "I cannot know yet" in answer


def test_why_a_question_is_asked_is_told_by_what_it_could_change() -> None:
    profile, a, _ = doubles.made(3)
    why = "Rules come first. Your answer could change the recommendation from own GPUs to the frontier API."
    asked = Question(slot="regulation.third_party", text="May a vendor see it?", why=why)
    short = compose(profile, a, doubles.FakeLibrary(), question=asked, short=True).answer
    assert short.endswith("**Next question:** May a vendor see it? *It could change the answer to the frontier API.*")
    assert "Why I ask" in compose(profile, a, doubles.FakeLibrary(), question=asked).answer


def test_a_figure_of_a_source_is_quoted_with_what_it_counts() -> None:
    profile, a, _ = doubles.made(7)
    answer = compose(profile, a, doubles.FakeLibrary(), short=True)
    for quote in re.findall(r"“([^”]+)”", answer.answer):
        assert any(quote.strip("… ") in " ".join(c.quote.split()) for c in answer.recommendation.citations)
    assert bearings.STEPS > 1
