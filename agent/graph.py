"""The way of one message, at a glance:

    understand -> assess -> support -> write -> listen -+
        ^                                               |
        +-----------------------------------------------+

``understand`` turns words into changes of the profile; ``assess`` computes gates, costs, draws, the decision and the
next question; ``support`` finds passages for each reason; ``write`` makes the verified answer; ``listen`` waits for the
next message (an interrupt). One-shot questions end after ``write``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

from agent.state import State

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from agent.nodes.desk import Desk

RECURSION_LIMIT = 50  # five steps a message; LangGraph's own default is 10,007


def build(checkpointer: BaseCheckpointSaver[str] | None = None) -> CompiledStateGraph[State, Desk, State, State]:
    """The compiled graph. Imports LangGraph, which takes most of a second: call it late."""
    _keep_to_ourselves()
    from langgraph.graph import END, START, StateGraph

    from agent import nodes
    from agent.nodes.desk import Desk

    graph = StateGraph(State, context_schema=Desk)
    graph.add_node("understand", nodes.understand)
    graph.add_node("assess", nodes.assess)
    graph.add_node("support", nodes.support)
    graph.add_node("write", nodes.write)
    graph.add_node("listen", nodes.listen)
    graph.add_edge(START, "understand")
    graph.add_edge("understand", "assess")
    graph.add_edge("assess", "support")
    graph.add_edge("support", "write")
    graph.add_conditional_edges("write", _after_writing, {"listen": "listen", "end": END})
    graph.add_edge("listen", "understand")
    return graph.compile(checkpointer=checkpointer, name="breakeven")


def config(thread: str) -> Any:
    return {"configurable": {"thread_id": thread}, "recursion_limit": RECURSION_LIMIT}


def _after_writing(state: State) -> Literal["listen", "end"]:
    return "listen" if state.get("live") else "end"


def _keep_to_ourselves() -> None:
    """Nothing leaves the machine: tracing off whatever the environment says; checkpoints hold plain data only."""
    os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        os.environ[name] = "false"
