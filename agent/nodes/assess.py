"""assess: gates, costs, draws and the decision for the profile as it stands, and the next question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agent.events import Assessed
from agent.interview import choose, clash, forced, slips, tiny
from agent.interview.outcome import profile_of
from agent.nodes.desk import Desk, Run
from agent.schema import Question
from agent.state import State
from tools.profile import Profile
from tools.results import Assessment


def assess(state: State, runtime: Run) -> State:
    profile = profile_of(state)
    assessment = runtime.context.assess(profile)
    runtime.stream_writer(Assessed(assessment))
    asked = list(state.get("asked") or [])
    if state.get("quiet"):
        return State(question=None, slip=None)
    slip = state.get("slip")
    if slip and slips.key(slip["slot"], slip["value"]) not in asked:
        return _asking(asked, slips.key(slip["slot"], slip["value"]), slips.question(slip))
    if state.get("question") and not state.get("changed"):
        return State()  # talked about, not answered: the question stays open
    found = _doubt(state, runtime.context, profile, assessment) or choose.next_question(assessment, profile, asked)
    if found is not None:
        return _asking(asked, *found) | State(slip=None)
    last = choose.still_open(asked[-1], assessment, profile) if asked else None
    return State(question=last.model_dump(mode="json") if last else None, slip=None)


def _doubt(state: State, desk: Desk, profile: Profile, assessment: Assessment) -> tuple[str, Question] | None:
    """What does not fit together, or forces the answer on a wish alone: asked back once each, before anything else."""
    doubts: tuple[tuple[str, Callable[[], Question | None]], ...] = (
        (tiny.KEY, lambda: tiny.question(profile, state.get("words") or ())),
        (clash.KEY, lambda: clash.question(assessment, profile, desk.glance)),
        (forced.KEY, lambda: None if desk.full else forced.question(assessment, profile)),
    )
    open_ = (d for d in doubts if d[0] not in (state.get("asked") or []))
    return next(((key, asked) for key, ask in open_ if (asked := ask()) is not None), None)


def _asking(asked: list[str], key: str, question: Question) -> State:
    opened: dict[str, Any] = question.model_dump(mode="json")
    return State(question=opened, asked=[*asked, key])
