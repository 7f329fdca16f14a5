"""The way of one message, at a glance:

    understand -> assess -> support -> write -> listen -+
        ^                                               |
        +-----------------------------------------------+

``understand`` turns words into changes of the profile; ``assess`` computes gates, costs, draws, the decision and the
next question; ``support`` finds passages for each reason; ``write`` makes the verified answer; ``listen`` waits for the
next message (an interrupt). LangGraph runs and keeps conversations; ``once`` takes the same steps for a question that
ends after ``write``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from agent.state import State

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from agent.nodes.desk import Desk

ANSWERING = ("understand", "assess", "support", "write")  # from a message to its answer, in this order
RECURSION_LIMIT = 50  # five steps a message; LangGraph's own default is 10,007


def build(checkpointer: BaseCheckpointSaver[str] | None = None) -> CompiledStateGraph[State, Desk, State, State]:
    """The compiled graph. Imports LangGraph, which takes most of a second: call it late."""
    _keep_to_ourselves()
    from langgraph.graph import START, StateGraph

    from agent import nodes
    from agent.nodes.desk import Desk

    graph = StateGraph(State, context_schema=Desk)
    for name in (*ANSWERING, "listen"):
        graph.add_node(name, getattr(nodes, name))
    graph.add_edge(START, "understand")
    for step, following in pairwise((*ANSWERING, "listen", "understand")):
        graph.add_edge(step, following)
    return graph.compile(checkpointer=checkpointer, name="breakeven")


def once(state: State, desk: Desk) -> list[Any]:
    """The events of a question that is answered and forgotten. Nothing is kept or waited for, so LangGraph, whose
    import takes longer than the answer, has no part in it."""
    from agent import nodes

    run = _Once(desk)
    for name in ANSWERING:
        state = state | getattr(nodes, name)(state, run)
    return run.events


@dataclass
class _Once:
    """What the steps see of a run without LangGraph: an ``agent.nodes.desk.Run``."""

    context: Desk
    events: list[Any] = field(default_factory=list)

    def stream_writer(self, event: Any) -> None:
        self.events.append(event)


def config(thread: str) -> Any:
    return {"configurable": {"thread_id": thread}, "recursion_limit": RECURSION_LIMIT}


def _keep_to_ourselves() -> None:
    """Nothing leaves the machine: tracing off whatever the environment says; checkpoints hold plain data only."""
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        os.environ[name] = "false"
