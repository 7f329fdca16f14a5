"""A bill and a volume that do not fit together: asked about once, and only where it decides something."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from agent.interview import bank
from agent.schema import Question
from tools.profile import Profile, Said, with_slot
from tools.results import Assessment

ABOUT = "bill and volume"  # what tools.decision calls the user's own figures when they disagree
KEY = "conflict:bill and volume"
BILL = "current.monthly_bill_usd"
GO_BY_BILL, GO_BY_VOLUME, BOTH = "go by the bill", "go by the volume", "both are right, we have other prices"
LONGEST = 14  # words of an answer
BILLED = r"(?:bill|invoice|amount|spend(?:ing)?|cost|money|payment)"
LOADED = r"(?:volume|tokens?|traffic|usage|load|count)"
RIGHT = r"(?:right|correct|true|accurate|sure|exact|certain|fine)"
_IN_WORDS = (
    (BOTH, r"\bboth\b|\b(?:we have|we get|there is|it['’]?s) (?:an? )?(?:other prices?|discounts?|special prices?)\b"),
    (GO_BY_BILL, rf"\b(?:go by|trust|take|use|believe|keep) (?:the |our |my )?{BILLED}\b|\b{BILLED}\b(?! (?:is|was) (?:not|wrong|in)).{{0,12}}\b{RIGHT}\b|^\W*(?:the )?{BILLED}\W*$|\b{LOADED} (?:is|was|must be) (?:wrong|a guess|an estimate|off)\b"),
    (GO_BY_VOLUME, rf"\b(?:go by|trust|take|use|believe|keep) (?:the |our |my )?{LOADED}\b|\b{LOADED}\b(?! (?:is|was) (?:not|wrong|in)).{{0,12}}\b{RIGHT}\b|^\W*(?:the )?{LOADED}\W*$|\b{BILLED} (?:is|was|must be) (?:wrong|a guess|an estimate|off)\b"),
)  # fmt: skip


def question(assessment: Assessment, profile: Profile, assess: Callable[[Profile], Assessment]) -> Question | None:
    """The question, where going by the one or by the other gives another option than the standing one."""
    if not any(c.about == ABOUT for c in assessment.conflicts):
        return None
    others = {assess(settled(profile, choice, "")).option for choice in (GO_BY_BILL, GO_BY_VOLUME)}
    if others == {assessment.option}:
        return None
    return Question(
        slot=BILL,
        text=bank.say("conflict"),
        why=bank.say("conflict_why"),
        choices=(GO_BY_BILL, GO_BY_VOLUME, BOTH),
    )


def in_words(text: str) -> str | None:
    """The choice that an answer in the user's own words makes: "the bill is right, I'm sure"."""
    if len(text.split()) > LONGEST or re.search(r"\d", text):
        return None
    return next((choice for choice, pattern in _IN_WORDS if re.search(pattern, text, re.I)), None)


def settled(profile: Profile, choice: str, words: str) -> Profile:
    """The profile after a choice: the figure that lost is no longer known, and is not asked for again."""
    if choice == GO_BY_VOLUME:
        return _forget(profile, BILL, words)
    if choice == GO_BY_BILL:
        for index, workload in enumerate(profile.workloads):
            if workload.tokens_per_day is not None:
                profile = _forget(profile, f"workloads[{index}].tokens_per_day", words)
                profile = _forget(profile, f"workloads[{index}].requests_per_day", words)
    return profile


def _forget(profile: Profile, slot: str, words: str) -> Profile:
    state: Any = "unknown"
    mark = Said(slot=slot, words=words, message=0, state=state)
    others = tuple(s for s in profile.said if s.slot != slot)
    return with_slot(profile, slot, None).model_copy(update={"said": (*others, mark)})
