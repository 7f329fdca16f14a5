"""questions.yaml: every slot has its words, every choice fits its slot, and no question brings a figure of its own."""

from __future__ import annotations

import pytest

from agent.evidence import lexer
from agent.interview import bank, choose, confirm
from agent.interview.bank import Wording
from tools.profile import Money, Profile, Regulation, Team, Workload, slot_value, with_slot
from tools.results import OPTIONS

ALL = list(bank.wordings().values())


def test_every_slot_of_the_profile_has_its_words() -> None:
    slots = {f"workloads[*].{f}" for f in Workload.model_fields if f not in ("name", "regulation")}
    slots |= {f"regulation.{f}" for f in Regulation.model_fields} | {f"team.{f}" for f in Team.model_fields}
    slots |= {f"money.{f}" for f in Money.model_fields} | {
        f"current.{f}" for f in ("provider", "model", "monthly_bill_usd")
    }
    assert set(bank.wordings()) == slots


@pytest.mark.parametrize("words", ALL, ids=lambda w: w.slot)
def test_choices_fit_their_slot(words: Wording) -> None:
    slot = words.slot.replace("[*]", "[0]")
    for text, value in words.choices.items():
        assert text.strip() == text and len(text) < 60
        if value not in confirm.STATES:
            assert slot_value(with_slot(Profile(), slot, value), slot) is not None


@pytest.mark.parametrize("words", ALL, ids=lambda w: w.slot)
def test_questions_bring_no_figure(words: Wording) -> None:
    for text in (words.text, words.why, words.estimate, words.short):
        assert not list(lexer.digits(text)), text
        assert not list(lexer.matches(lexer.NUMBER_WORD, text)), text
    assert words.text.count("?") == 1 and len(words.text) < 150


def test_every_option_has_a_name() -> None:
    assert all(bank.option_name(o) for o in (*OPTIONS, "hybrid"))


def test_one_workloads_regulation_is_asked_in_the_words_of_the_profiles() -> None:
    profile = Profile(workloads=(Workload(name="triage"), Workload(name="letters")))
    assert bank.wording("workloads[1].regulation.third_party") == bank.wording("regulation.third_party")
    assert bank.short("workloads[1].regulation.third_party", profile) == "outside vendors of letters"


def test_progress_in_words() -> None:
    assert str(choose.Progress(0, 0)) == ""
    assert str(choose.Progress(1, 1)) == "at most one more question; 1 can still change the answer"
