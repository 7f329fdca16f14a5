"""A refusal that leaves nothing but own GPUs is asked back once: is it a rule, or a wish that written terms would meet?

Not in one-shot answers, where nobody can reply, and not where the user named who refused."""

from __future__ import annotations

import re

from agent.interview import bank
from agent.schema import Question
from tools.profile import Profile
from tools.results import Assessment

SLOT = "regulation.third_party"
KEY = f"forced:{SLOT}"
AUTHORITY = re.compile(
    r"\b(?:counsel|legal|lawyers?|attorneys?|dpo|data[- ]protection|privacy officer|ciso|contracts?|contractual\w*|"
    r"laws?|licen[cs]e|regulat\w+|courts?|auditors?|compliance|agreements?|officer|nda|refus\w+|forbid\w*|forbade|"
    r"prohibit\w*|not allowed|under no circumstances|classified|no terms)\b",
    re.I,
)


def question(assessment: Assessment, profile: Profile) -> Question | None:
    """The question, where the refusal alone forces the option and nobody was named who set it."""
    rules = profile.regulation
    if assessment.option != "self_host" or rules.third_party != "forbidden" or rules.air_gapped:
        return None
    said = next((s for s in reversed(profile.said) if s.slot == SLOT), None)
    words = bank.wording(SLOT)
    if said is None or words is None or said.words in words.choices or AUTHORITY.search(said.words):
        return None
    return Question(slot=SLOT, text=bank.say("forced"), why=bank.say("forced_why"), choices=tuple(words.choices))
