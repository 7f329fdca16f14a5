"""Clean answers pass both gates; an altered digit, unit, comparison or document never does."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import agent.evidence.template as templates
from agent.evidence import brief as briefs
from agent.evidence import compose, errors, template
from agent.evidence.brief import Brief
from agent.evidence.citing import Citer
from agent.evidence.render import Rendered
from agent.evidence.verify import check, verify
from tests.agent.evidence import evidence_doubles as doubles
from tests.agent.evidence import mutations

SEEDS = 120  # bench/verifier goes through a thousand


def made(seed: int) -> tuple[Brief, Rendered]:
    profile, assessment, question = doubles.made(seed)
    brief = briefs.make(profile, assessment, doubles.FakeLibrary(), Citer(doubles.FakeLibrary()), question)
    return brief, mutations.rendered(brief, template.draft(template.answer(brief)))


@pytest.fixture(scope="module")
def answers() -> list[tuple[Brief, Rendered]]:
    return [made(seed) for seed in range(SEEDS)]


def test_clean_answers_are_not_refused(answers: list[tuple[Brief, Rendered]]) -> None:
    for brief, answer in answers:
        check(answer, brief.ledger, brief.citer)
        assert not brief.ledger.refused


@pytest.mark.parametrize("kind", ["digit", "unit", "comparison", "document"])
def test_every_altered_answer_is_refused(answers: list[tuple[Brief, Rendered]], kind: str) -> None:
    tried = 0
    for seed, (brief, answer) in enumerate(answers):
        for mutation in mutations.mutations(answer, brief, random.Random(seed)):
            if mutation.kind == kind:
                tried += 1
                assert verify(mutation.answer, brief.ledger, brief.citer).failures, (seed, mutation.note)
    assert tried > SEEDS * 0.8


@pytest.mark.parametrize(
    ("added", "error"),
    [
        (" That is 3 of them.", errors.StrayNumber),
        (" That is ３ of them.", errors.StrayNumber),
        (" That is ½ of it.", errors.StrayNumber),
        (" That is thirty of them.", errors.StrayNumber),
        (" It is cheaper.", errors.StrayComparison),
        (" See [7].", errors.UnknownCitation),
        (" See https://example.org now.", errors.UnsafeText),
        (" See [this](javascript:alert).", errors.UnsafeText),
        (" <b>bold</b>", errors.UnsafeText),
        (" [@click=app.bell]ring[/]", errors.UnsafeText),
        (" hid\u200bden", errors.UnsafeText),
        (" \x1b[31mred", errors.UnsafeText),
    ],
)
def test_what_no_record_bears_out_is_refused_by_name(added: str, error: type[errors.AnswerError]) -> None:
    brief, answer = made(1)
    failures = verify(Rendered(answer.text + added, answer.spans), brief.ledger, brief.citer).failures
    assert error in {type(f) for f in failures}


def test_a_unit_put_beside_a_value_is_refused() -> None:
    brief, _ = made(1)
    answer = mutations.rendered(brief, "It holds {{confidence}} million.")
    assert {type(f) for f in verify(answer, brief.ledger, brief.citer).failures} >= {errors.StrayUnit}


def test_a_refused_line_is_left_out_and_named() -> None:
    profile, assessment, question = doubles.made(1)
    brief = briefs.make(profile, assessment, doubles.FakeLibrary(), Citer(doubles.FakeLibrary()), question)
    from agent.evidence.compose import finish

    answer, verdict, dropped = finish(brief, [["All is well.", "It holds in {{confidence}}."]])
    assert "All is well" not in answer.text and "It holds in" in answer.text
    assert verdict.rate < 1 and len(dropped) == 1


def test_templates_hold_no_figures_and_no_comparisons() -> None:
    """The words between the placeholders are checked at run time; here, that no digit is even written in the code."""
    for path in Path(templates.__file__).parent.glob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for literal in re.findall(r'"([^"]*)"', line.split("#")[0]):
                words = re.sub(r"\{[^{}]*\}", "", literal)
                assert not re.search(r"\d", words), f"{path.name}:{number}: {literal}"


def test_the_same_case_gives_the_same_answer() -> None:
    profile, assessment, question = doubles.made(3)
    first, second = (compose(profile, assessment, doubles.FakeLibrary(), question=question) for _ in range(2))
    assert first.answer == second.answer and first.recommendation == second.recommendation
