"""support: the passages that bear on each reason, gate and conflict. Only their ids are remembered."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent.interview.repairs import profile_of
from agent.nodes.desk import Desk
from agent.state import State
from tools.results import Assessment

PER_TOPIC = 3


def support(state: State, runtime: Runtime[Desk]) -> State:
    desk = runtime.context
    library = desk.parts.library
    found = {
        f"{p.source}:{p.start}-{p.end}": None
        for topic in topics(desk.assess(profile_of(state)))
        for p in library.claims(topic, PER_TOPIC)
    }
    return State(support=list(found))


def topics(assessment: Assessment) -> list[str]:
    """Every topic that the answer will speak of, once each, in the order of the reasons."""
    wanted = (
        [r.claim for r in assessment.reasons]
        + [g.claim for g in assessment.gates]
        + [c.about for c in assessment.conflicts]
    )
    return list(dict.fromkeys(t for t in wanted if t))
