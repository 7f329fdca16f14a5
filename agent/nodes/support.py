"""support: the passages that bear on each reason, gate and conflict. Only their ids are remembered."""

from __future__ import annotations

from agent.evidence.protocols import Passage
from agent.evidence.support import Claims
from agent.interview.outcome import profile_of
from agent.nodes.desk import Run
from agent.state import State
from tools.results import Assessment


def support(state: State, runtime: Run) -> State:
    desk = runtime.context
    claims = Claims(desk.parts.library)  # read once a process; the writing step finds them there
    wanted = topics(desk.assess(profile_of(state)))
    return State(support=list(dict.fromkeys(_id(p) for topic in wanted for p in claims(topic))))


def _id(passage: Passage) -> str:
    return f"{passage.source}:{passage.start}-{passage.end}"


def topics(assessment: Assessment) -> list[str]:
    """Every topic that the answer will speak of, once each, in the order of the reasons."""
    wanted = (
        [r.claim for r in assessment.reasons]
        + [g.claim for g in assessment.gates]
        + [c.about for c in assessment.conflicts]
    )
    return list(dict.fromkeys(t for t in wanted if t))
