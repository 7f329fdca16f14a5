"""The next question: the open slot whose answer can change the recommendation most, and when to stop asking.

The order is computed by ``tools.decision`` (value of information over the draws, hard gates first). This module only
leaves out what was skipped, refused, not known or just asked, and gives the question its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.evidence.brief import decisive
from agent.interview import bank
from agent.schema import Question
from tools.profile import Profile
from tools.results import Assessment, OpenQuestion

MOST_TIMES = 2  # a question that was talked past may come back once, later
CLOSED = ("skipped", "refused", "unknown")
ESSENTIAL = ("workloads[0].tokens_per_day", "current.monthly_bill_usd")  # with neither, nothing can be computed


@dataclass(frozen=True)
class Progress:
    """``left`` questions at most, ``deciding`` of which can still change the recommendation."""

    left: int
    deciding: int

    def __str__(self) -> str:
        if not self.left:
            return ""
        more = "at most one more question" if self.left == 1 else f"at most {self.left} more questions"
        return f"{more}; {self.deciding} can still change the answer"


def candidates(assessment: Assessment, profile: Profile, asked: list[str]) -> list[OpenQuestion]:
    """Open slots that may be asked, best first: not closed by the user, not asked too often, able to flip.

    While nothing decisive is known, how much there is comes right after the hard gates: without it every draw is as
    good as any other, and none of them flips."""
    able = [q for q in assessment.open_questions if q.flips_to or q.hard_gate]
    if not decisive(profile):
        gates = [q for q in able if q.hard_gate]
        able = [*gates, *_essential(profile, able), *(q for q in able if q not in gates and q.slot not in ESSENTIAL)]
    return [
        q
        for q in able
        if profile.state_of(q.slot) not in CLOSED and asked.count(q.slot) < MOST_TIMES and bank.wording(q.slot)
    ]


def _essential(profile: Profile, able: list[OpenQuestion]) -> list[OpenQuestion]:
    """The volume, and the bill once the volume is known not to be known."""
    told = {q.slot: q for q in able}
    wanted = ESSENTIAL if profile.state_of(ESSENTIAL[0]) in CLOSED else ESSENTIAL[:1]
    return [told.get(slot) or OpenQuestion(slot=slot, value=0.0, flips_to=()) for slot in wanted]


def next_question(assessment: Assessment, profile: Profile, asked: list[str]) -> tuple[str, Question] | None:
    """The key to remember it by and the question itself; None: there is no other. Never the one asked last."""
    last = asked[-1] if asked else None
    for found in candidates(assessment, profile, asked):
        if found.slot != last:
            return found.slot, worded(found, assessment, profile)
    return None


def still_open(slot: str, assessment: Assessment, profile: Profile) -> Question | None:
    """The question asked last, as it stands now, where its answer can still change something; it is not asked anew."""
    found = next((q for q in candidates(assessment, profile, []) if q.slot == slot), None)
    return worded(found, assessment, profile) if found else None


def worded(found: OpenQuestion, assessment: Assessment, profile: Profile) -> Question:
    words = bank.wording(found.slot)
    if words is None:
        raise KeyError(f"no words for {found.slot} in questions.yaml")
    text = words.text.format(workload=bank.workload_name(found.slot, profile))
    return Question(slot=found.slot, text=text, why=why(found.slot, assessment), choices=tuple(words.choices))


def why(slot: str, assessment: Assessment) -> str:
    """Why this slot is asked: what hangs on it in general, and what the computation says it could change here."""
    words = bank.wording(slot)
    found = next((q for q in assessment.open_questions if q.slot == slot), None)
    effect = "" if slot in ESSENTIAL and not (found and found.flips_to) else _effect(found, assessment)
    parts = [words.why if words else "", effect]
    return " ".join(p for p in parts if p)


def _effect(found: OpenQuestion | None, assessment: Assessment) -> str:
    if found is None:
        return bank.say("why_none")
    parts: list[str] = []
    others = [bank.option_name(o) for o in found.flips_to if o != assessment.option]
    if others:
        option = bank.option_name(assessment.option)
        parts.append(bank.say("why_flip", option=option, others=" or ".join(others)))
    else:
        parts.append(bank.say("why_gate" if found.hard_gate else "why_none"))
    return " ".join(parts)


def progress(assessment: Assessment, profile: Profile, asked: list[str]) -> Progress:
    open_ = candidates(assessment, profile, asked)
    return Progress(left=len(open_), deciding=sum(bool(q.flips_to) for q in open_))


def why_stop(assessment: Assessment, profile: Profile) -> str:
    """Why nothing is asked any more, in one sentence."""
    if assessment.status == "provisional" and not decisive(profile):
        return bank.say("stop_unknown")
    deciding = [q.slot for q in assessment.open_questions if q.flips_to]
    if not deciding:
        return bank.say("stop_none")
    if all(profile.state_of(slot) in CLOSED for slot in deciding):
        return bank.say("stop_skipped")
    names = dict.fromkeys(bank.short(s, profile) for s in deciding if profile.state_of(s) not in CLOSED)
    return bank.say("stop_open", what=", ".join(names))
