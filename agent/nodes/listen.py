"""listen: wait for the next message. Nothing but the interrupt: a node starts again from its top when it is resumed."""

from __future__ import annotations

from agent.state import State


def listen(state: State) -> State:
    from langgraph.types import interrupt

    heard = interrupt({"question": state.get("question")})
    return {"inbox": heard["inbox"], "turn": heard["turn"]}
